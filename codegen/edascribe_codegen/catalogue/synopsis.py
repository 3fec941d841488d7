"""Reads a one-line synopsis as tools print it: ``[-name name] [-min|-max] pins [> filename]`` becomes a ``Command``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from edascribe_codegen.catalogue.schema import Command, Kind, Option, Positional, Value

# A placeholder in angle brackets is one token, so that its end is not taken for `> file`; text from # on is a comment.
_TOKEN = re.compile(r"\.\.\.|<[^<>\s]+>|>>|[\[\](){}|>]|[^\s\[\](){}|>]+")
_COMMENT = re.compile(r"#[^\n\[]*")
_OPTION = re.compile(r"-[A-Za-z_]")
# Brackets that are nested deeper are no synopsis.
_DEEPEST = 20


def parse(name: str, text: str, *, flags: frozenset[str] = frozenset()) -> Command:
    """The command that a synopsis describes.

    ``text`` is what follows the name. ``flags`` are options that are known to take no value, whatever word comes after them.
    Brackets that are not balanced are closed where the next option begins.
    """
    reader = _Reader(flags=flags)
    reader.read(_tree([_bare(token) for token in _TOKEN.findall(_COMMENT.sub("", text))]), optional=False)
    return Command(
        name=name,
        options=tuple(reader.options.values()),
        positionals=tuple(reader.positionals),
        exclusive=tuple(reader.exclusive),
        one_of=tuple(reader.one_of),
        redirect=reader.redirect,
    )


def value_of(placeholder: str, choices: tuple[str, ...] = ()) -> Value:
    """The type that a placeholder's name tells; ``choices`` are the alternatives ``a|b|c`` where there are any."""
    if len(choices) > 1 and any(" " in choice or choice.startswith("list_of_") for choice in choices):
        # Forms of a value, not words.
        return Value()
    if len(choices) > 1:
        known = [_PLACEHOLDERS.get(choice) for choice in choices]
        if all(value is not None and value.kinds[0] in _OBJECTS for value in known):
            kinds = tuple(dict.fromkeys(kind for value in known if value is not None for kind in value.kinds))
            return Value(kinds=kinds)
        return Value(kinds=("enum",), values=choices)
    if placeholder in _PLACEHOLDERS:
        return _PLACEHOLDERS[placeholder]
    for suffix, value in _SUFFIXES:
        if placeholder.endswith(suffix):
            return value
    return Value()


def _bare(token: str) -> str:
    return token[1:-1] if token.startswith("<") and token.endswith(">") else token


@dataclass(frozen=True, slots=True)
class _Group:
    """A part in brackets, braces or parentheses."""

    bracket: str
    items: list[str | _Group]


def _tree(tokens: list[str]) -> list[str | _Group]:
    """Tokens nested by their brackets."""
    top: list[str | _Group] = []
    stack: list[_Group] = []
    unclosed = tokens.count("[") > tokens.count("]")
    for index, word in enumerate(tokens):
        items = stack[-1].items if stack else top
        if word in ("[", "{", "("):
            if len(stack) >= _DEEPEST:
                continue
            after = tokens[index + 1] if index + 1 < len(tokens) else ""
            if unclosed and word == "[" and stack and (_OPTION.match(after) or after.startswith(">")):
                stack.clear()
                items = top
            group = _Group(word, [])
            items.append(group)
            stack.append(group)
        elif word in ("]", "}", ")"):
            if stack:
                stack.pop()
        else:
            items.append(word)
    return top


