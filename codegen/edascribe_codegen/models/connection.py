"""The HTTP client of all adapters, and the question what kind of server stands at an address."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx2

from edascribe_codegen.models.errors import MALFORMED, ModelError, explain
from edascribe_codegen.models.settings import ModelSettings, certificates
from edascribe_codegen.profile import Profile

HTTP_ERRORS: tuple[type[Exception], ...] = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.CookieConflict,
    httpx2.StreamError,
    *MALFORMED,
)

_NEEDED = {
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a server says of itself. ``server`` is its software, in its own words; ``context_length`` is in tokens.

    ``guided`` is known of the embedded server only: whether its llama.cpp has llguidance built in.
    ``profile`` is what prompts have to know; ``reading.profile_of`` asks for it.
    """

    kind: Literal["openai", "tgi"]
    server: str
    name: str
    context_length: int | None = None
    guided: bool = False
    profile: Profile = field(default_factory=Profile, compare=False)


def http_client(settings: ModelSettings, transport: httpx2.AsyncBaseTransport | None = None) -> httpx2.AsyncClient:
    """A client for one model server: its key, its certificates, its times, and no proxy where the server is on this machine.

    Redirects are not followed, because a key must not reach an address that the user did not set.
    """
    return httpx2.AsyncClient(
        headers={"Authorization": f"Bearer {settings.key}"} if settings.key else {},
        verify=certificates(settings.ca_bundle) if settings.ca_bundle else True,
        trust_env=not settings.on_loopback,
        timeout=httpx2.Timeout(settings.event_timeout, connect=settings.connect_timeout),
        follow_redirects=False,
        # llama.cpp closes after a stream although it promises not to, and vLLM after five idle seconds: a request that meets the
        # closing fails, which is worse than a new connection for each.
        limits=httpx2.Limits(max_keepalive_connections=0),
        event_hooks={"request": [_only_what_the_server_needs], "response": [_raise_with_body]},
        transport=transport,
    )


async def probe(settings: ModelSettings, client: httpx2.AsyncClient) -> Served:
    """Asks a server what it is: TGI answers ``/info``, all others ``/v1/models``.

    Raises:
        ModelError: nothing answers, or nothing that is a model server.
    """
    if settings.kind != "openai":
        info = await _get(settings, client, "/info")
        if isinstance(info, dict) and "model_id" in info and "max_total_tokens" in info:
            return Served(
                kind="tgi",
                server=f"TGI {info.get('version', '')}".strip(),
                name=settings.name or str(info["model_id"]),
                context_length=_length(info["max_total_tokens"]),
            )
        if settings.kind == "tgi":
            raise ModelError(f"{settings.server} is no TGI server: it has no /info. Set EDASCRIBE_MODEL_KIND to auto or openai.")
    listing = await _get(settings, client, "/v1/models")
    models = listing.get("data") if isinstance(listing, dict) else None
    models = [model for model in models if isinstance(model, dict) and model.get("id")] if isinstance(models, list) else []
    chosen = next((model for model in models if settings.name in {"", model["id"]}), None)
    if chosen is None and not settings.name:
        raise ModelError(
            f"{settings.server} names no model: neither /info (TGI) nor /v1/models (vLLM, SGLang, llama.cpp) lists one. "
            "Check EDASCRIBE_MODEL_URL, or set EDASCRIBE_MODEL_NAME."
        )
    if chosen is None and models:
        raise ModelError(
            f"{settings.server} has no model {settings.name!r}; it serves {', '.join(str(model['id']) for model in models[:5])}. "
            "Set EDASCRIBE_MODEL_NAME to one of them, or leave it empty."
        )
    chosen = chosen or {}
    meta = chosen.get("meta")
    n_ctx = meta.get("n_ctx") if isinstance(meta, dict) else None
    owner = str(chosen.get("owned_by") or "OpenAI-compatible")
    return Served(
        kind="openai",
        server={"llamacpp": "llama.cpp", "vllm": "vLLM", "sglang": "SGLang"}.get(owner, owner),
        name=settings.name or str(chosen["id"]),
        context_length=_length(chosen.get("max_model_len") or n_ctx),
    )


async def _get(settings: ModelSettings, client: httpx2.AsyncClient, path: str) -> Any:
    """The JSON at a path; None where the server has no such path or answers something else there."""
    try:
        async with asyncio.timeout(settings.connect_timeout * 2):
            response = await client.get(settings.base_url + path)
    except httpx2.HTTPStatusError as error:
        # A gateway may guard a path that it does not have, so only the last question's refusal counts.
        if error.response.status_code in {404, 405} or (path == "/info" and error.response.status_code in {400, 401, 403, 422}):
            return None
        raise explain(error, server=settings.server, key=settings.key) from error
    except HTTP_ERRORS as error:
        raise explain(error, server=settings.server, key=settings.key) from error
    try:
        return response.json()
    except ValueError:
        return None


def _length(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


async def _only_what_the_server_needs(request: httpx2.Request) -> None:
    """Drops all other headers: client libraries tell about the machine, and take some for other services from the environment."""
    for name in set(request.headers) - _NEEDED:
        del request.headers[name]
    request.headers["User-Agent"] = "edascribe"


async def _raise_with_body(response: httpx2.Response) -> None:
    """Makes every status but success one and the same exception for all adapters, with the body in hand to explain it."""
    if not response.is_success:
        await response.aread()
        response.raise_for_status()
