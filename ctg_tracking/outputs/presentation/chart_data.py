"""The workbook inside a native chart: what « Modifier les données » opens, and what the chart is redrawn from.

python-pptx writes it by a library that takes « =… » for a formula and an address for a link; it is written again here
as plain text, so that what a person typed stays what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData

from ctg_tracking.outputs.cells import put
from ctg_tracking.spreadsheet.neutral import legal

Category = str | date
"""What a value is of: the name of a row, or a day."""


@dataclass(frozen=True)
class Series:
    """A series of values by category, None where there is none; its colour, with its #."""

    name: str
    values: Sequence[float | None]
    colour: str


def chart_data(categories: Sequence[Category], series: Sequence[Series]) -> CategoryChartData:
    """The data of a chart as python-pptx takes them."""
    data = CategoryChartData(number_format="General")
    data.categories = [legal(one) if isinstance(one, str) else one for one in categories]
    for one in series:
        data.add_series(legal(one.name), one.values)
    return data


def embed(chart: Chart, categories: Sequence[Category], series: Sequence[Series]) -> None:
    """Put the workbook of these data in the chart: categories down the first column, one series a column."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"  # the chart's formulas name it so
    for column, one in enumerate(series, 2):
        put(sheet.cell(1, column), one.name)
        for row, value in enumerate(one.values, 2):
            put(sheet.cell(row, column), value)
    for row, category in enumerate(categories, 2):
        put(sheet.cell(row, 1), category)
    sheet.column_dimensions["A"].width = 40
    content = BytesIO()
    book.save(content)
    chart.part.chart_workbook.update_from_xlsx_blob(content.getvalue())
