"""The grammar that keeps a model inside the tool's API while it writes: made of the catalogue, the text and the place.

It is one value (``Grammar``) that each kind of server takes in a form of its own: ``gbnf``, ``lark`` or ``regex``. What a grammar
cannot count, an option given twice for one, is for the check afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import msgspec

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command
from edascribe_codegen.check import shapes_of
from edascribe_codegen.constrain.calls import catalogue_rules, scope_rules
from edascribe_codegen.constrain.form import Grammar, Node, Rule, chars, choice, many, sequence, some
from edascribe_codegen.constrain.gbnf import gbnf
from edascribe_codegen.constrain.lark import lark
from edascribe_codegen.constrain.members import one_of
from edascribe_codegen.constrain.regex import regex
from edascribe_codegen.constrain.words import flat_rules
from edascribe_codegen.declared import command_of
from edascribe_codegen.outline import Outline, outline
from edascribe_codegen.types import EditorContext
from edascribe_grammars import call_before, edit, parse

__all__ = ["Grammar", "Step", "constraint", "flattened", "gbnf", "lark", "next_step", "one_of", "regex"]

_BLANKS = many(chars(" \t"))
_PROC_NAME = re.compile(r"[\w:]+")
# What is called by a qualified name, or by what a variable holds, is in no catalogue; what the text calls so already may be called.
_ELSEWHERE = re.compile(r"^[ \t]*((?:\w+::)+\w+|\$\w+)(?=[ \t\n])|\[((?:\w+::)+\w+|\$\w+)(?=[ \t\]])", re.MULTILINE)


def constraint(context: EditorContext, catalogue: Catalogue) -> Grammar | None:
    """The grammar of all that may follow the cursor.

    Ghost text is the rest of the statement to the end of its line; where the line goes on with a closing bracket or brace, it ends
    before that. A script is any number of statements. None where nothing is known to hold: in Python, in comments, before other
    text on the line, and where the statement so far is one that the grammar does not have.
    """
    if context.language != "tcl":
        return None
    if context.intent == "generate":
        # A script may set variables and read them, so any may be read.
        line = sequence(_BLANKS, choice(Rule("call"), Rule("comment")), _BLANKS, "\n")
        return Grammar(
            root=some(line), rules=catalogue_rules(catalogue), own=_scope(_other_lines(context), catalogue, any_variable=True)
        )
    closed = context.after.partition("\n")[0].strip()
    begun = statement_before(context.before, catalogue, nested=bool(closed), start=context.start)
    if begun is None or closed.strip(']}"'):
        return None
    # Of a statement that grows, all but its last word was there at the keystroke before.
    words = max(begun.rfind(" ") + 1, 1)
    behind = _behind(begun[:words], _other_lines(context), catalogue, closed=bool(closed))
    return behind and behind.after(begun[words:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of writing a statement: the name of a command, or its arguments up to the next command within them.

    ``command`` is the name of the command whose arguments are due, empty where a name is.
    """

    grammar: Grammar
    command: str = ""


def next_step(context: EditorContext, catalogue: Catalogue, text: str, *, named: bool = False) -> Step | None:
    """What is due behind an answer's ``text`` so far; None where no grammar holds. ``named`` says that a name at its end is whole.

    A name ends with the sign behind it; arguments end behind the line, behind ``{`` and the end of its line where commands follow,
    and behind each ``[``, where the server has to be told to stop.
    """
    before = context.before + text
    outer = statement_before(before, catalogue, start=context.start)
    inner = statement_before(before, catalogue, nested=True, start=context.start)
    if context.language != "tcl" or outer is None or inner is None:
        return None
    rules, lines = catalogue_rules(catalogue), _other_lines(replace(context, before=before, outline=None))
    own = _scope(lines, catalogue, any_variable=False)
    statement = Grammar(root=sequence(Rule("call"), "\n"), rules=rules, own=own)
    if not named and (not inner or _PROC_NAME.fullmatch(inner)):
        end = choice(" ", "\n" if outer == inner else "]")
        names: Node = sequence(Rule("call_name"), end)
        # An element of a bus may stand where the argument may be any word.
        if outer != inner and catalogue.subscripts and statement.after(outer if inner else outer + "0") is not None:
            names = choice(names, sequence(Rule("subscript"), "]"))
        if "{\n" in text and outer == inner == "":
            names = choice(names, "}")
        grammar = Grammar(root=names, rules=rules, own=own).after(inner)
        return Step(grammar=grammar) if grammar is not None else None
    rest = statement.after(outer)
    if rest is None:
        return None
    if named:
        # No longer name that begins like this one.
        ways = [sequence(sign, after.root) for sign in " \n]" if (after := rest.after(sign)) is not None]
        rest = replace(rest, root=choice(*ways))
    stops = {name: sequence("[") for name in (*rules.nodes, *own) if name.startswith(("nested", "element"))}
    stops["block"] = sequence("{", "\n")
    return Step(grammar=replace(rest, own={**own, **stops}), command=inner.split(maxsplit=1)[0])


