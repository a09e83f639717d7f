"""The name of a cell's colour, as people say it: « vert clair », « orange »."""

from colorsys import rgb_to_hls

_HUES = (
    (15, "rouge"),
    (45, "orange"),
    (70, "jaune"),
    (165, "vert"),
    (200, "turquoise"),
    (255, "bleu"),
    (290, "violet"),
    (345, "rose"),
    (361, "rouge"),
)
"""Name of a hue up to so many degrees."""
_PALE = 0.68


def colour_words(rgb: str) -> str:
    """`vert clair` from `C6EFCE`."""
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    if light < 0.08:
        return "noir"
    if saturation < 0.12:
        return f"gris{_shade(light)}"
    name = next(word for until, word in _HUES if hue * 360 < until)
    if name == "rouge" and light > _PALE:
        return "rose clair"
    if name in ("rouge", "orange") and light < 0.4 and saturation < 0.7:
        return "marron"
    return f"{name}{_shade(light)}"


def _shade(light: float) -> str:
    return " clair" if light > _PALE else " foncé" if light < 0.32 else ""
