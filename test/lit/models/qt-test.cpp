// REQUIRES: header-qt
// packages: qtbase5-dev
// RUN: %closure-tidy %s -- -std=c++17 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore -isystem /usr/include/x86_64-linux-gnu/qt5/QtTest 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Tests with Qt: what runs the loop next has run what is posted now.
#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

void spied(QObject &object) {
  bool done = false;
  QSignalSpy spy(&object, &QObject::objectNameChanged);
  QTimer::singleShot(0, [&] {
    done = true;
    object.setObjectName("new");
  });
  QVERIFY(spy.wait());
  QVERIFY(done);
}
void spiedTooEarly(QObject &object) {
  bool done = false;
  QSignalSpy spy(&object, &QObject::objectNameChanged);
  QVERIFY(spy.wait());
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'done' by reference
  QTimer::singleShot(0, [&] { done = true; });
}
// It waits unless it is so already; only the closure makes it so.
void tried() {
  bool done = false;
  int count = 0;
  QTimer::singleShot(0, [&] { done = true; });
  QTRY_VERIFY(done);
  QTimer::singleShot(0, [&] { ++count; });
  QTRY_COMPARE(count, 1);
}
void triedSomethingElse(QObject &object) {
  bool done = false;
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'done' by reference
  QTimer::singleShot(0, [&] { done = true; });
  if (object.objectName().isEmpty())
    QTest::qWait(0);
}
void waited() {
  bool done = false;
  QTimer::singleShot(0, [&] { done = true; });
  QCoreApplication::processEvents();
}
void looped() {
  bool done = false;
  QEventLoop loop;
  QTimer::singleShot(0, [&] {
    done = true;
    loop.quit();
  });
  loop.exec();
  QVERIFY(done);
}
// The loop returns when the closure does, which only tells it to.
int quitFirst() {
  int calls = 0;
  QEventLoop loop;
  QTimer::singleShot(0, [&] {
    loop.quit();
    ++calls;
  });
  loop.exec();
  return calls;
}
