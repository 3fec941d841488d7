"""The command `edascribe-lsp`."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from types import CodeType
from typing import TYPE_CHECKING

import attr._make

from edascribe_lsp import __version__

if TYPE_CHECKING:
    from edascribe_lsp.session import Session

_LEVELS = ("debug", "info", "warning", "error")


def main(arguments: list[str] | None = None) -> None:
    """Runs the language server until its client ends it; the exit status is 0 where the client said so first, else 1."""
    parser = argparse.ArgumentParser(
        prog="edascribe-lsp",
        description="The Edascribe language server: completion, hover, diagnostics and ghost text for EDA scripts.",
        epilog="Settings come from the editor (section `edascribe`), else from EDASCRIBE_MODEL_URL and its like.",
    )
    transport = parser.add_mutually_exclusive_group()
    transport.add_argument("--stdio", action="store_true", help="speak over standard input and output (the default)")
    transport.add_argument("--tcp", metavar="HOST:PORT", type=_address, help="wait for one client on a TCP port")
    parser.add_argument("--log-level", choices=_LEVELS, default="warning", help="what is logged to standard error")
    parser.add_argument("--version", action="version", version=f"edascribe-lsp {__version__}")
    chosen = parser.parse_args(arguments)
    # The level is the handler's too, for there are libraries that set their own loggers to tell everything.
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(chosen.log_level.upper())
    logging.basicConfig(
        level=chosen.log_level.upper(), handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    server = _create_server()
    if chosen.tcp:
        server.start_tcp(*chosen.tcp)
    else:
        server.start_io()
    sys.exit(0 if server.was_shut_down else 1)


def _create_server() -> Session:
    """A server, made in two thirds of the time that importing it plainly takes; `--help` need not wait for it at all.

    Most of the start is the protocol's 570 classes, for each of which attrs compiles its methods, though the same few hundred
    texts come again and again: each is compiled once. Looking for garbage among objects that all live on is left out.
    """
    compiled: dict[str, CodeType] = {}

    def compile_once(source: str, filename: str, mode: str) -> CodeType:
        if source not in compiled:
            compiled[source] = compile(source, filename, mode)
        return compiled[source]

    gc.disable()
    setattr(attr._make, "compile", compile_once)  # noqa: B010 (the module has no such name of its own)
    try:
        from edascribe_lsp.server import create_server
    finally:
        delattr(attr._make, "compile")
    server = create_server()
    gc.freeze()
    gc.enable()
    return server


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)


if __name__ == "__main__":
    main()
