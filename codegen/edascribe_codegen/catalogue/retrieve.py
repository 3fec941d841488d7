"""Finds the entries that a task in plain words needs, also those that it implies: by its words, and by how commands are used.

What says how well an entry fits are eight figures, which `Index.figures` computes; their weights were fitted on the development
queries by `tests/bench/bench_retrieval.py`, which also measures what each of them is worth.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from edascribe_codegen.catalogue.co_usage import Usage, usage
from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.families import families, in_microns, speaks_of_microns
from edascribe_codegen.catalogue.meaning import vectors
from edascribe_codegen.catalogue.words import apart, grams, stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Figures = NDArray[np.float32]

# How much a word counts by where it stands in an entry.
_NAME, _OPTIONS, _SUMMARY, _WORDS, _EXAMPLE = 3, 1, 2, 2, 1
FIGURES = ("words", "parts of words", "concepts", "learnt words", "prior", "company", "meaning", "tasks of like meaning")
WEIGHTS = (1.26, 1.67, 1.16, 0.68, 1.51, 1.59, 2.03, 1.94)
# An entry that the task names comes before all others.
_NAMED = 10.0
# A phrase of the knowledge is half a task, a task five scripts; a word that was seen in few tasks says little.
_PHRASE, _TASK, _SMOOTHING = 0.5, 5.0, 3.0
# What a task of like meaning says of each of its commands, by the number of them.
_SHARED = 0.3
# The entries that fit best say which others go with them; commands used just before count as one more.
_COMPANIONS, _LAST_USED, _OF_USED = 12, 5, 0.3


def retrieve(catalogue: Catalogue, query: str, *, used: Sequence[str] = (), count: int = 8) -> tuple[str, ...]:
    """The names of the ``count`` entries that a task most probably needs, the likeliest first; none where no word of it is known.

    They are commands, or classes and members of an API in Python, of which a family has one place. ``used`` are the commands of the
    script so far, in their order.
    """
    return tuple(name for name, _ in rank(catalogue, query, used=used)[:count])


def rank(catalogue: Catalogue, query: str, *, used: Sequence[str] = ()) -> tuple[tuple[str, float], ...]:
    """All entries of the tool with their scores, the best first; nothing where no word of the query is known.

    Of forms of one thing (`families`) only one is there: the first in the units that the query speaks of, else the best.
    """
    import numpy as np

    index = _index(catalogue)
    figures = index.figures(query, used)
    if not figures[:, :3].any():
        return ()
    scores = figures @ np.asarray(WEIGHTS, dtype=np.float32)
    for name in set(re.findall(r"[\w.:]+", query)).intersection(index.positions):
        scores[index.positions[name]] += _NAMED
    order = (-scores).argsort(kind="stable")
    return tuple(one_of_each(((index.names[position], float(scores[position])) for position in order), catalogue, query))


def one_of_each(ranked: Iterable[tuple[str, float]], catalogue: Catalogue, query: str) -> Iterator[tuple[str, float]]:
    """The best form of each family, under the name of the form that fits the query's units where that is an entry, too."""
    of_name, positions, microns = families(catalogue), _index(catalogue).positions, speaks_of_microns(query)
    seen: set[str] = set()
    for name, score in ranked:
        forms = of_name.get(name)
        if forms is None:
            yield name, score
        elif forms[0] not in seen:
            seen.add(forms[0])
            fitting = [form for form in forms if form in positions and in_microns(form) == microns]
            yield (name if name in fitting or not fitting or name in query else fitting[0]), score


