"""The command `edascribe-lsp`."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from importlib.metadata import version

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
    parser.add_argument("--version", action="version", version=f"edascribe-lsp {version('edascribe')}")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=chosen.log_level.upper(), stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")

    # Not at the top: the protocol's types take 0.3 s to import, which `--help` need not wait for. They are made of some hundred
    # thousand objects that live as long as the process, so looking for garbage among them would cost another tenth of the start.
    gc.disable()
    from edascribe_lsp.server import create_server

    server = create_server()
    gc.freeze()
    gc.enable()
    if chosen.tcp:
        server.start_tcp(*chosen.tcp)
    else:
        server.start_io()
    sys.exit(0 if server.was_shut_down else 1)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)


if __name__ == "__main__":
    main()
