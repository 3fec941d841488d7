"""Finds the commands that a task in plain words needs: BM25 over what each entry says, each clause of the task with candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.schema import Command

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much a word counts by where it stands in an entry. Measured on tests/data/retrieval_queries.json.
_NAME, _OPTIONS, _SUMMARY, _WORDS, _EXAMPLE = 3, 1, 2, 2, 1
# Added to a relevance between 0 and 2: for a command that the task names, and for one that the script uses already.
_NAMED, _USED = 1.0, 0.1


def retrieve(catalogue: Catalogue, query: str, *, used: Sequence[str] = (), count: int = 8) -> tuple[Command, ...]:
    """The ``count`` commands that a task most probably needs, the likeliest first; fewer where fewer have anything to do with it.

    ``used`` are commands that the script has already.
    """
    return tuple(command for command, _ in rank(catalogue, query, used=used)[:count])


def rank(catalogue: Catalogue, query: str, *, used: Sequence[str] = ()) -> tuple[tuple[Command, float], ...]:
    """The tool's commands with a score above zero, the best first."""
    import numpy as np

    index = _index(catalogue)
    whole = index.relevance(query)
    scores = whole + np.maximum.reduce([whole * 0, *(index.relevance(clause) for clause in _clauses(query))])
    named = set(re.findall(r"\w+", query))
    for position, command in enumerate(index.commands):
        if command.name in named:
            scores[position] += _NAMED
        if command.name in used:
            scores[position] += _USED
    order = (-scores).argsort(kind="stable")
    return tuple((index.commands[position], float(scores[position])) for position in order if scores[position] > _USED)


class _Index:
    """BM25 over the entries of a catalogue's own commands."""

    def __init__(self, catalogue: Catalogue) -> None:
        import bm25s  # type: ignore[import-untyped]

        self.commands = tuple(_worth_finding(catalogue))
        documents = [list(_document(command, catalogue)) for command in self.commands]
        self._bm25 = bm25s.BM25()
        self._bm25.index(documents, show_progress=False)

    def relevance(self, text: str) -> NDArray[np.float32]:
        """How well each command fits a text, from 0 to 1 for the best; all 0 where no word is known."""
        import numpy as np

        tokens = [token for token in dict.fromkeys(_tokens(text)) if token in self._bm25.vocab_dict]
        if not tokens:
            return np.zeros(len(self.commands), dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(tokens)
        relevance: NDArray[np.float32] = scores / scores.max()
        return relevance


@lru_cache(maxsize=8)
def _index(catalogue: Catalogue) -> _Index:
    return _Index(catalogue)


def _worth_finding(catalogue: Catalogue) -> Iterator[Command]:
    """The tool's own commands without the singular names of plural ones, and without those that nothing is known of."""
    for name in catalogue.own_names:
        command = catalogue.find(name)
        if (
            command is not None
            and catalogue.find(name + "s") is None
            and (command.positionals is not None or catalogue.summary(name))
        ):
            yield command


def _document(command: Command, catalogue: Catalogue) -> Iterator[str]:
    """The words of an entry, repeated by their weight."""
    yield from _NAME * list(_tokens(command.name))
    yield from _OPTIONS * [word for option in command.options if not option.hidden for word in _tokens(option.name)]
    known = catalogue.knowledge(command.name)
    if known is not None:
        yield from _SUMMARY * list(_tokens(known.summary))
        yield from _WORDS * [word for phrase in known.words for word in _tokens(phrase)]
        yield from _EXAMPLE * list(_tokens(known.example))


_CLAUSE_END = re.compile(r"[,.;:!?\n]+(?=\s|$)|\b(?:and|then|plus|after|before|with|for)\b")


def _clauses(query: str) -> list[str]:
    """The parts of a task that may each need a command of their own."""
    return [clause for clause in _CLAUSE_END.split(query) if clause.strip()]


_STOP_WORDS = """
a an the of to in on at by for with from into as is are be it its this that these those and or not all each every any me my i we you
your do does did how what which when where there then so if but than them they their has have had will would can should please
"""
_STOP = frozenset(_STOP_WORDS.split())


def _tokens(text: str) -> Iterator[str]:
    """The words of a text in a common form: lower case, names split, plural and verb endings taken off."""
    for word in re.findall(r"[a-z]+|\d+", text.lower()):
        if word in _STOP:
            continue
        yield _stem(word)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending, shortest in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= shortest - 1:
            stem = word.removesuffix(ending)
            if ending == "ies":
                return stem + "y"
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt" else stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
