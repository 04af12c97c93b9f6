import base64
import hashlib
import io
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from reportlab.pdfgen.canvas import Canvas

from agent.mail.limits import Unparsable
from agent.mail.parse import attachment_contents, parse
from tests.agent.mail.letters import message, plain


def pdf(*lines: str) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, invariant=1)
    for number, line in enumerate(lines):
        page.drawString(72, 720 - 20 * number, line)
    page.save()
    return out.getvalue()


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_a_plain_mail_gives_every_field_of_the_view() -> None:
    view = parse(
        plain(
            "Bitte senden Sie uns eine Kopie der Rechnung KO-26-1307.\n\nMit freundlichen Grüßen\nJo Sandhu",
            From="=?utf-8?q?J=C3=B6_Sandhu?= <Jo.Sandhu@Harrowpike.example>",
            Cc="Accounts <accounts@harrowpike.example>, x@y.example",
            Reply_To="accounts@harrowpike.example",
            In_Reply_To="<a@kestrel.example>",
            References="<z@kestrel.example>\r\n <a@kestrel.example>",
            Subject="=?utf-8?b?UmVjaG51bmc=?= =?utf-8?q?_KO?=",
        )
    )
    assert view.from_address == "jo.sandhu@harrowpike.example"
    assert view.from_name == "Jö Sandhu"
    assert view.subject == "Rechnung KO"
    assert (view.to, view.cc) == (
        ("receivables@kestrel-office.example",),
        ("accounts@harrowpike.example", "x@y.example"),
    )
    assert view.reply_to == ("accounts@harrowpike.example",)
    assert (view.message_id, view.in_reply_to) == ("<smp01@harrowpike.example>", ("<a@kestrel.example>",))
    assert view.references == ("<z@kestrel.example>", "<a@kestrel.example>")
    assert view.sent_at == datetime(2026, 11, 19, 9, 7, tzinfo=UTC)
    assert view.newest == "Bitte senden Sie uns eine Kopie der Rechnung KO-26-1307."
    assert view.signature == "Mit freundlichen Grüßen\nJo Sandhu"
    assert (view.language, view.flags) == ("de", ())


def test_a_missing_id_is_made_from_the_bytes_and_a_missing_date_is_said() -> None:
    raw = plain(Message_ID="", Date="")
    view = parse(raw)
    assert view.message_id == f"<{hashlib.sha256(raw).hexdigest()[:32]}@missing.invalid>"
    assert view.sent_at is None
    assert view.flags == ("id_missing", "date_missing")


@pytest.mark.parametrize(
    "date", ["yesterday", "Thu, 99 Nov 2026 99:99:99 +0000", "Thu, 19 Nov 99999 09:00:00 +0000", "=?x?="]
)
def test_an_impossible_date_counts_as_missing(date: str) -> None:
    assert parse(plain(Date=date)).sent_at is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you send us the statement so that we can reconcile our books, please?", "en"),
        ("Bitte senden Sie uns die offene Rechnung noch einmal zu, vielen Dank.", "de"),
        ("Pourriez-vous nous envoyer une copie de la facture, s'il vous plaît ?", "fr"),
        ("Por favor, envíenos una copia de la factura del mes pasado.", "es"),
        ("Kunt u ons een kopie van de openstaande factuur sturen, alstublieft?", "nl"),
        ("INV-1001?", ""),
        ("ok paid", ""),
    ],
)
def test_the_language_is_said_only_when_it_is_clear(text: str, language: str) -> None:
    assert parse(plain(text)).language == language


