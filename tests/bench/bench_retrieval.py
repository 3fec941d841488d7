"""Retrieval: how many of the commands that a task needs are found, beside plain BM25 and plain embeddings, and each figure's worth.

All is learnt anew in each of five folds of the development queries, so that no query is judged by what was learnt from it, and
for each author from the queries of the others alone. Those kept aside (`retrieval_queries_held_out.json`, or files that are named)
are judged by what is shipped. Where an item that is wanted holds several names (`Cell.bbox|Cell.copy`), any of them will do, and so
will any form of them (`Cell.dbbox`, `families`): what is found has one place for all forms, and a prompt names them all.
Run as `python tests/bench/bench_retrieval.py [--fit] [FILE...]`; `--fit` prints the weights of all development queries.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import peers

from edascribe_codegen.catalogue import load
from edascribe_codegen.catalogue.co_usage import Usage, usage
from edascribe_codegen.catalogue.families import families
from edascribe_codegen.catalogue.retrieve import FIGURES, Index, one_of_each, rank

DATA = Path(__file__).resolve().parents[1] / "data"
# By author.
DEVELOPMENT = {
    "first": (DATA / "retrieval_queries.json",),
    "second": (DATA / "retrieval_queries_development.json", DATA / "retrieval_queries_development_2.json"),
    "third": (DATA / "retrieval_queries_development_3.json",),
    "fourth": (DATA / "retrieval_queries_development_4.json",),
}
HELD_OUT = DATA / "retrieval_queries_held_out.json"
FOLDS = 5
# A query with one command counts this much in fitting: there are fewer of them, and the prior speaks against them.
ONE = 4.0
# Of what is found nobody looks farther.
MOST = 20


class Query(NamedTuple):
    """A labelled task; ``wanted`` are the entries, each by the names of those that will do."""

    tool: str
    words: str
    wanted: tuple[tuple[str, ...], ...]
    used: tuple[str, ...]


class Found(NamedTuple):
    """What was found for a query, the likeliest first."""

    query: Query
    names: Sequence[str]


def main(arguments: Sequence[str]) -> int:
    """Prints all figures, or with --fit the weights."""
    files = [Path(argument) for argument in arguments if argument != "--fit"]
    if "--fit" in arguments:
        queries = [query for files in DEVELOPMENT.values() for query in read(*files)]
        folds = folded(queries)
        print(dict(zip(FIGURES, (round(float(weight), 2) for weight in fit(queries, folds)), strict=True)))
        return 0
    for name, value in measure(files).items():
        print(f"{name:60} {value}")
    return 0


def measure(files: Iterable[Path] = ()) -> dict[str, Any]:
    """Recall of all methods on the development queries by folds and by authors, and on those kept aside; CPU time for a query."""
    authors = {author: read(*files) for author, files in DEVELOPMENT.items()}
    development = [query for queries in authors.values() for query in queries]
    folds = folded(development)
    everything = list(range(len(FIGURES)))
    result = {f"retrieval {name}": value for name, value in recall(crossed(development, folds, everything)).items()}
    for left_out, figure in enumerate(FIGURES):
        kept = [number for number in everything if number != left_out]
        result |= {
            f"retrieval without {figure}, {name}": value for name, value in recall(crossed(development, folds, kept)).items()
        }
    for author, queries in authors.items():
        known = {query.words for query in queries}
        others = [query for query in development if query.words not in known]
        weights = fit(others, folded(others, known))
        indexes = {tool: index_without(tool, known) for tool in sorted({query.tool for query in queries})}
        found = [Found(query, ordered(indexes[query.tool], query, weights)) for query in queries]
        result |= by_tool(f"retrieval, {author} author unknown", found)
    aside = {path.stem: read(path) for path in files or [path for path in [HELD_OUT] if path.is_file()]}
    if not aside:
        print(f"No queries are kept aside ({HELD_OUT.name} is missing), so what is shipped is not judged.", file=sys.stderr)
    for name, queries in aside.items():
        found = [Found(query, [entry for entry, _ in rank(load(query.tool), query.words, used=query.used)]) for query in queries]
        result |= by_tool(f"retrieval on {name}", found)
    return result | plain({"development": development, **aside}) | {"retrieval query ms": milliseconds(development)}


def by_tool(label: str, found: Sequence[Found]) -> dict[str, float]:
    """Recall of all, and of each tool's."""
    result = {f"{label}, {name}": value for name, value in recall(found).items()}
    for tool in sorted({one.query.tool for one in found}):
        of_tool = [one for one in found if one.query.tool == tool]
        result |= {f"{label}, {tool}, {name}": value for name, value in recall(of_tool).items()}
    return result


