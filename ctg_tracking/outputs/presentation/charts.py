"""Native charts: status bars, shares, curves. Their values are in the table beside them, or at their points.

A chart of bars has no words of its own: each bar lies on the line of the table that tells its row, so that nothing is
written on a fill and the words are as large as the others.
"""

from collections.abc import Sequence

from pptx.chart.axis import _BaseAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from ctg_tracking.model.words import Status
from ctg_tracking.outputs.blocks import Bars, Curve, Shares
from ctg_tracking.outputs.presentation.chart_data import Category, Series, chart_data, embed
from ctg_tracking.outputs.presentation.curves import lines_of
from ctg_tracking.outputs.presentation.frame import ACCENT, INK, RULE, SMALLEST, SOFT, Box, points

_FILLED = 0.62
"""Share of its line that a bar fills."""


def draw_bars(shapes: SlideShapes, bars: Bars, box: Box, told: str) -> Chart:
    """Stacked bars in the colours of the statuses, one on each line of the box."""
    statuses = [status for status in Status if bars.total.of(status)]
    series = [
        Series(status.label, [row.counts.of(status) for row in bars.rows], status.look.colour) for status in statuses
    ]
    kind = XL_CHART_TYPE.BAR_STACKED_100 if bars.normalised else XL_CHART_TYPE.BAR_STACKED
    chart = _chart(shapes, kind, [row.label for row in bars.rows], series, box, told)
    _lie_on_lines(chart, 1.0 if bars.normalised else float(max(map(bars.whole, bars.rows), default=1)))
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        _fill(drawn, one.colour)
    return chart


def draw_shares(shapes: SlideShapes, shares: Shares, box: Box, told: str) -> Chart:
    """Shares of a hundred, the first in the accent colour; one that is not known has no bar."""
    series = Series("%", [one.percent for one in shares.shares], ACCENT)
    labels = [one.label for one in shares.shares]
    chart = _chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, labels, [series], box, told)
    _lie_on_lines(chart, 100.0)
    _track(chart)
    drawn = chart.plots[0].series[0]
    _fill(drawn, SOFT)
    _fill(drawn.points[0], ACCENT)
    return chart


def draw_curve(shapes: SlideShapes, curve: Curve, box: Box, told: str) -> Chart:
    """Values in time with their start and their target, each series with its marker and its dash, and its name."""
    days, drawn = lines_of(curve)
    series = [Series(one.name, one.values, one.colour) for one in drawn]
    chart = _chart(shapes, XL_CHART_TYPE.LINE_MARKERS, days, series, box, told)
    chart.has_legend = True
    assert chart.legend is not None
    chart.legend.include_in_layout, chart.legend.position = False, XL_LEGEND_POSITION.BOTTOM
    chart.legend.font.size = Pt(points(SMALLEST))
    _axis_of_days(chart, (days[-1] - days[0]).days)
    _axis_of_values(chart)
    for line, one in zip(chart.plots[0].series, drawn, strict=True):
        _stroke(line, one.colour, MSO_LINE_DASH_STYLE[one.dash], XL_MARKER_STYLE[one.marker])
    _values_at_points(chart)
    gaps = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if gaps is not None:
        gaps.set("val", "span")
    return chart


def _chart(
    shapes: SlideShapes, kind: XL_CHART_TYPE, categories: Sequence[Category], series: Sequence[Series], box: Box,
    told: str,
) -> Chart:  # fmt: skip
    data: CategoryChartData = chart_data(categories, series)
    frame = shapes.add_chart(kind, *box.emu, data)
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", told)
    chart = frame.chart
    embed(chart, categories, series)
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(points(SMALLEST))
    chart.font.color.rgb = RGBColor.from_string(INK)
    language = chart._chartSpace.find(qn("c:lang"))
    if language is None:
        chart._chartSpace.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="fr-FR"/>'))
    return chart


# -- bars --


def _lie_on_lines(chart: Chart, most: float) -> None:
    """No axis, no margin: the first row at the top, and as much of the height for each."""
    lines, measure = chart.category_axis, chart.value_axis
    lines.reverse_order = True
    for axis in (lines, measure):
        axis.has_major_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    measure.format.line.fill.background()
    lines.format.line.color.rgb = RGBColor.from_string(SOFT)
    measure.minimum_scale, measure.maximum_scale = 0, most
    plot = chart.plots[0]
    plot.gap_width = round((1 - _FILLED) / _FILLED * 100)
    whole = "".join(f'<c:{name} val="{value}"/>' for name, value in zip("xywh", (0, 0, 1, 1), strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{whole}</c:manualLayout></c:layout>")
    area = chart._chartSpace.chart.plotArea
    for former in area.findall(qn("c:layout")):
        area.remove(former)
    area.insert(0, layout)


def _track(chart: Chart) -> None:
    """The whole, of which bars are shares, in a pale fill behind them."""
    fill = f'<a:solidFill {nsdecls("a")}><a:schemeClr val="bg2"/></a:solidFill>'
    chart._chartSpace.chart.plotArea.append(parse_xml(f"<c:spPr {nsdecls('c')}>{fill}</c:spPr>"))


def _fill(drawn: object, colour: str) -> None:
    shown = drawn.format  # type: ignore[attr-defined]
    shown.fill.solid()
    shown.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    shown.line.color.rgb = RGBColor(255, 255, 255)
    shown.line.width = Pt(1.5)


# -- curves --


def _axis_of_days(chart: Chart, span: int) -> None:
    """Some six months told along the axis, whatever the `span` in days."""
    axis = chart.category_axis
    _plain(axis)
    axis.minor_tick_mark = XL_TICK_MARK.NONE
    every = max(round(span / 30 / 6), 1)
    steps = f'<c:majorUnit {nsdecls("c")} val="{every}"/>', f'<c:majorTimeUnit {nsdecls("c")} val="months"/>'
    base = axis._element.find(qn("c:baseTimeUnit"))
    if base is None:
        base = parse_xml(f'<c:baseTimeUnit {nsdecls("c")} val="days"/>')
        axis._element.append(base)
    for step in reversed(steps):
        base.addnext(parse_xml(step))
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "mm/yyyy", False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _axis_of_values(chart: Chart) -> None:
    axis = chart.value_axis
    _plain(axis)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0.##;-#,##0.##", False


def _plain(axis: _BaseAxis) -> None:
    axis.format.line.color.rgb = RGBColor.from_string(SOFT)
    axis.tick_labels.font.size = Pt(points(SMALLEST))


def _stroke(line: LineSeries, colour: str, dash: MSO_LINE_DASH_STYLE, marker: XL_MARKER_STYLE) -> None:
    rgb = RGBColor.from_string(colour.removeprefix("#"))
    line.smooth = False
    line.format.line.color.rgb = rgb
    line.format.line.width = Pt(3)
    line.format.line.dash_style = dash
    line.marker.style, line.marker.size = marker, 11
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = rgb
    line.marker.format.line.color.rgb = rgb


def _values_at_points(chart: Chart) -> None:
    """The values recorded, above their points."""
    labels = chart.plots[0].series[0].data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
    labels.number_format, labels.number_format_is_linked = "#,##0.##", False
    labels.font.size, labels.font.bold = Pt(points(SMALLEST)), True
