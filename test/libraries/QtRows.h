//===-- QtRows.h - Qt, in each of its versions -----------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both programs run these rows; what only one of the versions has stands under a condition.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_LIBRARIES_QTROWS_H
#define CLOSURE_TEST_LIBRARIES_QTROWS_H

#include "Shapes.h"
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFutureSynchronizer>
#include <QFutureWatcher>
#include <QMenu>
#include <QProcess>
#include <QScopeGuard>
#include <QSemaphore>
#include <QShortcut>
#include <QSignalSpy>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QWaitCondition>
#include <QtConcurrent>
#include <optional>

/// An object, for its signal `objectNameChanged`.
static void emitFrom(QObject &Sender) { Sender.setObjectName(Sender.objectName() + "x"); }
static void process() { QCoreApplication::processEvents(); }

// Connections.

static void connections() {
  auto Changed = &QObject::objectNameChanged;
  {
    Row R("QObject::connect", "sender, signal, closure");
    auto Sender = std::make_unique<QObject>();
    auto Connect = [&] { return QObject::connect(Sender.get(), Changed, R.closure()); };
    auto Result = R.call(Connect);
    R.over("return", "disconnect", [&] { QObject::disconnect(Result); }, [&] { emitFrom(*Sender); });
    R.again();
    R.call(Connect);
    R.dies("parameter 0", [&] { Sender.reset(); });
  }
  {
    Row R("QObject::connect", "sender, signal, QObject, closure");
    auto Sender = std::make_unique<QObject>(), Context = std::make_unique<QObject>();
    auto Connect = [&] { return QObject::connect(Sender.get(), Changed, Context.get(), R.closure()); };
    auto Result = R.call(Connect);
    R.over("return", "disconnect", [&] { QObject::disconnect(Result); }, [&] { emitFrom(*Sender); });
    R.again();
    R.call(Connect);
    R.guardDies("parameter 2", [&] { Context.reset(); });
    Context = std::make_unique<QObject>();
    R.again();
    R.call(Connect);
    R.dies("parameter 0", [&] { Sender.reset(); });
  }
  {
    // What was emitted is called when the loop runs, with or without the connection.
    Row R("QObject::connect", "sender, signal, QObject, closure, QueuedConnection");
    auto Sender = std::make_unique<QObject>(), Context = std::make_unique<QObject>();
    auto Connect = [&] {
      auto Result = QObject::connect(Sender.get(), Changed, Context.get(), R.closure(), Qt::QueuedConnection);
      emitFrom(*Sender);
      return Result;
    };
    auto Result = R.call(Connect);
    R.over("return", "disconnect", [&] { QObject::disconnect(Result); }, process);
    R.again();
    R.call(Connect);
    R.dies("parameter 0", [&] { Sender.reset(); });
    process();
    Sender = std::make_unique<QObject>();
    R.again();
    R.call(Connect);
    R.guardDies("parameter 2", [&] { Context.reset(); });
  }
}

static void disconnections() {
  auto Of = [](const char *Arguments, const char *What, auto Disconnect) {
    Row R("QObject::disconnect", Arguments);
    QObject Sender, Context;
    auto C = QObject::connect(&Sender, &QObject::objectNameChanged, &Context, R.closure());
    auto Do = [&] { Disconnect(Sender, Context, C); };
    auto Run = [&] { emitFrom(Sender); };
    std::string(What) == "ends" ? R.ends("parameter 0", Do, Run) : R.drops(What, Do, Run);
  };
  Of("Connection", "ends", [](auto &, auto &, auto &C) { QObject::disconnect(C); });
  Of("", "this", [](auto &S, auto &, auto &) { S.disconnect(); });
  Of("context", "this", [](auto &S, auto &Context, auto &) { S.disconnect(&Context); });
  Of("signal, context, member", "this",
     [](auto &S, auto &Context, auto &) { S.disconnect(SIGNAL(objectNameChanged(QString)), &Context, nullptr); });
  Of("sender, signal, context, member", "parameter 0",
     [](auto &S, auto &Context, auto &) { QObject::disconnect(&S, &QObject::objectNameChanged, &Context, nullptr); });
  auto Leaves = [](const char *Name, auto Do, auto Undo) {
    Row R(Name);
    auto *Sender = new QObject;
    QObject::connect(Sender, &QObject::objectNameChanged, R.closure());
    R.drops("this", [&] { Do(Sender); }, [&] { Undo(Sender), emitFrom(*Sender); });
  };
  Leaves("QObject::deleteLater", [](auto *O) { O->deleteLater(); }, [](auto *) {});
  Leaves("QObject::blockSignals", [](auto *O) { O->blockSignals(true); }, [](auto *O) { O->blockSignals(false); });
  Leaves("QObject::moveToThread", [](auto *O) { O->moveToThread(nullptr); }, [](auto *) {});
}

