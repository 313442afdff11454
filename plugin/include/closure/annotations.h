//===-- annotations.h - What a function does with a closure -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Macros for the declarations of your own functions. A parameter that takes a closure
// says what becomes of it; the checks believe that before anything else. Other compilers
// than Clang see nothing. C++11 and later.
//
//   class Bus {
//   public:
//     void visit(CLOSURE_CALLED std::function<void(int)> f);
//     void on(CLOSURE_KEPT std::function<void(int)> handler);
//     void every(int seconds, CLOSURE_CALLED_UNTIL(stop) std::function<void()> job);
//     void stop();
//   };
//   void attach(Bus &bus, CLOSURE_KEPT_BY(bus) std::function<void(int)> handler);
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ANNOTATIONS_H
#define CLOSURE_ANNOTATIONS_H

#if defined(__clang__) && defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::annotate)
#define CLOSURE_ANNOTATE(...) [[clang::annotate(__VA_ARGS__)]]
#endif
#endif
#ifndef CLOSURE_ANNOTATE
#define CLOSURE_ANNOTATE(...)
#endif

/// The function calls the closure before it returns, if at all, and keeps nothing of it.
#define CLOSURE_CALLED CLOSURE_ANNOTATE("closure::called")

/// The closure is kept and may be called later: by the object of a member function, else out
/// of sight.
#define CLOSURE_KEPT CLOSURE_ANNOTATE("closure::kept")

/// The closure is kept by `x`: another parameter, or `this`.
#define CLOSURE_KEPT_BY(x) CLOSURE_ANNOTATE("closure::kept_by", #x)

/// The object keeps the closure until its member function `x` is called.
#define CLOSURE_CALLED_UNTIL(x) CLOSURE_ANNOTATE("closure::called_until", #x)

/// Before the declaration of a variable or parameter: it outlives every closure that captures
/// it by reference. `why` is a string that says what makes sure of that; it is for the reader.
#define CLOSURE_OUTLIVES_CLOSURES(why) CLOSURE_ANNOTATE("closure::outlives_closures", why)

#endif // CLOSURE_ANNOTATIONS_H
