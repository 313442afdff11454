//===-- ModelTest.cpp - The embedded models and their format --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Model.h"
#include "gtest/gtest.h"

using namespace closure;

TEST(Model, EmbeddedFilesAreWellFormed) {
  ASSERT_FALSE(embeddedModels().empty());
  for (const EmbeddedModel &Model : embeddedModels()) {
    ModelSet Set;
    std::string Error;
    EXPECT_TRUE(Set.add(Model.File, Model.Text, Error)) << Error;
  }
}

TEST(Model, NamesMatchByTheirLastPartAndWildcards) {
  ModelSet Set = ModelSet::embedded();
  ASSERT_FALSE(Set.find("std::vector::push_back").empty());
  EXPECT_TRUE(Set.find("std::vector::push_back").front()->has(Effect::Verb::Kept));
  EXPECT_TRUE(Set.find("mine::push_back").empty());
  EXPECT_TRUE(Set.find("push_back").empty());
  EXPECT_TRUE(Set.isHolder("std::function"));
  EXPECT_FALSE(Set.isHolder("std::vector"));
}

TEST(Model, AMalformedFileIsRejectedWithItsPlace) {
  ModelSet Set;
  std::string Error;
  EXPECT_FALSE(
      Set.add("mine.yaml", "library: x\nfunctions:\n  - names: [f]\n    effect: eaten\n", Error));
  EXPECT_NE(Error.find("mine.yaml:4"), std::string::npos) << Error;
  EXPECT_NE(Error.find("unknown effect"), std::string::npos) << Error;
  EXPECT_TRUE(Set.find("f").empty());
}

TEST(Model, AnUnknownKeyIsRejected) {
  ModelSet Set;
  std::string Error;
  EXPECT_FALSE(Set.add("mine.yaml", "library: x\nfuncions: []\n", Error));
  EXPECT_NE(Error.find("unknown key"), std::string::npos) << Error;
}