static void invocations() {
  {
    Row R("QMetaObject::invokeMethod", "object, closure, QueuedConnection");
    auto Context = std::make_unique<QObject>();
    auto Invoke = [&] { QMetaObject::invokeMethod(Context.get(), R.closure(), Qt::QueuedConnection); };
    R.call(Invoke);
    R.run("exec", process);
    R.again();
    R.call(Invoke);
    R.guardDies("parameter 0", [&] { Context.reset(); });
  }
  QObject Context;
  {
    Row R("QMetaObject::invokeMethod", "object, closure");
    R.call([&] { QMetaObject::invokeMethod(&Context, R.closure()); });
  }
  Row R("QMetaObject::invokeMethod", "object, closure, DirectConnection");
  R.call([&] { QMetaObject::invokeMethod(&Context, R.closure(), Qt::DirectConnection); });
}

// Timers.

static void timers() {
  {
    Row R("QTimer::singleShot", "0, closure");
    R.call([&] { QTimer::singleShot(0, R.closure()); });
    R.run("exec", process);
  }
  {
    Row R("QTimer::singleShot", "0, PreciseTimer, closure");
    R.call([&] { QTimer::singleShot(0, Qt::PreciseTimer, R.closure()); });
    R.run("exec", process);
  }
  {
    Row R("QTimer::singleShot", "0, QObject, closure");
    auto Context = std::make_unique<QObject>();
    R.call([&] { QTimer::singleShot(0, Context.get(), R.closure()); });
    R.guardDies("parameter 1", [&] { Context.reset(), process(); });
  }
  {
    Row R("QTimer::callOnTimeout", "closure");
    auto T = std::make_unique<QTimer>();
    auto Result = R.call([&] { return T->callOnTimeout(R.closure()); });
    R.over("return", "disconnect", [&] { QObject::disconnect(Result); });
    R.again();
    R.call([&] { T->callOnTimeout(R.closure()); });
    R.dies("this", [&] { T.reset(); });
  }
  {
    Row R("QTimer::callOnTimeout", "QObject, closure");
    auto T = std::make_unique<QTimer>();
    auto Context = std::make_unique<QObject>();
    auto Result = R.call([&] { return T->callOnTimeout(Context.get(), R.closure()); });
    R.over("return", "disconnect", [&] { QObject::disconnect(Result); });
    R.again();
    R.call([&] { T->callOnTimeout(Context.get(), R.closure()); });
    R.guardDies("parameter 0", [&] { Context.reset(); });
    Context = std::make_unique<QObject>();
    R.again();
    R.call([&] { T->callOnTimeout(Context.get(), R.closure()); });
    R.dies("this", [&] { T.reset(); });
  }
  auto Leaves = [](const char *Name, auto Do) {
    Row R(Name);
    QTimer T;
    QObject::connect(&T, &QTimer::timeout, R.closure());
    T.start(0);
    R.drops("this", [&] { Do(T); }, [&] { T.start(0), QThread::msleep(2), process(); });
  };
  Leaves("QTimer::stop", [](QTimer &T) { T.stop(); });
  Leaves("QTimer::start", [](QTimer &T) { T.start(0); });
}

// Widgets.

static void widgets() {
  {
    Row R("QMenu::addAction", "text, closure");
    auto Menu = std::make_unique<QMenu>();
    QAction *Result = R.call([&] { return Menu->addAction("text", R.closure()); });
    R.over("return", "disconnect", [&] { Result->disconnect(); }, [&] { Result->trigger(); });
    R.again();
    R.call([&] { Menu->addAction("text", R.closure()); });
    R.dies("this", [&] { Menu.reset(); });
  }
  Row R("QShortcut::QShortcut", "key, parent, closure");
  auto Parent = std::make_unique<QWidget>();
  R.call([&] { new QShortcut(QKeySequence("Ctrl+A"), Parent.get(), R.closure()); });
  R.dies("parameter 1", [&] { Parent.reset(); });
}

// Event loops.

