"""The VS Code extension says of the server what is true: its settings, its commands, its version."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from edascribe_lsp import __version__
from edascribe_lsp.server import create_server
from edascribe_lsp.settings import Settings

# Secrets stand in no file of settings.
SECRET = {"modelKey", "modelKeys"}
# What the extension does by itself.
OWN = {"server.path", "install.package", "install.indexUrl", "trace.server", "previewLines", "run"}


@pytest.fixture(scope="module")
def manifest(root: Path) -> dict[str, Any]:
    return dict(json.loads((root / "vscode-ext/package.json").read_text()))


@pytest.fixture(scope="module")
def properties(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    groups = manifest["contributes"]["configuration"]
    return {name.removeprefix("edascribe."): setting for group in groups for name, setting in group["properties"].items()}


def test_the_settings_are_the_servers(properties: dict[str, dict[str, Any]]) -> None:
    assert set(properties) == set(Settings.__struct_encode_fields__) - SECRET | OWN


def test_their_defaults_and_values_are_the_servers(properties: dict[str, dict[str, Any]]) -> None:
    defaults = json.loads(msgspec.json.encode(Settings()))
    types = dict(zip(Settings.__struct_encode_fields__, get_type_hints(Settings).values(), strict=True))
    for name in set(properties) - OWN:
        assert properties[name]["default"] == defaults[name], name
        if "enum" in properties[name]:
            assert tuple(properties[name]["enum"]) == get_args(types[name]), name


def test_what_names_a_program_or_a_server_is_no_matter_of_a_folder_that_is_not_trusted(
    manifest: dict[str, Any], properties: dict[str, dict[str, Any]]
) -> None:
    restricted = {
        name.removeprefix("edascribe.") for name in manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    }
    assert {name for name, setting in properties.items() if setting["scope"] == "machine-overridable"} | {"exclude"} == restricted
    assert {"modelUrl", "caBundle", "toolExecutable", "pythonExecutable", "server.path", "run"} <= restricted
    assert all(properties[name]["scope"] == "machine" for name in ("install.package", "install.indexUrl"))


def test_the_servers_commands_are_those_that_the_extension_calls_and_none_that_it_registers(
    root: Path, manifest: dict[str, Any]
) -> None:
    server = set(create_server().protocol.fm.commands)
    typed = (root / "vscode-ext/src/commands.ts").read_text()
    assert set(re.findall(r'^  "(edascribe\.\w+)":', typed, re.MULTILINE)) == server
    assert not server & {command["command"] for command in manifest["contributes"]["commands"]}


def test_the_commands_that_are_offered_are_registered(root: Path, manifest: dict[str, Any]) -> None:
    sources = "".join(path.read_text() for path in (root / "vscode-ext/src").glob("*.ts"))
    registered = set(re.findall(r'\bcommand\("([\w.]+)"', sources))
    assert {command["command"].removeprefix("edascribe.") for command in manifest["contributes"]["commands"]} == registered


def test_the_versions_are_the_same(manifest: dict[str, Any]) -> None:
    assert manifest["version"] == __version__