@pytest.mark.parametrize(
    ("field", "mail"),
    [
        ("hidden_characters", plain("Please pay \u202e12.00\u202c now")),
        ("hidden_characters", plain("We dis\u200bpute it")),
        ("hidden_characters", plain("Send it\U000e0041\U000e0042 please")),
        (
            "hidden_characters",
            plain(Subject="=?utf-8?b?" + base64.b64encode("Re\u202echnung".encode()).decode() + "?="),
        ),
        ("encrypted", plain("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----")),
        (
            "forwarded",
            plain("fyi\n\n---------- Forwarded message ---------\nFrom: x@y.example\n\nold", Subject="Fwd: bill"),
        ),
        (
            "forwarded",
            plain(
                "zur Info\n\nVon: A <a@b.example>\nGesendet: heute\nAn: C\nBetreff: D\n\nalt", Subject="WG: Rechnung"
            ),
        ),
        (
            "forwarded",
            plain(
                "voyez\n\n> De : A <a@b.example>\n> Envoyé : hier\n> À : C\n> Objet : D\n>\n> vieux", Subject="TR: D"
            ),
        ),
        ("empty_newest", plain("> only\n> old words")),
        ("no_text", plain("")),
        ("too_large", plain("word\n" * 6000)),
        (
            "html_plain_mismatch",
            message("Please send the invoice.", "<p>We dispute this delivery entirely.</p>").as_bytes(),
        ),
        (
            "hidden_text",
            message("Please send it.", "<p>Please send it.<span style='display:none'>secret</span></p>").as_bytes(),
        ),
        ("image_only", message(html='<img src="cid:x">').as_bytes()),
    ],
)
def test_what_is_odd_about_a_mail_is_flagged(field: str, mail: bytes) -> None:
    assert field in parse(mail).flags


def test_an_ordinary_html_mail_carries_no_flag() -> None:
    mail = message(
        "Please send the invoice KO-26-1307.\n\nKind regards\nJo",
        "<html><head><style>p{margin:0}</style></head><body><!--[if mso]><p>x</p><![endif]--><p>Please send the invoice <b>KO-26-1307</b>.</p>"
        "<p>Kind regards<br>Jo</p></body></html>",
    )
    view = parse(mail.as_bytes())
    assert view.flags == ()
    assert view.newest == "Please send the invoice KO-26-1307."
    assert view.html.startswith("<html>")


def test_a_mail_with_html_alone_is_read_from_it() -> None:
    mail = message(
        html="<p>Paid on Friday.</p><div class='gmail_quote'>On Mon, 16 Nov 2026 at 09:12, Ana &lt;a@k.example&gt; wrote:<blockquote class='gmail_quote'>Pay!</blockquote></div>"
    )
    view = parse(mail.as_bytes())
    assert view.newest == "Paid on Friday."
    assert "> Pay!" in view.quote


def test_flowed_text_is_joined() -> None:
    raw = plain("Please send the \ninvoice today.\n> old \n> words").replace(
        b"charset=utf-8", b"charset=utf-8; format=flowed"
    )
    view = parse(raw)
    assert view.newest == "Please send the invoice today."
    assert view.quote == "> old words"


def test_text_of_pdf_and_csv_is_read_and_nothing_else_is_opened() -> None:
    mail = message("See attached.")
    mail.add_attachment(
        pdf("Claim for 3 broken chairs"), maintype="application", subtype="octet-stream", filename="../../claim.PDF"
    )
    mail.add_attachment("a;b\n1;2", subtype="csv", filename="list.csv")
    mail.add_attachment(b"PK\x03\x04zzz", maintype="application", subtype="zip", filename="a.zip")
    mail.add_attachment("<script>alert(1)</script>", subtype="plain", filename="x.txt")
    view = parse(mail.as_bytes())
    assert [one.filename for one in view.attachments] == ["claim.PDF", "list.csv", "a.zip", "x.txt"]
    assert [one.mime for one in view.attachments] == ["application/pdf", "text/csv", "application/zip", "text/html"]
    assert [one.text.strip() for one in view.attachments] == ["Claim for 3 broken chairs", "a;b\n1;2", "", ""]
    assert not any(one.inline_image for one in view.attachments)


def test_attachment_bytes_come_in_the_order_of_the_view() -> None:
    mail = message("See attached.")
    mail.add_attachment(b"one", maintype="application", subtype="octet-stream", filename="1.bin")
    mail.add_attachment(b"two", maintype="application", subtype="octet-stream", filename="2.bin")
    raw = mail.as_bytes()
    found = attachment_contents(raw)
    assert [one.content for one in found] == [b"one", b"two"]
    assert tuple(one.view for one in found) == parse(raw).attachments