static void loops() {
  // In the main thread: what is posted runs, and the loop returns when another thread says so.
  auto Loop = [](const char *Name, auto Exec, auto Quit) {
    Row R(Name);
    QTimer::singleShot(0, R.closure());
    std::atomic<bool> Told = false;
    Gate Returned;
    std::thread Other([&] {
      R.fate()->Called.pass();
      Returned.pass(1s);
      Told = true;
      QMetaObject::invokeMethod(qApp, Quit, Qt::QueuedConnection);
    });
    R.calls(Exec);
    R.sees("waits", Told);
    Returned.open();
    Other.join();
  };
  process(); // what the rows above have left
  Loop("QCoreApplication::processEvents", [&] { process(); }, [] {});
  QEventLoop Own;
  QDialog Dialog;
  QMenu Menu;
  Menu.addAction("text");
  Loop("QEventLoop::exec", [&] { Own.exec(); }, [&] { Own.quit(); });
  Loop("QApplication::exec", [&] { QApplication::exec(); }, [] { QApplication::quit(); });
  Loop("QDialog::exec", [&] { Dialog.exec(); }, [&] { Dialog.accept(); });
  Loop("QMenu::exec", [&] { Menu.exec(QPoint()); }, [&] { Menu.close(); });
  process();
  {
    Row R("QSignalSpy::wait");
    QObject Sender;
    QSignalSpy Spy(&Sender, &QObject::objectNameChanged);
    QTimer::singleShot(0, R.closure());
    QTimer::singleShot(1, [&] { emitFrom(Sender); });
    bool Came = Spy.wait();
    R.sees("called: global", R.fate()->Calls > 0);
    R.sees("waits", Came);
  }
  auto Ends = [](const char *Name, auto End) {
    QEventLoop *Running = nullptr;
    Gate Begun;
    Row(Name).signals(
        [&] {
          QEventLoop L;
          Running = &L;
          QMetaObject::invokeMethod(&L, [&] { Begun.open(); }, Qt::QueuedConnection);
          L.exec();
        },
        [&] { Begun.pass(), End(*Running); });
  };
  Ends("QEventLoop::quit", [](auto &L) { L.quit(); });
  Ends("QEventLoop::exit", [](auto &L) { L.exit(); });
}

static void semaphores() {
  {
    QSemaphore S;
    Row("QSemaphore::acquire").waits([&] { S.acquire(); }, [&] { S.release(); });
  }
  {
    QSemaphore S;
    Row("QSemaphore::release").signals([&] { S.acquire(); }, [&] { S.release(); });
  }
  for (const char *Name : {"QWaitCondition::wakeOne", "QWaitCondition::wakeAll"}) {
    QMutex M;
    QWaitCondition C;
    bool Ready = false, All = std::string(Name).ends_with("All");
    Row(Name).signals(
        [&] {
          QMutexLocker Hold(&M);
          while (!Ready)
            C.wait(&M);
        },
        [&] {
          QMutexLocker Hold(&M);
          Ready = true;
          All ? C.wakeAll() : C.wakeOne();
        });
  }
}

// Threads.

static void threads() {
  auto Started = [](Row &R) {
    QThread *T = QThread::create(R.slow());
    T->start();
    return T;
  };
  {
    Row R("QThread::create");
    QThread *T = R.call([&] { return Started(R); });
    R.started();
    R.over("return", "wait", [&] { T->wait(); });
    delete T;
  }
  {
    Row R("QThread::wait", "");
    QThread *T = Started(R);
    R.started();
    R.ends("this", [&] { T->wait(); });
    delete T;
  }
  {
    Row R("QThread::wait", "1");
    QThread *T = Started(R);
    R.started();
    R.ends("this", [&] { T->wait(1); });
    T->wait();
    delete T;
  }
#if QT_VERSION_MAJOR >= 6
  // Qt 5 ends the program here.
  Row R("~QThread");
  QThread *T = Started(R);
  R.started();
  R.destructor([&] { delete T; });
#endif
}

