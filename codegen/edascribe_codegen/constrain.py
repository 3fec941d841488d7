"""The grammar that keeps a model inside the tool's API while it writes, in llama.cpp's GBNF.

It holds at the start of a command: the names, options and enumerated values of the catalogue, and values whose form suits their
type. What it leaves free (any value in braces, say) is for the check afterwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional, Value
from edascribe_codegen.objects import COLLECTIONS, FINDERS, OBJECTS
from edascribe_codegen.types import EditorContext

# No command takes more options than this in one place; without a bound a small model goes round in circles.
_MOST_OPTIONS = 4

_TERMINALS = r"""
plain ::= "set " name " " (number | path | quoted | nested) | "puts " (quoted | variable | nested)
nested ::= "[" own "]"
name ::= [A-Za-z_] [A-Za-z0-9_./*]*
path ::= [A-Za-z0-9_./~]+
object ::= name ("[" [0-9*]+ "]")? | "{" [A-Za-z0-9_./*\[\] ]+ "}"
number ::= "-"? [0-9]+ ("." [0-9]+)?
integer ::= "-"? [0-9]+
variable ::= "$" [A-Za-z_] [A-Za-z0-9_]*
quoted ::= "\"" [^"\\\n$\[\]{}]* "\""
list ::= "{" [^{}\\\n$"\[\]]* "}"
"""


def grammar(context: EditorContext, catalogue: Catalogue) -> str | None:
    """The grammar for what may follow the cursor, or None where it does not stand at the start of a command."""
    line = context.before[context.before.rfind("\n") + 1 :]
    if context.language != "tcl" or line.strip():
        return None
    root = 'root ::= [ \\t]* call "\\n"' if context.intent == "ghost_text" else 'root ::= (call "\\n")+'
    return f"{root}\n{_rules(catalogue)}"


@lru_cache(maxsize=8)
def _rules(catalogue: Catalogue) -> str:
    """The rules for all calls of a tool's own commands, and the plainest of Tcl."""
    commands = [command for name in catalogue.own_names if (command := catalogue.find(name)) and re.fullmatch(r"[\w:]+", name)]
    rules = [f"c{number} ::= {_call(command)}" for number, command in enumerate(commands)]
    calls = " | ".join(f"c{number}" for number in range(len(commands)))
    finders = {kind: rule for kind in OBJECTS if (rule := _finder(kind, catalogue))}
    rules += [f"{_rule(kind)} ::= {rule}" for kind, rule in finders.items()]
    rules.append("any-object ::= " + " | ".join([*(_rule(kind) for kind in finders), "object", "variable"]))
    # A kind of object that the tool has no finder for is written by its name.
    rules += [f"{_rule(kind)} ::= object" for kind in OBJECTS if kind not in finders]
    return "\n".join(["call ::= own | plain", f"own ::= {calls}", *rules]) + _TERMINALS


def _call(command: Command) -> str:
    """A command with its options between its positionals, as engineers write them."""
    options = [_option(option) for option in command.options if not option.hidden]
    some = f' (" " ({" | ".join(options)})){{0,{_MOST_OPTIONS}}}' if options else ""
    text = _literal(command.name) + some
    positionals = command.positionals if command.positionals is not None else (Positional(name="argument", optional=True),)
    closing = ""
    for positional in positionals:
        if positional.value.kinds[0] in ("script", "expr"):
            return text + f' " " list{closing}'
        one = f' " " {_value(positional.value)}'
        text += f" ({one}{some}" if positional.optional else one + some
        closing += ")?" if positional.optional else ""
    return text + closing


def _option(option: Option) -> str:
    name = _literal(option.name)
    return name if option.value is None else f'{name} " " {_value(option.value)}'


def _value(value: Value) -> str:
    """What a value may look like, by its kinds."""
    if value.values:
        words = " | ".join(_literal(word) for word in value.values)
        some = f' | "{{" ({words}) (" " ({words}))* "}}"' if value.many else ""
        return f"({words}{some})"
    forms = dict.fromkeys(form for kind in value.kinds for form in _forms(kind, many=value.many))
    return f"({' | '.join([*forms, 'variable'])})"


def _forms(kind: Kind, *, many: bool) -> Iterable[str]:
    if kind in OBJECTS:
        return (_rule(kind), "object") if many else (_rule(kind), "name")
    if kind in ("int", "float", "percent"):
        return ("integer" if kind == "int" else "number", *(["list"] if many else []))
    if kind == "object":
        return ("any-object",)
    if kind in ("file", "dir"):
        return ("path", "quoted")
    return ("name", "number", "list", "quoted")


def _finder(kind: Kind, catalogue: Catalogue) -> str:
    """The bracketed calls that find objects of a kind."""
    finders = [f'"[{FINDERS[kind]} " object "]"'] if catalogue.find(FINDERS[kind]) else []
    collections = [f'"[{call}]"' for call in COLLECTIONS.get(kind, ()) if catalogue.find(call.split()[0])]
    return " | ".join(finders + collections)


def _rule(kind: Kind) -> str:
    return f"a-{kind.replace('_', '-')}"


def _literal(word: str) -> str:
    return json.dumps(word)
