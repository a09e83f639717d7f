"""Step 1, « Quel(s) fichier(s) ? »: files are sent, and read once while their reading is told."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, Source
from ctg_tracking.model import french
from ctg_tracking.screen.import_desk import Desk, desks, unread
from ctg_tracking.screen.plain import plain
from ctg_tracking.settings import DATA
from ctg_tracking.spreadsheet.reading import read_workbooks
from ctg_tracking.spreadsheet.told import Understanding

FORMATS = ("xlsx", "xlsm", "xls", "ods", "csv", "txt")
TEMPLATE = DATA / "template" / "modele-import-ctg.xlsx"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent() -> Sequence[Desk]:
    """The files sent, read; those that cannot be are told why, and left out."""
    uploads = st.file_uploader(
        "Tableaux des communes (Excel, OpenDocument ou CSV)", FORMATS, accept_multiple_files=True, key="import_files"
    )
    _template()
    files = {file.sha256: file for file in (File(one.name, one.getvalue()) for one in uploads)}
    known = desks()
    for former in known.keys() - files.keys():
        del known[former]
    _read({sha: file for sha, file in files.items() if sha not in known})
    return [desk for sha in files if (desk := _usable(known[sha])) is not None]


def _template() -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="import_how"):
        st.caption("Tel qu’il est\u202f: titres, couleurs, cellules fusionnées, plusieurs feuilles…", width="content")
        st.download_button(
            "Modèle à remplir",
            TEMPLATE.read_bytes,
            TEMPLATE.name,
            EXCEL,
            key="import_template",
            on_click="ignore",
            type="tertiary",
            help="Pas encore de tableau\u202f? Un classeur Excel avec ses listes et ses explications.",
        )


def _read(files: Mapping[str, File]) -> None:
    """Read what was never read; each reading is kept before anything else is drawn."""
    if not files:
        return
    bar = st.progress(0.0, _reading_words(files))

    def told(fraction: float, step: str) -> None:
        bar.progress(min(max(fraction, 0.0), 1.0), plain(french.typeset(step)))

    readings = importing.read(list(files.values()), progress=told)
    desks().update({sha: _desk(file, reading) for (sha, file), reading in zip(files.items(), readings, strict=True)})
    bar.empty()


def _reading_words(files: Mapping[str, File]) -> str:
    names = [file.name for file in files.values()]
    return plain(f"Lecture de {names[0]}…" if len(names) == 1 else f"Lecture de {len(names)} fichiers…")


def _desk(file: File, reading: Source | UnreadableFile) -> Desk | UnreadableFile:
    """A workbook that opens but where no table was found stays: the person may show where it is."""
    if isinstance(reading, Source):
        return Desk(reading)
    (cells,) = read_workbooks([file])
    if isinstance(cells, UnreadableFile):
        return reading
    return Desk(unread(file, cells, Understanding()), doubt=str(reading))


def _usable(kept: Desk | UnreadableFile) -> Desk | None:
    if isinstance(kept, Desk):
        return kept
    st.error(plain(str(kept)))
    return None
