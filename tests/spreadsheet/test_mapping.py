"""The mapping document: read back as it was written, and refused in a sentence that names what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.errors import BadInput
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.mapping import FIELDS, mapping_document, read_decisions, read_mapping
from ctg_tracking.spreadsheet.told import Decisions, Gone, Strategy, Understanding

words = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
statuses = st.sampled_from(Status)
understandings = st.builds(
    Understanding,
    st.dictionaries(words, st.none() | st.sampled_from(sorted(FIELDS)), max_size=4),
    st.dictionaries(words, statuses, max_size=4),
    st.dictionaries(st.from_regex(r"[0-9A-F]{6}", fullmatch=True), statuses, max_size=4),
    st.dictionaries(words, st.none() | st.sampled_from(Table), max_size=4),
    st.dictionaries(words, st.integers(1, 1_000_000), max_size=4),
)


@given(understandings)
def test_what_is_said_of_a_file_is_read_back(told: Understanding) -> None:
    assert read_mapping(json.loads(json.dumps(mapping_document(told)))) == told


def test_what_was_not_said_is_not_written() -> None:
    assert mapping_document(Understanding()) == {}
    assert read_mapping({}).empty


def test_one_document_says_both_the_file_and_the_import() -> None:
    document = {
        "columns": {"Plan!C": "title", "Couleur": None},
        "colours": {"ffc000": "in_progress"},
        "sheets": {"Brouillon": None, "Suivi": "plan"},
        "header_rows": {"Suivi": 4},
        "strategy": "fill",
        "matches": {"Plan d’actions!C12": 7, "Plan!C13": None, "Plan!A2#axe": 3, "Plan!D4#2": None},
        "missing": {"8": None, "9": {"reason": " Action reprise par la Caf "}},
    }
    assert read_mapping(document) == Understanding(
        columns={"Plan!C": "title", "Couleur": None},
        colours={"FFC000": Status.IN_PROGRESS},
        sheets={"Brouillon": None, "Suivi": Table.PLAN},
        header_rows={"Suivi": 4},
    )
    assert read_decisions(document) == Decisions(
        Strategy.FILL,
        {"Plan d’actions!C12": 7, "Plan!C13": None, "Plan!A2#axe": 3, "Plan!D4#2": None},
        {8: Gone(), 9: Gone("Action reprise par la Caf")},
    )


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ([], "Correspondances"),
        ({"colonnes": {}}, "colonnes"),
        ({"columns": []}, "columns"),
        ({"columns": {"Bloc": "bloc"}}, "Bloc"),
        ({"columns": {"Bloc": ["axe"]}}, "Bloc"),
        ({"columns": {" ": "axe"}}, "columns"),
        ({"statuses": {"vert": "green"}}, "vert"),
        ({"colours": {"vert": "done"}}, "vert"),
        ({"sheets": {"Suivi": "actions"}}, "Suivi"),
        ({"sheets": {"Suivi": ["plan"]}}, "Suivi"),
        ({"header_rows": {"Suivi": 0}}, "Suivi"),
        ({"header_rows": {"Suivi": True}}, "Suivi"),
        ({"header_rows": {"Suivi": "3"}}, "Suivi"),
    ],
)
def test_a_wrong_mapping_names_what_is_wrong(document: Any, named: str) -> None:
    with pytest.raises(BadInput, match="attendu") as refusal:
        read_mapping(document)
    assert named in str(refusal.value)


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"strategy": "erase"}, "erase"),
        ({"strategy": ["keep"]}, "Stratégie"),
        ({"matches": {"C12": 7}}, "C12"),
        ({"matches": {"Plan!C12": "sept"}}, "sept"),
        ({"matches": {"Plan!C12": True}}, "Plan!C12"),
        ({"missing": {"huit": None}}, "huit"),
        ({"missing": {"8": {}}}, "8"),
        ({"missing": {"8": {"reason": "  "}}}, "8"),
        ({"missing": {"8": {"reason": "fini", "status": "done"}}}, "8"),
        ({"missing": []}, "missing"),
    ],
)
def test_a_wrong_decision_names_what_is_wrong(document: Any, named: str) -> None:
    with pytest.raises(BadInput, match="attendu") as refusal:
        read_decisions(document)
    assert named in str(refusal.value)
