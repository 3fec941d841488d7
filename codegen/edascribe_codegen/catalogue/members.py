"""Finds the members of an API in Python that a task needs: by the task's words, and by the classes that the script is about."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.words import apart, stems

# A member of a class that the script or the task is about is this much likelier.
_IN_VIEW = 3.0


def find_members(catalogue: Catalogue, task: str, text: str, count: int) -> tuple[str, ...]:
    """The names of the members that a task most probably needs, the likeliest first: ``Layout.create_cell``, ``Layout`` for its
    constructor.

    ``text`` is the script so far. Fewer come where fewer have anything to do with the task.
    """
    index = _index(catalogue)
    viewed = frozenset(_viewed(catalogue, index, f"{text}\n{task}"))
    scores: dict[int, float] = defaultdict(float)
    for word in set(stems(apart(task))):
        for number, weight in index.by_word.get(word, ()):
            scores[number] += weight * (_IN_VIEW if index.entries[number].scope in viewed else 1.0)
    best = sorted(scores, key=lambda number: (-scores[number], number))
    return tuple(dict.fromkeys(index.entries[number].name for number in best))[:count]


class _Entry(NamedTuple):
    name: str
    scope: str


class _Index(NamedTuple):
    """The members by the words of their names and of what is known of them, and the classes that members give."""

    entries: Sequence[_Entry]
    by_word: Mapping[str, Sequence[tuple[int, float]]]
    gives: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4)
def _index(catalogue: Catalogue) -> _Index:
    entries: list[_Entry] = []
    documents: list[Counter[str]] = []
    gives: dict[str, set[str]] = defaultdict(set)
    for scope in catalogue.scopes:
        short = scope.name or scope.module
        for member in scope.members:
            if member.name.startswith("_") and member.name != "__init__":
                continue
            name = short if member.name == "__init__" else f"{short}.{member.name}"
            entries.append(_Entry(name, scope.name))
            known = catalogue.knowledge(name)
            said = " ".join((known.summary, *known.words)) if known else member.summary
            # A word of the member's own name says most, and one of its class's little: all members have it.
            document = Counter(dict.fromkeys(stems(apart(said)), 1.0)) + Counter(dict.fromkeys(stems(apart(short)), 0.5))
            document.update(dict.fromkeys(stems(apart(short if member.name == "__init__" else member.name)), 2.0))
            documents.append(document)
            for form in (*member.signatures, member.type):
                gives[member.name].update(re.findall(r"[A-Za-z]\w+", form.rpartition("-> ")[2]))
    spread = Counter(word for document in documents for word in document)
    by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, document in enumerate(documents):
        length = math.sqrt(sum(document.values()))
        for word, weight in document.items():
            by_word[word].append((number, weight * math.log(1 + len(documents) / spread[word]) / length))
    return _Index(entries, by_word, {name: frozenset(classes) for name, classes in gives.items()})


def _viewed(catalogue: Catalogue, index: _Index, text: str) -> Iterator[str]:
    """The classes that a text is about: those that it names, and those that the members give that it calls."""
    names = set(re.findall(r"[A-Za-z]\w+", text))
    for called in re.findall(r"\.(\w+)\b", text):
        names.update(index.gives.get(called, ()))
    for name in names:
        scope = catalogue.find_scope(name)
        if scope is not None:
            yield scope.name
            yield from (base for base in scope.bases)
