"""pygls's protocol with some things mended: documents, commands that can be cancelled, malformed requests, long answers."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

import msgspec
from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from edascribe_lsp.session import Session

# pygls calls the handlers that a generator yields, each with its arguments.
Steps = Generator[tuple[Callable[..., Any], tuple[Any, ...], None], None, None]


class Protocol(LanguageServerProtocol):
    """The protocol of one connection."""

    _server: Session

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Makes a typed message; a request that makes no sense is answered with an error, where pygls would leave it unanswered."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" not in data or "method" not in data:
                raise
            reason = f"{data['method']}: {error.__cause__ or error}"
            self._send_response(data["id"], error=JsonRpcInvalidParams(reason).to_response_error())
            return None

    def handle_message(self, message: Any) -> None:
        """Hands a message to its handler; one that was answered as malformed is done."""
        if hasattr(message, "jsonrpc"):
            super().handle_message(message)

    def _send_response(self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None) -> None:
        """Answers a request; what is JSON already (`wire.py`) goes out as it is."""
        if error is not None or not isinstance(result, msgspec.Raw):
            super()._send_response(msg_id, result, error)
            return
        self._result_types.pop(msg_id, None)
        body = msgspec.json.encode({"id": msg_id, "jsonrpc": self.VERSION, "result": result})
        header = f"Content-Length: {len(body)}\r\n\r\n".encode() if self._include_headers else b""
        if self.writer is not None:
            # None of the transports that the command offers makes its caller wait.
            self.writer.write(header + body)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Steps:
        """Takes a document that the client opened."""
        self._server.documents.open(params.text_document)
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Steps:
        """Applies changes to a document."""
        document = self._server.documents.change(params)
        if document is not None:
            self._server.ghost.changed(document)
            yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Steps:
        """Forgets a document."""
        self._server.documents.close(params.text_document.uri)
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    async def lsp_workspace__execute_command(  # type: ignore[override]  # pygls runs coroutines as well
        self, params: types.ExecuteCommandParams
    ) -> Any:
        """Runs a command as a coroutine of its own request, so that cancelling the request cancels the command."""
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams(f"There is no command {params.command!r}.")
        return await handler(params)
