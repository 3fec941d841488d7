"""The words of Tcl as grammar rules: bare, quoted and braced words, variables, expressions, blocks of commands.

They are narrower than Tcl where Tcl would let a text leave the grammar: no backslash ends a word, braces in strings are balanced, a
word never looks like an option. The rules name ``call``, one command, which is not here.
"""

from __future__ import annotations

import string
from collections.abc import Collection

from edascribe_codegen.constrain.form import (
    NOTHING,
    Chars,
    Node,
    Rule,
    Sequence,
    chars,
    choice,
    many,
    optional,
    sequence,
    some,
)

_BLANK = chars(" \t")
_SPACE = chars(" \t\n")
_DIGIT = chars(string.digits)
_LETTERS = string.ascii_letters
_NAME_SIGNS = _LETTERS + string.digits + "_"
_PRINTABLE = string.ascii_letters + string.digits + string.punctuation
# Punctuation that a backslash may stand before. A backslash with `-`, or with a code, could be the dash of an option.
_ESCAPED = chars(string.punctuation + "nt", "-")
_UNICODE = (0xA1, 0xD7FF)

blanks = many(_BLANK)
gap = Rule("gap")
word = Rule("word")
block = Rule("block")
# A word that is known when the script runs only: it begins with a variable or a nested call.
dynamic = Rule("dynamic")
nested = Rule("nested")
number = Rule("number")
integer = Rule("integer")
positive = Rule("positive")
natural = Rule("natural")
condition = Rule("condition")


def word_rules(*, subscripts: bool) -> dict[str, Node]:
    """The rules; with ``subscripts`` a number or ``*`` in brackets stands for itself, as in ``data[0]``."""
    bare = chars(_PRINTABLE, ';"{}[]$\\')
    quoted = _with_unicode(chars(_PRINTABLE + " \t", '"{}[$\\'))
    braced = _with_unicode(chars(_PRINTABLE + " \t\n", "{}\\"))
    escape = sequence("\\", _ESCAPED)
    brackets: list[Node] = [nested, *([Rule("element")] if subscripts else [])]
    digits = some(_DIGIT)
    fraction = sequence(".", many(_DIGIT))
    exponent = sequence(chars("eE"), optional(chars("+-")), digits)
    unsigned = choice(sequence(digits, optional(fraction), optional(exponent)), sequence(".", digits, optional(exponent)))
    # A digit above 0 somewhere makes a number positive.
    leading = sequence(many(_DIGIT), chars("123456789"), many(_DIGIT))
    return {
        # A lexeme of blanks alone: one that could go on with a backslash would not end before an escaped sign.
        "blank": some(_BLANK),
        "gap": choice(sequence(Rule("blank"), many("\\\n", blanks)), some("\\\n", blanks)),
        "space": some(choice(_SPACE, "\\\n")),
        "word": choice(Rule("bare"), Rule("quoted"), Rule("braced"), Rule("expanded")),
        "argument": choice(word, sequence(Rule("dashed"), Rule("bare_more"))),
        "dashed": sequence("-", chars(_LETTERS), many(bare)),
        "dynamic": choice(
            sequence(Rule("variable"), Rule("bare_read")), sequence(choice(Rule("enclosed_variable"), nested), Rule("bare_tail"))
        ),
        "expanded": sequence("{", "*", "}", dynamic),
        **_pieces("bare", bare, escape, brackets),
        "quoted": sequence('"', Rule("string"), optional("$"), '"'),
        **_pieces("string", quoted, escape, [nested, sequence("{", Rule("string_tail"), "}")], empty=True),
        "braced": sequence("{", Rule("data"), "}"),
        **_pieces(
            "data", braced, sequence("\\", _with_unicode(chars(_PRINTABLE + " \n"))), [Rule("braced")], empty=True, reads=False
        ),
        "nested": sequence("[", blanks, Rule("call"), blanks, "]"),
        "element": sequence("[", Rule("subscript"), "]"),
        "subscript": choice("*", sequence(some(_DIGIT), optional(":", some(_DIGIT)))),
        "number": sequence(optional("-"), unsigned),
        "natural": unsigned,
        "positive": choice(sequence(leading, optional(fraction)), sequence(many(_DIGIT), ".", leading)),
        "integer": sequence(optional("-"), choice("0", sequence(chars("123456789"), many(_DIGIT)))),
        "block": sequence("{", Rule("lines"), "}"),
        "lines": sequence(
            many(_SPACE),
            optional(
                choice(
                    sequence(Rule("comment"), "\n", Rule("lines")),
                    sequence(Rule("call"), blanks, optional(chars(";\n"), Rule("lines"))),
                )
            ),
        ),
        "comment": sequence("#", many(_with_unicode(chars(_PRINTABLE + " \t", "{}\\")))),
        "condition": choice(sequence("{", Rule("expression"), "}"), dynamic),
        **_expression("expression", Rule("space"), [Rule("quoted"), Rule("braced")]),
        **_expression("formula", some(_BLANK), []),
        "operator": choice(*_OPERATORS),
        "function": choice(*_FUNCTIONS.split()),
        "truth": choice("true", "false", "yes", "no", "on", "off"),
        "amount": choice(unsigned, sequence("0x", some(chars(string.hexdigits)))),
    }


