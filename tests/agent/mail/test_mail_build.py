from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.mail.build import Outgoing, OutgoingFile, Unbuildable, build, reply_subject, thread_references
from agent.mail.parse import parse

MAIL = Outgoing(
    from_name="Kestrel Office Supplies Ltd",
    from_address="receivables@kestrel-office.example",
    to=("jo.sandhu@harrowpike.example",),
    cc=("accounts@harrowpike.example",),
    subject="AW: RE: Rechnung KO-26-1307 – Größe",
    text="Sehr geehrte Frau Sandhu,\n\nanbei die Rechnung über 1.200,00 €.\n.\nFrom here on\n" + "lang " * 300,
    date=datetime(2026, 11, 19, 9, 12, tzinfo=UTC),
    message_id="<out-1@kestrel-office.example>",
    in_reply_to="<smp01@harrowpike.example>",
    references=("<a@x.example>", "<b@x.example>"),
    files=(OutgoingFile("KO-26-1307 Größe.pdf", b"%PDF-1.4 \x00\xff" * 100),),
)


def test_the_bytes_are_the_same_every_time() -> None:
    assert build(MAIL) == build(replace(MAIL))
    assert build(MAIL) != build(replace(MAIL, text="other"))


def test_the_mail_is_seven_bit_with_crlf_and_short_lines() -> None:
    raw = build(replace(MAIL, quoted="alte Wörter"))
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_what_is_built_is_what_is_read() -> None:
    raw = build(MAIL)
    view = parse(raw)
    assert view.subject == "Re: Rechnung KO-26-1307 – Größe"
    assert (view.from_name, view.from_address) == (MAIL.from_name, MAIL.from_address)
    assert (view.to, view.cc, view.message_id, view.sent_at) == (MAIL.to, MAIL.cc, MAIL.message_id, MAIL.date)
    assert view.in_reply_to == ("<smp01@harrowpike.example>",)
    assert view.references == ("<a@x.example>", "<b@x.example>", "<smp01@harrowpike.example>")
    assert view.attachments[0].filename == "KO-26-1307 Größe.pdf"
    assert view.flags == ()
    message = message_from_bytes(raw, policy=policy.default)
    assert message.get_body(("plain",)).get_content().split() == MAIL.text.split()
    assert next(message.iter_attachments()).get_content() == MAIL.files[0].content


def test_only_an_automatic_answer_says_that_it_is_one() -> None:
    by_machine = message_from_bytes(build(replace(MAIL, automatic=True, loop_token="abc")))
    assert (by_machine["Auto-Submitted"], by_machine["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert by_machine["X-Duecourse-Loop"] == "abc"
    by_person = message_from_bytes(build(replace(MAIL, loop_token="abc")))
    assert not {"auto-submitted", "x-auto-response-suppress", "x-duecourse-loop"} & {name.lower() for name in by_person}


def test_quoted_history_stands_below_the_text_and_is_read_as_such() -> None:
    view = parse(build(replace(MAIL, text="Here it is.", quoted="On Mon wrote:\nPlease send it.", files=())))
    assert view.newest == "Here it is."
    assert "> Please send it." in view.quote
    assert view.flags == ()


def test_markup_in_the_text_stays_text() -> None:
    raw = build(replace(MAIL, text="<script>alert(1)</script> & <b>bold</b>", files=()))
    html = message_from_bytes(raw, policy=policy.default).get_body(("html",)).get_content()
    assert "<script>" not in html and "&lt;script&gt;" in html


BAD = [
    {"subject": "x\r\nBcc: evil@x.test"},
    {"subject": "x\nBcc: evil@x.test"},
    {"subject": "x\rBcc: evil@x.test"},
    {"subject": "x\u2028y"},
    {"from_name": "Kestrel\r\nBcc: evil@x.test"},
    {"loop_token": "a\r\nBcc: evil@x.test"},
    {"from_address": "a@b.example\r\nBcc: evil@x.test"},
    {"to": ("a@b.example, c@d.example",)},
    {"to": ("A <a@b.example>",)},
    {"to": ()},
    {"cc": ("a@b.example\n",)},
    {"message_id": "<a b@c>"},
    {"message_id": "no brackets"},
    {"in_reply_to": "<a@b>\r\nBcc: evil@x.test"},
    {"date": datetime(2026, 11, 19)},
    {"files": (OutgoingFile("a\r\nb.pdf", b"x"),)},
    {"files": (OutgoingFile("a.pdf", b"x", "text/html\r\nX: y"),)},
]


@pytest.mark.parametrize("change", BAD, ids=[str(number) for number in range(len(BAD))])
def test_what_could_smuggle_a_header_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Unbuildable):
        build(replace(MAIL, **change))


def test_a_reference_that_is_no_id_is_left_out() -> None:
    raw = build(replace(MAIL, references=("<a@b>\r\nBcc: evil@x.test", "<c@d>")))
    assert b"Bcc" not in raw and b"<c@d>" in raw


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_input_ever_adds_a_header(subject: str, name: str, text: str) -> None:
    try:
        raw = build(replace(MAIL, subject=subject, from_name=name, text=text, files=()))
    except Unbuildable:
        return
    found = [key.lower() for key in message_from_bytes(raw)]
    assert set(found) <= {
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "in-reply-to",
        "references",
        "mime-version",
        "content-type",
    }
    assert len(found) == len(set(found))
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("subject", "reply"),
    [("Invoice", "Re: Invoice"), ("Re: Invoice", "Re: Invoice"), ("RE: AW: Re[2]: Invoice", "Re: Invoice"), ("Fwd: Invoice", "Re: Fwd: Invoice"),
     ("", "Re:"), ("Reminder: x", "Re: Reminder: x")],
)  # fmt: skip
def test_a_reply_has_one_mark(subject: str, reply: str) -> None:
    assert reply_subject(subject) == reply


def test_a_first_mail_has_no_reply_mark() -> None:
    raw = build(replace(MAIL, in_reply_to=None, references=(), subject="Statement"))
    assert parse(raw).subject == "Statement"


def test_long_threads_keep_their_root_and_their_latest() -> None:
    many = tuple(f"<{number}@x>" for number in range(50))
    kept = thread_references(many, "<parent@x>")
    assert (len(kept), kept[0], kept[-1], kept[-2]) == (20, "<0@x>", "<parent@x>", "<49@x>")
    assert thread_references((), "<p@x>") == ("<p@x>",)
    assert thread_references(("<p@x>", "<q@x>"), "<p@x>") == ("<q@x>", "<p@x>")
