"""The user's settings: parsed once into one value, whatever the client sends.

A setting comes from the client's configuration (section ``edascribe``), else from ``initializationOptions``, else from
the environment, else it has its default. One that is invalid is named and has its default.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec

from edascribe_codegen.patterns import check_pattern, fits

SECTION = "edascribe"


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a user can set; the names of the settings are the fields' in camel case."""

    model_url: str = ""
    """The model servers with blanks between them, of which the first that works is asked; ``embedded`` or empty: that model."""

    model_kind: Literal["auto", "tgi", "openai"] = "auto"
    """What the server speaks: TGI's own API or OpenAI's; ``auto`` asks it."""

    model_name: str = ""
    """The model's name on a server that has several."""

    model_endpoint: Literal["auto", "completion", "chat"] = "auto"
    """Whether the model is given a script to complete or a chat; ``auto`` decides by what the server tells."""

    model_tokenizer: str = ""
    """The model's ``tokenizer.json``, for a server that does not count tokens itself."""

    model_key: str = ""
    """The server's API key; better kept in the environment variable ``EDASCRIBE_MODEL_KEY``."""

    model_keys: dict[str, str] = {}
    """Keys by the address in ``modelUrl`` that each belongs to, from a client's store of secrets; they go before ``modelKey``."""

    model_timeout: Annotated[float, msgspec.Meta(gt=0)] = 60.0
    """Seconds that the server may take until the next piece of an answer; the first one includes reading the prompt."""

    ca_bundle: str = ""
    """A PEM file of certificates to trust, for a server inside a company."""

    tool: str = ""
    """The tool that scripts are for where they do not say it themselves."""

    tool_version: str = ""
    """The tool's version; empty means the installed one's, else the newest known."""

    tools: dict[str, str] = {}
    """Tools by the files that they are for: patterns as in a .gitignore, from the folders that are open, each with a tool or
    ``TOOL@VERSION``. The last pattern that fits a file counts, and goes before ``tool``."""

    tool_executable: str = ""
    """The tool's program, to ask for its commands; empty means to look in the search path."""

    python_executable: str = ""
    """The Python whose packages the scripts use, an interpreter or an environment; empty means the one that runs the server."""

    enable: dict[str, bool] = {}
    """Ghost text by the editor's language identifier; ``*`` stands for all that are not named."""

    exclude: tuple[str, ...] = ()
    """Files that no model is shown, neither themselves nor as context of others: patterns as in a .gitignore, from the folders
    that are open. Files ``.edascribeignore`` say the same for the folders that they are in."""

    python_files: Literal["tools", "all", "none"] = "tools"
    """The Python files that are looked at: those that import a tool's API, all, or none."""

    ghost_text_pause: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """Seconds without a change before the model is asked unasked; 0 leaves it to how long the model takes."""

    ghost_text_lines: Annotated[int, msgspec.Meta(ge=0)] = 0
    """The most lines of ghost text: of a command that takes more nothing is shown; 0 means any number."""

    def tool_of(self, path: str, folders: Sequence[Path]) -> tuple[str, str]:
        """The tool that is set for a file and its version, each empty where there is none."""
        for pattern, tool in reversed(self.tools.items()):
            if path and fits(path, [pattern], folders):
                name, _, version = tool.partition("@")
                return name, version
        return self.tool, self.tool_version

    def enabled(self, language_id: str) -> bool:
        """Whether ghost text is wanted in a document of this language."""
        return self.enable.get(language_id, self.enable.get("*", True))

    def model(self) -> tuple[object, ...]:
        """What makes it another model when it changes."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name.startswith("model_") or name == "ca_bundle")


# The setting `modelUrl` is EDASCRIBE_MODEL_URL in the environment, and so on; lists and objects are set in the client only.
_CLIENT_ONLY = ("enable", "exclude", "model_keys", "tools")
_FROM_ENVIRONMENT = tuple(name for name in Settings.__struct_fields__ if name not in _CLIENT_ONLY)
_TYPES = get_type_hints(Settings, include_extras=True)


def parse(*sources: object, environment: Mapping[str, str] = os.environ) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and what is wrong with them in a sentence each; earlier sources go first, an empty text means unset."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for source in sources:
        if source is None:
            continue
        if not isinstance(source, Mapping):
            problems.append(f"The settings must be an object of names and values, not {_shown(source)}.")
            continue
        named = zip(Settings.__struct_fields__, Settings.__struct_encode_fields__, strict=True)
        _take(values, problems, [(field, f"{SECTION}.{name}", source.get(name)) for field, name in named])
    variables = [(field, f"{SECTION}_{field}".upper()) for field in _FROM_ENVIRONMENT]
    _take(values, problems, [(field, variable, environment.get(variable)) for field, variable in variables])
    return Settings(**values), tuple(dict.fromkeys(problems))


def _take(values: dict[str, Any], problems: list[str], given: Iterable[tuple[str, str, object]]) -> None:
    """Takes what is given for fields that have no value yet."""
    for field, name, value in given:
        if field in values or value is None or value == "":
            continue
        try:
            values[field] = _checked(field, value)
        except (msgspec.ValidationError, ValueError) as error:
            shown = "not valid" if field in ("model_key", "model_keys") else _shown(value)
            problems.append(f"`{name}` is {shown}: {error}. Its default is used.")


def _checked(field: str, value: object) -> object:
    """The value in the field's type. Raises ValueError or msgspec.ValidationError."""
    if field in ("model_kind", "model_endpoint", "python_files") and value not in get_args(_TYPES[field]):
        raise ValueError(f"it is one of {', '.join(get_args(_TYPES[field]))}")
    # In the environment a number is a text.
    converted = msgspec.convert(value, _TYPES[field], strict=not field.endswith(("_timeout", "_pause", "_lines")))
    if field == "model_url" and not all(url.startswith(("http://", "https://")) or url == "embedded" for url in converted.split()):
        raise ValueError("a URL begins with http:// or https://")
    if field in ("exclude", "tools"):
        for pattern in converted:
            check_pattern(pattern)
    if field in ("ca_bundle", "model_tokenizer", "tool_executable", "python_executable"):
        path = Path(converted).expanduser()
        if field in ("ca_bundle", "model_tokenizer") and not path.is_file():
            raise ValueError("there is no such file")
        return str(path)
    return converted


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
