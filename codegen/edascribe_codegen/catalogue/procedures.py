"""What a tool's registry of commands and the procedures behind them say: a synopsis for each, and what is really parsed.

OpenSTA and OpenROAD keep synopses in ``sta::cmd_args``; the bodies of the procedures show what they parse (``parse_key_args``):
where the two disagree, the body is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.schema import Command, Option, Positional, Value
from edascribe_grammars import parse


class Procedure(msgspec.Struct, frozen=True):
    """A procedure: its arguments, each with whether it has a default, and its body."""

    arguments: tuple[tuple[str, bool], ...]
    body: str


class Registry(msgspec.Struct, frozen=True):
    """What a tool knows of its commands.

    ``synopses`` and ``commands`` have names at the top level, ``procedures`` qualified ones without the leading colons, ``exports``
    those that the namespace ``sta`` gives to the top level.
    """

    version: str
    synopses: dict[str, str]
    procedures: dict[str, Procedure]
    exports: tuple[str, ...]
    commands: tuple[str, ...]
    variables: tuple[str, ...] = ()


def commands(registry: Registry, base: frozenset[str]) -> Iterator[Command]:
    """The entries of all commands at the top level that are not Tcl's own, whether or not they have a synopsis."""
    for name, text in registry.synopses.items():
        evidence = _evidence(name, registry.procedures)
        command = entry(name, text, evidence)
        fixed = _fixed_arguments(_procedure(name, registry.procedures))
        if fixed is not None and not command.options and len(fixed) != len(command.positionals or ()):
            command = msgspec.structs.replace(command, positionals=fixed)
        yield command
    aliases = {}
    for name in sorted({*registry.exports, *registry.commands} - {*registry.synopses, *base}):
        procedure = _procedure(name, registry.procedures)
        target = _alias(procedure, registry.synopses)
        if target is not None:
            aliases[name] = target
            continue
        if name.startswith("edascribe_"):
            continue
        evidence = _evidence(name, registry.procedures)
        command = entry(name, "", evidence)
        positionals = _fixed_arguments(procedure)
        if positionals is None and evidence.counts == {0}:
            positionals = ()
        known = positionals is not None
        yield msgspec.structs.replace(command, positionals=positionals, open=not known)
    for name, target in aliases.items():
        yield msgspec.structs.replace(entry(target, registry.synopses[target], _evidence(target, registry.procedures)), name=name)


def namespaces(registry: Registry) -> set[str]:
    """The namespaces at the top level in which the tool has procedures."""
    return {name.partition("::")[0] for name in registry.procedures if "::" in name} - {"tcl"}


def _alias(procedure: Procedure | None, synopses: Mapping[str, str]) -> str | None:
    """The command that a procedure only calls with its own arguments."""
    found = re.fullmatch(r"\s*eval (?:\[concat )?(\w+) \$args\]?\s*", procedure.body) if procedure else None
    return found[1] if found and found[1] in synopses else None


def _procedure(name: str, procedures: Mapping[str, Procedure]) -> Procedure | None:
    """The procedure behind a command of the top level."""
    qualified = _resolve(name, "", procedures)
    return None if qualified is None else procedures[qualified]


def _fixed_arguments(procedure: Procedure | None) -> tuple[Positional, ...] | None:
    """The arguments of a procedure as positionals, or None where it takes any number."""
    if procedure is None or any(name == "args" for name, _ in procedure.arguments):
        return None
    return tuple(Positional(name=name, value=synopsis.value_of(name), optional=optional) for name, optional in procedure.arguments)


