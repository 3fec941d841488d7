"""The calls of a tool's commands as grammar rules: every command with its own options, values and number of arguments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Parser, Positional, Value
from edascribe_codegen.constrain.control import CONTROL, UNKNOWN_CODE
from edascribe_codegen.constrain.form import (
    EMPTY,
    Node,
    Rule,
    Rules,
    chars,
    choice,
    many,
    optional,
    sequence,
    some,
    without_dead_ends,
)
from edascribe_codegen.constrain.words import (
    blanks,
    block,
    condition,
    dynamic,
    gap,
    integer,
    natural,
    number,
    positive,
    variable_rules,
    word,
    word_rules,
)
from edascribe_codegen.objects import FINDERS, KIND_FOUND, OBJECTS, alike

# What a call must have and must not have together is kept count of in so many rules at most, else the rest is for the check.
_MOST_STATES = 12
_NAME = re.compile(r"[\w:]+")
_PLAIN = re.compile(r"[\w.:/+-]+")
_NUMBERS: tuple[Kind, ...] = ("int", "float", "percent")


@lru_cache(maxsize=8)
def catalogue_rules(catalogue: Catalogue) -> Rules:
    """The rules for all commands of a catalogue: ``known_call`` is one call, ``known_name`` one name."""
    made = _Maker(prefix="", found=_FOUND)
    calls: dict[str, Node] = {}
    for known in catalogue.names:
        command = catalogue.find(known)
        if command is None or not _NAME.fullmatch(known):
            continue
        parser = catalogue.parser(known)
        if parser == "tcl" and known in CONTROL:
            calls[known] = sequence(known, CONTROL[known])
        elif parser != "tcl" or known not in UNKNOWN_CODE:
            calls[known] = sequence(known, made.arguments(command, parser))
    for kind in _FOUND:
        made.rules[f"find_{kind}"] = choice(*[call for finder, call in calls.items() if KIND_FOUND.get(finder) == kind])
    made.rules["known_call"] = choice(*[call for known, call in calls.items() if known not in KIND_FOUND])
    made.rules["any_option"] = sequence("-", chars(_LETTERS), many(chars(_LETTERS + "0123456789_")))
    made.rules |= word_rules(subscripts=catalogue.subscripts)
    made.rules["known_name"] = choice(*calls)
    return Rules(without_dead_ends({**made.rules, **scope_rules((), None, catalogue)}))


def scope_rules(procs: Sequence[Command], variables: Sequence[str] | None, catalogue: Catalogue) -> dict[str, Node]:
    """The rules that the text at hand adds: its procedures, and the variables that may be read, any where that is None."""
    found = [kind for kind in _FOUND if catalogue.find(FINDERS.get(kind, ""))]
    made = _Maker(prefix="p", found=found)
    own = [command for command in procs if catalogue.find(command.name) is None]
    calls = [sequence(command.name, made.arguments(command, "tcl")) for command in own]
    finders = [Rule(f"find_{kind}") for kind in found]
    return {
        **made.rules,
        **variable_rules(variables),
        "call_name": choice(Rule("known_name"), *[command.name for command in own]),
        "call_other": choice(Rule("known_call"), *calls),
        "call": choice(Rule("call_other"), *finders),
    }


class _Maker:
    """The rules so far; alike arguments and values are one rule.

    ``prefix`` begins the names of all of them; ``found`` are the kinds of objects that there are commands to find.
    """

    def __init__(self, prefix: str, found: Sequence[Kind]) -> None:
        self.rules: dict[str, Node] = {}
        self._prefix = prefix
        self._found = found
        self._arguments: dict[tuple[Command, Parser], Rule] = {}
        self._values: dict[Value, Node] = {}

    def arguments(self, command: Command, parser: Parser) -> Node:
        """What follows a command's name."""
        key = msgspec.structs.replace(command, name="", summary=""), parser
        if key not in self._arguments:
            made = self._arguments[key] = Rule(f"{self._prefix}c{len(self._arguments)}")
            self.rules[made.name] = EMPTY
            self.rules[made.name] = self._all_arguments(command, parser, made.name)
        return self._arguments[key]

    def _all_arguments(self, command: Command, parser: Parser, rule: str) -> Node:
        if command.subcommands:
            own = [
                sequence(sub.name, self.arguments(sub, parser))
                for sub in command.subcommands
                if _NAME.fullmatch(sub.name) and (parser != "tcl" or f"{command.name} {sub.name}" not in UNKNOWN_CODE)
            ]
            return sequence(gap, choice(*own))
        options = [option for option in command.options if not option.hidden and re.fullmatch(r"-[\w.-]+", option.name)]
        given = [*self._options(options), *([Rule("any_option")] if command.open and command.options else [])]
        # Where a command of Tcl's has no options, its arguments may look like one.
        plain = Rule("argument") if parser == "tcl" and not command.options else word
        if command.positionals is None:
            if parser == "yosys":
                return sequence(many(gap, choice(*given)) if given else EMPTY, many(gap, plain))
            return many(gap, choice(*given, plain))
        if parser == "opensta":
            return self._states(command, options, rule)
        return sequence(many(gap, choice(*given)) if given else EMPTY, self._positionals(command.positionals, plain))

    def _positionals(self, positionals: Sequence[Positional], plain: Node) -> Node:
        """The positionals without options between them, ``plain`` where any word will do; the last ones may be left out."""
        least = sum(not positional.optional for positional in positionals)
        rest: Node = EMPTY
        for position, value in reversed(list(enumerate(self._typed(positionals)))):
            one = sequence(gap, plain if value == word else value)
            if positionals[position].repeated:
                one = sequence(one, many(one))
            rest = sequence(one, rest) if position < least else optional(one, rest)
        return rest

    def _typed(self, positionals: Sequence[Positional]) -> list[Node]:
        """The values of positionals; any words where it is not the last ones that may be left out."""
        flags = [positional.optional for positional in positionals]
        if flags == sorted(flags):
            return [self._value(positional.value) for positional in positionals]
        return [word] * len(positionals)

    def _states(self, command: Command, options: Sequence[Option], rule: str) -> Node:
        """Options and positionals in any order: a rule for each count of positionals and each state of what belongs together."""
        facts = _facts(command)
        states = _reachable(command, facts)
        while facts and len(states) > _MOST_STATES:
            facts = facts[:-1]
            states = _reachable(command, facts)
        names = {state: Rule(f"{rule}_{number}") for number, state in enumerate(states)}
        tracked = {member for fact in facts for member in fact.members}
        free = self._options([option for option in options if option.name not in tracked])
        free += [Rule("any_option")] if command.open else []
        if len(free) > 1 and len(names) > 1:
            self.rules[f"{rule}_free"] = choice(*free)
            free = [Rule(f"{rule}_free")]
        redirect = (
            optional(gap, choice(">", ">>"), choice(Rule("bare_start"), sequence(gap, Rule("bare")))) if command.redirect else EMPTY
        )
        values = self._typed(command.positionals or ())
        for state, own in names.items():
            ways = [sequence(option, own) for option in free]
            ways += [
                sequence(self._option(option), names[after])
                for option in options
                if option.name in tracked and (after := _given(option.name, state, facts)) is not None
            ]
            after = _next(command, state, facts)
            if after is not None:
                ways.append(sequence(values[min(state[0], len(values) - 1)], names[after]))
            more = [sequence(gap, choice(*ways))] if ways else []
            ends = [redirect] if _is_complete(command, state, facts) else []
            self.rules[own.name] = choice(*more, *ends)
        return next(iter(names.values()))

    def _options(self, options: Sequence[Option]) -> list[Node]:
        """The options with their values, those with values of one type together: that is read faster."""
        alike: defaultdict[Value | None, list[Option]] = defaultdict(list)
        others: list[Node] = []
        for option in options:
            if option.words > 1 or option.attached:
                others.append(self._option(option))
            else:
                alike[option.value].append(option)
        found: list[Node] = []
        for value, having in alike.items():
            names = choice(*[option.name for option in having])
            found.append(names if value is None else sequence(names, gap, self._value(value)))
        return found + others

    def _option(self, option: Option) -> Node:
        if option.value is None:
            return sequence(option.name)
        words = [sequence(gap, word)] * (option.words - 1)
        apart = sequence(option.name, *words, gap, self._value(option.value))
        return choice(apart, sequence(option.name, Rule("bare"))) if option.attached else apart

    def _value(self, value: Value) -> Node:
        """A value of this type, as the check takes it."""
        if value not in self._values:
            made = self._kind(value)
            if not isinstance(made, Rule):
                rule = Rule(f"{self._prefix}v{len(self._values)}")
                self.rules[rule.name] = made
                made = rule
            self._values[value] = made
        return self._values[value]

    def _kind(self, value: Value) -> Node:
        kinds = value.kinds
        if kinds[0] == "script":
            return block
        if kinds[0] == "expr":
            return condition
        if kinds == ("enum",):
            words = [allowed for allowed in value.values if _PLAIN.fullmatch(allowed)]
            inside = choice(*words)
            if value.many:
                inside = sequence(blanks, inside, many(gap, inside), blanks)
            return choice(*words, sequence('"', inside, '"'), sequence("{", inside, "}"), dynamic)
        if all(kind in _NUMBERS for kind in kinds):
            if value.many:
                return choice(number, Rule("quoted"), Rule("braced"), dynamic)
            return choice(_number(value), dynamic)
        if all(kind in OBJECTS for kind in kinds):
            return self._object(kinds)
        return Rule("bare") if kinds == ("variable",) else word

    def _object(self, kinds: Iterable[Kind]) -> Node:
        """A design object: a name, a list, or a nested call that does not find objects of another kind."""
        taken: frozenset[Kind] = frozenset().union(*[alike(kind) for kind in kinds])
        rule = "_".join([f"{self._prefix}object", *sorted(taken)])
        if rule not in self.rules:
            found = [Rule(f"find_{kind}") for kind in self._found if kind in taken]
            self.rules[f"nested_{rule}"] = sequence("[", blanks, choice(Rule("call_other"), *found), blanks, "]")
            self.rules[rule] = choice(
                sequence(Rule("bare_start"), Rule("bare_more")),
                sequence(Rule("variable"), Rule("bare_read")),
                sequence(choice(Rule("enclosed_variable"), Rule(f"nested_{rule}")), Rule("bare_tail")),
                Rule("quoted"),
                Rule("braced"),
            )
        return Rule(rule)