def test_only_small_pictures_of_a_signature_and_cards_have_no_content_of_their_own() -> None:
    mail = message("Thanks", '<p>Thanks</p><img src="cid:logo">')
    alternative = mail
    alternative.get_payload()[1].add_related(PNG, maintype="image", subtype="png", cid="<logo>")
    mail.add_attachment(PNG, maintype="image", subtype="png", filename="damage.png")
    mail.add_attachment(
        PNG + b"\0" * 120_000, maintype="image", subtype="png", filename="big.png", disposition="inline"
    )
    mail.add_attachment("BEGIN:VCARD\nEND:VCARD\n", subtype="vcard", filename="jo.vcf")
    view = parse(mail.as_bytes())
    assert {one.filename: one.inline_image for one in view.attachments} == {
        "attachment-1.png": True,
        "damage.png": False,
        "big.png": False,
        "jo.vcf": True,
    }


def test_a_mail_inside_the_mail_is_an_attachment_with_text() -> None:
    inner = message("We dispute KO-26-1307.", subject="Complaint")
    outer = message("Please see the mail below.", subject="Fwd: Complaint")
    outer.add_attachment(inner)
    view = parse(outer.as_bytes())
    assert view.newest == "Please see the mail below."
    assert view.attachments[0].mime == "message/rfc822"
    assert view.attachments[0].text.startswith("Complaint\nWe dispute KO-26-1307.")
    assert "forwarded" in view.flags


@pytest.mark.parametrize("kind", ["multipart/encrypted", "application/pkcs7-mime; smime-type=signed-data"])
def test_sealed_mails_are_flagged(kind: str) -> None:
    raw = plain("x").replace(b"text/plain; charset=utf-8", kind.encode())
    assert "encrypted" in parse(raw).flags


def test_texts_can_be_stored_whatever_the_bytes_were() -> None:
    mail = EmailMessage()
    mail.set_content("x")
    raw = b"Subject: a\x00b\xff=?utf-8?b?7aCA?=\r\nFrom: \xff\x00 <a@b.example>\r\n\r\nNUL \x00 bell \x07 \xed\xa0\x80 end"
    view = parse(raw)
    everything = view.model_dump_json()
    assert "\\u0000" not in everything and "\\u0007" not in everything
    everything.encode("utf-8")


LIMITS = [
    ("too_large", b"Subject: x\r\n\r\n" + b"a" * (35 * 1024 * 1024)),
    ("header_too_large", b"Subject: " + b"x\r\n " * 70_000 + b"\r\n\r\n"),
    ("too_many_fields", b"A: b\r\n" * 1001 + b"\r\n"),
    ("field_too_large", b"X-A: " + b"a" * 33_000 + b"\r\n\r\n"),
    ("nested_comments", b"From: " + b"(" * 500 + b"a@b.example" + b")" * 500 + b"\r\n\r\n"),
    ("too_many_addresses", b"To: " + b"a@b.example, " * 250 + b"\r\n\r\n"),
    ("too_many_parts", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhi\r\n" * 500),
]


@pytest.mark.parametrize(("code", "raw"), LIMITS, ids=[code for code, _ in LIMITS])
def test_a_mail_over_a_limit_is_refused_with_a_sentence(code: str, raw: bytes) -> None:
    with pytest.raises(Unparsable) as caught:
        parse(raw)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("depth", [25, 300, 2000])
def test_parts_nested_too_deep_are_refused(depth: int) -> None:
    raw = (
        b"".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n".encode() for n in range(depth))
        + b"\r\nhi"
    )
    with pytest.raises(Unparsable) as caught:
        parse(raw)
    assert caught.value.code in ("too_deep", "too_many_parts", "header_too_large")


def test_brackets_in_a_subject_are_no_comments() -> None:
    assert parse(plain(Subject="(" * 30 + "help")).subject == "(" * 30 + "help"
