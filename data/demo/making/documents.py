"""The three plans the public documents tell, shaped as their own words: enjeux, axes and objectifs."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from making.portfolio import DOCUMENT, SIMULATED, Convention
from making.workbooks import Cell, SheetOf

SOURCE = Path(__file__).resolve().parents[1] / "source"
DATES = ("Début", "Échéance", "Date", "Date de reprise", "Date de départ", "Date cible")
NUMBERS = ("Avancement (%)", "Budget (€)", "Valeur de départ", "Cible", "Valeur")
ENJEUX = {
    "1": "Enjeu 1 : Soutenir les acteurs pour permettre le maintien ou le développement de l'activité",
    "2": "Enjeu 2 : Accompagner ces différents acteurs afin de maintenir ou développer l'offre existante",
}
"""Words of the document's text; it prints no heading, and nothing at all for enjeux 3 to 5."""
TOLD = "Intitulé repris du document. Pilotes, partenaires, public, thème, dates, budget et suivi sont simulés."


@dataclass(frozen=True)
class Document:
    """A convention read in a public document and the sheets of its plan (none: the document gives no plan)."""

    convention: Convention
    sheets: tuple[SheetOf, ...] = ()


def documents() -> list[Document]:
    """Latitude Nord Gironde, Sèvremoine, Baugé-en-Anjou (two conventions)."""
    return [
        Document(_latitude(), _latitude_sheets()),
        Document(_sevremoine(), _sevremoine_sheets()),
        Document(_first_bauge()),
        Document(_bauge(), _bauge_sheets()),
    ]


