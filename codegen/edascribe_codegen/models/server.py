"""The embedded model's server: one for all users of an account on a machine, living as long as one of them.

Its folder in the cache holds ``state.json`` (address, key, process), ``server.log``, and ``leases/`` with one file for every user.
The server watches the leases and ends when the last user has ended, however that went. The folder is named after the machine,
because home folders are often shared between machines, and after the model.
"""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx2
import psutil
from filelock import FileLock, Timeout

from edascribe_codegen.cache import cache_folder
from edascribe_codegen.models.connection import HTTP_ERRORS
from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.model_file import EMBEDDED, model_path

START_SECONDS = 60.0
LINGER_SECONDS = 10.0

# Servers that were started here. They may outlive this process, so nobody waits for them; kept, they are reaped when they end.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process for good: numbers are used again, so the time of its creation (seconds since the epoch) belongs to it."""

    pid: int
    created: float

    @classmethod
    def current(cls) -> Process:
        """This process."""
        return cls(pid=os.getpid(), created=psutil.Process().create_time())

    def is_alive(self) -> bool:
        """Whether it still runs; one that has ended but was not reaped does not."""
        try:
            process = psutil.Process(self.pid)
            # The clock may be set while the process runs, which moves the computed time a little.
            return abs(process.create_time() - self.created) < 2 and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """A running server as its users find it; ``guided`` says that it reads grammars in llguidance's Lark."""

    url: str
    key: str = field(repr=False)
    pid: int
    created: float
    guided: bool = False

    @property
    def process(self) -> Process:
        """The server's process."""
        return Process(pid=self.pid, created=self.created)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A user's claim on the server: it lives until ``release``, or until the user's process ends."""

    path: Path

    def release(self) -> None:
        """Gives the claim back."""
        self.path.unlink(missing_ok=True)


def server_folder() -> Path:
    """The folder of this machine's server."""
    machine = re.sub(r"[^\w.-]", "_", platform.node()) or "localhost"
    return cache_folder() / f"server-{machine}-{EMBEDDED.sha256[:8]}"


def acquire(folder: Path, threads: int) -> tuple[ServerState, Lease]:
    """The running server of a folder, started where none answers, and a lease on it.

    Raises:
        ModelError: the server does not start; the message names its log.
    """
    try:
        (folder / "leases").mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(folder / "server.lock", timeout=START_SECONDS + 5):
            lease = _take_lease(folder)
            try:
                return _running(folder) or _start(folder, threads, linger=LINGER_SECONDS), lease
            except ModelError:
                lease.release()
                raise
    except Timeout as error:
        raise ModelError(
            f"Another process is starting the model server and does not finish. Its log: {folder}/server.log"
        ) from error
    except OSError as error:
        raise ModelError(
            f"The model server could not be started in {folder}: {error.strerror or error}. "
            "Mend the permissions, or set EDASCRIBE_CACHE to another folder."
        ) from error


def default_threads() -> int:
    """Half of the cores that this process may use, at most eight: threads beyond the idle cores make all of them slow.

    EDASCRIBE_MODEL_THREADS sets another number.

    Raises:
        ModelError: EDASCRIBE_MODEL_THREADS is no number above 0.
    """
    wanted = os.environ.get("EDASCRIBE_MODEL_THREADS", "").strip()
    if wanted:
        if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= 512):
            raise ModelError(f"EDASCRIBE_MODEL_THREADS is {wanted!r}; it must be a number of threads, 1 or more.")
        return int(wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores // 2))


def serve(port: int = 0, announce: Callable[[str], object] = sys.stderr.write) -> None:
    """Runs a server of its own on loopback until it is interrupted; ``announce`` is told its address and key.

    Raises:
        ModelError: the server does not start, or ends by itself.
    """
    folder = Path(tempfile.mkdtemp(prefix="edascribe-"))
    (folder / "leases").mkdir()
    lease = _take_lease(folder)
    try:
        state = _start(folder, default_threads(), port=port, linger=0)
        announce(f"EDASCRIBE_MODEL_URL={state.url}\nEDASCRIBE_MODEL_KEY={state.key}\n")
        while state.process.is_alive():
            time.sleep(0.5)
        raise ModelError(f"The model server ended by itself. Its log: {folder}/server.log")
    except KeyboardInterrupt:
        lease.release()
        try:
            psutil.Process(state.pid).wait(timeout=5)
        except psutil.TimeoutExpired:
            # It still answers somebody, who is told by the end of the connection.
            _kill(state.process)
        shutil.rmtree(folder, ignore_errors=True)


def read_state(folder: Path) -> ServerState | None:
    """What the state file says; None where there is none or it is damaged."""
    try:
        return ServerState(**json.loads((folder / "state.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_state(folder: Path, state: ServerState) -> None:
    """Publishes a server, readable by its owner alone, whole or not at all."""
    partial = folder / f"state.{state.pid}"
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
    partial.replace(folder / "state.json")


def has_users(folder: Path) -> bool:
    """Whether a living process holds a lease; leases of processes that have ended are taken away."""
    used = False
    for path in (folder / "leases").glob("*.json"):
        try:
            alive = Process(**json.loads(path.read_text("utf-8"))).is_alive()
        except FileNotFoundError:
            continue
        except (ValueError, TypeError):
            alive = False
        if alive:
            used = True
        else:
            path.unlink(missing_ok=True)
    return used


def _take_lease(folder: Path) -> Lease:
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    partial = folder / "leases" / name
    partial.write_text(json.dumps(asdict(Process.current())), "utf-8")
    return Lease(path=partial.replace(partial.with_suffix(".json")))


def _running(folder: Path) -> ServerState | None:
    """The server that the state file names, if it lives and answers to the key; otherwise it is put away."""
    state = read_state(folder)
    if state is None:
        return None
    if state.process.is_alive():
        try:
            answer = httpx2.get(
                f"{state.url}/v1/models", headers={"Authorization": f"Bearer {state.key}"}, timeout=15, trust_env=False
            )
            if answer.is_success:
                return state
        except HTTP_ERRORS:
            pass
        _kill(state.process)
    (folder / "state.json").unlink(missing_ok=True)
    return None


def _start(folder: Path, threads: int, *, port: int = 0, linger: float) -> ServerState:
    """Starts a server as a process of its own and waits until it has published its state."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "edascribe_codegen.models.llama", str(folder), "--model", str(model_path())]
    command += ["--threads", str(threads), "--port", str(port), "--linger", str(linger)]
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=_DETACHED,
            cwd=folder,
        )
    _started.append(child)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = read_state(folder)
        if state is not None and state.pid == child.pid:
            return state
        if child.poll() is not None:
            raise ModelError(f"The model server ended while it started (status {child.returncode}). Its log: {log}")
        time.sleep(0.05)
    child.kill()
    raise ModelError(f"The model server did not start within {START_SECONDS:.0f} s. Its log: {log}")


# On Windows a process of its own has no console and no share in our Ctrl-C; elsewhere the new session does that.
if sys.platform == "win32":
    _DETACHED = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _DETACHED = 0


def _kill(process: Process) -> None:
    try:
        victim = psutil.Process(process.pid)
        if process.is_alive():
            victim.kill()
            victim.wait(timeout=5)
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.TimeoutExpired):
        return
