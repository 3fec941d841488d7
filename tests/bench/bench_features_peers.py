"""What our language server and its peers do with the same documents: features, faults found in the same bad script, milliseconds.

A feature counts if the answer to a request holds what a user needs, whatever the server says that it can do. A fault counts if it
is blamed and its correct twin is not. Each server is as it installs: tclint and tcl-ls can be taught a tool's commands, by files
that somebody has to write. The faults are of our choosing. Run as a program it prints the table of the README and the long one of
`docs/language-servers.md`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

import peers
from bench_server import receive, send

LIBRARY = """\
# Lets the inputs arrive a while after the clock.
proc constrain_inputs {clock delay} {
    set_input_delay $delay -clock $clock [all_inputs]
}
"""
DESIGN = """\
module top (input clk, input [7:0] operand_a, output reg [7:0] result);
    always @(posedge clk) result <= operand_a;
endmodule
"""
SOUND = """\
# edascribe: tool=opensta@2.0.17
source [file join [file dirname [info script]] library.tcl]
set period 2.0
set corners {slow fast}
proc report_corner {corner {count 5}} {
    puts "Corner $corner"
    report_checks -group_count $count -corner $corner
}
define_corners slow fast
create_clock -name core -period $period [get_ports clk]
constrain_inputs core [expr {0.2 * $period}]
foreach corner $corners {
    report_corner $corner
}
"""


class Fault(NamedTuple):
    """Lines that spoil a sound script, what is wrong with them, and the same lines as they should be."""

    kind: str
    what: str
    lines: str
    twin: str


FAULTS = (
    Fault("syntax", "bracket not closed", "set many [llength $corners", "set many [llength $corners]"),
    Fault(
        "syntax",
        "text behind a closing brace",
        "if {$period > 1} {puts slow}else {puts fast}",
        "if {$period > 1} {puts slow} else {puts fast}",
    ),
    Fault("syntax", "expression without its second operand", "set half [expr {$period / }]", "set half [expr {$period / 2}]"),
    Fault("syntax", "assignment as in other languages", "set half = 1.0", "set half 1.0"),
    Fault(
        "syntax",
        "else on a line of its own",
        "if {$period > 1} {\n    puts slow\n}\nelse {\n    puts fast\n}",
        "if {$period > 1} {\n    puts slow\n} else {\n    puts fast\n}",
    ),
    Fault("syntax", "no space before a brace", "if{$period > 1} {puts slow}", "if {$period > 1} {puts slow}"),
    Fault("syntax", "loop without a body", "foreach corner $corners", "foreach corner $corners {puts $corner}"),
    Fault("use", "no such subcommand", "puts [string lenght $period]", "puts [string length $period]"),
    Fault("use", "too many arguments of a Tcl command", "incr count 1 2", "incr count 1"),
    Fault("use", "variable misspelt", "puts $perod", "puts $period"),
    Fault(
        "use",
        "variable of the top level in a procedure",
        "proc half {} {\n    return [expr {$period / 2}]\n}",
        "proc half {} {\n    global period\n    return [expr {$period / 2}]\n}",
    ),
    Fault("use", "own procedure misspelt", "report_cornr slow", "report_corner slow"),
    Fault("use", "argument of an own procedure missing", "constrain_inputs core", "constrain_inputs core 0.4"),
    Fault("use", "too many arguments of an own procedure", "report_corner slow 1 2", "report_corner slow 1"),
    Fault("use", "Tcl command misspelt", "lapend corners typical", "lappend corners typical"),
    Fault("tool", "command misspelt", "create_clok -period 10 [get_ports clk]", "create_clock -period 10 [get_ports clk]"),
    Fault("tool", "option misspelt", "report_checks -path_dealy max", "report_checks -path_delay max"),
    Fault("tool", "value that the option does not take", "report_checks -path_delay maximum", "report_checks -path_delay max"),
    Fault(
        "tool",
        "required argument missing",
        "set_input_delay -clock core [all_inputs]",
        "set_input_delay 0.5 -clock core [all_inputs]",
    ),
    Fault(
        "tool", "word where a number belongs", "create_clock -period two [get_ports clk]", "create_clock -period 2 [get_ports clk]"
    ),
    Fault("tool", "option without its value", "report_checks -digits", "report_checks -digits 4"),
    Fault(
        "tool",
        "options that exclude each other",
        "set_multicycle_path 2 -start -end -to [all_outputs]",
        "set_multicycle_path 2 -end -to [all_outputs]",
    ),
    Fault("tool", "option of a newer version", "puts [all_inputs -no_clocks]", "puts [all_inputs]"),
    # Last, since it swallows what follows.
    Fault("syntax", "brace not closed", "proc broken {corner} {\n    puts $corner", "proc broken {corner} {\n    puts $corner\n}"),
)
LONG = 2_000  # lines of the document that is timed
RUNS = 9
PATIENCE = 30.0  # seconds
QUIET = 0.5  # seconds
INDEXING = 3.0  # seconds


class Server:
    """A running language server, and the documents that it has open."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.capabilities: dict[str, Any] = {}
        self.numbers = 0
        self.versions: dict[str, int] = {}
        self.messages: SimpleQueue[dict[str, Any]] = SimpleQueue()
        Thread(target=self._read, daemon=True).start()

    def uri(self, name: str) -> str:
        """The address of a file of the project."""
        return (self.folder / name).as_uri()

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request; None where the server refuses it."""
        self.numbers += 1
        number = self.numbers
        send(self.process, {"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number and "method" not in message).get("result")

    def tell(self, method: str, params: Any) -> None:
        """Sends a notification."""
        send(self.process, {"method": method, "params": params})

    def open(self, text: str, name: str = "timing.tcl", language: str = "tcl") -> list[dict[str, Any]]:
        """Opens a document, and its faults."""
        document = {"uri": self.uri(name), "languageId": language, "version": 1, "text": text}
        self.versions[name] = 1
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.faults(name)

    def change(self, text: str, name: str = "timing.tcl", where: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Changes a document, the whole or a range of it, and its faults."""
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        change = {"text": text} | ({"range": where} if where else {})
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return self.faults(name)

    def faults(self, name: str = "timing.tcl") -> list[dict[str, Any]]:
        """The faults that the server tells of a document as it now stands, or gives when it is asked for them."""
        if self.capabilities.get("diagnosticProvider") is not None:
            return list(self.ask("textDocument/diagnostic", {"textDocument": {"uri": self.uri(name)}})["items"])
        return list(self._until(lambda message: self._tells_of(message, name))["params"]["diagnostics"])

    def settled(self, faults: list[dict[str, Any]], name: str = "timing.tcl") -> list[dict[str, Any]]:
        """The faults when nothing new has been told for a while: a server may tell of some at once and of the rest later."""
        while True:
            try:
                message = self._next(QUIET)
            except Empty:
                return faults
            if self._tells_of(message, name):
                faults = message["params"]["diagnostics"]

    def _tells_of(self, message: dict[str, Any], name: str) -> bool:
        if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != self.uri(name):
            return False
        return message["params"].get("version") in (None, self.versions[name])

    def at(self, line: int, column: int, name: str = "timing.tcl") -> dict[str, Any]:
        """The parameters of a request at a position."""
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": column}}

    def labels(self, typed: str) -> list[str]:
        """What is offered behind a line that is typed below the sound script."""
        self.change(SOUND + typed)
        line = SOUND.count("\n")
        found = self.ask("textDocument/completion", self.at(line, len(typed)))
        items = found["items"] if isinstance(found, dict) else found or []
        return [item["label"] for item in items]

    def hover(self, line: int, column: int) -> str:
        """What a hover says."""
        found = self.ask("textDocument/hover", self.at(line, column))
        return json.dumps(found["contents"]) if found else ""

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(message := self._next(PATIENCE)):
            pass
        return message

    def _next(self, seconds: float) -> dict[str, Any]:
        """The next message; the server's own requests are answered as by a client without settings."""
        message = self.messages.get(timeout=seconds)
        if "id" in message and "method" in message:
            items = (message.get("params") or {}).get("items")
            send(self.process, {"id": message["id"], "result": [None] * len(items) if items else None})
        return message

    def _read(self) -> None:
        # A server that ends leaves half a message, or none.
        with suppress(ValueError, OSError):
            while True:
                self.messages.put(receive(self.process, lambda _message: True))


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[Server]:
    """A server that has a project open: a library, a design, and a document that the client opens."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "library.tcl").write_text(LIBRARY)
        (folder / "top.v").write_text(DESIGN)
        (folder / "timing.tcl").write_text(SOUND)
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        server = Server(process, folder)
        folders = [{"uri": folder.as_uri(), "name": "project"}]
        params = {"processId": os.getpid(), "rootUri": folder.as_uri(), "workspaceFolders": folders, "capabilities": CAPABILITIES}
        server.capabilities = server.ask("initialize", params)["capabilities"]
        server.tell("initialized", {})
        try:
            yield server
            server.ask("shutdown", None)
            server.tell("exit", None)
            process.wait(10)
        finally:
            process.kill()
            process.wait()


CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True, "workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "synchronization": {"dynamicRegistration": False},
        "completion": {"completionItem": {"snippetSupport": False}},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "semanticTokens": {"requests": {"full": True}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "inlineCompletion": {},
    },
}


def has(label: str, typed: str) -> Callable[[Server], bool]:
    """Whether something is offered behind what is typed."""
    return lambda server: any(found.split()[-1:] == [label] for found in server.labels(typed))


def says(text: str, line: int, column: int) -> Callable[[Server], bool]:
    """Whether a hover says something."""
    return lambda server: text in server.hover(line, column)


def signs(text: str, typed: str) -> Callable[[Server], bool]:
    """Whether signature help for what is typed names an argument."""

    def probe(server: Server) -> bool:
        server.change(SOUND + typed)
        return text in json.dumps(server.ask("textDocument/signatureHelp", server.at(SOUND.count("\n"), len(typed))))

    return probe


def answers(method: str, wanted: Callable[[Any], bool], line: int = 0, column: int = 0, **more: Any) -> Callable[[Server], bool]:
    """Whether a request on the sound script is answered as wanted."""

    def probe(server: Server) -> bool:
        server.change(SOUND)
        found = server.ask(method, server.at(line, column) | more)
        return bool(found) and wanted(found)

    return probe


def fixes(server: Server) -> bool:
    """Whether a misspelt option has a quick fix."""
    faults = server.change(SOUND + "report_checks -path_dealy max\n")
    line = SOUND.count("\n")
    where = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 28}}
    context = {"diagnostics": [fault for fault in faults if fault["range"]["start"]["line"] == line]}
    params = {"textDocument": {"uri": server.uri("timing.tcl")}, "range": where, "context": context}
    return '"-path_delay"' in json.dumps(server.ask("textDocument/codeAction", params))


def formats(server: Server) -> bool:
    """Whether a crooked procedure is set straight."""
    server.change("proc f {} {\nputs   a\n  }\n")
    options = {"options": {"tabSize": 4, "insertSpaces": True}}
    params = {"textDocument": {"uri": server.uri("timing.tcl")}} | options
    return "    puts a" in json.dumps(server.ask("textDocument/formatting", params))


def checks_python(server: Server) -> bool:
    """Whether a method that KLayout does not have is found, and nothing else."""
    faults = server.settled(server.open("import klayout.db as db\n\ndb.Layout().lod('a.gds')\n", "a.py", "python"), "a.py")
    return [fault["range"]["start"]["line"] for fault in faults] == [2]


def in_both(found: Any) -> bool:
    """Whether both files of the project are named."""
    return "library.tcl" in json.dumps(found) and "timing.tcl" in json.dumps(found)


REPORT = len("proc re")
FEATURES: dict[str, Callable[[Server], bool]] = {
    "completion: the tool's commands": has("set_multicycle_path", "set_multi"),
    "completion: a command's options": has("-path_delay", "report_checks -path_d"),
    "completion: an option's values": has("min_max", "report_checks -path_delay min_"),
    "completion: Tcl's commands": has("foreach", "forea"),
    "completion: Tcl's subcommands": has("match", "string mat"),
    "completion: variables": lambda server: any("period" in label for label in server.labels("puts $per")),
    "completion: own procedures, of sourced files too": has("constrain_inputs", "constr"),
    "completion: the design's names": lambda server: any("operand_a" in label for label in server.labels("get_ports oper")),
    "hover: the tool's commands": says("-group_count", 6, 8),
    "hover: Tcl's commands": says("foreach", 11, 3),
    "hover: own procedures with their comment": says("Lets the inputs arrive", 10, 5),
    "signature help: the tool's commands": signs("-group_count", "report_checks "),
    "signature help: own procedures": signs("delay", "constrain_inputs core "),
    "definition, across files": answers("textDocument/definition", lambda found: "library.tcl" in json.dumps(found), 10, 5),
    "references, across files": answers("textDocument/references", in_both, 10, 5, context={"includeDeclaration": True}),
    "rename, across files": answers("textDocument/rename", in_both, 10, 5, newName="constrain"),
    "highlight of the same name": answers("textDocument/documentHighlight", lambda found: len(found) >= 2, 4, REPORT),
    "symbols of a document": answers("textDocument/documentSymbol", lambda found: "report_corner" in json.dumps(found)),
    "symbols of the project": answers("workspace/symbol", lambda found: "constrain_inputs" in json.dumps(found), query="constrain"),
    "semantic tokens": answers("textDocument/semanticTokens/full", lambda found: len(found["data"]) > 20),
    "folding": answers("textDocument/foldingRange", bool),
    "links of `source`": answers("textDocument/documentLink", lambda found: "library.tcl" in json.dumps(found)),
    "quick fixes": fixes,
    "formatting": formats,
    "Python's API checked": checks_python,
    "ghost text from a model": lambda server: server.capabilities.get("inlineCompletionProvider") is not None,
}


def features(server: Server) -> dict[str, bool]:
    """Which features the server has."""
    # An index of the project is made behind the scenes.
    server.settled(server.open(SOUND))
    time.sleep(INDEXING)
    return {name: probe(server) for name, probe in FEATURES.items()}


class Blame(NamedTuple):
    """What a server says of the sound script, the faults found one by one, those found in one script, and the twins it blames."""

    sound: list[dict[str, Any]]
    alone: set[Fault]
    together: set[Fault]
    twins: set[Fault]


def found_faults(server: Server) -> Blame:
    """Which faults are found: each alone in the sound script, and all in one. None counts whose twin is blamed as well."""
    server.settled(server.open(SOUND))
    time.sleep(INDEXING)
    end = SOUND.count("\n")
    sound = server.settled(server.change(SOUND))

    def blames(lines: str) -> bool:
        return blamed(server.settled(server.change(SOUND + lines + "\n")), end, lines)

    twins = {fault for fault in FAULTS if blames(fault.twin)}
    alone = {fault for fault in FAULTS if blames(fault.lines)} - twins
    text = SOUND
    starts = {}
    for fault in FAULTS:
        starts[fault] = text.count("\n")
        text += fault.lines + "\n"
    said = server.settled(server.change(text))
    together = {fault for fault in FAULTS if blamed(said, starts[fault], fault.lines)} - twins
    return Blame(sound, alone, together, twins)


def blamed(faults: list[dict[str, Any]], start: int, lines: str) -> bool:
    """Whether a fault of any severity begins in the lines, of which the first is number ``start``."""
    return any(start <= fault["range"]["start"]["line"] < start + lines.count("\n") + 1 for fault in faults)


def times(command: list[str], environment: dict[str, str]) -> dict[str, float | None]:
    """Medians, in milliseconds of a client's clock: the first faults since the start, and answers on a long document."""
    long = SOUND + "".join(
        f"set_output_delay {number % 7}.5 -clock core [get_ports {{result[{number % 8}]}}]\n" for number in range(LONG)
    )
    starting = []
    rest: dict[str, list[float]] = {name: [] for name in ("edit", "completion", "hover", "symbols")}
    for _ in range(3):
        start = time.perf_counter()
        with running(command, environment) as server:
            server.open(SOUND)
            starting.append(time.perf_counter() - start)
            server.open(long, "long.tcl")
            time.sleep(1)
            for number in range(RUNS):
                line = LONG // 2 + number
                where = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}
                for name, action in (
                    ("edit", lambda: server.change("puts hello\n", "long.tcl", where)),  # noqa: B023
                    ("completion", lambda: server.ask("textDocument/completion", server.at(line + 1, 12, "long.tcl"))),  # noqa: B023
                    ("hover", lambda: server.ask("textDocument/hover", server.at(line + 1, 5, "long.tcl"))),  # noqa: B023
                    ("symbols", lambda: server.ask("textDocument/documentSymbol", server.at(0, 0, "long.tcl"))),
                ):
                    start = time.perf_counter()
                    if action() is not None:
                        rest[name].append(time.perf_counter() - start)
    return {
        "start": 1000 * statistics.median(starting),
        **{name: 1000 * statistics.median(found) if found else None for name, found in rest.items()},
    }


