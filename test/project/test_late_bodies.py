"""Bodies of system headers are parsed at the end of a unit, and only those that may call code of the user in
which closures are made: the findings are those of a parse of all, and no file is parsed twice."""
from projects import ProjectTest

HEAD = """#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>
std::vector<std::function<int()>> kept;
using Both = std::variant<int, long>;
template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;
"""
BAD = "T copy = one; kept.push_back([&copy] { return int(copy); }); "
GOOD = "T copy = one; kept.push_back([copy] { return int(copy); }); "
FUNCTOR = "struct Functor { template <class T> int operator()(T one) const { BODY return 0; } };\n"

# What a body of the library alone calls; BODY is what it does with its argument `one` of type T.
CALLED_BACK = {
    "an algorithm": "void use(std::vector<int> &all) {\n"
                    "  std::for_each(all.begin(), all.end(), [](auto one) { using T = decltype(one); BODY }); }",
    "a lambda in a lambda": "void use(std::vector<int> &all) {\n  std::for_each(all.begin(), all.end(), [&](auto) {\n"
                            "    std::for_each(all.begin(), all.end(), [](auto one) { using T = decltype(one); BODY }); }); }",
    "std::function": "std::function<void(int)> use() {\n  return [](auto one) { using T = decltype(one); BODY }; }",
    "std::visit": "void use(Both &both) {\n"
                  "  std::visit(Overloaded{[](long) {}, [](auto one) { using T = decltype(one); BODY }}, both); }",
    "std::ref": "void use(std::vector<int> &all) {\n  auto each = [](auto one) { using T = decltype(one); BODY };\n"
                "  std::for_each(all.begin(), all.end(), std::ref(each)); }",
    "std::thread": "void use() {\n  std::thread([](auto one) { using T = decltype(one); BODY }, 1).join(); }",
    "std::bind": "void use(std::vector<int> &all) {\n  std::for_each(all.begin(), all.end(),\n"
                 "    std::bind([](auto one) { using T = decltype(one); BODY }, std::placeholders::_1)); }",
    "a functor": FUNCTOR + "void use(std::vector<int> &all) { std::for_each(all.begin(), all.end(), Functor{}); }",
    "a functor that inherits": FUNCTOR + "struct Heir : Functor {};\n"
                               "void use(std::vector<int> &all) { std::for_each(all.begin(), all.end(), Heir{}); }",
    "a member of a class template": "template <class T> struct Class { int operator()(T one) const { BODY return 0; } };\n"
                                    "void use(std::vector<int> &all) { std::for_each(all.begin(), all.end(), Class<int>{}); }",
    "a constructor": "template <class T> struct Class { explicit Class(T one) { BODY } };\n"
                     "void use() { auto made = std::make_unique<Class<int>>(1); }",
    "a destructor": "template <class T> struct Class { T one = 1; ~Class() { BODY } };\n"
                    "void use() { auto made = std::make_shared<Class<int>>(); }",
    "a base of a class template": "template <class T> struct Base { int operator()(T one) const { BODY return 0; } };\n"
                                  "template <class T> struct Class : Base<T> {};\n"
                                  "void use(std::vector<int> &all) { std::for_each(all.begin(), all.end(), Class<int>{}); }",
    "a constructor template": "struct Class { template <class T> Class(T one) { BODY } };\n"
                              "void use(std::vector<int> &all) { std::vector<Class> made(all.begin(), all.end()); }",
    "an operator": "struct Other { int n; };\n"
                   "template <class T> bool operator==(const Other &, T one) { BODY return false; }\n"
                   "void use(std::vector<Other> &all) { (void)std::find(all.begin(), all.end(), 1); }",
    "a swap": "template <class T> struct Pair { T one; };\n"
              "template <class T> void swap(Pair<T> &a, Pair<T> &) { T one = a.one; BODY }\n"
              "void use(std::vector<Pair<int>> &all) { std::reverse(all.begin(), all.end()); }",
}
# Functions that are no members are found by any type of the user's among the arguments.
FREE = {"an operator", "a swap"}
VIEW = ("void view(std::vector<int> &all) {\n  std::for_each(all.begin(), all.end(), [](auto) { std::string text;\n"
        "    std::string_view view = text; kept.push_back([view] { return int(view.size()); }); }); }\n")
NOBODY = ("template <class T> struct Class { T one; void never() { BODY } void other() {} };\n"
          "void use() { std::vector<Class<int>> all; all.emplace_back(); all[0].other(); }\n").replace("BODY", BAD)


def together(cases, body):
    """A namespace each."""
    return HEAD + "".join(f"namespace n{number} {{ // {name}\n{CALLED_BACK[name].replace('BODY', body)}\n}}\n"
                          for number, name in enumerate(cases))


class LateBodies(ProjectTest):
    def whole(self, source, standard):
        """What is found, the same as by a parse of all."""
        self.write(a_cpp=source)
        flags = ["a.cpp", "--", f"-std=c++{standard}", "-H"]
        late, whole = self.lint(*flags), self.lint("--no-shortcuts", *flags)
        self.assertEqual(late.stdout, whole.stdout)
        self.assertEqual(late.returncode, whole.returncode, late.stderr + whole.stderr)
        headers = [run.stderr.count("/functional\n") for run in (late, whole)]
        self.assertEqual(headers[0], headers[1], "one of them parses the file again")
        return [line for _, line in self.places(late)]

    def test_what_only_libraries_call(self):
        members = [name for name in CALLED_BACK if name not in FREE]
        self.assertEqual(len(self.whole(together(members, BAD) + VIEW, 17)), len(members) + 1)
        self.assertEqual(len(self.whole(together(CALLED_BACK, BAD), 20)), len(CALLED_BACK))

    def test_what_is_right_and_what_nobody_calls(self):
        self.assertEqual(self.whole(together(CALLED_BACK, GOOD) + NOBODY, 17), [])

    def test_what_does_not_compile_late(self):
        """The name is declared once more behind the header; read late, the body would be ambiguous."""
        self.put("system/late.h", "#pragma once\nnamespace late {\nint pick(long);\n"
                 "template <class F> void call(F f) { f(pick(0)); }\n}\n")
        self.write(a_cpp="#include <late.h>\n#include <functional>\nnamespace late { int pick(char); int pick(unsigned); }\n"
                         "std::function<int()> kept;\n"
                         "void use() { late::call([](auto one) { kept = [&one] { return one; }; }); }\n")
        run = self.lint("a.cpp", "--", "-std=c++17", "-isystem", "system")
        self.assertEqual(self.places(run), [("a.cpp", 5)])
