"""Spreadsheets from a terminal: import, undo an import, the journal, the template."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctg_tracking.cli.context import opened_store, reader, writer
from ctg_tracking.cli.options import DAY, author_option, json_option
from ctg_tracking.cli.output import print_json, tell

if TYPE_CHECKING:
    from ctg_tracking.follow_up.importing import ImportResult, Journalled, Target
    from ctg_tracking.spreadsheet.told import Understanding

REFUSED = 1
_SHOWN = 30
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import", help="Charge le tableau d’une commune dans une convention (existante, ou à créer).")
@click.argument("file", metavar="FICHIER", type=_EXISTING)
@click.option("--convention", metavar="RÉFÉRENCE", help="Convention qui reçoit le plan.")
@click.option("--territory", metavar="CODE", help="Territoire d’une convention à créer\u202f: code INSEE ou SIREN.")
@click.option("--starts", type=DAY, help="Début de la convention à créer.")
@click.option("--term", type=click.IntRange(1, 5), help="Durée en années de la convention à créer.")
@click.option("--signed", type=DAY, help="Date de signature de la convention à créer.")
@click.option("--mapping", type=_EXISTING, help="Fichier JSON\u202f: colonnes et mots de statut, tels qu’à comprendre.")
@click.option("--strict", is_flag=True, help="Refuse tout le fichier à la première erreur.")
@click.option("--dry-run", is_flag=True, help="Montre ce qui changerait, sans rien écrire.")
@author_option
@json_option
def import_(
    file: Path, convention: str | None, territory: str | None, starts: date | None, term: int | None,
    signed: date | None, mapping: Path | None, strict: bool, dry_run: bool, author: str | None, as_json: bool,
) -> int | None:  # fmt: skip
    """Import a workbook; an error refuses its row, and `--strict` the whole file."""
    from ctg_tracking.follow_up import importing

    target = _target(convention, territory, starts, term, signed)
    source = importing.read_one(importing.File(file.name, file.read_bytes()), _understanding(mapping))
    with opened_store() as store:
        who = writer(store, author)
        result = importing.preview(store, who, source, target)
        refused = strict and bool(result.preview.refused)
        if not dry_run and not refused:
            result = importing.apply(store, who, source, target, strict=strict)
    if as_json:
        print_json(_document(result, dry_run=dry_run))
    else:
        _summary(result, dry_run=dry_run)
    if refused:
        tell(importing.refused_sentence(file.name, result.preview))
        return REFUSED
    return None


@click.command(
    "import-undo", help="Reprend tout ce qu’un import a changé, ou rien s’il y a eu des modifications depuis."
)
@click.argument("import_id", metavar="N°", type=click.IntRange(min=1))
@author_option
def undo(import_id: int, author: str | None) -> None:
    """Take an import back."""
    from ctg_tracking.follow_up import importing

    with opened_store() as store:
        done = importing.undo(store, writer(store, author), import_id)
    tell(
        f"Import n°\u00a0{done.import_id} repris\u202f: {done.removed} lignes retirées, "
        f"{done.restored} valeurs remises ({done.convention})."
    )


@click.command("imports", help="Journal des imports, du plus récent au plus ancien.")
@click.option("--convention", metavar="RÉFÉRENCE", help="Ceux d’une convention seulement.")
@json_option
def journal(convention: str | None, as_json: bool) -> None:
    """List imports."""
    from ctg_tracking.follow_up import importing

    with opened_store() as store, store.read() as session:
        rows = importing.imports(session, reader(store), convention)
    if as_json:
        print_json({"rows": [_journal_row(row) for row in rows]})
        return
    for row in rows:
        click.echo(_line(row))


@click.command(help="Écrit le classeur d’import à remplir (XLSX).")
@click.argument("file", metavar="FICHIER.xlsx", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Write the import workbook."""
    from ctg_tracking.errors import Conflict
    from ctg_tracking.spreadsheet.template import write_template

    try:
        write_template(file)
    except OSError as error:
        raise Conflict(f"Le fichier « {file.name} » ne peut pas être écrit à cet endroit.") from error
    tell(f"Classeur écrit\u202f: {file}")


# -- what was asked --


