"""Where the tables are: header rows found by their words, columns matched to fields, rows of guidance passed over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from rapidfuzz import fuzz, process

from ctg_tracking.spreadsheet import columns as table_columns
from ctg_tracking.spreadsheet.columns import REQUIRED, SHEET_NAMES, TABLES, Column, Kind, Table
from ctg_tracking.spreadsheet.grid import Row, Sheet, Value
from ctg_tracking.spreadsheet.text import folded, key_words, one_line, stem

SURE = 100
CLOSE_ENOUGH = 80
"""token_sort_ratio from which a header is taken for a synonym; tried on French headers (below 75 it errs)."""

_LOOK_AHEAD = 60
_HEADINGS = ("axe", "objective", "sub_objective")
_YEAR_HEADER = re.compile(
    r"(?P<word>valeur|realise|realisation|resultat|constate|mesure|cible|objectif|attendu)?s?\s*(?:au|en|fin|annee|n)?\s*"
    r"(?P<day>(?:\d{1,2}[ /.-]\d{1,2}[ /.-])?(?:19|20)\d\d)"
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of a sheet understood as `field`; `label` names it when several feed the same field."""

    index: int
    header: str
    field: str
    kind: Kind
    confidence: int = SURE
    label: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a sheet: `header` and `first` are rows counted from 0; `ours`: it has our own identifiers column.

    `shared`: its rows tell actions and their indicators together, so that an action may stand on several rows.
    """

    kind: Table
    sheet: Sheet
    header: int
    first: int
    columns: tuple[Matched, ...]
    ignored: tuple[str, ...]
    shared: bool = False

    @property
    def ours(self) -> bool:
        """Whether the table has the identifier column of our own workbooks."""
        return any(column.field == "id" for column in self.columns)

    def column(self, field: str) -> Matched | None:
        """The first column of a field."""
        return next((column for column in self.columns if column.field == field), None)


Asked = Mapping[str, str | None]
"""What the person said: `key_words` of a header -> field, or None to leave it aside."""


@lru_cache(maxsize=8)
def _words_of(kind: Table) -> Mapping[str, Column]:
    """Folded header or synonym -> column; our own headers first, an earlier column wins."""
    found: dict[str, Column] = {}
    for column in TABLES[kind]:
        found.setdefault(key_words(column.header), column)
    for column in TABLES[kind]:
        for word in column.synonyms:
            found.setdefault(key_words(word), column)
    return found


def passed_over(sheet: Sheet) -> bool:
    """Whether a sheet's name says it holds instructions or lists."""
    return folded(sheet.name).replace("_", " ").replace("’", "'") in table_columns.PASSED_OVER


def find_tables(sheet: Sheet, asked: Asked, *, plan_elsewhere: bool) -> list[Place]:
    """The table of a sheet, or the two that share its rows: actions, and their indicators beside them."""
    best = find_table(sheet, asked)
    if (
        best is None
        or best.kind not in (Table.PLAN, Table.INDICATORS)
        or (best.kind is Table.INDICATORS and (plan_elsewhere or _named_like(sheet, best.kind)))
    ):
        return [best] if best else []
    plan = best if best.kind is Table.PLAN else find_table(sheet, asked, (Table.PLAN,))
    measures = best if best.kind is Table.INDICATORS else find_table(sheet, asked, (Table.INDICATORS,))
    if plan is None or measures is None or plan.header != measures.header or not _measured(measures):
        return [best]
    return _shared(plan, measures) or [best]


_MEASURES = frozenset(("baseline", "target", "unit", "value_at", "target_at", "current"))
_BOTH = frozenset(("axe", "code", "title"))
_PLAN_YIELDS = frozenset(("indicators", "audience"))


def _measured(place: Place) -> bool:
    fields = {column.field for column in place.columns}
    return {"indicator", "title"} <= fields and bool(fields & _MEASURES)


def _shared(plan: Place, measures: Place) -> list[Place]:
    """Two tables on the same rows, each column read once; none unless each has columns that are surely its own."""
    wanted = {c.index for c in measures.columns if c.field in _OF_MEASURES and c.confidence == SURE}
    of_plan = tuple(
        c for c in plan.columns if not (c.index in wanted and (c.field in _PLAN_YIELDS or c.confidence < SURE))
    )
    taken = {column.index for column in of_plan if column.field not in _BOTH}
    of_measures = tuple(c for c in measures.columns if c.index not in taken)
    measured = any(column.field in _MEASURES for column in of_measures)  # « Objectif » is a level of the plan
    planned = any(c.field not in _NOT_ALONE and c.confidence >= SURE and c.index not in wanted for c in of_plan)
    if not measured or not planned:
        return []
    ignored = tuple(header for header in plan.ignored if header in measures.ignored)
    return [
        replace(plan, columns=of_plan, ignored=ignored, shared=True),
        replace(measures, columns=of_measures, ignored=ignored, shared=True),
    ]


