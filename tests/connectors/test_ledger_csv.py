"""Books from spreadsheets: recognised headers, guessed styles, and rows that are told of with their line."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.ledger_csv import CsvLedger
from connectors.ports import Books, Refused, RowProblem

AS_OF = date(2026, 11, 20)


def ledger(folder: Path, files: dict[str, str | bytes], **mapping: str) -> CsvLedger:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    path = folder if len(files) > 1 else folder / next(iter(files))
    return CsvLedger(path, AS_OF, "KES", mapping)


def read(folder: Path, files: dict[str, str | bytes], **mapping: str) -> tuple[Books, tuple[RowProblem, ...]]:
    return ledger(folder, files, **mapping).read()


# --- five languages, common programs -----------------------------------------------------------------------------

LISTS = {
    "field names": "number,customer_id,issue_date,due_date,currency,amount,open_amount\n1001,K01,2026-08-03,2026-09-02,EUR,1240.50,240.50\n",
    "English": "Invoice no.,Customer no.,Invoice date,Due date,Currency,Amount,Balance due\n1001,K01,08/13/2026,09/02/2026,EUR,\"1,240.50\",240.50\n"
    "1002,K01,08/03/2026,09/12/2026,EUR,5.00,5.00\n",
    "German": "Kundennr.;Rechnungsnummer;Rechnungsdatum;Fällig am;Währung;Rechnungsbetrag;Offener Betrag\nK01;1001;03.08.2026;02.09.2026;EUR;1.240,50;240,50\n",
    "French": "Code client;N° facture;Date de facture;Échéance;Devise;Montant TTC;Reste à payer\nK01;1001;03/08/2026;02/09/2026;EUR;1 240,50;240,50\n",
    "Spanish": "Código cliente;Nº factura;Fecha factura;Fecha de vencimiento;Moneda;Importe total;Importe pendiente\nK01;1001;03/08/2026;02/09/2026;EUR;1.240,50;240,50\n",
    "Dutch": "Debiteurnummer\tFactuurnummer\tFactuurdatum\tVervaldatum\tValuta\tFactuurbedrag\tOpenstaand bedrag\nK01\t1001\t03-08-2026\t02-09-2026\tEUR\t1.240,50\t240,50\n",
    "QuickBooks": "Open Invoices\nKestrel Ltd\n\nDate,Transaction type,Num,Name,Due date,Amount,Open balance,Currency\n"
    "08/03/2026,Invoice,1001,K01,09/02/2026,\"1,240.50\",240.50,EUR\n08/31/2026,Invoice,1002,K01,09/30/2026,10.00,10.00,EUR\n"
    "Total for K01,,,,,\"1,250.50\",250.50,\nTOTAL,,,,,\"1,250.50\",250.50,\n",
    "Xero": "*ContactName,EmailAddress,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Description,Currency,Type,Status\n"
    "K01,jo@harrow.example,1001,,3 Aug 2026,2 Sep 2026,1240.50,1000.00,240.50,Desk,EUR,Sales invoice,Awaiting Payment\n"
    "K01,jo@harrow.example,1001,,3 Aug 2026,2 Sep 2026,1240.50,1000.00,240.50,Chair,EUR,Sales invoice,Awaiting Payment\n",
    "DATEV": "Konto;Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Belegdatum;Belegfeld 1;Fälligkeit;Saldo\n"
    "K01;1240,50;S;EUR;03082026;1001;02092026;240,50\n",
    "Exact": "Debiteur;Naam;Factuurnummer;Factuurdatum;Vervaldatum;Bedrag;Openstaand;Valuta\nK01;Harrow;1001;03-08-2026;02-09-2026;1240,50;240,50;EUR\n",
    "Sage": "A/C,Name,Type,Date,Inv No,Amount,Outstanding,Due Date,Currency\nK01,Harrow,SI,03/08/2026,1001,1240.50,240.50,02/09/2026,EUR\n",
    "debit and credit": "Account,Invoice,Date,Due,Debit,Credit,Balance,Currency\nK01,1001,2026-08-03,2026-09-02,1240.50,,240.50,EUR\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_lists_of_invoices_are_understood_as_each_language_and_program_writes_them(tmp_path: Path, text: str) -> None:
    books, _ = read(tmp_path, {"export.csv": text})
    invoice = next(one for one in books.invoices if one.number == "1001")
    assert invoice.customer_id.lower() == "k01"
    assert (invoice.amount, invoice.open_amount) == (Decimal("1240.50"), Decimal("240.50"))
    assert invoice.issue_date == date(2026, 8, 13 if "13/2026" in text else 3)
    assert (invoice.due_date, invoice.currency, invoice.status) == (date(2026, 9, 2), "EUR", "partly_paid")


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_the_preview_finds_nothing_wrong_with_them(tmp_path: Path, text: str) -> None:
    preview = ledger(tmp_path, {"export.csv": text}).preview()
    assert preview.ready
    assert preview.problems == ()
    assert preview.files[0].kind == "invoices"


CUSTOMERS = {
    "English": "Customer no.,Name,Country,Currency,Language,Email,Payment terms\nK01,Harrow,GB,GBP,English,jo@harrow.example,Net 14\n",
    "German": "Kundennummer;Firma;Land;Währung;Sprache;E-Mail-Adresse;Zahlungsziel\nK01;Harrow;gb;GBP;Englisch;jo@harrow.example;14 Tage\n",
    "French": "Code client;Raison sociale;Pays;Devise;Langue;Courriel;Délai de paiement\nK01;Harrow;GB;GBP;Anglais;jo@harrow.example;14\n",
    "Spanish": "Código cliente;Razón social;País;Moneda;Idioma;Correo electrónico;Plazo de pago\nK01;Harrow;GB;GBP;inglés;jo@harrow.example;14\n",
    "Dutch": "Debiteurnummer;Bedrijfsnaam;Landcode;Valuta;Taal;E-mailadres;Betaaltermijn\nK01;Harrow;GB;GBP;Engels;jo@harrow.example;14\n",
}


@pytest.mark.parametrize("text", CUSTOMERS.values(), ids=CUSTOMERS.keys())
def test_customers_are_understood_in_five_languages(tmp_path: Path, text: str) -> None:
    books, problems = read(tmp_path, {"list.csv": text})
    assert problems == ()
    [customer] = books.customers
    assert (customer.id, customer.name, customer.country, customer.currency) == ("K01", "Harrow", "GB", "GBP")
    assert (customer.language, customer.payment_terms_days) == ("en", 14)
    assert [contact.email for contact in customer.contacts] == ["jo@harrow.example"]


PAYMENTS = {
    "English": "Payment no,Customer no,Payment date,Amount,Currency,Reference,Invoice\nP1,K01,2026-09-01,240.50,EUR,BACS,1001\n",
    "German": "Zahlungsnr;Kundennummer;Zahlungsdatum;Betrag;Währung;Verwendungszweck;Rechnungsnummer\nP1;K01;01.09.2026;240,50;EUR;BACS;1001\n",
    "French": "N° règlement;Code client;Date de règlement;Montant;Devise;Libellé;N° facture\nP1;K01;01/09/2026;240,50;EUR;BACS;1001\n",
    "Spanish": "Nº pago;Código cliente;Fecha de pago;Importe;Moneda;Concepto;Nº factura\nP1;K01;01/09/2026;240,50;EUR;BACS;1001\n",
    "Dutch": "Betalingsnummer;Debiteurnummer;Betaaldatum;Bedrag;Valuta;Omschrijving;Factuurnummer\nP1;K01;01-09-2026;240,50;EUR;BACS;1001\n",
}


@pytest.mark.parametrize("text", PAYMENTS.values(), ids=PAYMENTS.keys())
def test_payments_are_understood_in_five_languages(tmp_path: Path, text: str) -> None:
    books, problems = read(tmp_path, {"list.csv": text})
    assert problems == ()
    [payment] = books.payments
    assert (payment.id, payment.customer_id, payment.date) == ("P1", "K01", date(2026, 9, 1))
    assert (payment.amount, payment.currency, payment.reference) == (Decimal("240.50"), "EUR", "BACS")
    assert payment.applied == ({"invoice": "1001", "amount": Decimal("240.50")},)


# --- a whole folder ----------------------------------------------------------------------------------------------

FOLDER: dict[str, str | bytes] = {
    "customers.csv": "id,name,currency\nK01,Harrow & Pike,GBP\nK02,Tidewater,GBP\n",
    "contacts.csv": "customer,name,email,role,status\nK01,Jo,jo@harrow.example,accounts,active\nHarrow & Pike,Ken,ken@harrow.example,,left\n",
    "invoices.csv": "number,customer,issue_date,amount,open_amount,po_number\n1001,K01,2026-08-03,100.00,0.00,PO-7\n"
    "1002,Tidewater,2026-08-04,50.00,50.00,\n1003,K01,2026-08-05,-20.00,-20.00,\n1004,K02,2026-08-05,30.00,-5.00,\n",
    "payments.csv": "customer,date,amount,invoice\nK01,2026-09-01,100.00,1001\nK01,2026-09-01,100.00,1001\n",
    "credits.csv": "credit note,customer,date,amount,invoice\nCN-1,K02,2026-09-01,-10.00,1002\n",
    "documents.csv": "kind,invoice,customer,filename\nInvoice,1001,,archive\\1001.pdf\nLieferschein,1001,K01,\n",
    "deliveries.csv": "invoice,sent_at,to_address\n1001,2026-08-03 14:05,JO@harrow.example\n",
}


def test_a_folder_gives_all_lists_and_what_belongs_together(tmp_path: Path) -> None:
    books, problems = read(tmp_path, FOLDER)
    assert problems == ()
    assert [(one.email, one.status) for one in books.customers[0].contacts] == [
        ("jo@harrow.example", "active"),
        ("ken@harrow.example", "left"),
    ]
    assert [(one.number, one.customer_id, one.open_amount, one.status) for one in books.invoices] == [
        ("1001", "K01", Decimal("0.00"), "paid"),
        ("1002", "K02", Decimal("50.00"), "open"),
        ("1004", "K02", Decimal("0.00"), "paid"),
    ]
    assert {one.currency for one in books.invoices} == {"GBP"}
    assert [(one.id, one.kind, one.customer_id, one.filename) for one in books.documents] == [
        ("1001", "invoice", "K01", "1001.pdf"),
        ("POD-1001", "pod", "K01", ""),
    ]
    assert [(one.document_id, one.to_address) for one in books.deliveries] == [("1001", "jo@harrow.example")]
    assert books.deliveries[0].sent_at == datetime(2026, 8, 3, 14, 5, tzinfo=UTC)


def test_what_we_owe_becomes_a_credit_and_blocks_statements_unless_it_is_clear_whose_it_is(tmp_path: Path) -> None:
    books, _ = read(tmp_path, FOLDER)
    assert [(one.id, one.customer_id, one.amount, one.invoice, one.clear) for one in books.credits] == [
        ("1003", "K01", Decimal("20.00"), None, False),
        ("OVERPAID-1004", "K02", Decimal("5.00"), "1004", False),
        ("CN-1", "K02", Decimal("10.00"), "1002", True),
    ]


def test_the_same_files_give_the_same_ids_again(tmp_path: Path) -> None:
    first, _ = read(tmp_path, FOLDER)
    second, _ = read(tmp_path, FOLDER)
    assert first == second
    assert len({payment.id for payment in first.payments}) == 2


def test_a_folder_without_invoices_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"invoices\.csv") as caught:
        read(tmp_path, {name: text for name, text in FOLDER.items() if name != "invoices.csv"})
    assert caught.value.code == "DC-512"


def test_a_file_of_the_folder_that_nobody_can_name_is_told_of(tmp_path: Path) -> None:
    _, problems = read(tmp_path, {**FOLDER, "notes.csv": "foo,bar\n1,2\n"})
    assert [problem.place for problem in problems] == ["notes.csv"]


def test_what_a_file_does_not_say_is_left_unsaid(tmp_path: Path) -> None:
    books, _ = read(tmp_path, {"invoices.csv": LISTS["Exact"]})
    [customer] = books.customers
    assert customer.model_fields_set == {"id", "client_id", "name"}
    assert "po_number" not in books.invoices[0].model_fields_set


def test_one_payment_in_several_rows_is_one_payment(tmp_path: Path) -> None:
    text = "payment id,customer,date,amount,currency,invoice\nP1,K01,2026-09-01,60.00,EUR,1001\nP1,K01,2026-09-01,40.00,EUR,1002\n"
    books, problems = read(tmp_path, {"payments.csv": text})
    assert problems == ()
    assert [(one.amount, len(one.applied)) for one in books.payments] == [(Decimal("100.00"), 2)]


# --- rows in trouble ---------------------------------------------------------------------------------------------

HEAD = "number,customer,issue_date,due_date,currency,amount,open_amount\n"
BROKEN = [
    ("1002,K01,2026-08-03,2026-09-02,EUR,12", "6 cells and the header 7"),
    ("1002,K01,2026-08-03,2026-09-02,EUR,1,240.50,240.50", "8 cells and the header 7"),
    ("1002,K01,2026-02-31,2026-09-02,EUR,12.00,12.00", "issue_date"),
    ("1002,K01,03.08.1026,2026-09-02,EUR,12.00,12.00", "not a day of our time"),
    ("1002,K01,,2026-09-02,EUR,12.00,12.00", "issue_date is empty"),
    ("1002,K01,2026-08-03,2026-09-02,EUR,twelve,12.00", "not an amount"),
    ("1002,K01,2026-08-03,2026-09-02,EUR,12.00 or 13,12.00", "not an amount"),
    ("1002,K01,2026-08-03,2026-09-02,EUR,,", "No amount"),
    ("1002,K01,2026-08-03,2026-09-02,EUR,99999999999999999.00,1.00", "too large"),
    ("1002,K01,2026-08-03,2026-09-02,,12.00,12.00", "currency"),
    ("1002,,2026-08-03,2026-09-02,EUR,12.00,12.00", "names no customer"),
    (",K01,2026-08-03,2026-09-02,EUR,12.00,12.00", "number is empty"),
    ("1001,K01,2026-08-03,2026-09-02,EUR,12.00,12.00", "1001 stands in an earlier row"),
    ('1002,K01,2026-08-03,2026-09-02,EUR,12.00,"12.00', "quotation mark"),
    ('1002,"K01"x,2026-08-03,2026-09-02,EUR,12.00,12.00', "quotation mark"),
]


@pytest.mark.parametrize(("row", "words"), BROKEN)
def test_a_broken_row_is_told_of_with_its_line_and_the_others_are_taken(tmp_path: Path, row: str, words: str) -> None:
    good = "{},K01,2026-08-03,2026-09-02,EUR,10.00,10.00\n"
    books, problems = read(tmp_path, {"invoices.csv": f"{HEAD}{good.format(1001)}\n{row}\n{good.format(1003)}"})
    assert [problem.place for problem in problems] == ["invoices.csv line 4"]
    assert words in problems[0].problem
    assert [one.number for one in books.invoices] == ["1001", "1003"]


def test_everything_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    row = "1001,K99,2026-13-01,2026-14-01,EUR,abc,1.00\n"
    files: dict[str, str | bytes] = {
        "customers.csv": "id,name\nK01,Harrow\n",
        "invoices.csv": f"number,customer_id,issue_date,due_date,currency,amount,open_amount\n{row}",
    }
    _, (problem,) = read(tmp_path, files)
    assert problem == RowProblem(
        "invoices.csv line 2",
        'The customer "K99" is not among the customers of these files; amount: "abc" is not an amount; '
        'issue_date: "2026-13-01" is not a day in the way of this file; '
        'due_date: "2026-14-01" is not a day in the way of this file. Correct this row and import again.',
    )


def test_many_open_quotation_marks_end_the_reading_and_are_told_of(tmp_path: Path) -> None:
    rows = '1002,K01,2026-08-03,2026-09-02,EUR,12.00,x"\n' * 3 + '1002,"K01\n' * 201
    books, problems = read(tmp_path, {"invoices.csv": HEAD + rows})
    assert books.invoices == ()
    assert len(problems) > 1


def test_a_cell_may_hold_separators_quotation_marks_and_line_breaks(tmp_path: Path) -> None:
    text = 'id,name\nK01,"Harrow, ""Pike""\nLLP"\nK02,Tidewater\n'
    books, problems = read(tmp_path, {"customers.csv": text})
    assert problems == ()
    assert [one.name for one in books.customers] == ['Harrow, "Pike"\nLLP', "Tidewater"]


def test_lines_are_counted_as_an_editor_shows_them(tmp_path: Path) -> None:
    text = 'id,name,email\nK01,"Harrow\nLLP",jo@harrow.example\nK02,Tide,nobody\n'
    _, problems = read(tmp_path, {"customers.csv": text})
    assert [problem.place for problem in problems] == ["customers.csv line 4"]


def test_a_customer_that_the_files_do_not_name_is_a_problem(tmp_path: Path) -> None:
    invoices = "number,customer,issue_date,amount\n1001,K09,2026-08-03,1.00\n"
    _, problems = read(tmp_path, {**FOLDER, "invoices.csv": invoices, "documents.csv": "kind,invoice\npod,1001\n"})
    assert [problem.place for problem in problems][:2] == ["invoices.csv line 2", "documents.csv line 2"]


def test_a_document_of_one_customer_cannot_hang_on_anothers_invoice(tmp_path: Path) -> None:
    documents = "id,kind,invoice,customer\nD1,invoice,1001,K02\n"
    books, problems = read(tmp_path, {**FOLDER, "documents.csv": documents})
    assert books.documents == ()
    assert "K01's, not K02's" in problems[0].problem


# --- encodings, separators, styles -------------------------------------------------------------------------------

TEXT = "Kundennummer;Firma;E-Mail\nK01;Müller & Söhne;info@mueller.example\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_names_come_through_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    books, problems = read(tmp_path, {"customers.csv": TEXT.encode(encoding)})
    assert problems == ()
    assert books.customers[0].name == "Müller & Söhne"


WESTERN = "Peña e Hijos|Bière à Gogo|Cœuvre Crème|Müller & Weiß|Café Zoë|L’Étoile – Sète|SÜD ÖLWERK".split("|")


@pytest.mark.parametrize("name", WESTERN)
def test_an_old_file_is_read_as_western_europe_writes(tmp_path: Path, name: str) -> None:
    source = ledger(tmp_path, {"customers.csv": f"id;name\nK01;{name}\n".encode("cp1252")})
    assert source.read()[0].customers[0].name == name
    assert "read as cp1252. If names look wrong" in source.preview().files[0].notes[0]


def test_an_old_file_of_central_europe_is_read_as_a_person_says(tmp_path: Path) -> None:
    text = "id;name\nK01;Dvořák & Wałęsa\n".encode("cp1250")
    books, problems = read(tmp_path, {"customers.csv": text}, encoding="cp1250")
    assert (books.customers[0].name, problems) == ("Dvořák & Wałęsa", ())


def test_a_file_that_cannot_be_windows_is_read_as_dos_wrote_it(tmp_path: Path) -> None:
    text = "id;name\nK01;Müller & Söhne\nK02;Grün und Weiß\n".encode("cp850")
    assert read(tmp_path, {"customers.csv": text})[0].customers[0].name == "Müller & Söhne"


@pytest.mark.parametrize(("separator", "end"), [(";", "\n"), (",", "\r\n"), ("\t", "\r\n"), ("|", "\r")])
def test_every_separator_and_line_end_is_recognised(tmp_path: Path, separator: str, end: str) -> None:
    text = TEXT.replace(";", separator).replace("\n", end)
    preview = ledger(tmp_path, {"customers.csv": text}).preview()
    assert (preview.files[0].separator, preview.counts["customers"]) == (separator, 1)


def test_a_spreadsheets_own_hints_are_followed(tmp_path: Path) -> None:
    books, _ = read(tmp_path, {"customers.csv": 'sep=;\nid;name\n="00123";Harrow\n'})
    assert books.customers[0].id == "00123"


@pytest.mark.parametrize(
    ("cell", "others", "value"),
    [
        ("1.240,50", "1,00", "1240.50"),
        ("1,240.50", "1.00", "1240.50"),
        ("1'240.50", "1.00", "1240.50"),
        ("1\u202f240,50", "1,00", "1240.50"),
        ("1.240", "1,00", "1240.00"),
        ("1,240", "1.00", "1240.00"),
        ("1,240", "1,240", "1240.00"),
        ("€ 1.240,50", "1,00", "1240.50"),
        ("1240", "7", "1240.00"),
        ("12.345.678,90", "1", "12345678.90"),
    ],
)
def test_amounts_are_read_as_the_rest_of_the_file_writes_them(
    tmp_path: Path, cell: str, others: str, value: str
) -> None:
    text = f"number;customer;issue_date;currency;amount\n1;K01;2026-08-03;EUR;{cell}\n2;K01;2026-08-03;EUR;{others}\n"
    books, problems = read(tmp_path, {"invoices.csv": text})
    assert problems == ()
    assert books.invoices[0].amount == Decimal(value)


def test_an_amount_against_the_files_own_style_is_refused_not_guessed(tmp_path: Path) -> None:
    rows = "".join(f"{n};K01;2026-08-03;EUR;{n},50\n" for n in range(3))
    books, problems = read(
        tmp_path, {"invoices.csv": f"number;customer;issue_date;currency;amount\n{rows}9;K01;2026-08-03;EUR;1240.50\n"}
    )
    assert len(books.invoices) == 3
    assert "does not fit the others" in problems[0].problem


@pytest.mark.parametrize(
    ("cell", "other", "day"),
    [
        ("03/04/2026", "13/04/2026", date(2026, 4, 3)),
        ("03/04/2026", "04/13/2026", date(2026, 3, 4)),
        ("03/04/2026", "01/01/2026", date(2026, 4, 3)),
        ("03.04.2026", "01.01.2026", date(2026, 4, 3)),
        ("3-4-26", "13-4-26", date(2026, 4, 3)),
        ("20260403", "20260404", date(2026, 4, 3)),
        ("2026-04-03T00:00:00Z", "2026-04-03", date(2026, 4, 3)),
        ("46115", "46116", date(2026, 4, 3)),
        ("3 avril 2026", "4 avril 2026", date(2026, 4, 3)),
        ("Apr 3, 2026", "Apr 4, 2026", date(2026, 4, 3)),
        ("3. März 2026", "3. Mai 2026", date(2026, 3, 3)),
    ],
)
def test_days_are_read_as_the_rest_of_the_file_writes_them(tmp_path: Path, cell: str, other: str, day: date) -> None:
    text = f"number;customer;issue_date;currency;amount\n1;K01;{cell};EUR;1\n2;K01;{other};EUR;1\n"
    books, problems = read(tmp_path, {"invoices.csv": text})
    assert problems == ()
    assert books.invoices[0].issue_date == day


def test_a_guess_without_proof_is_told_and_can_be_overruled(tmp_path: Path) -> None:
    text = "number;customer;issue_date;currency;amount\n1;K01;03/04/2026;EUR;1,240\n"
    preview = ledger(tmp_path, {"invoices.csv": text}).preview()
    assert len(preview.files[0].notes) == 3
    books, _ = read(tmp_path, {"invoices.csv": text}, date_order="mdy", decimal_mark=",")
    assert (books.invoices[0].issue_date, books.invoices[0].amount) == (date(2026, 3, 4), Decimal("1.24"))


@pytest.mark.parametrize(
    ("header", "cell", "currency"),
    [("Amount (CHF)", "5", "CHF"), ("Betrag in €", "5", "EUR"), ("Amount", "£5", "GBP"), ("Amount", "5 SEK", "SEK")],
)
def test_the_currency_may_stand_in_the_header_or_beside_the_amount(
    tmp_path: Path, header: str, cell: str, currency: str
) -> None:
    books, problems = read(
        tmp_path, {"invoices.csv": f"number;customer;issue_date;{header}\n1;K01;2026-08-03;{cell}\n"}
    )
    assert problems == ()
    assert books.invoices[0].currency == currency


# --- the choice of columns ---------------------------------------------------------------------------------------

OWN = "Vorgang;Partner;Tag;Geld\n1001;K01;2026-08-03;5\n"


def test_unknown_headers_are_shown_as_missing_and_refused(tmp_path: Path) -> None:
    source = ledger(tmp_path, {"invoices.csv": OWN})
    assert not source.preview().ready
    assert source.preview().files[0].missing == (
        "number", "customer_id or customer_name", "issue_date", "amount or open_amount or debit",
    )  # fmt: skip
    with pytest.raises(Refused, match="Vorgang") as caught:
        source.read()
    assert caught.value.code == "DC-512"


def test_a_persons_choice_of_columns_stands(tmp_path: Path) -> None:
    choice = {"number": "Vorgang", "customer_id": "Partner", "issue_date": "Tag", "amount": "Geld", "currency": "=EUR"}
    books, problems = read(tmp_path, {"invoices.csv": OWN}, **choice)
    assert problems == ()
    assert [(one.number, one.currency) for one in books.invoices] == [("1001", "EUR")]


def test_a_choice_overrules_a_recognised_header(tmp_path: Path) -> None:
    text = "number;customer;issue_date;currency;amount;Netto\n1;K01;2026-08-03;EUR;119;100\n"
    books, _ = read(tmp_path, {"invoices.csv": text}, amount="Netto")
    assert books.invoices[0].amount == Decimal("100.00")


@pytest.mark.parametrize(
    "mapping", [{"colour": "Geld"}, {"amount": "Gold"}, {"date_order": "ydm"}, {"decimal_mark": "!"}, {"encoding": "x"}]
)
def test_a_choice_of_something_that_is_not_there_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        read(tmp_path, {"invoices.csv": LISTS["German"]}, **mapping)
    assert caught.value.code == "DC-512"


def test_the_preview_shows_the_choice_and_the_first_rows(tmp_path: Path) -> None:
    preview = ledger(tmp_path, {"export.csv": LISTS["QuickBooks"]}).preview(rows=1)
    [file] = preview.files
    assert (file.header_line, file.date_order, file.decimal_mark) == (4, "mdy", ".")
    assert file.mapping["open_amount"] == "Open balance"
    assert [row["number"] for row in file.sample] == ["1001"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no table"),
        (b"\n\n  \n", "no table"),
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 40, "not"),
        (b"foo,bar\n1,2\n", "not clear"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(tmp_path, {"export.csv": content})


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        CsvLedger(tmp_path / "none.csv", AS_OF, "KES").read()
    assert caught.value.code == "DC-511"
