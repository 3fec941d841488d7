"""Asks the real OpenSTA about generated calls and compares with the check: `python tests/bench/bench_differential.py`.

Calls are made at random from the catalogue, sound ones and ones with one damage, on the design in `examples/accumulator`. The tool
runs each and is heard on its *arguments* only: an object that is not there, or a file that has something else in it, is no verdict
on them. Where it fails for such a reason before it has looked at all arguments and the check has found a fault, neither is proven
wrong: those calls are counted apart.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.schema import Command, Option, Positional, Value
from edascribe_codegen.check import check

VERSION = "2.0.17"
CALLS = 2_000
SEED = 20_170
DESIGN = Path(__file__).resolve().parents[2] / "examples" / "accumulator" / "accumulator.v"
LIBERTY = Path("/usr/share/qflow/tech/osu018/osu018_stdcells.lib")
TIME_LIMIT = 120.0  # seconds for one process

# Without -type this version does nothing at all, whatever follows.
_ALWAYS = {"set_sense": "-type"}
# Commands that end the process, take over its output, or hand on any words to something else.
_LEFT_OUT = frozenset({"log_begin", "log_end", "builtin_source", "builtin_unknown", "sta_unknown", "write_path_spice"})

Verdict = Literal["accepts", "rejects", "fails", "crashes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A generated call and what was done to it, ``sound`` where nothing was."""

    text: str
    command: str
    damage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the tool says of a call: ``fails`` is an error that is none of the arguments."""

    verdict: Verdict
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A call with both verdicts; ``faults`` are the errors that the check finds."""

    call: Call
    answer: Answer
    faults: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether the tool has looked at what the check finds fault with."""
        return self.answer.verdict in ("accepts", "rejects") or (self.answer.verdict == "fails" and not self.faults)

    @property
    def agrees(self) -> bool:
        """Whether both say the same of the arguments."""
        return (self.answer.verdict == "rejects") == bool(self.faults)


def main() -> int:
    """Prints all disagreements and the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--calls", type=int, default=CALLS)
    arguments.add_argument("--seed", type=int, default=SEED)
    options = arguments.parse_args()
    program = shutil.which("sta")
    if program is None or not LIBERTY.is_file():
        print("OpenSTA or the library osu018 is not installed: apt-get install opensta qflow-tech-osu018")
        return 0
    figures = figures_of(compare(program, options.calls, options.seed))
    for name, value in figures.items():
        print(f"{name:36} {value}")
    return 0


def measure() -> dict[str, int | float]:
    """The figures for ``run.py``, empty where OpenSTA is not installed."""
    program = shutil.which("sta")
    if program is None or not LIBERTY.is_file():
        return {}
    return figures_of(compare(program, CALLS, SEED))


def figures_of(compared: Sequence[Compared]) -> dict[str, int | float]:
    """Prints what is not agreed on; returns the counts and the agreement in percent."""
    decided = [each for each in compared if each.decided]
    apart = [each for each in decided if not each.agrees]
    for each in apart:
        said = "; ".join(each.faults) or "no fault"
        print(f"  {each.call.damage:16} {each.call.text}")
        print(f"    tool: {each.answer.verdict}: {each.answer.message}\n    check: {said}")
    return {
        "differential_calls": len(compared),
        "differential_decided": len(decided),
        "differential_rejected_by_both": sum(each.agrees and bool(each.faults) for each in decided),
        "differential_accepted_by_both": sum(each.agrees and not each.faults for each in decided),
        "differential_accepted_wrongly": sum(not each.faults for each in apart),
        "differential_rejected_wrongly": sum(bool(each.faults) for each in apart),
        "differential_agreement_percent": round(100 * (len(decided) - len(apart)) / max(len(decided), 1), 2),
    }


