"""What is collected rather than drawn: real scripts, entries of the catalogues, questions with answers; each with its licence."""

from __future__ import annotations

import csv
import random
import re
from typing import TYPE_CHECKING

from edascribe_codegen import corpus
from edascribe_codegen.catalogue import load
from edascribe_codegen.catalogue.render import prompt_line
from edascribe_evals.eda_corpus import FOLDER
from edascribe_evals.execution import run_texts
from edascribe_evals.infilling import gaps_of, tool_of
from edascribe_evals.overlap import TOOLS
from edascribe_training.data.episodes import LICENCE, Made
from edascribe_training.data.rendering import RefusedError, context_of, judged, pair, prompt_of, refuse, text_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edascribe_codegen.corpus import Script
    from edascribe_training.rows import Language, Split, TextRow

# Those that allow any use of what is learnt. Documentation under the GPL is not read at all.
LICENCES = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "ISC", "MIT"})
# Longer files are tables of data; so many gaps of a script are enough, and entries of a catalogue make one text.
_LONGEST_FILE, _ENTRIES = 40_000, 25
# Most of the scripts are tests of OpenROAD.
_GAPS = {"openroad": 1}
_GAPS_ELSE = 4
_QUESTIONS = 8
_LANGUAGES: dict[str, Language] = {".py": "python", ".tcl": "tcl", ".sdc": "tcl"}
_COMMENT = re.compile(r"^((?:#+ ?(?!!).*\n){1,3})((?:(?![#\s]).*\n(?:[ \t}].*\n)*){1,10})(?=\n|#|\Z)", re.MULTILINE)
_NO_TASK = re.compile(
    r"\btest|copyright|licen[sc]e|spdx|https?:|todo|fixme|[$\[{;=]|^\W*$|-\*-|\.{4}|-{4}|={4}|#{3}", re.IGNORECASE
)


def collected() -> dict[Split, Made]:
    """What real scripts and documents give, by split; without the scripts beside the repository what the product has itself."""
    made: dict[Split, Made] = {"train": Made(), "held-out": Made()}
    made["train"].texts += entries()
    made["train"].texts += yosys_help()
    if corpus.FILE.is_file():
        for split, scripts in (("train", corpus.training()), ("held-out", corpus.held_out())):
            for script in scripts:
                read_script(script, made[split])  # type: ignore[index]
        for script in corpus.training():
            if script.licence in LICENCES:
                real_pairs(script, made["train"])
    if FOLDER.is_dir():
        made["train"].texts += questions()
    return made


def read_script(script: Script, made: Made) -> None:
    """Takes a script as a text, where its licence allows it and it is none of the longest."""
    if script.licence not in LICENCES:
        made.drop(f"texts: licence {script.licence}")
    elif len(script.text) > _LONGEST_FILE:
        made.drop("texts: a file too long")
    else:
        language = _LANGUAGES.get(script.path[script.path.rfind(".") :], "text")
        tool = tool_of(script) or ("yosys" if script.path.endswith(".ys") else "")
        name = f"{script.repository}/{script.path}"
        made.texts.append(text_row(script.text, language, tool, source=name, licence=script.licence))


def real_pairs(script: Script, made: Made) -> None:
    """The pairs of a real script: comments with the code below them, and lines as ghost text writes them."""
    tool = tool_of(script)
    if tool not in TOOLS or len(script.text) > _LONGEST_FILE:
        return
    source, text = f"{script.repository}/{script.path}", script.text.replace("\r\n", "\n")
    for found in _COMMENT.finditer(text):
        task = " ".join(re.sub(r"^#+\s*", "", line) for line in found[1].splitlines()).strip()
        if len(task.split()) < 3 or _NO_TASK.search(task) or not found.start() or not _words(task) & _words(found[2]):
            continue
        context = context_of(tool, text[: found.start()], task)
        prompt = prompt_of(context)
        try:
            refuse(context, prompt, found[2])
        except RefusedError as why:
            made.drop(f"real pairs: {why}")
            continue
        made.pairs.append(pair(context, prompt.text, found[2], "real", source=source, licence=script.licence))
    gaps = list(gaps_of(script, tool))
    for gap in random.Random(source).sample(gaps, min(_GAPS.get(tool, _GAPS_ELSE), len(gaps))):
        prompt = prompt_of(gap.context)
        if judged(gap.context, prompt, gap.target).verdict != "accepted":
            made.drop("real infill: the product would not show it")
            continue
        made.pairs.append(pair(gap.context, prompt.text, f"{gap.target}\n", "infill", source=source, licence=script.licence))


def _words(text: str) -> set[str]:
    """The longer words of a text or of names; a comment that has none of its code's is no task for it."""
    return {word for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in ("this", "with", "that", "from", "file")}


def entries() -> Iterator[TextRow]:
    """The catalogues as texts: how each command is called, what it is for, and an example."""
    for tool in TOOLS:
        catalogue = load(tool)
        parts = []
        for name in catalogue.known_names:
            known = catalogue.knowledge(name)
            if known is not None and known.summary and catalogue.look_up(name) is not None:
                parts.append(f"# {prompt_line(name, catalogue)}\n# {known.summary}\n{known.example or ''}".rstrip() + "\n")
        language: Language = "python" if tool == "klayout" else "tcl"
        for at in range(0, len(parts), _ENTRIES):
            text = "\n".join(parts[at : at + _ENTRIES])
            yield text_row(text, language, tool, source=f"catalogue of {tool} {catalogue.version}", licence=LICENCE)


def yosys_help() -> Iterator[TextRow]:
    """What the installed yosys says of each of its commands."""
    said = run_texts(["yosys", "-q", "-p", "tee -q -o help.txt help -all"], {}, {}).text("help.txt") or ""
    for part in re.split(r"(?m)^(?=\S+ {2}-- )", said):
        if part.strip():
            yield text_row(part.rstrip() + "\n", "text", "yosys", source="documentation of yosys", licence="ISC")


def questions() -> Iterator[TextRow]:
    """EDA-Corpus' questions with their answers. Its pairs of prompt and script are measured on, and so are not learnt from."""
    with (FOLDER / "qa.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [f"{row['Prompts'].strip()}\n{row['Answers'].strip()}\n" for row in csv.DictReader(file)]
    for at in range(0, len(rows), _QUESTIONS):
        yield text_row("\n".join(rows[at : at + _QUESTIONS]), "text", "openroad", source="EDA-Corpus", licence="CC-BY-4.0")
