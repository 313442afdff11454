"""What of a compiler's command line clang-tidy must not see.

A project that GCC builds names options that Clang does not know, and clang-tidy then calls every
file an error. Options that turn warnings into errors, and precompiled headers that another
compiler wrote, do the same. None of these changes what the code means."""
import json
import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

# These stand before a value of their own, which must not be taken for an option or a file.
VALUED = {"-I", "-D", "-U", "-o", "-x", "-L", "-T", "-u", "-z", "-include", "-imacros", "-isystem", "-iquote",
          "-idirafter", "-isysroot", "-iprefix", "-iwithprefix", "-imultilib", "-include-pch", "-MF", "-MT", "-MQ",
          "-MJ", "-Xclang", "-Xpreprocessor", "-Xassembler", "-Xlinker", "-mllvm", "-target", "-arch", "-aux-info",
          "--param", "--sysroot", "-framework", "-wrapper", "-dumpbase", "-dumpdir"}
WRAPPED = (["-Xclang", "-include"], ["-Xclang", "-include-pch"])
# Warnings that become errors, and profiles that only the project's own compiler can read.
NEVER = re.compile(r"-Werror(=.*)?|-pedantic-errors|-fprofile-use(=.*)?|-fauto-profile(=.*)?|-fbranch-probabilities")
# Paths, macros and what is for other tools: Clang knows all of these options, and they are many.
PLAIN = re.compile(r"-[IDULlo].*|-W[lap],.*|-M.*|-i(system|quote|dirafter).*|-c|-S|-E|-")

UNKNOWN = re.compile(r"error: (?:unknown argument:?|unsupported option) '(?P<option>[^']+)'")
UNSUPPORTED = re.compile(r"error: unsupported argument '(?P<value>[^']*)' to option '(?P<option>-f[^']*)'")


def groups(arguments):
    """Options together with their values: ['-I', 'a', '-c'] is [['-I', 'a'], ['-c']]."""
    result, takes_value = [], False
    for argument in arguments:
        if takes_value:
            result[-1].append(argument)
        else:
            result.append([argument])
        takes_value = not takes_value and argument in VALUED
    return result


def expand(arguments, directory):
    """Replaces @FILE by the arguments that the file holds."""
    for argument in arguments:
        path = Path(directory, argument[1:])
        if argument.startswith("@") and path.is_file():
            yield from expand(shlex.split(path.read_text(errors="replace")), directory)
        else:
            yield argument


def without_precompiled_headers(groups):
    """The header itself takes the place of what a compiler made of it. Passed through -Xclang,
    it is read as it is: -include alone would look for the precompiled form beside it.
    CMake names both the header and its precompiled form; it is read once."""
    result, headers = [], set()
    for group in unwrapped(groups):
        if group[0] not in ("-include", "-include-pch") or len(group) == 1:
            result.append(group)
            continue
        header = re.sub(r"\.(pch|gch)$", "", group[1])
        if header not in headers:
            headers.add(header)
            result += [["-Xclang", "-include"], ["-Xclang", header]]
    return result


def unwrapped(groups):
    """['-Xclang', '-include'], ['-Xclang', 'a.h'] becomes ['-include', 'a.h']."""
    result = []
    for group in groups:
        before = result[-1] if result else []
        if group[0] == "-Xclang" and len(group) == 2 and before in WRAPPED:
            result[-1] = [before[1], group[1]]
        else:
            result.append(group)
    return result


def cleaned(arguments, dropped=frozenset()):
    kept = (group for group in groups(arguments)
            if not NEVER.fullmatch(group[0]) and not (len(group) == 1 and group[0] in dropped))
    return [argument for group in without_precompiled_headers(kept) for argument in group]


def questionable(arguments):
    """The options of which it is worth asking whether Clang knows them."""
    return {group[0] for group in groups(arguments)
            if len(group) == 1 and group[0].startswith("-") and not PLAIN.fullmatch(group[0])}


def unknown(tidy, compiler, options):
    """Asks clang-tidy itself, once for all options of a project, with an empty file.
    The compiler's name tells Clang the target."""
    if not options:
        return set()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "empty.cpp")
        source.write_text("")
        entry = {"directory": folder, "file": str(source),
                 "arguments": [compiler, *sorted(options), "-c", str(source)]}
        Path(folder, "compile_commands.json").write_text(json.dumps([entry]))
        answer = subprocess.run([tidy, "--quiet", "--config={}", "--checks=-*,misc-static-assert", "-p", folder,
                                 str(source)], capture_output=True, text=True, errors="replace",
                                env=dict(os.environ, LC_ALL="C"))
    words = answer.stdout + answer.stderr
    found = {match["option"] for match in UNKNOWN.finditer(words)}
    for match in UNSUPPORTED.finditer(words):
        found.update(option for option in options
                     if option.startswith(match["option"]) and match["value"] in option)
    return found & options
