"""Starts a tool's program to ask it for its API: in a sandbox, with limits, and with an error that says what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from edascribe_codegen.catalogue.errors import CatalogueError

T = TypeVar("T")

TIME_LIMIT = 20.0  # seconds; most programs answer in 0.1
OUTPUT_LIMIT = 64 * 2**20  # bytes that a program may print, and that a file may have that it writes

# Of the user's environment a program gets these, which say where it and its libraries are.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT")
# Everything can be read, but nothing written outside the folder, and there is no network.
_SANDBOX = ("--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
            "--tmpfs", "/tmp")  # noqa: S108  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a program ``printed`` on both of its outputs, and the ``files`` that it wrote of those that were wanted."""

    printed: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def end(self) -> str:
        """The end of what was printed, for a message, or ``nothing``."""
        return self.printed.strip()[-300:] or "nothing"


def find_program(name: str, tool: str) -> str:
    """The path of a program on PATH, or of one that is named by its path. Raises CatalogueError."""
    path = shutil.which(name)
    if path is None:
        raise CatalogueError(f"The program {name} is not on PATH. Install {tool} or name the program with --exe.")
    # Of a path the meaning must not change with the folder; a link stays, as it tells a Python its packages.
    return str(Path(path).absolute())


def ask(
    command: Sequence[str],
    *,
    files: Mapping[str, str] | None = None,
    wanted: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
    time_limit: float = TIME_LIMIT,
) -> Answer:
    """Runs a program in an empty folder, which is its home too, and returns what it printed and wrote there.

    ``files`` are put into the folder before, by their names, those that are ``wanted`` are read from there afterwards. With
    bubblewrap the program can change nothing else and reach no network. It is ended after ``time_limit`` seconds or when it prints
    more than 64 MB. Its exit status is not looked at: many tools end with 0 after an error, so only what it wrote tells.

    Raises:
        CatalogueError: it cannot be started, takes too long or prints too much.
    """
    with tempfile.TemporaryDirectory(prefix="edascribe-") as name:
        folder = Path(name)
        for file, content in (files or {}).items():
            (folder / file).write_text(content, "utf-8")
        variables = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        variables |= {"HOME": name, "TMPDIR": name, **(environment or {})}
        printed = _run(command, folder, variables, time_limit)
        return Answer(printed=printed.decode("utf-8", "replace"), files=dict(_read(folder, wanted)))


def ask_script(
    command: Sequence[str],
    script: str,
    kind: type[T],
    *,
    wanted: str,
    title: str,
    environment: Mapping[str, str] | None = None,
    time_limit: float = TIME_LIMIT,
) -> T:
    """Has a program run a script of this folder, which its command names, and returns what that wrote as JSON.

    The script writes into the file that EDASCRIBE_DUMP names. ``wanted`` and ``title`` say in the error what was asked for and what
    the program should be. Raises CatalogueError.
    """
    answer = ask(
        command,
        files={script: script_text(script)},
        wanted=["dump.json"],
        environment={"EDASCRIBE_DUMP": "dump.json", **(environment or {})},
        time_limit=time_limit,
    )
    try:
        return msgspec.json.decode(answer.files.get("dump.json", b""), type=kind)
    except msgspec.MsgspecError as error:
        raise CatalogueError(f"{command[0]} did not list {wanted}. Is it {title}? It said: {answer.end}") from error


def script_text(name: str) -> str:
    """A script of this folder that runs inside of a tool; in Tcl with what writes values as JSON."""
    folder = files(__package__)
    before = folder.joinpath("json.tcl").read_text("utf-8") if name.endswith(".tcl") else ""
    return before + folder.joinpath(name).read_text("utf-8")


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str], time_limit: float) -> bytes:
    """What a program prints."""
    program = command[0]
    if shutil.which(program) is None:
        raise CatalogueError(f"{program} cannot be started (there is no such program). Install it or name the program with --exe.")
    try:
        process = subprocess.Popen(
            [*_limits(), *_walls(program, folder), *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise CatalogueError(
            f"{program} cannot be started ({error.strerror or error}). Name the right program with --exe."
        ) from error
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(time_limit, end_late)
    timer.start()
    try:
        with process:
            assert process.stdout is not None
            printed = process.stdout.read(OUTPUT_LIMIT + 1)
            if len(printed) > OUTPUT_LIMIT:
                _end(process)
    finally:
        timer.cancel()
    if late.is_set():
        raise CatalogueError(
            f"{program} did not answer within {time_limit:g} s and was ended. Does it run without a window or a question?"
        )
    if len(printed) > OUTPUT_LIMIT:
        raise CatalogueError(f"{program} printed more than {OUTPUT_LIMIT // 2**20} MB and was ended. Is it the right program?")
    return printed


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError):
        # Windows has no groups of processes; a process that has ended has none any more.
        process.kill()


def _read(folder: Path, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files that a program wrote; links are not followed."""
    for name in wanted:
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size < OUTPUT_LIMIT:
            yield name, path.read_bytes()


def _limits() -> Sequence[str]:
    """What stands before a command so that no file becomes too large."""
    prlimit = shutil.which("prlimit")
    return (prlimit, f"--fsize={OUTPUT_LIMIT}", "--") if prlimit else ()


def _walls(program: str, folder: Path) -> Sequence[str]:
    """What stands before a command so that it runs in the sandbox; nothing where there is no bubblewrap or it may not be used."""
    bwrap = shutil.which("bwrap")
    if bwrap is None or not _works(bwrap):
        return ()
    # The program itself may stand in the folder that is hidden from it.
    places = dict.fromkeys(_prefix(path) for path in (Path(program).absolute(), Path(program).resolve()))
    hidden = [str(place) for place in places if place.is_relative_to("/tmp") and place != Path("/tmp")]  # noqa: S108
    shown = [word for place in hidden for word in ("--ro-bind", place, place)]
    return (bwrap, *_SANDBOX, *shown, "--bind", str(folder), str(folder), "--chdir", str(folder))


def _prefix(program: Path) -> Path:
    """The folder that holds a program and what belongs to it."""
    return program.parent.parent if program.parent.name == "bin" else program.parent


@lru_cache(maxsize=4)
def _works(bwrap: str) -> bool:
    """Whether bubblewrap may make its walls here: some systems and containers do not let it."""
    return subprocess.run([bwrap, *_SANDBOX, "true"], capture_output=True, check=False).returncode == 0