class Index:
    """The entries of a catalogue's own API, by their words and by how they are used.

    ``names`` are the entries', ``positions`` where they stand among them, aliases included.
    """

    def __init__(self, catalogue: Catalogue, used: Usage) -> None:
        import numpy as np

        spoken = _spoken(catalogue)
        self.positions, self.names = spoken.positions, spoken.names
        self._by_words, self._by_parts, self._by_concepts = spoken.by_words, spoken.by_parts, spoken.by_concepts
        self._said, self._firsts = spoken.vectors, spoken.firsts
        self._learn_words(spoken, used)
        self._learn_company(used)
        self._learn_tasks(used)
        self._none = np.zeros(len(self.names), dtype=np.float32)

    def figures(self, query: str, used: Sequence[str] = ()) -> Figures:
        """What speaks for each entry, one row each, in the order of `FIGURES`."""
        import numpy as np

        tokens = tuple(dict.fromkeys(stems(query)))
        words, parts = self._by_words.to(tokens), self._by_parts.to(grams(query))
        rows = [self._rows[token] for token in tokens if token in self._rows]
        learnt = self._learnt[rows].sum(axis=0) / len(tokens) ** 0.5 if rows else self._none
        # A task of one or two words needs one command; the longer it is, the more it implies.
        many = min(1.0, max(0.0, (len(tokens) - 3) / 8))
        company = many * self._company_of(words + parts + 0.25 * learnt, used)
        concepts = self._by_concepts.to(_concepts(tokens))
        vector = vectors((query,))[0]
        return np.stack((words, parts, concepts, learnt, self._prior, company, *self._meaning_of(vector)), axis=1)

    def _learn_words(self, spoken: _Spoken, used: Usage) -> None:
        """How much likelier each word of a task makes each entry: log-odds from tasks and from the phrases of the knowledge."""
        import numpy as np

        rows: dict[str, int] = {}
        seen: list[tuple[list[int], list[int], float]] = []
        said = [(set(stems(task.words)), task.commands, 1.0) for task in used.tasks]
        said += [(words, (name,), _PHRASE) for name, words in spoken.phrases]
        for words, names, weight in said:
            wanted = list({self.positions[name] for name in names if name in self.positions})
            seen.append(([rows.setdefault(token, len(rows)) for token in words], wanted, weight))
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

    def _learn_tasks(self, used: Usage) -> None:
        """The vectors of the tasks, and the entries of each."""
        import numpy as np

        self._tasks = vectors([task.words for task in used.tasks])
        pairs = [
            (number, position, len(wanted) ** -_SHARED)
            for number, task in enumerate(used.tasks)
            if (wanted := {self.positions[name] for name in task.commands if name in self.positions})
            for position in wanted
        ]
        self._of_task = np.array([number for number, *_ in pairs], dtype=np.intp)
        self._in_task = np.array([position for _, position, _ in pairs], dtype=np.intp)
        self._share = np.array([share for *_, share in pairs], dtype=np.float32)

    def _meaning_of(self, vector: Figures) -> tuple[Figures, Figures]:
        """How near the nearest phrase of each entry is to a query, and the nearest task that needs it."""
        import numpy as np

        if not self._firsts.size:
            return self._none, self._none
        # Not by `@`: BLAS would share this out among threads, whose waiting for each other costs 40 times the work.
        said, like = (np.einsum("ij,j->i", rows, vector) for rows in (self._said, self._tasks))
        meaning: Figures = np.maximum.reduceat(said, self._firsts)
        tasks = self._none.copy()
        np.maximum.at(tasks, self._in_task, like[self._of_task] * self._share)
        return meaning, tasks

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


class _Spoken(NamedTuple):
    """What the entries are called and what is said of them, in all forms in which a query is compared with it.

    ``phrases`` are the words of each phrase with its entry's name; ``vectors`` those of the phrases, ``firsts`` each entry's first.
    """

    positions: Mapping[str, int]
    names: Sequence[str]
    by_words: _Relevance
    by_parts: _Relevance
    by_concepts: _Relevance
    phrases: Sequence[tuple[str, set[str]]]
    vectors: Figures
    firsts: NDArray[np.intp]


@lru_cache(maxsize=8)
def _spoken(catalogue: Catalogue) -> _Spoken:
    import numpy as np

    positions, names = _entries(catalogue)
    documents = [list(_document(name, catalogue)) for name in names]
    said = [(name, *_phrases(name, catalogue)) for name in names]
    return _Spoken(
        positions=positions,
        names=names,
        by_words=_Relevance(documents),
        by_parts=_Relevance([list(grams(_prose(name, catalogue))) for name in names]),
        by_concepts=_Relevance([list(_concepts(document)) for document in documents]),
        phrases=[(name, set(stems(phrase))) for name, *phrases in said for phrase in phrases],
        vectors=vectors([phrase for phrases in said for phrase in phrases]),
        firsts=np.cumsum([0, *(len(phrases) for phrases in said)])[:-1],
    )


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
    yield from _NAME * list(stems(apart(name)))
    command = catalogue.find(name)
    for option in command.options if command else ():
        if not option.hidden:
            yield from _OPTIONS * list(stems(" ".join((option.name, *(option.value.values if option.value else ())))))
    known = catalogue.knowledge(name)
    if known is not None:
        yield from _SUMMARY * list(stems(known.summary))
        yield from _WORDS * [word for phrase in known.words for word in stems(phrase)]
        yield from _EXAMPLE * list(stems(known.example))


def _prose(name: str, catalogue: Catalogue) -> str:
    return " ".join((name, name, *_phrases(name, catalogue)))


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
        for token in dict.fromkeys(stems(words)):
            classes[token].append(f"class {number}")
    return classes
