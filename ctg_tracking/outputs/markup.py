"""Small pieces of HTML, escaped by construction: what a person typed never becomes markup."""

from functools import cache
from html import escape


class Html(str):
    """Text that is already markup; every plain `str` put beside it is escaped."""

    __slots__ = ()


EMPTY = Html("")


def text(value: object) -> Html:
    """`value` as markup: escaped, unless it already is."""
    return value if isinstance(value, Html) else Html(escape(str(value)))


def element(tag: str, *children: object, **attributes: object) -> Html:
    """`<tag …>children</tag>`; `class_` gives class, `aria_label` aria-label; None and False leave an attribute out."""
    parts = ["<", tag]
    for name, value in attributes.items():
        if value is True:
            parts.append(f" {_named(name)}")
        elif value is not None and value is not False:
            parts.append(f' {_named(name)}="{escape(str(value))}"')
    parts.append(">")
    parts.extend(child if isinstance(child, Html) else escape(str(child)) for child in children)
    parts.append(f"</{tag}>")
    return Html("".join(parts))


@cache
def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def joined(*children: object) -> Html:
    """The children one after the other."""
    return Html("".join(map(text, children)))