static void pools() {
  auto Starts = [](const char *Name, auto Start) {
    Row R(Name);
    QThreadPool Pool;
    R.call([&] { Start(Pool, R.slow()); });
    R.started();
    R.over("this", "waitForDone", [&] { Pool.waitForDone(); });
  };
  Starts("QThreadPool::start", [](auto &Pool, Closure C) { Pool.start(std::move(C)); });
  Starts("QThreadPool::tryStart", [](auto &Pool, Closure C) { Pool.tryStart(std::move(C)); });
  auto Busy = [](const char *Name, const char *Arguments, auto Do) {
    Row R(Name, Arguments);
    auto Pool = std::make_unique<QThreadPool>();
    Pool->setMaxThreadCount(1);
    Pool->start(R.slow());
    R.started();
    Do(R, Pool);
  };
  Busy("QThreadPool::waitForDone", "", [](Row &R, auto &Pool) { R.ends("this", [&] { Pool->waitForDone(); }); });
  Busy("QThreadPool::waitForDone", "1", [](Row &R, auto &Pool) { R.ends("this", [&] { Pool->waitForDone(1); }); });
  Busy("QThreadPool::clear", "", [](Row &R, auto &Pool) {
    std::shared_ptr<Fate> Running = R.fate();
    R.again();
    Pool->start(R.closure());
    R.stops("this", Running, [&] { Pool->clear(); }, [&] { Pool->waitForDone(); });
  });
  Busy("~QThreadPool", "", [](Row &R, auto &Pool) {
    std::shared_ptr<Fate> Running = R.fate();
    R.again();
    Pool->start(R.closure());
    R.destructor([&] { Pool.reset(); }, Running);
  });
  Row R("QRunnable::create");
  auto Result = std::unique_ptr<QRunnable>(R.call([&] { return QRunnable::create(R.closure()); }));
  R.dies("return", [&] { Result.reset(); });
}

// Futures.

static QFuture<void> start(Closure C) { return QtConcurrent::run([C = std::move(C)] { C(); }); }

static void futures() {
  static QList<int> Items{1, 2, 3};
  auto Runs = [](const char *Name, auto Run) {
    Row R(Name, "closure");
    std::optional<QFuture<void>> Result;
    R.call([&] { Result = Run(R.slow()); });
    R.started();
    R.dies("return", [&] { Result.reset(); });
    R.fate()->Called.pass();
    R.call([&] { Result = Run(R.slow()); });
    R.over("return", "waitForFinished", [&] { Result->waitForFinished(); });
  };
  Runs("QtConcurrent::run", start);
  Runs("QtConcurrent::map", [](Closure C) { return QtConcurrent::map(Items, [C](int &) { C(); }); });
  auto Calls = [](const char *Name, auto Call) {
    Row R(Name);
    Call(R.closure());
    // In other threads, which may still hold it when the call returns, but call it no more.
    int Calls = R.fate()->Calls;
    std::this_thread::sleep_for(50ms);
    R.sees("called", Calls && R.fate()->Calls == Calls && R.fate()->isOver());
  };
  Calls("QtConcurrent::blockingMap", [](Closure C) { QtConcurrent::blockingMap(Items, [C](int &) { C(); }); });
  Calls("QtConcurrent::blockingFilter", [](Closure C) {
    QList<int> Copy = Items;
    QtConcurrent::blockingFilter(Copy, std::function<bool(const int &)>([C](const int &) { return C(), true; }));
  });
  endsWork("QFuture::waitForFinished", start, [](auto &F) { F.waitForFinished(); });
  endsWork("QFuture::cancel", start, [](auto &F) { F.cancel(); });
  auto Value = [](Closure C) { return QtConcurrent::run([C = std::move(C)] { return C(), 1; }); };
  {
    Row R("QFuture::result");
    auto F = Value(R.slow());
    R.started();
    R.ends("this", [&] { F.result(); });
    R.sees("rethrows", throws([] { QtConcurrent::run([]() -> int { throw 1; }).result(); }));
  }
  endsWork("QFutureWatcher::waitForFinished",
           [&](Closure C) {
             auto W = std::make_unique<QFutureWatcher<int>>();
             W->setFuture(Value(std::move(C)));
             return W;
           },
           [](auto &W) { W->waitForFinished(); });
  {
    Row R("QFutureSynchronizer::addFuture");
    QFutureSynchronizer<void> All;
    auto F = start(R.slow());
    R.started();
    R.call([&] { All.addFuture(F); });
    R.over("this", "waitForFinished", [&] { All.waitForFinished(); });
  }
  {
    Row R("~QFutureSynchronizer");
    auto All = std::make_unique<QFutureSynchronizer<void>>(start(R.slow()));
    R.started();
    R.destructor([&] { All.reset(); });
  }
  Row R("~QFuture");
  auto F = std::make_unique<QFuture<void>>(start(R.slow()));
  R.started();
  R.destructor([&] { F.reset(); });
}

#if QT_VERSION_MAJOR >= 6

