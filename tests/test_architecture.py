"""The habits that no linter holds: what a page may hold, where a library may be named, what is committed."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
DASHBOARD = ROOT / "dashboard.py"
LOCKS = sorted(ROOT.glob("requirements*.lock"))

# The folders of the package that may name a library; `dashboard.py` and `pages/` have their own lists below.
ROOMS_THAT_MAY_IMPORT = {
    "streamlit": {"screen"},
    "altair": {"screen", "outputs"},
    "starlette": {"web"},
    "openpyxl": {"spreadsheet", "outputs"},
    "python_calamine": {"spreadsheet", "outputs"},
}
PAGES_MAY_NOT_IMPORT = {"altair", "openpyxl", "pandas", "python_calamine", "sqlalchemy", "sqlite3", "starlette"}
DASHBOARD_MAY_NOT_IMPORT = {"altair", "openpyxl", "python_calamine", "sqlalchemy"}
LONGEST_PAGE = 100
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
SQL = re.compile(r"^\s*(select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from|with\s+\w+\s+as)\b", re.I | re.S)
# Written in pieces, so that this file does not hold what it looks for.
PLACES_OF_A_MACHINE = "|".join("/" + folder + "/" for folder in ("work", "tmp", "root", "home"))


def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """Top names of the modules a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def texts(file: Path) -> Iterator[str]:
    """The text constants of a file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def committed(*patterns: str) -> list[Path]:
    """Files git follows, or is about to, under some patterns."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_there_are_pages() -> None:
    assert PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_a_short_flat_script(page: Path) -> None:
    defined = [node.lineno for node in ast.walk(tree(page)) if isinstance(node, DEFINITIONS)]
    assert not defined, f"{page.name} defines something at lines {defined}: it belongs in ctg_tracking/screen"
    assert len(page.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_holds_no_sql_and_no_chart(page: Path) -> None:
    assert not imported(page) & PAGES_MAY_NOT_IMPORT
    assert not [text for text in texts(page) if SQL.match(text)]


def test_the_application_holds_no_sql_and_no_chart() -> None:
    assert not imported(DASHBOARD) & DASHBOARD_MAY_NOT_IMPORT


@pytest.mark.parametrize("library", ROOMS_THAT_MAY_IMPORT)
def test_a_library_is_named_only_in_its_rooms(library: str) -> None:
    package = ROOT / "ctg_tracking"
    naming = {file.relative_to(package) for file in package.rglob("*.py") if library in imported(file)}
    strangers = sorted(str(file) for file in naming if file.parts[0] not in ROOMS_THAT_MAY_IMPORT[library])
    assert not strangers


def test_no_room_imports_what_stands_beside_the_package() -> None:
    """`dashboard` and the pages are the top of the arrow: only the command line names the application, to serve it."""
    above = {"dashboard", "pages", "tests", "benchmarks", "scripts"}
    package = ROOT / "ctg_tracking"
    rooms = (file for file in package.rglob("*.py") if file.relative_to(package).parts[0] not in {"cli"})
    assert not [str(file.relative_to(ROOT)) for file in rooms if imported(file) & above]


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [str(file.relative_to(ROOT)) for file in committed("*.py") if file.stem in drawers]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text
    pinned = re.findall(r"^[A-Za-z0-9].*$", text, re.M)
    assert pinned
    assert all("==" in line for line in pinned)


def test_the_locks_agree() -> None:
    """One environment goes from one lock to the other without a package changing."""
    versions = [set(re.findall(r"^([\w.-]+==\S+)(.*)\\$", lock.read_text("utf-8"), re.M)) for lock in LOCKS]
    everything = set().union(*versions)
    development = next(pins for lock, pins in zip(LOCKS, versions, strict=True) if "dev" in lock.name)
    assert everything == development


def test_every_decision_is_in_the_index() -> None:
    pages = {page.name for page in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(([0-9][\w-]+\.md)\)", index)) == pages


def test_links_between_our_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in committed("*.md")
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken


def test_no_path_of_a_machine_is_committed() -> None:
    """A path of one machine says nothing on another."""
    mentions = re.compile(rf"(?<![\w.~-])(?:{PLACES_OF_A_MACHINE})")
    texts_of = (file for file in committed() if file.suffix in {".py", ".md", ".toml", ".cfg", ".txt", ""})
    assert not [str(file.relative_to(ROOT)) for file in texts_of if mentions.search(file.read_text("utf-8", "ignore"))]


def test_the_skipping_of_a_test_is_not_a_habit() -> None:
    """A test that cannot run fails, and says what is missing."""
    skipping = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|importorskip|xfail)\b")
    here = Path(__file__)
    files = (file for file in committed("tests/*.py", "tests/**/*.py") if file != here)
    assert not [str(file.relative_to(ROOT)) for file in files if skipping.search(file.read_text("utf-8"))]
