// REQUIRES: header-itk
// by hand: libinsighttoolkit5-dev
// RUN: %closure-tidy %s -- -std=c++17 -U__clang__ -fgnuc-version=10.2 -isystem /usr/include/ITK-5.2 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// ITK.
#include <itkMultiThreaderBase.h>
#include <itkProcessObject.h>
#include <itkThreadPool.h>

void observed(itk::ProcessObject *filter) {
  int steps = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'steps' by reference
  filter->AddObserver(itk::ProgressEvent(), [&steps](const itk::EventObject &) { ++steps; });
}
void removed(itk::ProcessObject *filter) {
  int steps = 0;
  unsigned long tag = filter->AddObserver(itk::ProgressEvent(), [&steps](const itk::EventObject &) { ++steps; });
  filter->Update();
  filter->RemoveObserver(tag);
}
int own() {
  int steps = 0;
  auto object = itk::Object::New();
  object->AddObserver(itk::ProgressEvent(), [&steps](const itk::EventObject &) { ++steps; });
  object->InvokeEvent(itk::ProgressEvent());
  return steps;
}
int ownBefore() {
  auto object = itk::Object::New();
  int steps = 0;
  object->AddObserver(itk::ProgressEvent(), [&steps](const itk::EventObject &) { ++steps; });
  object->InvokeEvent(itk::ProgressEvent());
  return steps;
}
itk::Object::Pointer returned() {
  int steps = 0;
  auto object = itk::Object::New();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'steps' by reference
  object->AddObserver(itk::ProgressEvent(), [&steps](const itk::EventObject &) { ++steps; });
  return object;
}
int parallel() {
  int steps = 0;
  itk::MultiThreaderBase::New()->ParallelizeArray(0, 3, [&steps](itk::SizeValueType) { ++steps; }, nullptr);
  return steps;
}
int pooled() {
  int steps = 0;
  auto done = itk::ThreadPool::GetInstance()->AddWork([&steps] { ++steps; });
  done.get();
  return steps;
}
void forgotten() {
  int steps = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'steps' by reference
  itk::ThreadPool::GetInstance()->AddWork([&steps] { ++steps; });
}
