"""Reads the passes of an installed yosys from its help: as JSON from 0.5x on, as text before.

The help is written by hand for each pass, so it is read with care: what it leaves open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.programs import ask
from edascribe_codegen.catalogue.schema import FORMAT, Command, Kind, Option, Pack, Positional, Provenance, Value, read_today
from edascribe_codegen.catalogue.yosys_help import Help, read_json, read_text

TIME_LIMIT = 120.0  # seconds; a native program answers in 0.3, one in WebAssembly in a minute at its first start


def build(executable: str, base: frozenset[str], *, time_limit: float = TIME_LIMIT) -> Pack:
    """The passes of the yosys program at ``executable``.

    ``base`` are the names of Tcl's own commands. Raises CatalogueError.
    """
    # One run for all: a program in WebAssembly is compiled anew in each. Before 0.5x there is only the text.
    script = "help -dump-cmds-json dump.json; help -all"
    answer = ask([executable, "-p", script], wanted=["dump.json"], time_limit=time_limit)
    dump = answer.files.get("dump.json")
    helps = read_json(dump) if dump is not None else read_text(answer.printed)
    version = re.search(r"^\s*Yosys (\d[\w.+]*)", answer.printed, re.MULTILINE)
    if not helps or version is None:
        raise CatalogueError(
            f"{executable} did not list its passes. Is it yosys? It said: {answer.end} Name the right program with --exe."
        )
    return pack(helps, version[1], base, read_today(executable))


def pack(helps: Iterable[Help], version: str, base: frozenset[str], provenance: Provenance) -> Pack:
    """The pack of the passes that these texts describe; ``base`` are the names of Tcl's own commands."""
    passes = {described.name: entry(described) for described in helps}
    passes["-import"] = Command(name="-import")
    return Pack(
        format=FORMAT,
        tool="yosys",
        version=version,
        language="tcl",
        title="Yosys",
        commands=tuple(passes[name] for name in sorted(passes)),
        base="tcl",
        parser="yosys",
        ensemble="yosys",
        imported={name: imported for name in sorted(passes) if (imported := _imported(name, base)) != name},
        provenance=provenance,
    )


def _imported(name: str, base: frozenset[str]) -> str:
    """The name that ``yosys -import`` gives a pass at the top level; none where Tcl has a command of that name."""
    if name in _RENAMED:
        return _RENAMED[name]
    return "" if name.startswith("-") or (name in base and name not in _LOADED_LATER) else name


# From the function that imports the passes (kernel/tclapi.cc).
_RENAMED = {"proc": "procs", "rename": "renames"}
# Commands that Tcl loads when they are first called, so that they are not in the way of a pass.
_LOADED_LATER = frozenset({"history"})


def entry(described: Help) -> Command:
    """A pass from its help. Where a usage shows several modes or words of its own, its arguments are not counted."""
    name, usages = described.name, [usage.removeprefix(described.name).strip() for usage in described.usages]
    forms: dict[str, list[Option]] = {}
    for line in described.options:
        for option in _read_options(line):
            forms.setdefault(option.name, []).append(option)
    from_usages: dict[str, list[Option]] = {}
    for usage in usages:
        for option in _read_usage(usage):
            from_usages.setdefault(option.name, []).append(option)
    for option_name, found in from_usages.items():
        forms.setdefault(option_name, found)
    options = tuple(_merged(found) for found in forms.values())
    vague = not usages or (any("[options]" in usage for usage in usages) and not described.options)
    positionals = _read_positionals(name, usages[0]) if len(usages) == 1 else None
    command = Command(name=name, options=options, positionals=positionals, open=vague)
    return _corrected(command)


