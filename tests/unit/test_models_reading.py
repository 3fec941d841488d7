"""What each kind of server tells of its model, and how the model is asked then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from stand_in import serving
from stand_in_tgi import StandInTGI

from edascribe_codegen.catalogue import load
from edascribe_codegen.models import ModelError, ModelSettings, generate, open_model
from edascribe_codegen.models.connection import Served, http_client
from edascribe_codegen.models.model_file import EMBEDDED, EMBEDDED_PROFILE
from edascribe_codegen.models.openai_like import OpenAILikeModel
from edascribe_codegen.models.reading import counter, profile_of
from edascribe_codegen.profile import RESERVE, Profile
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.types import EditorContext, Prompt

QWEN = {"<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"}
SETTINGS = ModelSettings(url="http://gpu.example:8000")
OPENSTA = load("opensta", "2.0.17")


class Server:
    """A server of one flavour, as its own documents describe it, with a tokenizer that knows ``tokens`` and else counts words."""

    def __init__(self, flavour: str, *, tokens: set[str] = frozenset(), template: bool = True, says: str = "report_tns\n") -> None:
        self.flavour = flavour
        self.tokens = tokens
        self.template = template
        self.says = says
        self.asked: list[tuple[str, Any]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        body = json.loads(request.content) if request.content else None
        self.asked.append((path, body))
        answer = self.answer(path, body)
        if isinstance(answer, str):
            return httpx2.Response(200, headers={"content-type": "text/event-stream"}, text=answer)
        return httpx2.Response(404 if answer is None else 200, json=answer or {"error": "no such path"})

    def answer(self, path: str, body: Any) -> Any:
        match self.flavour, path:
            case _, "/v1/completions" | "/v1/chat/completions":
                return self.stream(chat="chat" in path)
            case "llama.cpp", "/props":
                return {"default_generation_settings": {"n_ctx": 2048}, "total_slots": 3, "chat_template": "{{ messages }}"}
            case "llama.cpp", "/apply-template":
                return {"prompt": f"<user>{body['messages'][0]['content']}<assistant>{body['messages'][1]['content']}"}
            case "llama.cpp", "/tokenize":
                assert body["add_special"] is False
                return {"tokens": list(range(self.size(body["content"])))}
            case "vLLM" | "SGLang", "/tokenize" if "prompt" in body:
                assert body["add_special_tokens"] is False
                return {"count": self.size(body["prompt"]), "max_model_len": 8192, "tokens": []}
            case "vLLM", "/tokenize":
                assert body["continue_final_message"] is True
                return {"count": 9, "max_model_len": 8192, "tokens": []} if self.template else None
            case "SGLang", "/get_server_info":
                return {"context_length": None, "max_req_input_len": 4090}
        return None

    def size(self, text: str) -> int:
        return 1 if text in self.tokens else 5 if text.startswith(("<", "[")) else max(1, len(text.split()))

    def stream(self, *, chat: bool) -> str:
        events = []
        for piece, reason in [(self.says[at : at + 4], None) for at in range(0, len(self.says), 4)] + [("", "stop")]:
            choice = {"index": 0, "finish_reason": reason}
            choice |= {"delta": {"content": piece}} if chat else {"text": piece, "logprobs": None}
            events.append({"id": "1", "object": "x", "created": 1, "model": "m", "choices": [choice]})
        events.append({**events[-1], "choices": [], "usage": {"prompt_tokens": 99, "completion_tokens": 3, "total_tokens": 102}})
        return "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"


def served(flavour: str, name: str, length: int | None = None) -> Served:
    return Served(kind="openai", server=flavour, name=name, context_length=length)


async def profile(server: Server, name: str, settings: ModelSettings = SETTINGS, length: int | None = None) -> Profile:
    async with http_client(settings, httpx2.MockTransport(server)) as http:
        return await profile_of(settings, served(server.flavour, name, length), http)


@pytest.mark.parametrize(
    ("server", "name", "expected"),
    [
        (Server("llama.cpp", tokens=QWEN), "eda.gguf", (2048, None, True, False, False)),
        (Server("llama.cpp"), "Llama-3.1-8B-Instruct.gguf", (2048, None, False, True, True)),
        (Server("llama.cpp"), "SmolLM2-1.7B", (2048, None, False, False, False)),
        (Server("vLLM", tokens=QWEN), "Qwen/Qwen2.5-Coder-7B-Instruct", (None, None, True, False, False)),
        (Server("vLLM"), "google/gemma-3-27b-it", (None, None, False, True, True)),
        (Server("vLLM", template=False), "my-instruct", (None, None, False, False, False)),
        (Server("SGLang"), "Llama-3.1-8B-Instruct", (None, 4090, False, True, True)),
        (Server("SGLang", tokens=QWEN), "eda", (None, 4090, True, False, False)),
        (Server("other"), "bigcode/starcoder2-3b", (None, None, True, False, False)),
        (Server("other"), "Llama-3.1-8B-Instruct", (None, None, False, False, False)),
    ],
    ids=lambda value: value.flavour if isinstance(value, Server) else None,
)
async def test_what_a_server_tells(server, name, expected):
    found = await profile(server, name)
    assert (found.context_tokens, found.input_tokens, found.infill is not None, found.chat, found.prefill) == expected
    assert found.at_once == {"llama.cpp": 3, "vLLM": 8, "SGLang": 8, "other": 2}[server.flavour]
    assert not found.steps
    assert found.budget("ghost_text", 64) == (400 if server.flavour == "llama.cpp" else 2_048) - RESERVE


async def test_the_embedded_model_is_asked_in_the_same_way_wherever_it_is_served():
    found = await profile(Server("llama.cpp"), EMBEDDED.title)
    assert (found.reads, found.at_once) == (EMBEDDED_PROFILE.reads, 1)
    assert not found.chat


@pytest.mark.parametrize(
    ("endpoint", "flavour", "name", "chat", "prefill"),
    [
        ("completion", "vLLM", "Llama-3.1-8B-Instruct", False, False),
        ("chat", "vLLM", "Qwen/Qwen2.5-Coder-7B", True, True),
        ("chat", "other", "gateway", True, False),
    ],
)
async def test_the_setting_goes_before_the_rule(endpoint, flavour, name, chat, prefill):
    settings = ModelSettings(url=SETTINGS.url, endpoint=endpoint)
    found = await profile(Server(flavour, tokens=QWEN), name, settings)
    assert (found.chat, found.prefill) == (chat, prefill)


async def test_a_server_that_tells_nothing_is_taken_as_it_is():
    def broken(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, text="<html>")

    async with http_client(SETTINGS, httpx2.MockTransport(broken)) as http:
        for flavour in ("llama.cpp", "vLLM", "SGLang"):
            found = await profile_of(SETTINGS, served(flavour, "eda", 4096), http)
            assert (found.context_tokens, found.infill, found.chat and flavour != "SGLang") == (4096, None, False)


async def test_tgi_is_asked_in_its_own_words(shared: Path):
    document = json.loads((shared / "protocols" / "tgi-openapi.json").read_text("utf-8"))
    server = StandInTGI(document, tokens=("ort", "_tns", "\n"), model="acme/eda-7b-instruct")
    async with serving(server) as url:
        model = await open_model(ModelSettings(url=url))
        found = model.profile
        assert (found.input_tokens, found.chat, found.prefill, found.infill) == (4000, True, True, None)
        assert (found.steps, found.at_once) == (True, 8)
        prompt = build_prompt(context("# Report the slack\nrep"), OPENSTA, found)
        candidate = await generate(model, prompt)
        async with http_client(SETTINGS) as http:
            count = counter(ModelSettings(url=url), Served(kind="tgi", server="TGI", name="m"), http)
            assert count is not None
            assert await count(prompt.header) == len(prompt.header.split())
        await model.close()
    assert candidate.text == "ort_tns\n"
    assert [message["role"] for message in server.requests[-1]["messages"]] == ["user", "assistant"]
    assert server.requests[-1]["messages"][-1]["content"] == "rep"

    filling = StandInTGI(document, tokens=("x",), special=("<fim_prefix>", "<fim_suffix>", "<fim_middle>"))
    async with serving(filling) as url:
        model = await open_model(ModelSettings(url=url))
        await generate(model, build_prompt(context("a\n", "\nb"), OPENSTA, model.profile))
        await model.close()
    assert filling.requests[-1]["inputs"].endswith("a\n<fim_suffix>\nb<fim_middle>")


def context(before: str, after: str = "") -> EditorContext:
    return EditorContext(language="tcl", tool="opensta", version="2.0.17", before=before, after=after)


async def ask(server: Server, profile: Profile, before: str) -> tuple[str, Any]:
    """The answer, and the body of the request for it."""
    about = Served(kind="openai", server=server.flavour, name="m", profile=profile)
    model = OpenAILikeModel(SETTINGS, about, http_client(SETTINGS, httpx2.MockTransport(server)))
    prompt = build_prompt(context(before), OPENSTA, profile)
    candidate = await generate(model, prompt)
    await model.close()
    return candidate.text, next(body for path, body in server.asked if path.endswith("completions"))


@pytest.mark.parametrize(("flavour", "goes_on"), [("vLLM", True), ("SGLang", True), ("llama.cpp", None), ("other", None)])
async def test_a_chat_goes_on_from_the_line_that_has_begun(flavour, goes_on):
    server = Server(flavour, says=" -period 2\n")
    text, body = await ask(server, Profile(chat=True, prefill=True), "# Define the clock\ncreate_clock -name clk ")
    # The blank at the line's end was taken away by the template, and is there already.
    assert text == "-period 2\n"
    assert [message["role"] for message in body["messages"]] == ["user", "assistant"]
    assert body["messages"][-1]["content"] == "create_clock -name clk"
    assert body.get("continue_final_message") is goes_on
    assert "```" not in body["stop"]


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("create_clock -name clk -period 2\n", "-period 2\n"),
        ("```tcl\ncreate_clock -name clk -period 2\n```\nThis defines it.", "-period 2"),
        ("-period 2", "-period 2"),
        ("create_clocks", "create_clocks"),
        ("cre", "cre"),
        ("", ""),
    ],
)
async def test_without_prefill_the_line_is_told_and_its_echo_is_cut(says, text):
    answer, body = await ask(Server("other", says=says), Profile(chat=True), "# Define the clock\ncreate_clock -name clk ")
    assert answer == text
    (message,) = body["messages"]
    assert message["content"].endswith("go on from:\ncreate_clock -name clk ")


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("```tcl\nreport_tns\n```", "report_tns"),
        ("\n```\nreport_tns\n\n```\nmore", "report_tns\n"),
        ("report_tns\n``", "report_tns\n``"),
        ("`` a", "`` a"),
        ("```", "```"),
        ("report_tns", "report_tns"),
    ],
)
async def test_a_fence_is_no_part_of_the_code(says, text):
    answer, body = await ask(Server("vLLM", says=says), Profile(chat=True, prefill=True), "# Report the slack\n")
    assert answer.rstrip("`") == text.rstrip("`")
    assert body["messages"][-1]["role"] == "user"


async def test_what_comes_again_is_counted_by_the_server_while_it_answers_and_once_only():
    server = Server("vLLM")
    profile = Profile()
    for _ in range(2):
        await ask(server, profile, "# Report the slack\n")
    about = Served(kind="openai", server="vLLM", name="m")
    async with http_client(SETTINGS, httpx2.MockTransport(server)) as http:
        count = counter(SETTINGS, about, http)
        assert count is not None
        # What there was no time for while the server answered.
        await profile.ruler.learn(count)
    counted = [body["prompt"] for path, body in server.asked if path == "/tokenize"]
    assert counted
    assert len(counted) == len(set(counted))
    assert profile.ruler.count(counted[0]) == len(counted[0].split())


async def test_a_tokenizer_of_the_users_counts(tmp_path):
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {"[UNK]": 0, "report_tns": 1, "a": 2}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(sorted(QWEN))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    settings = ModelSettings(url=SETTINGS.url, tokenizer=str(tmp_path / "tokenizer.json"))
    server = Server("other")
    found = await profile(server, "eda", settings)
    assert found.infill is not None
    assert found.ruler.count("report_tns a b") == 3
    assert server.asked == []


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "there is no such file"), ("{}", "which is no tokenizer.json"), ("<html>", "which is no tokenizer.json")],
)
async def test_a_tokenizer_that_cannot_be_used_is_said(tmp_path, content, message):
    path = tmp_path / "tokenizer.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ModelError, match=message):
        await profile(Server("other"), "eda", ModelSettings(url=SETTINGS.url, tokenizer=str(path)))
    with pytest.raises(ModelError, match="EDASCRIBE_MODEL_ENDPOINT is 'both'; it must be one of auto, completion, chat"):
        ModelSettings(url=SETTINGS.url, endpoint="both")


def test_a_chat_holds_all_of_the_prompt_in_its_order():
    prompt = Prompt(header="H\n", context="F\n", api="E\n", cursor="# T\nbeg", below="B\n", chat=True, prefill=True)
    user, assistant = prompt.messages
    assert user["content"].startswith("H\n")
    assert [user["content"].index(part) for part in ("B\n", "F\n", "E\n", "# T\n")] == sorted(
        user["content"].index(part) for part in ("B\n", "F\n", "E\n", "# T\n")
    )
    assert assistant["content"] == "beg"
