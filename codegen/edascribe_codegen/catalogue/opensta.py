"""Asks an installed OpenSTA for its commands.

The program's registry ``sta::cmd_args`` has a synopsis for each command, and the bodies of the procedures show what is really
parsed (``parse_key_args``): where the two disagree, the body is right. Commands that are exported without a synopsis are there too.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.schema import FORMAT, Command, Option, Pack, Positional, Provenance, Value

TITLE = "OpenSTA"
PROGRAM = "sta"
TIME_LIMIT = 20.0  # seconds; the program answers in 0.1


def build(executable: str, base: frozenset[str], *, time_limit: float = TIME_LIMIT) -> Pack:
    """The API of the OpenSTA program at ``executable``.

    ``base`` are the names of Tcl's own commands, which the program has too. The program runs without its init files, in an empty
    home and working directory, and is ended after ``time_limit`` seconds. Raises CatalogueError.
    """
    dump = _dump(executable, time_limit)
    commands = {command.name: command for command in _commands(dump, base)}
    if not commands:
        raise CatalogueError(f"{executable} has no commands in sta::cmd_args. Is it OpenSTA? Name the right program with --exe.")
    return Pack(
        format=FORMAT,
        tool="opensta",
        version=dump.version,
        language="tcl",
        title=TITLE,
        commands=tuple(commands[name] for name in sorted(commands)),
        variables=tuple(name for name in dump.variables if _own_variable(name)),
        base="tcl",
        namespaces=("sta",),
        abbreviates=True,
        subscripts=True,
        provenance=Provenance(source=executable, date=datetime.now(UTC).date().isoformat()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the procedure behind a command shows.

    ``keys`` are options that take a value and ``flags`` those that take none. ``complete`` says that there are no others. ``types``
    are values that are checked, by the option or positional; ``counts`` are the numbers of positionals that are accepted.
    ``ignored`` says that the arguments are not looked at.
    """

    keys: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    complete: bool = False
    types: Mapping[str, Value] = field(default_factory=dict)
    counts: frozenset[int] = frozenset()
    redirect: bool = False
    ignored: bool = False


def entry(name: str, text: str, evidence: Evidence) -> Command:
    """A command's entry from its synopsis, corrected by the evidence of its procedure."""
    command = synopsis.parse(name, text, flags=evidence.flags)
    written = {option.name for option in command.options}
    kept = [
        option
        for option in command.options
        if not evidence.complete or option.name in evidence.keys or option.name in evidence.flags
    ]
    hidden = [
        Option(name=option, value=synopsis.value_of(option[1:]), placeholder=option[1:], hidden=bool(text))
        if option in evidence.keys
        else Option(name=option, hidden=bool(text))
        for option in sorted((evidence.keys | evidence.flags) - written)
    ]
    options = tuple(_option(name, option, evidence) for option in (*kept, *hidden))
    names = {option.name for option in options}
    repeated = {option.name for option in options if option.repeated}
    positionals = list(command.positionals or ())
    # Patterns are left out where -of_objects says which, clocks where -all does; the procedures count them only otherwise.
    least = min(evidence.counts, default=len(positionals))
    if written & {"-of_objects", "-all"}:
        least = min(least, len(positionals) - 1)
    for index, positional in enumerate(positionals):
        positionals[index] = msgspec.structs.replace(
            positional,
            value=_typed(evidence, positional.name, positional.value),
            optional=positional.optional or index >= least,
        )
    return msgspec.structs.replace(
        command,
        options=options,
        positionals=tuple(positionals),
        exclusive=_exclusive(name, command, names, repeated),
        one_of=(*command.one_of, *(group for group in _ONE_OF.get(name, ()) if names.issuperset(group))),
        redirect=command.redirect or evidence.redirect,
        open=evidence.ignored,
    )


