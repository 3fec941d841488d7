"""Measures the syntax check on real scripts: what it takes, what it catches, how fast it is.

Each function returns a dict of figures. They need the corpus in ``../shared`` beside the repository, those about validity a Tcl
interpreter through ``tkinter``, which is asked whether a script is complete and compiles; nothing is run.
"""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import corpus

from edascribe_grammars import TCL_SHAPES, Language, Shape, Shapes, Source, Syntax, edit, parse, sound_insertion, tcl

LIBRARY = Path("/usr/share/tcltk")
LANGUAGES: dict[str, Language] = {"tcl": "tcl", "sdc": "tcl", "py": "python"}
# Yosys' own `proc` is a pass, and takes no body.
YOSYS: Shapes = {**TCL_SHAPES, "proc": Shape()}
SIGNS: dict[Language, str] = {"tcl": '{}[]"', "python": "()[]\"'"}


class Script(NamedTuple):
    """A real file; ``held`` is true for the tenth that nobody looked at while building."""

    name: str
    text: str
    language: Language
    held: bool


def scripts(language: Language = "tcl", *, library: bool = True) -> list[Script]:
    """The files of the corpus and, for Tcl, of Debian's tcllib."""
    found = []
    for script in corpus.scripts():
        repository, path, text = script.repository, script.path, script.text
        if LANGUAGES.get(path.rpartition(".")[2]) == language:
            found.append(_script(f"{repository}/{path}", text, language))
    if library and language == "tcl":
        for path in sorted(LIBRARY.glob("tcllib*/**/*.tcl")):
            found.append(_script(str(path), path.read_text(encoding="utf-8", errors="replace"), language))
    return found


def validity(*, held: bool) -> dict[str, object]:
    """Of the files that Tcl finds complete, the share without a fault, and the first fault of each other one."""
    complete = _tcl_interpreter()
    taken = total = 0
    rejected = []
    for script in scripts():
        if script.held != held or complete(script.text) == "incomplete":
            continue
        total += 1
        faults = parse(script.text, "tcl", YOSYS if "yosys" in script.text[:2000].lower() else None).faults
        taken += not faults
        if faults:
            line = script.text.count("\n", 0, faults[0].start) + 1
            rejected.append(f"{script.name}:{line}: {faults[0].message}")
    return {"files": total, "accepted": taken, "share": round(taken / total, 5), "rejected": rejected}


def damages(count: int = 3000, seed: int = 1) -> dict[str, object]:
    """One-character damages that Tcl rejects, and how many of them have no fault here.

    Tcl compiles no body of a procedure before it is called, so bodies are damaged as scripts of their own, too.
    """
    rejects = _tcl_interpreter()
    dice = random.Random(seed)
    texts = [
        script.text.replace("\r\n", "\n") for script in scripts(library=False) if not script.held and len(script.text) < 40_000
    ]
    texts = [text for text in texts if not parse(text, "tcl").faults]
    bodies = [
        call.words[3].text[1:-1]
        for text in texts
        for call in parse(text, "tcl").calls
        if call.name == "proc" and len(call.words) == 4 and call.words[3].kind == "braced"
    ]
    caught = 0
    missed = []
    for _ in range(count):
        text = dice.choice(dice.choice((texts, bodies)))
        places = [at for at, character in enumerate(text) if character in SIGNS["tcl"]]
        if not places:
            continue
        damaged = _damage(text, dice.choice(places), dice.choice(("delete", "double", "unspace")))
        if rejects(damaged):
            if parse(damaged, "tcl").faults:
                caught += 1
            else:
                missed.append(damaged)
    return {"rejected by Tcl": caught + len(missed), "caught": caught, "missed": len(missed)}


def speed() -> dict[str, object]:
    """Seconds of CPU for a megabyte: words alone and the whole syntax, the best of three runs."""
    figures: dict[str, object] = {}
    for name, texts in (
        ("scripts", [script.text for script in scripts(library=False)]),
        ("tcllib", [script.text for script in scripts() if script.name.startswith(str(LIBRARY))]),
    ):
        if not texts:
            continue
        size = sum(map(len, texts)) / 1e6
        figures[f"{name}, MB"] = round(size, 2)
        words = _best(texts, lambda text: tcl.commands(tcl.one_byte_each(text), Source(text)))
        figures[f"{name}, words s/MB"] = round(words / size, 4)
        figures[f"{name}, syntax s/MB"] = round(_best(texts, lambda text: parse(text, "tcl").faults) / size, 4)
    return figures


def edits(count: int = 300, seed: int = 1) -> dict[str, object]:
    """Milliseconds of CPU from a one-line edit in a file of 10,000 lines to its new faults."""
    dice = random.Random(seed)
    lines: list[str] = []
    for script in scripts(library=False):
        if len(lines) >= 10_000:
            break
        if not script.held and not parse(script.text, "tcl").faults:
            lines += script.text.splitlines(keepends=True)
    text = "".join(lines[:10_000])
    start = time.process_time()
    syntax = parse(text, "tcl")
    _ = syntax.faults
    whole = time.process_time() - start
    times = []
    for _ in range(count):
        place = dice.randrange(len(syntax.text))
        at = syntax.text.rfind("\n", 0, place) + 1
        start = time.process_time()
        syntax = edit(syntax, at, at, dice.choice(["set a [foo $b]\n", "puts {a b}\n", "x"]))
        _ = syntax.faults
        times.append(time.process_time() - start)
    return {
        "characters": len(text),
        "whole, ms": round(whole * 1e3, 1),
        "median, ms": round(statistics.median(times) * 1e3, 2),
        "p90, ms": round(_percentile(times, 0.9) * 1e3, 2),
    }


