"""Pages to print, to send and to keep: slides and documents as tagged PDF, drawn by typst from their blocks."""

from ctg_tracking.outputs.pdf.printing import deck_pdf, document_pdf

__all__ = ["deck_pdf", "document_pdf"]
