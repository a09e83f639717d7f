"""Lists in a cell: names of people and organisations, and plain words, split outside brackets and quotes."""

import re
from functools import lru_cache

from ctg_tracking.model.words import ActorKind
from ctg_tracking.spreadsheet.grid import Value
from ctg_tracking.spreadsheet.parsed import Parsed, Trouble, warning
from ctg_tracking.spreadsheet.text import key_words, one_line, tidy
from ctg_tracking.spreadsheet.words import Named, as_text, says_nothing

_OPEN, _CLOSE = "([«“", ")]»”"
_GUARDS = (*_OPEN, '"')
_MANY = (
    r"(?:associations?|communes?|mairies?|écoles?|collèges?|lycées?|crèches?|services?|élus?|bénévoles|partenaires"
    r"|bailleurs?|médiathèques?|bibliothèques?)\b"
)
_AND = re.compile(rf"\s+(?:et|&)\s+(?=(?:(?:le|la|les|l['’]|un|une|des)\s?)|[A-ZÀ-Ý0-9«“\"]|{_MANY})")
_DEPARTMENTS = re.compile(
    r"^(?:directions?|services?|pôles?|pole|ministère|département|secteur|commission|maison|mission|réseau|vice-présidence)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:(?:le|la|les)\s|l['’]|[A-Z]{2,}\b|Caf\b|Mairie|Ville|Communes?\b|Associations?|Services?|Directions?|Pôles?|Département|Région|État|Mission"
    r"|Relais|Centres?\b)"
)
_BULLET = re.compile(r"^(?:[-–—•●▪◦*➔➜>·]|\d{1,2}[.)](?=\s))\s*")
_ARTICLE = re.compile(r"^(?:(?:le|la|les|un|une|des)\s+|l['’])(?=\S)")
_ETC = frozenset(("etc", "...", "…"))


def split_list(text: str, *, and_too: bool = True, slash_too: bool = True) -> tuple[str, ...]:
    """Items of a cell split on « , ; / et » and line breaks, not inside brackets or quotes; order kept, no doubles."""
    signs = ",;\n/" if slash_too else ",;\n"
    parts = [part for piece in _pieces(text, signs) for part in (_split_and(piece) if and_too else (piece,))]
    items = (_item(part) for part in parts)
    return tuple(dict.fromkeys(item for item in items if item and key_words(item) not in _ETC))


_PROTECTED = re.compile(r"https?://\S+|\b(?:M\.?|Mr|Mme)\s?/\s?(?:M\.?|Mr|Mme)\b")
_EITHER = re.compile(r"\bet\s?/\s?ou\b")


def _pieces(text: str, signs: str) -> list[str]:
    if not any(sign in text for sign in signs):
        return [text]
    text = _EITHER.sub(";", text) if "/" in text else text
    if any(sign in text for sign in _GUARDS):
        return _outside(text, signs)
    kept = _PROTECTED.findall(text) if "/" in text else []
    masked = _PROTECTED.sub("\x00", text) if kept else text
    pieces = re.split(f"[{re.escape(signs)}\r]", masked)
    stock = iter(kept)
    return [re.sub("\x00", lambda _: next(stock), piece) for piece in pieces] if kept else pieces


def _outside(text: str, signs: str) -> list[str]:
    pieces: list[str] = []
    current: list[str] = []
    depth, quoted = 0, False
    for letter in text.replace("\r", "\n"):
        if letter == '"':
            quoted = not quoted
        elif letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        if letter in signs and not depth and not quoted:
            pieces.append("".join(current))
            current = []
        else:
            current.append(letter)
    if (depth or quoted) and len(pieces) == 0 and any(sign in text for sign in signs):
        return re.split(f"[{re.escape(signs)}]", text)  # a bracket never closed protects nothing
    return [*pieces, "".join(current)]


