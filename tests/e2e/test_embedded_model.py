"""The real llama.cpp with the real embedded model: shared, guarded, cancelled, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from edascribe_codegen.constrain.form import Chars, Choice, Grammar, Repeat, Rule, Rules, Sequence, Text
from edascribe_codegen.models import Chunk, Model, ModelError, ModelSettings, generate, open_model
from edascribe_codegen.types import Prompt

pytest.importorskip("xllamacpp", reason="the extra [embedded] is not installed")
server = pytest.importorskip("edascribe_codegen.models.server")


def prompt(cursor: str = "# report the worst slack\n", **changes: Any) -> Prompt:
    return Prompt(header="# OpenSTA script\n", api="", context="read_liberty a.lib\n", cursor=cursor, **changes)


async def until(true: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def cache(embedded_gguf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of our own, so that the server is none that somebody works with."""
    folder = tmp_path_factory.mktemp("cache")
    (folder / embedded_gguf.name).symlink_to(embedded_gguf)
    return folder


@pytest.fixture(autouse=True)
def environment(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_CACHE", str(cache))
    monkeypatch.setattr(server, "LINGER_SECONDS", 1.0)


@pytest.fixture
async def model() -> AsyncIterator[Model]:
    opened = await open_model(ModelSettings())
    yield opened
    await opened.close()


def state() -> Any:
    found = server.read_state(server.server_folder())
    assert found is not None
    return found


def get(path: str, **headers: str) -> httpx2.Response:
    return httpx2.get(state().url + path, headers=headers, trust_env=False)


async def test_it_answers(model):
    candidate = await generate(model, prompt(max_tokens=12))
    assert candidate.text
    assert candidate.model == "SmolLM2-135M-Instruct (embedded)"
    assert candidate.stopped == "length"
    assert candidate.timings.completion_tokens == 12
    assert candidate.timings.prompt_tokens > 5
    assert 0 < candidate.timings.first_token < candidate.timings.total
    assert (await generate(model, prompt(max_tokens=12))).text == candidate.text


async def test_the_same_beginning_is_read_once(model):
    async def last(asked: Prompt) -> Chunk:
        return [chunk async for chunk in model.stream(asked)][-1]

    first = await last(prompt("# one\n" * 40, max_tokens=1))
    second = await last(prompt("# one\n" * 40 + "# two\n", max_tokens=1))
    assert second.cached_tokens >= first.prompt_tokens - 2
    assert second.prompt_seconds is not None


@pytest.fixture
async def unguided(model: Model) -> AsyncIterator[Model]:
    """A user of the same server who is told that it has no llguidance, so that it is given GBNF."""
    guided = state()
    assert guided.guided
    server.write_state(server.server_folder(), replace(guided, guided=False))
    opened = await open_model(ModelSettings())
    server.write_state(server.server_folder(), guided)
    yield opened
    await opened.close()


@pytest.mark.parametrize("guided", [True, False])
async def test_a_grammar_and_stop_sequences_hold(model, unguided, guided):
    letters = Repeat(Chars(((ord("\n"), ord("\n")), (ord("a"), ord("z")))), least=1)
    root = Sequence((Text("report_"), Choice((Text("checks"), Text("worst_slack"))), Text("\n"), letters))
    grammar = Grammar(root=root, rules=Rules({}))
    asked = prompt(grammar=grammar, max_tokens=30, stop=("\n",), temperature=0.8, seed=1)
    candidate = await generate(model if guided else unguided, asked)
    assert candidate.text in {"report_checks", "report_worst_slack"}
    assert candidate.stopped == "stop"


async def test_a_grammar_that_is_none_is_an_error_to_read(unguided):
    endless = Rules({"itself": Sequence((Rule("itself"), Text("x")))})
    with pytest.raises(ModelError, match="does not accept the request"):
        await generate(unguided, prompt(grammar=Grammar(root=Rule("itself"), rules=endless)))


async def test_a_prompt_beyond_the_context_is_an_error_to_read(model):
    with pytest.raises(ModelError, match=r"does not accept the request \(HTTP 400: .*exceed"):
        await generate(model, prompt("set x 1\n" * 3000))


async def test_what_is_left_early_frees_its_slot(model):
    key = {"Authorization": f"Bearer {state().key}"}

    def busy() -> int:
        return sum(slot["is_processing"] for slot in get("/slots", **key).json())

    started = asyncio.Event()

    async def run() -> None:
        async for _ in model.stream(prompt(max_tokens=2000, temperature=0.9, seed=1)):
            started.set()

    task = asyncio.create_task(run())
    await asyncio.wait_for(started.wait(), 10)
    assert busy() == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: busy() == 0, 3)

    candidate = await generate(model, prompt(max_tokens=2000), stop_when=lambda text: 3 if len(text) > 3 else None)
    assert (len(candidate.text), candidate.stopped) == (3, "rule")
    await until(lambda: busy() == 0, 3)


