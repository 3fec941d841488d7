"""What a tool's registry of commands and the procedures behind them say: a synopsis for each, and what is really parsed.

OpenSTA and OpenROAD keep synopses in ``sta::cmd_args``; the bodies of the procedures show what they parse (``parse_key_args``):
where the two disagree, the body is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from edascribe_codegen.catalogue import enforced, synopsis
from edascribe_codegen.catalogue.evidence import Evidence, Procedure, evidence_of, resolve
from edascribe_codegen.catalogue.prose import Explanation, first_sentence
from edascribe_codegen.catalogue.schema import Command, Option, Positional, Value


class Registry(msgspec.Struct, frozen=True):
    """What a tool knows of its commands.

    ``synopses`` and ``commands`` have names at the top level, ``procedures`` qualified ones without the leading colons, ``exports``
    those that the namespace ``sta`` gives to the top level. ``explanations`` are there where the version or the sources have them.
    """

    version: str
    synopses: dict[str, str]
    procedures: dict[str, Procedure]
    exports: tuple[str, ...]
    commands: tuple[str, ...]
    variables: tuple[str, ...] = ()
    explanations: dict[str, Explanation] = msgspec.field(default_factory=dict)


def commands(registry: Registry, base: frozenset[str]) -> Iterator[Command]:
    """The entries of all commands at the top level that are not Tcl's own, whether or not they have a synopsis."""
    return (_explained(command, registry.explanations.get(command.name)) for command in _commands(registry, base))


def _commands(registry: Registry, base: frozenset[str]) -> Iterator[Command]:
    for name, text in registry.synopses.items():
        evidence = evidence_of(name, registry.procedures)
        command = entry(name, text, evidence)
        fixed = _fixed_arguments(_procedure(name, registry.procedures))
        if fixed is not None and not command.options and len(fixed) != len(command.positionals or ()):
            command = msgspec.structs.replace(command, positionals=fixed)
        yield command
    aliases = {}
    for name in sorted({*registry.exports, *registry.commands} - {*registry.synopses, *base}):
        procedure = _procedure(name, registry.procedures)
        target = _alias(procedure, registry.synopses)
        if target is not None:
            aliases[name] = target
            continue
        if name.startswith("edascribe_"):
            continue
        evidence = evidence_of(name, registry.procedures)
        command = entry(name, "", evidence)
        positionals = _fixed_arguments(procedure)
        if positionals is None and evidence.counts == {0}:
            positionals = ()
        known = positionals is not None
        yield msgspec.structs.replace(command, positionals=positionals, open=not known)
    for name, target in aliases.items():
        yield msgspec.structs.replace(entry(target, registry.synopses[target], evidence_of(target, registry.procedures)), name=name)


def _explained(command: Command, known: Explanation | None) -> Command:
    """A command with the first sentence of what its tool says of it and of each argument."""
    if known is None:
        return command
    said = {name: first_sentence(text) for name, text in known.arguments.items()}
    return msgspec.structs.replace(
        command,
        summary=first_sentence(known.summary),
        options=tuple(msgspec.structs.replace(option, summary=said.get(option.name, "")) for option in command.options),
        positionals=command.positionals
        and tuple(msgspec.structs.replace(found, summary=said.get(found.name, "")) for found in command.positionals),
    )


def namespaces(registry: Registry) -> set[str]:
    """The namespaces at the top level in which the tool has procedures."""
    return {name.partition("::")[0] for name in registry.procedures if "::" in name} - {"tcl"}


def _alias(procedure: Procedure | None, synopses: Mapping[str, str]) -> str | None:
    """The command that a procedure only calls with its own arguments."""
    found = re.fullmatch(r"\s*eval (?:\[concat )?(\w+) \$args\]?\s*", procedure.body) if procedure else None
    return found[1] if found and found[1] in synopses else None


def _procedure(name: str, procedures: Mapping[str, Procedure]) -> Procedure | None:
    """The procedure behind a command of the top level."""
    qualified = resolve(name, "", procedures)
    return None if qualified is None else procedures[qualified]


def _fixed_arguments(procedure: Procedure | None) -> tuple[Positional, ...] | None:
    """The arguments of a procedure as positionals, or None where it takes any number."""
    if procedure is None or any(name == "args" for name, _ in procedure.arguments):
        return None
    return tuple(Positional(name=name, value=synopsis.value_of(name), optional=optional) for name, optional in procedure.arguments)


