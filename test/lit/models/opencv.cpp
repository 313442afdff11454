// REQUIRES: header-opencv
// by hand: libopencv-core-dev
// RUN: %closure-tidy %s -- -std=c++17 -isystem /usr/include/opencv4 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Many builds name the folders of libraries with -I.
// RUN: %closure-tidy %s -- -std=c++17 -I/usr/include/opencv4 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// OpenCV: what runs on its threads is over when the call returns.
#include <functional>
#include <opencv2/core.hpp>

int sum(cv::Mat_<int> image) {
  int total = 0;
  cv::parallel_for_(cv::Range(0, image.rows), [&](const cv::Range &rows) { total += rows.size(); });
  image.forEach([&total](int &pixel, const int *) { total += pixel; });
  static_cast<cv::Mat &>(image).forEach<int>([&](int &pixel, const int *) { total += pixel; });
  return total;
}
std::function<void(cv::Mat_<int> &)> filler() {
  int value = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'value' by reference
  return [&value](cv::Mat_<int> &image) { image.forEach([&](int &pixel, const int *) { pixel = value; }); };
}