def compare(program: str, count: int, seed: int = SEED) -> list[Compared]:
    """Makes ``count`` calls, the same ones for a seed, and has the tool and the check judge each."""
    catalogue = load("opensta", VERSION)
    calls = list(generate(catalogue, count, random.Random(seed)))
    answers = ask(program, [call.text for call in calls])
    return [
        Compared(call=call, answer=answer, faults=tuple(_errors(call.text, catalogue)))
        for call, answer in zip(calls, answers, strict=True)
    ]


def _errors(text: str, catalogue: Catalogue) -> Iterator[str]:
    for fault in check(text, "tcl", catalogue).faults:
        if fault.severity == "error":
            yield f"{fault.code}: {fault.message}"


# What the tool says of arguments, by the wording of its own parser and of the procedures that look at them.
_OF_ARGUMENTS = re.compile(
    r"is not a known keyword or flag|missing value|missing -|missing (path multiplier|delay|uncertainty) |positional argument"
    r"|wrong # args|Wrong # args|invalid command name|ambiguous command name|^Usage: |extra positional|unknown keyword argument"
    r"|is not (an? )?(positive )?(float|integer|between)|is not an integer|is not between|is not a float"
    r"|must be (a positive integer|rise or fall|single, |sdf_min|top, |pi_elmore|min, |pin or|0 or|0, zero|/ or)|separator must be"
    r"|not recognized|mutually exclu|are exclusive|required|requires|must be (specified|used together)|both .*specified"
    r"|specified both|cannot (both be specified|specify|use|be used)|only one of|either .* must|No -\w+ specified|implies -"
    r"|only allowed with|only supported for|must have an even number|expected (floating-point number|integer)"
    r"|unknown \S+ (unit|prefix)|unknown unit|-cond_use must|length does not match|TypeError in method|Wrong number of arg"
    r"|unknown rise/fall transition name"
)
# What it says of objects, files and the design's state.
_OF_OBJECTS = re.compile(
    r"not found|no current_design|PLL output |unsupported (object type|-filter)|type '\S+' is not|unknown namespace"
    r"|is not an? (pin|port|net|instance|clock|object|input|library|list|directory|verilog module|clock pin)"
    r"|cannot open|couldn't open|no valid objects|is hierarchical|not attached|already exists|command failed|empty|not supported"
    r"|NULL|null|is not readable|no network|not monotonically|is not the name of process corner|must be a single"
    r"|not allowed (on|for)|only permitted for|options not allowed|no default operating|no wire load|No paths found|Cannot write"
    r"|not consistent|can not be specified for virtual|objects do not have a|ignored"
    r"|no such (variable|element)|regular expression|Internal error|expected boolean value"
)


def judge(text: str, code: int, message: str, warnings: Sequence[str]) -> Answer:
    """The tool's verdict from the code and message of ``catch`` and its warnings; ValueError for a message of unknown meaning."""
    for warning in warnings:
        # Some commands pass over what they do not know, but say so.
        if re.search(r"is not a known keyword or flag|extra positional|unknown keyword argument", warning):
            return Answer(verdict="rejects", message=warning)
    if code != 1:
        return Answer(verdict="accepts")
    said = re.sub(r"^Error: (\S+, \d+ )?", "", message).strip().split("\n")[0]
    missing = re.match(r'(?:invalid|ambiguous) command name "(.*?)"', said)
    if missing and missing[1] != text.split(maxsplit=1)[0]:
        # The tool's own procedure calls what is not there.
        return Answer(verdict="fails", message=said)
    inside = re.match(r"(get_\w+) -\w+ is not a known", said)
    if inside and inside[1] not in text:
        # A value is looked up by another command of the tool.
        return Answer(verdict="fails", message=said)
    if _OF_ARGUMENTS.search(said):
        return Answer(verdict="rejects", message=said)
    if _OF_OBJECTS.search(said):
        return Answer(verdict="fails", message=said)
    raise ValueError(f"the meaning of this message is not known: {message}")