def _target(
    convention: str | None, territory: str | None, starts: date | None, term: int | None, signed: date | None
) -> Target:
    from ctg_tracking.follow_up.importing import Target

    if convention is not None:
        if territory or starts or term or signed:
            raise click.UsageError("--convention ne va pas avec --territory, --starts, --term ni --signed.")
        return Target(reference=convention)
    if territory is None or starts is None or term is None:
        raise click.UsageError("Indiquez --convention, ou bien --territory, --starts et --term pour la créer.")
    return Target(territory_code=territory, starts_on=starts, term_years=term, signed_on=signed)


def _understanding(mapping: Path | None) -> Understanding | None:
    from ctg_tracking.spreadsheet.understanding import read_mapping

    if mapping is None:
        return None
    try:
        told = json.loads(mapping.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        raise click.UsageError(f"Le fichier « {mapping.name} » n’est pas un document JSON lisible.") from error
    return read_mapping(told)


# -- what is told --


def _document(result: ImportResult, *, dry_run: bool) -> dict[str, object]:
    from ctg_tracking.follow_up import importing
    from ctg_tracking.spreadsheet.preview import Change

    preview, plan = result.preview, result.source.plan
    columns: dict[str, str] = {}
    for table in plan.tables:
        columns = dict(table.columns) | columns
    counts = preview.counts
    return {
        "file": result.source.file.name,
        "sha256": result.source.file.sha256,
        "convention": result.convention,
        "dry_run": dry_run,
        "import_id": result.import_id,
        "created_convention": result.created_convention,
        "sheets": [table.sheet for table in plan.tables],
        "ignored_sheets": list(plan.sheets_ignored),
        "columns": columns,
        "ignored_columns": list(dict.fromkeys(header for table in plan.tables for header in table.ignored)),
        "level_names": list(plan.level_names),
        "read": preview.read,
        "added": counts[Change.ADDED],
        "changed": counts[Change.CHANGED],
        "unchanged": counts[Change.UNCHANGED],
        "missing": counts[Change.MISSING],
        "refused": preview.refused,
        "problems": [importing.problem_record(problem) for problem in preview.problems],
        "changes": [_change(change) for change in importing.told_changes(preview)],
    }


def _change(change: Any) -> dict[str, object]:
    names = ("kind", "action", "field", "before", "after", "sheet", "cell")
    return {name: getattr(change, name) for name in names}


def _summary(result: ImportResult, *, dry_run: bool) -> None:
    from ctg_tracking.spreadsheet.preview import Change

    counts, preview = result.preview.counts, result.preview
    for problem in preview.problems[:_SHOWN]:
        place = " ".join(part for part in (problem.sheet, problem.cell) if part)
        kind = "Erreur" if problem.severity.value == "error" else "À vérifier"
        tell(f"{kind}, {place}\u202f: {problem.message}")
    if len(preview.problems) > _SHOWN:
        tell(f"… et {len(preview.problems) - _SHOWN} autres remarques.")
    ignored = dict.fromkeys(header for table in result.source.plan.tables for header in table.ignored)
    if ignored:
        tell(f"Colonnes laissées de côté\u202f: {', '.join(ignored)}.")
    tell(
        f"{result.convention}\u202f: {preview.read} lignes lues, {counts[Change.ADDED]} ajoutées, "
        f"{counts[Change.CHANGED]} modifiées, {counts[Change.UNCHANGED]} inchangées, {preview.refused} refusées, "
        f"{counts[Change.MISSING]} absentes du fichier."
    )
    if dry_run:
        tell("Rien n’a été écrit (essai).")
    elif result.import_id is None:
        tell("Rien à écrire.")
    else:
        tell(f"Import n°\u00a0{result.import_id} enregistré.")


def _journal_row(row: Journalled) -> dict[str, object]:
    """One import; `author` is the account's address, as in the history."""
    told = dict(vars(row))
    return told | {"author": told.pop("email"), "author_name": row.author}


def _line(row: Journalled) -> str:
    taken_back = f", repris le {row.undone_at:%d/%m/%Y}" if row.undone_at else ""
    return (
        f"{row.import_id}\t{row.at:%d/%m/%Y %H:%M}\t{row.author}\t{row.file}\t{row.convention}\t"
        f"+{row.added} ~{row.changed}{taken_back}"
    )


COMMANDS: tuple[click.Command, ...] = (import_, undo, journal, template)