@dataclass(slots=True)
class _Reader:
    """Collects what the parts of a synopsis describe."""

    flags: frozenset[str]
    options: dict[str, Option] = field(default_factory=dict)
    positionals: list[Positional] = field(default_factory=list)
    exclusive: list[tuple[str, ...]] = field(default_factory=list)
    one_of: list[tuple[str, ...]] = field(default_factory=list)
    redirect: bool = False
    last: str = ""

    def read(self, items: list[str | _Group], *, optional: bool) -> None:
        """Reads one level; all of it may be left out when ``optional``."""
        alternatives: list[list[str]] = [[]]
        index = 0
        while index < len(items):
            item = items[index]
            after_bar = index > 0 and items[index - 1] == "|"
            index += 1
            if isinstance(item, _Group) and item.bracket in "[(" and (item.bracket == "[" or _has_option(item)):
                self._close(alternatives, optional=optional)
                alternatives = [[]]
                self.read(item.items, optional=optional or item.bracket == "[")
            elif item == "...":
                self._repeat_last()
            elif item == "|":
                alternatives.append([])
            elif item in (">", ">>"):
                self.redirect = True
                break
            elif isinstance(item, str) and _OPTION.match(item):
                if not optional and not after_bar:
                    self._close(alternatives, optional=optional)
                    alternatives = [[]]
                index = self._option(item, items, index, optional=optional)
                alternatives[-1].append(item)
            else:
                index = self._positional(items, index - 1, optional=optional or (after_bar and bool(self.options)))
        self._close(alternatives, optional=optional)

    def _option(self, name: str, items: list[str | _Group], index: int, *, optional: bool) -> int:
        """Adds an option, whose value, if it has one, stands at ``index``. Returns the index after it."""
        value: Value | None = None
        placeholder = ""
        following = items[index] if index < len(items) else "|"
        if name in self.flags and optional and len(items) == 2 and isinstance(following, str):
            # A slip: the synopsis gives a value to an option that takes none.
            index += 1
        elif name not in self.flags:
            if isinstance(following, str) and following not in ("|", "...", ">", ">>") and not _OPTION.match(following):
                choices, index = _choices(items, index)
                placeholder, value = "|".join(choices), value_of(choices[0], choices)
            elif isinstance(following, _Group) and following.bracket == "(" and following.items and not _has_option(following):
                choices, _ = _choices(following.items, 0)
                placeholder, value = "|".join(choices), value_of(choices[0], choices)
                index += 1
            elif isinstance(following, _Group) and following.bracket == "{":
                placeholder, value = _text(following), Value(kinds=("list",))
                index += 1
            elif isinstance(following, _Group) and following.bracket == "[" and following.items and optional:
                choices, _ = _choices(following.items, 0)
                placeholder, value = "|".join(choices), Value(kinds=("enum",), values=choices, many=True)
                index += 1
        self.options[name] = Option(name=name, value=value, placeholder=placeholder, required=not optional)
        self.last = name
        return index

    def _positional(self, items: list[str | _Group], index: int, *, optional: bool) -> int:
        item = items[index]
        self.last = ""
        if isinstance(item, _Group):
            name = _text(item)
            value = Value(kinds=("script",)) if name in ("cmds", "script", "body") else Value(kinds=("list",))
            self.positionals.append(Positional(name=name, value=value, optional=optional))
            return index + 1
        choices, index = _choices(items, index)
        value = value_of(choices[0], choices)
        self.positionals.append(Positional(name="|".join(choices), value=value, optional=optional))
        return index

    def _repeat_last(self) -> None:
        """Marks what was read last as repeated."""
        if self.last in self.options:
            self.options[self.last] = msgspec.structs.replace(self.options[self.last], repeated=True)
        elif self.positionals:
            self.positionals[-1] = msgspec.structs.replace(self.positionals[-1], repeated=True)

    def _close(self, alternatives: list[list[str]], *, optional: bool) -> None:
        """Ends a run of alternatives: they exclude each other, and the last one's value is the value of all."""
        groups = [names for names in alternatives if names]
        if len(alternatives) > 1:
            # One of several is needed, not each: that one is missing cannot be said of any of them.
            for name in (name for names in groups for name in names):
                self.options[name] = msgspec.structs.replace(self.options[name], required=False)
        if len(groups) < 2:
            return
        last = self.options[groups[-1][-1]]
        if all(len(names) == 1 for names in groups):
            for (name,) in groups[:-1]:
                if self.options[name].value is None and name not in self.flags:
                    self.options[name] = msgspec.structs.replace(self.options[name], value=last.value, placeholder=last.placeholder)
            self.exclusive.append(tuple(name for (name,) in groups))
            if not optional and len(groups) == len(alternatives):
                self.one_of.append(self.exclusive[-1])
        else:
            first, *others = groups
            self.exclusive.extend((name, other) for name in first for names in others for other in names)


