//===-- Row.h - What a library does with a closure, as it is seen -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A row is one function of a library. Its program hands a closure to the function that counts its
// copies, its calls and its death, takes the steps that could end it, and the row says in the words of
// docs/models.md what was seen. README.md has an example.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_LIBRARIES_ROW_H
#define CLOSURE_TEST_LIBRARIES_ROW_H

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <type_traits>

using namespace std::chrono_literals;

/// What stays closed until somebody opens it.
class Gate {
public:
  void open() {
    std::lock_guard Hold(Lock);
    Opened = true;
    Changed.notify_all();
  }
  bool isOpen() {
    std::lock_guard Hold(Lock);
    return Opened;
  }
  /// False if it takes too long.
  bool pass(std::chrono::milliseconds AtMost = 10s) {
    std::unique_lock Hold(Lock);
    return Changed.wait_for(Hold, AtMost, [this] { return Opened; });
  }

private:
  std::mutex Lock;
  std::condition_variable Changed;
  bool Opened = false;
};

/// What has become of one closure; its copies share it.
struct Fate {
  std::atomic<int> Alive = 0, Copies = 0, Starts = 0, Calls = 0, CallsElsewhere = 0;
  std::thread::id Home = std::this_thread::get_id();
  Gate Started, Called, Hold;

  void call() {
    ++Starts;
    Started.open();
    Hold.pass();
    CallsElsewhere += std::this_thread::get_id() != Home;
    ++Calls;
    Called.open();
  }
  bool isRunning() const { return Starts > Calls; }
  bool isOver() const { return !Alive && !isRunning(); }
};

/// A closure that counts. What it was moved from is none any more.
class Closure {
public:
  explicit Closure(std::shared_ptr<Fate> F) : Of(std::move(F)) { ++Of->Alive; }
  Closure(const Closure &Other) : Of(Other.Of) {
    if (Of)
      ++Of->Alive, ++Of->Copies;
  }
  Closure(Closure &&Other) noexcept : Of(std::move(Other.Of)) {}
  Closure &operator=(Closure Other) noexcept {
    std::swap(Of, Other.Of);
    return *this;
  }
  ~Closure() {
    if (Of)
      --Of->Alive;
  }
  void operator()() const {
    // What calls it may let go of it meanwhile.
    if (std::shared_ptr<Fate> Kept = Of)
      Kept->call();
  }

private:
  std::shared_ptr<Fate> Of;
};

/// One function, by its name as models write it, with the class of the object; the arguments of the call, as
/// conditions of models see them: for each the class of its type or what it mentions; and what the object's
/// type mentions besides.
class Row {
public:
  explicit Row(std::string Function, std::string ItsArguments = "", std::string ItsObject = "")
      : Name(spelled(std::move(Function))), Arguments(std::move(ItsArguments)),
        Object(std::move(ItsObject)) {
    again();
  }
  Row(const Row &) = delete;
  ~Row() { print(); }

  /// The closure, which runs through.
  Closure closure() { return Closure(F); }
  /// The same, but its call ends only when a step that is under way has had its time.
  Closure slow() {
    F = std::make_shared<Fate>();
    return Closure(F);
  }
  /// Another closure, to see what else the function does.
  void again() {
    F = std::make_shared<Fate>();
    F->Hold.open();
  }

  // Of functions that get the closure.