def insertions(language: Language = "tcl", count: int = 500, seed: int = 1) -> dict[str, object]:
    """The verdict on the ends of real lines, whole and damaged, in files as they are and damaged elsewhere; times are of CPU."""
    dice = random.Random(seed)
    files = [script.text for script in scripts(language, library=False) if 200 < len(script.text) < 30_000 and not script.held]
    files = [text for text in files if not parse(text, language).faults]
    figures: dict[str, object] = {}
    for broken in (False, True):
        sound, damaged, times = [], [], []
        while len(sound) < count:
            before, ending, after = _cut(dice, dice.choice(files))
            harm = _harm(dice, ending, language)
            harmful = harm is not None and bool(parse(before + harm + after, language).faults)
            if broken:
                elsewhere = _break_elsewhere(dice, before, ending, after, language)
                if elsewhere is None:
                    continue
                before, after = elsewhere
            known: Syntax = parse(before + after, language)
            start = time.process_time()
            sound.append(not sound_insertion(before, ending, after, language, known=known))
            times.append(time.process_time() - start)
            if harm is not None and harmful:
                damaged.append(not sound_insertion(before, harm, after, language, known=known))
        name = "broken files" if broken else "clean files"
        figures[f"{name}, sound accepted"] = round(statistics.mean(sound), 4)
        figures[f"{name}, damaged accepted"] = round(statistics.mean(damaged), 4)
        figures[f"{name}, p90 ms"] = round(_percentile(times, 0.9) * 1e3, 2)
    return figures


def _script(name: str, text: str, language: Language) -> Script:
    return Script(name, text, language, int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0)


def _tcl_interpreter() -> Callable[[str], str]:
    """Asks Tcl about a script: `incomplete`, `syntax` where it compiles to an error, and nothing where it is well."""
    import tkinter

    interpreter = tkinter.Tcl()
    interpreter.eval(
        """
        proc ::rejects {text} {
            if {![info complete $text]} {return incomplete}
            if {[catch {proc ::checked {} $text; tcl::unsupported::disassemble proc ::checked} code]} {return ""}
            foreach line [split $code \\n] {if {[regexp {^\\s*\\(\\d+\\) syntax} $line]} {return syntax}}
            return ""
        }
        """
    )
    return lambda text: str(interpreter.call("::rejects", text.replace("\r\n", "\n").replace("\0", "?")))


def _damage(text: str, at: int, how: str) -> str:
    if how == "delete":
        return text[:at] + text[at + 1 :]
    if how == "double":
        return text[:at] + text[at] + text[at:]
    return text[:at].rstrip(" ") + text[at] + text[at + 1 :].lstrip(" ")


def _cut(dice: random.Random, text: str) -> tuple[str, str, str]:
    """A text cut within a line and at its end."""
    while True:
        end = text.find("\n", dice.randrange(len(text)))
        start = text.rfind("\n", 0, end) + 1
        if end - start > 8:
            at = dice.randrange(start, end - 2)
            return text[:at], text[at:end], text[end:]


def _harm(dice: random.Random, ending: str, language: Language) -> str | None:
    places = [at for at, character in enumerate(ending) if character in SIGNS[language]]
    return _damage(ending, dice.choice(places), dice.choice(("delete", "double"))) if places else None


def _break_elsewhere(dice: random.Random, before: str, ending: str, after: str, language: Language) -> tuple[str, str] | None:
    """The same with a sign missing at least 400 characters away from the cut."""
    for _ in range(20):
        head, tail = before[:-400], after[400:]
        places = [at for at, character in enumerate(head + tail) if character in SIGNS[language]]
        if not places:
            return None
        at = dice.choice(places)
        if at < len(head):
            cut = (before[:at] + before[at + 1 :], after)
        else:
            at += 400 - len(head)
            cut = (before, after[:at] + after[at + 1 :])
        if parse(cut[0] + ending + cut[1], language).faults:
            return cut
    return None


def _best(texts: list[str], measure: Callable[[str], object]) -> float:
    def once() -> Iterator[float]:
        for _ in range(3):
            start = time.process_time()
            for text in texts:
                measure(text)
            yield time.process_time() - start

    return min(once())


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def main() -> None:
    """Prints all figures as JSON."""
    if not corpus.scripts():
        sys.exit(1)
    figures = {
        "validity": validity(held=False),
        "validity, held out": validity(held=True),
        "damages": damages(),
        "speed": speed(),
        "edits": edits(),
        "insertions, Tcl": insertions("tcl"),
        "insertions, Python": insertions("python"),
    }
    print(json.dumps(figures, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