def flattened(grammar: Grammar) -> Grammar:
    """The grammar of a step without words within words, so that a regular expression can say it."""
    if "variable" not in grammar.own:
        return grammar
    return replace(grammar, own={**grammar.own, **flat_rules(grammar.rule("variable"))})


def statement_before(text: str, catalogue: Catalogue, *, nested: bool = False, start: int = 0) -> str | None:
    """The statement at the end of a text as far as it is written, empty where one would start; None in a comment.

    It is the one whose line ends it, with what is open within its brackets; with ``nested``, the innermost call. ``start`` is where
    the outermost command at the end starts, or any before it.
    """
    shapes = shapes_of(catalogue)
    call = call_before(text, len(text), shapes, start)
    if call is None:
        return None
    begin = call.start
    while not nested and (bracket := text[:begin].rstrip(" \t")).endswith("["):
        outer = call_before(text, len(bracket) - 1, shapes, start)
        if outer is None:
            return None
        begin = outer.start
    return text[begin:]


@lru_cache(maxsize=8)
def _behind(begun: str, lines: _Lines, catalogue: Catalogue, *, closed: bool) -> Grammar | None:
    """The grammar of what may follow the beginning of a statement, with the other lines of its text; see ``constraint``."""
    end: Node = sequence() if closed else sequence("\n")
    start = sequence(Rule("call"), end) if begun else sequence(_BLANKS, Rule("call"), end)
    return Grammar(root=start, rules=catalogue_rules(catalogue), own=_scope(lines, catalogue, any_variable=False)).after(begun)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """A text without the line of the cursor, so that what is made of it lives through a line's keystrokes.

    ``known`` is the outline of the text with that line, where somebody has it, and the line's range.
    """

    text: str
    known: tuple[Outline, int, int] | None = field(default=None, compare=False)


def _other_lines(context: EditorContext) -> _Lines:
    start, (rest, newline, below) = context.before.rfind("\n") + 1, context.after.partition("\n")
    end = len(context.before) + len(rest) + len(newline)
    known = (context.outline, start, end) if context.outline is not None else None
    return _Lines(text=context.before[:start] + below, known=known)


def _outline(lines: _Lines, catalogue: Catalogue) -> Outline:
    if lines.known is None:
        return outline(parse(lines.text, "tcl", shapes_of(catalogue)))
    known, start, end = lines.known
    return outline(edit(known.syntax, start, end, ""), known)


@lru_cache(maxsize=8)
def _scope(lines: _Lines, catalogue: Catalogue, *, any_variable: bool) -> Mapping[str, Node]:
    """The rules for what the lines define, set and call."""
    found, text = _outline(lines, catalogue), lines.text
    procs = {name: command for proc in found.procs for command in [command_of(proc)] for name in _names_of(proc.name)}
    elsewhere = {match[1] or match[2] for match in _ELSEWHERE.finditer(text)}
    commands = [_named(command, name) for name, command in procs.items() if _PROC_NAME.fullmatch(name)]
    commands += [Command(name=name, positionals=None, open=True) for name in sorted(elsewhere - set(procs))]
    variables = {name for mentioned in found.variables for name in _names_of(mentioned) if _PROC_NAME.fullmatch(name)}
    return scope_rules(commands, None if any_variable else sorted(variables | set(catalogue.variables)), catalogue)


def _names_of(name: str) -> tuple[str, ...]:
    """A name and, where it is qualified, the name without its namespace."""
    bare = name.rpartition("::")[2]
    return (name,) if bare == name else (name, bare)


def _named(command: Command, name: str) -> Command:
    return msgspec.structs.replace(command, name=name)
