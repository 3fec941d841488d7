"""The faults of one command call against the tool's catalogue: its name, options, values and positionals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from edascribe_codegen.arguments import LOOKS_LIKE_OPTION, Arguments, BoundOption, bind
from edascribe_codegen.catalogue import Catalogue, available, load
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.schema import Command, Kind, Parser, Positional, Value
from edascribe_codegen.declared import Contract
from edascribe_codegen.objects import KIND_FOUND, LIST_MAKER, OBJECTS, alike
from edascribe_grammars import Call, Fault, Fix, Severity, Word, moved_call, parse

# How alike a name and what it is taken for must be, of 1.
_ALIKE = 0.72
# Of more names than these none is listed in a message.
_LISTED = 40
_GLUED = re.compile(r"(?:::)?([A-Za-z_]\w*)\{")
_ELEMENT = re.compile(r"[^\s{}\"\\]+")
_SUBSCRIPT = re.compile(r"\d+(:\d+)?|\*(:\*)?")
_NESTED = re.compile(r"\[(\w+)[^\[\];]*\]")
_ASSIGNS = re.compile(r"-+[A-Za-z][\w-]*=")
_NUMBERS: tuple[Kind, ...] = ("int", "float", "percent")


def call_faults(call: Call, catalogue: Catalogue, known: Collection[str]) -> Iterator[Fault]:
    """The faults of one call; ``known`` are commands that the catalogue does not have but the text or its surroundings define."""
    word = call.words[0]
    glued = _GLUED.match(word.text)
    if glued is not None and (glued[1] in known or catalogue.find(glued[1]) is not None):
        yield _without_space(word, glued.end() - 1)
        return
    name = word.value
    if not name or word.kind == "expanded":
        return
    if name.removeprefix("::") in known:
        return
    command = catalogue.find(name)
    if command is None and "::" in name.removeprefix("::"):
        # A qualified name may come from a package that no catalogue knows.
        return
    if command is None and catalogue.abbreviates:
        # The tool's own names first: which of the known procedures are there when the call runs is not certain.
        begun = catalogue.starting_with(name) or _starting_with(frozenset(known), name)
        if len(begun) == 1:
            full = begun[0]
            yield _abbreviated(word, "api/abbreviated-command", full)
            command = catalogue.find(full)
            if command is None:
                return
    if command is None:
        if not (catalogue.subscripts and len(call.words) == 1 and _SUBSCRIPT.fullmatch(name)):
            yield _unknown_command(word, name, catalogue, known)
        return
    if command.subcommands and len(call.words) > 1:
        yield from _subcommand_faults(call, name, command, catalogue)
        return
    yield from _argument_faults(call, bind(call, command, parser=catalogue.parser(command.name)), name, catalogue)


@lru_cache(maxsize=16)
def _in_order(names: frozenset[str]) -> list[str]:
    return sorted(names)


def _starting_with(names: frozenset[str], prefix: str) -> list[str]:
    """Those of the names that begin with ``prefix``; there may be thousands, and they are asked many times."""
    ordered = _in_order(names)
    return ordered[bisect_left(ordered, prefix) : bisect_left(ordered, prefix + "\U0010ffff")]


def own_call_faults(call: Call, contract: Contract) -> Iterator[Fault]:
    """The faults of one call of a procedure of the user's."""
    command, parser, leading, _ = contract
    name = call.words[0].value or command.name
    words = call.words[1:]
    if any(word.kind == "expanded" for word in words[: len(leading)]) or any(_ASSIGNS.match(word.text) for word in words):
        # Which arguments these become is known only when the script runs; `-option=value` is read in more than one way.
        return
    if len(words) < len(leading):
        command, leading = msgspec.structs.replace(command, options=(), positionals=leading), ()
    yield from _argument_faults(call, bind(call, command, parser=parser, skip=1 + len(leading)), name, None)


def _unknown_command(word: Word, name: str, catalogue: Catalogue, known: Collection[str]) -> Fault:
    suggestion, hint = _meant(name, catalogue, frozenset(known))
    message = f"{catalogue.title} {catalogue.version} has no command `{name}`, and this file defines none.{hint}"
    return _at(word, "api/unknown-command", message, fix=_replacement(word, suggestion))


@lru_cache(maxsize=4096)
def _meant(name: str, catalogue: Catalogue, known: frozenset[str]) -> tuple[str | None, str]:
    """Which command an unknown name may mean, and the hint; kept, since what is wrong once is often wrong many times."""
    suggestion = closest(name, (*catalogue.names, *_in_order(known)))
    return suggestion, _other_versions(catalogue, lambda other: other.find(name) is not None) or _did_you_mean(suggestion)


