// REQUIRES: header-qt
// packages: qtbase5-dev
// RUN: %closure-tidy %s -- -std=c++17 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt5 -isystem /usr/include/x86_64-linux-gnu/qt5/QtCore -isystem /usr/include/x86_64-linux-gnu/qt5/QtGui -isystem /usr/include/x86_64-linux-gnu/qt5/QtWidgets -isystem /usr/include/x86_64-linux-gnu/qt5/QtConcurrent 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Many builds name the folders of libraries with -I.
// RUN: %closure-tidy %s -- -std=c++17 -fPIC -I/usr/include/x86_64-linux-gnu/qt5 -I/usr/include/x86_64-linux-gnu/qt5/QtCore -I/usr/include/x86_64-linux-gnu/qt5/QtGui -I/usr/include/x86_64-linux-gnu/qt5/QtWidgets -I/usr/include/x86_64-linux-gnu/qt5/QtConcurrent 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Qt.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QEventLoop>
#include <QFutureSynchronizer>
#include <QFutureWatcher>
#include <QMenu>
#include <QMessageBox>
#include <QMetaObject>
#include <QObject>
#include <QPushButton>
#include <QRunnable>
#include <QScopeGuard>
#include <QShortcut>
#include <QSpinBox>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QToolBar>
#include <QtConcurrent>

#include <functional>
#include <memory>

// Connections. The sender keeps the slot.
void connected(QPushButton &button, QObject *receiver) {
  int clicks = 0;
  // CHECK: :[[#@LINE+1]]:54: warning: lambda captures 'clicks' by reference
  QObject::connect(&button, &QPushButton::clicked, [&clicks] { ++clicks; });
  // The context object lives no shorter for the local.
  // CHECK: :[[#@LINE+1]]:64: warning: lambda captures 'clicks' by reference
  QObject::connect(&button, &QPushButton::clicked, receiver, [&clicks] { ++clicks; });
  // CHECK: :[[#@LINE+1]]:64: warning: lambda captures 'clicks' by reference
  QObject::connect(&button, &QPushButton::clicked, receiver, [&clicks] { ++clicks; }, Qt::QueuedConnection);
  QObject::connect(&button, &QPushButton::clicked, receiver, [clicks] { (void)clicks; });
  QObject::connect(&button, &QPushButton::clicked, receiver, &QObject::deleteLater);
}
class Page : public QDialog {
public:
  Page() {
    int changes = 0;
    const auto update = [this] { setWindowTitle("changed"); };
    // CHECK: :[[#@LINE+1]]:68: warning: lambda captures 'changes' by reference
    connect(&box, qOverload<int>(&QSpinBox::valueChanged), this, [&changes] { ++changes; });
    // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'update' by reference
    connect(&box, &QSpinBox::editingFinished, [&update] { update(); });
    connect(&box, &QSpinBox::editingFinished, [update] { update(); });
    connect(&box, &QSpinBox::editingFinished, this, [this] { ++total; });
    // CHECK: :[[#@LINE+1]]:65: warning: lambda captures 'changes' by reference
    auto connection = connect(this, &QDialog::accepted, this, [&changes] { ++changes; });
    (void)connection;
  }
  int run() {
    int rejections = 0;
    connect(this, &QDialog::rejected, this, [&rejections] { ++rejections; });
    exec();
    return rejections;
  }

  void addButton() {
    int clicks = 0;
    button = new QPushButton(this);
    // CHECK: :[[#@LINE+1]]:52: warning: lambda captures 'clicks' by reference
    connect(button, &QPushButton::clicked, this, [&clicks] { ++clicks; });
  }

private:
  QSpinBox box;
  QPushButton *button = nullptr;
  int total = 0;
};
// What the slot refers to outlives the sender, or the connection.
int localSender() {
  int changes = 0;
  QSpinBox box;
  QObject::connect(&box, qOverload<int>(&QSpinBox::valueChanged), [&changes](int) { ++changes; });
  QObject::connect(&box, qOverload<int>(&QSpinBox::valueChanged), &box, [&changes](int) { ++changes; });
  box.setValue(1);
  return changes;
}
int senderDiesLast() {
  QSpinBox box;
  {
    int changes = 0;
    QObject::connect(&box, qOverload<int>(&QSpinBox::valueChanged), [&changes](int) { ++changes; });
  }
  return 0;
}
int disconnected(QPushButton *button) {
  int clicks = 0;
  auto connection = QObject::connect(button, &QPushButton::clicked, [&clicks] { ++clicks; });
  button->click();
  QObject::disconnect(connection);
  return clicks;
}
int disconnectedAll(QPushButton *button) {
  int clicks = 0;
  QObject::connect(button, &QPushButton::clicked, [&clicks] { ++clicks; });
  button->click();
  button->disconnect();
  return clicks;
}
int disconnectedSignal(QPushButton *button) {
  int clicks = 0;
  QObject::connect(button, &QPushButton::clicked, [&clicks] { ++clicks; });
  button->click();
  QObject::disconnect(button, &QPushButton::clicked, nullptr, nullptr);
  return clicks;
}
int localContext(QPushButton *button) {
  int clicks = 0;
  QObject context;
  QObject::connect(button, &QPushButton::clicked, &context, [&clicks] { ++clicks; });
  button->click();
  return clicks;
}
bool eventLoop(QPushButton *button) {
  bool clicked = false;
  QEventLoop loop;
  QObject::connect(button, &QPushButton::clicked, &loop, [&] {
    clicked = true;
    loop.quit();
  });
  loop.exec();
  return clicked;
}
int modal(QWidget *parent) {
  int clicks = 0;
  QDialog dialog(parent);
  auto *button = new QPushButton(&dialog);
  QObject::connect(button, &QPushButton::clicked, [&clicks] { ++clicks; });
  dialog.exec();
  return clicks;
}
int messageBox(QWidget *parent) {
  int clicks = 0;
  QMessageBox box(parent);
  QObject::connect(box.addButton("More", QMessageBox::ActionRole), &QPushButton::clicked, parent, [&clicks] { ++clicks; });
  box.exec();
  return clicks;
}
int application(int count, char **arguments) {
  QApplication app(count, arguments);
  QPushButton button;
  QObject::connect(&app, &QApplication::aboutToQuit, [&button] { button.hide(); });
  QTimer::singleShot(0, [&button] { button.show(); });
  return app.exec();
}

