//===-- ModelTest.cpp - The embedded models and their format --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Model.h"
#include "checks/calls/ModelOutline.h"
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

TEST(Model, EmbeddedFilesHaveNothingThatCannotBeMeant) {
  for (const EmbeddedModel &Model : embeddedModels())
    for (const Placed &Fault : faultsOf(ModelOutline::of(Model.Text)))
      ADD_FAILURE() << Model.File.str() << ":" << Fault.Line << ":" << Fault.Column << ": "
                    << Fault.Text;
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

TEST(Model, WhatIsSaidOfViewsStandsBesideTheRest) {
  ModelSet Set;
  std::string Error;
  ASSERT_TRUE(Set.add("mine.yaml",
                      "library: x\nviews: [lib::Row]\nfunctions:\n"
                      "  - names: [lib::Table::add]\n    effect: \"kept: this\"\n"
                      "  - names: [lib::Table::add]\n    effect: \"invalidates: references\"\n"
                      "  - names: [lib::Table::row]\n    effect: \"returned: view of this\"\n",
                      Error))
      << Error;
  EXPECT_TRUE(Set.isView("lib::Row"));
  ASSERT_EQ(Set.find("lib::Table::add").size(), 2u);
  EXPECT_FALSE(Set.find("lib::Table::add").front()->isOfViews());
  EXPECT_TRUE(Set.find("lib::Table::add").back()->isOfViews());
  EXPECT_EQ(Set.find("lib::Table::add").back()->Does.front().Reach, Invalidates::References);
  EXPECT_EQ(Set.find("lib::Table::row").front()->Does.front().V, Effect::Verb::View);
  EXPECT_FALSE(Effect::parse("invalidates: this"));
  std::optional<Effect> Rest = Effect::parse("invalidates: rest");
  ASSERT_TRUE(Rest);
  EXPECT_EQ(Invalidates::Rest, Rest->Reach);
  EXPECT_FALSE(Effect::parse("returned: view of nothing"));
}

static std::string errorOf(const std::string &Guard) {
  ModelSet Set;
  std::string Error;
  Set.add("mine.yaml",
          "library: x\nfunctions:\n  - names: [f]\n    effect: called\n    guards:\n      - " +
              Guard + "\n",
          Error);
  return Error;
}

TEST(Model, AGuardNamesOneWay) {
  EXPECT_EQ(errorOf("{of: Base, argument: 2}"), "");
  EXPECT_EQ(errorOf("{of: Base, argument: 0, call: addWeak}"), "");
  EXPECT_EQ(errorOf("{of: Base, wrap: lib::track}"), "");
  EXPECT_EQ(errorOf("{keep: lib::scoped}"), "");
  for (const char *Wrong : {"{of: Base}", "{argument: 2, wrap: lib::track}", "{call: addWeak}"}) {
    std::string Error = errorOf(Wrong);
    EXPECT_NE(Error.find("mine.yaml:6"), std::string::npos) << Wrong << ": " << Error;
    EXPECT_NE(Error.find("a guard needs one of"), std::string::npos) << Wrong << ": " << Error;
  }
  EXPECT_NE(errorOf("{keep: lib::scoped, call: g}").find("'call' needs 'argument'"),
            std::string::npos);
  for (const char *Wrong : {"{argument: 2}", "{wrap: lib::track}", "{of: Base, keep: lib::scoped}"})
    EXPECT_NE(errorOf(Wrong).find("need 'of'"), std::string::npos) << Wrong;
  EXPECT_NE(errorOf("{of: Base, argument: two}").find("mine.yaml:6"), std::string::npos);
}

TEST(Model, AnUnknownKeyIsRejected) {
  ModelSet Set;
  std::string Error;
  EXPECT_FALSE(Set.add("mine.yaml", "library: x\nfuncions: []\n", Error));
  EXPECT_NE(Error.find("unknown key"), std::string::npos) << Error;
}

static bool isEffect(const std::string &Text) {
  ModelSet Set;
  std::string Error;
  return Set.add("mine.yaml",
                 "library: x\nfunctions:\n  - names: f\n    effect: \"" + Text + "\"\n", Error);
}

TEST(Model, TheFirstOfTwoToDieIsSomethingThatDies) {
  for (const char *Right : {"kept: this or parameter 1", "kept: parameter 0 or parameter 12",
                            "deferred: this or parameter 0", "once: parameter 0 or parameter 1"})
    EXPECT_TRUE(isEffect(Right)) << Right;
  for (const char *Wrong :
       {"kept: global or parameter 1", "kept: this or return", "kept: this or ", "kept: or this",
        "ends: this or parameter 1", "dropped: parameter 0 or parameter 1", "kept: ", "kept:"})
    EXPECT_FALSE(isEffect(Wrong)) << Wrong;
}

TEST(Model, WhatBelongsToAnObjectAndWhatStops) {
  for (const char *Right : {"part of: this", "part of: global", "part of: parameter 0",
                            "stopped: this", "stopped: parameter 2", "once: global"})
    EXPECT_TRUE(isEffect(Right)) << Right;
  for (const char *Wrong : {"part of: return", "same: this", "stopped: global", "stopped", "once"})
    EXPECT_FALSE(isEffect(Wrong)) << Wrong;
}

TEST(Model, ADestructorHasItsTilde) {
  ModelSet Set = ModelSet::embedded();
  EXPECT_FALSE(Set.find("boost::thread::~thread").empty());
  EXPECT_TRUE(Set.find("boost::thread::~other").empty());
}

TEST(Model, ALimitNeedsTheMacroThatItIsOf) {
  ModelSet Set;
  std::string Error;
  std::string File = "library: x\nfunctions:\n  - names: f\n    effect: called\n    when: ";
  EXPECT_TRUE(Set.add("mine.yaml", File + "{macro: V, from: 3, below: 5}\n", Error)) << Error;
  EXPECT_TRUE(Set.add("mine.yaml", File + "{macro: V}\n", Error)) << Error;
  EXPECT_FALSE(Set.add("mine.yaml", File + "{below: 5}\n", Error));
  EXPECT_NE(Error.find("'from' and 'below' need 'macro'"), std::string::npos) << Error;
}
