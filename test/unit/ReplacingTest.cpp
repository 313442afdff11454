//===-- ReplacingTest.cpp - Files that are replaced together --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Replacing.h"
#include "plugin/project/Source.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace closure;
namespace fs = llvm::sys::fs;

namespace {

class Replacing : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Made;
    ASSERT_FALSE(fs::createUniqueDirectory("closure-replacing", Made));
    Folder = Made.str().str();
  }
  void TearDown() override { fs::remove_directories(Folder); }

  std::string path(llvm::StringRef Name) const { return (Folder + "/" + Name).str(); }
  void put(llvm::StringRef Name, llvm::StringRef Text) const {
    std::error_code Error;
    llvm::raw_fd_ostream Out(path(Name), Error);
    Out << Text;
  }
  std::string text(llvm::StringRef Name) const {
    auto Buffer = llvm::MemoryBuffer::getFile(path(Name));
    return Buffer ? (*Buffer)->getBuffer().str() : "absent";
  }
  Replaced replaced(llvm::StringRef Name, llvm::StringRef Old, std::string New) const {
    return {path(Name), blobName(Old), std::move(New)};
  }
  std::vector<std::string> names() const {
    std::vector<std::string> Found;
    std::error_code Error;
    for (fs::directory_iterator It(Folder, Error), End; !Error && It != End; It.increment(Error))
      Found.push_back(llvm::sys::path::filename(It->path()).str());
    llvm::sort(Found);
    return Found;
  }

  std::string Folder;
  const std::vector<std::string> Two{"a", "b"};
};

TEST_F(Replacing, Both) {
  put("a", "one");
  put("b", "two");
  EXPECT_FALSE(replaceTogether({replaced("b", "two", "2"), replaced("a", "one", "1")}));
  EXPECT_EQ(text("a"), "1");
  EXPECT_EQ(text("b"), "2");
  EXPECT_EQ(names(), Two);
}

TEST_F(Replacing, NoneWhereOneHasChanged) {
  put("a", "one");
  put("b", "other");
  std::optional<Refusal> Bad =
      replaceTogether({replaced("a", "one", "1"), replaced("b", "two", "2")});
  ASSERT_TRUE(Bad);
  EXPECT_EQ(Bad->File, path("b"));
  EXPECT_EQ(Bad->Why, changedMeanwhile());
  EXPECT_EQ(text("a"), "one");
  EXPECT_EQ(text("b"), "other");
  EXPECT_EQ(names(), Two);
}

/// The second one is refused when the first one has been replaced.
TEST_F(Replacing, TheFirstIsUndone) {
  put("a", "one");
  put("b", "two");
  std::error_code Error;
  llvm::raw_fd_ostream Writer(path("b"), Error, fs::CD_OpenExisting);
  ASSERT_FALSE(Error);
  std::optional<Refusal> Bad =
      replaceTogether({replaced("a", "one", "1"), replaced("b", "two", "2")});
  if (!Bad)
    GTEST_SKIP() << "the system does not tell who writes";
  EXPECT_EQ(Bad->File, path("b"));
  EXPECT_TRUE(llvm::StringRef(Bad->Why).starts_with("is being written by another program"));
  EXPECT_EQ(text("a"), "one");
  EXPECT_EQ(text("b"), "two");
  EXPECT_EQ(names(), Two);
}

TEST(Blob, IsNamedAsByGit) {
  EXPECT_EQ(blobName(""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  EXPECT_EQ(blobName("hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
}

} // namespace
