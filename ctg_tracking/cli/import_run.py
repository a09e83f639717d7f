"""The verb `import` at work: files are read together, compared one by one, and each applied in its own transaction."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from ctg_tracking.cli.context import opened_store, writer
from ctg_tracking.cli.import_words import Document, import_document, tell_import
from ctg_tracking.cli.output import print_json, tell, write
from ctg_tracking.errors import Conflict, Refusal, UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Remembered, Source, Target
from ctg_tracking.model import Reader
from ctg_tracking.spreadsheet.mapping import mapping_document, read_decisions, read_mapping
from ctg_tracking.spreadsheet.returning import returned
from ctg_tracking.spreadsheet.told import Decisions, Strategy, Understanding, closest
from ctg_tracking.store import Store

REFUSED = 1
LARGE = 150_000
"""Bytes from which the reading is followed on a terminal."""
_ROUNDS = 5
"""Taking a heading for a stored one may bring other rows close: looked at again, a few times."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks of every file. `target` None: the convention that each file surely speaks of."""

    target: Target | None
    mapping: Path | None
    remembers: bool
    strategy: str | None
    accepts: bool
    strict: bool
    dry_run: bool
    save_mapping: Path | None
    returned: Path | None


@dataclass(frozen=True)
class _Ready:
    """A file compared with its convention."""

    result: ImportResult
    target: Target
    decisions: Decisions
    remembered: Remembered | None

    @property
    def refused(self) -> str:
        """Why a strict import refuses it."""
        return importing.refused_sentence(self.result.source.file.name, self.result.preview)


_Outcome = _Ready | Refusal


def target_of(
    convention: str | None, territory: str | None, starts: date | None, term: int | None, signed: date | None,
    *, several: bool,
) -> Target | None:  # fmt: skip
    """The convention that the options name. Raises UsageError when they do not hold together."""
    if convention is not None:
        if territory or starts or term or signed:
            raise click.UsageError("--convention ne va pas avec --territory, --starts, --term ni --signed.")
        return Target(reference=convention)
    if several and not (territory or starts or term or signed):
        return None
    if territory is None or starts is None or term is None:
        raise click.UsageError("Indiquez --convention, ou bien --territory, --starts et --term pour la créer.")
    return Target(territory_code=territory, starts_on=starts, term_years=term, signed_on=signed)


def run_imports(paths: Sequence[Path], asked: Asked, author: str | None, *, as_json: bool) -> int | None:
    """Import each file, tell what became of it; 1 when one of them is refused."""
    told, decisions = _said(asked)
    files = [File(path.name, path.read_bytes()) for path in paths]
    sources = importing.read(files, told, progress=_progress(files))
    with opened_store() as store:
        who = writer(store, author)
        outcomes = [_ready(store, who, one, asked, decisions) for one in sources]
        if len(outcomes) == 1 and isinstance(outcomes[0], Refusal):
            raise outcomes[0]
        outcomes = _applied(store, who, outcomes, asked)
    if len(outcomes) == 1 and isinstance(outcomes[0], Refusal):
        raise outcomes[0]
    for outcome in outcomes:
        _write_beside(outcome, asked, several=len(paths) > 1)
    return _tell(files, outcomes, asked, as_json=as_json)


# -- what was said beforehand --


def _said(asked: Asked) -> tuple[Understanding, Decisions]:
    told: Any = {}
    if asked.mapping is not None:
        try:
            told = json.loads(asked.mapping.read_text(encoding="utf-8-sig"))
        except (ValueError, OSError) as error:
            raise click.UsageError(
                f"Le fichier « {asked.mapping.name} » n’est pas un document JSON lisible."
            ) from error
    decisions = read_decisions(told)
    if asked.strategy is not None:
        decisions = replace(decisions, strategy=Strategy(asked.strategy))
    return read_mapping(told), decisions


def _progress(files: Sequence[File]) -> Callable[[float, str], None] | None:
    """One line that is written over, on a terminal and for files that take time."""
    if not sys.stderr.isatty() or sum(len(file.content) for file in files) < LARGE:
        return None

    def told(fraction: float, step: str) -> None:
        end = "\n" if fraction >= 1 else ""
        click.echo(f"\r\033[K{fraction:4.0%} {step}{end}", err=True, nl=False)

    return told


