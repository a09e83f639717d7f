"""Reading verbs, as others rely on them: keys of the documents, filters, `--as-of`, tables for people."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ctg_tracking import cli
from ctg_tracking.model import Action
from ctg_tracking.model.words import Status
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_heading,
    a_report,
    an_action,
    an_administrator,
    an_axe,
    an_indicator,
)

Said = Callable[..., tuple[int, str, str]]
STATUS_KEYS = {
    "actions", "done", "in_progress", "not_started", "suspended", "postponed", "dropped", "to_specify",
    "late", "stale", "engaged_percent", "completion_percent",
}  # fmt: skip
KEYS = {
    "conventions": {
        "reference", "title", "territory_code", "territory", "signed_on", "signature_year", "starts_on", "ends_on",
        "term_years", "signatories", "predecessors", "successors", "axes", "actions",
    },
    "status": STATUS_KEYS | {"key", "label"},
    "actions": {
        "id", "convention", "axe", "objective", "parent", "code", "title", "status", "percent", "late", "stale",
        "starts_on", "due_on", "calendar_text", "pilots", "partners", "themes", "budget", "indicators",
    },
    "indicators": {
        "id", "convention", "action_id", "heading", "name", "unit", "direction", "baseline", "baseline_on", "target",
        "target_on", "value", "value_on", "source", "rate", "rate_raw", "reason",
    },
    "renewals": {
        "convention", "territory_code", "territory", "signature_year", "term_years", "starts_on", "ends_on",
        "months_left", "band", "renewed_by", "next_milestone",
    },
    "coverage": {
        "departement", "as_of", "communes", "communes_covered", "population", "population_covered", "rate_communes",
        "rate_population", "uncovered",
    },
    "history": {"at", "author", "entity", "entity_id", "field", "before", "after", "import_id"},
}  # fmt: skip


@pytest.fixture
def plan(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Action:
    """A signed convention at Évry with a fiche, its operation and indicators, and one at Grigny that tells nothing."""
    monkeypatch.setenv("CTG_DATABASE_URL", database_url)
    reader = an_administrator(store)
    with store.write(reader) as work:
        convention = a_convention(
            work,
            "CTG-EVRY",
            title="CTG d’Évry",
            term_years=5,
            signed_on=date(2022, 11, 3),
            signatories=["Caf", "Commune"],
        )
        axe = an_axe(work, convention, "1", "Petite enfance")
        objective = a_heading(work, convention, "1.1", "Accueillir", axe)
        fiche = an_action(
            work, convention, "Ouvrir un relais", heading=objective, code="1.1.1", pilots=["CCAS"], partners=["Caf"],
            status=Status.IN_PROGRESS, percent=50, on=date(2024, 3, 1), starts_on=date(2023, 1, 1),
            due_on=date(2024, 12, 31), calendar_text="Fin 2024", themes=["petite-enfance"], budget_cents=1_250_050,
        )  # fmt: skip
        an_action(work, convention, "Recruter", parent=fiche)
        an_indicator(
            work, convention, "Places", action=fiche, baseline=10, target=30, unit="places",
            values=[(date(2024, 6, 30), 25)],
        )  # fmt: skip
        an_indicator(work, convention, "Ambiance", heading=axe, qualitative=True, values=[(date(2024, 1, 1), "bonne")])
        a_convention(work, "CTG-GRIGNY", territory=GRIGNY, starts_on=None, ends_on=None)
    return fiche


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def document(said: Said, *arguments: str) -> dict[str, Any]:
    status, out, err = said(*arguments, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize(
    "verb",
    [
        ("conventions",), ("status", "--by", "axe"), ("actions",), ("indicators",), ("renewals",), ("history",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_rows_have_the_keys_promised(plan: Action, said: Said, verb: tuple[str, ...]) -> None:
    rows = document(said, *verb)["rows"]
    assert rows
    assert all(KEYS[verb[0]] <= row.keys() for row in rows)


def test_conventions(plan: Action, said: Said) -> None:
    evry, grigny = document(said, "conventions", "--as-of", "2025-01-01")["rows"]
    shown = {key: evry[key] for key in ("reference", "territory_code", "signed_on", "signature_year", "starts_on")}
    assert shown == {
        "reference": "CTG-EVRY", "territory_code": EVRY, "signed_on": "2022-11-03", "signature_year": 2022,
        "starts_on": "2022-01-01",
    }  # fmt: skip
    assert (evry["signatories"], evry["axes"], evry["actions"], evry["term_years"]) == (["Caf", "Commune"], 1, 1, 5)
    assert (grigny["signed_on"], grigny["signature_year"], grigny["ends_on"]) == (None, None, None)


@pytest.mark.parametrize("by", ["axe", "territory", "signature-year", "theme", "term", "pilot", "status", "convention"])
def test_status_by(plan: Action, said: Said, by: str) -> None:
    found = document(said, "status", "--by", by, "--as-of", "2025-01-01")
    assert (found["as_of"], found["by"]) == ("2025-01-01", by)
    assert found["total"].keys() >= STATUS_KEYS
    assert (found["total"]["actions"], found["total"]["late"], found["total"]["engaged_percent"]) == (1, 1, 100)
    first = found["rows"][0]
    assert (first["key"], first["label"]) == {
        "axe": ("Petite enfance", "Axe 1. Petite enfance"),
        "territory": (EVRY, "Évry-Courcouronnes"),
        "signature-year": (2022, "2022"),
        "theme": ("petite-enfance", "Petite enfance"),
        "term": (5, "5 ans"),
        "pilot": ("CCAS", "CCAS"),
        "status": ("in_progress", "En cours"),
        "convention": ("CTG-EVRY", "CTG d’Évry"),
    }[by]
    assert first["actions"] == 1


def test_actions_and_their_operations(plan: Action, said: Said) -> None:
    fiche, operation = document(said, "actions", "--as-of", "2025-01-01")["rows"]
    assert {key: fiche[key] for key in KEYS["actions"]} == {
        "id": plan.id, "convention": "CTG-EVRY", "axe": "Petite enfance", "objective": "Accueillir", "parent": None,
        "code": "1.1.1", "title": "Ouvrir un relais", "status": "in_progress", "percent": 50, "late": True,
        "stale": True, "starts_on": "2023-01-01", "due_on": "2024-12-31", "calendar_text": "Fin 2024",
        "pilots": ["CCAS"], "partners": ["Caf"], "themes": ["Petite enfance"], "budget": 12500.5, "indicators": 1,
    }  # fmt: skip
    assert (operation["parent"], operation["title"], operation["status"]) == (plan.id, "Recruter", "to_specify")
    assert (operation["axe"], operation["budget"]) == ("Petite enfance", None)


def test_as_of_asks_the_past_and_defaults_to_the_real_today(plan: Action, said: Said) -> None:
    before = document(said, "actions", "--as-of", "2024-02-29")["rows"][0]
    assert (before["status"], before["late"], before["percent"]) == ("to_specify", False, None)
    today = document(said, "actions")
    assert date.fromisoformat(today["as_of"]) >= date(2026, 1, 1)
    assert today["rows"][0]["late"] is True


def test_indicators(plan: Action, said: Said) -> None:
    found = document(said, "indicators", "--as-of", "2025-01-01")
    words, places = found["rows"]
    assert (words["value"], words["rate"], words["heading"], words["action_id"]) == (
        "bonne",
        None,
        "Petite enfance",
        None,
    )
    assert words["reason"].startswith("non calculable")
    told = ("action_id", "heading", "value", "value_on", "rate", "rate_raw", "reason")
    assert {key: places[key] for key in told} == {
        "action_id": plan.id, "heading": None, "value": 25, "value_on": "2024-06-30", "rate": 75, "rate_raw": 75,
        "reason": None,
    }  # fmt: skip
    assert found["mean"] == {"mean": 75, "computable": 1, "indicators": 2}


def test_renewals(plan: Action, said: Said) -> None:
    evry, grigny = document(said, "renewals", "--as-of", "2026-06-30")["rows"]
    assert (evry["convention"], evry["months_left"], evry["band"], evry["renewed_by"]) == (
        "CTG-EVRY",
        6,
        "under_12",
        None,
    )
    assert evry["next_milestone"] == {"kind": "evaluation_launched", "due_on": "2025-06-30", "late": True}
    assert (grigny["months_left"], grigny["band"], grigny["next_milestone"]) == (None, None, None)


def test_coverage(plan: Action, said: Said) -> None:
    found = document(said, "coverage", "--departement", "91", "--as-of", "2025-01-01")
    assert found.keys() >= KEYS["coverage"]
    assert (found["communes"], found["communes_covered"], found["rate_communes"]) == (194, 1, 0.5)
    assert {"code": GRIGNY, "name": "Grigny"} in found["uncovered"]


def test_history(plan: Action, said: Said, store: Store) -> None:
    rows = document(said, "history", "--action", str(plan.id))["rows"]
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
    assert rows[0]["author"] == "outil@exemple.fr"
    assert document(said, "history", "--convention", "CTG-EVRY", "--limit", "2")["rows"] != rows


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--convention", "CTG-EVRY"), 2),
        (("--convention", "CTG-EVRY", "--convention", "CTG-GRIGNY"), 2),
        (("--territory", GRIGNY), 0),
        (("--signature-year", "2022"), 2),
        (("--signature-year", "non renseigné"), 0),
        (("--term", "5", "--term", "4"), 2),
        (("--axe", "axe 1"), 2),
        (("--axe", "PETITE ENFANCE"), 2),
        (("--axe", "Non renseigne"), 0),
        (("--theme", "petite enfance"), 2),
        (("--pilot", "ccas"), 1),
        (("--status", "in_progress"), 1),
        (("--commune", EVRY), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_filters(plan: Action, said: Said, filters: tuple[str, ...], count: int) -> None:
    assert len(document(said, "actions", *filters)["rows"]) == count


def test_an_unknown_reference_is_told(plan: Action, said: Said) -> None:
    status, out, err = said("actions", "--convention", "CTG-NULLE-PART", "--json")
    assert (status, json.loads(out)["rows"]) == (0, [])
    assert err == "Aucune convention n’a pour référence « CTG-NULLE-PART ».\n"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("status", "--json"), 2, "Il manque l’option --by. Valeurs possibles"),
        (("status", "--by", "couleur"), 2, "valeurs possibles"),
        (("actions", "--term", "cinq"), 2, "« cinq » n’est pas accepté"),
        (("actions", "--as-of", "31/12/2024"), 2, "n’est pas une date"),
        (("coverage", "--departement", "100"), 1, "Le département « 100 » est introuvable"),
    ],
)
def test_refusals(
    sqlite_store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, said: Said,
    arguments: tuple[str, ...], status: int, told: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("CTG_DATABASE_URL", sqlite_url)
    code, out, err = said(*arguments)
    assert (code, out) == (status, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_store_never_migrated_is_told(said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("CTG_DATABASE_URL", f"sqlite:///{tmp_path / 'vide.sqlite'}")
    code, out, err = said("conventions", "--json")
    assert (code, out) == (1, "")
    assert "ctg-tracking db upgrade" in err


def test_tables_for_people(plan: Action, said: Said, store: Store) -> None:
    with store.write(an_administrator(store, "autre@exemple.fr")) as work:
        a_report(work, plan, Status.DONE, date(2025, 3, 1))
    told = {
        ("conventions",): ["CTG-EVRY", "3 novembre 2022", "5\u00a0ans", "non renseigné"],
        ("status", "--by", "axe"): ["Axe 1. Petite enfance", "Total", "100\u202f%"],
        ("actions",): ["Ouvrir un relais", "↳ Recruter", "Réalisée", "31/12/2024", "CCAS"],
        ("indicators",): ["Places", "75\u202f%", "1\u00a0indicateur sur 2"],
        ("renewals",): ["31/12/2026", "Évaluation et diagnostic lancés", "▲"],
        ("coverage", "--departement", "91"): ["Essonne (91)", "1 commune sur 194 couverte (0,5"],
        ("history", "--limit", "1"): ["autre@exemple.fr", "progress_report"],
    }
    for arguments, words in told.items():
        status, out, err = said(*arguments)
        assert (status, err) == (0, ""), arguments
        for word in words:
            assert word.replace("\u00a0", " ").replace("\u202f", " ") in out.replace("\u00a0", " ").replace(
                "\u202f", " "
            ), arguments
    assert said("actions", "--territory", "99999") == (0, "Aucune ligne.\n", "")