_ASK = r"""
proc ::sta::sta_warn {message} { lappend ::edascribe_warnings $message }
proc edascribe_ask {text} {
  set ::edascribe_warnings {}
  define_corners default
  read_liberty cells.lib
  read_verilog design.v
  link_design accumulator
  set_hierarchy_separator /
  create_clock -name clk -period 2 [get_ports clk]
  create_clock -name virtual -period 4
  set ::edascribe_warnings {}
  set code [catch {uplevel #0 $text} message]
  puts $::edascribe_answers "$code,[edascribe_code $message],[edascribe_code [join $::edascribe_warnings \n]]"
  flush $::edascribe_answers
}
proc edascribe_code {text} { return [binary encode base64 [encoding convertto utf-8 $text]] }
set edascribe_answers [open answers.txt a]
"""


def ask(program: str, texts: Sequence[str]) -> list[Answer]:
    """What the tool says of each call; one that ends the process is answered with a crash, and the rest are asked in a new one."""
    answers: list[Answer] = []
    with tempfile.TemporaryDirectory(prefix="edascribe-") as folder:
        place = Path(folder)
        (place / "cells.lib").symlink_to(LIBERTY)
        (place / "design.v").symlink_to(DESIGN)
        (place / "design.sdc").write_text("set_max_area 10\n")
        (place / "design.spef").write_text(_SPEF)
        (place / "design.sdf").write_text('(DELAYFILE (SDFVERSION "3.0") (DESIGN "accumulator") (DIVIDER /) (TIMESCALE 1ns))\n')
        while len(answers) < len(texts):
            said = _run(program, place, texts[len(answers) :])
            answers += [judge(text, *each) for text, each in zip(texts[len(answers) :], said, strict=False)]
            if len(answers) < len(texts):
                answers.append(Answer(verdict="crashes"))
    return answers


_SPEF = """*SPEF "IEEE 1481-1998"
*DESIGN "accumulator"
*DATE "today"
*VENDOR "none"
*PROGRAM "none"
*VERSION "1"
*DESIGN_FLOW ""
*DIVIDER /
*DELIMITER :
*BUS_DELIMITER []
*T_UNIT 1 PS
*C_UNIT 1 FF
*R_UNIT 1 OHM
*L_UNIT 1 HENRY
"""


