"""Spreadsheets from a terminal: import, undo an import, the journal, the file as it was sent, the template."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ctg_tracking.cli.context import opened_store, reader, writer
from ctg_tracking.cli.import_words import journal_document, tell_journal
from ctg_tracking.cli.options import DAY, author_option, json_option
from ctg_tracking.cli.output import print_json, tell, write

REFUSED = 1
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITTEN = click.Path(path_type=Path)


@click.command("import", help="Charge le tableau d’une commune, ou plusieurs, dans une convention.")
@click.argument("files", metavar="FICHIER…", type=_EXISTING, nargs=-1, required=True)
@click.option("--convention", metavar="RÉFÉRENCE", help="Convention qui reçoit le plan.")
@click.option("--territory", metavar="CODE", help="Territoire d’une convention à créer\u202f: code INSEE ou SIREN.")
@click.option("--starts", type=DAY, help="Début de la convention à créer.")
@click.option("--term", type=click.IntRange(1, 5), help="Durée en années de la convention à créer.")
@click.option("--signed", type=DAY, help="Date de signature de la convention à créer.")
@click.option(
    "--mapping",
    metavar="FICHIER",
    type=_EXISTING,
    help="Fichier JSON\u202f: ce que veulent dire colonnes, mots et couleurs.",
)
@click.option("--no-remembered", is_flag=True, help="Ne reprend pas la lecture d’un import passé de même forme.")
@click.option("--save-mapping", type=_WRITTEN, help="Écrit la lecture retenue, à redonner à --mapping.")
@click.option(
    "--strategy",
    type=click.Choice(["keep", "fill", "replace"]),
    help="keep\u202f: une cellule vide n’efface rien (par défaut)\u202f; fill\u202f: complète ce qui est vide\u202f; "
    "replace\u202f: une cellule vide efface.",
)
@click.option("--accept-matches", is_flag=True, help="Tient chaque ligne ressemblante pour l’action déjà suivie.")
@click.option("--returned", type=_WRITTEN, help="Écrit le classeur annoté à corriger (un dossier, pour plusieurs).")
@click.option("--strict", is_flag=True, help="Refuse tout le fichier à la première erreur.")
@click.option("--dry-run", is_flag=True, help="Montre ce qui changerait, sans rien écrire.")
@author_option
@json_option
def import_(
    files: tuple[Path, ...], convention: str | None, territory: str | None, starts: date | None, term: int | None,
    signed: date | None, mapping: Path | None, no_remembered: bool, save_mapping: Path | None, strategy: str | None,
    accept_matches: bool, returned: Path | None, strict: bool, dry_run: bool, author: str | None, as_json: bool,
) -> int | None:  # fmt: skip
    """Import workbooks, each in its own transaction; an error refuses its row, and `--strict` its whole file."""
    from ctg_tracking.cli.import_run import Asked, run_imports, target_of

    asked = Asked(
        target=target_of(convention, territory, starts, term, signed, several=len(files) > 1),
        mapping=mapping,
        remembers=mapping is None and not no_remembered,
        strategy=strategy,
        accepts=accept_matches,
        strict=strict,
        dry_run=dry_run,
        save_mapping=_one_only(save_mapping, files),
        returned=returned,
    )
    return run_imports(files, asked, author, as_json=as_json)


def _one_only(path: Path | None, files: tuple[Path, ...]) -> Path | None:
    if path is not None and len(files) > 1:
        raise click.UsageError("--save-mapping ne va qu’avec un seul fichier.")
    return path


@click.command(
    "import-undo", help="Reprend tout ce qu’un import a changé, ou rien s’il y a eu des modifications depuis."
)
@click.argument("import_id", metavar="N°", type=click.IntRange(min=1))
@author_option
def undo(import_id: int, author: str | None) -> int | None:
    """Take an import back, or tell each thing edited since."""
    from ctg_tracking.follow_up import importing
    from ctg_tracking.model import french

    with opened_store() as store:
        who = writer(store, author)
        since = importing.edits_since(store, who, import_id)
        if since:
            for edit in since:
                tell(str(edit))
            tell(f"L’import n°\u00a0{import_id} n’est pas repris\u202f: ce qui précède a été modifié depuis.")
            return REFUSED
        done = importing.undo(store, who, import_id)
    tell(
        f"Import n°\u00a0{done.import_id} repris\u202f: {french.counted(done.removed, 'ligne retirée')}, "
        f"{french.counted(done.restored, 'valeur remise')} ({done.convention})."
    )
    return None


@click.command("imports", help="Journal des imports, du plus récent au plus ancien.")
@click.option("--convention", metavar="RÉFÉRENCE", help="Ceux d’une convention seulement.")
@json_option
def journal(convention: str | None, as_json: bool) -> None:
    """List imports."""
    from ctg_tracking.follow_up import importing

    with opened_store() as store, store.read() as session:
        rows = importing.imports(session, reader(store), convention)
    if as_json:
        print_json(journal_document(rows))
    else:
        tell_journal(rows)


@click.command("import-file", help="Rend le fichier d’un import, tel qu’il avait été envoyé.")
@click.argument("import_id", metavar="N°", type=click.IntRange(min=1))
@click.argument("out", metavar="FICHIER", type=_WRITTEN)
def original(import_id: int, out: Path) -> None:
    """Write the file of an import as it was sent; into a folder, under its own name."""
    from ctg_tracking.follow_up import importing

    with opened_store() as store, store.read() as session:
        name, content = importing.original_file(session, reader(store), import_id)
    written = out / Path(name).name if out.is_dir() else out
    write(written, content)
    tell(f"Fichier écrit\u202f: {written}")


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


COMMANDS: tuple[click.Command, ...] = (import_, undo, journal, original, template)
