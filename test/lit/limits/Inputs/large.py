"""Writes a source that is large in one way, mostly one function, for the limits and for test/benchmarks/growth.py.

  large.py KIND COUNT
"""
import sys

HEAD = """#include <functional>
#include <vector>
using F = std::function<int()>;
struct App { void on(const char *, F); };
int use(int);
"""


def lines(count, form):
    return "".join(form(i) + "\n" for i in range(count))


def handlers(count, captures=1):
    """The registration function of a program: closures that each capture the same locals."""
    names = " + ".join(f"v{i}" for i in range(captures))
    return (HEAD + "void f(App &app) {\n" + lines(captures, lambda i: f"int v{i} = {i};")
            + lines(count, lambda i: f'app.on("{i}", [&] {{ return {names}; }});') + "}\n")


def handlers_of_twenty(count):
    return handlers(count, 20)


def counters(count):
    """Each closure changes what it captures, so that its repair is a shared cell."""
    return (HEAD + "int f() {\nstd::vector<F> v;\n"
            + lines(count, lambda i: f"{{ int x{i} = {i}; v.push_back([&] {{ return ++x{i}; }}); }}")
            + "int s = 0;\nfor (F &g : v) s += g();\nreturn s;\n}\n")


def shared(count):
    """All closures change one variable, and what keeps them is in sight: the repair is no guess."""
    return (HEAD + "std::vector<F> kept;\nvoid keep(F f) { kept.push_back(f); }\nvoid f() {\nint total = 0;\n"
            + lines(count, lambda i: "keep([&] { return ++total; });") + "}\n")


def captures(count):
    """One lambda with many captures."""
    return (HEAD + "F f(int a) {\n" + lines(count, lambda i: f"int x{i} = a;") + "return [&] {\nint s = 0;\n"
            + lines(count, lambda i: f"s += x{i};") + "return s; };\n}\n")


def listed(count):
    """The same, spelled out."""
    return (HEAD + "F f(int a) {\n" + lines(count, lambda i: f"int x{i} = a;") + "return ["
            + ", ".join(f"&x{i}" for i in range(count)) + "] {\nint s = 0;\n"
            + lines(count, lambda i: f"s += x{i};") + "return s; };\n}\n")


def cases(count):
    return (HEAD + "void f(App &app, int k) {\nswitch (k) {\n"
            + lines(count, lambda i: f'case {i}: {{ int w{i} = k; app.on("{i}", [&] {{ return w{i}; }}); break; }}')
            + "}\n}\n")


def ifs(count):
    return (HEAD + "void f(App &app, int k) {\n"
            + lines(count, lambda i: f'if (k > {i}) {{ int w{i} = k; app.on("{i}", [&] {{ return w{i}; }}); }}')
            + "}\n")


def branches(count):
    """One closure among many branches that have none."""
    return (HEAD + 'void f(App &app, int k) {\nint v = 0;\napp.on("x", [&] { return v; });\n'
            + lines(count, lambda i: f"if (k > {i}) use({i});") + "}\n")


def loops(count):
    return (HEAD + "void f(std::vector<F> &v, int k) {\n"
            + lines(count, lambda i: f"for (int i{i} = 0; i{i} < k; ++i{i}) v.push_back([&] {{ return i{i}; }});")
            + "}\n")


def tries(count):
    return (HEAD + "void f(App &app, int k) {\n"
            + lines(count, lambda i: f'try {{ int w{i} = k; app.on("{i}", [&] {{ return w{i}; }}); }} '
                                     "catch (int e) { use(e); }") + "}\n")


def variables(count):
    """Each closure in a variable of its own, used at the end."""
    return (HEAD + "int f(int k) {\nint s = 0;\n"
            + lines(count, lambda i: f"F f{i}; {{ int w{i} = k; f{i} = [&] {{ return w{i}; }}; }}")
            + lines(count, lambda i: f"s += f{i}();") + "return s;\n}\n")


def members(count):
    """A constructor that registers closures over its object, which dies first."""
    return (HEAD + "struct W {\nApp &app;\n" + lines(count, lambda i: f"int m{i} = 0;") + "W(App &a) : app(a) {\n"
            + lines(count, lambda i: f'app.on("{i}", [this] {{ return ++m{i}; }});')
            + "}\n};\nvoid f(App &app) { W w(app); }\n")


def nested(count):
    """Each closure borrows the one before, and with it all that that one can reach."""
    return (HEAD + "int f(int v) {\nauto l0 = [&] { return v; };\n"
            + lines(count - 1, lambda i: f"auto l{i + 1} = [&] {{ return l{i}() + 1; }};")
            + f"return l{count - 1}();\n}}\n")


def functions(count):
    """Many small functions."""
    return HEAD + lines(count, lambda i: f"F f{i}(int x) {{ return [&x] {{ return x + {i}; }}; }}")


def statements(count):
    """One closure among many statements."""
    return (HEAD + "F f(int x) {\nint s = 0;\n" + lines(count, lambda i: f"s += use(s + {i});")
            + "return [&s] { return s; };\n}\n")


def deep(count):
    """Lambdas in each other; the innermost outlives what it captures."""
    return (HEAD + "F kept;\nvoid f() {\n" + lines(count, lambda i: f"[&] {{ int x{i} = {i};")
            + f"kept = [&x{count - 1}] {{ return x{count - 1}; }};\n" + lines(count, lambda i: "}();") + "}\n")


def chain(count):
    """What keeps the closure is so many calls away."""
    return (HEAD + "F kept;\nvoid f0(F c) { kept = c; }\n"
            + lines(count - 1, lambda i: f"void f{i + 1}(F c) {{ f{i}(c); }}")
            + f"void f() {{ int n = 0; f{count - 1}([&n] {{ return n; }}); }}\n")


def recursion(count):
    """All functions may call each other; the closure goes round."""
    return (HEAD + "F kept;\n" + lines(count, lambda i: f"void f{i}(F c, int k);")
            + lines(count, lambda i: f"void f{i}(F c, int k) {{ if (k) kept = c; else "
                                     f"{{ f{(i + 1) % count}(c, k - 1); f{(i * 7 + 3) % count}(c, k - 1); }} }}")
            + "void f() { int n = 0; f0([&n] { return n; }, 3); }\n")


def instances(count):
    """Of one template, each with a closure of its own."""
    return (HEAD + "template <int N> F f(int x) { return [&x] { return x + N; }; }\n"
            + "int g() {\nint s = 0;\n" + lines(count, lambda i: f"s += f<{i}>({i})();") + "return s;\n}\n")


KINDS = {function.__name__: function
         for function in (handlers, handlers_of_twenty, counters, shared, captures, listed, cases, ifs, branches,
                          loops, tries, variables, members, nested, functions, statements, deep, chain, recursion,
                          instances)}

if __name__ == "__main__":
    sys.stdout.write(KINDS[sys.argv[1]](int(sys.argv[2])))
