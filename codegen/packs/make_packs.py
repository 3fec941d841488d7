"""Makes the packs that are shipped, from the facts that extractors gave, OpenROAD's Tcl sources and `tcl.txt` beside this file.

Run as `python codegen/packs/make_packs.py` with the folders of facts and sources beside the repository, and with OpenSTA 2.0.17
installed, which is asked; the packs are committed.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from edascribe_codegen.catalogue import klayout, openroad_python, opensta, synopsis, write, yosys
from edascribe_codegen.catalogue.evidence import CHECKS, Evidence
from edascribe_codegen.catalogue.headers import CppClass, Method
from edascribe_codegen.catalogue.procedures import commands, entry, namespaces
from edascribe_codegen.catalogue.schema import FORMAT, Command, Pack, Provenance, Scope, Value
from edascribe_codegen.catalogue.source import read_sources
from edascribe_codegen.catalogue.yosys_help import Help

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT.parent / "shared" / "facts"
CORPUS = ROOT.parent / "shared" / "corpora" / "eda-scripts.jsonl.gz"
_PACK = Provenance(source="pack")
PACKS = ROOT / "codegen" / "edascribe_codegen" / "catalogue" / "packs"

# Where the facts name a hidden option but not whether it takes a value: these take none. From the tools' own procedures.
_HIDDEN_FLAGS = frozenset({"-incremental_only", "-all", "-tags", "-compatible", "-list_annotated", "-list_not_annotated",
                           "-quiet", "-increment", "-sort", "-measure_stmts", "-spice_waveforms"})  # fmt: skip

# Options that are parsed in a procedure behind the command's own, where the facts did not look.
_MORE_OPTIONS = {
    "find_timing_paths": ("-corner", "-endpoint_count", "-group_count"),
    "report_check_types": ("-fields",),
    "report_checks": ("-corner", "-endpoint_count", "-group_count"),
    "set_clock_sense": ("-clocks",),
    "set_sense": ("-clock",),
    "set_false_path": ("-through", "-rise_through", "-fall_through"),
    "unset_input_delay": ("-reference_pin",),
    "unset_output_delay": ("-reference_pin",),
}

# What -format accepts wherever a path is reported; the synopses of some commands list fewer.
_FORMATS = ("full", "full_clock", "full_clock_expanded", "short", "end", "slack_only", "summary", "json")
_REPORTS_PATHS = frozenset({"report_checks", "report_path", "report_check_types", "report_pulse_width_checks"})

# Commands whose procedure takes `> file` though the synopsis does not say so.
# The facts of 3.1.0 do not tell: whatever reports or redirected in 2.0.17 is taken to, so that a right script has no fault.
_REDIRECT = frozenset({"help", "read_liberty", "read_sdc", "read_sdf", "read_spef", "write_sdf"})  # fmt: skip

# Commands of the standard that are accepted and passed over, whatever their arguments.
_IGNORED = frozenset({"create_voltage_area", "set_ideal_latency", "set_ideal_network", "set_ideal_transition",
                      "set_level_shifter_strategy", "set_level_shifter_threshold"})  # fmt: skip

# Commands at the top level that have no synopsis: the singular names of the plural ones, and these with their own arguments.
_ALIASES = {f"get_{name}": f"get_{name}s" for name in ("cell", "clock", "lib", "lib_cell", "lib_pin", "net", "pin", "port")}
_WITHOUT_SYNOPSIS = {
    "set_delay_calculator": "alg",
    **dict.fromkeys(
        ("total_negative_slack", "worst_negative_slack", "worst_slack"), "[-corner corner] [-max] [-min] [-scene scene]"
    ),
    "worst_clock_skew": "-setup|-hold [-include_internal_latency]",
}
# Synopses that leave an argument out, or do not say that it may be left out or repeated.
_SYNOPSES = {
    "get_scenes": "[-modes mode_names] [-filter expr] [scene_names]",
    "suppress_msg": "msg_ids ...",
    "unsuppress_msg": "msg_ids ...",
}

# The facts' names of checked types: what they write "float>0" is checked as not negative, "int>=0" as at least one.
_CHECKED = {"float>0": CHECKS["positive_float"], "int>0": CHECKS["positive_integer"], "int>=0": CHECKS["cardinal"],
            "percent": CHECKS["percent"]}  # fmt: skip
# Checked in procedures that many commands share.
_CHECKED_BY_NAME = {
    "-digits": CHECKS["positive_integer"],
    "-period": CHECKS["positive_float"],
    "-coupling_reduction_factor": CHECKS["positive_float"],
}
_UNCHECKED = frozenset({"report_dcalc", "report_net", "set_cmd_units"})
# Options whose value stands once for several of them in `-through|-thr|-th list`.
_SHARED_VALUE = frozenset({f"-{edge}{name}" for edge in ("", "rise_", "fall_") for name in ("through", "thr", "th")})


# Usage lines of pages on which the facts miss some: behind the first option, or in a paragraph.
_USAGES = {
    "0.23": {
        "miter": ("miter -equiv [options] gold_name gate_name miter_name", "miter -assert [options] module [miter_name]"),
        "mutate": ("mutate -list N [options] [selection]", "mutate -mode MODE [options]"),
        "read": (
            "read {-vlog95|-vlog2k|-sv2005|-sv2009|-sv2012|-sv|-formal} <verilog-file>..",
            "read {-liberty} <liberty-file>..",
            "read {-f|-F} <command-file>",
            "read -define <macro>[=<value>]..",
            "read -undef <macro>..",
            "read -incdir <directory>",
            "read -verific",
            "read -noverific",
        ),
        "synth_quicklogic": ("synth_quicklogic [options]",),
        "verific": (
            "verific {-vlog95|-vlog2k|-sv2005|-sv2009|-sv2012|-sv} <verilog-file>..",
            "verific -formal <verilog-file>..",
            "verific [-work <libname>] {-sv|-vhdl|...} <hdl-file>",
            "verific [-L <libname>] {-sv|-vhdl|...} <hdl-file>",
            "verific -vlog-incdir <directory>..",
            "verific -vlog-libdir <directory>..",
            "verific -vlog-libext <extension>..",
            "verific -vlog-define <macro>[=<value>]..",
            "verific -vlog-undef <macro>..",
            "verific -set-error <msg_id>..",
            "verific -set-warning <msg_id>..",
            "verific -set-info <msg_id>..",
            "verific -set-ignore <msg_id>..",
            "verific -import [options] <top-module>..",
            "verific [-work <libname>] -pp [options] <filename> [<module>]..",
            "verific -cfg [<name> [<value>]]",
        ),
    },
    "0.70": {"synth_quicklogic": ("synth_quicklogic [options]",)},
}
_ATTACHED = re.compile(r"(?<=^-mux2) (?=cost)|(?<=^-dmux) (?=cost)")


def main() -> None:
    """Writes all packs."""
    for pack in packs():
        write(pack, PACKS / f"{pack.tool}-{pack.version}.json")


def packs() -> Iterator[Pack]:
    """All packs."""
    tcl = tcl_pack((Path(__file__).parent / "tcl.txt").read_text("utf-8"))
    yield tcl
    base = frozenset(command.name for command in tcl.commands)
    yield asked_opensta_pack("2.0.17", base)
    yield opensta_pack("3.1.0")
    yield openroad_pack("2026-08-22", base)
    yield from (yosys_pack(version, base) for version in ("0.23", "0.70"))
    # What Python has is asked of the packages that are installed.
    yield klayout_pack("0.30.12")
    yield openroad_python_pack("2026-08-22")
    yield Pack(format=FORMAT, tool="python", version="3", language="python", title="Python", commands=(), provenance=_PACK)


def asked_opensta_pack(version: str, base: frozenset[str]) -> Pack:
    """OpenSTA's API as the installed program tells it; SystemExit where it has another version."""
    program = shutil.which("sta")
    pack = opensta.build("opensta", program, base) if program else None
    if pack is None or pack.version != version:
        raise SystemExit(f"OpenSTA {version} is not installed: apt-get install opensta, or install that version.")
    return msgspec.structs.replace(pack, provenance=_PACK)


