"""Which model is asked and how: typed settings, checked once where they are made."""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from edascribe_codegen.models.errors import ModelError

Kind = Literal["auto", "openai", "tgi"]
Endpoint = Literal["auto", "completion", "chat"]


# The embedded model's name in a list of addresses.
EMBEDDED_URL = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """The model server that the user set.

    ``url`` is its address, with or without ``/v1``; empty means the embedded model. ``name`` is the model's name there; empty asks
    the server. ``endpoint`` says whether the model is given a script to complete or a chat; ``reading.profile_of`` tells what
    ``auto`` does. ``tokenizer`` is the model's ``tokenizer.json``, for a server that does not count tokens itself. ``key`` is sent
    as a bearer token and shown nowhere. ``ca_bundle`` is a PEM file that replaces the system's certificates. Times are in seconds:
    ``connect_timeout`` until the connection stands, ``event_timeout`` until the next piece of an answer (the first one includes
    reading the prompt), ``total_timeout`` for a whole answer.

    Raises:
        ModelError: a value cannot be right; the message names the setting.
    """

    url: str = ""
    name: str = ""
    kind: Kind = "auto"
    endpoint: Endpoint = "auto"
    tokenizer: str = ""
    key: str = field(default="", repr=False)
    ca_bundle: str = ""
    connect_timeout: float = 5.0
    event_timeout: float = 60.0
    total_timeout: float = 180.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ModelError(f"EDASCRIBE_MODEL_KIND is {self.kind!r}; it must be one of {', '.join(get_args(Kind))}.")
        if self.endpoint not in get_args(Endpoint):
            raise ModelError(f"EDASCRIBE_MODEL_ENDPOINT is {self.endpoint!r}; it must be one of {', '.join(get_args(Endpoint))}.")
        if self.url:
            _check_url(self.url)
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise ModelError("EDASCRIBE_MODEL_KEY holds a character that no HTTP header can carry; copy the key again.")
        if self.ca_bundle:
            certificates(self.ca_bundle)
        if not self.event_timeout > 0:
            raise ModelError(f"EDASCRIBE_MODEL_TIMEOUT is {self.event_timeout!r}; it must be a number of seconds above 0.")
        for name in ("connect_timeout", "total_timeout"):
            if not getattr(self, name) > 0:
                raise ModelError(f"The model setting {name} is {getattr(self, name)!r}; it must be a number of seconds above 0.")

    @property
    def base_url(self) -> str:
        """The address without ``/v1`` and without a slash at the end."""
        return self.url.rstrip("/").removesuffix("/v1").rstrip("/")

    @property
    def server(self) -> str:
        """The address as it may be shown: without a password."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def on_loopback(self) -> bool:
        """Whether the server is on this machine, where no proxy stands between."""
        host = urlsplit(self.url).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def listed(urls: str, common: ModelSettings) -> tuple[ModelSettings, ...]:
    """The servers of a list of addresses with blanks between them, the first one first; ``embedded`` is the embedded model.

    An empty list is the embedded model. All else that is set holds for each of the servers.

    Raises:
        ModelError: an address cannot be right.
    """
    return tuple(replace(common, url="" if url == EMBEDDED_URL else url) for url in urls.split()) or (replace(common, url=""),)


def settings_from_environment(environment: Mapping[str, str] = os.environ) -> tuple[ModelSettings, ...]:
    """The servers, in order: EDASCRIBE_CA_BUNDLE, EDASCRIBE_MODEL_ with URL, NAME, KIND, ENDPOINT, TOKENIZER, TIMEOUT, KEY.

    Raises:
        ModelError: a value cannot be right; the message names the variable.
    """

    def value(name: str) -> str:
        return environment.get(name, "").strip()

    try:
        timeout = float(value("EDASCRIBE_MODEL_TIMEOUT") or 60.0)
    except ValueError:
        timeout = 0.0
    if not 0 < timeout < float("inf"):
        shown = value("EDASCRIBE_MODEL_TIMEOUT")
        raise ModelError(f"EDASCRIBE_MODEL_TIMEOUT is {shown!r}; it must be a number of seconds above 0.")
    common = ModelSettings(
        name=value("EDASCRIBE_MODEL_NAME"),
        kind=cast(Kind, value("EDASCRIBE_MODEL_KIND").lower() or "auto"),
        endpoint=cast(Endpoint, value("EDASCRIBE_MODEL_ENDPOINT").lower() or "auto"),
        tokenizer=value("EDASCRIBE_MODEL_TOKENIZER"),
        key=value("EDASCRIBE_MODEL_KEY"),
        ca_bundle=value("EDASCRIBE_CA_BUNDLE"),
        event_timeout=timeout,
    )
    return listed(value("EDASCRIBE_MODEL_URL"), common)


def certificates(path: str) -> ssl.SSLContext:
    """The TLS context that trusts the certificates of a PEM file and no others.

    Raises:
        ModelError: the file cannot be read or holds no certificates.
    """
    try:
        return ssl.create_default_context(cafile=Path(path).expanduser())
    except (OSError, ValueError) as error:
        raise ModelError(f"EDASCRIBE_CA_BUNDLE is {path!r}, which is not a readable PEM file: {error}.") from error


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or any(sign.isspace() for sign in url):
        shown = url.rpartition("@")[2]
        raise ModelError(f"EDASCRIBE_MODEL_URL is {shown!r}; it must look like http://host:8080 or https://host/v1.")
    if parts.query or parts.fragment:
        raise ModelError("EDASCRIBE_MODEL_URL has a part after ? or #; give the server's address alone.")
