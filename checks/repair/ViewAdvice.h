//===-- ViewAdvice.h - What to do by hand about a captured view -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_VIEWADVICE_H
#define CLOSURE_REPAIR_VIEWADVICE_H

#include "checks/engine/terms/Finding.h"
#include <string>

namespace closure {

/// What to do by hand about a view that outlives what it refers to; how the owner ends decides.
std::string viewAdvice(const Defect &D);

} // namespace closure

#endif // CLOSURE_REPAIR_VIEWADVICE_H
