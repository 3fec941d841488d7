"""Model servers that fail in every way: what the user reads, and that all that needs no model goes on meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
from pathlib import Path
from typing import Any

import httpx2
import pytest
from editor import TOOL, Editor, editor
from faults import ANSWERS, FAULTS, after_models, event, failing
from stand_in import Exchange, serving

ASKING = TOOL + "# Report the worst path\n\nreport_cheks\n"
# Of the server's own faults the user is shown a message, once.
SAID = {
    "refused": "No model server answers at URL. Start it, or correct EDASCRIBE_MODEL_URL.",
    "dns": "The host of URL is not known. Check EDASCRIBE_MODEL_URL and your network.",
    "tls": "The certificate of URL was not accepted: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed "
    "certificate. Set EDASCRIBE_CA_BUNDLE to a file with your company's certificates (PEM).",
    "401": "URL refuses the key (HTTP 401: no). Set EDASCRIBE_MODEL_KEY to a key that it accepts.",
    "404": "URL does not know this request or this model (HTTP 404: no). "
    "Check EDASCRIBE_MODEL_URL, EDASCRIBE_MODEL_NAME and EDASCRIBE_MODEL_KIND.",
    "422": "URL does not accept the request (HTTP 422: no). `edascribe model info` shows what it serves.",
    "429": "URL is busy (HTTP 429: no). Try again in a moment.",
    "500": "URL failed (HTTP 500: no). Try again; if it stays, the server's log says why.",
    "hang-before-headers": "URL did not answer in time. It may be overloaded: try again, or look at the server.",
    "hang-before-the-first-token": "URL did not answer in time. It may be overloaded: try again, or look at the server.",
    "hang-mid-stream": "URL did not answer in time. It may be overloaded: try again, or look at the server.",
    "malformed": "The answer of URL is not what a model server sends (JSONDecodeError: Expecting property name enclosed in double "
    "quotes: line 1 column 2 (char 1)). Check EDASCRIBE_MODEL_URL and EDASCRIBE_MODEL_KIND.",
    "half-a-character": "The answer of URL is not what a model server sends (UnicodeDecodeError: utf-8 unexpected end of data). "
    "Check EDASCRIBE_MODEL_URL and EDASCRIBE_MODEL_KIND.",
    "broken-off": "URL ended its answer too early. Try again; if it stays, the server's log says why.",
}
# An answer that is no code is no trouble of the server: it stands in the log why nothing is shown.
LOGGED = {
    "endless": "`puts` takes 2 arguments, not 63. Usage: puts [-nonewline] [channelId] string",
    "prose": "The model wrote no code.",
}


async def deterministic_features_work(ed: Editor, wrong: str = "report_cheks") -> None:
    """Diagnostics, completion and hover answer as if there were no model."""
    (fault,) = await ed.change(((3, 0), (3, len(wrong)), "report_chekcs"))
    assert fault.range.start.line == 3
    assert "report_checks" in await ed.labels(3, 6)
    assert await ed.change(((3, 0), (3, 13), "report_tns")) == []
    assert "report_tns" in await ed.hover(3, 3)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_every_fault_is_drilled() -> None:
    assert {*SAID, *LOGGED} == set(FAULTS)


@pytest.mark.parametrize("fault", SAID)
async def test_what_the_user_reads(fault: str, need: Any) -> None:
    need("openssl")
    async with failing(fault) as url, editor(settings={"modelUrl": url, "modelTimeout": 0.5}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: ed.states[-1] == "offline")
        assert [said.replace(url, "URL") for said in ed.messages] == [f"Edascribe: {SAID[fault]}"]
        await deterministic_features_work(ed)


@pytest.mark.parametrize("fault", LOGGED)
async def test_an_answer_that_is_no_code_is_not_shown(fault: str) -> None:
    async with failing(fault) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: any("No ghost text" in line for line in ed.log))
        assert [line for line in ed.log if "No ghost text" in line] == [f"No ghost text at line 3: {LOGGED[fault]}"]
        assert ed.messages == []
        await deterministic_features_work(ed)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.startswith("hang")])
async def test_a_server_that_hangs_holds_up_nothing_else(fault: str) -> None:
    reached, dropped = asyncio.Event(), asyncio.Event()

    async def hang(exchange: Exchange) -> None:
        reached.set()
        await ANSWERS[fault](exchange)
        dropped.set()

    async with serving(after_models(hang)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        asking = asyncio.ensure_future(ed.ghost_text(2))
        await asyncio.wait_for(reached.wait(), 30)
        assert ed.states[-1] == "thinking"
        await deterministic_features_work(ed)
        assert await asking == []
        await asyncio.wait_for(dropped.wait(), 30)


async def test_whole_lines_are_shown_when_a_server_hangs_after_them() -> None:
    async def hang(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.send(event("foreach pin [get_pins *] {\n"))
        await exchange.send(event("  puts $pin\n}\n"))
        await exchange.dropped()

    async with serving(after_models(hang)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2, invoked=False) == ["foreach pin [get_pins *] {\n  puts $pin\n}"]


async def test_the_embedded_server_is_started_again_once_and_then_it_is_said(embedded_gguf: Path, tmp_path: Path) -> None:
    (tmp_path / embedded_gguf.name).symlink_to(embedded_gguf)

    def state() -> dict[str, Any]:
        (path,) = tmp_path.glob("server-*/state.json")
        found = json.loads(path.read_text())
        assert isinstance(found, dict)
        return found

    async with editor(environment={"EDASCRIBE_CACHE": str(tmp_path)}) as ed:
        await ed.open(ASKING)
        await ed.ghost_text(2)
        first = state()
        os.kill(first["pid"], signal.SIGKILL)
        await ed.change(((1, 2), (1, 8), "Show"))
        await ed.ghost_text(2)
        second = state()
        assert second["pid"] != first["pid"]
        assert ed.messages == []

        await ed.change(((1, 2), (1, 6), "Print"))
        asking = asyncio.ensure_future(ed.ghost_text(2))
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {second['key']}"}, trust_env=False) as http:

            async def busy() -> bool:
                return any(slot["is_processing"] for slot in (await http.get(second["url"] + "/slots")).json())

            while not await busy():
                pass
        os.kill(second["pid"], signal.SIGKILL)
        assert await asking == []
        await ed.until(lambda: ed.states[-1] == "offline")
        assert [re.sub(r"\S+server\.log", "LOG", said) for said in ed.messages] == [
            "Edascribe: The embedded model's server ended while it answered. The next request starts it again; its log: LOG"
        ]
        await deterministic_features_work(ed)
        await ed.ghost_text(2)
        assert ed.states[-1] == "ready"