def _has_option(group: _Group) -> bool:
    return any(_has_option(item) if isinstance(item, _Group) else _OPTION.match(item) is not None for item in group.items)


def _choices(items: list[str | _Group], index: int) -> tuple[tuple[str, ...], int]:
    """The alternatives ``a|b|c`` from ``index`` on, up to an option, and the index after them."""
    words = [_text(items[index])]
    index += 1
    while index + 1 < len(items) and items[index] == "|":
        word = items[index + 1]
        if word.bracket != "{" if isinstance(word, _Group) else _OPTION.match(word):
            break
        words.append(_text(word))
        index += 2
    return tuple(words), index


def _text(item: str | _Group) -> str:
    """A part as it is written."""
    if isinstance(item, str):
        return item
    inner = " ".join(_text(part) for part in item.items)
    return f"{{{inner}}}" if any(isinstance(part, _Group) for part in item.items) else inner


def _one(*kinds: Kind) -> Value:
    return Value(kinds=kinds)


def _many(*kinds: Kind) -> Value:
    return Value(kinds=kinds, many=True)


_OBJECTS = ("clock", "port", "pin", "net", "instance", "lib_cell", "library", "object")

_WORDS: tuple[tuple[Value, str], ...] = (
    (_one("file"), "filename file spef_file spice_file model_file fileName linkName"),
    (_many("file"), "liberty_files liberty_min_files liberty_max_files"),
    (_one("dir"), "spice_directory dirName"),
    (_one("list"), "path_args"),
    (_many("clock"), "clocks clock from_clock to_clock"),
    (_one("pin"), "pin from_pin to_pin ref_pin master_pin pin_path pll_out_pin pll_fdbk_pin"),
    (_many("pin"), "pins from_pins to_pins load_pins"),
    (_one("port"), "port"),
    (_many("port"), "ports port_list"),
    (_one("port", "pin"), "from_port to_port"),
    (_many("port", "pin"), "port_pin_list"),
    (_one("net"), "net net_path"),
    (_many("net"), "nets power_nets"),
    (_one("instance"), "inst instance instance_path"),
    (_many("instance"), "insts instances cells"),
    (_one("lib_cell"), "lib_cell cell cell_name buffer_cell"),
    (_one("library"), "library lib lib_name min_lib max_lib"),
    (_one("corner"), "corner corner_name"),
    (_one("scene"), "scene scene_name"),
    (_many("scene"), "scenes"),
    (_one("mode"), "mode mode_name"),
    (_many("mode"), "mode_names"),
    (_many("clock", "instance", "port", "pin"), "from_list to_list"),
    (_many("instance", "pin", "net"), "through_list"),
    (_many("port", "pin", "net"), "source_list sink_list"),
    (_many("object"), "objects objs"),
    (_one("object"), "object"),
    (_one("filter"), "expr"),
    (_many("glob"), "patterns scene_names"),
    (_one("glob"), "pattern"),
    (_one("property"), "property"),
    (_many("float"), "waveform edge_shift_list coordinates"),
    (_many("int"), "edge_list"),
    (_one("int"), "digits path_count level_count pin_count lines path_multiplier max_count count divisor multiplier"),
    (
        _one("float"),
        "period delay slack_max slack_min duty_cycle uncertainty transition transition_time capacitance resistance factor derate "
        "fanout slew cap limit setup_time hold_time duty activity area density voltage temperature process trans_rise trans_fall "
        "margin weight check_value",
    ),
    (
        _one("string"),
        "name comment group_name separator seperator inst_path buffer_name buffer_out_net_name top_cell_name design power ground "
        "spef_name port_name model_name unit scope sdf_cond",
    ),
    (_one("variable"), "var var_name varName dictVarName arrayName myVar otherVar"),
    (_one("script"), "script body start next"),
    (_one("expr"), "test expression"),
)
_PLACEHOLDERS = {word: value for value, words in _WORDS for word in words.split()}

_SUFFIXES: tuple[tuple[str, Value], ...] = (
    ("filename", _one("file")),
    ("_file", _one("file")),
    ("_dir", _one("dir")),
    ("_directory", _one("dir")),
    ("_unit", _one("string")),
    ("_name", _one("string")),
)
