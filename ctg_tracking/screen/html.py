"""Small pieces of HTML, escaped by construction: what a person typed never becomes markup.

`st.html` cleans what it is given once more; SVG and scripts do not pass, inline styles and links do.
"""

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
    names = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    written = "".join(_attribute(name, value) for name, value in names if value is not None and value is not False)
    return Html(f"<{tag}{written}>{''.join(map(text, children))}</{tag}>")


def _attribute(name: str, value: object) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def joined(*children: object) -> Html:
    """The children one after the other."""
    return Html("".join(map(text, children)))


def div(class_: str, *children: object, **attributes: object) -> Html:
    """A block."""
    return element("div", *children, class_=class_, **attributes)


def span(class_: str, *children: object, **attributes: object) -> Html:
    """A run of text."""
    return element("span", *children, class_=class_, **attributes)


def hidden(words: str) -> Html:
    """Words for a screen reader only."""
    return span("ctg-cache", words)


def link(href: str, *children: object, class_: str = "", **attributes: object) -> Html:
    """A link inside the application, followed without reloading the page (see `frame`)."""
    return element("a", *children, href=href, target="_self", class_=f"ctg-lien {class_}".strip(), **attributes)