_WORDS = r"(\{[^}]*\}|\"[^\"]*\"|\$\w+)"
_PARSE = re.compile(rf"parse_key_args\s+(?:\"[^\"]*\"|\S+)\s+\w+\s+\w+\s+{_WORDS}(?:\s+\w+\s+{_WORDS})?")
# An option that is looked for by hand, before or after the parser: not in an expression or an error's text.
_MENTIONED = re.compile(r"(?<=[\s{\"])(-[A-Za-z]\w*)(?=[\s}\"])")
_EXISTS = re.compile(r"(!\s*)?\[\s*info exists \w+\((-\w+)\)")
_TAKEN = re.compile(r"\$keys\((-\w+)\)")
_FAILS = re.compile(r"error\b")
_HANDS_ON = re.compile(r"\b(?:cmd_)?args1?\b")
# A name where a command stands, or after words that take a command.
_CALLED = re.compile(r"(?:^|[\[{;])\s*(?:(?:eval|concat|catch)\s+\[?(?:concat\s+)?)?(?:::)?([a-z]\w+(?:::\w+)*)\b")
_CHECKER = re.compile(r"check_(?!setup)|parse_redirect|sta_|redirect_")
_LITERAL = re.compile(r"\$arg == \"(-\w+)\"|string match \$arg \"(-\w+)\"")
_CHECK = re.compile(r"\bcheck_(positive_float|float|positive_integer|integer|cardinal|percent)\s+\"?(-?\w+)\"?[ \]]")
_COLLECT = re.compile(r"\bparse_list_args\s+(?:\"[^\"]*\"|\S+)\s+\w+\s+\w+\s+\{([^}]*)\}")
_COMPARED = re.compile(r"(?:==|\beq)\s*\"(-\w+)\"")
_COUNT = re.compile(r"\bcheck_argc_eq(\d)(?:or(\d))?")
_COUNTED = re.compile(r"llength \$\w*args|\$\w*args != |extra positional|\bargc\b|cmd_usage_error")
_NAMED = re.compile(r"set (\w+) \[lindex \$(?:cmd_)?args (\d)\]")
_BOTH = re.compile(r"\bparse_(min_max|early_late)(?:_all)?_flags\b")
_FORMATS = re.compile(r"set formats \{([^}]*)\}")

# As the procedures check them: "positive" includes zero, and a cardinal begins at one.
CHECKS: dict[str, Value] = {
    "float": Value(kinds=("float",)),
    "positive_float": Value(kinds=("float",), minimum=0),
    "integer": Value(kinds=("int",)),
    "positive_integer": Value(kinds=("int",), minimum=0),
    "cardinal": Value(kinds=("int",), minimum=1),
    "percent": Value(kinds=("percent",)),
}


def _evidence(name: str, procedures: Mapping[str, Procedure]) -> Evidence:
    """What the procedure of a command, and those that it hands its arguments to, show."""
    qualified = _resolve(name, "", procedures)
    if qualified is None:
        return Evidence()
    procedure = procedures[qualified]
    keys: set[str] = set()
    flags: set[str] = set()
    types: dict[str, Value] = {}
    counts: set[int] = set()
    literals: set[str] = set()
    mentioned: set[str] = set()
    needed: set[str] = set()
    collected: set[str] = set()
    parsed: list[bool] = []
    counted = False
    both: set[str] = set()
    named: dict[int, str] = {}
    for body in _bodies(qualified, procedures):
        for found in _PARSE.finditer(body):
            keys.update(re.findall(r"-\w+", found[1]))
            flags.update(re.findall(r"-\w+", found[2] or ""))
            parsed.append("$" not in found[0])
        literals.update(first or second for first, second in _LITERAL.findall(body))
        mentioned.update(_MENTIONED.findall(_PARSE.sub("", body)))
        needed.update(_needed(body))
        for found in _COLLECT.finditer(body):
            collected.update(re.findall(r"-\w+", found[1]))
        # What is looked for by hand and not by the parser is looked for in a loop.
        collected.update(set(_COMPARED.findall(body)) - keys - flags)
        for check, label in _CHECK.findall(body):
            types[label] = types["-" + label.removeprefix("-")] = CHECKS[check]
        for low, high in _COUNT.findall(body):
            counts.update({int(low), int(high or low)})
        counted = counted or _COUNTED.search(body) is not None
        both.update(_BOTH.findall(body))
        named |= {int(index): variable for variable, index in _NAMED.findall(body)}
        for formats in _FORMATS.findall(body):
            types["-format"] = Value(kinds=("enum",), values=tuple(formats.split()))
    keys |= literals - flags
    takes_any = any(argument == "args" for argument, _ in procedure.arguments)
    return Evidence(
        keys=frozenset(keys),
        flags=frozenset(flags - keys),
        complete=bool(parsed) and all(parsed),
        mentioned=frozenset(mentioned),
        needed=frozenset(needed) if parsed else None,
        types=types,
        counts=frozenset(counts),
        counted=counted or bool(counts) or not parsed or not takes_any,
        named=named,
        leading=0 if parsed or not takes_any else len(procedure.arguments) - 1,
        conflicts=frozenset((f"-{low}", f"-{high}") for low, high in (names.split("_") for names in both)),
        repeated=frozenset(collected),
        redirect="parse_redirect_args" in procedure.body,
        ignored=takes_any and re.search(r"\bargs\b", procedure.body) is None,
    )


