"""Builds a catalogue from reference pages and Tcl libraries, where a tool can neither be asked nor has an exporter.

In a page, a command is a block of code that shows how it is called (``make_thing [-name name] objects``), a heading or a term that
is its name; its options are described by the tables and lists that follow, up to the next command or heading of the same rank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.pages import Block, read_html, read_markdown
from edascribe_codegen.catalogue.prose import first_sentence
from edascribe_codegen.catalogue.schema import FORMAT, Command, Kind, Option, Pack, Value, read_today
from edascribe_codegen.catalogue.usage import described, described_positional, read_usage, summary_of
from edascribe_grammars import parse

_OTHER_LANGUAGES = frozenset({"console", "shell", "bash", "sh", "python", "json", "yaml", "verilog"})
# The names of commands that are told from other words by nothing but their form.
_NAME = r"[A-Za-z]\w*_\w+|[a-z]+[A-Z]\w*"
_USAGE = re.compile(rf"\s*(?P<name>{_NAME})(?![\w.(/])(?P<arguments>[^\n]*(?:\n(?:[ \t]+|[\[\-{{<])[^\n]*)*)\s*")
# What is said of an argument behind it, in the usage itself.
_REMARK = re.compile(r"^(?P<argument>[ \t]*\[?[-\w][^\n]*?(?:\S))(?:[ \t]{3,}|[ \t]+#[ \t]*)(?P<text>\w[^\n]*)$", re.MULTILINE)
_NAMED = re.compile(rf"(?:[\d.]+ )?`?(?P<name>{_NAME})`?(?:\s*\(\))?(?:\s+[Cc]ommand)?")
_OPTION = re.compile(r"`?(?P<name>-[A-Za-z_]\w*)`?(?:[ =]+`?(?P<value><[^<>]+>|\{[^{}]*\}|[\w|.]+)`?)?")
_ITEM = re.compile(r"`?(?P<option>-[A-Za-z_]\w*(?:[ ]<?\w+>?)?)`?\s*(?:[:\u2013\u2014]|-(?=\s))\s*(?P<text>.+)", re.DOTALL)
_NUMBER = re.compile(
    r"\b(?:values? (?:is|are) (?:positive |non-negative )?|type:? `?)(?P<kind>float|integer|int)s?\b", re.IGNORECASE
)
_VALUED = re.compile(r"\b(?:default value|allowed value|specif(?:y|ies) (?:the|a)|path (?:to|of)|name of)\b", re.IGNORECASE)


def read_documents(tool: str, version: str, path: Path) -> Pack:
    """The catalogue of a tool from one file or a folder of them: pages in Markdown and HTML, Tcl with procedures.

    Without a ``version`` it is the day on which the newest file was written.

    Raises:
        CatalogueError: a file cannot be read, or none of them describes a command.
    """
    pages = [path] if path.is_file() else sorted(page for page in path.rglob("*") if page.suffix.lower() in _READERS)
    commands: dict[str, Command] = {}
    newest = 0.0
    try:
        for page in pages:
            read = _READERS.get(page.suffix.lower())
            if read is None:
                raise CatalogueError(f"{page} cannot be read. Files that can end in {', '.join(_READERS)}.")
            newest = max(newest, page.stat().st_mtime)
            for command in read(page.read_text("utf-8", "replace")):
                known = commands.get(command.name)
                # A command may be shown on several pages, and described on one.
                if known is None or _worth(command) > _worth(known):
                    commands[command.name] = command
    except OSError as error:
        raise CatalogueError(f"{error.filename} cannot be read ({error.strerror or error}).") from error
    if not commands:
        raise CatalogueError(
            f"None of the {len(pages)} files in {path} describes a command. A command is found by a block of code that shows its "
            "call, `make_thing [-name name] objects`, or by a heading that is its name with a table of its options below; in Tcl, "
            "by its procedure."
        )
    return Pack(
        format=FORMAT,
        tool=tool,
        version=version or datetime.fromtimestamp(newest, UTC).date().isoformat(),
        language="tcl",
        title=tool,
        commands=tuple(commands[name] for name in sorted(commands)),
        base="tcl",
        provenance=read_today(str(path.absolute()), "documents"),
    )


def read_procedures(text: str) -> Iterator[Command]:
    """The procedures of a Tcl file, with what ``define_proc_attributes`` or ``define_cmd_args`` say of their arguments."""
    # These stand on the catalogue's own modules.
    from edascribe_codegen.declared import command_of, summary
    from edascribe_codegen.outline import outline

    for proc in outline(parse(text, "tcl")).procs:
        yield msgspec.structs.replace(command_of(proc), summary=summary(proc))


def read_page(blocks: Iterable[Block]) -> Iterator[Command]:
    """The commands that a page describes, in its order."""
    section: _Section | None = None
    heading, level, said = "", 0, ""
    for block in blocks:
        usages = tuple(_usages(block, heading))
        if block.kind == "heading":
            named = _NAMED.fullmatch(block.text)
            if section is not None and (block.level <= section.level or named):
                yield from section.command()
                section = None
            heading, level, said = block.text, block.level, ""
            if named:
                section = _Section(name=named["name"], level=level)
        elif usages:
            name = usages[0][0]
            if section is None or section.name != name or section.usages:
                if section is not None:
                    yield from section.command()
                section = _Section(name=name, level=level, said=said)
            for _, arguments in usages:
                section.rows += [(found["argument"].strip(" \t[]"), found["text"]) for found in _REMARK.finditer(arguments)]
                section.usages.append(_REMARK.sub(lambda found: found["argument"], arguments))
        elif block.kind == "text":
            item = _ITEM.fullmatch(block.text)
            if item and section is not None:
                section.rows.append((item["option"], item["text"]))
            elif not block.text.endswith(":"):
                said = said or block.text
                if section is not None and not section.said and not section.rows:
                    section.said = block.text
        elif block.kind == "table" and block.rows and re.search(r"(?i)\bcommand|\bproc", block.rows[0][0]):
            for term, *description in block.rows[1:]:
                if named := _NAMED.fullmatch(term):
                    yield Command(
                        name=named["name"], summary=first_sentence(summary_of(" ".join(description))), positionals=None, open=True
                    )
        elif block.kind == "terms" and (commands := tuple(_terms(block.rows))):
            yield from commands
        elif section is not None:
            section.rows += block.rows if block.kind == "terms" else _table(block.rows)
    if section is not None:
        yield from section.command()


@dataclass(slots=True, kw_only=True)
class _Section:
    """What a page says of one command: how it is called, if it shows that, and rows of an argument with its description."""

    name: str
    level: int
    said: str = ""
    usages: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def command(self) -> Iterator[Command]:
        """The command; none where there is but a heading that looks like a name."""
        command = _merged([read_usage(self.name, usage) for usage in self.usages or [""]])
        rows: dict[str, tuple[str, str]] = {}
        for term, *said in self.rows:
            for found in _OPTION.finditer(term) if term.lstrip("`[").startswith("-") else ():
                rows.setdefault(found["name"], (found["value"] or "", " ".join(said)))
        if not self.usages and not rows:
            return
        known = {option.name for option in command.options}
        more = tuple(_described_option(name, *row) for name, row in rows.items() if name not in known)
        options = tuple(_typed(option, rows[option.name][1]) if option.name in rows else option for option in command.options)
        words = {term.strip("`<>[]"): " ".join(said) for term, *said in self.rows}
        positionals = tuple(described_positional(one, words.get(one.name, "")) for one in command.positionals or ())
        yield msgspec.structs.replace(
            command,
            summary=first_sentence(summary_of(self.said)),
            options=(*options, *more),
            # Words are counted where it is known of all options whether one belongs to them.
            positionals=positionals if self.usages and command.positionals is not None and all(one.value for one in more) else None,
            open=not self.usages,
        )


def _merged(commands: Sequence[Command]) -> Command:
    """One command from all the ways to call it: what one of them does without is not required."""
    first, *others = commands
    for other in others:
        options = {option.name: option for option in first.options}
        for option in other.options:
            options[option.name] = msgspec.structs.replace(options.get(option.name, option), required=False)
        named = {option.name for option in other.options}
        first = msgspec.structs.replace(
            first,
            options=tuple(
                option if option.name in named else msgspec.structs.replace(option, required=False) for option in options.values()
            ),
            positionals=first.positionals if first.positionals == other.positionals else None,
            exclusive=tuple(dict.fromkeys((*first.exclusive, *other.exclusive))),
            one_of=tuple(group for group in first.one_of if group in other.one_of),
        )
    return first


def _usages(block: Block, heading: str) -> Iterator[tuple[str, str]]:
    """The name and arguments of the command whose call a block shows, once for each way to call it.

    Nothing for an example, nor for anything else.
    """
    if block.kind != "code" and not (block.kind == "text" and re.fullmatch(r"(?i)syntax|synopsis", heading)):
        return
    if block.language.startswith("{") or block.language in _OTHER_LANGUAGES:
        return
    text = re.sub(r"[ \t]*\\[ \t]*$", "", block.text, flags=re.MULTILINE)
    # `(deprecated)` behind an argument is none.
    text = re.sub(r"(?<=\])[ \t]+\([^()|\n-]*\)[ \t]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\"([^\"\n]*)\"", r"{\1}", text)
    usages = [_USAGE.fullmatch(part) for part in re.split(r"^[ \t]*or[ \t]*$", text, flags=re.MULTILINE)]
    names = {found and found["name"] for found in usages}
    if len(names) == 1 and all(found is not None and _is_general(found["arguments"], found["name"] in heading) for found in usages):
        yield from ((found["name"], found["arguments"]) for found in usages if found is not None)


def _is_general(arguments: str, headed: bool) -> bool:
    """Whether arguments stand for any, and are not those of an example."""
    if re.search(r"\$|\[get_|(?<![\w|.{ ])\d+(?![\w|])|//|=", _REMARK.sub(lambda found: found["argument"], arguments)):
        return False
    spread = headed or "\n" in arguments.strip()
    return (
        spread
        or "[" in arguments
        or "<" in arguments
        or all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", word) for word in arguments.split())
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The rows of a table of arguments: the first cell, then the others with the head of their columns where it says something."""
    head = [cell.lower() for cell in rows[0]] if rows else []
    for row in rows[1:]:
        said = []
        for title, cell in zip(head[1:], row[1:], strict=False):
            told = title.removesuffix("s") in ("default", "type", "value", "allowed value", "choice", "range")
            said.append(f"{title.capitalize()}: {cell}." if told and cell else cell)
        yield (row[0], *said)