def _split_and(piece: str) -> list[str]:
    """Cut on « et » before a capital or an article: « Service enfance et jeunesse » is one service."""
    if " et " not in piece and "&" not in piece and "\u00a0et" not in piece:
        return [piece]
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match[0])
        return f"\x00{len(hidden) - 1}\x00"

    masked = re.sub(r"\([^)]*\)|\[[^\]]*\]|«[^»]*»|“[^”]*”|\"[^\"]*\"", hide, piece)
    parts = _AND.split(masked)
    if _DEPARTMENTS.match(piece.strip()) and not all(_BODY.match(part) for part in parts[1:]):
        parts = [masked]
    return [re.sub(r"\x00(\d+)\x00", lambda found: hidden[int(found[1])], part) for part in parts]


_QUOTED = re.compile(r'"[^"]+"')


def _item(text: str) -> str:
    line = one_line(text)
    if _QUOTED.fullmatch(line):  # our own exports quote a name that would not survive the splitting
        return line[1:-1].strip()
    bare = _BULLET.sub("", line).strip(" .;,").rstrip(" :–—-")
    if bare.count("(") > bare.count(")"):
        bare += ")" * (bare.count("(") - bare.count(")"))
    return _ARTICLE.sub("", bare)


_PERSON = re.compile(
    r"(?:M\.|Mme|Mlle|Monsieur|Madame|Dr|Docteur)\s+\S.*"
    r"|[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ'’]+)?\s+[A-ZÀ-Ý]{2}[A-ZÀ-Ý'’ -]*"
)


_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?:\+33[\s.]?(?:\(0\)[\s.]?)?|\b0)[1-9](?:[\s./-]?\d{2}){4}\b"
_CONTACT = re.compile(
    rf"(?:\b(?:e-?mail|mail|courriel|m[ée]l|t[ée]l|t[ée]l[ée]phone|port|portable)\b\.?\s*:?\s*)?(?:{_MAIL}|{_PHONE})",
    re.IGNORECASE,
)
_EMPTIED = re.compile(r"\(\W*\)|\[\W*\]|<\W*>")


def _without_contacts(text: str) -> tuple[str, Trouble | None]:
    """Names without e-mail addresses nor telephone numbers, and what to tell of it; an address alone is a name."""
    if "@" not in text and "0" not in text and "+33" not in text:
        return text, None
    found = _CONTACT.findall(text)
    bare = _EMPTIED.sub(" ", _CONTACT.sub(" ", text)) if found else text
    if not found or not any(letter.isalpha() for letter in bare):
        return text, None
    return bare, warning(f"coordonnées laissées de côté\u202f: {', '.join(one.strip() for one in found)[:100]}")


@lru_cache(maxsize=16384)
def _names(text: str, kind: ActorKind | None, contacts: bool) -> Parsed[tuple[Named, ...]]:
    if says_nothing(text):
        return Parsed()
    bare, trouble = (tidy(text), None) if contacts else _without_contacts(tidy(text))
    names = tuple(Named(name[:300], kind or _kind_of(name)) for name in split_list(bare) if not says_nothing(name))
    return Parsed(names or None, trouble)


def _kind_of(name: str) -> ActorKind | None:
    words = name.split()
    titled = words[0] in ("M.", "Dr") or not words[0].isupper()
    return ActorKind.PERSON if _PERSON.fullmatch(name) and titled and len(words) <= 4 else None


def read_names(value: Value, kind: ActorKind | None = None, *, contacts: bool = False) -> Parsed[tuple[Named, ...]]:
    """People and organisations of a cell; `kind` is what the header says they are, if it does.

    E-mail addresses and telephone numbers are left aside and told, unless `contacts` keeps them as written.
    """
    return _names(as_text(value), kind, contacts)


@lru_cache(maxsize=16384)
def _words(text: str) -> Parsed[tuple[str, ...]]:
    items = () if says_nothing(text) else split_list(tidy(text))
    return Parsed(tuple(one for one in items if not says_nothing(one)) or None)


def read_words(value: Value) -> Parsed[tuple[str, ...]]:
    """Items of a list of words (themes, communes); « et » and « / » split them too."""
    return _words(as_text(value))
