"""A PDF as an independent reader sees it."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from ctg_tracking.outputs.blocks import Deck, Document
from ctg_tracking.outputs.pdf import deck_pdf, document_pdf


@dataclass(frozen=True)
class Element:
    """An element of the structure: its role, its alternative text, the roles above it."""

    role: str
    alt: str
    above: tuple[str, ...]


class Pages:
    """The pages of a PDF, their words and their structure."""

    def __init__(self, bytes_: bytes) -> None:
        self.reader = PdfReader(BytesIO(bytes_))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def count(self) -> int:
        return len(self.reader.pages)

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, any run of spaces as one."""
        return [plain(page.extract_text()) for page in self.reader.pages]

    @property
    def words(self) -> str:
        return " ".join(self.pages)

    @property
    def metadata(self) -> str:
        return str(self.root["/Metadata"].get_data().decode("utf-8"))

    @cached_property
    def elements(self) -> list[Element]:
        return list(_walk(self.root["/StructTreeRoot"], ()))

    @property
    def roles(self) -> set[str]:
        return {element.role for element in self.elements}

    @property
    def alts(self) -> list[str]:
        return [plain(element.alt) for element in self.elements if element.role == "Figure"]

    @property
    def bookmarks(self) -> list[str]:
        return list(_titles(self.reader.outline))


def plain(text: str) -> str:
    """Without the places where words may part, with one plain space between them, hyphenated words joined."""
    return re.sub(r"\s+", " ", re.sub(r"\u00ad|\u200b|[\u2010-]\n(?=[a-zà-ÿ])", "", text)).strip()


def of_document(document: Document) -> Pages:
    return Pages(document_pdf(document))


def of_deck(deck: Deck) -> Pages:
    return Pages(deck_pdf(deck))


def _walk(node: Any, above: tuple[str, ...]) -> Any:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _walk(child, above)
    elif hasattr(node, "get"):
        role = str(node.get("/S", "")).removeprefix("/")
        if role:
            yield Element(role, str(node.get("/Alt", "")), above)
        if "/K" in node:
            yield from _walk(node["/K"], (*above, role) if role else above)


def _titles(outline: Any) -> Any:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)
