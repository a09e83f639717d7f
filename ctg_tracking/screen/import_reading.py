"""Step 3, « Ce que nous avons compris »: in a few words, then column by column."""

from collections.abc import Sequence

from ctg_tracking.model import french
from ctg_tracking.screen import looks
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.import_columns import LOOKS, TABLE_WORDS, Certainty, FileColumn, columns_of, field_words
from ctg_tracking.screen.import_desk import Desk
from ctg_tracking.screen.tables import table
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.plan import FoundTable, ParsedPlan

_FEW_NOTES = 6
"""Notes shown as they are; more of them wait to be asked for."""
_HEADS = ("Colonne du fichier", "Comprise comme", "Certitude", "Exemples")


def reading(desk: Desk) -> Html:
    """What was understood of a file: a sentence, the uncertain columns, the others folded, what is left aside."""
    plan = desk.source.plan
    columns = columns_of(plan.tables)
    by = {look: [one for one in columns if _certainty(one) is look] for look in Certainty}
    uncertain = [*by[Certainty.TO_CHECK], *by[Certainty.TOLD]]
    return joined(
        element("p", _summary(plan, columns), class_="ctg-portee"),
        _tables(plan.tables),
        noted(plan.notes),
        _columns(uncertain, "Colonnes à vérifier, et celles que vous avez dites", plan.file) if uncertain else EMPTY,
        _folded(by[Certainty.SURE], "colonne sûre", "colonnes sûres", plan.file),
        _aside(plan, by[Certainty.ASIDE]),
        _folded(by[Certainty.ASIDE], "colonne laissée de côté", "colonnes laissées de côté", plan.file),
    )


def _certainty(one: FileColumn) -> Certainty:
    """One that nothing feeds is left aside, even when the person said so."""
    return Certainty.ASIDE if one.field is None else one.certainty


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


def _columns(columns: Sequence[FileColumn], caption: str, file: str) -> Html:
    return table(_HEADS, (_row(one) for one in columns), caption=caption, of=file, cards=True)


def _row(one: FileColumn) -> Sequence[object]:
    where = one.places[0] if len(one.places) == 1 else f"{len(one.places)} feuilles"
    name = joined(one.header or "(sans en-tête)", " ", span("ctg-doux ctg-petit", where))
    samples = " · ".join(one.samples) if one.samples else "aucune valeur"
    means = "" if one.field is None else field_words(one.kind, one.field)
    return name, means, looks.worded(LOOKS[_certainty(one)]), span("ctg-petit", samples)


def _folded(columns: Sequence[FileColumn], singular: str, plural: str, file: str) -> Html:
    if not columns:
        return EMPTY
    words = french.counted(len(columns), singular, plural)
    inside = _columns(columns, words, file)
    return element("details", element("summary", words), inside, class_="ctg-plie")


def noted(notes: Sequence[str]) -> Html:
    """What the reading has to tell: rows left aside, hidden ones read too, sheets that disagree; many are folded."""
    if not notes:
        return EMPTY
    lines = element("ul", *(element("li", french.typeset(note)) for note in notes), class_="ctg-liste")
    words = "À savoir sur cette lecture"
    if len(notes) <= _FEW_NOTES:
        return div("ctg-a-savoir", element("p", element("b", words)), lines)
    return element("details", element("summary", f"{words} ({len(notes)})"), lines, class_="ctg-plie ctg-a-savoir")


def _aside(plan: ParsedPlan, columns: Sequence[FileColumn]) -> Html:
    """Nothing is dropped in silence: what is not read is named."""
    lines = []
    if columns:
        names = ", ".join(f"« {one.header} »" if one.header.strip() else one.places[0] for one in columns)
        lines.append(f"Colonnes laissées de côté : {names}.")
    if plan.sheets_ignored:
        sheets = ", ".join(f"« {name} »" for name in plan.sheets_ignored)
        lines.append(f"Feuilles laissées de côté : {sheets}.")
    return div("ctg-petit", *(element("p", french.typeset(line)) for line in lines)) if lines else EMPTY
