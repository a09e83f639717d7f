"""Formulas in error: told at their cell, which is left blank; in a title they refuse their row."""

from ctg_tracking.spreadsheet.grid import cell_name
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.sink import Sink

TITLES = frozenset(("title", "operation"))


def tell_formula_errors(place: Place, row: int, sink: Sink) -> bool:
    """Tell the formulas in error of a row; whether one of them refuses it."""
    refused = False
    for column in place.columns if place.sheet.errors else ():
        word = place.sheet.errors.get((row, column.index))
        if word is None:
            continue
        cell = cell_name(row, column.index)
        if column.field in TITLES:
            refused = True
            sink.refuse(place.sheet, cell, column.header, word, "formule en erreur\u202f; un intitulé est attendu")
        else:
            sink.warn(place.sheet, cell, column.header, word, "formule en erreur, la cellule est laissée vide")
    return refused