# -- one file --


def _ready(store: Store, who: Reader, source: Source | UnreadableFile, asked: Asked, decisions: Decisions) -> _Outcome:
    if isinstance(source, UnreadableFile):
        return source
    try:
        return _compared(store, who, source, asked, decisions)
    except Refusal as refusal:
        return refusal


def _compared(store: Store, who: Reader, source: Source, asked: Asked, decisions: Decisions) -> _Ready:
    target = asked.target or _proposed(store, who, source)
    remembered = importing.remembered(store, who, source, target) if asked.remembers else None
    if remembered is not None:
        source = importing.understood(source, remembered.told)
    result = importing.preview(store, who, source, target, decisions)
    for _ in range(_ROUNDS if asked.accepts else 0):
        if not result.preview.proposals:
            break
        decisions = replace(decisions, matches={**decisions.matches, **closest(result.preview.proposals)})
        result = importing.preview(store, who, source, target, decisions)
    return _Ready(result, target, decisions, remembered)


def _proposed(store: Store, who: Reader, source: Source) -> Target:
    with store.read() as session:
        found = importing.proposed_target(session, who, source)
    if found is None:
        raise Conflict(
            f"Rien dans le fichier « {source.file.name} » ne dit avec certitude de quelle convention il parle\u202f: "
            "indiquez-la par --convention."
        )
    return found


# -- applying --


def _applied(store: Store, who: Reader, outcomes: Sequence[_Outcome], asked: Asked) -> list[_Outcome]:
    """Each file that may be applied is; the others stay as they are."""
    wanted = [one for one in outcomes if _to_apply(one, asked)]
    done = importing.apply_many(
        store,
        who,
        [(one.result.source, one.target, one.decisions) for one in wanted if isinstance(one, _Ready)],
    )
    results = iter(done)
    return [_after(one, next(results)) if _to_apply(one, asked) else one for one in outcomes]


def _to_apply(outcome: _Outcome, asked: Asked) -> bool:
    return isinstance(outcome, _Ready) and not asked.dry_run and not _too_strict(outcome, asked)


def _too_strict(outcome: _Ready, asked: Asked) -> bool:
    return asked.strict and bool(outcome.result.preview.refused)


def _after(outcome: _Outcome, done: ImportResult | Refusal) -> _Outcome:
    if isinstance(done, Refusal) or isinstance(outcome, Refusal):
        return done if isinstance(done, Refusal) else outcome
    return replace(outcome, result=done)


# -- telling --


def _write_beside(outcome: _Outcome, asked: Asked, *, several: bool) -> None:
    if isinstance(outcome, Refusal):
        return
    source = outcome.result.source
    if asked.save_mapping is not None:
        document = json.dumps(mapping_document(source.told), ensure_ascii=False, indent=2)
        write(asked.save_mapping, document.encode())
    if asked.returned is not None:
        made = returned(source.file, source.workbook, outcome.result.preview.problems)
        folder = asked.returned.is_dir() or several
        if folder:
            asked.returned.mkdir(parents=True, exist_ok=True)
        write(asked.returned / made.name if folder else asked.returned, made.content)


def _tell(files: Sequence[File], outcomes: Sequence[_Outcome], asked: Asked, *, as_json: bool) -> int | None:
    if as_json:
        documents = [_document(file, one, asked) for file, one in zip(files, outcomes, strict=True)]
        print_json(documents[0] if len(documents) == 1 else {"files": documents})
    refused = False
    for file, outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            refused = True
            tell(_named(file, str(outcome)))
            continue
        if not as_json:
            tell_import(outcome.result, outcome.decisions, outcome.remembered, dry_run=asked.dry_run)
        if _too_strict(outcome, asked):
            refused = True
            tell(outcome.refused)
    return REFUSED if refused else None


def _named(file: File, sentence: str) -> str:
    return sentence if file.name in sentence else f"{file.name}\u202f: {sentence}"


def _document(file: File, outcome: _Outcome, asked: Asked) -> Document:
    if isinstance(outcome, Refusal):
        return {"file": file.name, "sha256": file.sha256, "import_id": None, "error": str(outcome)}
    return import_document(outcome.result, outcome.decisions, outcome.remembered, dry_run=asked.dry_run)
