// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Unreal Engine, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <functional>
#include <memory>
#include <utility>

struct FDelegateHandle {
  unsigned long long ID;
};
template <class Signature> class TDelegate;
template <class R, class... Params> class TDelegate<R(Params...)> {
public:
  template <class F, class... Vars> void BindLambda(F &&InFunctor, Vars &&...) {}
  template <class User, class F, class... Vars> void BindWeakLambda(User *, F &&InFunctor, Vars &&...) {}
  template <class F, class... Vars> static TDelegate CreateLambda(F &&InFunctor, Vars &&...) { throw 0; }
  void Unbind();
  R Execute(Params...) const;
};
template <class Signature> class TMulticastDelegate;
template <class R, class... Params> class TMulticastDelegate<R(Params...)> {
public:
  using FDelegate = TDelegate<R(Params...)>;
  FDelegateHandle Add(FDelegate &&InNewDelegate);
  template <class F, class... Vars> FDelegateHandle AddLambda(F &&InFunctor, Vars &&...) { throw 0; }
  template <class User, class F, class... Vars>
  FDelegateHandle AddWeakLambda(User *, F &&InFunctor, Vars &&...) { throw 0; }
  bool Remove(FDelegateHandle Handle);
  void Clear();
  void Broadcast(Params...) const;
};
template <class Signature> class TFunction;
template <class R, class... Params> class TFunction<R(Params...)> {
public:
  TFunction() = default;
  template <class F> TFunction(F &&InFunc) : Held(InFunc) {}
  R operator()(Params...) const;

private:
  std::function<R(Params...)> Held;
};
template <class Signature> class TFunctionRef;
template <class R, class... Params> class TFunctionRef<R(Params...)> {
public:
  template <class F> TFunctionRef(F &&InFunc) : Held(InFunc) {}
  R operator()(Params...) const;

private:
  std::function<R(Params...)> Held;
};
using FTimerDelegate = TDelegate<void()>;
struct FTimerHandle {};
class FTimerManager {
public:
  void SetTimer(FTimerHandle &Handle, const FTimerDelegate &Delegate, float Rate, bool bLoop);
  void SetTimer(FTimerHandle &Handle, TFunction<void()> &&Callback, float Rate, bool bLoop);
  void SetTimerForNextTick(TFunction<void()> &&Callback);
  void ClearTimer(FTimerHandle &Handle);
};
namespace ENamedThreads {
enum Type { GameThread, AnyThread };
}
enum class EAsyncExecution { TaskGraph, Thread };
template <class T> class TFuture {
public:
  T Get() const;
  void Wait() const;
  template <class F> TFuture<T> Then(F Continuation) { throw 0; }
};
void AsyncTask(ENamedThreads::Type Thread, TFunction<void()> Function);
template <class F> TFuture<int> Async(EAsyncExecution Execution, F &&Function) { throw 0; }
void ParallelFor(int Num, TFunctionRef<void(int)> Body);
namespace UE::Tasks {
template <class T> class TTask {
public:
  bool Wait();
};
template <class F> TTask<int> Launch(const char *Name, F &&Body) { throw 0; }
} // namespace UE::Tasks

using FOnHit = TMulticastDelegate<void(int)>;

class Actor {
public:
  void BeginPlay(Actor *Other) {
    int Hits = 0;
    // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'Hits' by reference
    OnHit.AddLambda([&Hits](int) { ++Hits; });
    // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'Hits' by reference
    Other->OnHit.AddWeakLambda(this, [&Hits](int) { ++Hits; });
    // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'Hits' by reference
    OnDone.BindLambda([&Hits] { ++Hits; });
    OnHit.AddLambda([this](int) { ++Count; });
    OnOther.BindLambda([this] { ++Count; });
  }
  void Timers(FTimerManager &Manager) {
    int Ticks = 0;
    // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'Ticks' by reference
    Manager.SetTimer(Handle, [&Ticks] { ++Ticks; }, 1.0f, true);
    // CHECK: :[[#@LINE+1]]:61: warning: lambda captures 'Ticks' by reference
    Manager.SetTimer(Handle, FTimerDelegate::CreateLambda([&Ticks] { ++Ticks; }), 1.0f, true);
    // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'Ticks' by reference
    Manager.SetTimerForNextTick([&Ticks] { ++Ticks; });
    Manager.SetTimer(Handle, [this] { ++Count; }, 1.0f, true);
  }
  FOnHit OnHit;

private:
  TDelegate<void()> OnDone, OnOther;
  FTimerHandle Handle;
  int Count = 0;
};
void Background(int X) {
  // CHECK: :[[#@LINE+1]]:42: warning: lambda captures 'X' by reference
  AsyncTask(ENamedThreads::GameThread, [&X] { ++X; });
}
void Dropped(int X) {
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'X' by reference
  Async(EAsyncExecution::Thread, [&X] { return ++X; });
}
TFuture<int> Returned(int X) {
  // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'X' by reference
  return Async(EAsyncExecution::Thread, [&X] { return ++X; });
}
void Launched(int X) {
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'X' by reference
  UE::Tasks::Launch("Count", [&X] { return ++X; });
}

// Run, waited for or taken back before the variable dies.
int Waited(int X) {
  TFuture<int> Future = Async(EAsyncExecution::Thread, [&X] { return ++X; });
  return Future.Get();
}
int WaitedChain(int X) {
  return Async(EAsyncExecution::Thread, [&X] { return ++X; }).Then([&X](TFuture<int>) { return ++X; }).Get();
}
int TaskWaited(int X) {
  auto Task = UE::Tasks::Launch("Count", [&X] { return ++X; });
  Task.Wait();
  return X;
}
int Parallel(int N) {
  int Sum = 0;
  ParallelFor(N, [&Sum](int Index) { Sum += Index; });
  return Sum;
}
void Removed(Actor &Target) {
  int Hits = 0;
  FDelegateHandle Handle = Target.OnHit.AddLambda([&Hits](int) { ++Hits; });
  Target.OnHit.Broadcast(1);
  Target.OnHit.Remove(Handle);
}
int LocalDelegate(int X) {
  TDelegate<void()> Delegate;
  Delegate.BindLambda([&X] { ++X; });
  Delegate.Execute();
  return X;
}
void ByValue(int X) {
  AsyncTask(ENamedThreads::AnyThread, [X] { (void)X; });
}
