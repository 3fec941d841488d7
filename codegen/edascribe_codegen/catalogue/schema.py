"""The catalogue's file format: one tool's API in one version, as msgspec structs. Facts and own summaries, no tool's prose."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, TypeAlias

import msgspec

FORMAT = 1

Kind = Literal[
    "string", "int", "float", "percent", "enum", "list", "file", "dir", "glob", "expr", "filter", "script", "variable", "property",
    "clock", "port", "pin", "net", "instance", "lib_cell", "library", "corner", "scene", "mode", "layer", "object", "unknown",
]  # fmt: skip


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The type of an argument.

    ``kinds`` are the kinds that are accepted, one of them is enough. ``many`` says that a Tcl list of them is accepted too.
    ``values`` are the words of an ``enum``; where ``string`` is among the kinds, other words are accepted too. ``minimum`` bounds a
    number; ``exclusive`` says that the bound itself is not allowed.
    """

    kinds: tuple[Kind, ...] = ("unknown",)
    many: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None
    exclusive: bool = False


Parser = Literal["tcl", "opensta", "yosys"]


class Option(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An option of a command. ``value`` is None for a flag; ``name`` has its dash; ``hidden`` ones are not documented.

    The value is ``words`` words long; ``attached`` says that it may follow without a space: ``-DNAME``.
    """

    name: str
    value: Value | None = None
    placeholder: str = ""
    words: int = 1
    attached: bool = False
    required: bool = False
    repeated: bool = False
    hidden: bool = False
    summary: str = ""


class Positional(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A positional argument. ``repeated`` means that it takes all that are left."""

    name: str
    value: Value = Value()
    optional: bool = False
    repeated: bool = False
    summary: str = ""


class Command(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A command, or a subcommand of an ensemble.

    ``positionals`` is None where the arity is not known: then arguments are not counted. ``open`` says that the options are not
    wholly known: then an unknown option is no fault. ``lenient`` says that the tool itself does not look whether arguments are too
    many or too few. ``exclusive`` are groups of options of which at most one makes sense, ``conflicts`` those of which the tool
    refuses a second one, and ``one_of`` those of which at least one must be given; the last two may name positionals too.
    ``needs`` has options, each with those of which one must be there too.
    ``redirect`` says that ``> file`` and ``>> file`` may end the call.
    """

    name: str
    summary: str = ""
    options: tuple[Option, ...] = ()
    positionals: tuple[Positional, ...] | None = ()
    subcommands: tuple[Command, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    redirect: bool = False
    open: bool = False
    lenient: bool = False


MemberKind = Literal["method", "classmethod", "function", "attribute", "constant"]


class Member(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A member of a scope; a ``function`` in a class is a static method.

    ``signatures`` are the forms of a call in Python's notation, without the name and the receiver: ``(name: str, dbu: float = ...)
    -> Cell``. An ``attribute`` or a ``constant`` has a ``type`` instead; it is empty where it is not known.
    """

    name: str
    kind: MemberKind
    signatures: tuple[str, ...] = ()
    type: str = ""
    summary: str = ""


class Scope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A class, or a module, of a tool's API in Python.

    ``name`` is a class's name in its ``module`` (``CompoundRegionOperationNode.ResultType`` in ``klayout.db``), and empty for the
    module itself. ``bases`` are names as they stand in the class's head.
    """

    name: str
    module: str
    bases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    summary: str = ""

    @property
    def full_name(self) -> str:
        """The name with its module: ``klayout.db.Layout``."""
        return f"{self.module}.{self.name}" if self.name else self.module


ProvenanceKind: TypeAlias = Literal["program", "sources", "documents", "dump"]


class Provenance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a catalogue was read: ``source`` is ``pack`` or a path, ``kind`` says of what, and ``date`` is in ISO 8601."""

    source: str
    date: str = ""
    kind: ProvenanceKind = "program"

    @property
    def in_words(self) -> str:
        """For the reader: ``shipped pack`` or ``from the installed program /usr/bin/sta, 2026-08-22``."""
        if self.source == "pack":
            return "shipped pack"
        kinds = {
            "program": "from the installed program",
            "sources": "from the sources in",
            "documents": "from the files in",
            "dump": "from what the tool wrote in",
        }
        return f"{kinds[self.kind]} {self.source}" + (f", {self.date}" if self.date else "")


def read_today(source: str, kind: ProvenanceKind = "program") -> Provenance:
    """The provenance of a catalogue that is being read."""
    return Provenance(source=source, date=datetime.now(UTC).date().isoformat(), kind=kind)


class Knowledge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a command in own words: one sentence, phrases that engineers use for it, one correct line."""

    summary: str
    words: tuple[str, ...] = ()
    example: str = ""


class Pack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One tool's API in one version, as it stands in a file.

    ``parser`` tells how the tool reads the arguments of its commands: ``tcl`` as Tcl's own commands do; ``opensta`` with options
    anywhere and their prefixes, and prefixes of the commands too; ``yosys`` with options before all other arguments, in full.
    ``ensemble`` is a command whose first argument may be each of the commands (``yosys synth``), and ``imported`` are the names at
    the top level of those that have another there, empty where there is none (``procs`` for ``proc``). ``subscripts`` says that
    a call of one word that is a whole number or ``*`` stands for itself in brackets, so that ``get_ports data[0]`` needs no
    quoting. ``namespaces`` are those whose members are the commands too (``sta::report_checks``), ``modules`` those of the tool's
    own code, whose members no catalogue lists. ``scopes`` are the classes and modules of an API in Python, and ``imports`` the
    modules by which a script gets at them (``pya``, ``klayout.db``). ``base`` names the catalogue that this one stands on
    (``tcl``), whose commands are there too. ``contains`` names a tool that is inside this one, so that its commands are listed here
    in the version that is inside (``opensta`` in ``openroad``).
    """

    format: int
    tool: str
    version: str
    language: Literal["tcl", "python"]
    title: str
    commands: tuple[Command, ...]
    variables: tuple[str, ...] = ()
    base: str = ""
    contains: str = ""
    namespaces: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    parser: Parser = "tcl"
    ensemble: str = ""
    scopes: tuple[Scope, ...] = ()
    imports: tuple[str, ...] = ()
    imported: dict[str, str] = msgspec.field(default_factory=dict)
    subscripts: bool = False
    provenance: Provenance

    @property
    def size(self) -> str:
        """How much it has, in words: ``176 commands``."""
        return f"{len(self.commands)} commands" if self.commands else f"{len(self.scopes)} classes"
