"""The grammar that keeps a model inside the tool's API while it writes: made of the catalogue, the text and the place.

It is one value (``Grammar``) that each kind of server takes in a form of its own: ``gbnf``, ``lark`` or ``regex``. What a grammar
cannot count, an option given twice for one, is for the check afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from edascribe_codegen.outline import outline
from edascribe_codegen.types import EditorContext
from edascribe_grammars import call_before, parse

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
            root=some(line), rules=catalogue_rules(catalogue), own=_scope(_whole_lines(context), catalogue, any_variable=True)
        )
    closed = context.after.partition("\n")[0].strip()
    begun = statement_before(context.before, catalogue, nested=bool(closed))
    if begun is None or closed.strip(']}"'):
        return None
    end: Node = sequence() if closed else sequence("\n")
    start = sequence(_BLANKS, Rule("call"), end) if not begun else sequence(Rule("call"), end)
    own = _scope(_whole_lines(context), catalogue, any_variable=False)
    return Grammar(root=start, rules=catalogue_rules(catalogue), own=own).after(begun)


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
    outer, inner = statement_before(before, catalogue), statement_before(before, catalogue, nested=True)
    if context.language != "tcl" or outer is None or inner is None:
        return None
    rules, own = catalogue_rules(catalogue), _scope(_whole_lines(replace(context, before=before)), catalogue, any_variable=False)
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


def statement_before(text: str, catalogue: Catalogue, *, nested: bool = False) -> str | None:
    """The statement at the end of a text as far as it is written, empty where one would start; None in a comment.

    It is the one whose line ends it, with what is open within its brackets; with ``nested``, the innermost call.
    """
    shapes = shapes_of(catalogue)
    call = call_before(text, len(text), shapes)
    if call is None:
        return None
    start = call.start
    while not nested and (bracket := text[:start].rstrip(" \t")).endswith("["):
        outer = call_before(text, len(bracket) - 1, shapes)
        if outer is None:
            return None
        start = outer.start
    return text[start:]


def _whole_lines(context: EditorContext) -> str:
    """The text without the line of the cursor, so that what is made of it lives through a line's keystrokes."""
    return context.before[: context.before.rfind("\n") + 1] + context.after.partition("\n")[2]


@lru_cache(maxsize=8)
def _scope(text: str, catalogue: Catalogue, *, any_variable: bool) -> Mapping[str, Node]:
    """The rules for what the text defines, sets and calls."""
    found = outline(parse(text, "tcl", shapes_of(catalogue)))
    procs = {name: command for proc in found.procs for command in [command_of(proc)] for name in _names_of(proc.name)}
    elsewhere = {match[1] or match[2] for match in _ELSEWHERE.finditer(text)}
    commands = [_named(command, name) for name, command in procs.items() if _PROC_NAME.fullmatch(name)]
    commands += [Command(name=name, positionals=None, open=True) for name in sorted(elsewhere - set(procs))]
    variables = {name for mention in found.mentions for name in _names_of(mention.name) if _PROC_NAME.fullmatch(name)}
    return scope_rules(commands, None if any_variable else sorted(variables | set(catalogue.variables)), catalogue)


def _names_of(name: str) -> tuple[str, ...]:
    """A name and, where it is qualified, the name without its namespace."""
    bare = name.rpartition("::")[2]
    return (name,) if bare == name else (name, bare)


def _named(command: Command, name: str) -> Command:
    return msgspec.structs.replace(command, name=name)