def _without_space(word: Word, length: int) -> Fault:
    """The fault of a name of some length with its first argument glued to it."""
    at = word.start + length
    fix = Fix(title="Insert a space", start=at, end=at, text=" ")
    message = f"There is no command `{word.text}`: between `{word.text[:length]}` and the open-brace there must be a space."
    return _at(word, "api/unknown-command", message, fix=fix)


def _subcommand_faults(call: Call, name: str, command: Command, catalogue: Catalogue) -> Iterator[Fault]:
    word = call.words[1]
    parser = catalogue.parser(name)
    if word.value is None or word.kind == "expanded" or (parser == "yosys" and " " in word.value):
        # yosys takes a whole line as one word too.
        return
    subcommand = catalogue.find_subcommand(name, word.value)
    if subcommand is not None:
        yield from _argument_faults(
            call, bind(call, subcommand, parser=parser, skip=2), f"{command.name} {subcommand.name}", catalogue
        )
    elif not command.open:
        suggestion = closest(word.value, [sub.name for sub in command.subcommands])
        names = [sub.name for sub in command.subcommands]
        names = [begun for begun in names if begun.startswith(word.value)] or names
        hint = _did_you_mean(suggestion) or (f" It has {', '.join(names)}." if len(names) <= _LISTED else "")
        message = f"`{command.name}` has no subcommand `{word.value}`.{hint}"
        yield _at(word, "api/unknown-subcommand", message, fix=_replacement(word, suggestion))


def _argument_faults(call: Call, arguments: Arguments, name: str, catalogue: Catalogue | None) -> Iterator[Fault]:
    """Options and positionals of a call that is bound to its command, which is the user's own without a catalogue."""
    for bound in arguments.options:
        yield from _option_faults(bound, arguments, name, catalogue)
    given: list[str] = []
    for bound in arguments.options:
        if bound.option is None:
            continue
        # The help of yosys does not tell which options may be repeated.
        if bound.option.name in given and not bound.option.repeated and arguments.parser != "yosys":
            message = f"`{name}` has {bound.option.name} twice; the last one counts."
            yield _at(bound.word, "api/duplicate-option", message, severity="warning")
        given.append(bound.option.name)
    positionals = [
        positional.name for positional, _ in zip(arguments.command.positionals or (), arguments.positionals, strict=False)
    ]
    there = {*given, *positionals}
    if arguments.certain and not arguments.dynamic:
        for option in arguments.command.options:
            if option.required and option.name not in given:
                yield _at_name(call, "api/missing-option", f"`{name}` needs {option.name}. Usage: {synopsis(arguments.command)}")
        for group in arguments.command.one_of:
            if there.isdisjoint(group):
                usage = synopsis(arguments.command)
                yield _at_name(call, "api/missing-option", f"`{name}` needs one of {', '.join(group)}. Usage: {usage}")
        for bound in arguments.options:
            for others in (others for option, others in arguments.command.needs if bound.option and bound.option.name == option):
                if there.isdisjoint(others):
                    message = f"{bound.word.text} of `{name}` needs {' or '.join(others)} too."
                    yield _at(bound.word, "api/missing-option", message)
    conflicts = arguments.command.conflicts
    for group in dict.fromkeys((*arguments.command.exclusive, *conflicts)):
        together = [bound for bound in arguments.options if bound.option is not None and bound.option.name in group]
        words = [positional for positional in positionals if positional in group]
        if len({bound.option.name for bound in together if bound.option}) + len(words) > 1:
            names = " and ".join([*(bound.word.text for bound in together), *words])
            message = f"`{name}` takes one of {', '.join(group)}, not {names}."
            yield _at(together[-1].word, "api/exclusive-options", message, severity="error" if group in conflicts else "warning")
    if not any(bound.match == "unknown" for bound in arguments.options):
        # An unknown option's value would be counted as a positional: one fault is enough.
        yield from _positional_faults(call, arguments, name)