def _option(command: str, option: Option, evidence: Evidence) -> Option:
    """An option with its type as the procedure has it."""
    value = option.value
    if option.name in evidence.flags and option.name not in evidence.keys:
        value = None
    elif option.name in evidence.keys and value is None:
        value = Value()
    if value is not None:
        value = _typed(evidence, option.name, value)
    if option.name == "-fields" and value is not None:
        # Fields are looked for by their first letters, and a word that is none is passed over.
        value = msgspec.structs.replace(value, kinds=("enum", "string"), many=True)
    required = (option.required or option.name in _REQUIRED.get(command, ())) and option.name not in _NOT_REQUIRED.get(command, ())
    repeated = option.name.endswith(("through", "-thr", "_thr", "-th", "_th")) or option.name == "-group"
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
_REQUIRED = {"create_clock": ("-period",)}
_NOT_REQUIRED = {"group_path": ("-name",)}  # -default will do
_NOT_EXCLUSIVE = frozenset({"set_data_check", "unset_data_check"})  # -setup with -hold means both
_EXCLUSIVE: dict[str, tuple[tuple[str, ...], ...]] = {
    "group_path": (("-name", "-default"),),
    "set_clock_groups": (("-logically_exclusive", "-physically_exclusive", "-asynchronous"),),
    "unset_clock_groups": (("-logically_exclusive", "-physically_exclusive", "-asynchronous"), ("-all", "-name")),
}
_ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "create_generated_clock": (("-divide_by", "-multiply_by", "-edges", "-combinational"),),
    "group_path": (("-name", "-default"),),
    "set_clock_groups": _EXCLUSIVE["set_clock_groups"],
    "set_data_check": (("-from", "-rise_from", "-fall_from"), ("-to", "-rise_to", "-fall_to")),
    "unset_clock_groups": _EXCLUSIVE["unset_clock_groups"],
}


class _Procedure(msgspec.Struct, frozen=True):
    arguments: tuple[tuple[str, bool], ...]
    body: str


class _Dump(msgspec.Struct, frozen=True):
    version: str
    synopses: dict[str, str]
    procedures: dict[str, _Procedure]
    exports: tuple[str, ...]
    commands: tuple[str, ...]
    variables: tuple[str, ...]


