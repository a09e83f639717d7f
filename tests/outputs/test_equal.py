"""One figure, one value: what a committee saw is the same on its slides, in every file and from the command line.

The committee is the second COPIL of the demonstration, closed on the figures of its day. What is expected is read from
the frozen rows and from `status --as-of` that day; what is found is read from the files by other libraries than those
that wrote them, or by none of ours.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from ctg_tracking import cli
from ctg_tracking.figures.committees import CommitteeRow, committee_rows
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.picture import Summary
from ctg_tracking.model import Reader, french
from ctg_tracking.model.reader import ReaderGrant
from ctg_tracking.model.words import Role, Status
from ctg_tracking.outputs.blocks import Bars, Deck, Figures
from ctg_tracking.outputs.deck import committee_deck
from ctg_tracking.outputs.producing import produce
from ctg_tracking.outputs.requests import Kind, Paper, Request, What
from ctg_tracking.settings import settings
from ctg_tracking.store import Store

SEVREMOINE = "CTG-SEVREMOINE-2023"
HELD_ON = date(2025, 11, 27)
WHO = Reader(1, "test@exemple.test", "Test", (ReaderGrant(Role.ADMINISTRATOR, None),))
Say = Callable[..., Any]


@dataclass(frozen=True)
class Seen:
    """The committee, what was frozen, its deck, and the files it leaves as."""

    url: str
    committee: CommitteeRow
    summary: Summary
    decisions: Sequence[DecisionRow]
    deck: Deck
    pptx: bytes
    deck_pdf: str
    minutes_pdf: str
    xlsx: bytes
    csv: bytes

    def each_text(self) -> dict[str, str]:
        """The words of each paper, without what breaks lines."""
        return {"pptx": bare(slides_text(self.pptx)), "deck": self.deck_pdf, "minutes": self.minutes_pdf}


def bare(text: str) -> str:
    """Words without spaces nor hyphens: a page breaks lines where it wants."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def pdf_text(content: bytes) -> str:
    """The words of a PDF."""
    return bare(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def table_of(book: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by the words of its third line."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, rows[2]), row, strict=True)) for row in rows[3:]]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV of ours."""
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")]


def slides_text(content: bytes) -> str:
    """The words of the slides, tables included."""
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
    framed = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    tables = [shape.table for shape in shapes if getattr(shape, "has_table", False)]
    return " ".join((*framed, *(cell.text for table in tables for row in table.rows for cell in row.cells)))


@pytest.fixture(scope="module")
def seen(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """The second COPIL of Sèvremoine in every form; these tests only read it."""
    home = shutil.copytree(demo_instance, tmp_path_factory.mktemp("equal") / "instance")
    url = f"sqlite:///{home / 'var' / 'ctg.sqlite'}"
    store = Store.open(url)
    with store.read() as session:
        (row,) = (one for one in committee_rows(session, WHO, convention=SEVREMOINE) if one.held_on == HELD_ON)

        def made(kind: Kind, paper: Paper | None = None) -> bytes:
            return produce(session, WHO, Request(What.COMMITTEE, kind, committee_id=row.id, paper=paper)).file.content

        yield Seen(
            url=url,
            committee=row,
            summary=frozen_summary(session, WHO, row.id),
            decisions=decisions_of(session, WHO, row.id, HELD_ON),
            deck=committee_deck(session, WHO, row.id, HELD_ON),
            pptx=made(Kind.PPTX),
            deck_pdf=pdf_text(made(Kind.PDF, Paper.DECK)),
            minutes_pdf=pdf_text(made(Kind.PDF)),
            xlsx=made(Kind.XLSX),
            csv=made(Kind.CSV),
        )
    store.dispose()


@pytest.fixture
def say(seen: Seen, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """A reading verb of the command line, its document."""
    monkeypatch.setenv("CTG_DATABASE_URL", seen.url)
    settings.cache_clear()

    def said(*words: str) -> Any:
        asked = (*words, "--convention", SEVREMOINE, "--as-of", HELD_ON.isoformat(), "--json")
        assert cli.run(asked) == 0
        return json.loads(capsys.readouterr().out)

    return said


def counted(counts: Counts) -> dict[str, int]:
    """Counts under the names of the command line's document."""
    names = ("actions", "done", "in_progress", "not_started", "suspended", "postponed", "dropped", "to_specify")
    return {name: getattr(counts, name) for name in (*names, "late", "stale")}


def test_what_was_frozen_is_what_the_command_line_tells_of_that_day(seen: Seen, say: Say) -> None:
    told = say("status", "--by", "axe")
    assert seen.committee.frozen_on == HELD_ON
    assert {name: told["total"][name] for name in counted(seen.summary.total)} == counted(seen.summary.total)
    rows = [(row["label"], {name: row[name] for name in counted(seen.summary.total)}) for row in told["rows"]]
    assert [figures for _, figures in rows] == [counted(row.counts) for row in seen.summary.axes]
    assert seen.summary.total.actions > 20


def test_slides_hold_the_frozen_counts(seen: Seen) -> None:
    total = seen.summary.total
    (figures,) = (block for slide in seen.deck.slides for block in slide.blocks if isinstance(block, Figures)
                  if slide.key == "avancement")  # fmt: skip
    assert [one.value for one in figures.figures] == [str(total.engaged), str(total.done), str(total.late)]
    bars = next(block for slide in seen.deck.slides for block in slide.blocks if isinstance(block, Bars))
    assert bars.total == total
    assert [row.counts for row in bars.rows] == [row.counts for row in seen.summary.axes]


def test_the_charts_of_the_presentation_hold_the_same_numbers(seen: Seen) -> None:
    charts = [
        shape.chart
        for slide in Presentation(io.BytesIO(seen.pptx)).slides
        for shape in slide.shapes
        if shape.has_chart and len(shape.chart.plots[0].categories) == len(seen.summary.axes)
    ]
    stacked = {series.name: [*series.values] for series in charts[0].plots[0].series}
    for status in Status:
        expected = [float(row.counts.of(status)) for row in seen.summary.axes]
        assert stacked.get(status.label, [0.0] * len(expected)) == expected


def cells(row: dict[str, Any]) -> dict[str, int]:
    """Counts of a row of the workbook, under the names of the command line."""
    named = {status.value: row[status.label] for status in Status}
    whole = {"actions": row["Actions"], "late": row["En retard"], "stale": row["Sans nouvelle"]}
    return {name: int(value) for name, value in (named | whole).items()}


def test_the_cells_of_the_workbook_hold_the_same_numbers(seen: Seen, say: Say) -> None:
    figures = table_of(seen.xlsx, "Chiffres")
    whole, total = figures[0], seen.summary.total
    assert cells(whole) == counted(total)
    assert [cells(row) for row in figures if row["Par"] == "Axe"] == [counted(one.counts) for one in seen.summary.axes]
    shares = whole["Part engagée (%)"], whole["Part réalisée (%)"]
    told = say("status", "--by", "status")["total"]
    assert shares == (told["engaged_percent"], told["completion_percent"])
    rates = {row["name"]: row["rate"] for row in say("indicators")["rows"]}
    found = {row["Indicateur"]: row["Taux d’atteinte (%)"] for row in table_of(seen.xlsx, "Indicateurs")}
    assert found.keys() == {french.typeset(name) for name in rates}
    known = {french.typeset(name): rate for name, rate in rates.items() if rate is not None}
    assert {name: found[name] for name in known} == known
    assert known


def test_tables_hold_the_same_decisions(seen: Seen) -> None:
    expected = [(one.text, one.owner, one.due_on.isoformat() if one.due_on else None) for one in seen.decisions]
    keys = "Décision", "Porté par", "Échéance"
    cells_of = [tuple(str(row[key]) for key in keys) for row in table_of(seen.xlsx, "Décisions")]
    lines = [tuple(row[key] for key in keys) for row in csv_rows(seen.csv) if row["Décision"]]
    assert [*map(list, cells_of)] == [*map(list, lines)] == [*map(list, expected)]


@pytest.mark.parametrize("paper", ["pptx", "deck", "minutes"])
def test_every_paper_says_the_counts_the_rates_and_the_decisions(seen: Seen, say: Say, paper: str) -> None:
    text, total = seen.each_text()[paper], seen.summary.total
    assert bare(f"{total.engaged} actions engagées sur {total.countable}") in text
    for row in seen.summary.axes:
        assert bare(f"{row.counts.engaged} engagées sur {row.counts.countable}") in text
    for status in Status:
        if total.of(status):
            assert bare(f"{status.look.glyph} {status.label} {total.of(status)}") in text
    assert seen.decisions
    for decision in seen.decisions:
        assert bare(french.typeset(decision.text)) in text
    assert bare(f"Chiffres figés au {french.long_day(HELD_ON)}") in text
    assert "Démonstration" in text


def test_rates_are_those_of_the_command_line(seen: Seen, say: Say) -> None:
    rates = {row["name"]: row["rate"] for row in say("indicators")["rows"]}
    texts = seen.each_text()
    shown = [slide.title for slide in seen.deck.slides if slide.key.startswith("indicateur")]
    assert len([name for name in shown if rates.get(name) is not None]) >= 4
    for name in shown:
        if rates.get(name) is not None:
            for paper in ("pptx", "deck"):
                assert bare(french.percent(rates[name])) in texts[paper].partition(bare(name))[2]


def test_the_plan_exported_at_that_day_counts_the_same(seen: Seen, tmp_path: Path, say: Say) -> None:
    file = tmp_path / "plan.csv"
    asked = ("export", "plan", "--format", "csv", "--out", str(file), "--convention", SEVREMOINE)
    assert cli.run((*asked, "--as-of", HELD_ON.isoformat())) == 0
    fiches = [row for row in csv_rows(file.read_bytes()) if not row["Opération"]]
    assert len(fiches) == seen.summary.total.actions
    for status in Status:
        told = {status.label, *([""] if status is Status.TO_SPECIFY else [])}  # never told: the cell stays empty
        assert sum(row["Statut"] in told for row in fiches) == seen.summary.total.of(status)
    assert sum(row["En retard"] == "Oui" for row in fiches) == seen.summary.total.late
