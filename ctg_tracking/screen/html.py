"""The markup of the screens: pieces escaped by construction (outputs.markup), with the classes of `style.css`.

`st.html` cleans what it is given once more; SVG and scripts do not pass, inline styles and links do.
"""

from ctg_tracking.outputs.markup import EMPTY, Html, element, joined, text

__all__ = ["EMPTY", "Html", "div", "element", "hidden", "joined", "link", "span", "text"]


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
