"""What the command line tells of an import: one JSON document per file, or a few lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ctg_tracking.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctg_tracking.follow_up.importing import ImportResult, Journalled, Remembered
    from ctg_tracking.spreadsheet.plan import FoundTable, ParsedPlan
    from ctg_tracking.spreadsheet.told import Decisions

_SHOWN = 30

Document = dict[str, object]


def import_document(
    result: ImportResult, decisions: Decisions, remembered: Remembered | None, *, dry_run: bool
) -> Document:
    """`import --json` of one file."""
    from ctg_tracking.follow_up import importing

    source, preview = result.source, result.preview
    return {
        "file": source.file.name,
        "sha256": source.file.sha256,
        "convention": result.convention,
        "dry_run": dry_run,
        "import_id": result.import_id,
        "created_convention": result.created_convention,
        "strategy": decisions.strategy,
        "remembered": _remembered(remembered),
        **_reading(source.plan),
        **_colours(result),
        **_counts(result),
        "problems": [importing.problem_record(problem) for problem in preview.problems],
        "questions": [_slots(question) for question in source.plan.questions],
        "proposals": [_slots(proposal) for proposal in preview.proposals],
        "changes": [_slots(change) for change in importing.told_changes(preview)],
    }


def _reading(plan: ParsedPlan) -> Document:
    columns: dict[str, str] = {}
    for table in plan.tables:
        columns = dict(table.columns) | columns
    return {
        "shape": plan.shape,
        "sheets": list(dict.fromkeys(table.sheet for table in plan.tables)),
        "ignored_sheets": list(plan.sheets_ignored),
        "tables": [_table(table) for table in plan.tables],
        "columns": columns,
        "ignored_columns": list(dict.fromkeys(header for table in plan.tables for header in table.ignored)),
        "level_names": list(plan.level_names),
        "notes": list(plan.notes),
    }


def _table(table: FoundTable) -> Document:
    names = ("letter", "header", "field", "confidence", "told", "samples")
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "header_row": table.header_row,
        "columns": [{name: getattr(column, name) for name in names} for column in table.fields],
    }


def _colours(result: ImportResult) -> Document:
    """Colours that say a status in this file: what each was told to mean, null while nobody said."""
    asked = [one.what for one in result.source.plan.questions if one.about == "colour"]
    return {"colours": dict.fromkeys(asked) | dict(result.source.told.colours)}


def _counts(result: ImportResult) -> Document:
    from ctg_tracking.spreadsheet.preview import Change

    preview, counts = result.preview, result.preview.counts
    return {
        "read": preview.read,
        "added": counts[Change.ADDED],
        "changed": counts[Change.CHANGED],
        "unchanged": counts[Change.UNCHANGED],
        "missing": counts[Change.MISSING],
        "refused": preview.refused,
        "missing_actions": [{"id": step.stored_id, "action": step.title} for step in preview.missing],
    }


def _remembered(remembered: Remembered | None) -> Document | None:
    if remembered is None:
        return None
    return {"at": remembered.at, "author_name": remembered.author_name}


def _slots(row: Any) -> Document:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


# -- for people --


def tell_import(result: ImportResult, decisions: Decisions, remembered: Remembered | None, *, dry_run: bool) -> None:
    """What one import did or would do, in a few lines on standard error."""
    if remembered is not None:
        day, who = f"{remembered.at:%d/%m/%Y}", remembered.author_name
        tell(f"Lecture reprise de l’import du {day} par {who} (--no-remembered pour s’en passer).")
    _tell_problems(result)
    _tell_reading(result)
    _tell_counts(result)
    if dry_run:
        tell("Rien n’a été écrit (essai).")
    elif result.import_id is None:
        tell("Rien à écrire.")
    else:
        tell(f"Import n°\u00a0{result.import_id} enregistré ({decisions.strategy.label.lower()}).")


def _tell_problems(result: ImportResult) -> None:
    from ctg_tracking.model import french

    problems = result.preview.problems
    for problem in problems[:_SHOWN]:
        where = " ".join(part for part in (problem.sheet, problem.cell) if part)
        kind = "Erreur" if problem.severity.value == "error" else "À vérifier"
        tell(f"{kind}, {where}\u202f: {problem.message}")
    if len(problems) > _SHOWN:
        tell(f"… et {french.counted(len(problems) - _SHOWN, 'autre remarque')}.")


def _tell_reading(result: ImportResult) -> None:
    plan = result.source.plan
    for note in plan.notes:
        tell(note)
    if plan.sheets_ignored:
        tell(f"Feuilles laissées de côté\u202f: {_listed(plan.sheets_ignored)}.")
    ignored = dict.fromkeys(header for table in plan.tables for header in table.ignored)
    if ignored:
        tell(f"Colonnes laissées de côté\u202f: {_listed(ignored)}.")
    if plan.questions:
        tell(f"À dire dans --mapping\u202f: le statut que veulent dire {_listed(one.what for one in plan.questions)}.")
    for proposal in result.preview.proposals:
        told = f"« {proposal.title} » ressemble à {proposal.what.label} « {proposal.stored_title} »"
        tell(f"{proposal.place}\u202f: {told} (--accept-matches, ou « matches » dans --mapping).")


def _tell_counts(result: ImportResult) -> None:
    from ctg_tracking.model import french
    from ctg_tracking.spreadsheet.preview import Change

    preview, counts = result.preview, result.preview.counts
    told = (
        french.counted(preview.read, "ligne lue"),
        french.counted(counts[Change.ADDED], "ajoutée"),
        french.counted(counts[Change.CHANGED], "modifiée"),
        french.counted(counts[Change.UNCHANGED], "inchangée"),
        french.counted(preview.refused, "refusée"),
        french.counted(counts[Change.MISSING], "absente du fichier", "absentes du fichier"),
    )
    tell(f"{result.source.file.name}, {result.convention}\u202f: {_listed(told)}.")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


# -- the journal --


def journal_document(rows: Sequence[Journalled]) -> Mapping[str, object]:
    """`imports --json`; `author` is the account's address, as in the history."""
    return {"rows": [(told := _slots(row)) | {"author": told.pop("email"), "author_name": row.author} for row in rows]}


def tell_journal(rows: Sequence[Journalled]) -> None:
    """One line by import."""
    for row in rows:
        undone = f", repris le {row.undone_at:%d/%m/%Y}" if row.undone_at else ""
        click.echo(
            f"{row.import_id}\t{row.at:%d/%m/%Y %H:%M}\t{row.author}\t{row.file}\t{row.convention}\t"
            f"+{row.added} ~{row.changed}{undone}"
        )
