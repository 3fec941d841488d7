"""Runs inside KLayout, or a Python with KLayout's wheel: writes the classes of its API, as they tell of themselves, as JSON.

It is given to the program that is asked and needs nothing of this package.
"""

from __future__ import annotations

import json
import keyword
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

try:
    # The program has one module with all; the wheel's parts register their classes when they are imported.
    import pya
except ImportError:
    from klayout import pya

# The codes of simple types, which are functions in old versions, and what they are in Python.
_NAMES = {
    "bool": ("Bool",),
    "bytes": ("ByteArray",),
    "float": ("Double", "Float"),
    "int": ("Char", "Int", "Long", "LongLong", "SChar", "Short", "UChar", "UInt", "ULong", "ULongLong", "UShort"),
    "str": ("String",),
    "Any": ("Var",),
    "None": ("Void",),
}
_ARGUMENT: Any = pya.ArgType
SIMPLE = {getattr(_ARGUMENT, f"Type{name}"): kind for kind, names in _NAMES.items() for name in names}


def python_name(kind: Any) -> str:
    """The name of a class in Python, with the class that it is inside of."""
    own = kind.name().replace("::", ".")
    return f"{python_name(kind.parent())}.{own}" if kind.parent() else str(own)


def in_python(kind: Any, *, returned: bool) -> str:
    """A type as Python has it; what is returned is a list where any sequence is taken."""
    code = kind.type()
    if code == _ARGUMENT.TypeVector:
        text = f"{'List' if returned else 'Sequence'}[{in_python(kind.inner(), returned=returned)}]"
    elif code == _ARGUMENT.TypeMap:
        text = f"Dict[{in_python(kind.inner_k(), returned=returned)}, {in_python(kind.inner(), returned=returned)}]"
    elif code == _ARGUMENT.TypeObject and kind.cls():
        text = python_name(kind.cls())
    else:
        text = SIMPLE.get(code, "Any")
    return f"Iterator[{text}]" if returned and kind.is_iter() else text


def form_of(method: Any) -> dict[str, Any]:
    """A form of a call: the parameters with their types, and what comes back."""
    parameters = []
    for number, argument in enumerate(method.each_argument()):
        text = in_python(argument, returned=False)
        text = f"Optional[{text}] = ..." if argument.has_default() else text
        name = argument.name() or f"arg{number}"
        # The stubs have a dash behind a name that is a word of Python's.
        parameters.append(f"{name}{'_' if keyword.iskeyword(name) else ''}: {text}")
    return {"parameters": parameters, "returns": in_python(method.ret_type(), returned=True), "doc": method.doc()}


def forms_of(methods: Any) -> list[dict[str, Any]]:
    """The forms of what has one name; none where there is nothing."""
    return [form_of(form) for form in methods.methods()] if methods else []


def described(kind: Any) -> dict[str, Any]:
    """A class with its methods and properties."""
    methods = []
    properties = []
    for static in (False, True):
        methods += [{"name": method.name(), "static": static, "forms": forms_of(method)} for method in kind.python_methods(static)]
        for pair in kind.python_properties(static):
            getter, setter = pair.getter(), pair.setter()
            name = (getter or setter).name()
            properties.append({"name": name, "static": static, "getters": forms_of(getter), "setters": forms_of(setter)})
    base = kind.base()
    return {
        "name": python_name(kind),
        "module": kind.module(),
        "base": python_name(base) if base else "",
        "doc": kind.doc(),
        "methods": methods,
        "properties": properties,
    }


def with_inner(kinds: Iterable[Any]) -> Iterator[Any]:
    """The classes, each followed by those inside of it."""
    for kind in kinds:
        yield kind
        yield from with_inner(kind.each_child_class())


# Qt's classes are documented with Qt, and ten times as many as KLayout's own.
own = [kind for kind in pya.Class.each_class() if not kind.module().startswith("Q") and not kind.parent()]
version = pya.__version__ if hasattr(pya, "__version__") else pya.Application.instance().version().split()[-1]
Path(os.environ["EDASCRIBE_DUMP"]).write_text(
    json.dumps({"version": version, "classes": [described(kind) for kind in with_inner(own)]}), "utf-8"
)