def entry(name: str, text: str, evidence: Evidence) -> Command:
    """A command's entry from its synopsis, corrected by the evidence of its procedure."""
    command = synopsis.parse(name, text, flags=evidence.flags)
    if name in enforced.FREE:
        return msgspec.structs.replace(command, positionals=None, open=True)
    if name in enforced.POSITIONALS:
        known = synopsis.parse(name, enforced.POSITIONALS[name]).positionals or ()
        if name in enforced.PLAIN:
            known = (*known[:-1], msgspec.structs.replace(known[-1], name=f"{known[-1].name}|-all"))
        command = msgspec.structs.replace(command, positionals=known, options=() if name in enforced.PLAIN else command.options)
    written = {option.name for option in command.options}
    kept = [
        option
        for option in command.options
        if not evidence.complete or option.name in evidence.keys | evidence.flags | evidence.mentioned
    ]
    hidden = [
        Option(name=option, value=synopsis.value_of(option[1:]), placeholder=option[1:], hidden=bool(text))
        if option in evidence.keys
        else Option(name=option, hidden=bool(text))
        for option in sorted((evidence.keys | evidence.flags) - written)
    ]
    options = tuple(_option(name, option, evidence) for option in (*kept, *hidden))
    repeated = {option.name for option in options if option.repeated}
    positionals = list(command.positionals or ())[: max(evidence.counts, default=None)]
    least = min(evidence.counts, default=len(positionals))
    while len(positionals) < least:
        # Taken first, though the synopsis does not have it.
        at = least - len(positionals) - 1
        named = evidence.named.get(at, "argument").removesuffix("_arg")
        positionals.insert(0, Positional(name=named, value=synopsis.value_of(named)))
    # Patterns are left out where -of_objects says which; the procedures count them only otherwise.
    instead = "-of_objects" in written
    if instead:
        least = min(least, len(positionals) - 1)
    if evidence.element:
        positionals = positionals or [Positional(name=evidence.element, value=synopsis.value_of(evidence.element))]
        least = evidence.least
    takes_more = bool(evidence.element)
    if evidence.leading:
        # Of the words behind the first ones, any number is taken.
        least = min(least, evidence.leading)
    for index, positional in enumerate(positionals):
        value = enforced.CHECKED.get(name, {}).get(positional.name) or _typed(evidence, positional.name, positional.value)
        positionals[index] = msgspec.structs.replace(
            positional,
            value=Value() if evidence.ignored and value.kinds == ("float",) else value,
            optional=positional.optional or index >= least,
            repeated=positional.repeated or (index == len(positionals) - 1 and (takes_more or 0 < evidence.leading <= index)),
        )
    names = {option.name for option in options} | {positional.name for positional in positionals}
    one_of = [*command.one_of, *enforced.ONE_OF.get(name, ())]
    if instead and len(positionals) == 1 and evidence.counts == {1}:
        one_of.append(("-of_objects", positionals[0].name))
    return msgspec.structs.replace(
        command,
        options=options,
        positionals=tuple(positionals),
        exclusive=_exclusive(name, command, names, repeated),
        conflicts=tuple(
            group
            for group in dict.fromkeys((*enforced.CONFLICTS.get(name, ()), *sorted(evidence.conflicts)))
            if names.issuperset(group)
        ),
        one_of=tuple(group for group in one_of if names.issuperset(group)),
        needs=tuple((option, others) for option, others in enforced.NEEDS.get(name, ()) if names.issuperset((option, *others))),
        redirect=command.redirect or evidence.redirect,
        open=evidence.ignored,
        lenient=evidence.ignored or not evidence.counted or name in enforced.LENIENT,
    )


def _option(command: str, option: Option, evidence: Evidence) -> Option:
    """An option with its type as the procedure has it."""
    value = option.value
    if option.name in evidence.flags and option.name not in evidence.keys:
        value = None
    elif option.name in evidence.keys and value is None:
        value = Value()
    if value is not None:
        value = enforced.CHECKED.get(command, {}).get(option.name) or _typed(evidence, option.name, value)
    if option.name == "-fields" and value is not None:
        # Fields are looked for by their first letters, and a word that is none is passed over.
        value = msgspec.structs.replace(value, kinds=("enum", "string"), many=True)
    required = option.required and (evidence.needed is None or option.name in evidence.needed)
    required = (required or option.name in enforced.REQUIRED.get(command, ())) and option.name not in enforced.NOT_REQUIRED.get(
        command, ()
    )
    repeated = option.name.endswith(("through", "-thr", "_thr", "-th", "_th")) or option.name == "-group"
    repeated = repeated or (value is not None and option.name in evidence.repeated)
    return msgspec.structs.replace(option, value=value, required=required, repeated=repeated)


def _typed(evidence: Evidence, name: str, value: Value) -> Value:
    """A value's type, narrowed by what the procedure checks."""
    checked = evidence.types.get(name)
    if checked is None:
        return value
    return msgspec.structs.replace(checked, many=checked.many or value.many)


def _exclusive(name: str, command: Command, names: set[str], repeated: set[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of options of which one may be given; options that may be repeated can also be mixed."""
    groups = (*(() if name in enforced.NOT_EXCLUSIVE else command.exclusive), *enforced.EXCLUSIVE.get(name, ()))
    return tuple(group for group in groups if names.issuperset(group) and repeated.isdisjoint(group))