async def test_what_is_left_while_the_prompt_is_read_frees_its_slot(model):
    key = {"Authorization": f"Bearer {state().key}"}

    def reading() -> list[dict[str, Any]]:
        return [slot for slot in get("/slots", **key).json() if slot["is_processing"]]

    lines = "".join(f"create_clock -name clk{number} -period 10 [get_ports clk]\n" for number in range(120))
    task = asyncio.create_task(generate(model, prompt(lines, max_tokens=2)))
    await until(reading)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    # To read all 2,500 tokens would take the server longer by far.
    await until(lambda: not reading(), 3)


async def test_four_are_answered_at_once(model):
    candidates = await asyncio.gather(*(generate(model, prompt(f"# number {number}\n", max_tokens=8)) for number in range(4)))
    assert [candidate.timings.completion_tokens for candidate in candidates] == [8] * 4


async def test_it_is_closed_to_others(model, cache):
    assert state().url.startswith("http://127.0.0.1:")
    for path in ("/v1/models", "/props", "/slots"):
        assert get(path).status_code == 401
        assert get(path, Authorization="Bearer x").status_code == 401
    for origin in ("null", "http://localhost:3000", "https://evil.example"):
        allowed = get("/health", Origin=origin).headers["access-control-allow-origin"]
        assert allowed not in {"*", origin}
    folder = server.server_folder()
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "state.json").stat().st_mode) == 0o600
    key = state().key
    assert len(key) >= 32
    assert key not in (folder / "server.log").read_text()
    assert key not in repr(state())
    assert key not in " ".join(psutil_process().cmdline())


def psutil_process() -> Any:
    import psutil

    return psutil.Process(state().pid)


async def test_info_says_what_answers(model, cache):
    description = await model.describe()
    assert description["kind"] == "embedded"
    assert description["server"] == "llama.cpp"
    assert description["context_length"] == 4096
    assert Path(str(description["file"])).parent == cache
    json.dumps(description)


USER = textwrap.dedent("""
    import asyncio, sys
    from edascribe_codegen.models import ModelSettings, generate, open_model, server
    from edascribe_codegen.types import Prompt
    server = __import__("edascribe_codegen.models.server", fromlist=["server"])
    server.LINGER_SECONDS = 1.0
    async def main():
        model = await open_model(ModelSettings())
        candidate = await generate(model, Prompt(header="", api="", context="", cursor="# x", max_tokens=4))
        assert candidate.text
        print((await model.describe())["pid"], flush=True)
        await asyncio.to_thread(sys.stdin.read)
    asyncio.run(main())
""")


class User:
    """Another process that uses the model, until its input ends or it is killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", USER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    async def server_pid(self) -> int:
        assert self.process.stdout is not None
        return int(await asyncio.to_thread(self.process.stdout.readline))

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


async def ended(pid: int) -> None:
    import psutil

    await until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


@pytest.fixture
def fresh(cache: Path, embedded_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that no server was started in."""
    (tmp_path / embedded_gguf.name).symlink_to(embedded_gguf)
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("fresh")
async def test_users_share_one_server_which_ends_with_the_last_even_when_killed():
    users = [User(), User()]
    first, second = [await user.server_pid() for user in users]
    assert first == second
    # Whichever of them started the server: it goes on for the other one.
    users[0].kill()
    await asyncio.sleep(2)
    assert state().pid == first
    assert get("/health").status_code == 200
    third = User()
    assert await third.server_pid() == first
    users[1].kill()
    third.kill()
    await ended(first)
    assert server.read_state(server.server_folder()) is None
    assert not list((server.server_folder() / "leases").iterdir())