  /// The call itself.
  template <class Function> auto call(Function &&Do) {
    Given = true;
    int Before = F->Calls;
    struct Look {
      Row &R;
      int Before;
      ~Look() { R.afterCall(Before); }
    } AtTheEnd{*this, Before};
    return Do();
  }
  /// What calls the closure, where it is kept; it does not run by itself.
  template <class Function> void run(const char *Until, Function &&Do) {
    int Before = F->Calls, Elsewhere = F->CallsElsewhere;
    Do();
    OnDemand |= F->Calls > Before && F->CallsElsewhere == Elsewhere;
    ByItself |= F->CallsElsewhere > Elsewhere;
    if (F->Calls > Before && F->isOver())
      Untils.insert(Until);
  }
  /// Something else, during which it is called all the same.
  template <class Function> void beside(Function &&Do) {
    int Before = F->Calls;
    Do();
    ByItself |= F->Calls > Before;
  }
  /// Waits for a call of which nobody asks.
  void byItself() { ByItself |= F->Called.pass() && F->CallsElsewhere; }
  /// The end of one of the objects: `this`, `return`, `parameter N`.
  template <class Function> void dies(const char *What, Function &&Do) {
    if (F->isOver())
      return;
    (step(Do).Over ? EndedWith : Survived).insert(What);
  }
  /// The same of an object that was given to the call for that.
  template <class Function> void guardDies(const char *What, Function &&Do) {
    dies(What, Do);
    sees("guarded", EndedWith.count(What));
  }
  /// A function that ends it, and through which object that is done. `Run` would call it otherwise.
  template <class Function>
  void over(const char *Through, const char *Until, Function &&Do, std::function<void()> Run = {}) {
    if (endedBy(Do, Run)) {
      Handles.insert(Through);
      Untils.insert(Until);
    }
  }

  // Of functions that do something to what an object holds.

  template <class Function>
  void ends(const std::string &What, Function &&Do, std::function<void()> Run = {}) {
    bool Over = endedBy(Do, Run);
    sees(Over ? "ends: " + What : "called");
    if (Over && Waited)
      sees("waits");
  }
  template <class Function>
  void drops(const std::string &What, Function &&Do, std::function<void()> Run = {}) {
    sees(endedBy(Do, Run) ? "dropped: " + What : "called");
  }
  /// The closure is held, and what the object holds is called here.
  template <class Function> void calls(Function &&Do) {
    int Before = F->Calls;
    Do();
    sees(F->Calls > Before ? "called: this" : "called");
  }
  /// One thread waits, another tells it to go on.
  template <class Wait, class Signal> void waits(Wait &&W, Signal &&S) {
    if (waitsFor(W, S))
      sees("waits");
  }
  template <class Wait, class Signal> void signals(Wait &&W, Signal &&S) {
    if (waitsFor(W, S))
      sees("signals");
  }

  /// The same of what an object runs, `Busy`, and of the closure, which waits in it. `Run` would call that.
  template <class Function>
  void stops(const std::string &What, std::shared_ptr<Fate> Busy, Function &&Do, std::function<void()> Run) {
    Moment M = step(Do, Busy);
    Run();
    sees(F->Calls ? "called" : "stopped: " + What);
    if (!M.Running) {
      sees("ends: " + What);
      sees("waits", M.Waited);
    }
  }
  /// The end of an object that holds the closure or runs it, or of one that runs `Busy` and in which the
  /// closure waits.
  template <class Function> void destructor(Function &&Do, std::shared_ptr<Fate> Busy = {}) {
    std::shared_ptr<Fate> Work = Busy ? Busy : F;
    bool WasRunning = Work->isRunning();
    int Before = F->Calls;
    Moment M = step(Do, Work);
    if (M.Running)
      sees("detached: this");
    if (WasRunning && !M.Running)
      sees("ends: this"), sees("waits", M.Waited);
    if (WasRunning && !Busy)
      return;
    if (F->Calls > Before)
      sees("called: this", !F->CallsElsewhere); // what others run is what it waits for
    else if (!F->Alive)
      sees(Busy ? "stopped: this" : "dropped: this");
    else if (!M.Running)
      sees("called"); // it still can be
  }