def _terms(rows: Sequence[Sequence[str]]) -> Iterator[Command]:
    """The commands that are the terms of a list, as Sphinx writes them."""
    for term, *said in rows:
        usage = _USAGE.fullmatch(term)
        if usage is not None and ("[" in term or "<" in term):
            yield msgspec.structs.replace(
                read_usage(usage["name"], usage["arguments"]), summary=first_sentence(summary_of(" ".join(said)))
            )


def _described_option(name: str, value: str, said: str) -> Option:
    """An option that no usage shows: whether it takes a value is told by its row."""
    option = read_usage("", f"[{name} {value}]").options[0]
    if option.value is None and (_VALUED.search(said) or _NUMBER.search(said)):
        option = msgspec.structs.replace(option, value=Value())
    return _typed(option, said)


def _typed(option: Option, said: str) -> Option:
    """An option with what its row says of it."""
    option = described(option, said.replace("`", ""))
    number = _NUMBER.search(said)
    kinds: tuple[Kind, ...] = ("float",) if number and number[1].lower() == "float" else ("int",)
    if option.value is not None and option.value.kinds != ("enum",) and number:
        option = msgspec.structs.replace(option, value=msgspec.structs.replace(option.value, kinds=kinds))
    return option


_READERS: Mapping[str, Callable[[str], Iterable[Command]]] = {
    ".htm": lambda text: read_page(read_html(text)),
    ".html": lambda text: read_page(read_html(text)),
    ".markdown": lambda text: read_page(read_markdown(text)),
    ".md": lambda text: read_page(read_markdown(text)),
    ".tcl": read_procedures,
}


def _worth(command: Command) -> tuple[bool, int]:
    return not command.open, len(command.options) + sum(bool(option.summary) for option in command.options)
