"""Which column keeps a field that several claim, and what an ambiguous one is beside the others."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ctg_tracking.spreadsheet.columns import NATIONAL_THEMES, TABLES, Kind, Table
from ctg_tracking.spreadsheet.grid import Row, Value
from ctg_tracking.spreadsheet.layout.evidence import ENOUGH, mean_length
from ctg_tracking.spreadsheet.layout.heads import text_of
from ctg_tracking.spreadsheet.layout.naming import header_keys
from ctg_tracking.spreadsheet.layout.place import SURE, Matched
from ctg_tracking.spreadsheet.text import key_words, one_line

_HEADINGS = ("axe", "objective", "sub_objective")
_SEVERAL = frozenset(("value_at", "target_at", "note_at", "mark_at", "status_mark"))


def settle(kind: Table, matched: list[Matched], body: Sequence[Row]) -> tuple[list[Matched], list[Matched]]:
    """The columns kept, in their order, and those dropped because another one holds their field more surely."""
    dropped: list[Matched] = []
    if kind is Table.PLAN:
        matched = _settle_headings(_settle_titles(matched, body), body)
        matched = [_settle_progress(column, matched, body) for column in matched]
        matched, dropped = _settle_states(matched, body)
    gathering = {column.field for column in TABLES[kind] if column.gathers} | _SEVERAL
    kept: dict[str, Matched] = {}
    extra: list[Matched] = []
    for column in sorted(matched, key=_rank):
        if column.field not in kept:
            kept[column.field] = column
        elif column.field in gathering or column.names:
            extra.append(column)
        else:
            dropped.append(column)
    columns = sorted([*kept.values(), *extra], key=lambda one: one.index)
    return [_labelled(kind, column) for column in columns], dropped


def _rank(column: Matched) -> tuple[bool, bool, int]:
    return column.names is not None, not column.told, -column.confidence


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
    if len(titles) < 2 or any(column.told for column in titles):
        return matched
    lengths = {column.index: mean_length(body, column.index) for column in titles}
    longest = max(titles, key=lambda column: lengths[column.index])
    numbered = any(column.field == "code" for column in matched)
    settled = []
    for column in matched:
        if column.field == "title" and column is not longest and lengths[column.index] <= 12 and not numbered:
            column = replace(column, field="code", kind=Kind.CODE)
        settled.append(replace(column, confidence=SURE + 1) if column is longest else column)
    return settled


# -- levels --


def _settle_headings(matched: list[Matched], body: Sequence[Row]) -> list[Matched]:
    """Levels go by the order of their columns, whatever they are called; « Objectifs » after the title is a text."""
    matched = [_as_level_without_title(column, matched) for column in matched]
    title = next((column.index for column in matched if column.field == "title" and column.confidence >= SURE), None)
    settled = [_as_text_after_title(column, title) for column in matched]
    settled = [_as_level_before_title(column, settled, title) for column in settled]
    levels = [column for column in settled if column.field in _HEADINGS]
    if len(levels) > 1:
        themes = {column.index for column in levels if not column.told and _holds_themes(column, body)}
        settled = [
            replace(c, field="themes", kind=Kind.WORDS) if c.index in themes and len(levels) > len(themes) else c
            for c in settled
        ]
        levels = [column for column in settled if column.field in _HEADINGS]
    ranks = _ranks(levels)
    return [replace(column, field=ranks[column.index]) if column.index in ranks else column for column in settled]


def _ranks(levels: Sequence[Matched]) -> dict[int, str]:
    """Column -> level, in the order of the columns; those told keep theirs."""
    told = {column.field for column in levels if column.told}
    free = [field for field in _HEADINGS if field not in told]
    others = [column for column in levels if not column.told]
    return {column.index: field for column, field in zip(others, free, strict=False)}


def _as_level_without_title(column: Matched, columns: Sequence[Matched]) -> Matched:
    """« N° axe » alone is the axe itself."""
    level = column.field.removesuffix("_code")
    alone = not any(other.field == level for other in columns)
    if column.field in ("axe_code", "objective_code") and alone and not column.told:
        return replace(column, field=level, kind=Kind.HEADING)
    return column


_AIMS = frozenset(
    (
        "objectif",
        "objectifs",
        "objectif general",
        "objectifs generaux",
        "objectif de l action",
        "objectifs de l action",
    )
)


def _as_text_after_title(column: Matched, title: int | None) -> Matched:
    if title is None or column.told or column.field != "objective" or column.index < title:
        return column
    words = header_keys(column.header)
    if not {"levier", "leviers"}.isdisjoint(words):
        return replace(column, field="comment", kind=Kind.LONG_TEXT)
    return replace(column, field="description", kind=Kind.LONG_TEXT) if not _AIMS.isdisjoint(words) else column


def _as_level_before_title(column: Matched, columns: Sequence[Matched], title: int | None) -> Matched:
    if column.told or "objectifs" not in header_keys(column.header) or title is None or column.index > title:
        return column
    taken = any(other.field == "objective" for other in columns)
    return column if taken else replace(column, field="objective", kind=Kind.HEADING)


_THEMES = frozenset(key_words(theme) for theme in NATIONAL_THEMES)


def _holds_themes(column: Matched, body: Sequence[Row]) -> bool:
    if key_words(column.header).split()[:1] not in (["thematique"], ["thematiques"], ["champ"], ["domaine"]):
        return False
    texts = [key_words(text_of(row[column.index])) for row in body[:ENOUGH] if row[column.index] != ""]
    return bool(texts) and sum(text in _THEMES for text in texts) >= 0.8 * len(texts)


# -- progress --


def _settle_progress(column: Matched, columns: Sequence[Matched], body: Sequence[Row]) -> Matched:
    """« Avancement » holds words or percents: its cells say which."""
    progress = any(word in key_words(column.header) for word in ("avancement", "realisation"))
    if column.told or column.year or column.field not in ("status", "percent") or not progress:
        return column
    values = [row[column.index] for row in body[:ENOUGH] if row[column.index] != ""]
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


def _settle_states(matched: list[Matched], body: Sequence[Row]) -> tuple[list[Matched], list[Matched]]:
    """Of « Statut 2024 » and « Statut 2025 » the last one filled is the status; the others are notes of their year.

    Of percents too the last one holds; the others say nothing now, and are left aside.
    """
    settled: list[Matched] = []
    dropped: list[Matched] = []
    last = {field: _last(field, matched, body) for field in ("status", "percent")}
    for column in matched:
        if column.field not in last or not column.year:
            settled.append(column)
        elif column is last[column.field]:
            settled.append(replace(column, year=None))
        elif column.field == "status":
            settled.append(replace(column, field="note_at", kind=Kind.LONG_TEXT))
        else:
            dropped.append(column)
    return settled, dropped


def _last(field: str, matched: Sequence[Matched], body: Sequence[Row]) -> Matched | None:
    """The last column of a field that its years tell apart; None when one without a year says it."""
    columns = [column for column in matched if column.field == field]
    if not columns or any(not column.year for column in columns):
        return None
    filled = [column for column in columns if any(row[column.index] != "" for row in body[:ENOUGH])]
    return max(filled or columns, key=lambda column: _year_of(column.year or ""))


def _year_of(period: str) -> int:
    return max((int(year) for year in re.findall(r"(?:19|20)\d\d", period)), default=0)
