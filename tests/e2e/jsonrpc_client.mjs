// Drives a language server through vscode-jsonrpc: node jsonrpc_client.mjs PROGRAM ARGUMENT... Prints what it saw as one JSON object.
import { spawn } from "node:child_process";
import process from "node:process";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node.js";

const [program, ...args] = process.argv.slice(2);
const server = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
const exited = new Promise((resolve) => server.on("exit", resolve));
const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));

const trouble = [];
connection.onError(([error]) => trouble.push(String(error)));
connection.onUnhandledNotification(() => {});
const published = new Promise((resolve) => connection.onNotification("textDocument/publishDiagnostics", resolve));
connection.listen();

const uri = "file:///project/timing.tcl";
const text = "# edascribe: tool=opensta@2.0.17\nputs \"\u{1f600}\"; report_checks -path_dealy max\n";
const { capabilities } = await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
await connection.sendNotification("initialized", {});
await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "tcl", version: 1, text } });
const { diagnostics } = await published;
const hover = await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 1, character: 14 } });
const malformed = await connection.sendRequest("textDocument/hover", { position: "nowhere" }).catch((error) => error.code);
const unknown = await connection.sendRequest("textDocument/nothing", {}).catch((error) => error.code);
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
const status = await exited;
process.stdout.write(JSON.stringify({ capabilities, diagnostics, hover, malformed, unknown, status, trouble }));
