"""The program `ty` as a child process: its start and end, and JSON-RPC with Content-Length headers over its standard streams."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Seconds that a program which was asked to end is given.
_FAREWELL = 2.0
_LONGEST_HEADER = 1 << 16
_SHOW_ERROR = 1


class TyError(Exception):
    """The program ended, or said something that is no answer; the message says it in words."""


class TyServer:
    """A running ``ty server``. Requests may overlap; a cancelled request leaves the connection sound.

    When the process that started it ends, however that goes, its input closes and it ends too.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._last = 0
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._complaint = ""
        self._ended = ""
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, program: str, workspace: Path, configuration: Mapping[str, Any]) -> tuple[TyServer, str]:
        """Starts the program in a folder and returns it with its version; positions are lines and columns in characters.

        Raises:
            TyError: it cannot be started, or does not take the configuration.
        """
        # Neither the user's own configuration nor variables may change what is reported: the folder has no `ty/ty.toml`.
        variables = {name: value for name, value in os.environ.items() if not name.startswith("TY_")}
        variables |= {"XDG_CONFIG_HOME": str(workspace), "APPDATA": str(workspace)}
        try:
            process = await asyncio.create_subprocess_exec(
                program,
                "server",
                cwd=workspace,
                env=variables,
                limit=_LONGEST_HEADER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise TyError(f"{program} cannot be started ({error.strerror or error})") from error
        server = cls(process)
        try:
            answer = await server.request(
                "initialize",
                {
                    "processId": os.getpid(),
                    "rootUri": None,
                    "capabilities": {
                        "general": {"positionEncodings": ["utf-32"]},
                        "textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}},
                    },
                    "workspaceFolders": [{"uri": workspace.as_uri(), "name": "edascribe"}],
                    "initializationOptions": {"configuration": configuration, "logLevel": "error"},
                },
            )
            server.notify("initialized", {})
            if answer["capabilities"].get("positionEncoding") != "utf-32":
                raise TyError("it does not count columns in characters")
            return server, str(answer.get("serverInfo", {}).get("version", ""))
        except BaseException:
            await server.stop()
            raise

    async def request(self, method: str, parameters: Mapping[str, Any] | None) -> Any:
        """Asks for something and returns the result.

        Raises:
            TyError: the answer is an error, or the program has ended.
        """
        if self._ended:
            raise TyError(self._ended)
        self._last += 1
        number = self._last
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            self._send({"id": number, "method": method, "params": parameters})
            return await answer
        except asyncio.CancelledError:
            self.notify("$/cancelRequest", {"id": number})
            raise
        finally:
            del self._waiting[number]

    def notify(self, method: str, parameters: Mapping[str, Any] | None) -> None:
        """Tells the program something."""
        self._send({"method": method, "params": parameters})

    @property
    def complaint(self) -> str:
        """The last error that the program wanted its user to see, or nothing."""
        return self._complaint

    async def stop(self) -> None:
        """Ends the program."""
        if self._process.returncode is None:
            with contextlib.suppress(TimeoutError, TyError):
                async with asyncio.timeout(_FAREWELL):
                    await self.request("shutdown", None)
                    self.notify("exit", None)
                    await self._process.wait()
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._reading.cancel()
        await asyncio.wait([self._reading])

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self._process.stdin is not None
        # Nothing waits here for the pipe to empty: whoever sends much then waits for an answer. A closed one is told by the reader.
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    async def _read(self) -> None:
        """Gives every answer to the request that waits for it, until the program ends."""
        try:
            while True:
                self._take(await self._message())
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError, AttributeError) as error:
            self._ended = "it ended" if isinstance(error, asyncio.IncompleteReadError | ConnectionError) else "its output is no LSP"
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(TyError(self._ended))

    async def _message(self) -> Any:
        assert self._process.stdout is not None
        header = await self._process.stdout.readuntil(b"\r\n\r\n")
        length = re.search(rb"^Content-Length: *(\d+)\r$", header, re.MULTILINE | re.IGNORECASE)
        if length is None:
            raise ValueError("a message without its length")
        return json.loads(await self._process.stdout.readexactly(int(length.group(1))))

    def _take(self, message: Any) -> None:
        if "method" in message:
            if "id" in message:
                self._send({"id": message["id"], "error": {"code": -32601, "message": "not supported"}})
            elif message["method"] == "window/showMessage" and message["params"]["type"] == _SHOW_ERROR:
                self._complaint = str(message["params"]["message"])
            return
        answer = self._waiting.get(message["id"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(TyError(str(message["error"].get("message", message["error"]))))
        else:
            answer.set_result(message["result"])
