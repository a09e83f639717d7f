"""How a heading is named: an axe without a title is known by its number, in the convention's own word."""


def axe_key(level: str, code: str | None, title: str | None) -> str:
    """Key of an axe in a table: its title, or « Axe 3 » when the document gives none."""
    return title or numbered(level, code)


def axe_label(level: str, code: str | None, title: str | None) -> str:
    """« Axe 1. Petite enfance »; the title alone, or the number alone, when the other is not given."""
    if code and title:
        return f"{numbered(level, code)}. {title}"
    return axe_key(level, code, title)


def numbered(level: str, code: str | None) -> str:
    """« Enjeu 3 » in the convention's own word; a code that already says « Enjeu 3 » is left as it is."""
    if not code:
        return f"{level} sans titre"
    return code if code.casefold().startswith(level.casefold()) else f"{level} {code}"