State: TypeAlias = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """What belongs together in a call: one of the members must be there, at most one may, or ``option`` needs one of them."""

    kind: Literal["needed", "single", "owed"]
    members: tuple[str, ...]
    option: str = ""


def _facts(command: Command) -> list[_Fact]:
    """What is known of options that belong together, the most important first."""
    needed = [(option.name,) for option in command.options if option.required]
    return [
        *[_Fact(kind="needed", members=group) for group in dict.fromkeys([*needed, *command.one_of])],
        *[_Fact(kind="single", members=group) for group in dict.fromkeys((*command.conflicts, *command.exclusive))],
        *[_Fact(kind="owed", members=(option, *others), option=option) for option, others in command.needs],
    ]


def _given(name: str, state: State, facts: Sequence[_Fact]) -> State | None:
    """The state after an option or positional of this name; None where it may not be given."""
    after: list[int] = []
    for fact, now in zip(facts, state[1], strict=True):
        if name not in fact.members:
            after.append(now)
        elif fact.kind == "single" and now:
            return None
        elif fact.kind == "owed":
            after.append(max(now, 1) if name == fact.option else 2)
        else:
            after.append(1)
    return state[0], tuple(after)


def _next(command: Command, state: State, facts: Sequence[_Fact]) -> State | None:
    """The state after one more positional; None where there is none."""
    positionals = command.positionals or ()
    count = state[0]
    if count < len(positionals):
        after = _given(positionals[count].name, state, facts)
        return None if after is None else (count + 1, after[1])
    return state if positionals and positionals[-1].repeated else None


