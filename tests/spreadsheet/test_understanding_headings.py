"""The tree of a plan: axes given once, merged, on banner rows, numbered or not."""

from ctg_tracking.spreadsheet.grid import Merge
from tests.spreadsheet.workbooks import plan_of, tree


def test_an_axe_given_once_per_group_holds_for_the_rows_under_it() -> None:
    plan = plan_of(
        ["Enjeux stratégiques", "Objectif", "Intitulé"],
        ["Enjeu 1 : Petite enfance", "1.1 Accueillir", "Créer un relais"],
        ["", "", "Former"],
        ["", "1.2 Informer", "Écrire un guide"],
        ["Enjeu 2", "", "Ouvrir un local"],
    )
    assert plan.level_names == ("Enjeu", "Objectif", None)
    assert tree(plan) == [
        ("Accueillir", "Créer un relais"),
        ("Accueillir", "Former"),
        ("Informer", "Écrire un guide"),
        ("n° 2", "Ouvrir un local"),
    ]


def test_a_merged_axe_is_repeated() -> None:
    plan = plan_of(
        ["Axe", "Action"],
        ["1. Petite enfance", "Créer un relais"],
        ["", "Former"],
        merges=[Merge(1, 0, 2, 0)],
    )
    assert tree(plan) == [("Petite enfance", "Créer un relais"), ("Petite enfance", "Former")]


def test_banner_rows_name_the_axe_of_what_follows() -> None:
    plan = plan_of(
        ["N°", "Action", "Statut"],
        ["Axe 1 : Petite enfance", "", ""],
        ["1", "Créer un relais", "En cours"],
        ["Axe 2 : Jeunesse", "", ""],
        ["2", "Ouvrir un local", "À venir"],
    )
    assert tree(plan) == [("Petite enfance", "Créer un relais"), ("Jeunesse", "Ouvrir un local")]
    assert plan.level_names[0] == "Axe"


def test_a_row_with_only_an_axe_is_a_heading() -> None:
    plan = plan_of(["Axe", "Action"], ["Axe 1 : Vide", ""], ["Axe 2 : Plein", "Créer un relais"])
    assert [heading.title for heading in plan.headings] == ["Vide", "Plein"]
    assert (len(plan.actions), plan.refused_rows) == (1, 0)


def test_one_axe_written_in_several_ways_is_one() -> None:
    plan = plan_of(
        ["Axe", "Objectif", "Action"],
        ["AXE 4 : SANTÉ", "4.2. Déployer l’offre", "A"],
        ["Axe 4 - Santé", "4.2 : Déployer l'offre", "B"],
        ["Axe 4", "4.2 Déployer l’offre", "C"],
    )
    assert [(heading.level, heading.code, heading.title) for heading in plan.headings] == [
        (1, "4", "Santé"),
        (2, "4.2", "Déployer l’offre"),
    ]


def test_levels_go_by_the_order_of_their_columns() -> None:
    plan = plan_of(
        ["Thématique", "Enjeu", "Objectif opérationnel", "Action"],
        ["Famille", "Enjeu 1", "1.1 Aider", "Créer un relais"],
    )
    assert [heading.level for heading in plan.headings] == [1, 2, 3]
    assert plan.level_names == ("Thématique", "Enjeu", "Objectif opérationnel")


def test_a_plan_may_have_no_heading_at_all() -> None:
    plan = plan_of(["N°", "Intitulé", "Pilote"], [1, "1. Créer un relais", "CCAS"], [2, "2. Ouvrir un local", "MJC"])
    assert [(action.code, action.title, action.heading) for action in plan.actions] == [
        ("1", "Créer un relais", None),
        ("2", "Ouvrir un local", None),
    ]


def test_a_column_of_national_themes_beside_the_axe_holds_themes() -> None:
    plan = plan_of(["Axe", "Thématique", "Action"], ["Axe 1", "Petite enfance", "Créer un relais"])
    assert plan.actions[0].value("themes") == ("Petite enfance",)