def _dump(executable: str, time_limit: float) -> _Dump:
    """What the dump script finds in the running program."""
    with tempfile.TemporaryDirectory(prefix="edascribe-") as folder:
        script, answer = Path(folder, "dump.tcl"), Path(folder, "dump.json")
        script.write_text(files(__package__).joinpath("opensta_dump.tcl").read_text("utf-8"), "utf-8")
        environment = {
            "HOME": folder,
            "PATH": os.environ.get("PATH", os.defpath),
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
            "EDASCRIBE_DUMP": str(answer),
        }
        try:
            ended = subprocess.run(
                [executable, "-no_init", "-no_splash", "-exit", str(script)],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=time_limit,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise CatalogueError(
                f"{executable} did not answer within {time_limit:g} s and was ended. Does it start with -no_init -exit FILE?"
            ) from error
        except OSError as error:
            raise CatalogueError(
                f"{executable} cannot be started ({error.strerror or error}). Install OpenSTA or name the program with --exe."
            ) from error
        # The program's exit status is 0 even after an error, so only the file tells.
        try:
            return msgspec.json.decode(answer.read_bytes(), type=_Dump)
        except (OSError, msgspec.MsgspecError) as error:
            said = ended.stdout.decode("utf-8", "replace").strip()[-300:]
            raise CatalogueError(f"{executable} did not list its commands. Is it OpenSTA? It said: {said or 'nothing'}") from error


def _commands(dump: _Dump, base: frozenset[str]) -> Iterator[Command]:
    """The entries of all commands at the top level that are not Tcl's own, whether or not they have a synopsis."""
    for name, text in dump.synopses.items():
        evidence = _evidence(name, dump.procedures)
        command = entry(name, text, evidence)
        fixed = _fixed_arguments(dump.procedures.get(name))
        if fixed is not None and not command.options and len(fixed) != len(command.positionals or ()):
            command = msgspec.structs.replace(command, positionals=fixed)
        yield command
    aliases = {}
    for name in sorted({*dump.exports, *dump.commands} - {*dump.synopses, *base}):
        procedure = dump.procedures.get(name)
        target = _alias(procedure, dump.synopses)
        if target is not None:
            aliases[name] = target
            continue
        if name.startswith("edascribe_"):
            continue
        evidence = _evidence(name, dump.procedures)
        command = entry(name, "", evidence)
        positionals = _fixed_arguments(procedure)
        if positionals is None and evidence.counts == {0}:
            positionals = ()
        known = positionals is not None
        yield msgspec.structs.replace(command, positionals=positionals, open=not known)
    for name, target in aliases.items():
        yield msgspec.structs.replace(entry(target, dump.synopses[target], _evidence(target, dump.procedures)), name=name)


def _alias(procedure: _Procedure | None, synopses: Mapping[str, str]) -> str | None:
    """The command that a procedure only calls with its own arguments."""
    found = re.fullmatch(r"\s*eval (?:\[concat )?(\w+) \$args\]?\s*", procedure.body) if procedure else None
    return found[1] if found and found[1] in synopses else None


def _fixed_arguments(procedure: _Procedure | None) -> tuple[Positional, ...] | None:
    """The arguments of a procedure as positionals, or None where it takes any number."""
    if procedure is None or any(name == "args" for name, _ in procedure.arguments):
        return None
    return tuple(Positional(name=name, value=synopsis.value_of(name), optional=optional) for name, optional in procedure.arguments)


_PARSE = re.compile(
    r"parse_key_args\s+(?:\"[^\"]*\"|\S+)\s+\w+\s+\w+\s+(\{[^}]*\}|\"[^\"]*\"|\$\w+)\s+\w+\s+(\{[^}]*\}|\"[^\"]*\"|\$\w+)"
)
_LITERAL = re.compile(r"\$arg == \"(-\w+)\"|string match \$arg \"(-\w+)\"")
_CHECK = re.compile(r"\bcheck_(positive_float|float|positive_integer|integer|cardinal|percent)\s+\"?(-?\w+)\"?[ \]]")
_COUNT = re.compile(r"\bcheck_argc_eq(\d)(?:or(\d))?")
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


def _evidence(name: str, procedures: Mapping[str, _Procedure]) -> Evidence:
    """What the procedure of a command, and those that it hands its arguments to, show."""
    procedure = procedures.get(name)
    if procedure is None:
        return Evidence()
    keys: set[str] = set()
    flags: set[str] = set()
    types: dict[str, Value] = {}
    counts: set[int] = set()
    complete = False
    for body in _bodies(procedure.body, procedures, seen={name}):
        for found in _PARSE.finditer(body):
            complete = True
            keys.update(re.findall(r"-\w+", found[1]))
            flags.update(re.findall(r"-\w+", found[2]))
            complete = complete and "$" not in found[1] and "$" not in found[2]
        keys.update(first or second for first, second in _LITERAL.findall(body))
        for check, label in _CHECK.findall(body):
            types[label] = types["-" + label.removeprefix("-")] = CHECKS[check]
        for low, high in _COUNT.findall(body):
            counts.update({int(low), int(high or low)})
        for formats in _FORMATS.findall(body):
            types["-format"] = Value(kinds=("enum",), values=tuple(formats.split()))
    takes_any = any(argument == "args" for argument, _ in procedure.arguments)
    return Evidence(
        keys=frozenset(keys),
        flags=frozenset(flags - keys),
        complete=complete,
        types=types,
        counts=frozenset(counts),
        redirect="parse_redirect_args" in procedure.body,
        ignored=takes_any and re.search(r"\bargs\b", procedure.body) is None,
    )


def _bodies(body: str, procedures: Mapping[str, _Procedure], seen: set[str]) -> Iterator[str]:
    """A body and the bodies of the procedures that it hands its arguments or their rest to."""
    yield body
    for line in body.splitlines():
        if not re.search(r"\b(?:cmd_)?args1?\b", line) or "parse_key_args" in line:
            continue
        for called in re.findall(r"\b[a-z]\w+\b", line):
            if (
                called in procedures
                and called not in seen
                and not called.startswith(("check_", "parse_redirect", "sta_", "redirect_"))
            ):
                seen.add(called)
                yield from _bodies(procedures[called].body, procedures, seen)


def _own_variable(name: str) -> bool:
    """Whether a global variable is the tool's own: Tcl's and the interface generator's are not."""
    return name.startswith("sta_") or name == "hierarchy_separator"
