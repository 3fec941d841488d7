"""Reads a reference page, HTML or Markdown, as the blocks that matter: headings, code, tables, terms with their descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page.

    ``level`` is a heading's. ``rows`` are those of a table, the head first, or the terms of a list, each with its description.
    ``language`` is what a block of code says that it is in.
    """

    kind: Literal["heading", "code", "table", "terms", "text"]
    text: str = ""
    level: int = 0
    language: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_html(text: str) -> Sequence[Block]:
    """The blocks of an HTML page; whatever it is, nothing is raised."""
    tree = _Tree()
    tree.feed(text)
    tree.close()
    return tuple(_blocks(tree.root))


def read_markdown(text: str) -> Sequence[Block]:
    """The blocks of a Markdown page with GitHub's tables."""
    # The language server imports this module at its start, and reads no pages.
    from markdown_it import MarkdownIt

    return read_html(MarkdownIt("commonmark").enable("table").render(text))


@dataclass(slots=True)
class _Element:
    """An element of the page with its texts and elements in their order."""

    tag: str
    classes: Sequence[str] = ()
    children: list[_Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[_Element]:
        """The elements of some kinds inside, but none inside these."""
        for child in self.children:
            if isinstance(child, _Element):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.all(*tags)

    def text(self, *without: str) -> str:
        """The text inside, without that of some kinds of elements."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in (*_SILENT, *without) and "headerlink" not in child.classes:
                parts.append(child.text(*without) + " " * (child.tag in (*_APART, "br")))
        return "".join(parts)


class _Tree(HTMLParser):
    """Builds the elements of a page. End tags may be missing where HTML lets them."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1].tag in _ENDED_BY.get(tag, ()):
            self._open.pop()
        element = _Element(tag, (dict(attrs).get("class") or "").split())
        self._open[-1].children.append(element)
        # What is nested deeper than any page is read as if it were not.
        if tag not in _EMPTY and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        # A hyphen at which no line is broken is typed as any other.
        self._open[-1].children.append(data.replace("\u2011", "-").replace("\xa0", " "))


def _blocks(element: _Element) -> Iterator[Block]:
    """The blocks inside an element; of a list of terms also those inside the descriptions."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield Block(kind="text", text=_line(child))
        elif child.tag in _HEADINGS:
            yield Block(kind="heading", text=_line(child.text()), level=_HEADINGS[child.tag])
        elif child.tag == "pre":
            languages = [name for of in (element, child, *child.all("code")) for name in of.classes]
            language = next((name.partition("-")[2] for name in languages if name.startswith(("language-", "highlight-"))), "")
            yield Block(kind="code", text=child.text().strip("\n"), language=language)
        elif child.tag == "table":
            cells = (tuple(_line(cell.text()) for cell in row.all("td", "th")) for row in child.all("tr"))
            yield Block(kind="table", rows=tuple(row for row in cells if row))
        elif child.tag == "dl":
            yield Block(kind="terms", rows=tuple(_terms(child)))
            for description in child.all("dd"):
                yield from (block for block in _blocks(description) if block.kind != "text")
        elif child.tag in ("p", "li"):
            if text := _line(child.text(*_APART)):
                yield Block(kind="text", text=text)
            yield from (block for block in _blocks(child) if block.kind != "text")
        elif child.tag not in _SILENT:
            yield from _blocks(child)


def _terms(of: _Element) -> Iterator[tuple[str, str]]:
    """The terms of a list, each with the description that follows."""
    terms: list[str] = []
    for element in of.all("dt", "dd"):
        if element.tag == "dt":
            terms.append(_line(element.text()))
        else:
            said = _line(element.text("dl", "table", "pre"))
            yield from ((term, said) for term in terms)
            terms.clear()
    yield from ((term, "") for term in terms)


def _line(text: str) -> str:
    return " ".join(text.split())


_DEEPEST = 100
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset({"script", "style", "template", "title", "nav"})
_EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "embed", "source"})
# Blocks: what is in them does not touch the text around.
_APART = ("p", "div", "ul", "ol", "li", "dl", "table", "pre")
_ENDED_BY = {
    "li": ("p", "li"),
    "dt": ("p", "dt", "dd"),
    "dd": ("p", "dt", "dd"),
    "tr": ("p", "td", "th", "tr"),
    "td": ("p", "td", "th"),
    "th": ("p", "td", "th"),
    "tbody": ("p", "td", "th", "tr", "thead"),
    **dict.fromkeys(("p", "ul", "ol", "dl", "table", "pre", "div", *_HEADINGS), ("p",)),
}