def flat_rules(variable: Node) -> dict[str, Node]:
    """The rules of words for a regular expression: nothing within itself, and of variables no elements of arrays."""
    read = sequence(*variable.parts[:2]) if isinstance(variable, Sequence) else variable
    bare, string = (sequence(choice(read, "["), optional(Rule(f"{name}_next"))) for name in ("bare", "string"))
    return {
        "variable": read,
        "enclosed_variable": NOTHING,
        "bare": choice(sequence(Rule("bare_start"), many(bare)), some(bare)),
        "bare_more": many(bare),
        "bare_read": sequence(optional(Rule("bare_next")), many(bare)),
        "bare_tail": sequence(optional(Rule("bare_start")), many(bare)),
        "dynamic": some(bare),
        "string": sequence(optional(Rule("string_start")), many(string)),
        "data": optional(Rule("data_start")),
        "word": choice(Rule("bare"), Rule("quoted"), Rule("braced")),
    }


def _pieces(
    name: str, signs: Chars, escape: Node, breaks: list[Node], *, empty: bool = False, reads: bool = True
) -> dict[str, Node]:
    """The rules of a word made of runs of signs and of what breaks them, which does not begin like an option.

    ``name_tail`` is any rest of it, ``name_break`` a rest that begins with a break. Two runs never follow each other, so that
    there is one way to read a word.
    """
    start, after_run, after_variable, broken = (Rule(f"{name}_{part}") for part in ("start", "more", "read", "break"))
    tail = Rule(f"{name}_tail")
    run = some(signs)
    begin = choice(sequence(_without(signs, "-"), many(signs)), sequence("-", optional(_without(signs, _LETTERS), many(signs))))
    kinds = [sequence(choice(escape, *breaks), tail)]
    if reads:
        kinds = [sequence(choice(escape, *breaks, Rule("enclosed_variable")), tail), sequence(Rule("variable"), after_variable)]
        # More of a name would make it another one; `$name(` would be the beginning of an array's element.
        colon = sequence(":", optional(_without(signs, ":"), many(signs)))
        after_read = choice(sequence(_without(signs, f"{_NAME_SIGNS}:("), many(signs)), colon)
    whole = choice(sequence(start, after_run), broken)
    return {
        name: optional(whole) if empty else whole,
        start.name: begin,
        after_run.name: optional(broken),
        tail.name: optional(choice(sequence(run, after_run), broken)),
        broken.name: choice(*kinds),
        **({after_variable.name: optional(choice(sequence(Rule(f"{name}_next"), after_run), broken))} if reads else {}),
        **({f"{name}_next": after_read} if reads else {}),
    }


def _expression(name: str, space: Node, literals: list[Node]) -> dict[str, Node]:
    """The rules of expressions with this kind of space between operands."""
    whole, operand, spaces = Rule(f"{name}_whole"), Rule(f"{name}_operand"), optional(space)
    inside = sequence(spaces, whole, spaces)
    step = choice(
        sequence(spaces, Rule("operator"), spaces, operand), sequence(space, choice("eq", "ne", "in", "ni"), space, operand)
    )
    return {
        name: inside,
        whole.name: sequence(operand, many(step), optional(spaces, "?", inside, ":", spaces, whole)),
        operand.name: sequence(
            many(chars("-+!~")),
            choice(
                Rule("amount"),
                Rule("variable"),
                Rule("enclosed_variable"),
                nested,
                *literals,
                Rule("truth"),
                sequence("(", inside, ")"),
                sequence(Rule("function"), "(", optional(inside, many(",", inside)), ")"),
            ),
        ),
    }


def variable_rules(names: Collection[str] | None) -> dict[str, Node]:
    """A variable of these names, or of any, with braces around its name or not; an element of an array may have any key."""
    name = choice(*names) if names is not None else _any_name()
    read = sequence("$", name)
    key = choice(
        sequence(some(chars(_NAME_SIGNS + ".,:/*-+@")), optional(read)), sequence(read, many(some(chars(".,:/*-+@")), read))
    )
    element = optional("(", key, ")")
    return {"variable": sequence("$", name, element), "enclosed_variable": sequence("${", name, element, "}")}


def _any_name() -> Node:
    """A name of a variable, with its namespaces."""
    part = sequence(chars(_LETTERS + "_"), many(chars(_NAME_SIGNS)))
    return sequence(optional("::"), part, many("::", part))


def _without(signs: Chars, excluded: str) -> Chars:
    ranges = list(signs.ranges)
    for code in sorted(map(ord, excluded)):
        ranges = [
            part
            for low, high in ranges
            for part in ([(low, code - 1), (code + 1, high)] if low <= code <= high else [(low, high)])
            if part[0] <= part[1]
        ]
    return Chars(tuple(ranges))


def _with_unicode(signs: Chars) -> Chars:
    return Chars((*signs.ranges, _UNICODE))


_OPERATORS = ("**", "*", "/", "%", "+", "-", "<<", ">>", "<=", ">=", "<", ">", "==", "!=", "&&", "||", "&", "^", "|")
_FUNCTIONS = """
abs acos asin atan atan2 bool ceil cos cosh double entier exp floor fmod hypot int isqrt log log10 max min pow rand round sin sinh
sqrt srand tan tanh wide
"""