def klayout_pack(version: str) -> Pack:
    """KLayout's classes from the stubs of its wheel, without their texts; SystemExit where another version is installed."""
    found = find_spec("klayout")
    pack = klayout.read_stubs(Path(found.origin).parent) if found and found.origin else None
    if pack is None or pack.version != version:
        raise SystemExit(f"KLayout {version} is not installed: pip install klayout=={version}.")
    return msgspec.structs.replace(pack, scopes=tuple(map(_without_texts, pack.scopes)), provenance=_PACK)


def _without_texts(scope: Scope) -> Scope:
    members = tuple(msgspec.structs.replace(member, summary="") for member in scope.members)
    return msgspec.structs.replace(scope, members=members, summary="")


def openroad_python_pack(version: str) -> Pack:
    """OpenROAD's classes for Python, from the facts that were read from its headers."""
    facts = json.loads((FACTS / f"openroad-python-{version}.json").read_text("utf-8"))
    classes: dict[str, list[CppClass]] = {}
    for name, fact in facts["classes"].items():
        methods = msgspec.convert(fact["methods"], tuple[Method, ...])
        module = "openroad" if fact["file"].startswith("include/ord/") else "odb"
        classes.setdefault(module, []).append(CppClass(name, fact["base"] or "", methods))
    return openroad_python.pack(version, classes, _PACK)


