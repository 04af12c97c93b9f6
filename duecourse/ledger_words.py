"""What `duecourse ledger` says to a person: the choices made in files, what an import did, how the books stand."""

from agent.records.open_items import OpenItem
from connectors.ledger_csv import FilePreview, Preview
from connectors.ports import RowProblem
from duecourse.ledger import ClientStatus, ImportReport

SHOWN_PROBLEMS = 20
SHOWN_ROWS = 5


def preview_words(preview: Preview) -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in preview.counts.items() if number)
    lines = [*map(file_words, preview.files), f"Can be taken: {counts or 'nothing'}."]
    if preview.open_items:
        lines.append("The invoices are taken for a list of open items: what it lacks is asked about.")
    return "\n".join(lines)


def absent_lines(absent: tuple[OpenItem, ...]) -> list[str]:
    if not absent:
        return []
    return [f"Open until now and not in this list ({len(absent)}):", *item_lines(absent)]


def item_lines(items: tuple[OpenItem, ...]) -> list[str]:
    shown = [f"  {one.number}  {one.customer}  {one.open_amount} {one.currency}" for one in items[:SHOWN_PROBLEMS]]
    return shown + rest(len(items))


def rest(number: int) -> list[str]:
    more = number - SHOWN_PROBLEMS
    return [f"  … and {more} more (--json lists them all)"] if more > 0 else []


def file_words(file: FilePreview) -> str:
    separator = "tab" if file.separator == "\t" else file.separator
    lines = [f"{file.name}: {file.rows} rows of {file.kind}"]
    lines += [
        f"  {file.encoding}, cells apart by {separator}, decimals after {file.decimal_mark}, days {file.date_order}"
    ]
    for field, column in file.mapping.items():
        sample = " | ".join(value for row in file.sample[:SHOWN_ROWS] if (value := row.get(field, "")))
        lines.append(f"  {field:<20} {column:<28} {sample[:70]}")
    lines += [f"  not used: {', '.join(file.unused)}"] if file.unused else []
    lines += [f"  MISSING: {group}" for group in file.missing]
    return "\n".join([*lines, *(f"  Note: {note}" for note in file.notes), ""])


def report_words(report: ImportReport) -> str:
    lines = [f"{'Looked only, nothing changed. Books' if report.dry_run else 'Books'} of {report.as_of}:"]
    for table in sorted({name.rpartition("_")[0] for name in report.counts}):
        words = ("added", "changed", "closed", "ended", "same")
        counts = {word: report.counts.get(f"{table}_{word}") for word in words}
        parts = [f"{number} {word}" for word, number in counts.items() if number]
        lines += [f"  {table:<12} {', '.join(parts)}"] if parts else []
    kept = f", {report.documents_kept} there already" if report.documents_kept else ""
    found = f"{report.documents_found or 'none'} found anew"
    lines.append(f"  PDFs         {found}{kept}; {lacking(report.documents_missing)}")
    return "\n".join([*lines, *changed_lines(report), *problem_lines(report.problems)])


def lacking(number: int) -> str:
    if number == 1:
        return "1 document lacks its file"
    return f"{number} documents lack their files" if number else "no document lacks its file"


def changed_lines(report: ImportReport) -> list[str]:
    """What a person should hear of besides the counts."""
    lines = [] if report.fresh else ["They hold no invoices and no payments: the books are as old as before."]
    if report.ended:
        lines += [f"Left, since their list names them no more ({len(report.ended)}):"]
        lines += [f"  {email}  {customer}" for customer, email in report.ended[:SHOWN_PROBLEMS]]
        lines += rest(len(report.ended))
    if report.closed:
        lines += [f"Counted as paid, since they are not in this list ({len(report.closed)}):"]
        lines += item_lines(report.closed)
    if report.absent:
        way = "correct the rows below first" if report.problems else "if they are paid, add --close-absent"
        lines += [f"Not in this list, and still open ({len(report.absent)}): {way}.", *item_lines(report.absent)]
    return lines


def problem_lines(problems: tuple[RowProblem, ...]) -> list[str]:
    if not problems:
        return []
    shown = [f"  {one.place}: {one.problem}" for one in problems[:SHOWN_PROBLEMS]]
    return [f"To be corrected ({len(problems)}):", *shown, *rest(len(problems))]


def status_words(one: ClientStatus) -> str:
    known = one.as_of is not None and one.age_hours is not None
    age = f"books of {one.as_of:%Y-%m-%d}, {one.age_hours:.0f} h old" if known else "no books"
    return (
        f"{one.code}  {one.name}: {age}\n"
        f"  {one.customers} customers ({one.customers_without_email} without an e-mail address), {one.contacts} contacts\n"
        f"  {one.invoices} invoices ({one.open_invoices} open, {one.invoices_without_pdf} without a PDF),"
        f" {one.documents} PDFs"
    )
