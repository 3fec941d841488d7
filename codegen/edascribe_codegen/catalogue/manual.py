"""Reads the synopsis in a manual page, for commands of which a shell's help says nothing."""

from __future__ import annotations

import re

import msgspec

from edascribe_codegen.catalogue.schema import Command
from edascribe_codegen.catalogue.usage import read_usage

_SECTION = r"^[ \t]*{title}[ \t]*\n(?P<body>(?:[ \t]*\n|[ \t]+[^\n]+\n?)+)"


def read_manual(name: str, text: str) -> Command | None:
    """The command that a manual page describes under ``SYNTAX``, ``Syntax`` or ``SYNOPSIS``, None where it shows none."""
    text = re.sub(".\x08", "", text)  # Bold letters are struck twice.
    syntax = _section(text, "(?:SYNTAX|Syntax|SYNOPSIS|Synopsis)")
    # The type of what it returns may stand before the name.
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])(.*?)(?=\n[ \t]*(?:Data Types|DATA TYPES)|\Z)", syntax, re.DOTALL)
    if found is None:
        return None
    summary = " ".join(_section(text, "(?:NAME|Name)").split())
    summary = re.sub(rf"^{re.escape(name)}\s*[-:]?\s*", "", summary)
    return msgspec.structs.replace(read_usage(name, found[1]), summary=summary, redirect=True)


def _section(text: str, title: str) -> str:
    """What is indented under a title."""
    found = re.search(_SECTION.format(title=title), text, re.MULTILINE)
    return found["body"] if found else ""
