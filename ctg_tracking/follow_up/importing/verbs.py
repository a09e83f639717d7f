"""Importing: read files, preview, apply in one transaction. Undo is in `undoing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, require
from ctg_tracking.errors import BadInput, Conflict, NotFound, UnreadableFile
from ctg_tracking.follow_up.conventions import ConventionDraft, add_convention
from ctg_tracking.follow_up.importing.loading import load_plan, names_of
from ctg_tracking.follow_up.importing.writing import write_preview
from ctg_tracking.model import Convention, Import, ImportFile, Reader, Territory
from ctg_tracking.spreadsheet.flat import received
from ctg_tracking.spreadsheet.grid import Workbook, column_letters
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.reading import File, read_workbooks
from ctg_tracking.spreadsheet.stored import StoredPlan
from ctg_tracking.spreadsheet.told import Decisions, Understanding
from ctg_tracking.spreadsheet.understanding import understand
from ctg_tracking.store import Bulk, Store, Work, clock
from ctg_tracking.store.history import Context

UNDECIDED = Decisions()
"""Nothing decided: blank cells erase nothing, rows missing from the file are kept."""


@dataclass(frozen=True)
class Source:
    """A file as sent, its cells, and the plan understood from them with what the person `told` of it."""

    file: File
    workbook: Workbook
    plan: ParsedPlan
    told: Understanding


@dataclass(frozen=True)
class Target:
    """The convention a file is for: an existing one by `reference`, or one to create for a territory.

    A convention that already exists for the same territory and start is used, not doubled.
    """

    reference: str | None = None
    territory_code: str | None = None
    starts_on: date | None = None
    term_years: int | None = None
    signed_on: date | None = None


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or would do: `import_id` None when nothing was written.

    `convention`: reference of the convention (the one to be, in a preview of a new one).
    """

    source: Source
    convention: str
    preview: Preview
    import_id: int | None = None
    created_convention: bool = False


def read(files: Sequence[File], told: Understanding | None = None) -> list[Source | UnreadableFile]:
    """Each file understood, or the refusal that says why it is not a plan; one reading child for all."""
    told = told or Understanding()
    sources: list[Source | UnreadableFile] = []
    for file, reading in zip(files, read_workbooks(files), strict=True):
        if isinstance(reading, UnreadableFile):
            sources.append(reading)
            continue
        try:
            book = received(reading)
            sources.append(Source(file, book, understand(book, told), told))
        except UnreadableFile as refusal:
            sources.append(refusal)
    return sources


def read_one(file: File, told: Understanding | None = None) -> Source:
    """One file understood. Raises UnreadableFile."""
    (source,) = read([file], told)
    if isinstance(source, UnreadableFile):
        raise source
    return source


def understood(source: Source, told: Understanding) -> Source:
    """The same file, read no more, understood otherwise. Raises UnreadableFile when no table is left."""
    return Source(source.file, source.workbook, understand(source.workbook, told), told)


def preview(
    store: Store, author: Reader, source: Source, target: Target, decisions: Decisions = UNDECIDED
) -> ImportResult:
    """What applying a file would do. Nothing is written. Raises BadInput, NotFound, NotAllowed."""
    with store.read() as session:
        convention, territory = _found(session, author, target)
        today = clock.today(session)
        if convention is not None:
            plan = compare(source.plan, load_plan(session, convention, today), decisions)
            return ImportResult(source, convention.reference, plan)
        reference = f"CTG-{territory.code}-{_start(target).year}"
        return ImportResult(
            source,
            reference,
            compare(source.plan, names_of(session, territory, today), decisions),
            created_convention=True,
        )


def apply(
    store: Store,
    author: Reader,
    source: Source,
    target: Target,
    decisions: Decisions = UNDECIDED,
    *,
    strict: bool = False,
) -> ImportResult:
    """Apply a file in one transaction: its valid rows are written, its refused rows counted.

    Compared anew with what is stored at that moment. A file that changes nothing writes nothing. `strict`: any error
    refuses the whole file. Raises BadInput, NotFound, NotAllowed, Conflict.
    """
    with store.write(author) as work:
        convention, territory = _found(work.session, author, target)
        _wait_for_others(work.session, territory)
        stored = (
            names_of(work.session, territory, work.today)
            if convention is None
            else load_plan(work.session, convention, work.today)
        )
        compared = compare(source.plan, stored, decisions)
        if strict and compared.refused:
            raise Conflict(refused_sentence(source.file.name, compared))
        created = convention is None
        if compared.changes_nothing:
            reference = convention.reference if convention else f"CTG-{territory.code}-{_start(target).year}"
            return ImportResult(source, reference, compared)
        convention = convention or _created(work, source.plan, target)
        import_id = _write(work, convention, stored, source, compared, created=created)
        return ImportResult(source, convention.reference, compared, import_id, created)