def opensta_pack(version: str) -> Pack:
    """OpenSTA's API in version 3.1.0, from its facts."""
    facts = json.loads((FACTS / f"opensta-{version}.json").read_text("utf-8"))
    commands = {fact["name"]: _opensta_command(fact) for fact in facts["commands"]}
    for alias, name in _ALIASES.items():
        commands[alias] = msgspec.structs.replace(commands[name], name=alias)
    for name, text in _WITHOUT_SYNOPSIS.items():
        commands[name] = _call_form(name, text)
    variables = (*facts["variables"], "hierarchy_separator")
    return opensta.pack("opensta", version, commands.values(), variables=variables, provenance=_PACK)


def openroad_pack(version: str, base: frozenset[str]) -> Pack:
    """OpenROAD's API on a day: OpenSTA's commands, and its own, whose synopses in the facts are those of its Tcl sources."""
    inside = opensta_pack("3.1.0")
    registry = read_sources(_openroad_sources(), version)
    entries = (*inside.commands, *commands(registry, base))
    return opensta.pack("openroad", version, entries, variables=inside.variables, provenance=_PACK, modules=namespaces(registry))


def _openroad_sources() -> Iterator[str]:
    """The Tcl files of which OpenROAD itself is made, of the day of the facts."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["repo"] == "The-OpenROAD-Project/OpenROAD" and re.fullmatch(r"src/(\w+\.tcl|\w+/src/.*\.tcl)", row["path"]):
                yield row["text"]


def yosys_pack(version: str, base: frozenset[str]) -> Pack:
    """The passes of yosys in one version, from its facts."""
    facts = json.loads((FACTS / f"yosys-{version}.json").read_text("utf-8"))
    helps = [_yosys_help(fact, version) for fact in facts["commands"]]
    if version == "0.70":
        # The facts are of a build for WebAssembly, which lacks the passes that need an operating system or Tcl.
        helps += msgspec.json.decode((Path(__file__).parent / "yosys_native.json").read_bytes(), type=list[Help])
    return yosys.pack(helps, version, base, _PACK)


def _yosys_help(fact: Mapping[str, Any], version: str) -> Help:
    """The help of a pass as its page has it; what the facts took from a usage line is read again from there."""
    name = fact["name"]
    options = [
        f"{flag['name']} {flag.get('placeholder') or '|'.join(flag.get('values', ()))}".strip()
        for flag in fact["flags"]
        if not flag.get("from_usage")
    ]
    return Help(
        name=name,
        usages=_USAGES[version].get(name, tuple(fact["usage"])),
        # The facts have a space between an option and what is attached to it.
        options=tuple(_ATTACHED.sub("=", option).replace(" [=", "[=").partition(" - ")[0] for option in options),
    )


def _opensta_command(fact: Mapping[str, Any]) -> Command:
    name = fact["name"]
    text = _SYNOPSES.get(name, fact["synopsis"])
    hidden = {*fact.get("hidden_flags", ()), *_MORE_OPTIONS.get(name, ())}
    written = {option.name: option for option in synopsis.parse(name, text).options}
    with_value = {option.name for option in written.values() if option.value is not None}
    flags_by_body = {flag["name"] for flag in fact["flags"] if flag["type"] == "switch" and "conflict" not in flag}
    # The facts were read from the same synopses: where they disagree and no procedure decides, the reading here is the better.
    keys = (with_value - flags_by_body) | (hidden - _HIDDEN_FLAGS) | (with_value & _SHARED_VALUE)
    flags = {*written, *hidden} - keys
    shared = {} if name in _UNCHECKED else _CHECKED_BY_NAME
    types = {option: shared[option] for option in (*written, *hidden) if option in shared} | {
        item["name"]: _CHECKED[item["type"]] for item in (*fact["flags"], *fact["positionals"]) if item["type"] in _CHECKED
    }
    if name in _REPORTS_PATHS:
        types["-format"] = Value(kinds=("enum",), values=_FORMATS)
    redirect = name in _REDIRECT or name.startswith("report_")
    evidence = Evidence(
        keys=frozenset(keys),
        flags=frozenset(flags),
        types=types,
        redirect=redirect,
        ignored=name in _IGNORED,
    )
    return entry(name, text, evidence)


def tcl_pack(text: str) -> Pack:
    """Tcl's own commands, from the call forms of `tcl.txt`."""
    forms: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            forms.setdefault(name, []).append(rest)
    return Pack(
        format=FORMAT,
        tool="tcl",
        version="8.6",
        language="tcl",
        title="Tcl",
        commands=tuple(_tcl_commands(forms)),
        variables=("argc", "argv", "argv0", "auto_index", "auto_path", "env", "errorCode", "errorInfo", "tcl_interactive",
                   "tcl_library", "tcl_patchLevel", "tcl_pkgPath", "tcl_platform", "tcl_precision", "tcl_rcFileName",
                   "tcl_version"),
        provenance=_PACK,
    )  # fmt: skip


def _tcl_commands(forms: Mapping[str, Iterable[str]]) -> Iterator[Command]:
    for name, lines in sorted(forms.items()):
        several = [line.partition(" ")[::2] for line in lines]
        if len(several) == 1:
            yield _call_form(name, " ".join(several[0]))
        else:
            yield Command(name=name, subcommands=tuple(_call_form(word, rest) for word, rest in several))


def _call_form(name: str, text: str) -> Command:
    """A command from a line of `tcl.txt`. Tcl takes unique prefixes of the words of an enumeration, so other words are no fault."""
    words = text.removesuffix("~").strip()
    if words == "?":
        return Command(name=name, positionals=None, open=True)
    command = synopsis.parse(name, words)
    return msgspec.structs.replace(
        command,
        positionals=tuple(
            msgspec.structs.replace(positional, value=msgspec.structs.replace(positional.value, kinds=("enum", "string")))
            if positional.value.kinds == ("enum",)
            else positional
            for positional in command.positionals or ()
        ),
        open=text.endswith("~"),
    )


if __name__ == "__main__":
    main()