class Column(NamedTuple):
    """What was found of one server."""

    features: dict[str, bool]
    blame: Blame
    times: dict[str, float | None]


def compare() -> dict[str, Column]:
    """Ours and those of the peers that can be had here, by name and version."""
    ours = [str(Path(sys.executable).parent / "edascribe-lsp")]
    columns = {}
    for name, (command, environment) in ({f"Edascribe {version('edascribe')}": (ours, {})} | peers.servers()).items():
        with running(command, environment) as server:
            has_them = features(server)
        with running(command, environment) as server:
            blame = found_faults(server)
        columns[name.replace("==", " ")] = Column(has_them, blame, times(command, environment))
    return columns


def measure() -> dict[str, Any]:
    """Features and faults found of each server, and milliseconds."""
    figures: dict[str, Any] = {}
    for name, column in compare().items():
        label = name.split()[0].lower().replace("-", "_")
        figures |= {
            f"servers_{label}_features": sum(column.features.values()),
            f"servers_{label}_faults_found": len(column.blame.alone),
            f"servers_{label}_faults_found_in_one_script": len(column.blame.together),
            f"servers_{label}_false_alarms": len(column.blame.sound) + len(column.blame.twins),
        }
        figures |= {
            f"servers_{label}_{kind}_ms": None if value is None else round(value, 1) for kind, value in column.times.items()
        }
    return figures