def _option_faults(bound: BoundOption, arguments: Arguments, name: str, catalogue: Catalogue | None) -> Iterator[Fault]:
    option = bound.option
    if option is None:
        if not arguments.command.open:
            options = [option.name for option in arguments.command.options]
            suggestion = closest(bound.word.value or "", options)
            of, elsewhere = "", ""
            if catalogue is not None:
                of = f" of {catalogue.title} {catalogue.version}"
                elsewhere = _other_versions(catalogue, lambda other: _has_option(other, name, bound.word.text))
            all_there_are = f" It has {', '.join(options)}." if 0 < len(options) <= 12 else ""
            hint = elsewhere or _did_you_mean(suggestion) or all_there_are
            message = f"`{name}`{of} has no option {bound.word.text}.{hint}"
            yield _at(bound.word, "api/unknown-option", message, fix=_replacement(bound.word, suggestion))
        return
    if bound.match == "ambiguous":
        message = f"{bound.word.text} may mean {' or '.join(bound.candidates)}; the tool takes {option.name}."
        yield _at(bound.word, "api/ambiguous-option", message, severity="warning")
    if bound.match == "abbreviated":
        yield _abbreviated(bound.word, "api/abbreviated-option", option.name)
    if option.value is None:
        return
    if bound.value is None:
        wanted = option.placeholder or " or ".join(option.value.kinds)
        severity: Severity = "warning" if arguments.command.open and arguments.command.lenient else "error"
        yield _at(bound.word, "api/missing-value", f"{option.name} of `{name}` needs a value ({wanted}).", severity=severity)
    else:
        yield from _value_faults(bound.value, option.value, f"{option.name} of `{name}`", arguments.parser)


def _positional_faults(call: Call, arguments: Arguments, name: str) -> Iterator[Fault]:
    wanted = arguments.command.positionals
    if wanted is None:
        return
    given = arguments.positionals
    least = sum(not positional.optional for positional in wanted)
    if arguments.parser == "yosys":
        yield from _misplaced_options(given, name)
    most = None if any(positional.repeated for positional in wanted) else len(wanted)
    severity: Severity = "warning" if arguments.command.lenient else "error"
    if len(given) < least and arguments.certain:
        missing = [positional.name for positional in wanted if not positional.optional][len(given) :]
        usage = synopsis(arguments.command)
        yield _at_name(
            call,
            "api/missing-argument",
            f"`{name}` needs {_count(least)}: {', '.join(missing)} missing. Usage: {usage}",
            severity=severity,
        )
    if most is not None and len(given) - arguments.dynamic * bool(arguments.command.options) > most:
        usage = synopsis(arguments.command)
        message = f"`{name}` takes {_count(most)}, not {len(given)}. Usage: {usage}"
        yield _at(given[most], "api/extra-argument", message, severity=severity)
        return
    for word, positional in _pair(given, wanted):
        yield from _value_faults(word, positional.value, f"{positional.name} of `{name}`", arguments.parser)


def _misplaced_options(given: tuple[Word, ...], name: str) -> Iterator[Fault]:
    """Options of yosys behind other arguments, which it refuses."""
    for word in given[1:]:
        if word.value is not None and LOOKS_LIKE_OPTION.match(word.value):
            yield _at(word, "api/misplaced-option", f"`{name}` takes options before its other arguments only.")


def _pair(words: tuple[Word, ...], wanted: tuple[Positional, ...]) -> Iterator[tuple[Word, Positional]]:
    """Words with the positionals they surely are: where none is left out, or up to the first that may be."""
    exact = len(words) == len(wanted) and not any(positional.repeated for positional in wanted)
    for word, positional in zip(words, wanted, strict=False):
        if not exact and (positional.optional or positional.repeated):
            return
        yield word, positional


def _value_faults(word: Word, value: Value, what: str, parser: Parser) -> Iterator[Fault]:
    """A value of the wrong type or, where a list is accepted, elements of it, where the text alone tells."""
    for element in _elements(word) if value.many else (word,):
        yield from _element_faults(element, value, what, parser)


def _elements(word: Word) -> Iterator[Word]:
    """The words of a list that stands in the text, or that ``list`` or ``concat`` makes of what does; else the word itself."""
    if word.value is not None:
        for match in _ELEMENT.finditer(word.text):
            yield msgspec.structs.replace(word, start=word.start + match.start(), end=word.start + match.end(), kind="bare")
        return
    calls = parse(word.text[1:-1], "tcl").calls if word.kind == "bare" and LIST_MAKER.match(word.text) else ()
    made = next((call for call in calls if call.start == 0), None)
    if made is None or not word.text.endswith("]"):
        yield word
        return
    for element in moved_call(made, word.start + 1).words[1:]:
        yield from _elements(element) if element.value is None else (element,)


