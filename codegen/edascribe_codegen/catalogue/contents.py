"""A catalogue in memory: one tool's commands with those of its base, found by name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec

from edascribe_codegen.catalogue.schema import Command, Knowledge, Member, Pack, Parser, Provenance, Scope


class Catalogue:
    """What a pack becomes in memory, with its base (Tcl) underneath. Immutable, compared by identity."""

    __slots__ = ("_base", "_by_scope", "_commands", "_names", "_own_name", "_own_names", "_pack")

    def __init__(self, pack: Pack, base: Catalogue | None = None) -> None:
        self._pack = pack
        self._base = base
        self._by_scope: Mapping[str, Scope] | None = None
        self._own_name = {imported: name for name, imported in pack.imported.items() if imported}
        self._commands = dict(_at_the_top(pack))
        self._own_names = tuple(sorted(self._commands))
        self._names = tuple(sorted({*self._commands, *base.names})) if base else self._own_names

    def __repr__(self) -> str:
        return f"Catalogue({self.tool}@{self.version}, {len(self._own_names)} commands, {self.provenance.source})"

    @property
    def tool(self) -> str:
        """The tool's name in settings and on command lines: ``opensta``."""
        return self._pack.tool

    @property
    def version(self) -> str:
        """The tool's version as it tells itself."""
        return self._pack.version

    @property
    def title(self) -> str:
        """The tool's name in prose."""
        return self._pack.title

    @property
    def language(self) -> str:
        """``tcl`` or ``python``."""
        return self._pack.language

    @property
    def provenance(self) -> Provenance:
        """Where the catalogue was read."""
        return self._pack.provenance

    @property
    def abbreviates(self) -> bool:
        """Whether the tool takes unique prefixes of command names."""
        return self._pack.parser == "opensta"

    @property
    def subscripts(self) -> bool:
        """Whether a call of one word that is a whole number or ``*`` stands for itself in brackets: ``data[0]`` without quotes."""
        return self._pack.subscripts

    @property
    def contains(self) -> str:
        """The tool that is inside this one, with its commands: ``opensta`` in ``openroad``."""
        return self._pack.contains

    @property
    def ensemble(self) -> str:
        """The command whose first argument is any of the tool's commands: ``yosys``; empty where there is none."""
        return self._pack.ensemble

    @property
    def namespaces(self) -> Sequence[str]:
        """The tool's own namespaces, those of its commands and those of its code."""
        return (*self._pack.namespaces, *self._pack.modules)

    @property
    def names(self) -> Sequence[str]:
        """All commands, own and of the base, sorted."""
        return self._names

    @property
    def own_names(self) -> Sequence[str]:
        """The tool's own commands, sorted."""
        return self._own_names

    @property
    def variables(self) -> Sequence[str]:
        """The global variables that the tool gives a meaning to, own and of the base."""
        return (*self._pack.variables, *(self._base.variables if self._base else ()))

    def find(self, name: str) -> Command | None:
        """A command by its exact name, own before the base's; a leading ``::`` and the tool's own namespace may stand before it."""
        name = name.removeprefix("::")
        command = self._commands.get(name)
        if command is None and "::" in name:
            space, _, bare = name.partition("::")
            if space in self._pack.namespaces:
                command = self._commands.get(bare)
        if command is None and self._base is not None:
            command = self._base.find(name)
        return command

    @property
    def scopes(self) -> Sequence[Scope]:
        """The classes and modules of an API in Python; none for a tool with commands."""
        return self._pack.scopes

    @property
    def imports(self) -> Sequence[str]:
        """The modules by which a script gets at the scopes: ``pya``, ``klayout.db``."""
        return self._pack.imports

    def find_scope(self, name: str) -> Scope | None:
        """A class or module by its name, with or without its module or the name that a script imports it by: ``pya.Layout``."""
        if self._by_scope is None:
            self._by_scope = _names_of_scopes(self._pack.scopes)
        found = self._by_scope.get(name)
        if found is None:
            module, _, rest = name.partition(".")
            # `pya.Layout`, `klayout.db.Layout` and `db.Layout` are all the same.
            modules = {part for imported in self._pack.imports for part in imported.split(".")}
            found = self.find_scope(rest) if rest and module in modules else None
        return found

    def members(self, scope: Scope) -> Iterator[tuple[Scope, Member]]:
        """The members of a scope, its own before those that it inherits, each with the scope that has it."""
        seen: set[str] = set()
        for owner in self._lineage(scope):
            for member in owner.members:
                if member.name not in seen:
                    seen.add(member.name)
                    yield owner, member

    def find_member(self, scope: str, name: str) -> tuple[Scope, Member] | None:
        """A member of a scope, also one that it inherits, with the scope that has it."""
        found = self.find_scope(scope)
        owners = self._lineage(found) if found is not None else ()
        return next(((owner, member) for owner in owners for member in owner.members if member.name == name), None)

    def _lineage(self, scope: Scope) -> Iterator[Scope]:
        """A scope and its bases, the nearest first, as far as they are known."""
        pending = [scope]
        for known in pending:
            yield known
            bases = (self.find_scope(f"{known.module}.{base}") or self.find_scope(base) for base in known.bases)
            pending += [base for base in bases if base is not None and base not in pending]

    def find_subcommand(self, name: str, subcommand: str) -> Command | None:
        """A subcommand of an ensemble by its exact name or, of Tcl's own ensembles, a unique prefix."""
        command = self.find(name)
        if command is None:
            return None
        exact = [sub for sub in command.subcommands if sub.name == subcommand]
        begun = exact or [sub for sub in command.subcommands if sub.name.startswith(subcommand)]
        return begun[0] if len(begun) == 1 and (exact or self.parser(name) == "tcl") else None

    def starting_with(self, prefix: str) -> Sequence[str]:
        """The names of all commands that begin with ``prefix``, sorted."""
        first = bisect_left(self._names, prefix)
        return self._names[first : bisect_left(self._names, prefix + "\U0010ffff")]

    def is_own(self, name: str) -> bool:
        """Whether a name is a command of the tool itself, not of the base."""
        return self.find(name) is not None and (self._base is None or self.find(name) is not self._base.find(name))

    def parser(self, name: str) -> Parser:
        """How the arguments of a command are read."""
        if self.is_own(name) or self._base is None:
            return self._pack.parser
        return self._base.parser(name)

    def knowledge(self, name: str) -> Knowledge | None:
        """What is known of a command in own words; ``name`` is ``command`` or ``command subcommand``."""
        name = name.removeprefix("::").removeprefix(f"{self._pack.ensemble} ")
        name = self._own_name.get(name, name)
        found = _knowledge(self.tool).get(name) or _knowledge(self.contains).get(name)
        return found or (self._base.knowledge(name) if self._base else None)

    def look_up(self, name: str) -> Command | Scope | tuple[Scope, Member] | None:
        """What a name means: a command, a class or module, or a member with the scope that has it (``Layout.create_cell``)."""
        scope, _, member = name.rpartition(".")
        return self.find(name) or self.find_scope(name) or (self.find_member(scope, member) if scope else None)

    def native_name(self, name: str) -> str:
        """The name of a command in the tool's own language: `proc` for what yosys imports into Tcl as `procs`."""
        return self._own_name.get(name, name)

    @property
    def known_names(self) -> Sequence[str]:
        """The names of which there is knowledge, of the tool's own API, in whatever version."""
        return tuple(_knowledge(self.tool))

    def origin(self, name: str) -> str:
        """Which tool and version an entry belongs to and where it was read: ``OpenSTA 2.0.17 · shipped pack``."""
        if self._base is not None and not self.is_own(name):
            return self._base.origin(name)
        return f"{self.title} {self.version} · {self.provenance.in_words}"

    def summary(self, name: str) -> str:
        """One short sentence on a command or ``command subcommand``, in own words or as the pack has it, or an empty string."""
        known = self.knowledge(name)
        if known:
            return known.summary
        word, _, sub = name.partition(" ")
        command = self.find_subcommand(word, sub) if sub else self.find(word)
        return command.summary if command else ""


def _names_of_scopes(scopes: Sequence[Scope]) -> Mapping[str, Scope]:
    """The scopes by their full names, and by the ends of those that no other scope has before them."""
    names = {scope.full_name: scope for scope in scopes}
    for scope in scopes:
        names.setdefault(scope.name or scope.module, scope)
    for scope in scopes:
        names.setdefault(scope.full_name.rpartition(".")[2], scope)
    return names


def _at_the_top(pack: Pack) -> Iterator[tuple[str, Command]]:
    """The commands at the top level by their names there, and the ensemble of all commands."""
    for command in pack.commands:
        name = pack.imported.get(command.name, command.name)
        if name:
            yield name, command if name == command.name else msgspec.structs.replace(command, name=name)
    if pack.ensemble:
        yield pack.ensemble, Command(name=pack.ensemble, subcommands=pack.commands, positionals=None)


@lru_cache(maxsize=8)
def _knowledge(tool: str) -> Mapping[str, Knowledge]:
    """The knowledge of a tool's commands, which holds for all its versions."""
    file = files(__package__).joinpath("knowledge", f"{tool}.json")
    if not file.is_file():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Knowledge])