def refused_sentence(file: str, compared: Preview) -> str:
    """Why a strict import is refused."""
    count = compared.refused
    rows = f"{count} lignes portent une erreur" if count > 1 else "une ligne porte une erreur"
    return f"Le fichier « {file} » n’est pas appliqué\u202f: {rows}. Corrigez-les, ou importez sans l’option stricte."


# -- the convention --


def _found(session: Session, author: Reader, target: Target) -> tuple[Convention | None, Territory]:
    """The convention aimed at (None: to be created) and its territory, for an author who may import there."""
    if target.reference is not None:
        convention = session.scalar(select(Convention).where(Convention.reference == target.reference))
        if convention is None:
            raise NotFound(f"La convention « {target.reference} »")
        require(session, author, Right.IMPORT, convention)
        return convention, convention.territory
    territory = _territory(session, target)
    require(session, author, Right.IMPORT, territory)
    same = select(Convention).where(Convention.territory_id == territory.id, Convention.starts_on == _start(target))
    return session.scalar(same.order_by(Convention.id).limit(1)), territory


def _wait_for_others(session: Session, territory: Territory) -> None:
    """One import at a time on a territory: on Postgres its row is locked (SQLite already writes one at a time)."""
    session.execute(select(Territory.id).where(Territory.id == territory.id).with_for_update())


def _territory(session: Session, target: Target) -> Territory:
    code = (target.territory_code or "").strip()
    found = session.scalar(select(Territory).where(Territory.code == code))
    if found is None:
        raise BadInput("Territoire", code, "le code Insee d’une commune ou le Siren d’une intercommunalité")
    return found


def _start(target: Target) -> date:
    if target.starts_on is None:
        raise BadInput("Début de la convention", None, "une date, pour créer la convention")
    return target.starts_on


def _created(work: Work, plan: ParsedPlan, target: Target) -> Convention:
    first, second, third = plan.level_names
    draft = ConventionDraft(
        territory_code=target.territory_code or "",
        starts_on=target.starts_on,
        term_years=target.term_years,
        signed_on=target.signed_on,
        level_names=(first or "Axe", second or "Objectif", third or "Sous-objectif"),
    )
    return add_convention(work, draft)


# -- the import --


def _write(
    work: Work, convention: Convention, stored: StoredPlan, source: Source, compared: Preview, *, created: bool
) -> int:
    counts = compared.counts
    journal = Import(
        at=work.now,
        author_id=work.author.account_id,
        territory_id=convention.territory_id,
        convention_id=convention.id,
        created_convention=created,
        file_name=source.file.name,
        sha256=source.file.sha256,
        mapping=mapping_of(source),
        problems=[problem_record(problem) for problem in compared.problems[:2_000]],
        read=compared.read,
        added=counts[Change.ADDED],
        changed=counts[Change.CHANGED],
        unchanged=counts[Change.UNCHANGED],
        missing=counts[Change.MISSING],
        refused=compared.refused,
    )
    work.session.add(journal)
    work.session.flush()
    work.session.add(ImportFile(import_id=journal.id, content=source.file.content))
    work.session.flush()
    context = Context(work.author.account_id, work.now, None, journal.id)
    bulk = Bulk(work.session.connection(), context)
    write_preview(work, bulk, convention, stored, compared, journal.id)
    work.session.expire_all()
    return journal.id


def mapping_of(source: Source) -> dict[str, Any]:
    """How the file was read, as the journal keeps it: by sheet, the field of each header and column."""
    return {
        "sheets": [
            {
                "sheet": table.sheet,
                "kind": table.kind.value,
                "header_row": table.header_row,
                "columns": dict(table.columns),
                "letters": {column_letters(index): field for index, field in table.letters.items()},
                "ignored": list(table.ignored),
            }
            for table in source.plan.tables
        ],
        "columns": dict(source.told.columns),
        "statuses": {word: status.value for word, status in source.told.statuses.items()},
    }


def problem_record(problem: Any) -> dict[str, str]:
    """A problem as the journal and the command line tell it."""
    return {
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message,
    }