_OF_MEASURES = frozenset(("indicator", "direction", "nature", "baseline_on", "periodicity", "source", *_MEASURES))
_NOT_ALONE = frozenset((*_BOTH, "objective", "sub_objective", "id", "origin", "axe_code", "objective_code"))


def find_table(sheet: Sheet, asked: Asked, kinds: Sequence[Table] = tuple(Table)) -> Place | None:
    """The best table of a sheet, or None. Its header is the row whose words name the most columns."""
    found: list[tuple[float, int, int, Table]] = []
    for row in range(min(len(sheet.rows), _LOOK_AHEAD)):
        for span in (1, 2, 3):
            headers = _headers(sheet, row, span)
            if headers is None:
                break
            for kind in kinds:
                score = _score(kind, headers, asked)
                if score:
                    found.append((score + _named_like(sheet, kind) - 0.01 * span, row, span, kind))
    for _, row, span, kind in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        place = _place(sheet, kind, row, span, asked)
        if all(place.column(field) for field in REQUIRED[kind]):
            return place
    return None


def _score(kind: Table, headers: Sequence[str], asked: Asked) -> float:
    """Number of distinct columns named in so many words; 0 when a required one is not even close."""
    words = _words_of(kind)
    exact: dict[str, int] = {}
    for header in headers:
        known = next((words[key].field for key in _keys(header) if key in words), None)
        field = asked.get(key_words(header)) or known
        if header and field:
            exact[field] = exact.get(field, 0) + 1
    if len(exact) < 2 and not (len(exact) == 1 and sum(bool(header) for header in headers) == 1):
        return 0
    missing = [field for field in REQUIRED[kind] if field not in exact]
    if missing and not all(_close_to(field, kind, headers) for field in missing):
        return 0
    return len(exact)


def _close_to(field: str, kind: Table, headers: Sequence[str]) -> bool:
    return any((found := _match(kind, header)) and found[0].field == field for header in headers if header)


def _named_like(sheet: Sheet, kind: Table) -> float:
    return 0.5 if folded(sheet.name).replace("’", "'") == folded(SHEET_NAMES[kind]) else 0.0


def _headers(sheet: Sheet, row: int, span: int) -> list[str] | None:
    """Header texts of `span` rows read as one: the lowest word of each column; None when those rows are no headers."""
    rows = sheet.rows[row : row + span]
    if len(rows) < span or not any(_text(value) for value in rows[0]):
        return None
    if span > 1 and not _all_words(rows):
        return None
    lowest = [""] * len(rows[0])
    for line in rows:
        lowest = [_text(value) or above for value, above in zip(line, lowest, strict=False)]
    return lowest


def _all_words(rows: Sequence[Row]) -> bool:
    return all(isinstance(value, str) and len(value) < 80 for row in rows for value in row if value != "")


def _text(value: Value) -> str:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return f"{value:%d/%m/%Y}"
    return str(value)


@lru_cache(maxsize=4096)
def _match(kind: Table, header: str) -> tuple[Column, int] | None:
    """The column a header names, exactly or closely, and how sure that is."""
    words, stems = _words_of(kind), _stems_of(kind)
    for key in _keys(header):
        if key in words:
            return words[key], SURE
        if stem(key) in stems:
            return stems[stem(key)], SURE
    close = _keys(header)[-1] if header else ""
    if len(close) < 4 or close in _aside():
        return None
    found = process.extractOne(close, words.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH)
    return (words[found[0]], min(99, int(found[1]))) if found else None