def _run(program: str, place: Path, texts: Sequence[str]) -> list[tuple[int, str, list[str]]]:
    """Asks one process, which may end before it has answered all."""
    answers = place / "answers.txt"
    answers.write_text("")
    lines = [f"edascribe_ask [encoding convertfrom utf-8 [binary decode base64 {_encoded(text)}]]" for text in texts]
    (place / "ask.tcl").write_text("\n".join([_ASK, *lines, ""]))
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(
            [program, "-no_init", "-no_splash", "-exit", "ask.tcl"],
            cwd=place,
            env={"HOME": str(place), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            check=False,
        )
    said = []
    for line in answers.read_text("utf-8").splitlines():
        code, message, warnings = line.split(",")
        said.append((int(code), _decoded(message), _decoded(warnings).splitlines()))
    return said


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _decoded(text: str) -> str:
    return base64.b64decode(text).decode()


def generate(catalogue: Catalogue, count: int, chance: random.Random) -> Iterator[Call]:
    """Calls of the tool's own commands, each as often as the others; half of them with one damage."""
    names = [name for name in catalogue.own_names if name not in _LEFT_OUT]
    made = 0
    while made < count:
        chance.shuffle(names)
        for name in names[: count - made]:
            command = catalogue.find(name)
            assert command is not None
            yield _call(command, chance)
            made += 1


@dataclass(slots=True)
class _Words:
    """The words of a call on the way: options with their values, and positionals with their entries."""

    options: list[tuple[Option, list[str]]]
    positionals: list[tuple[Positional, str]]


def _call(command: Command, chance: random.Random) -> Call:
    words = _sound(command, chance)
    name, tail, damage = command.name, "", "sound"
    if chance.random() < 0.5:
        # Those that few calls can take come first more often.
        damages = sorted(_DAMAGES, key=lambda harm: -(chance.random() ** (1 / _DAMAGES[harm])))
        # The first damage that this call can take.
        for harm in (*damages, _unknown_option):
            done = harm(command, words, chance)
            if done is not None:
                damage, name, tail = harm.__name__.strip("_"), done.name or name, done.tail
                break
    elif words.options and chance.random() < 0.15:
        damage = _dressed(words, chance)
    parts = [" ".join(given) for _, given in words.options]
    for _, word in words.positionals:
        # OpenSTA takes options anywhere.
        parts.insert(chance.randint(0, len(parts)) if len(words.positionals) == 1 else len(parts), word)
    if tail:
        parts.append(tail)
    if command.redirect and damage != "missing_value" and chance.random() < 0.1:
        parts.append(chance.choice(["> out.txt", ">> out.txt"]))
    return Call(text=" ".join([name, *parts]), command=command.name, damage=damage)


def _sound(command: Command, chance: random.Random) -> _Words:
    """What is needed, and some of the rest."""
    wanted = {option.name for option in command.options if option.required or _ALWAYS.get(command.name) == option.name}
    for group in command.one_of:
        if wanted.isdisjoint(group):
            wanted.add(chance.choice(group))
    # One-sided dependencies are kept most of the time, so that enough calls are sound.
    needs = command.needs if chance.random() < 0.9 else ()
    others = [option.name for option in command.options if option.name not in wanted]
    wanted.update(chance.sample(others, min(len(others), chance.choice([0, 0, 1, 1, 2, 3]))))
    for option, other in [*needs, *needs]:
        if option in wanted and wanted.isdisjoint(other):
            wanted.add(chance.choice(other))
    together = chance.random() < 0.1
    for group in () if together else (*command.exclusive, *command.conflicts):
        several = [name for name in group if name in wanted]
        wanted.difference_update(chance.sample(several, max(0, len(several) - 1)))
    chosen = [option for option in command.options if option.name in wanted]
    chance.shuffle(chosen)
    options = [(option, [option.name, *_values(command, option, chance)]) for option in chosen]
    positionals: list[tuple[Positional, str]] = []
    skipping = bool({"-of_objects", "-all", "-from", "-rise_from", "-fall_from"} & wanted)
    for positional in command.positionals or ():
        if positional.optional and positional.name not in wanted and chance.random() < (0.9 if skipping else 0.3):
            break
        for _ in range(chance.choice([1, 2]) if positional.repeated else 1):
            word = _value(command, positional.name, positional.value, chance)
            if command.name == "get_property" and positional.name == "object":
                # A name says what it is only together with the type.
                word = "clk" if "-object_type" in wanted else "[get_clocks clk]"
            positionals.append((positional, word))
    return _Words(options, positionals)


def _values(command: Command, option: Option, chance: random.Random) -> list[str]:
    if option.value is None:
        return []
    return [_value(command, option.placeholder or option.name, option.value, chance, option.name)]


# Values by command and option or positional, where the type does not tell; then by the placeholder; then by the kind.
_BY_COMMAND: dict[tuple[str, str], Sequence[str]] = {
    ("get_property", "-object_type"): ("clock",),
    ("with_output_to_variable", "cmds"): ("{report_tns}", "{ puts hello }"),
    ("read_liberty", "filename"): ("cells.lib",),
    ("read_verilog", "filename"): ("design.v",),
    ("read_sdc", "filename"): ("design.sdc",),
    ("source", "filename"): ("design.sdc",),
    ("read_spef", "filename"): ("design.spef",),
    ("read_parasitics", "filename"): ("design.spef",),
    ("read_sdf", "filename"): ("design.sdf",),
    ("read_spef", "-path"): ("u100",),
    ("read_parasitics", "-path"): ("u100",),
    ("read_sdf", "-path"): ("u100",),
    ("define_corners", "corner1"): ("default",),
    ("define_corners", "corner2"): ("slow", "fast"),
    ("set_delay_calculator", "alg"): ("dmp_ceff_elmore", "lumped_cap"),
    ("set_hierarchy_separator", "seperator"): ("/", "."),
    ("set_wire_load_model", "-name"): ("small",),
    ("set_clock_sense", "pulse_type"): ("rise_triggered_high_pulse",),
    ("set_operating_conditions", "condition"): ("typical",),
    ("current_instance", "instance"): ("u100",),
    ("current_design", "design"): ("accumulator",),
    ("link_design", "top_cell_name"): ("accumulator",),
    ("unset_clock_groups", "-name"): ("groups",),
    ("create_generated_clock", "-edges"): ("{1 3 5}",),
    ("create_generated_clock", "-edge_shift"): ("{0.1 0.2 0.3}",),
    ("set_unit_values", "unit"): ("1ns",),
    ("set_power_activity", "-duty"): ("0.4",),
    ("report_lib_cell", "cell_name"): ("osu018_stdcells/INVX1",),
    ("set_max_dynamic_power", "unit"): ("mW",),
    ("set_max_leakage_power", "unit"): ("mW",),
    ("delete_from_list", "list"): ("{a b}",),
    ("write_verilog", "-sort"): (),
}
_BY_PLACEHOLDER: dict[str, Sequence[str]] = {
    "time_unit": ("ns",), "cap_unit": ("pF",), "res_unit": ("kohm",), "voltage_unit": ("V",), "current_unit": ("mA",),
    "power_unit": ("mW",), "distance_unit": ("um",),
    "min_condition": ("typical",), "max_condition": ("typical",), "waveform": ("{0 1}", "{0.5 1.5}"),
    "group_name": ("clk",), "clock_name": ("gated",), "separator": ("/",), "var": ("answer",),
    "buffer_name": ("extra",), "buffer_out_net_name": ("extra_net",), "inst_path": ("extra",), "design": ("accumulator",),
    "duty_cycle": ("50",), "reference_pin": ("[get_pins u133/CLK]",),
}  # fmt: skip
_BY_KIND: dict[str, Sequence[str]] = {
    "clock": ("clk", "[get_clocks clk]"),
    "port": ("valid", "[get_ports valid]", "[get_ports {data[0]}]"),
    "pin": ("u133/D", "[get_pins u133/D]", "[get_pins u100/A]"),
    "net": ("u20", "[get_nets u20]"),
    "instance": ("u100", "[get_cells u100]"),
    "lib_cell": ("osu018_stdcells/INVX1", "[get_lib_cells osu018_stdcells/INVX1]"),
    "library": ("osu018_stdcells", "[get_libs osu018_stdcells]"),
    "object": ("[get_ports valid]", "[get_pins u133/D]"),
    "corner": ("default",),
    "string": ("word", "{two words}", '"quoted"'),
    "int": ("1", "2", "3"),
    "float": ("0.5", "1", "2e-1", "{0.25}"),
    "percent": ("50", "12.5"),
    "glob": ("*", "u1*", "{*a* *b*}"),
    "filter": ("{direction == input}",),
    "file": ("written.txt",),
    "dir": (".",),
    "list": ("{a b}",),
    "script": ("{ puts hello }",),
    "variable": ("answer",),
    "property": ("full_name",),
    "unknown": ("1", "word"),
    "enum": ("slew",),
}


def _value(command: Command, name: str, value: Value, chance: random.Random, option: str = "") -> str:
    """A word that is right for an option or a positional."""
    for key in ((command.name, option), (command.name, name)):
        if _BY_COMMAND.get(key):
            return chance.choice(_BY_COMMAND[key])
    if name in _BY_PLACEHOLDER:
        return chance.choice(_BY_PLACEHOLDER[name])
    if value.values:
        return chance.choice(value.values)
    return chance.choice(_BY_KIND[chance.choice(value.kinds)])


@dataclass(frozen=True, slots=True)
class _Done:
    """What a damage changes beside the words: the command's name, and what comes last."""

    name: str = ""
    tail: str = ""


def _dressed(words: _Words, chance: random.Random) -> str:
    """Writes a sound call in a less usual way: a prefix of an option, or an option twice."""
    option, given = chance.choice(words.options)
    if chance.random() < 0.5 and len(option.name) > 4:
        given[0] = option.name[: chance.randint(3, len(option.name) - 1)]
        return "prefix"
    words.options.append((option, list(given)))
    return "twice"


def _misspelt_option(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    if not words.options:
        return None
    _, given = chance.choice(words.options)
    given[0] = _misspelt(given[0], chance)
    return _Done()


def _misspelt(word: str, chance: random.Random) -> str:
    """A slip of the finger behind the first two characters."""
    at = chance.randrange(2, len(word)) if len(word) > 2 else len(word)
    return chance.choice([word[:at] + "q" + word[at:], word[:at] + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at:]])


def _unknown_option(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    return _Done(tail=chance.choice(["-nosuch", "-zz 1", "-Verbosity", "-x"]))


def _missing_value(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    valued = [option for option in command.options if option.value is not None]
    if not valued:
        return None
    option = chance.choice(valued)
    words.options = [each for each in words.options if each[0] is not option]
    return _Done(tail=option.name)


def _option_left_out(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    needed = [each for each in words.options if each[0].required or any(each[0].name in group for group in command.one_of)]
    if not needed:
        return None
    words.options.remove(chance.choice(needed))
    return _Done()


def _too_few(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    if not words.positionals:
        return None
    del words.positionals[chance.randrange(len(words.positionals)) :]
    return _Done()


def _too_many(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    if any(positional.repeated for positional in command.positionals or ()):
        return None
    return _Done(tail=" ".join(["extra"] * chance.randint(1, 2 + len(command.positionals or ()))))


def _wrong_word(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    """A word that is none of an enumeration."""
    given = {option.name for option, _ in words.options}
    enums = [option for option in command.options if option.value is not None and option.value.kinds == ("enum",)]
    if enums and given.isdisjoint(option.name for option in enums):
        option = chance.choice(enums)
        words.options.append((option, [option.name, "nosuch"]))
    return _with_another_value(words, chance, lambda value: ["nosuch", "x"] if value.kinds == ("enum",) else [])


def _wrong_number(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    def wrong(value: Value) -> list[str]:
        if value.many or not set(value.kinds) <= {"int", "float", "percent"}:
            return []
        return ["abc", "1x", "-1", "0", "-0.5", *(["1.5"] if value.kinds == ("int",) else [])]

    return _with_another_value(words, chance, wrong)


def _with_another_value(words: _Words, chance: random.Random, others: Callable[[Value], list[str]]) -> _Done | None:
    places: list[Callable[[str], None]] = []
    wrong: list[list[str]] = []
    for option, given in words.options:
        if option.value is not None and others(option.value):
            places.append(lambda word, given=given: given.__setitem__(-1, word))  # type: ignore[misc]
            wrong.append(others(option.value))
    for index, (positional, _) in enumerate(words.positionals):
        if others(positional.value):
            pair = positional
            places.append(lambda word, index=index, pair=pair: words.positionals.__setitem__(index, (pair, word)))  # type: ignore[misc]
            wrong.append(others(positional.value))
    if not places:
        return None
    at = chance.randrange(len(places))
    places[at](chance.choice(wrong[at]))
    return _Done()


def _misspelt_command(command: Command, words: _Words, chance: random.Random) -> _Done | None:
    return _Done(name=_misspelt(command.name, chance)) if chance.random() < 0.3 else None


_DAMAGES: dict[Callable[[Command, _Words, random.Random], _Done | None], float] = {
    _misspelt_option: 2,
    _unknown_option: 1,
    _missing_value: 1,
    _option_left_out: 6,
    _too_few: 1,
    _too_many: 1,
    _wrong_word: 8,
    _wrong_number: 4,
    _misspelt_command: 1,
}


if __name__ == "__main__":
    sys.exit(main())