def _read_options(line: str) -> Iterator[Option]:
    """The options in a line like ``-expand, -norecode`` or ``-chparam <name> <value>``."""
    for part in re.split(r",\s*(?=-)|\s+\|\s+(?=-)", line):
        found = re.match(r"(--?[A-Za-z0-9][\w-]*)(.*)", part)
        if found is None:
            continue
        name, rest = found[1], found[2]
        attached = re.fullmatch(r"(-[A-Z])(?:name|dir)", name)
        if attached:
            # `-Dname=value` and `-D name=value` are the same.
            yield Option(name=attached[1], value=Value(), placeholder="name", attached=True, repeated=True)
        elif rest.startswith(("=", "[=")):
            # `-mux4=50` is one word; of `-mux4[=cost]` the option alone is right too.
            yield Option(name=f"{name}=", value=Value(), placeholder=rest.strip("[=]"), words=0, attached=True)
            if rest.startswith("["):
                yield Option(name=name)
        else:
            words = _words(rest)
            yield _option(name, words) if _are_values(words) else Option(name=name)


def _read_usage(usage: str) -> Iterator[Option]:
    """The options in a usage line, with the words behind them up to the next option or bracket."""
    words = re.findall(r"[\[\]{}|]|<[^<>]*>(?:\.\.)?|[^\s\[\]{}|<>]+", usage)
    braces = 0
    index = 0
    while index < len(words):
        word = words[index]
        braces += {"{": 1, "}": -1}.get(word, 0)
        index += 1
        if not re.match(r"-\w", word):
            continue
        start = index
        while index < len(words) and re.match(r"<|\w", words[index]):
            index += 1
        # `{-wire|-input} <name>`: what follows the braces is no option's value.
        yield _option(word, () if braces and index == start else tuple(words[start:index]))


def _option(name: str, words: tuple[str, ...]) -> Option:
    if not words:
        return Option(name=name)
    return Option(
        name=name,
        value=_value(words[0]) if len(words) == 1 else Value(),
        placeholder=" ".join(_bare(word) for word in words),
        words=len(words),
    )


def _bare(word: str) -> str:
    """A word of a value without the brackets around it: ``<file>``, ``{par|bra}``, ``< hx | lp >``."""
    found = re.fullmatch(r"[<{(]([^<>{}()]*)[>})]", word)
    return re.sub(r"\s*\|\s*", "|", found[1].strip()) if found else word


def _words(text: str) -> tuple[str, ...]:
    """The words of an option's value; angle brackets, parentheses and braces hold together what is inside."""
    return tuple(re.findall(r"(?:<[^<>]*>|\([^()]*\)|\{[^{}]*\}|[^\s<>(){}])+", text))


def _are_values(words: tuple[str, ...]) -> bool:
    """Whether words stand for values: some pages have sentences behind an option."""
    if any(re.search(r"[^.]\.$", word) or word.startswith("$") for word in words):
        return False
    marked = any("<" in word for word in words)
    return not any(re.match(r"[a-z]{2}", word) for word in words) if marked else len(words) <= 3


def _merged(options: list[Option]) -> Option:
    """One option from all its forms: where they disagree on the type of a value, it is open."""
    valued = [option for option in options if option.value is not None] or options
    first = valued[0]
    if any(option.value != first.value for option in valued):
        placeholder = "|".join(dict.fromkeys(option.placeholder for option in valued))
        first = msgspec.structs.replace(first, value=Value(), placeholder=placeholder)
    return first


def _read_positionals(name: str, usage: str) -> tuple[Positional, ...] | None:
    """The arguments that a usage shows behind the options, None where it shows more than names."""
    rest = re.sub(r"\[\s*-[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]|\[options\]", " ", usage)
    words = re.findall(r"\[\w[\w -]*\]|<[\w -]+>|\S+", re.sub(r"^\s*-\w+ <[\w -]+>", " ", rest))
    positionals = []
    for word in words:
        optional, inner = word.startswith("["), word.strip("[]<>")
        if not re.fullmatch(r"[a-z][\w-]*", inner) or inner in _COMMANDS:
            return None
        kind: Kind = "file" if "file" in inner else "object" if inner == "selection" else "unknown"
        many = inner == "selection" or (inner == "filename" and not name.startswith("write_"))
        # Without a selection it is the current one, whatever the usage says.
        optional = optional or inner == "selection"
        positionals.append(Positional(name=inner, value=Value(kinds=(kind,)), optional=optional, repeated=many))
    return tuple(positionals)


