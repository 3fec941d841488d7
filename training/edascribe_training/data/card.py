"""Writes the data card: what there is, where it comes from and under which licences, what was dropped and why."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from edascribe_training.data.episodes import Made
    from edascribe_training.rows import Split

_TOKEN = re.compile(r"[A-Za-z]+|\d|[^\w\s]|_|\s+")


def write_card(output: Path, made: Mapping[Split, Made], *, seed: int, code: str) -> Path:
    """Writes card.md and returns its path."""
    lines = ["# What the domain model is trained on", ""]
    lines += [
        "Pairs are drawn by families of tasks on designs that are drawn, too; they are kept if the tool runs them, something",
        "comes of it, the product would show the answer, and nothing of it is measured on. Held out are parts with designs of",
        "their own, and of real scripts the repositories that nothing is learnt from. `edascribe-training data` makes it again.",
        "",
        f"Seed {seed}, code {code}.",
        "",
        "| file | rows | words and signs | SHA-256 |",
        "|---|---|---|---|",
    ]
    for split, each in made.items():
        pairs = sum(_tokens(pair.prompt) + _tokens(pair.answer) for pair in each.pairs)
        texts = sum(_tokens(row.text) for row in each.texts)
        for name, rows, tokens in (
            (f"pairs-{split}.jsonl", len(each.pairs), pairs),
            (f"text-{split}.jsonl", len(each.texts), texts),
        ):
            lines.append(f"| {name} | {rows:,} | {tokens:,} | {hashlib.sha256((output / name).read_bytes()).hexdigest()} |")
    for split, each in made.items():
        lines += _table(f"Pairs, {split}", ("tool", "kind", "level"), ((pair.tool, pair.kind, pair.level) for pair in each.pairs))
        lines += _table(
            f"Texts, {split}",
            ("tool", "source", "licence"),
            ((row.tool, row.source.partition("/")[0], row.licence) for row in each.texts),
        )
    train = made["train"]
    lines += _table(
        "Licences of pairs, train", ("licence", "source"), ((p.licence, re.split("[:/]", p.source)[0]) for p in train.pairs)
    )
    families = Counter(pair.source for pair in train.pairs if pair.source.startswith("generated: ") and "," not in pair.source)
    lines += ["", f"## {len(families)} families", "", ", ".join(f"{name[11:]} {count}" for name, count in sorted(families.items()))]
    dropped = Counter(train.dropped) + Counter(made["held-out"].dropped)
    lines += ["", "## Dropped", "", "| why | how many |", "|---|---|"]
    lines += [f"| {why.replace('|', '/')} | {count:,} |" for why, count in dropped.most_common()]
    path = output / "card.md"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    counted = sorted(Counter(rows).items())
    head = [f"| {' | '.join((*columns, 'rows'))} |", "|" + "---|" * (len(columns) + 1)]
    return ["", f"## {title}", "", *head, *(f"| {' | '.join((*row, f'{count:,}'))} |" for row, count in counted)]


def _tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))