// Timers.
void singleShot(QObject *context) {
  int shots = 0;
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'shots' by reference
  QTimer::singleShot(10, [&shots] { ++shots; });
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'shots' by reference
  QTimer::singleShot(10, context, [&shots] { ++shots; });
  // CHECK: :[[#@LINE+1]]:55: warning: lambda captures 'shots' by reference
  QTimer::singleShot(10, Qt::PreciseTimer, context, [&shots] { ++shots; });
  QTimer::singleShot(10, context, [shots] { (void)shots; });
}
class Clock : public QObject {
public:
  void start() {
    int ticks = 0;
    // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'ticks' by reference
    timer.callOnTimeout([&ticks] { ++ticks; });
    timer.callOnTimeout(this, [this] { ++total; });
    // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'ticks' by reference
    timer.callOnTimeout(this, [&ticks] { ++ticks; });
    timer.start(100);
  }

private:
  QTimer timer;
  int total = 0;
};
int shotInLoop() {
  int shots = 0;
  QEventLoop loop;
  QTimer::singleShot(10, [&] {
    ++shots;
    loop.quit();
  });
  loop.exec();
  return shots;
}
int localTimer() {
  int ticks = 0;
  QTimer timer;
  timer.callOnTimeout([&ticks] { ++ticks; });
  timer.start(10);
  QCoreApplication::processEvents();
  return ticks;
}

// Functors for other threads.
int invoked(QObject *object, int x) {
  // CHECK: :[[#@LINE+1]]:39: warning: lambda captures 'x' by reference
  QMetaObject::invokeMethod(object, [&x] { ++x; }, Qt::QueuedConnection);
  int y = 0;
  QMetaObject::invokeMethod(object, [&y] { ++y; }, Qt::BlockingQueuedConnection);
  QMetaObject::invokeMethod(object, [&y] { ++y; }, Qt::DirectConnection);
  QMetaObject::invokeMethod(object, [&y] { ++y; });
  QMetaObject::invokeMethod(object, [y] { (void)y; }, Qt::QueuedConnection);
  return y;
}

// Threads and pools.
void pooled(QThreadPool *pool, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  pool->start([&x] { ++x; });
}
void pooledRunnable(QThreadPool &pool, int x) {
  // CHECK: :[[#@LINE+1]]:34: warning: lambda captures 'x' by reference
  pool.start(QRunnable::create([&x] { ++x; }));
  pool.start([x] { (void)x; });
}
void threaded(int x) {
  // CHECK: :[[#@LINE+1]]:39: warning: lambda captures 'x' by reference
  QThread *thread = QThread::create([&x] { ++x; });
  QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
  thread->start();
}
int threadWaited(int x) {
  std::unique_ptr<QThread> thread(QThread::create([&x] { ++x; }));
  thread->start();
  thread->wait();
  return x;
}
int poolWaited(int x) {
  QThreadPool::globalInstance()->start([&x] { ++x; });
  QThreadPool::globalInstance()->waitForDone();
  return x;
}
int localPool(int x) {
  int y = x;
  QThreadPool pool;
  pool.start([&y] { ++y; });
  return x;
}

