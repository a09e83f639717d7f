"""The sheet of one action, drawn: state, what committees asked, facts, operations, what was said, history."""

import streamlit as st

from ctg_tracking.figures.action_sheet import ReportRow
from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.figures.history import HistoryRow
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN, Confidence
from ctg_tracking.outputs import wording_history as history
from ctg_tracking.screen import asked, frame, looks, plan_tree
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, link, span
from ctg_tracking.screen.pages import ACTION, PLAN
from ctg_tracking.screen.sheet_data import Sheet
from ctg_tracking.store import Store


def draw_head(sheet: Sheet) -> None:
    """Where the action lies, its state in words, what is late."""
    action = sheet.action
    convention = link(frame.href(PLAN, territoire=action.territory), french.typeset(action.convention_title))
    marks = (_confidence(action.confidence), looks.origin(action.report_origin))
    st.html(joined(
        element("p", convention, " › ", _place(sheet), " ", looks.origin(action.origin), class_="ctg-portee"),
        div("ctg-etat", span("", plan_tree.state(action)), plan_tree.timing(action, sheet.as_of), *marks),
        _last(sheet),
    ))  # fmt: skip


def draw_asked(store: Store, reader: Reader, sheet: Sheet) -> None:
    """What committees asked for, still open and done; nothing when they asked nothing."""
    if sheet.asked:
        st.header("Ce que les comités ont demandé", anchor=False)
        asked.draw_asked(store, reader, sheet.asked, of_one_action=True)


def draw_facts(sheet: Sheet) -> None:
    """Everything the plan says of the action; what nobody gave is « non renseigné »."""
    action = sheet.action
    told = {
        "Pilotes": ", ".join(action.pilots),
        "Partenaires": ", ".join(action.partners),
        "Thèmes": ", ".join(action.themes),
        "Communes": ", ".join(action.communes) or "Tout le territoire",
        "Public": sheet.told.audience,
        "Début": french.day(action.starts_on) if action.starts_on else None,
        "Échéance": french.day(action.due_on) if action.due_on else None,
        "Calendrier": action.calendar_text,
        "Rythme": "Chaque année" if action.yearly else "Une fois",
        "Priorité": action.priority.label if action.priority else None,
        "Budget": action.budget_text
        or (french.euros(action.budget_cents) if action.budget_cents is not None else None),
        "Financements": sheet.told.funding_text,
        "Élu·e référent·e": sheet.told.elected_referent,
        "Coordination": sheet.told.coordinator,
    }
    facts = (
        div("", element("dt", name), element("dd", french.typeset(value or NOT_GIVEN))) for name, value in told.items()
    )
    description = element("p", french.typeset(sheet.told.description)) if sheet.told.description else EMPTY
    st.html(joined(description, element("dl", *facts, class_="ctg-faits")))


def draw_operations(sheet: Sheet) -> None:
    """The operations inside the fiche, each with its own state."""
    if sheet.told.operations:
        st.header("Opérations", anchor=False)
        st.html(plan_tree.lines(sheet.told.operations, sheet.as_of))


def draw_reports(sheet: Sheet) -> None:
    """What was said, newest first, and the changes folded."""
    st.header("Points d’étape", anchor=False)
    if not sheet.told.reports:
        frame.empty("Jamais renseignée. Le premier point dira où en est l’action.")
    else:
        st.html(element("ol", *(_report(report, sheet) for report in sheet.told.reports), class_="ctg-fil"))
    changes = tuple(filter(history.tells, sheet.told.changes))
    told = f"Historique des modifications ({len(changes)})"
    with st.expander(told, on_change="rerun", key=f"historique_{sheet.action.id}") as unfolded:
        if unfolded.open:
            st.html(element("ol", *(_change(change) for change in changes), class_="ctg-fil ctg-petit"))


def latest_words(sheet: Sheet) -> str:
    """The last report recorded, in a line: what the reader sees when somebody wrote meanwhile."""
    if not sheet.told.reports:
        return "aucun point"
    last = max(sheet.told.reports, key=lambda report: report.recorded_at)
    said = f", « {last.done_text} »" if last.done_text else ""
    return french.typeset(f"{last.status.label}, par {last.author}, {french.moment_of(last.recorded_at)}{said}")


def _place(sheet: Sheet) -> Html:
    if sheet.told.fiche:
        fiche = link(frame.href(ACTION, action=sheet.action.parent_id), french.typeset(sheet.told.fiche))
        return joined("opération de ", fiche)
    parts = [part for part in (sheet.action.axe_label, sheet.action.objective) if part]
    return span("", french.typeset(" › ".join(parts) or f"Axe {NOT_GIVEN}"))


def _confidence(value: Confidence | None) -> Html:
    return span("", f"Objectif{french.NARROW}: {value.label}") if value in _WORRYING and value else EMPTY


_WORRYING = (Confidence.SUPPORT, Confidence.COMPROMISED)


def _last(sheet: Sheet) -> Html:
    action = sheet.action
    silent = element("b", f" · {looks.silent().capitalize()}") if action.stale and action.last_report_on else EMPTY
    return element("p", plan_tree.last_report(action, sheet.as_of), silent, class_="ctg-doux")


def _report(report: ReportRow, sheet: Sheet) -> Html:
    head = joined(
        looks.status(report.status),
        _percent(report),
        " · ",
        report.author,
        sheet.decided_by(report.committee_id),
        sheet.file_of(report.import_id),
        " ",
        looks.origin(report.origin),
    )
    said = (
        ("Ce qui a avancé", report.done_text), ("Prochaine étape", report.next_text),
        ("Ce qui bloque", report.blocking_text),
        ("Décision attendue", report.decision_wanted), ("Motif", report.reason),
        ("Reprise", french.day(report.resumes_on) if report.resumes_on else None),
        ("L’objectif sera-t-il atteint", report.confidence.label if report.confidence else None),
    )  # fmt: skip
    words = (
        element("p", element("b", f"{name}{french.NARROW}: "), french.typeset(text)) for name, text in said if text
    )
    recorded = f"saisi le {french.moment_of(report.recorded_at)}"
    return element("li", element("time", french.long_day(report.effective_on), title=recorded), div("", head, *words))


def _percent(report: ReportRow) -> str:
    return f" · {french.percent(report.percent)}" if report.percent is not None else ""


def _change(change: HistoryRow) -> Html:
    where = f" ({change.sheet}, {change.cell})" if change.sheet and change.cell else ""
    what = f"{history.entity(change)}{french.NARROW}: {history.field(change)}"
    head = joined(change.author_name, f" · {what}{where}")
    return element("li", element("time", french.moment_of(change.at)), div("", head, _moved(change)))


def _moved(change: HistoryRow) -> Html:
    if change.field is None:
        return element("p", history.moved(change)) if change.before is None else EMPTY
    before, after = (french.typeset(history.value(stored) or "vide") for stored in (change.before, change.after))
    return element("p", span("ctg-avant", before), " → ", span("ctg-apres", after))


def title_of(action: ActionRow) -> str:
    """Title of the page: number and title of the action."""
    return french.typeset(f"{action.code} · {action.title}" if action.code else action.title)
