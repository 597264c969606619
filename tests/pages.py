"""HTML pages as tests read them: strictly, and as far as a reader sees them."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Node:
    """An element of a page: its name, its attributes, and what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str], above: "Node | None" = None) -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.inside: list[Node | str] = []

    def __iter__(self) -> Iterator["Node"]:
        """The element and all below it."""
        yield self
        for one in self.inside:
            if isinstance(one, Node):
                yield from one

    def all(self, tag: str, **attributes: str) -> list["Node"]:
        """The elements with that name and these attributes, in document order."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [one for one in self if one.tag == tag and wanted.items() <= one.attributes.items()]

    def one(self, tag: str, **attributes: str) -> "Node":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self) -> str:
        """What a reader reads: without what is hidden from them, white space as single spaces."""
        return " ".join(self.raw().replace("\xa0", " ").split())

    def raw(self) -> str:
        """Its text with the spaces as they are, without what is hidden from a screen reader."""
        if self.attributes.get("aria-hidden") == "true":
            return ""
        between = " " if self.tag in ("small", "li", "p", "td", "th", "dd", "h4") else ""
        inside = "".join(one if isinstance(one, str) else one.raw() for one in self.inside)
        return f"{between}{inside}{between}"


class Page(HTMLParser):
    """A page that is read strictly: every element is closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})
        self.feed(text)
        self.close()
        assert self.at is self.root, f"<{self.at.tag}> is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; no attribute of it stands twice."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of <{tag}> stands twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins and ends, as in SVG."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """The element that was opened last ends."""
        assert tag == self.at.tag, f"</{tag}> where <{self.at.tag}> is open"
        assert self.at.above
        self.at = self.at.above

    def handle_data(self, data: str) -> None:
        """Text in an element."""
        self.at.inside.append(data)


def cells(table: Node) -> list[list[str]]:
    """The rows of a table without its header line, cell by cell."""
    return [
        [cell.text for cell in row.inside if isinstance(cell, Node)]
        for row in table.all("tr")
        if not row.all("th", scope="col")
    ]