// QtConcurrent.
void concurrent(int x, QVector<int> &values) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  QtConcurrent::run([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  QtConcurrent::map(values, [&x](int &value) { value += x; });
}
QFuture<int> concurrentReturned(int x) {
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
  return QtConcurrent::run([&x] { return x; });
}
class Worker {
public:
  void start(int x) {
    // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'x' by reference
    watcher.setFuture(QtConcurrent::run([&x] { return x; }));
  }

private:
  QFutureWatcher<int> watcher;
};
int concurrentWaited(int x, QVector<int> &values) {
  QFuture<void> first = QtConcurrent::run([&x] { ++x; });
  QFuture<void> second = QtConcurrent::map(values, [&x](int &value) { value += x; });
  first.waitForFinished();
  second.waitForFinished();
  QtConcurrent::blockingMap(values, [&x](int &value) { value += x; });
  return QtConcurrent::run([&x] { return x; }).result();
}
int concurrentSynchronized(int x) {
  int y = x;
  QFutureSynchronizer<int> all;
  all.addFuture(QtConcurrent::run([&y] { return y; }));
  all.waitForFinished();
  return x;
}

// Actions and shortcuts.
void actions(QMenu *menu, QToolBar &bar, QWidget *window) {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'count' by reference
  menu->addAction("Count", [&count] { ++count; });
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'count' by reference
  bar.addAction("Count", window, [&count] { ++count; });
  menu->addAction("Count", [count] { (void)count; });
}
int contextMenu(QPoint position) {
  int count = 0;
  QMenu menu;
  menu.addAction("Count", [&count] { ++count; });
  menu.exec(position);
  return count;
}

// Run at the end of the block.
int guarded(int x) {
  auto guard = qScopeGuard([&x] { ++x; });
  const QScopeGuard other([&x] { ++x; });
  if (x > 2)
    guard.dismiss();
  return x;
}

// Who gives a context object has the closure taken back with it.
class Tab : public QDialog {
public:
  Tab() {
    // CHECK: :[[#@LINE+2]]:52: warning: lambda captures 'this', but what '{{[A-Za-z]+}}::instance()' returns keeps it when the object may be dead
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(qApp, &QCoreApplication::aboutToQuit, [this] { ++count; });
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { ++count; });
    // CHECK: :[[#@LINE+2]]:29: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CHECK: {{^ +\| +}}this, {{$}}
    QTimer::singleShot(10, [this] { ++count; });
    // CHECK: :[[#@LINE+2]]:47: warning: lambda captures 'this', but 'QTimer::singleShot' keeps it when the object may be dead
    // CHECK: {{^ +\| +}}this, {{$}}
    QTimer::singleShot(10, Qt::PreciseTimer, [this] { ++count; });
    QTimer::singleShot(10, Qt::PreciseTimer, this, [this] { ++count; });
    QTimer::singleShot(10, this, [this] { ++count; });
    // Senders that it owns.
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, [this] { ++count; });
    timer->callOnTimeout([this] { ++count; });
    connect(&button, &QPushButton::clicked, [this] { ++count; });
    connect(this, &QDialog::accepted, [this] { ++count; });
  }

private:
  QPushButton button;
  int count = 0;
};
class Follower : public QObject {
public:
  explicit Follower(QPushButton &button) {
    // CHECK: :[[#@LINE+2]]:46: warning: lambda captures 'this', but the caller's 'button' keeps it after 'follower' dies
    // CHECK: {{^ +\| +}}this, {{$}}
    connect(&button, &QPushButton::clicked, [this] { ++clicks; });
  }

private:
  int clicks = 0;
};
void followed(QPushButton &button) {
  Follower follower(button);
}

// A helper makes the sender: who owns that is known no better than where it is written out.
struct Toolbar : QWidget {
  int clicks = 0;
  QAction *make(const std::function<void()> &f) {
    auto *action = new QAction("a", this);
    connect(action, &QAction::triggered, f);
    return action;
  }
  template <class F> void add(QWidget *parent, F f) {
    auto *button = new QPushButton("a", parent);
    connect(button, &QPushButton::clicked, f);
  }
  Toolbar() {
    make([this] { ++clicks; });
    add(this, [this] { ++clicks; });
  }
};

// A closure that has a widget does not hold what the widget was given to call.
struct Icons {
  void onLoaded(std::function<void(int)> callback);
};
struct Picker : QDialog {
  QComboBox *list = new QComboBox(this);
  int chosen = 0;
  explicit Picker(Icons &icons) {
    connect(list, QOverload<int>::of(&QComboBox::currentIndexChanged),
            [this](int index) { chosen = index; });
    icons.onLoaded([list = list](int index) { list->setItemText(index, "x"); });
  }
};

// What refers to a text, or to bytes.
std::function<int()> partOfText(int n) {
  QString text = QString::number(n);
  QStringView part = QStringView(text).mid(1);
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'part', a view of 'text', but the return value keeps it after 'text' dies
  return [part] { return int(part.size()); };
}
std::function<int()> bytesOfText(const QString &text) {
  const char *bytes = text.toUtf8().constData();
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'bytes', a view of a temporary, after that dies
  return [bytes] { return int(bytes[0]); };
}
std::function<int()> ownText(int n) {
  QString text = QString::number(n);
  return [text] { return int(QStringView(text).mid(1).size()); };
}
std::function<int()> storedObject(QList<QObject *> all) {
  QObject *first = all.value(0);
  return [first] { return first->isWidgetType() ? 1 : 0; };
}
