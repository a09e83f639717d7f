"""Files sent to the page of imports, and what is done there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from ctg_tracking.follow_up.importing import File
from ctg_tracking.screen.import_targets import NEW
from ctg_tracking.settings import DATA
from tests.pages.conftest import html_of, words_of
from tests.spreadsheet.workbooks import xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEVREMOINE = "Sèvremoine · 2023-2026"
HEADERS = ("Enjeu", "N°", "Action", "Pilotes", "Échéance", "Statut")


def demo(name: str) -> File:
    path = DATA / "demo" / name
    return File(path.name, path.read_bytes())


SEVREMOINE_FILE = demo("ctg-sevremoine-2023.xlsx")
WRONG_FILE = demo("tableau-a-corriger.xlsx")


def a_file(
    *rows: Sequence[Any], headers: Sequence[str] = HEADERS, name: str = "plan.xlsx", sheet: str = "Plan"
) -> File:
    return xlsx({sheet: [headers, *rows]}, name=name)


def key(file: File) -> str:
    """What ends the keys of the widgets that speak of a file."""
    return file.sha256[:8]


def sent(app: AppTest, *files: File) -> AppTest:
    uploads = [(file.name, file.content, EXCEL) for file in files]
    return app.file_uploader(key="import_files").set_value(uploads).run()


def for_a_new_convention(app: AppTest, file: File) -> AppTest:
    app.selectbox(key=f"import_convention_{key(file)}").set_value(NEW).run()
    app.date_input(key=f"import_start_{key(file)}").set_value(date(2023, 1, 1))
    return app.selectbox(key=f"import_term_{key(file)}").set_value(4).run()


def for_sevremoine(app: AppTest, *files: File) -> AppTest:
    sent(app, *files)
    for file in files:
        app.selectbox(key=f"import_convention_{key(file)}").set_value(SEVREMOINE)
    return app.run()


def applied(app: AppTest) -> AppTest:
    return app.button(key="import_apply").click().run()


def seen(app: AppTest) -> str:
    """Everything the page says."""
    headings = "\n".join(str(one.value) for one in (*app.header, *app.subheader))
    return f"{html_of(app)}\n{words_of(app)}\n{headings}"


def keys(app: AppTest, *kinds: str) -> list[str]:
    return [str(getattr(one, "key", None)) for kind in kinds for one in app.get(kind)]
