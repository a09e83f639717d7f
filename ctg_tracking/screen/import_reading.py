"""Step 3, « Ce que nous avons compris »: in a few words, then column by column."""

from collections.abc import Sequence

from ctg_tracking.model import french
from ctg_tracking.model.words import Look
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.import_columns import LOOKS, TABLE_WORDS, Certainty, FileColumn, columns_of, field_words
from ctg_tracking.screen.import_desk import Desk
from ctg_tracking.screen.tables import table
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.plan import FoundTable, ParsedPlan

_HEADS = ("Colonne du fichier", "Comprise comme", "Certitude", "Exemples")


def reading(desk: Desk) -> Html:
    """What was understood of a file: a sentence, the uncertain columns, the sure ones folded, what is left aside."""
    plan = desk.source.plan
    columns = columns_of(plan.tables)
    open_ones = [one for one in columns if one.certainty is not Certainty.SURE]
    sure = [one for one in columns if one.certainty is Certainty.SURE]
    return joined(
        element("p", _summary(plan, columns), class_="ctg-portee"),
        _tables(plan.tables),
        _columns(open_ones, "Colonnes à vérifier ou laissées de côté") if open_ones else EMPTY,
        _folded(sure),
        _aside(plan),
    )


def _summary(plan: ParsedPlan, columns: Sequence[FileColumn]) -> Html:
    actions, values = len(plan.actions), len(plan.indicators)
    doubtful = sum(one.certainty is Certainty.TO_CHECK for one in columns)
    aside = sum(one.field is None for one in columns)
    parts = [element("b", french.counted(actions, "action lue", "actions lues"))]
    if values:
        parts.append(element("b", french.counted(values, "indicateur")))
    known = french.counted(len(columns) - aside, "colonne comprise", "colonnes comprises")
    parts.append(joined(known, f", dont {doubtful} à vérifier" if doubtful else ""))
    if aside:
        parts.append(joined(french.counted(aside, "laissée de côté", "laissées de côté")))
    return joined(*(joined(part, " · ") for part in parts[:-1]), parts[-1])


def _tables(tables: Sequence[FoundTable]) -> Html:
    """Where the tables are: sheets alike on one line."""
    alike: dict[tuple[Table, int], list[str]] = {}
    for one in tables:
        alike.setdefault((one.kind, one.header_row), []).append(one.sheet)
    lines = (element("li", *_where(kind, row, sheets)) for (kind, row), sheets in alike.items())
    return element("ul", *lines, class_="ctg-liste")


def _where(kind: Table, row: int, sheets: Sequence[str]) -> Sequence[object]:
    named = ", ".join(f"« {sheet} »" for sheet in dict.fromkeys(sheets) if sheet)
    place = f"{french.agreed(len(set(sheets)), 'feuille')} {named}, " if named else ""
    return element("b", TABLE_WORDS[kind]), french.typeset(f" : {place}en-têtes à la ligne {row}")


def _columns(columns: Sequence[FileColumn], caption: str) -> Html:
    return table(_HEADS, (_row(one) for one in columns), caption=caption, cards=True)


def _row(one: FileColumn) -> Sequence[object]:
    where = one.places[0] if len(one.places) == 1 else f"{len(one.places)} feuilles"
    name = joined(one.header or "(sans en-tête)", " ", span("ctg-doux ctg-petit", where))
    samples = " · ".join(one.samples) if one.samples else "aucune valeur"
    means = "" if one.field is None else field_words(one.kind, one.field)
    return name, means, looks.worded(_look(one)), span("ctg-petit", samples)


def _look(one: FileColumn) -> Look:
    return LOOKS[Certainty.ASIDE if one.field is None else one.certainty]


def _folded(sure: Sequence[FileColumn]) -> Html:
    if not sure:
        return EMPTY
    words = french.counted(len(sure), "colonne sûre", "colonnes sûres")
    inside = _columns(sure, "Colonnes sûres")
    return element("details", element("summary", words), inside, class_="ctg-plie")


def _aside(plan: ParsedPlan) -> Html:
    lines = []
    if plan.sheets_ignored:
        sheets = ", ".join(f"« {name} »" for name in plan.sheets_ignored)
        lines.append(french.typeset(f"Feuilles laissées de côté : {sheets}."))
    lines += [french.typeset(note) for note in plan.notes]
    return div("ctg-petit", *(element("p", line) for line in lines)) if lines else EMPTY
