"""Names of the files that leave: French words in plain letters, what and when, as a folder sorts them."""

import re
from collections.abc import Sequence
from datetime import date

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import MeetingKind

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
_MEETINGS = {
    MeetingKind.COPIL: "copil",
    MeetingKind.COTECH: "cotech",
    MeetingKind.THEME_GROUP: "groupe-thematique",
}


def plain(text: str) -> str:
    """« Évry-Courcouronnes » as `evry-courcouronnes`; never empty, at most 60 characters."""
    return _NOT_PLAIN.sub("-", fold(text)).strip("-")[:_LONGEST].strip("-") or "sans-nom"


def file_name(start: str, about: str, day: date, ending: str) -> str:
    """`plan-CTG-EVRY-2026-11-27.xlsx`: `about` as it is, empty when there is nothing to name."""
    return "-".join(part for part in (start, about, f"{day:%Y-%m-%d}") if part) + f".{ending}"


def committee_file_name(start: str, committee: CommitteeRow, territories: Sequence[str], ending: str) -> str:
    """`releve-copil-sevremoine-2026-11-27.pdf`: the day is the one it is held on; several territories are counted."""
    where = plain(territories[0]) if len(territories) == 1 else f"{len(territories)}-territoires"
    return file_name(start, f"{_MEETINGS[committee.kind]}-{where}", committee.held_on, ending)