# Words of usages that stand for a whole command.
_COMMANDS = frozenset({"cmd", "command", "string"})


def _value(word: str) -> Value:
    """The type of a value from how it is written: ``<file>``, ``pos|neg``, ``N``."""
    inner = _bare(word)
    choices = tuple(inner.split("|"))
    if len(choices) > 1:
        return Value(kinds=("enum",), values=choices) if all(re.fullmatch(r"\w+", choice) for choice in choices) else Value()
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, inner)), None)
    return Value(kinds=(kind,)) if kind is not None and re.fullmatch(r"[\w -]+", inner) else Value()


_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"file(name)?$|^file", "file"),
    (r"dir(ectory)?$|^incdir$", "dir"),
    (r"^(N|n|num|int|integer|positive_integer|number|seed|depth|width|level|limit|count)$", "int"),
    (r"module|modname|cell|signal|wire|object|selection|design", "object"),
    (r"port", "port"),
    (r"name$|^string$|prefix|suffix|^type$|separator|label", "string"),
)


def _corrected(command: Command) -> Command:
    """A pass with the slips of its help put right."""
    options = []
    for option in command.options:
        if option.name in _VALUED.get(command.name, ()):
            options.append(msgspec.structs.replace(option, value=Value(), placeholder="value"))
        else:
            options.append(msgspec.structs.replace(option, name=_MISSPELT.get((command.name, option.name), option.name)))
    known = {option.name for option in options}
    hidden = (option for line in _HIDDEN.get(command.name, ()) for option in _read_options(line) if option.name not in known)
    options += [msgspec.structs.replace(option, hidden=True) for option in hidden]
    free = command.name in _FREE
    return msgspec.structs.replace(
        command, options=tuple(options), positionals=None if free else command.positionals, open=command.open or free
    )


# Options that take a value though their help shows none.
_VALUED = {"write_spice": ("-nc_prefix",)}
_MISSPELT = {("write_verilog", "-default_params"): "-defaultparams"}
# Options that the passes take in silence, from what 0.70 accepts.
_HIDDEN: Mapping[str, tuple[str, ...]] = {
    "cellmatch": ("-derive_luts",),
    "cutpoint": ("-blackbox",),
    "debug": ("-on", "-off"),
    "design": ("-delete <name>",),
    "help": ("-cells",),
    "libcache": ("-list", "-scl", "-liberty"),
    "read": ("-vhdl", "-vhdl87", "-vhdl93", "-vhdl2k", "-vhdl2008", "-vhdl2019"),
    "sat": ("-ignore_unknown_cells",),
    "synth": ("-abc9",),
    "synth_achronix": ("-retime",),
    "synth_analogdevices": ("-retime", "-noabc9", "-json <file>"),
    "synth_efinix": ("-retime",),
    "synth_gatemate": ("-retime",),
    "synth_gowin": ("-abc9", "-noabc9", "-retime"),
    "synth_ice40": ("-abc9", "-noabc9", "-flatten", "-retime"),
    "synth_intel": ("-retime",),
    "synth_lattice": ("-abc2", "-abc9", "-noabc9", "-flatten", "-retime"),
    "synth_microchip": ("-noabc9", "-retime"),
    "synth_nanoxplore": ("-abc9", "-flatten"),
    "synth_quicklogic": ("-noflatten", "-run <from_label>:<to_label>"),
    "synth_sf2": ("-retime",),
    "synth_xilinx": ("-abc9", "-retime"),
    "test_select": ("-unboxed_only",),
    "write_smt2": ("-bv", "-mem"),
}
# Passes that take other programs' options, or a command with its own.
_FREE = frozenset({"connect_rpc", "exec", "plugin", "read_slang", "slang_defaults", "verific", "verilog_defaults"})