async def test_a_server_that_was_killed_is_started_again_by_the_next_request(model):
    before = state().pid
    os.kill(before, signal.SIGKILL)
    await ended(before)
    assert (await generate(model, prompt(max_tokens=4))).text
    assert state().pid != before


async def test_a_server_killed_while_it_answers_is_an_error_that_names_the_log(model):
    pid = state().pid
    pieces = model.stream(prompt(max_tokens=2000, temperature=0.9, seed=1))
    # Before it answers it tells how far it has read the prompt.
    while not (await anext(pieces)).text:
        pass
    os.kill(pid, signal.SIGKILL)
    await ended(pid)
    with pytest.raises(ModelError, match=r"ended while it answered.*server\.log"):
        [piece async for piece in pieces]
    assert (await generate(model, prompt(max_tokens=4))).text


async def test_a_server_that_dies_again_is_given_up(model):
    for _ in range(2):
        pid = (await model.describe())["pid"]
        os.kill(pid, signal.SIGKILL)
        await ended(pid)
    with pytest.raises(ModelError, match=r"ended again after it was restarted.*server\.log"):
        await generate(model, prompt(max_tokens=4))


@pytest.mark.parametrize(
    "stale",
    [
        "",
        "{",
        "[]",
        '{"url": 1}',
        json.dumps({"url": "http://127.0.0.1:1", "key": "k", "pid": 999_999_999, "created": 1.0}),
        # A process number that another program has now.
        json.dumps({"url": "http://127.0.0.1:1", "key": "k", "pid": os.getpid(), "created": 1.0}),
    ],
)
async def test_a_stale_state_is_replaced(fresh, stale):
    folder = server.server_folder()
    folder.mkdir()
    (folder / "state.json").write_text(stale)
    opened = await open_model(ModelSettings())
    assert (await generate(opened, prompt(max_tokens=2))).text
    await opened.close()


async def test_a_server_that_does_not_answer_to_the_key_is_replaced(model):
    before = state()
    server.write_state(
        server.server_folder(), server.ServerState(url=before.url, key="other", pid=before.pid, created=before.created)
    )
    opened = await open_model(ModelSettings())
    assert (await generate(opened, prompt(max_tokens=2))).text
    await ended(before.pid)
    await opened.close()


async def test_a_file_that_is_no_model_names_the_log(monkeypatch, tmp_path):
    from edascribe_codegen.models.model_file import EMBEDDED, model_path

    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path))
    with model_path().open("wb") as file:
        file.truncate(EMBEDDED.size)
    with pytest.raises(ModelError, match=r"ended while it started.*server\.log"):
        await open_model(ModelSettings())


async def test_without_the_file_the_error_says_fetch(monkeypatch, tmp_path):
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match="edascribe model fetch"):
        await open_model(ModelSettings())


async def test_without_the_extra_the_error_says_install(monkeypatch):
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"pip install 'edascribe\[embedded\]'"):
        await open_model(ModelSettings())


@pytest.mark.parametrize("threads", ["0", "-1", "two", "1.5", "9999"])
async def test_a_wrong_number_of_threads_is_named(monkeypatch, threads):
    monkeypatch.setenv("EDASCRIBE_MODEL_THREADS", threads)
    with pytest.raises(ModelError, match="EDASCRIBE_MODEL_THREADS is"):
        await open_model(ModelSettings())


async def test_serve_runs_until_it_is_interrupted():
    code = "from edascribe_codegen.models import serve; serve(announce=lambda text: print(text, end='', flush=True))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=subprocess.PIPE)
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().strip().partition("=") for _ in range(2)]
    settings = dict(zip(["url", "key"], [value for _, _, value in lines], strict=True))
    assert [name for name, _, _ in lines] == ["EDASCRIBE_MODEL_URL", "EDASCRIBE_MODEL_KEY"]
    opened = await open_model(ModelSettings(**settings))
    assert (await generate(opened, prompt(max_tokens=4))).text
    await opened.close()
    process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 10) == 0
    with pytest.raises(ModelError, match="No model server answers"):
        await open_model(ModelSettings(**settings))