def read(*paths: Path) -> list[Query]:
    """The queries of files; names in them that are aliases become the entries'."""
    queries = []
    for path in paths:
        for row in json.loads(path.read_text("utf-8")):
            index = shipped(row["tool"])
            forms = families(load(row["tool"]))
            wanted = (
                tuple(index.names[index.positions[form]] if form in index.positions else form for form in accepted)
                for accepted in ([form for name in item.split("|") for form in forms.get(name, (name,))] for item in row["wanted"])
            )
            queries.append(Query(row["tool"], row["query"], tuple(dict.fromkeys(wanted)), tuple(row.get("used", ()))))
    return queries


def recall(found: Sequence[Found]) -> dict[str, float]:
    """Shares of the wanted commands: of queries for one command among the first 5, of others among the first 10 and 20."""
    result: dict[str, Any] = {}
    for name, several, count in (("single at 5", False, 5), ("multi at 10", True, 10), ("multi at 20", True, MOST)):
        judged = [one for one in found if (len(one.query.wanted) > 1) is several]
        hits = sum(not set(one.names[:count]).isdisjoint(names) for one in judged for names in one.query.wanted)
        result[name] = round(hits / max(1, sum(len(one.query.wanted) for one in judged)), 3)
    return result


_SHIPPED: dict[str, Index] = {}


def shipped(tool: str) -> Index:
    """The index as it is shipped."""
    return _SHIPPED.setdefault(tool, Index(load(tool), usage(tool))) if tool not in _SHIPPED else _SHIPPED[tool]


def index_without(tool: str, words: set[str]) -> Index:
    """The index of a tool without what some queries teach."""
    shown: Usage = usage(tool)
    return Index(load(tool), msgspec.structs.replace(shown, tasks=tuple(t for t in shown.tasks if t.words not in words)))


class Fold(NamedTuple):
    """Some of the queries, and the figures of their entries by an index that has not seen them."""

    queries: Sequence[int]
    figures: Mapping[int, Any]
    indexes: Mapping[str, Index]


def folded(queries: Sequence[Query], hidden: set[str] | frozenset[str] = frozenset()) -> list[Fold]:
    """The queries in folds, which are the same in every run; nothing is learnt from those that are hidden."""
    order = list(range(len(queries)))
    random.Random(0).shuffle(order)
    folds = []
    for start in range(FOLDS):
        numbers = order[start::FOLDS]
        unseen = {queries[number].words for number in numbers} | hidden
        indexes = {tool: index_without(tool, unseen) for tool in sorted({query.tool for query in queries})}
        figures = {number: indexes[queries[number].tool].figures(queries[number].words, queries[number].used) for number in numbers}
        folds.append(Fold(numbers, figures, indexes))
    return folds


def crossed(queries: Sequence[Query], folds: Sequence[Fold], kept: Sequence[int]) -> list[Found]:
    """What is found for each query, with some of the figures, by weights that were fitted on the other folds."""
    found = []
    for fold in folds:
        weights = fit(queries, [other for other in folds if other is not fold], kept)
        for number in fold.queries:
            query = queries[number]
            found.append(Found(query, best(fold.indexes[query.tool], query, fold.figures[number][:, kept] @ weights)))
    return found


