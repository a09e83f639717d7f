"""Checks of what people type: each raises BadInput with the field, what was given and what was expected."""

from ctg_tracking.errors import BadInput

LONGEST_TEXT = 5_000
LONGEST_LINE = 500


def free_text(field: str, value: str | None, *, longest: int = LONGEST_TEXT) -> str | None:
    """`value` trimmed, None when blank; raises BadInput when it is too long or holds control characters."""
    text = (value or "").strip()
    if len(text) > longest:
        raise BadInput(field, f"{text[:40]}…", f"au plus {longest} caractères (le texte en compte {len(text)})")
    if any(not letter.isprintable() and letter not in "\n\r\t\u00a0\u202f\u200b" for letter in text):
        raise BadInput(field, text[:40], "un texte sans caractère de contrôle")
    return text or None
