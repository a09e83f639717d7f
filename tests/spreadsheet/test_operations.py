"""Operations of a fiche, whose rows may name another axe than their fiche does."""

from tests.spreadsheet.workbooks import plan_of


def test_an_operation_is_where_its_fiche_is_and_another_axe_is_told() -> None:
    plan = plan_of(
        ["Axe", "Action", "Opération"],
        ["Axe 2", "Créer un relais", ""],
        ["", "", "Recruter"],
        ["Axe 1", "", "Recenser"],
    )
    fiche, *operations = plan.actions
    assert [(one.title, one.parent, one.heading) for one in operations] == [
        ("Recruter", 0, fiche.heading),
        ("Recenser", 0, fiche.heading),
    ]
    assert [(one.cell, one.message) for one in plan.problems] == [
        ("C4", "« Recenser »\u202f: l’opération est rangée avec son action, décrite en B2, et non sous un autre axe.")
    ]