def fit(queries: Sequence[Query], folds: Sequence[Fold], kept: Sequence[int] = tuple(range(len(FIGURES)))) -> Any:
    """Weights under which the wanted entries are likeliest, as a softmax over all entries of the tool; by Adam.

    Of names that will all do, the one whose figures add up to most counts.
    """
    groups: dict[tuple[str, bool], tuple[list[Any], list[Any]]] = {}
    total = 0
    for fold in folds:
        for number in fold.queries:
            query = queries[number]
            positions = fold.indexes[query.tool].positions
            sums = fold.figures[number].sum(axis=1)
            known = [[positions[name] for name in names if name in positions] for names in query.wanted]
            wanted = [max(places, key=sums.__getitem__) for places in known if places]
            if wanted:
                figures, wished = groups.setdefault((query.tool, len(query.wanted) == 1), ([], []))
                figures.append(fold.figures[number][:, kept])
                wished.append(figures[-1][wanted].mean(axis=0))
                total += 1
    stacked = [
        (np.concatenate(figures), len(figures), np.sum(wished, axis=0), ONE if one else 1.0)
        for (_, one), (figures, wished) in groups.items()
    ]
    weights, speed, square = np.zeros(len(kept)), np.zeros(len(kept)), np.zeros(len(kept))
    for step in range(1, 121):
        slope = 0.01 * weights
        for rows, number, wish, share in stacked:
            # In single precision, as the figures are: half the time of double.
            odds = (rows @ weights.astype(np.float32)).reshape(number, -1)
            odds -= odds.max(axis=1, keepdims=True)
            np.exp(odds, out=odds)
            odds /= odds.sum(axis=1, keepdims=True)
            slope = slope - share * (wish - odds.reshape(-1) @ rows) / total
        speed = 0.9 * speed + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - 0.15 * (speed / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def ordered(index: Index, query: Query, weights: Any) -> list[str]:
    """The entries by weights, the likeliest first."""
    return best(index, query, index.figures(query.words, query.used) @ weights)


def best(index: Index, query: Query, scores: Any) -> list[str]:
    """The entries of the best scores, one of each family, as many as are judged."""
    order = (-scores).argsort(kind="stable")[: 2 * MOST]
    ranked = ((index.names[place], 0.0) for place in order)
    return [name for name, _ in one_of_each(ranked, load(query.tool), query.words)]


def plain(sets: Mapping[str, Sequence[Query]]) -> dict[str, Any]:
    """The same by BM25 alone, and by the nearest of the vectors of each entry's name and phrases."""
    queries = [query for some in sets.values() for query in some]
    spoken = {tool: list(phrases(tool)) for tool in sorted({query.tool for query in queries})}
    texts = list(dict.fromkeys([query.words for query in queries] + [text for said in spoken.values() for _, text in said]))
    vectors = peers.minilm(texts)
    row = {text: number for number, text in enumerate(texts)}
    owners = {tool: [place for place, _ in said] for tool, said in spoken.items()}
    said_in = {tool: vectors[[row[text] for _, text in said]] for tool, said in spoken.items()}
    bm25 = np.eye(len(FIGURES))[0]
    result: dict[str, Any] = {}
    for label, some in sets.items():
        nearest = []
        for query in some:
            near = np.full(len(shipped(query.tool).names), -1.0)
            np.maximum.at(near, owners[query.tool], said_in[query.tool] @ vectors[row[query.words]])
            nearest.append(Found(query, best(shipped(query.tool), query, near)))
        by_words = [Found(query, ordered(shipped(query.tool), query, bm25)) for query in some]
        result |= {f"plain BM25 on {label}, {name}": value for name, value in recall(by_words).items()}
        result |= {f"plain embeddings on {label}, {name}": value for name, value in recall(nearest).items()}
    return result


def phrases(tool: str) -> Iterable[tuple[int, str]]:
    """What is said of each entry, with its place: its name and the phrases of its knowledge."""
    catalogue = load(tool)
    for place, entry in enumerate(shipped(tool).names):
        known = catalogue.knowledge(entry)
        for phrase in (entry.replace("_", " "), *((known.summary, *known.words) if known else ())):
            yield place, phrase


def milliseconds(queries: Sequence[Query]) -> float:
    """The median CPU time of a query, in milliseconds."""
    took = []
    for query in queries:
        started = time.process_time()
        rank(load(query.tool), query.words, used=query.used)
        took.append(1000 * (time.process_time() - started))
    return round(statistics.median(took), 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