def _needed(body: str) -> Iterator[str]:
    """The options without which a body ends in an error."""
    # An option whose value is taken without a look whether it is there.
    yield from set(_TAKEN.findall(body)) - {option for _, option in _EXISTS.findall(body)}
    for call in parse(body, "tcl").calls:
        if "required" in (call.name or ""):
            yield from (word.text for word in call.words if word.text.startswith("-"))
        if call.name != "if":
            continue
        clauses = [word.text for word in call.words[1:] if word.text not in ("then", "elseif", "else")]
        otherwise = clauses.pop() if len(clauses) % 2 else ""
        for condition, then in zip(clauses[::2], clauses[1::2], strict=True):
            for negated, option in _EXISTS.findall(condition):
                if ("&&" if negated else "||") in condition:
                    # One of several will do.
                    continue
                if _FAILS.search(then if negated else otherwise):
                    yield option


def _resolve(name: str, space: str, procedures: Mapping[str, Procedure]) -> str | None:
    """The qualified name of the procedure that a name means in a namespace; the commands of ``sta`` are at the top level too."""
    places = (f"{space}::{name}", name, f"sta::{name}")
    return next((place for place in places if place in procedures), None)


def _bodies(name: str, procedures: Mapping[str, Procedure]) -> Iterator[str]:
    """The body of a procedure, whose name is qualified, and of those that it hands its arguments or their rest to."""
    pending = [name]
    seen = {name}
    while pending:
        name = pending.pop()
        body = procedures[name].body.replace("\\\n", " ")
        yield body
        for line in body.splitlines():
            if not _HANDS_ON.search(line) or "parse_key_args" in line:
                continue
            for called in _CALLED.findall(line):
                target = _resolve(called, name.rpartition("::")[0], procedures)
                if target is not None and target not in seen and not _CHECKER.match(target.rpartition("::")[2]):
                    seen.add(target)
                    pending.append(target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the procedure behind a command shows.

    ``keys`` are options that take a value and ``flags`` those that take none. ``complete`` says that there are no others but those
    that are ``mentioned``. ``needed`` are options whose absence is an error, None where that is not known. ``types`` are values
    that are checked, by the option or positional; ``counts`` are the numbers of positionals that are accepted.
    ``counted`` says whether it looks at the number of positionals at all, ``named`` are variables that it puts them into,
    ``leading`` is how many have names of their own where all others are taken. ``conflicts`` are options that it does not take
    together, ``repeated`` those that are collected. ``ignored`` says that the arguments are not looked at.
    """

    keys: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    complete: bool = False
    mentioned: frozenset[str] = frozenset()
    needed: frozenset[str] | None = None
    types: Mapping[str, Value] = field(default_factory=dict)
    counts: frozenset[int] = frozenset()
    counted: bool = True
    named: Mapping[int, str] = field(default_factory=dict)
    leading: int = 0
    conflicts: frozenset[tuple[str, str]] = frozenset()
    repeated: frozenset[str] = frozenset()
    redirect: bool = False
    ignored: bool = False


def entry(name: str, text: str, evidence: Evidence) -> Command:
    """A command's entry from its synopsis, corrected by the evidence of its procedure."""
    command = synopsis.parse(name, text, flags=evidence.flags)
    if name in _FREE:
        return msgspec.structs.replace(command, positionals=None, open=True)
    if name in _POSITIONALS:
        known = synopsis.parse(name, _POSITIONALS[name]).positionals or ()
        if name in _PLAIN:
            known = (*known[:-1], msgspec.structs.replace(known[-1], name=f"{known[-1].name}|-all"))
        command = msgspec.structs.replace(command, positionals=known, options=() if name in _PLAIN else command.options)
    written = {option.name for option in command.options}
    kept = [
        option
        for option in command.options
        if not evidence.complete or option.name in evidence.keys | evidence.flags | evidence.mentioned
    ]
    hidden = [
        Option(name=option, value=synopsis.value_of(option[1:]), placeholder=option[1:], hidden=bool(text))
        if option in evidence.keys
        else Option(name=option, hidden=bool(text))
        for option in sorted((evidence.keys | evidence.flags) - written)
    ]
    options = tuple(_option(name, option, evidence) for option in (*kept, *hidden))
    repeated = {option.name for option in options if option.repeated}
    positionals = list(command.positionals or ())[: max(evidence.counts, default=None)]
    least = min(evidence.counts, default=len(positionals))
    while len(positionals) < least:
        # Taken first, though the synopsis does not have it.
        at = least - len(positionals) - 1
        named = evidence.named.get(at, "argument").removesuffix("_arg")
        positionals.insert(0, Positional(name=named, value=synopsis.value_of(named)))
    # Patterns are left out where -of_objects says which; the procedures count them only otherwise.
    instead = "-of_objects" in written
    if instead:
        least = min(least, len(positionals) - 1)
    if evidence.leading:
        # Of the words behind the first ones, any number is taken.
        least = min(least, evidence.leading)
    for index, positional in enumerate(positionals):
        value = _CHECKED.get(name, {}).get(positional.name) or _typed(evidence, positional.name, positional.value)
        positionals[index] = msgspec.structs.replace(
            positional,
            value=Value() if evidence.ignored and value.kinds == ("float",) else value,
            optional=positional.optional or index >= least,
            repeated=positional.repeated or 0 < evidence.leading <= index == len(positionals) - 1,
        )
    names = {option.name for option in options} | {positional.name for positional in positionals}
    one_of = [*command.one_of, *_ONE_OF.get(name, ())]
    if instead and len(positionals) == 1 and evidence.counts == {1}:
        one_of.append(("-of_objects", positionals[0].name))
    return msgspec.structs.replace(
        command,
        options=options,
        positionals=tuple(positionals),
        exclusive=_exclusive(name, command, names, repeated),
        conflicts=tuple(
            group for group in dict.fromkeys((*_CONFLICTS.get(name, ()), *sorted(evidence.conflicts))) if names.issuperset(group)
        ),
        one_of=tuple(group for group in one_of if names.issuperset(group)),
        needs=tuple((option, others) for option, others in _NEEDS.get(name, ()) if names.issuperset((option, *others))),
        redirect=command.redirect or evidence.redirect,
        open=evidence.ignored,
        lenient=evidence.ignored or not evidence.counted or name in _LENIENT,
    )


def _option(command: str, option: Option, evidence: Evidence) -> Option:
    """An option with its type as the procedure has it."""
    value = option.value
    if option.name in evidence.flags and option.name not in evidence.keys:
        value = None
    elif option.name in evidence.keys and value is None:
        value = Value()
    if value is not None:
        value = _CHECKED.get(command, {}).get(option.name) or _typed(evidence, option.name, value)
    if option.name == "-fields" and value is not None:
        # Fields are looked for by their first letters, and a word that is none is passed over.
        value = msgspec.structs.replace(value, kinds=("enum", "string"), many=True)
    required = option.required and (evidence.needed is None or option.name in evidence.needed)
    required = (required or option.name in _REQUIRED.get(command, ())) and option.name not in _NOT_REQUIRED.get(command, ())
    repeated = option.name.endswith(("through", "-thr", "_thr", "-th", "_th")) or option.name == "-group"
    repeated = repeated or (value is not None and option.name in evidence.repeated)
    return msgspec.structs.replace(option, value=value, required=required, repeated=repeated)


def _typed(evidence: Evidence, name: str, value: Value) -> Value:
    """A value's type, narrowed by what the procedure checks."""
    checked = evidence.types.get(name)
    if checked is None:
        return value
    return msgspec.structs.replace(checked, many=checked.many or value.many)


def _exclusive(name: str, command: Command, names: set[str], repeated: set[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of options of which one may be given; options that may be repeated can also be mixed."""
    groups = (*(() if name in _NOT_EXCLUSIVE else command.exclusive), *_EXCLUSIVE.get(name, ()))
    return tuple(group for group in groups if names.issuperset(group) and repeated.isdisjoint(group))


# What the procedures enforce in ways that are not read from their bodies.
_FROM, _TO = ("-from", "-rise_from", "-fall_from"), ("-to", "-rise_to", "-fall_to")
_PATH = (*_FROM, "-through", "-rise_through", "-fall_through", *_TO)
_KINDS_OF_GROUPS = ("-logically_exclusive", "-physically_exclusive", "-asynchronous")
_REQUIRED = {
    "create_clock": ("-period",),
    "set_assigned_check": ("-from", "-to"),
    "set_assigned_delay": ("-from", "-to"),
    "set_clock_groups": ("-group",),
    "set_driving_cell": ("-lib_cell",),
}
_POSITIONALS = {
    "disconnect_pin": "net pin",
    "disconnect_pins": "net pins",
    "remove_buffers": "[instances] ...",
    "repair_antennas": "[diode_cell]",
}
# Take their words one by one, with no parser of options: -all is a word like others in the last one's place.
_PLAIN = frozenset({"disconnect_pin", "disconnect_pins"})
# Hands all its arguments to a tool inside.
_FREE = frozenset({"sv_elaborate"})
# Take any number of words, and look at the first.
_LENIENT = frozenset({"define_corners", "set_ideal_net"})
# Arguments that are checked under another name, or not at all.
_COUNTED_PATHS = dict.fromkeys(("-endpoint_count", "-group_count"), CHECKS["cardinal"])
_CHECKED = {
    "find_timing_paths": _COUNTED_PATHS,
    "report_checks": _COUNTED_PATHS,
    "report_dcalc": {"-digits": CHECKS["positive_integer"]},
    "set_fanout_load": {"fanout": Value()},
    "set_max_capacitance": {"cap": CHECKS["positive_float"]},
    "set_max_fanout": {"fanout": CHECKS["positive_float"]},
    "set_min_capacitance": {"cap": CHECKS["positive_float"]},
    "set_max_transition": {"slew": CHECKS["positive_float"]},
    "set_max_time_borrow": {"limit": CHECKS["positive_float"]},
    "set_min_pulse_width": {"value": CHECKS["positive_float"]},
    "write_sdc": {"-significant_digits": CHECKS["positive_integer"]},
    "write_sdf": {"-significant_digits": CHECKS["positive_integer"]},
}
_NOT_REQUIRED = {"group_path": ("-name",)}  # -default will do
_NOT_EXCLUSIVE = frozenset({"set_data_check", "unset_data_check"})  # -setup with -hold means both
_EXCLUSIVE: dict[str, tuple[tuple[str, ...], ...]] = {
    "group_path": (("-name", "-default"),),
    "set_clock_groups": (_KINDS_OF_GROUPS,),
    "unset_clock_groups": (_KINDS_OF_GROUPS, ("-all", "-name")),
}
_CONFLICTS: dict[str, tuple[tuple[str, ...], ...]] = _EXCLUSIVE | {
    "create_generated_clock": (("-divide_by", "-multiply_by"),),
    "delete_clock": (("-all", "clocks"),),
    "delete_generated_clock": (("-all", "clocks"),),
    "get_timing_edges": (("-from", "-of_objects"),),
    "report_clock_skew": (("-setup", "-hold"),),
    "report_path": (("-min", "-max"),),
    "set_assigned_delay": (("-cell", "-net"),),
    "set_clock_gating_check": (("-high", "-low"),),
    "set_clock_uncertainty": tuple((option, "objects") for option in _FROM),
    "set_multicycle_path": (("-start", "-end"),),
    "set_timing_derate": (("-early", "-late"),),
    "total_negative_slack": (("-min", "-max"),),
    "unset_clock_uncertainty": tuple((option, "objects") for option in _FROM),
    "worst_negative_slack": (("-min", "-max"),),
    "worst_slack": (("-min", "-max"),),
}
_ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "create_clock": (("-name", "pins"),),
    "create_generated_clock": (("-divide_by", "-multiply_by", "-edges", "-combinational"),),
    "delete_clock": (("-all", "clocks"),),
    "delete_generated_clock": (("-all", "clocks"),),
    "get_timing_edges": (("-from", "-to", "-of_objects"),),
    "group_path": (("-name", "-default"), _PATH),
    "set_clock_gating_check": (("-setup", "-hold"),),
    "set_clock_groups": (_KINDS_OF_GROUPS,),
    "set_clock_uncertainty": ((*_FROM, "objects"),),
    "set_data_check": (_FROM, _TO),
    "set_false_path": ((*_PATH, "-rise", "-fall"),),
    "tee": (("-file", "-variable"),),
    "unset_clock_groups": _EXCLUSIVE["unset_clock_groups"],
    "unset_clock_uncertainty": ((*_FROM, "objects"),),
    "unset_data_check": (_FROM, _TO),
    "unset_path_exceptions": ((*_PATH, "-rise", "-fall"),),
}
_BOTH_ENDS = (*((option, _TO) for option in _FROM), *((option, _FROM) for option in _TO))
_NEEDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "create_clock": (("-add", ("-name",)),),
    "create_generated_clock": (
        ("-add", ("-name",)),
        ("-add", ("-master_clock",)),
        ("-duty_cycle", ("-multiply_by",)),
        ("-invert", ("-divide_by", "-multiply_by", "-combinational")),
        ("-pll_feedback", ("-pll_output",)),
        ("-pll_output", ("-pll_feedback",)),
    ),
    "set_clock_latency": (("-early", ("-source",)), ("-late", ("-source",))),
    "set_clock_uncertainty": _BOTH_ENDS,
    "unset_clock_uncertainty": _BOTH_ENDS,
}