def _read(folder: str, name: str) -> list[dict[str, str]]:
    with (SOURCE / folder / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


def cell(header: str, text: str) -> Cell:
    """A cell as a person would type it: dates are dates, numbers are numbers, the rest is text."""
    if text and header in DATES:
        return date.fromisoformat(text)
    if text and header in NUMBERS and text.replace(".", "").isdigit():
        return float(text) if "." in text else int(text)
    return text or None


def _table(name: str, rows: Sequence[dict[str, str]], above: Sequence[str] = ()) -> SheetOf:
    headers = [header for header in rows[0] if header != "rang"]
    return SheetOf(name, headers, [[cell(header, row[header]) for header in headers] for row in rows], above)


def _latitude() -> Convention:
    return Convention(
        reference="CTG-LATITUDE-NORD-GIRONDE-2022",
        territory="243301181",
        sector="",
        title="CTG de la CC Latitude Nord Gironde",
        caf="Caf de la Gironde",
        signed_on=date(2022, 11, 1),
        signed_precision="month",
        starts_on=None,
        ends_on=None,
        term_years=None,
        predecessors=(),
        signatories=(("Caf de la Gironde", "caf", None), ("CC Latitude Nord Gironde", "epci", None)),
        adviser="",
        levels=("Axe", "Objectif", "Sous-objectif"),
        origin=DOCUMENT,
        simulated_fields=("progress",),
        plan="ctg-latitude-nord-gironde-2022.xlsx",
        note="Signée en novembre 2022. Le document ne donne ni début, ni fin, ni durée. Les cinq axes et les six "
        "actions sont ceux qu’il nomme ; les autres actions de la convention n’y figurent pas. Les points "
        "d’étape sont simulés.",
    )


def _latitude_sheets() -> tuple[SheetOf, ...]:
    titles = {row["code"]: f"Axe {row['code']}. {row['title']}" for row in _read("latitude", "axes")}
    plan = [{**row, "Axe": titles[row["Axe"]], "Origine": DOCUMENT} for row in _read("latitude", "plan")]
    told = [{**row, "Axe": titles[row["Axe"]], "Origine": SIMULATED} for row in _read("latitude", "points")]
    above = ("CTG – Communauté de communes Latitude Nord Gironde",)
    return _table("Plan d'actions", plan, above), _table("Points d'étape", told)


def _sevremoine() -> Convention:
    return Convention(
        reference="CTG-SEVREMOINE-2023",
        territory="49301",
        sector="",
        title="CTG de Sèvremoine 2023-2026",
        caf="Caf de Maine-et-Loire",
        signed_on=None,
        signed_precision="day",
        starts_on=date(2023, 1, 1),
        ends_on=date(2026, 12, 31),
        term_years=4,
        predecessors=(),
        signatories=(("Caf de Maine-et-Loire", "caf", None), ("Sèvremoine", "commune", None)),
        adviser="",
        levels=("Enjeu", "Objectif", "Sous-objectif"),
        origin=DOCUMENT,
        simulated_fields=("pilots", "dates", "progress", "indicators", "milestones"),
        plan="ctg-sevremoine-2023.xlsx",
        note="Remplace le Contrat enfance jeunesse au 1er janvier 2023, pour 4 ans ; la date de signature n’est pas "
        "donnée. Les 5 enjeux et les 26 intitulés sont du document : l’intitulé des enjeux 1 et 2 reprend les mots de "
        "son texte, les enjeux 3 à 5 n’en ont pas. Pilotes, dates, budgets, points d’étape, indicateurs et les deux "
        "comités de pilotage (28 novembre 2024, 27 novembre 2025) sont simulés.",
    )


def _sevremoine_sheets() -> tuple[SheetOf, ...]:
    actions = _read("sevremoine", "plan")
    by_rank = {row["rang"]: {"Enjeu": _enjeu(row["Enjeu"]), "Action": row["Action"]} for row in actions}
    plan = [{**row, "Enjeu": _enjeu(row["Enjeu"]), "Description": TOLD, "Origine": DOCUMENT} for row in actions]
    told = [{**by_rank[row["rang"]], **row, "Origine": SIMULATED} for row in _read("sevremoine", "points")]
    measured = _read("sevremoine", "indicateurs")
    owners = {row["Indicateur"]: _owner(row, by_rank) for row in measured}
    indicators = [{**owners[row["Indicateur"]], **_bare(row), "Origine": SIMULATED} for row in measured]
    values = [{**owners[row["Indicateur"]], **row, "Origine": SIMULATED} for row in _read("sevremoine", "valeurs")]
    return (
        _table("Plan d'actions", plan, ("CTG Sèvremoine 2023-2026",)),
        _table("Indicateurs", indicators),
        _table("Valeurs", values),
        _table("Points d'étape", told),
    )


def _enjeu(code: str) -> str:
    return ENJEUX.get(code, f"Enjeu {code}")


def _owner(row: dict[str, str], by_rank: dict[str, dict[str, str]]) -> dict[str, str]:
    """What an indicator measures: an action, an enjeu, or the whole convention."""
    enjeu = _enjeu(row["Enjeu"]) if row["Enjeu"] else ""
    return dict(by_rank[row["rang"]]) if row["rang"] else {"Enjeu": enjeu, "Action": ""}


def _bare(row: dict[str, str]) -> dict[str, str]:
    return {header: text for header, text in row.items() if header not in ("rang", "Enjeu")}


def _first_bauge() -> Convention:
    return Convention(
        reference="CTG-BAUGE-EN-ANJOU-2020",
        territory="49018",
        sector="",
        title="CTG de Baugé-en-Anjou 2020-2023",
        caf="Caf de Maine-et-Loire",
        signed_on=None,
        signed_precision="day",
        starts_on=date(2020, 1, 1),
        ends_on=date(2023, 12, 31),
        term_years=4,
        predecessors=(),
        signatories=(("Caf de Maine-et-Loire", "caf", None), ("Baugé-en-Anjou", "commune", None)),
        adviser="",
        levels=("Enjeu", "Objectif", "Sous-objectif"),
        origin=DOCUMENT,
        simulated_fields=(),
        note="Le document donne la période 2020-2023 : le 1er janvier, le 31 décembre et les 4 ans s’en déduisent. "
        "Il ne donne ni la date de signature ni le plan d’actions.",
    )


def _bauge() -> Convention:
    return Convention(
        reference="CTG-BAUGE-EN-ANJOU-2024",
        territory="49018",
        sector="",
        title="CTG de Baugé-en-Anjou 2024-2028",
        caf="Caf de Maine-et-Loire",
        signed_on=None,
        signed_precision="day",
        starts_on=date(2024, 1, 1),
        ends_on=date(2028, 12, 31),
        term_years=5,
        predecessors=("CTG-BAUGE-EN-ANJOU-2020",),
        signatories=(("Caf de Maine-et-Loire", "caf", None), ("Baugé-en-Anjou", "commune", None)),
        adviser="",
        levels=("Enjeu", "Objectif", "Sous-objectif"),
        origin=DOCUMENT,
        simulated_fields=("headings",),
        plan="ctg-bauge-en-anjou-2024.xlsx",
        note="5 ans, de 2024 à 2028 ; la date de signature n’est pas donnée. Le document compte 11 enjeux et "
        "25 objectifs, nomme un enjeu, trois objectifs et quatre actions : le reste est « non renseigné ». Les "
        "numéros et la place de chaque objectif et de chaque action sous un enjeu sont simulés.",
    )


def _bauge_sheets() -> tuple[SheetOf, ...]:
    titles = {(row["niveau"], row["code"]): row["title"] for row in _read("bauge", "titres")}

    def label(word: str, level: str, code: str) -> str:
        title = titles.get((level, code))
        return f"{word} {code} : {title}" if title else f"{word} {code}"

    rows = [
        {
            "Enjeu": label("Enjeu", "1", row["Enjeu"]),
            "Objectif": label("Objectif", "2", row["Objectif"]),
            "Action prioritaire": row["Action prioritaire"],
            "Thèmes": row["Thèmes"],
            "Origine": DOCUMENT if row["Action prioritaire"] else "",
        }
        for row in _read("bauge", "plan")
    ]
    return (_table("Enjeux et objectifs", rows, ("CTG Baugé-en-Anjou 2024-2028",)),)