static void continuations() {
  {
    Row R("QFuture::then", "closure");
    std::optional<QFuture<void>> Result;
    auto Continue = [&] {
      auto Wait = std::make_shared<Gate>();
      auto First = QtConcurrent::run([Wait] { Wait->pass(); });
      Result = First.then([C = R.slow()] { C(); });
      Wait->open();
    };
    R.call(Continue);
    R.started();
    R.dies("return", [&] { Result.reset(); });
    R.fate()->Called.pass();
    R.call(Continue);
    R.over("return", "waitForFinished", [&] { Result->waitForFinished(); });
  }
  {
    Row R("QFuture::then", "closure", "makeReadyFuture");
    R.call([&] { QtFuture::makeReadyFuture().then([C = R.closure()] { C(); }); });
  }
  {
    Row R("QtConcurrent::QTaskBuilder::spawn");
    QFuture<void> Result;
    {
      auto Task = QtConcurrent::task([C = R.slow()] { C(); });
      Result = Task.spawn();
      R.started();
    }
    R.sees("detached: this", R.fate()->isRunning());
    R.over("return", "waitForFinished", [&] { Result.waitForFinished(); });
    R.sees("returned", !R.fate()->isRunning());
  }
  makes("QtConcurrent::task", [](Closure C) { return QtConcurrent::task([C] { C(); }); });
}

static void properties() {
  {
    Row R("QProperty::onValueChanged");
    QProperty<int> P(0);
    auto Result = std::make_optional(R.call([&] { return P.onValueChanged(R.closure()); }));
    R.dies("return", [&] { Result.reset(); });
  }
  {
    Row R("~QPropertyChangeHandler");
    QProperty<int> P(0);
    auto Handler = std::make_optional(P.onValueChanged(R.closure()));
    R.destructor([&] { Handler.reset(); });
    P = 1;
  }
  gives<QProperty<int>>("QProperty::setBinding",
                        [](auto &P, Closure C) { P.setBinding([C = std::move(C)] { return C(), 1; }); });
  makes("Qt::makePropertyBinding", [](Closure C) { return Qt::makePropertyBinding([C = std::move(C)] { return C(), 1; }); });
  gives<QProcess>("QProcess::setChildProcessModifier", [](auto &P, Closure C) { P.setChildProcessModifier(std::move(C)); });
}

#endif

static void containers() {
  gives<QList<Function>>("QList::append", [](auto &L, Closure C) { L.append(std::move(C)); });
  gives<QList<Function>>("QList::prepend", [](auto &L, Closure C) { L.prepend(std::move(C)); });
  gives<QHash<int, Function>>("QHash::insert", [](auto &H, Closure C) { H.insert(int(H.size()), std::move(C)); });
  gives<QMap<int, Function>>("QMap::insert", [](auto &M, Closure C) { M.insert(int(M.size()), std::move(C)); });
  auto List = [](Closure C) { return QList<Function>{std::move(C)}; };
  drops("QList::clear", List, [](auto &L) { L.clear(); });
  drops("QList::removeFirst", List, [](auto &L) { L.removeFirst(); });
  drops("QHash::remove", [](Closure C) { return QHash<int, Function>{{1, std::move(C)}}; }, [](auto &H) { H.remove(1); });
}

static void others() {
  {
    Row R("QList::QList");
    std::optional<QList<Function>> L;
    R.call([&] { L.emplace({Function(R.closure())}); });
    R.dies("this", [&] { L.reset(); });
  }
  {
    Row R("QSharedPointer::QSharedPointer");
    std::optional<QSharedPointer<Closure>> P;
    R.call([&] { P.emplace(new Closure(R.closure())); });
    R.dies("this", [&] { P.reset(); });
  }
  {
    Row R("qScopeGuard");
    auto Result = std::make_unique<QScopeGuard<Closure>>(R.call([&] { return qScopeGuard(R.closure()); }));
    R.dies("return", [&] { Result.reset(); });
  }
  {
    Row R("~QScopeGuard");
    auto Guard = std::make_unique<QScopeGuard<Closure>>(R.closure());
    R.destructor([&] { Guard.reset(); });
  }
  Row R("QScopeGuard::dismiss");
  {
    QScopeGuard<Closure> Guard(R.closure());
    Guard.dismiss();
  }
  R.sees("dropped: this", !R.fate()->Calls);
}

static void runAll() {
  connections();
  disconnections();
  invocations();
  timers();
  widgets();
  loops();
  semaphores();
  threads();
  pools();
  futures();
#if QT_VERSION_MAJOR >= 6
  continuations();
  properties();
#endif
  containers();
  others();
}

#endif // CLOSURE_TEST_LIBRARIES_QTROWS_H
