//===-- opencv.cpp - OpenCV, as it runs -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: opencv
// flags: -std=c++17 -pthread -I/usr/include/opencv4
// libs: -pthread -lopencv_core
// by hand: libopencv-core-dev
#include "Shapes.h"
#include <opencv2/core.hpp>

int main() {
  onlyCalls("cv::parallel_for_", [](Closure C) {
    cv::parallel_for_(cv::Range(0, 100), [C](const cv::Range &) { C(); });
  });
  onlyCalls("cv::Mat::forEach", [](Closure C) {
    cv::Mat M = cv::Mat::zeros(10, 10, CV_8U);
    M.forEach<uchar>([C](uchar &, const int *) { C(); });
  });
  onlyCalls("cv::Mat_::forEach", [](Closure C) {
    cv::Mat_<int> M(10, 10);
    M.forEach([C](int &, const int *) { C(); });
  });
}
