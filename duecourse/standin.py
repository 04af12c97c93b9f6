"""Small PDFs that name a document, for evaluation, where the file format carries no document content."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas


def standin_pdf(text: str) -> bytes:
    """One page with these lines. The same text gives the same bytes."""
    page = BytesIO()
    canvas = Canvas(page, invariant=1)
    for number, line in enumerate(text.splitlines() or [""]):
        canvas.drawString(60, 780 - 14 * (number % 50), line)
        if number % 50 == 49:
            canvas.showPage()
    canvas.save()
    return page.getvalue()
