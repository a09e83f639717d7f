"""Previewing a file and applying it in one transaction; several files, each in its own. Undo is in `undoing`."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict, Refusal
from ctg_tracking.follow_up.conventions import ConventionDraft, add_convention
from ctg_tracking.follow_up.importing.journal import mapping_of, problem_record
from ctg_tracking.follow_up.importing.loading import load_plan, names_of
from ctg_tracking.follow_up.importing.remembering import remember
from ctg_tracking.follow_up.importing.sources import Source, silent
from ctg_tracking.follow_up.importing.targets import Target, found
from ctg_tracking.follow_up.importing.writing import Ground, write_preview
from ctg_tracking.model import Convention, Import, ImportFile, Reader, Territory
from ctg_tracking.spreadsheet.collector import collector_at_rest
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.reading import Progress
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.store import Bulk, Store, Work, clock
from ctg_tracking.store.history import Context

UNDECIDED = Decisions()
"""Nothing decided: blank cells erase nothing, rows missing from the file are kept."""
_KEPT_PROBLEMS = 2_000


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


@collector_at_rest()
def preview(
    store: Store, author: Reader, source: Source, target: Target, decisions: Decisions = UNDECIDED
) -> ImportResult:
    """What applying a file would do. Nothing is written. Raises BadInput, NotFound, NotAllowed."""
    with store.read() as session:
        convention, territory = found(session, author, target)
        today = clock.today(session)
        if convention is not None:
            plan = compare(source.plan, load_plan(session, convention, today), decisions)
            return ImportResult(source, convention.reference, plan)
        plan = compare(source.plan, names_of(session, territory, today), decisions)
        return ImportResult(source, _reference(territory, target), plan, created_convention=True)


def apply(
    store: Store,
    author: Reader,
    source: Source,
    target: Target,
    decisions: Decisions = UNDECIDED,
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Apply a file in one transaction: its valid rows are written, its refused rows counted.

    Compared anew with what is stored at that moment. A file that changes nothing writes nothing. `strict`: any error
    refuses the whole file. `progress` is told the share done, from 0 to 1, and the step in French.
    Raises BadInput, NotFound, NotAllowed, Conflict.
    """
    tell = progress or silent
    tell(0.0, "Comparaison avec le plan enregistré")
    with store.write(author) as work:
        convention, territory = found(work.session, author, target)
        _wait_for_others(work.session, territory)
        stored = (
            names_of(work.session, territory, work.today)
            if convention is None
            else load_plan(work.session, convention, work.today)
        )
        compared = compare(source.plan, stored, decisions)
        if strict and compared.refused:
            raise Conflict(refused_sentence(source.file.name, compared))
        if compared.changes_nothing:
            reference = convention.reference if convention else _reference(territory, target)
            return ImportResult(source, reference, compared)
        created = convention is None
        convention = convention or _created(work, source.plan, target)
        import_id = _journal(work, convention, source, compared, decisions, created=created)
        bulk = Bulk(work.session.connection(), Context(work.author.account_id, work.now, None, import_id))
        ground = Ground(work, bulk, convention, stored, compared, import_id)
        write_preview(ground, lambda share, step: tell(0.4 + 0.5 * share, step))
        remember(work, territory.id, source)
        work.session.flush()
        work.session.expire_all()
        result = ImportResult(source, convention.reference, compared, import_id, created)
    tell(1.0, "Import enregistré")
    return result


def apply_many(
    store: Store,
    author: Reader,
    files: Iterable[tuple[Source, Target, Decisions]],
    *,
    strict: bool = False,
    progress: Progress | None = None,
) -> list[ImportResult | Refusal]:
    """Apply files one after the other, each in its own transaction: what one is refused for does not stop the others.

    What became of each, in their order; a refused file has written nothing.
    """
    wanted = list(files)
    return [
        _applied(store, author, one, strict=strict, progress=_part(progress, place, len(wanted), one[0].file.name))
        for place, one in enumerate(wanted)
    ]


def refused_sentence(file: str, compared: Preview) -> str:
    """Why a strict import is refused."""
    count = compared.refused
    rows = (
        f"{count} lignes portent une erreur. Corrigez-les" if count > 1 else "une ligne porte une erreur. Corrigez-la"
    )
    return f"Le fichier « {file} » n’est pas appliqué\u202f: {rows}, ou importez sans l’option stricte."


def _applied(
    store: Store, author: Reader, one: tuple[Source, Target, Decisions], *, strict: bool, progress: Progress
) -> ImportResult | Refusal:
    try:
        return apply(store, author, *one, strict=strict, progress=progress)
    except Refusal as refusal:
        return refusal


def _part(progress: Progress | None, place: int, count: int, name: str) -> Progress:
    """The progress of one file within that of all."""
    if progress is None:
        return silent
    words = f"{name}\u202f: " if count > 1 else ""
    return lambda share, step: progress((place + share) / count, words + step)


def _wait_for_others(session: Session, territory: Territory) -> None:
    """One import at a time on a territory: on Postgres its row is locked (SQLite already writes one at a time)."""
    session.execute(select(Territory.id).where(Territory.id == territory.id).with_for_update())


def _reference(territory: Territory, target: Target) -> str:
    return f"CTG-{territory.code}-{target.start.year}"


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


def _journal(
    work: Work, convention: Convention, source: Source, compared: Preview, decisions: Decisions, *, created: bool
) -> int:
    """The import in the journal, with its file; its id."""
    counts = compared.counts
    journal = Import(
        at=work.now,
        author_id=work.author.account_id,
        territory_id=convention.territory_id,
        convention_id=convention.id,
        created_convention=created,
        file_name=_storable(source.file.name),
        sha256=source.file.sha256,
        mapping=mapping_of(source, decisions),
        problems=[problem_record(problem) for problem in compared.problems[:_KEPT_PROBLEMS]],
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
    return journal.id


def _storable(name: str) -> str:
    """A name as a database takes it: one that another system wrote may hold bytes that are no character."""
    return name.encode("utf-8", "replace").decode().replace("\0", "")
