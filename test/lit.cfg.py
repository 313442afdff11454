"""lit's configuration; loaded by the site configuration of a build directory."""
import os
import sys

import lit.formats

config.name = "Closure Lint, LLVM " + config.llvm_version
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.join(config.source_dir, "test", "lit")
config.test_exec_root = os.path.join(config.build_dir, "test", "lit")
config.environment["PATH"] = config.llvm_tools + os.pathsep + os.environ["PATH"]
config.environment["LLVM_VERSION"] = config.llvm_version
config.available_features.add("llvm-" + config.llvm_version)

module = os.path.join(config.build_dir, "lib", "closure-tidy.so")
plugin = os.path.join(config.build_dir, "lib", "closure-clang.so")
tidy = os.path.join(config.llvm_tools, "clang-tidy")
config.substitutions += [
    # Only our checks, and no configuration from the folders above.
    ("%closure-tidy", f"{tidy} --load={module} --config={{}} --quiet --checks=-*,closure-*"),
    ("%tidy-load", f"{tidy} --load={module}"),
    ("%closure-facts", os.path.join(config.build_dir, "bin", "closure-facts")),
    ("%closure-words", os.path.join(config.build_dir, "bin", "closure-words")),
    ("%closure-lint", os.path.join(config.build_dir, "bin", "closure-lint")),
    ("%clangxx", os.path.join(config.llvm_tools, "clang++")),
    ("%closure-clang", f"{os.path.join(config.llvm_tools, 'clang++')} -fplugin={plugin}"),
    ("%clang-plugin", plugin),
    ("%module", module),
    ("%python", sys.executable),
    ("%root", config.source_dir),
]
other = "19" if config.llvm_version == "22" else "22"
other_tidy = f"/usr/lib/llvm-{other}/bin/clang-tidy"
if os.path.exists(other_tidy):
    config.available_features.add("other-llvm")
    config.substitutions.append(("%other-tidy", other_tidy))
    config.substitutions.append(("%other-clangxx", f"/usr/lib/llvm-{other}/bin/clang++"))

# The tests of the models read the real headers of a library where it is installed.
headers = {
    "abseil": "absl/base/config.h",
    "asio": "asio.hpp",
    "benchmark": "benchmark/benchmark.h",
    "boost": "boost/version.hpp",
    "catch2": "catch2/catch.hpp",
    "cli11": "CLI/CLI.hpp",
    "concurrentqueue": "concurrentqueue/concurrentqueue.h",
    "cpprest": "cpprest/http_client.h",
    "cppzmq": "zmq_addon.hpp",
    "eigen": "eigen3/Eigen/Core",
    "gmock": "gmock/gmock.h",
    "grpc": "grpcpp/grpcpp.h",
    "gstreamermm": "gstreamermm-1.0/gstreamermm.h",
    "gtkmm": "gtkmm-3.0/gtkmm.h",
    "httplib": "httplib.h",
    "itk": "ITK-5.2/itkObject.h",
    "json": "jsoncpp/json/json.h",
    "libcamera": "libcamera/libcamera/libcamera.h",
    "libpqxx": "pqxx/pqxx",
    "libtorrent": "libtorrent/session.hpp",
    "opencv": "opencv4/opencv2/core.hpp",
    "pistache": "pistache/router.h",
    "poco": "Poco/Thread.h",
    "pybind11": "pybind11/pybind11.h",
    "qt": "x86_64-linux-gnu/qt5/QtCore/QObject",
    "range-v3": "range/v3/all.hpp",
    "restinio": "restinio/all.hpp",
    "sdbus": "sdbus-c++/sdbus-c++.h",
    "sfml": "SFML/System.hpp",
    "sigc": "sigc++-2.0/sigc++/sigc++.h",
    "soci": "soci/soci.h",
    "spdlog": "spdlog/spdlog.h",
    "tbb": "tbb/task_group.h",
    "websocketpp": "websocketpp/server.hpp",
    "wx": "wx-3.2/wx/version.h",
}
for name, path in headers.items():
    if os.path.exists(os.path.join("/usr/include", path)):
        config.available_features.add("header-" + name)