KINDS = {
    "syntax": "faults found: Tcl's syntax",
    "use": "faults found: Tcl's commands, variables, own procedures",
    "tool": "faults found: the tool's commands",
}
TIMES = {
    "start": "ms from start to the first faults",
    "edit": f"ms from an edit to its faults, {LONG:,} lines",
    "completion": f"ms for a completion, {LONG:,} lines",
    "hover": f"ms for a hover, {LONG:,} lines",
    "symbols": f"ms for the symbols, {LONG:,} lines",
}


def short(columns: dict[str, Column]) -> dict[str, list[str]]:
    """Rows: features by groups, faults by kinds, milliseconds."""
    rows = {}
    groups: dict[str, list[str]] = {}
    for feature in FEATURES:
        groups.setdefault(GROUPS.get(feature, feature.split(":")[0]), []).append(feature)
    for group, members in groups.items():
        rows[group] = [
            of(sum(column.features[feature] for feature in members), len(members))
            if len(members) > 1
            else yes(column.features[members[0]])
            for column in columns.values()
        ]
    for kind, title in KINDS.items():
        planted = [fault for fault in FAULTS if fault.kind == kind]
        rows[title] = [of(len(column.blame.alone.intersection(planted)), len(planted)) for column in columns.values()]
    rows["faults found: all of them in one script"] = [of(len(column.blame.together), len(FAULTS)) for column in columns.values()]
    rows["sound lines that are blamed"] = [str(len(column.blame.twins) + len(column.blame.sound)) for column in columns.values()]
    for kind, title in TIMES.items():
        rows[title] = [in_ms(column.times[kind]) for column in columns.values()]
    return rows