  void sees(std::string Word, bool Seen = true) {
    if (Seen)
      Words.insert(std::move(Word));
  }
  /// What was there before has gone when the closure came.
  void replaces(bool It) { Replaces |= It; }
  std::shared_ptr<Fate> fate() { return F; }
  /// Waits until a call of which nobody asked has begun.
  void started() { ByItself |= F->Started.pass() && Given; }

private:
  /// What was so at the moment when a step was done.
  struct Moment {
    bool Waited, Running, Over;
  };
  /// A slow closure goes on while the step is under way, for those who wait for it, and not before.
  template <class Function> Moment step(Function &Do) { return step(Do, F); }
  template <class Function> static Moment step(Function &Do, std::shared_ptr<Fate> F) {
    bool Slow = !F->Hold.isOpen(), Fresh = !F->Calls;
    Gate Done;
    std::thread Opener;
    if (Slow)
      Opener = std::thread([&Done, F] {
        Done.pass(200ms);
        F->Hold.open();
      });
    Do();
    // Where it has run through, copies that are left are called by nobody.
    Moment M{Slow && F->Hold.isOpen(), F->isRunning(),
             F->isOver() || (Fresh && F->Calls && !F->isRunning())};
    Done.open();
    if (Slow)
      Opener.join();
    return M;
  }
  template <class Function> bool endedBy(Function &Do, const std::function<void()> &Run) {
    Moment M = step(Do);
    Waited = M.Waited;
    if (M.Running || !Run)
      return M.Over;
    int Before = F->Calls;
    Run();
    return F->Calls == Before;
  }
  void afterCall(int Before) {
    bool Called = F->Calls > Before && !F->CallsElsewhere;
    CalledHere |= Called;
    Held |= !F->isOver();
    CalledAtOnce |= Called;
    CalledLater |= !Called && !F->isOver();
  }
  /// Nobody is told anything before who waits has had time to return without.
  template <class Wait, class Signal> static bool waitsFor(Wait &W, Signal &S) {
    Gate Begun, Returned;
    std::atomic<bool> Told = false, WasTold = false;
    std::thread Waiting([&] {
      Begun.open();
      W();
      WasTold = Told.load();
      Returned.open();
    });
    Begun.pass();
    Returned.pass(200ms);
    Told = true;
    S();
    Waiting.join();
    return WasTold;
  }
  static std::string spelled(std::string Function) {
    if (Function[0] != '~')
      return Function;
    std::string Class = Function.substr(1);
    return Class + "::~" + Class.substr(Class.rfind(':') + 1);
  }
  static std::string joined(const std::set<std::string> &All, const char *Between) {
    std::string Text;
    for (const std::string &One : All)
      Text += (Text.empty() ? "" : Between) + One;
    return Text;
  }
  void classify() {
    bool Once = CalledAtOnce && CalledLater;
    sees("called", CalledHere && !Once);
    if (!Held)
      return;
    std::string Verb = Replaces ? "replaced: " : Once ? "once: " : ByItself ? "deferred: " : "kept: ";
    if (EndedWith.empty() && (Handles.empty() || !Survived.empty()))
      sees(Verb + "global");
    // Of several, each of which ended it, the first does. `this` comes first.
    std::set<std::string> Others = EndedWith;
    std::string First = Others.erase("this") ? "this" : "";
    std::string Rest = joined(Others, " or ");
    if (!EndedWith.empty())
      sees(Verb + First + (First.empty() || Rest.empty() ? "" : " or ") + Rest);
    // What only ends it holds it beside the others, or, with no others in sight, instead of them.
    bool Alone = EndedWith.empty() && Survived.empty();
    for (const std::string &Handle : Handles) {
      bool OfResult = Handle == "return" && (!Alone || Handles.size() > 1);
      if (!EndedWith.count(Handle))
        sees(OfResult ? "returned" : Alone ? Verb + Handle : "kept: " + Handle);
    }
  }
  void print() {
    classify();
    std::printf("%s | %s | %s | %s | %s | calls %d, copies %d\n", Name.c_str(), Arguments.c_str(),
                Object.c_str(), joined(Words, ", ").c_str(), joined(Untils, ", ").c_str(), F->Calls.load(), F->Copies.load());
    std::fflush(stdout);
  }

  std::string Name, Arguments, Object;
  std::shared_ptr<Fate> F;
  bool Given = false, CalledHere = false, Held = false, OnDemand = false, ByItself = false, Waited = false,
       Replaces = false, CalledAtOnce = false, CalledLater = false;
  std::set<std::string> EndedWith, Survived, Handles, Untils, Words;
};

#endif // CLOSURE_TEST_LIBRARIES_ROW_H
