// A class of a header is used by others as well: it counts only if all that it does is in sight.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include "Inputs/shown.h"
#include <memory>

void found(std::shared_ptr<Shown> shown) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'shown', which keeps the lambda in 'handler'
  shown->on([shown] { shown->fire(); });
}
void quiet(std::shared_ptr<Hidden> hidden, std::shared_ptr<Plain> plain) {
  hidden->on([hidden] { hidden->fire(); });
  plain->handler = [plain] {};
}
