"""Reads the classes and functions of a Python module from its stub or its source, which is parsed and never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import msgspec

from edascribe_codegen.catalogue.prose import first_sentence
from edascribe_codegen.catalogue.schema import Member, MemberKind, Scope

# A default that is longer is not shown: `= ...`.
_LONGEST_DEFAULT = 40


def read_module(text: str, module: str, *, private: bool = True) -> Iterator[Scope]:
    """The scopes of a module: itself, where it has functions or values of its own, then its classes, those inside of others too.

    Without ``private`` names that begin with one underscore are left out. Raises SyntaxError where the text is no Python.
    """
    tree = ast.parse(text)
    members = _members(tree.body, inside="", private=private)
    if members:
        yield Scope(name="", module=module, members=members, summary=_summary(tree))
    yield from _classes(tree.body, "", module, private=private)


def _classes(body: Iterable[ast.stmt], prefix: str, module: str, *, private: bool) -> Iterator[Scope]:
    for node in body:
        if not isinstance(node, ast.ClassDef) or not (private or _is_public(node.name)):
            continue
        yield Scope(
            name=prefix + node.name,
            module=module,
            bases=tuple(ast.unparse(base) for base in node.bases),
            members=_members(node.body, inside=node.name, private=private),
            summary=_summary(node),
        )
        yield from _classes(node.body, f"{prefix}{node.name}.", module, private=private)


def _members(body: Iterable[ast.stmt], *, inside: str, private: bool) -> tuple[Member, ...]:
    """The members that a body defines, of which several definitions of a name are its forms."""
    found: dict[str, Member] = {}
    last = ""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            member = _function(node, inside=inside, known=found.get(node.name))
            found[node.name] = member
            last = ""
            if node.name == "__init__":
                for attribute in _set_on_self(node):
                    found.setdefault(attribute.name, attribute)
            continue
        said = _docstring_of_last(node)
        if said and last:
            found[last] = msgspec.structs.replace(found[last], summary=first_sentence(said))
        last = ""
        for attribute in _values(node, inside=inside):
            found.setdefault(attribute.name, attribute)
            last = attribute.name
    return tuple(member for member in found.values() if private or _is_public(member.name))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, *, inside: str, known: Member | None) -> Member:
    """The member that a definition makes, or adds a form to."""
    marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
    summary = _summary(node)
    if "setter" in marks and known is not None:
        # A property that can only be set has its type there.
        given = node.args.args[-1].annotation
        if not known.type and given is not None:
            return msgspec.structs.replace(known, type=ast.unparse(given))
        return known
    if marks & {"property", "cached_property"}:
        gives = ast.unparse(node.returns) if node.returns else ""
        # The stubs of KLayout say of a value that can only be set that reading it gives nothing.
        return Member(name=node.name, kind="attribute", type="" if gives == "None" else gives, summary=summary)
    static = not inside or "staticmethod" in marks
    form = _signature(node, receiver=not static)
    kind: MemberKind = "function" if static else "classmethod" if "classmethod" in marks else "method"
    if known is None or known.kind in ("attribute", "constant") or (known.signatures and "overload" not in marks):
        return Member(name=node.name, kind=kind, signatures=(form,), summary=summary)
    # Of forms that differ in nothing that is read here, one is enough.
    forms = tuple(dict.fromkeys((*known.signatures, form)))
    return msgspec.structs.replace(known, signatures=forms, summary=known.summary or summary)


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef, *, receiver: bool) -> str:
    """A form of a call: ``(name: str, dbu: float = ...) -> Cell``."""
    given = node.args
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + [_default(default) for default in given.defaults]
    words = [_parameter(argument, default) for argument, default in zip(plain, defaults, strict=True)]
    if given.posonlyargs:
        words.insert(len(given.posonlyargs), "/")
    if receiver and words:
        words.pop(0)
        if words and words[0] == "/":
            words.pop(0)
    if given.vararg:
        words.append("*" + _parameter(given.vararg, None))
    elif given.kwonlyargs:
        words.append("*")
    words += [
        _parameter(argument, _default(default) if default else None)
        for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    ]
    if given.kwarg:
        words.append("**" + _parameter(given.kwarg, None))
    return f"({', '.join(words)})" + (f" -> {ast.unparse(node.returns)}" if node.returns else "")


def _parameter(argument: ast.arg, default: str | None) -> str:
    if argument.annotation is None:
        return argument.arg + (f"={default}" if default else "")
    return f"{argument.arg}: {ast.unparse(argument.annotation)}" + (f" = {default}" if default else "")


def _default(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= _LONGEST_DEFAULT else "..."


def _values(node: ast.stmt, *, inside: str) -> Iterator[Member]:
    """The attributes or constants that a statement of a body makes."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        kind = ast.unparse(node.annotation)
        constant = re.fullmatch(r"(?:\w+\.)?(?:ClassVar|Final)(?:\[(.*)\])?", kind)
        yield Member(
            name=node.target.id,
            kind="constant" if constant or not inside else "attribute",
            type=(constant[1] or "") if constant else kind,
        )
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                value = node.value
                known = isinstance(value, ast.Constant) and value.value is not None
                yield Member(name=target.id, kind="constant", type=type(value.value).__name__ if known else "")  # type: ignore[attr-defined]


def _set_on_self(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Member]:
    """The attributes that a constructor sets."""
    receiver = node.args.args[0].arg if node.args.args else ""
    for statement in ast.walk(node):
        targets: list[ast.expr] = []
        kind = ""
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets, kind = [statement.target], ast.unparse(statement.annotation)
        for target in targets:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == receiver:
                yield Member(name=target.attr, kind="attribute", type=kind)


def _docstring_of_last(node: ast.stmt) -> str:
    """The text that a stub has below an attribute."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


def _summary(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return first_sentence(ast.get_docstring(node) or "")


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))