GROUPS = {
    "definition, across files": "definition, references, renaming, across files; highlights",
    "references, across files": "definition, references, renaming, across files; highlights",
    "rename, across files": "definition, references, renaming, across files; highlights",
    "highlight of the same name": "definition, references, renaming, across files; highlights",
    "symbols of a document": "symbols of a document and of the project",
    "symbols of the project": "symbols of a document and of the project",
    "semantic tokens": "semantic tokens, folding, links of `source`",
    "folding": "semantic tokens, folding, links of `source`",
    "links of `source`": "semantic tokens, folding, links of `source`",
}


def long(columns: dict[str, Column]) -> dict[str, list[str]]:
    """Rows: each feature, and each fault."""
    rows = {feature: [yes(column.features[feature]) for column in columns.values()] for feature in FEATURES}
    for fault in sorted(FAULTS, key=lambda fault: list(KINDS).index(fault.kind)):
        rows[f"{fault.what}: `{fault.lines.splitlines()[0]}`"] = [
            "twin blamed" if fault in column.blame.twins else yes(fault in column.blame.alone) for column in columns.values()
        ]
    return rows


def of(count: int, total: int) -> str:
    return "-" if count == 0 else "yes" if count == total else f"{count} of {total}"


def yes(found: bool) -> str:
    return "yes" if found else "-"


def in_ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def main() -> None:
    """Prints both tables."""
    columns = compare()
    for rows in (short(columns), long(columns)):
        print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
        for title, cells in rows.items():
            print(f"| {title} | {' | '.join(cells)} |")
        print()
    for name, column in columns.items():
        for fault in column.blame.sound:
            print(f"{name} blames the sound script: {fault['message']}", file=sys.stderr)


if __name__ == "__main__":
    main()