@lru_cache(maxsize=4096)
def _keys(header: str) -> tuple[str, ...]:
    """Keys of a header: whole, then without what brackets and marks add (« Intitulé (obligatoire) »)."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header)
    keys = (key_words(header), _MARKS.sub("", key_words(bare)).strip())
    return tuple(dict.fromkeys(key for key in keys if key)) or ("",)


_MARKS = re.compile(r"\b(?:cle pour le pilotage|obligatoire|facultatif|champ obligatoire|a completer|a renseigner)\b")


@lru_cache(maxsize=1)
def _aside() -> frozenset[str]:
    return frozenset(key_words(word) for word in table_columns.LEFT_ASIDE)


@lru_cache(maxsize=8)
def _stems_of(kind: Table) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for word, column in _words_of(kind).items():
        found.setdefault(stem(word), column)
    return found


def _place(sheet: Sheet, kind: Table, row: int, span: int, asked: Asked) -> Place:
    headers = _headers(sheet, row, span) or []
    first = row + span
    while first < len(sheet.rows) and is_guidance(sheet.rows[first], first - row - span):
        first += 1
    body = sheet.rows[first:]
    matched, ignored = [], []
    for index, header in enumerate(headers):
        found = _understand_header(kind, index, header, asked)
        if found is not None:
            matched.append(found)
        elif header:
            ignored.append(header)
    kept, dropped = _settle(kind, matched, body)
    return Place(kind, sheet, row, first, tuple(kept), tuple(dict.fromkeys([*ignored, *dropped])))


def _understand_header(kind: Table, index: int, header: str, asked: Asked) -> Matched | None:
    key = key_words(header)
    if key in asked:
        told = asked[key]
        column = next((column for column in TABLES[kind] if column.field == told), None)
        return Matched(index, header, column.field, column.kind) if column else None
    if kind is Table.INDICATORS and (year := _YEAR_HEADER.fullmatch(key)):
        aimed = year["word"] in ("cible", "objectif", "attendu")
        return Matched(index, header, "target_at" if aimed else "value_at", Kind.VALUE, year=year["day"])
    found = _match(kind, header)
    return Matched(index, header, found[0].field, found[0].kind, found[1]) if found else None


# -- which column keeps a field that several claim --


def _settle(kind: Table, matched: list[Matched], body: Sequence[Row]) -> tuple[list[Matched], list[str]]:
    if kind is Table.PLAN:
        matched = _settle_headings(_settle_titles(matched, body), body)
        matched = [_settle_progress(column, matched, body) for column in matched]
    gathering = {column.field for column in TABLES[kind] if column.gathers} | {"value_at", "target_at"}
    kept: dict[str, Matched] = {}
    extra: list[Matched] = []
    dropped: list[str] = []
    for column in sorted(matched, key=lambda one: -one.confidence):
        if column.field not in kept:
            kept[column.field] = column
        elif column.field in gathering:
            extra.append(column)
        else:
            dropped.append(column.header)
    columns = sorted([*kept.values(), *extra], key=lambda one: one.index)
    return [_labelled(kind, column) for column in columns], dropped


def _labelled(kind: Table, column: Matched) -> Matched:
    """A column that feeds a field under another name keeps its name: « Objectifs : … » inside the description."""
    main = next((one for one in TABLES[kind] if one.field == column.field), None)
    if main is None or not main.gathers or column.kind is not Kind.LONG_TEXT:
        return column
    own = {key_words(word) for word in (main.header, *main.synonyms[: _MAIN_WORDS.get(column.field, 0)])}
    return column if key_words(column.header) in own else replace(column, label=one_line(column.header).strip(" :"))


_MAIN_WORDS = {"description": 6, "comment": 8}
"""How many first synonyms of a gathering column mean the field itself."""


def _settle_titles(matched: list[Matched], body: Sequence[Row]) -> list[Matched]:
    """Of two columns of titles the one with the longer texts is the title; a short one is the number."""
    titles = [column for column in matched if column.field == "title"]
    if len(titles) < 2:
        return matched
    lengths = {column.index: _mean_length(column.index, body) for column in titles}
    longest = max(titles, key=lambda column: lengths[column.index])
    numbered = any(column.field == "code" for column in matched)
    settled = []
    for column in matched:
        if column.field == "title" and column is not longest and lengths[column.index] <= 12 and not numbered:
            column = replace(column, field="code", kind=Kind.CODE)
        settled.append(replace(column, confidence=SURE + 1) if column is longest else column)
    return settled


def _mean_length(index: int, body: Sequence[Row]) -> float:
    lengths = [len(_text(row[index])) for row in body[:500] if row[index] != ""]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _settle_headings(matched: list[Matched], body: Sequence[Row]) -> list[Matched]:
    """Levels go by the order of their columns, whatever they are called; « Objectifs » after the title is a text."""
    matched = [_as_level_without_title(column, matched) for column in matched]
    title = next((column.index for column in matched if column.field == "title" and column.confidence >= SURE), None)
    settled = [_as_text_after_title(column, title) for column in matched]
    settled = [_as_level_before_title(column, settled, title) for column in settled]
    levels = [column for column in settled if column.field in _HEADINGS]
    if len(levels) > 1:
        themes = {column.index for column in levels if _holds_themes(column, body)}
        settled = [
            replace(c, field="themes", kind=Kind.WORDS) if c.index in themes and len(levels) > len(themes) else c
            for c in settled
        ]
        levels = [column for column in settled if column.field in _HEADINGS]
    ranks = {column.index: _HEADINGS[rank] for rank, column in enumerate(levels[:3])}
    if len(levels) == 1 and levels[0].field != "axe":
        ranks = {levels[0].index: "axe"}
    return [replace(column, field=ranks[column.index]) if column.index in ranks else column for column in settled]


def _as_level_without_title(column: Matched, columns: Sequence[Matched]) -> Matched:
    """« N° axe » alone is the axe itself."""
    level = column.field.removesuffix("_code")
    if column.field in ("axe_code", "objective_code") and not any(other.field == level for other in columns):
        return replace(column, field=level, kind=Kind.HEADING)
    return column


_AIMS = (
    "objectif",
    "objectifs",
    "objectif general",
    "objectifs generaux",
    "objectif de l action",
    "objectifs de l action",
)


def _as_text_after_title(column: Matched, title: int | None) -> Matched:
    if title is not None and column.field == "objective" and column.index > title and key_words(column.header) in _AIMS:
        return replace(column, field="description", kind=Kind.LONG_TEXT)
    return column


def _as_level_before_title(column: Matched, columns: Sequence[Matched], title: int | None) -> Matched:
    if key_words(column.header) != "objectifs" or title is None or column.index > title:
        return column
    taken = any(other.field == "objective" for other in columns)
    return column if taken else replace(column, field="objective", kind=Kind.HEADING)


_THEMES = frozenset(key_words(theme) for theme in table_columns.NATIONAL_THEMES)


def _holds_themes(column: Matched, body: Sequence[Row]) -> bool:
    if key_words(column.header).split()[:1] not in (["thematique"], ["thematiques"], ["champ"], ["domaine"]):
        return False
    texts = [key_words(_text(row[column.index])) for row in body[:500] if row[column.index] != ""]
    return bool(texts) and sum(text in _THEMES for text in texts) >= 0.8 * len(texts)


def _settle_progress(column: Matched, columns: Sequence[Matched], body: Sequence[Row]) -> Matched:
    """« Avancement » holds words or percents: its cells say which."""
    if column.field not in ("status", "percent") or "avancement" not in key_words(column.header):
        return column
    values = [row[column.index] for row in body[:500] if row[column.index] != ""]
    numeric = sum(_looks_percent(value) for value in values)
    other = "percent" if column.field == "status" else "status"
    if not values or any(one.field == other for one in columns):
        return column
    if numeric * 2 > len(values):
        return replace(column, field="percent", kind=Kind.PERCENT)
    return replace(column, field="status", kind=Kind.STATUS)


def _looks_percent(value: Value) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) or bool(
        isinstance(value, str) and re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*%?\s*", value)
    )


# -- rows that guide the person who fills the table --

_TYPES = re.compile(
    r"champ (?:texte|date|numerique|liste|binaire|libre)|texte(?: libre| court)?$|date$|nombre$"
    r"|liste(?: deroulante)?$|oui non$|facultatif|obligatoire"
)
_ADVICE = re.compile(
    r"^(?:si vos |saisissez|choisissez|indiquez|indiquer|presentez|precisez|utilisez exactement|creez sous|texte court"
    r"|ce champ ne|renseignez|reseignez|plusieurs |separez|exemple|ex )"
    r"|\bpar exemple\b|exemple tapez|format jj|jj mm aaaa|separateur virgule|choix unique"
)
_EXAMPLES = re.compile(
    r"action 1 assurer la coordination de la transition ecologique ou"
    r"|devront etre saisies directement sur la plateforme|^exemple\b|^ex\b"
)
"""The example row of ADEME's model, and rows that call themselves examples."""


def is_guidance(row: Row, rank: int) -> bool:
    """Whether a row under the header tells types, gives instructions or shows an example, rather than an action."""
    if rank > 4:
        return False
    texts = [key_words(value) for value in row if isinstance(value, str) and value.strip()]
    if len(texts) < 2:
        return False
    half = len(texts) / 2
    return (
        sum(bool(_TYPES.match(text)) for text in texts) > half
        or sum(bool(_ADVICE.search(text)) for text in texts) > half
        or any(_EXAMPLES.search(text) for text in texts)
    )
