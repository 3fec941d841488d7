"""The process of the embedded model's server: llama.cpp on loopback, until its last user has ended.

Started as ``python -m edascribe_codegen.models.llama FOLDER --model FILE``; what it prints belongs into a log.
"""

from __future__ import annotations

import argparse
import ctypes
import logging
import secrets
import time
from pathlib import Path

import xllamacpp
from filelock import FileLock, Timeout

from edascribe_codegen.models.model_file import CONTEXT_TOKENS, EMBEDDED
from edascribe_codegen.models.server import Process, ServerState, has_users, read_state, write_state

# On the few cores that it has, requests answered at the same time would all be late, and llama.cpp reads the prompts of the first
# slots first: one after the other, in the order in which they came, is quicker for most and fair to all.
SLOTS = 1
BATCH_TOKENS = 8

_log = logging.getLogger(__name__)


def main() -> None:
    """Serves one model for the folder's users."""
    parser = argparse.ArgumentParser(prog="edascribe_codegen.models.llama", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--linger", type=float, default=0.0, help="seconds without a user until the end")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    key = secrets.token_urlsafe(32)
    _log.info("loading %s with %d threads", args.model, args.threads)
    server = xllamacpp.Server(parameters(args.model, key, args.threads, args.port))
    me = Process.current()
    guided = is_guided(server)
    write_state(args.folder, ServerState(url=server.listening_address, key=key, pid=me.pid, created=me.created, guided=guided))
    _log.info("serving at %s; grammars are read in %s", server.listening_address, "Lark" if guided else "GBNF")
    _wait_for_last_user(args.folder, args.linger, me)
    _log.info("no user is left")


def parameters(model: Path, key: str, threads: int, port: int) -> xllamacpp.CommonParams:
    """llama.cpp's parameters: loopback only, a key, no browser's page from elsewhere, bounded memory."""
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.model_alias = {EMBEDDED.title}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.api_keys = [key]
    # llama.cpp allows all origins unless told otherwise. No origin reads "none", while "null" is what sandboxed pages send.
    params.cors_origins = "none"
    params.cors_origins_explicit = True
    params.cors_credentials = False
    params.ui = False
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = SLOTS
    # What was read for other users and documents is kept for their next requests.
    params.cache_prompt = True
    params.cache_ram_mib = 128
    params.fit_params = False
    # llama.cpp looks whether a client has gone only between batches. So few tokens at a time are read a quarter slower than many,
    # but a request that nobody waits for any more leaves its slot within a tenth of a second, not after its whole prompt.
    params.n_batch = BATCH_TOKENS
    params.n_ubatch = BATCH_TOKENS
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    # Warnings and errors: a line for every request would fill the log of a long session.
    params.verbosity = 2
    return params


def is_guided(server: xllamacpp.Server) -> bool:
    """Whether llguidance reads the grammars: it masks a token faster than llama.cpp's own reader of GBNF.

    A llama.cpp without it ends its process when it is given Lark, so the library is asked for the function first; and one whose
    llguidance fails answers without a constraint, so then an answer is looked at.
    """
    library = next(Path(xllamacpp.__file__).parent.glob("xllamacpp*.so"), None)
    if library is None or not hasattr(ctypes.CDLL(str(library)), "llg_new_constraint"):
        return False
    asked = {"prompt": "#", "max_tokens": 8, "temperature": 0, "grammar": '%llguidance {}\nstart: "report_wns"\n'}
    return bool(server.handle_completions(asked)["choices"][0]["text"] == "report_wns")


def _wait_for_last_user(folder: Path, linger: float, me: Process) -> None:
    last_used = time.monotonic()
    while True:
        time.sleep(0.5)
        if has_users(folder):
            last_used = time.monotonic()
        elif time.monotonic() - last_used >= linger and _withdraw(folder, me):
            return


def _withdraw(folder: Path, me: Process) -> bool:
    """Takes the state away unless a new user is just coming, who holds the lock while taking a lease."""
    if not folder.is_dir():
        return True
    try:
        with FileLock(folder / "server.lock", timeout=0):
            if has_users(folder):
                return False
            state = read_state(folder)
            if state is not None and state.process == me:
                (folder / "state.json").unlink(missing_ok=True)
            return True
    except Timeout:
        return False


if __name__ == "__main__":
    main()
