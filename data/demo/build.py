"""Makes the demonstration's files: `python data/demo/build.py [--out FOLDER]`.

The same bytes each time: everything comes from `source/` and from seeds taken from the conventions' references.
What is read in a public document and what is simulated: README.md.
"""

import argparse
import csv
from datetime import date
from pathlib import Path

from making.documents import documents
from making.messy import sheets as messy_sheets
from making.places import communes
from making.plans import make_plan
from making.pool import read_pool
from making.portfolio import Convention, Essonne
from making.renewing import renewal_steps
from making.sheets import plan_sheets
from making.workbooks import write_workbook

HERE = Path(__file__).resolve().parent
COLUMNS = (
    "reference", "territory", "sector", "title", "caf", "signed_on", "signed_precision", "starts_on",
    "ends_on", "term_years", "predecessors", "signatories", "adviser", "level1_name", "level2_name",
    "level3_name", "communes", "amendments", "milestones", "origin", "simulated_fields", "plan", "note",
)  # fmt: skip


def build(out: Path) -> int:
    """Write portefeuille.csv and every workbook in `out`; gives the number of conventions."""
    out.mkdir(parents=True, exist_ok=True)
    conventions = [*_documents(out), *_essonne(out)]
    write_workbook(out / "tableau-a-corriger.xlsx", "Tableau à corriger", messy_sheets())
    _write_portfolio(out / "portefeuille.csv", conventions)
    return len(conventions)


def _documents(out: Path) -> list[Convention]:
    found = documents()
    for document in found:
        if document.sheets:
            write_workbook(out / document.convention.plan, document.convention.title, document.sheets)
    return [document.convention for document in found]


def _essonne(out: Path) -> list[Convention]:
    places, pool = communes(), read_pool()
    names = {code: place.name for code, place in places.items()}
    found = []
    for place, size, convention in Essonne(places).conventions():
        if size:
            plan = make_plan(place, convention, size, pool, names)
            write_workbook(out / convention.plan, convention.title, plan_sheets(plan))
        found.append(convention)
    return found


def _write_portfolio(path: Path, conventions: list[Convention]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(convention, renewal_steps(convention, conventions)) for convention in conventions)


def _row(one: Convention, steps: list[tuple[str, date]]) -> list[str]:
    signatories = (f"{name}:{kind}:{_day(joined)}" for name, kind, joined in one.signatories)
    amendments = (f"{a.signed_on}:{a.new_ends_on}:{a.purpose}" for a in one.amendments)
    milestones = (f"{kind}:{done}" for kind, done in steps)
    return [
        one.reference, one.territory, one.sector, one.title, one.caf, _day(one.signed_on),
        one.signed_precision, _day(one.starts_on), _day(one.ends_on), str(one.term_years or ""),
        " | ".join(one.predecessors), " | ".join(signatories), one.adviser, *one.levels,
        " | ".join(one.communes), " | ".join(amendments),
        " | ".join(milestones), one.origin, " | ".join(one.simulated_fields),
        one.plan, one.note,
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Fabrique les fichiers de la démonstration.")
    parser.add_argument("--out", type=Path, default=HERE)
    build(parser.parse_args().out)
