"""A stand-in for TGI that holds both sides to TGI's own API document: what it is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft202012Validator
from stand_in import Exchange

INFO = {
    "model_id": "acme/eda-7b",
    "max_concurrent_requests": 128,
    "max_best_of": 2,
    "max_stop_sequences": 4,
    "max_input_tokens": 4000,
    "max_total_tokens": 4096,
    "validation_workers": 2,
    "max_client_batch_size": 4,
    "router": "text-generation-router",
    "version": "3.3.6",
}


@dataclass
class StandInTGI:
    """Answers like TGI with scripted tokens; ``requests`` are the bodies of requests for answers that it was sent.

    Its tokenizer has words and ``special`` tokens. A ``model`` whose name says so has a chat template.

    A request that breaks the API document gets the 422 that TGI gives; an answer that breaks it fails the test.
    """

    document: dict[str, Any]
    tokens: tuple[str, ...] = ()
    end: str = "eos_token"
    model: str = "acme/eda-7b"
    special: tuple[str, ...] = ()
    requests: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def __call__(self, exchange: Exchange) -> None:
        self.headers.append(exchange.headers)
        if exchange.method == "GET" and exchange.path == "/info":
            await exchange.answer(200, self._valid("Info", INFO | {"model_id": self.model}))
        elif exchange.method == "POST" and exchange.path == "/tokenize":
            await self._refuse_unless("GenerateRequest", exchange)
            await exchange.answer(200, self._valid("TokenizeResponse", self._tokens(exchange.json["inputs"])))
        elif exchange.method == "POST" and exchange.path == "/chat_tokenize" and "instruct" in self.model:
            await self._refuse_unless("ChatRequest", exchange)
            text = "".join(f"<{message['role']}>{message['content']}" for message in exchange.json["messages"])
            told = {"tokenize_response": self._tokens(text), "templated_text": text}
            await exchange.answer(200, self._valid("ChatTokenizeResponse", told))
        elif exchange.method == "POST" and exchange.path == "/v1/chat/completions":
            await self._chat(exchange)
        elif exchange.method == "POST" and exchange.path == "/":
            await self._generate(exchange)
        else:
            await exchange.answer(404, b"")

    async def _generate(self, exchange: Exchange) -> None:
        body = exchange.json
        self.requests.append(body)
        wrong = next(self.validator("CompatGenerateRequest").iter_errors(body), None)
        if wrong or body.get("stream") is not True:
            message = f"Input validation error: {wrong.message if wrong else 'only streams here'}"
            await exchange.answer(422, self._valid("ErrorResponse", {"error": message, "error_type": "validation"}))
            return
        parameters = body["parameters"]
        text = ""
        await exchange.start()
        for index, token in enumerate(self.tokens):
            text += token
            special = token.startswith("<|")
            reason = None
            if any(text.endswith(stop) for stop in parameters.get("stop", ())):
                reason = "stop_sequence"
            elif index + 1 == parameters["max_new_tokens"]:
                reason = "length"
            elif index + 1 == len(self.tokens):
                reason = self.end
            event: dict[str, Any] = {
                "index": index + 1,
                "token": {"id": index, "text": token, "logprob": -0.5, "special": special},
                "generated_text": text if reason else None,
                "details": None,
            }
            if reason:
                event["details"] = {"finish_reason": reason, "generated_tokens": index + 1, "input_length": 7, "seed": None}
            await exchange.event(self._valid("StreamResponse", event))
            if reason:
                return

    async def _chat(self, exchange: Exchange) -> None:
        self.requests.append(exchange.json)
        await self._refuse_unless("ChatRequest", exchange)
        await exchange.start()
        for index, token in enumerate((*self.tokens, "")):
            reason = "stop" if index == len(self.tokens) else None
            choice = {"index": 0, "delta": {"role": "assistant", "content": token}, "logprobs": None, "finish_reason": reason}
            event = {"id": "", "created": 1, "model": self.model, "system_fingerprint": "3", "choices": [choice]}
            await exchange.event(self._valid("ChatCompletionChunk", event))

    async def _refuse_unless(self, name: str, exchange: Exchange) -> None:
        """Fails the test on a request that TGI would refuse."""
        self.validator(name).validate(exchange.json)

    def _tokens(self, text: str) -> list[dict[str, Any]]:
        words = [text] if text in self.special else text if text.startswith(("<", "[")) else text.split()
        told = [{"id": 5, "text": word, "start": 0, "stop": 1} for word in words]
        return [{"id": 1, "text": "<s>", "start": 0, "stop": 0}, *told]

    def validator(self, name: str) -> Draft202012Validator:
        components = _strict(self.document["components"])
        # A message is one of these and more, so what it has besides is no mistake.
        for body in components["schemas"].get("MessageBody", {}).get("oneOf", ()):
            del body["additionalProperties"]
        return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})

    def _valid(self, name: str, value: Any) -> Any:
        self.validator(name).validate(value)
        return value


def _strict(schema: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: ``nullable`` is a type there, and a field that the document does not name is a mistake here."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {name: _strict(value) for name, value in schema.items() if name != "nullable"}
    for part in strict.get("allOf", ()):
        part.pop("additionalProperties", None)
    if isinstance(strict.get("properties"), dict) and strict.get("type") == "object":
        strict["additionalProperties"] = False
    return {"anyOf": [strict, {"type": "null"}]} if schema.get("nullable") is True else strict
