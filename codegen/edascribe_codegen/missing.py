"""Options that a call must have and has not, and where they may be written."""

from __future__ import annotations

from edascribe_codegen.arguments import bind
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.meaning import callee
from edascribe_codegen.outline import Outline
from edascribe_grammars import Fault


def missing_options(outline: Outline, fault: Fault, catalogue: Catalogue) -> list[tuple[str, str, int]]:
    """For a fault ``api/missing-option``: each option that may be added, its placeholder if it takes a value, and where."""
    at = outline.call_at(fault.start)
    if at is None:
        return []
    call = at[0]
    name = call.words[0].value or ""
    found = catalogue.find(name)
    called = None if found is None else callee(found, call.words, catalogue)
    if called is None:
        return []
    command, _, skip = called
    arguments = bind(call, command, parser=catalogue.parser(name), skip=skip)
    given = {bound.option.name for bound in arguments.options if bound.option is not None}
    wanted = {option.name for option in command.options if option.required} - given
    wanted.update(option for group in command.one_of if not given.intersection(group) for option in group)
    # Behind the options that are there, else behind the name: some tools take no options after other arguments.
    ends = [word.end for bound in arguments.options for word in (bound.word, bound.value) if word is not None]
    end = max([call.words[skip - 1].end, *ends])
    return [
        (option.name, "" if option.value is None else option.placeholder or "value", end)
        for option in command.options
        if option.name in wanted
    ]