def _is_complete(command: Command, state: State, facts: Sequence[_Fact]) -> bool:
    least = sum(not positional.optional for positional in command.positionals or ())
    wanted = {"needed": (1,), "single": (0, 1), "owed": (0, 2)}
    return state[0] >= least and all(now in wanted[fact.kind] for fact, now in zip(facts, state[1], strict=True))


def _reachable(command: Command, facts: Sequence[_Fact]) -> list[State]:
    """All states of a call, the first one first; where there are too many, enough of them to see that."""
    tracked = {member for fact in facts for member in fact.members}
    found: dict[State, None] = {(0, (0,) * len(facts)): None}
    waiting = list(found)
    while waiting and (not facts or len(found) <= _MOST_STATES):
        state = waiting.pop()
        nexts = [_given(option.name, state, facts) for option in command.options if option.name in tracked]
        for after in (*nexts, _next(command, state, facts)):
            if after is not None and after not in found:
                found[after] = None
                waiting.append(after)
    return list(found)


def _number(value: Value) -> Node:
    """A number within its bound, as far as digits can say it; where a bound is none of zero, the check has to."""
    whole = value.kinds == ("int",)
    if value.minimum is None:
        return integer if whole else number
    above_zero = value.minimum > 0 or value.exclusive
    if whole:
        return sequence(chars("123456789"), many(chars("0123456789"))) if above_zero else some(chars("0123456789"))
    return positive if above_zero else natural


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FOUND: tuple[Kind, ...] = tuple(dict.fromkeys(KIND_FOUND.values()))
