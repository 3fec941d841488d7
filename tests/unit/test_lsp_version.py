"""The server's version, which is written in two places."""

from __future__ import annotations

from importlib.metadata import version

from edascribe_lsp import __version__


def test_the_servers_version_is_the_packages() -> None:
    assert __version__ == version("edascribe")
