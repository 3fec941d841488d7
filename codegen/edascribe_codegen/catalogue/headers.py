"""Reads the public methods of classes from C++ headers, as SWIG does that makes a Python module of them. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec


class Parameter(msgspec.Struct, frozen=True):
    """A parameter with its C++ type; both name and default may be empty."""

    name: str
    type: str
    default: str = ""


class Method(msgspec.Struct, frozen=True):
    """A method or function with its C++ types; a constructor has the name of its class."""

    name: str
    static: bool
    returns: str
    params: tuple[Parameter, ...]


class CppClass(msgspec.Struct, frozen=True):
    """A class or struct; ``base`` is its first public base."""

    name: str
    base: str
    methods: tuple[Method, ...]


def read_classes(text: str) -> Iterator[CppClass]:
    """The classes that a header defines, with their public methods; those inside of classes are left out."""
    text = _plain(text)
    at = 0
    while found := _CLASS.search(text, at):
        end = _closing(text, found.end() - 1)
        at = end
        # Forms of types, and what is no type by itself.
        before = text[: found.start()].rstrip()
        if before.endswith((">", "enum")):
            continue
        kind, name, base = found[1], found[2], (found[3] or "").rpartition("::")[2]
        body = text[found.end() : end]
        methods = tuple(_methods(_declarations(body, public=kind == "struct"), name))
        if methods:
            yield CppClass(name, base, methods)


def read_functions(text: str) -> tuple[Method, ...]:
    """The functions that a text declares outside of classes."""
    text = _plain(text)
    # What stands in a namespace is as good as what stands outside.
    text = re.sub(r"\bnamespace\s+[\w:]+\s*\{", ";", text)
    return tuple(_methods(_declarations(text.replace("}", "};"), public=True), ""))


_CLASS = re.compile(r"\b(class|struct)\s+(\w+)\s*(?:final\s*)?(?::\s*(?:public\s+)?([\w:]+)[^{};()]*)?\{")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)
_ACCESS = re.compile(r"\s*\b(public|protected|private)\s*:(?!:)")
_MARKS = re.compile(r"\b(?:static|virtual|explicit|inline|constexpr|extern)\b|\[\[\w+\]\]|\bclass\b|\bstruct\b")
_NOT_METHODS = re.compile(r"\b(?:friend|operator|typedef|using|enum|template)\b|=\s*delete\b|~")


def _plain(text: str) -> str:
    """A text without comments and directives."""
    return _DIRECTIVE.sub("", _COMMENT.sub(" ", text))


def _closing(text: str, start: int, pair: str = "{}") -> int:
    """Where the bracket closes that stands at ``start``; the end of the text where it does not."""
    depth = 0
    for found in re.compile(f"[{re.escape(pair)}]").finditer(text, start):
        depth += 1 if found[0] == pair[0] else -1
        if depth == 0:
            return found.start()
    return len(text)


def _declarations(body: str, *, public: bool) -> Iterator[str]:
    """The public declarations of a body, without the bodies of functions."""
    at = 0
    declared = ""
    while at < len(body):
        access = _ACCESS.match(body, at) if not declared.strip() else None
        if access:
            public, at, declared = access[1] == "public", access.end(), ""
            continue
        sign = body[at]
        if sign == "{":
            at = _closing(body, at)
            if declared.count("(") > declared.count(")"):
                # A default value in braces.
                declared += "{}"
            elif "(" in declared:
                # The body of a function ends its declaration, with or without a semicolon.
                if public:
                    yield declared
                declared = ""
        elif sign == ";":
            if public:
                yield declared
            declared = ""
        else:
            declared += sign
        at += 1


def _methods(declarations: Iterator[str], owner: str) -> Iterator[Method]:
    for declared in declarations:
        found = re.search(r"(\w+)\s*\(", declared)
        if found is None or _NOT_METHODS.search(declared):
            continue
        before, end = declared[: found.start()], _closing(declared, found.end() - 1, "()")
        returns = " ".join(_MARKS.sub(" ", before).split())
        if not returns and found[1] != owner:
            continue
        params = tuple(_parameter(part) for part in split(declared[found.end() : end]) if part not in ("", "void"))
        yield Method(found[1], "static" in before.split(), returns, params)


def split(text: str) -> list[str]:
    """The parts of a list between commas that stand in no brackets."""
    parts = [""]
    depth = 0
    for sign in text:
        depth += {"<": 1, "(": 1, "{": 1, ">": -1, ")": -1, "}": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [" ".join(part.split()) for part in parts]


class _Named(NamedTuple):
    type: str
    name: str


def _parameter(text: str) -> Parameter:
    declared, _, default = text.partition("=")
    named = _named(declared.strip())
    return Parameter(named.name, named.type, default.strip())


def _named(text: str) -> _Named:
    """A parameter's type and name: the name is the last word, where there is a type before it."""
    found = re.fullmatch(r"(.*[\s*&>])(\w+)", text)
    if found is None or found[1].strip() in ("const", "unsigned", "long", "struct", "class"):
        return _Named(text, "")
    return _Named(found[1].strip(), found[2])
