//===-- itk.cpp - ITK, as it runs -----------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: itk
// GCC is the only compiler that the headers of Debian know.
// flags: -std=c++17 -pthread -U__clang__ -fgnuc-version=10.2 -isystem /usr/include/ITK-5.2
// libs: -pthread -lITKCommon-5.2
// by hand: libinsighttoolkit5-dev
#include "Shapes.h"
#include <itkCommand.h>
#include <itkMultiThreaderBase.h>
#include <itkThreadPool.h>

static void observers() {
  auto Observed = [](Row &R, itk::Object::Pointer &O) {
    return O->AddObserver(itk::AnyEvent(), [C = R.closure()](const itk::EventObject &) { C(); });
  };
  {
    Row R("itk::Object::AddObserver");
    auto O = itk::Object::New();
    unsigned long Tag = R.call([&] { return Observed(R, O); });
    R.run("InvokeEvent", [&] { O->InvokeEvent(itk::ProgressEvent()); });
    R.over("this", "RemoveObserver", [&] { O->RemoveObserver(Tag); });
    R.again();
    R.call([&] { return Observed(R, O); });
    R.dies("this", [&] { O = nullptr; });
  }
  {
    Row R("itk::Object::RemoveAllObservers");
    auto O = itk::Object::New();
    Observed(R, O);
    R.drops("this", [&] { O->RemoveAllObservers(); });
  }
  Row R("itk::Object::InvokeEvent");
  auto O = itk::Object::New();
  Observed(R, O);
  R.calls([&] { O->InvokeEvent(itk::ProgressEvent()); });
}

int main() {
  observers();
  {
    Row R("itk::FunctionCommand::SetCallback");
    auto O = itk::FunctionCommand::New();
    auto Give = [&] { O->SetCallback([C = R.closure()](const itk::EventObject &) { C(); }); };
    R.call(Give);
    std::shared_ptr<Fate> First = R.fate();
    R.again();
    R.call(Give);
    R.replaces(First->isOver());
    R.dies("this", [&] { O = nullptr; });
  }
  onlyCalls("itk::MultiThreaderBase::ParallelizeArray", [](Closure C) {
    itk::MultiThreaderBase::New()->ParallelizeArray(
        0, 10, [C](itk::SizeValueType) { C(); }, nullptr);
  });
  Row R("itk::ThreadPool::AddWork");
  auto Pool = itk::ThreadPool::GetInstance();
  auto Future = R.call([&] { return Pool->AddWork(R.slow()); });
  R.started();
  R.over("return", "get", [&] { Future.get(); });
  R.call([&] { Pool->AddWork(R.slow()); });
  R.started();
  R.dies("return", [] {});
}
