"""Raw parts of workbooks for tests: XLSX and ODS written by hand, so that a test says exactly what the file holds."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_SPACES = {
    "office": f"{_ODS}office:1.0",
    "table": f"{_ODS}table:1.0",
    "text": f"{_ODS}text:1.0",
    "style": f"{_ODS}style:1.0",
    "number": f"{_ODS}datastyle:1.0",
    "fo": f"{_ODS}xsl-fo-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw_xlsx(*sheets: str | bytes, styles: str = "", theme: str = "") -> bytes:
    """A workbook whose sheets (« Feuille 1 »…) are these whole XML parts, or the rows of one."""
    entries = "".join(
        f'<sheet name="Feuille {number}" sheetId="{number}" r:id="r{number}"/>' for number in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{LINKS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
    }
    for number, sheet in enumerate(sheets, start=1):
        whole = isinstance(sheet, bytes) or "worksheet" in sheet
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet if whole else worksheet(str(sheet))
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if theme:
        parts["xl/theme/theme1.xml"] = theme
    return zipped(parts)


def worksheet(rows: str, head: str = "") -> str:
    """One sheet's XML."""
    return f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'


def xlsx_styles(*cells: tuple[str, str], custom: Mapping[int, str] | None = None, palette: str = "") -> str:
    """Cell styles from 0, each by its colour (attributes of fgColor, empty: none) and its number format's id."""
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in (custom or {}).items())
    fills = "".join(
        f'<fill><patternFill patternType="{"solid" if colour else "none"}"><fgColor {colour}/></patternFill></fill>'
        for colour, _ in cells
    )
    styles = "".join(f'<xf numFmtId="{number}" fillId="{fill}"/>' for fill, (_, number) in enumerate(cells))
    return f"<numFmts>{formats}</numFmts><fills>{fills}</fills><cellXfs>{styles}</cellXfs>{palette}"


def raw_ods(*tables: str, styles: str = "", named: str = "") -> bytes:
    """A workbook of these table:table elements; `styles` are automatic ones, `named` those of styles.xml."""
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _ODS_SPACES.items())
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest/>",
            "styles.xml": f"<office:document-styles {spaces}><office:styles>{named}</office:styles>"
            "</office:document-styles>",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles>{body}</office:document-content>",
        }
    )


def ods_cell(words: str, attributes: str = "") -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{words}</text:p></table:table-cell>'