def _element_faults(word: Word, value: Value, what: str, parser: Parser) -> Iterator[Fault]:
    text = word.value
    if text is None:
        yield from _object_faults(word, value, what)
        return
    if value.kinds == ("enum",):
        # OpenSTA looks for list elements by their first letters, for single words exactly; Tcl takes both by them.
        begun = value.many or parser == "tcl"
        if not any(allowed == text or (begun and allowed.startswith(text)) for allowed in value.values):
            suggestion = closest(text, value.values)
            hint = _did_you_mean(suggestion) or f" It is one of {', '.join(value.values)}."
            fix = _replacement(word, suggestion) if text == word.text else None
            yield _at(word, "api/unknown-value", f"{what} cannot be {text!r}.{hint}", fix=fix)
    elif all(kind in _NUMBERS for kind in value.kinds):
        number = _number(text, integer=value.kinds == ("int",))
        if number is None:
            whole = "whole " if value.kinds == ("int",) else ""
            kind = f"{whole}numbers" if value.many else f"a {whole}number"
            yield _at(word, "api/wrong-type", f"{what} must be {kind}, not {word.text}.")
        elif value.minimum is not None and (number < value.minimum or (value.exclusive and number == value.minimum)):
            relation = "greater than" if value.exclusive else "at least"
            yield _at(word, "api/wrong-type", f"{what} must be {relation} {value.minimum:g}, not {word.text}.")


def _object_faults(word: Word, value: Value, what: str) -> Iterator[Fault]:
    """A nested call that finds objects of another kind than the value takes."""
    call = _NESTED.fullmatch(word.text)
    kind = KIND_FOUND.get(call.group(1)) if call and word.kind != "expanded" else None
    if kind is not None and alike(kind).isdisjoint(value.kinds) and all(taken in OBJECTS for taken in value.kinds):
        taken = " or ".join(value.kinds).replace("lib_cell", "library cell")
        yield _at(word, "api/wrong-object", f"{what} takes a {taken}, not a {kind}.", severity="warning")


def _number(text: str, *, integer: bool) -> float | None:
    try:
        return float(int(text, 0)) if integer else float(text)
    except ValueError:
        return None


def closest(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` that a misspelt ``name`` surely or probably means, or None."""
    if len(name) < 3:
        return None
    found = process.extractOne(name, names, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
    return str(found[0]) if found else None


def may_mean(written: str, name: str) -> bool:
    """Whether a name that comes or goes may change what is said of a command that is not known."""
    return name.startswith(written) or OSA.normalized_similarity(written, name, score_cutoff=_ALIKE) > 0


def _other_versions(catalogue: Catalogue, has: Callable[[Catalogue], bool]) -> str:
    """A note when other versions of the tool have what this one has not."""
    having = [other.version for other in _others(catalogue) if has(other)]
    return f" It is there in version {', '.join(having)}." if having else ""


@lru_cache(maxsize=16)
def _others(catalogue: Catalogue) -> tuple[Catalogue, ...]:
    """The other versions of a tool that are at hand; kept, since looking for them reads folders."""
    others = [pack.version for pack in available() if pack.tool == catalogue.tool and pack.version != catalogue.version]
    return tuple([load(catalogue.tool, version) for version in others])


def _has_option(catalogue: Catalogue, name: str, option: str) -> bool:
    """Whether ``command`` or ``command subcommand`` has an option of exactly this name."""
    word, _, sub = name.partition(" ")
    command = catalogue.find_subcommand(word, sub) if sub else catalogue.find(word)
    return command is not None and any(known.name == option for known in command.options)


def _did_you_mean(suggestion: str | None) -> str:
    return f" Did you mean `{suggestion}`?" if suggestion else ""


def _replacement(word: Word, suggestion: str | None) -> Fix | None:
    """A fix where the suggestion is certain: one slip of the finger in a name long enough to be told by the rest."""
    if suggestion is None or word.kind != "bare" or word.value is None or len(word.value) < 5:
        return None
    if OSA.distance(word.value, suggestion, score_cutoff=2) > 2:
        return None
    return Fix(title=f"Change to {suggestion}", start=word.start, end=word.end, text=suggestion)


def _abbreviated(word: Word, code: str, full: str) -> Fault:
    message = f"{word.text} stands for {full}, as long as no other name begins so."
    fix = Fix(title=f"Write {full}", start=word.start, end=word.end, text=full)
    return _at(word, code, message, severity="information", fix=fix)


def _at(word: Word, code: str, message: str, *, severity: Severity = "error", fix: Fix | None = None) -> Fault:
    return Fault(code=code, message=message, start=word.start, end=word.end, severity=severity, fix=fix)


def _at_name(call: Call, code: str, message: str, *, severity: Severity = "error") -> Fault:
    return _at(call.words[0], code, message, severity=severity)


def _count(number: int) -> str:
    return f"{number} argument" if number == 1 else f"{number} arguments" if number else "no arguments"
