#!/bin/sh
# Expected: after QObject::disconnect(connection) has returned true, or the sender has died, the slot is called no
#           more: that is what one disconnects for before what the slot borrows goes away.
# Seen:     through a queued connection, what was emitted before is still called when the loop runs next. Only the
#           death of the context object takes it back.
# With:     Qt 5.15.8+dfsg-11+deb12u3 and Qt 6.4.2+dfsg-10 of Debian 12
. "$(dirname "$0")/setup"

packages qtbase5-dev=5.15.8+dfsg-11+deb12u3 libqt5core5a=5.15.8+dfsg-11+deb12u3 qt6-base-dev=6.4.2+dfsg-10 \
  libqt6core6=6.4.2+dfsg-10 libicu72 libdouble-conversion3 libpcre2-16-0 libb2-1
cat >source.cpp <<'END'
#include <QCoreApplication>
#include <iostream>

int main(int Count, char **Words) {
  QCoreApplication App(Count, Words);
  int Calls = 0;
  auto Connect = [&](QObject *Sender, QObject *Context) {
    auto Made = QObject::connect(Sender, &QObject::objectNameChanged, Context, [&Calls] { ++Calls; },
                                 Qt::QueuedConnection);
    Sender->setObjectName("new");
    return Made;
  };
  auto Report = [&](const char *After) {
    Calls = 0;
    QCoreApplication::processEvents();
    std::cout << After << ": called " << Calls << " times\n";
  };
  std::cout << "Qt " << QT_VERSION_MAJOR << "\n";
  QObject Sender, Context;
  auto Made = Connect(&Sender, &Context);
  bool Done = QObject::disconnect(Made);
  Report(Done ? "disconnect returned true" : "disconnect returned false");
  {
    QObject Short;
    Connect(&Short, &Context);
  }
  Report("the sender has died");
  QObject Other;
  {
    QObject Short;
    Connect(&Other, &Short);
  }
  Report("the context has died");
}
END
for version in 5 6; do
  include=files/usr/include/$(uname -m)-linux-gnu/qt$version
  build -std=c++17 -fPIC -I "$include" -I "$include/QtCore" -lQt${version}Core <source.cpp
  ./program >>seen
done
as_seen seen <<'END'
Qt 5
disconnect returned true: called 1 times
the sender has died: called 1 times
the context has died: called 0 times
Qt 6
disconnect returned true: called 1 times
the sender has died: called 1 times
the context has died: called 0 times
END
