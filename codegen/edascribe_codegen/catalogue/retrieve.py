"""Finds the entries that a task in plain words needs, also those that it implies: by its words, and by how commands are used.

What says how well an entry fits are six figures, which `Index.figures` computes; their weights were fitted on the development
queries by `tests/bench/bench_retrieval.py`, which also measures what each of them is worth.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from edascribe_codegen.catalogue.co_usage import Usage, usage
from edascribe_codegen.catalogue.contents import Catalogue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Figures = NDArray[np.float32]

# How much a word counts by where it stands in an entry.
_NAME, _OPTIONS, _SUMMARY, _WORDS, _EXAMPLE = 3, 1, 2, 2, 1
FIGURES = ("words", "parts of words", "concepts", "learnt words", "prior", "company")
WEIGHTS = (1.45, 2.25, 1.46, 0.69, 2.41, 1.95)
# An entry that the task names comes before all others.
_NAMED = 10.0
# A phrase of the knowledge is half a task, a task five scripts; a word that was seen in few tasks says little.
_PHRASE, _TASK, _SMOOTHING = 0.5, 5.0, 3.0
# The entries that fit best say which others go with them; commands used just before count as one more.
_COMPANIONS, _LAST_USED, _OF_USED = 12, 5, 0.3


def retrieve(catalogue: Catalogue, query: str, *, used: Sequence[str] = (), count: int = 8) -> tuple[str, ...]:
    """The names of the ``count`` entries that a task most probably needs, the likeliest first; none where no word of it is known.

    They are commands, or classes and members of an API in Python. ``used`` are the commands of the script so far, in their order.
    """
    return tuple(name for name, _ in rank(catalogue, query, used=used)[:count])


def rank(catalogue: Catalogue, query: str, *, used: Sequence[str] = ()) -> tuple[tuple[str, float], ...]:
    """All entries of the tool with their scores, the best first; nothing where no word of the query is known."""
    import numpy as np

    index = _index(catalogue)
    figures = index.figures(query, used)
    if not figures[:, :3].any():
        return ()
    scores = figures @ np.asarray(WEIGHTS, dtype=np.float32)
    for name in set(re.findall(r"[\w.:]+", query)).intersection(index.positions):
        scores[index.positions[name]] += _NAMED
    order = (-scores).argsort(kind="stable")
    return tuple((index.names[position], float(scores[position])) for position in order)


class Index:
    """The entries of a catalogue's own API, by their words and by how they are used.

    ``names`` are the entries', ``positions`` where they stand among them, aliases included.
    """

    def __init__(self, catalogue: Catalogue, used: Usage) -> None:
        import numpy as np

        self.positions, self.names = _entries(catalogue)
        documents = [list(_document(name, catalogue)) for name in self.names]
        self._by_words = _Relevance(documents)
        self._by_parts = _Relevance([list(_parts(_prose(name, catalogue))) for name in self.names])
        self._by_concepts = _Relevance([list(_concepts(document)) for document in documents])
        self._learn_words(catalogue, used)
        self._learn_company(used)
        self._none = np.zeros(len(self.names), dtype=np.float32)

    def figures(self, query: str, used: Sequence[str] = ()) -> Figures:
        """What speaks for each entry, one row each, in the order of `FIGURES`."""
        import numpy as np

        tokens = tuple(dict.fromkeys(_tokens(query)))
        words, parts = self._by_words.to(tokens), self._by_parts.to(_parts(query))
        rows = [self._rows[token] for token in tokens if token in self._rows]
        learnt = self._learnt[rows].sum(axis=0) / len(tokens) ** 0.5 if rows else self._none
        # A task of one or two words needs one command; the longer it is, the more it implies.
        many = min(1.0, max(0.0, (len(tokens) - 3) / 8))
        company = many * self._company_of(words + parts + 0.25 * learnt, used)
        concepts = self._by_concepts.to(_concepts(tokens))
        return np.stack((words, parts, concepts, learnt, self._prior, company), axis=1)

    def _learn_words(self, catalogue: Catalogue, used: Usage) -> None:
        """How much likelier each word of a task makes each entry: log-odds from tasks and from the phrases of the knowledge."""
        import numpy as np

        rows: dict[str, int] = {}
        seen: list[tuple[list[int], list[int], float]] = []
        said = [(task.words, task.commands, 1.0) for task in used.tasks]
        said += [(phrase, (name,), _PHRASE) for name in self.names for phrase in _phrases(name, catalogue)]
        for words, names, weight in said:
            wanted = list({self.positions[name] for name in names if name in self.positions})
            seen.append(([rows.setdefault(token, len(rows)) for token in set(_tokens(words))], wanted, weight))
        together = np.zeros((len(rows), len(self.names)), dtype=np.float32)
        alone = np.zeros((len(rows), 1), dtype=np.float32)
        wanted_at_all = np.full(len(self.names), 0.5, dtype=np.float32)
        for tokens, wanted, weight in seen:
            together[np.ix_(tokens, wanted)] += weight
            alone[tokens] += weight
            wanted_at_all[wanted] += weight
        prior = wanted_at_all / (sum(weight for *_, weight in seen) + 1)
        odds = (together + _SMOOTHING * prior) / (alone + _SMOOTHING) / prior
        self._rows = rows
        self._learnt: Figures = np.log(odds).clip(min=-1).astype(np.float32)
        self._prior: Figures = (np.log(prior) / 5 + 1).astype(np.float32)

    def _learn_company(self, used: Usage) -> None:
        """How likely each entry stands in a script where another one stands, from scripts and tasks."""
        import numpy as np

        size = len(self.names)
        alone = np.zeros(size, dtype=np.float32)
        together = np.zeros((size, size), dtype=np.float32)
        for name, number in used.commands.items():
            if name in self.positions:
                alone[self.positions[name]] += number
        for name, others in used.together.items():
            for other, number in others.items():
                if name in self.positions and other in self.positions:
                    together[self.positions[name], self.positions[other]] += number
        together += together.T
        for task in used.tasks:
            wanted = list({self.positions[name] for name in task.commands if name in self.positions})
            alone[wanted] += _TASK
            together[np.ix_(wanted, wanted)] += _TASK
        prior: Figures = (alone + 0.1) / (used.scripts + _TASK * len(used.tasks) + 1)
        company: Figures = (together + 2 * prior) / (alone[:, np.newaxis] + 2)
        np.fill_diagonal(company, 0)
        self._company: Figures = company.astype(np.float32)

    def _company_of(self, relevance: Figures, used: Sequence[str]) -> Figures:
        import numpy as np

        best = (-relevance).argsort()[:_COMPANIONS]
        shares = np.exp((relevance[best] - relevance[best[0]]) * 4) if best.size else relevance
        likely: Figures = (shares @ self._company[best] / (shares.sum() or 1)).astype(np.float32)
        last = [self.positions[name] for name in used if name in self.positions][-_LAST_USED:]
        if last:
            likely = (1 - _OF_USED) * likely + _OF_USED * self._company[last].mean(axis=0, dtype=np.float32)
        figures: Figures = np.log(likely + 1e-3) / 5
        return figures


class _Relevance:
    """BM25 over the tokens of documents."""

    def __init__(self, documents: list[list[str]]) -> None:
        import bm25s  # type: ignore[import-untyped]

        self._size = len(documents)
        self._bm25: Any = None
        if any(documents):
            self._bm25 = bm25s.BM25()
            self._bm25.index(documents, show_progress=False)

    def to(self, tokens: Iterator[str] | Sequence[str]) -> Figures:
        """How well each document fits, from 0 to 1 for the best; all 0 where no token is known."""
        import numpy as np

        known = [token for token in dict.fromkeys(tokens) if self._bm25 is not None and token in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores: Figures = self._bm25.get_scores(known)
        relevance: Figures = scores / scores.max()
        return relevance


@lru_cache(maxsize=8)
def _index(catalogue: Catalogue) -> Index:
    own = usage(catalogue.tool)
    return Index(catalogue, own if own.tasks or not catalogue.contains else usage(catalogue.contains))


def _entries(catalogue: Catalogue) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """The names that are worth finding, and their positions, also those of aliases: singular names, and a tool's
    own names of commands that Tcl calls otherwise.

    Commands that nothing is known of, and classes and members without knowledge, would only stand in the way.
    """
    names: list[str] = []
    aliases: dict[str, str] = {}
    for name in catalogue.own_names:
        command, plural = catalogue.find(name), catalogue.find(name + "s")
        if command is None or (command.positionals is None and not catalogue.summary(name)):
            continue
        if plural is not None and (command.options, command.positionals) == (plural.options, plural.positionals):
            aliases[name] = name + "s"
        else:
            names.append(name)
    names += [name for name in catalogue.known_names if catalogue.scopes and catalogue.look_up(name) is not None]
    positions = {name: position for position, name in enumerate(names)}
    aliases |= {catalogue.native_name(name): name for name in names}
    return {alias: positions[name] for alias, name in aliases.items()} | positions, tuple(names)


def _phrases(name: str, catalogue: Catalogue) -> Sequence[str]:
    known = catalogue.knowledge(name)
    return (known.summary, *known.words) if known else ()


def _document(name: str, catalogue: Catalogue) -> Iterator[str]:
    """The words of an entry, repeated by their weight."""
    yield from _NAME * list(_tokens(_apart(name)))
    command = catalogue.find(name)
    for option in command.options if command else ():
        if not option.hidden:
            yield from _OPTIONS * list(_tokens(option.name))
    known = catalogue.knowledge(name)
    if known is not None:
        yield from _SUMMARY * list(_tokens(known.summary))
        yield from _WORDS * [word for phrase in known.words for word in _tokens(phrase)]
        yield from _EXAMPLE * list(_tokens(known.example))


def _prose(name: str, catalogue: Catalogue) -> str:
    return " ".join((name, name, *_phrases(name, catalogue)))


def _apart(name: str) -> str:
    """``LayoutView`` in two words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


_STOP_WORDS = """
a an the of to in on at by for with from into as is are be it its this that these those and or not all each every any my me i we you
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


def _concepts(tokens: Iterable[str]) -> Iterator[str]:
    """The classes of the field's thesaurus that each word belongs to; a word of none stands for itself."""
    classes = _thesaurus()
    for token in tokens:
        yield from classes.get(token, (token,))


@lru_cache(maxsize=1)
def _thesaurus() -> Mapping[str, Sequence[str]]:
    """The classes of each word that an engineer may say otherwise, by its common form."""
    text = files(__package__).joinpath("knowledge", "thesaurus.toml").read_text("utf-8")
    classes: dict[str, list[str]] = defaultdict(list)
    for number, words in enumerate(tomllib.loads(text)["classes"]):
        for token in dict.fromkeys(_tokens(words)):
            classes[token].append(f"class {number}")
    return classes


def _parts(text: str) -> Iterator[str]:
    """The runs of four letters in each word: ``legalise`` and ``legalize``, ``floorplan`` and ``plan`` have some in common."""
    for word in re.findall(r"[a-z]{3,}", text.lower()):
        if word in _STOP:
            continue
        whole = f"<{word}>"
        for start in range(len(whole) - 3):
            yield whole[start : start + 4]
