"""Mails that say one thing to us and another to a reader, hide something, or were written by a machine."""

import base64
from collections.abc import Callable

import pytest

from tests.agent.attacks import Scene, headed
from tests.agent.letters import JO, REQUEST

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VCARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jo Sandhu\r\nEND:VCARD\r\n"
SIGNATURE = b"-----BEGIN PGP SIGNATURE-----\r\n\r\niQ\r\n-----END PGP SIGNATURE-----\r\n"
TRAP = b"We dispute KO-26-1307: half of it was broken and we will not pay."
PDF = b"%PDF-1.4\n" + TRAP
SMIME = b"\x30\x82\x01\x00" + bytes(200)

# --- what hangs on it ---------------------------------------------------------------------------------------------------

FILES = {
    "pdf": ("application/pdf", PDF, "note.pdf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04" + TRAP, "a.docx"),
    "xlsx": ("application/vnd.ms-excel", b"\xd0\xcf\x11\xe0" + TRAP, "a.xls"),
    "calendar": ("text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics"),
    "html": ("text/html", b"<p>" + TRAP, "a.html"),
    "zip": ("application/zip", b"PK\x03\x04" + TRAP, "a.zip"),
    "text": ("text/plain", TRAP, "a.txt"),
    "empty name": ("application/octet-stream", TRAP, ""),
    "svg": ("image/svg+xml", b"<svg>" + TRAP, "a.svg"),
    "large picture": ("image/png", PNG + bytes(150_000), "scan.png"),
    "picture that is text": ("image/png", TRAP, "logo.png"),
    "picture that is a PDF": ("image/png", PDF, "logo.png"),
    "contact card that is a PDF": ("text/vcard", PDF, "jo.vcf"),
    "contact card that is text": ("text/vcard", TRAP, "jo.vcf"),
    "contact card that is a page": ("text/x-vcard", b"<html>" + TRAP, "jo.vcf"),
    "contact card and more": ("text/vcard", VCARD + TRAP, "jo.vcf"),
    "detached signature that is a PDF": ("application/pkcs7-signature", PDF, "smime.p7s"),
    "detached signature that is text": ("application/pkcs7-signature", TRAP, "smime.p7s"),
    "key that is text": ("application/pgp-keys", TRAP, "key.asc"),
    "key that is a zip": ("application/pgp-keys", b"PK\x03\x04" + TRAP, "key.asc"),
    "S/MIME encrypted": ("application/pkcs7-mime", SMIME, "smime.p7m"),
    "TNEF": ("application/ms-tnef", b"\x78\x9f\x3e\x22" + TRAP, "winmail.dat"),
}


def with_file(play: Scene, kind: str, content: bytes, name: str, disposition: str = "attachment") -> bytes:
    """The honest request with one file."""
    encoded = base64.encodebytes(content).decode()
    hung = f'; filename="{name}"' if name else ""
    return play.write(
        f"--b\nContent-Type: text/plain\n\n{REQUEST}\n--b\nContent-Type: {kind}\nContent-ID: <logo>\n"
        f"Content-Disposition: {disposition}{hung}\nContent-Transfer-Encoding: base64\n\n{encoded}\n--b--",
        MIME_Version="1.0", Content_Type="multipart/mixed; boundary=b",
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "content", "name"), FILES.values(), ids=FILES)
def test_a_file_that_may_say_more_than_the_mail_stops_it(play: Scene, kind: str, content: bytes, name: str) -> None:
    """Called inline, which is the likelier way to be overlooked."""
    play.receive(with_file(play, kind, content, name, "inline"))
    assert play.made() == []


INNOCENT = {
    "signature's picture": ("image/png", PNG, "logo.png", "inline"),
    "picture of a mail program": ("image/png", PNG, "image001.png", "attachment"),
    "logo hung on": ("image/png", PNG, "NMH_logo.png", "attachment"),
    "empty shell of a logo": ("image/gif", b"", "firma.gif", "attachment"),
    "contact card": ("text/vcard", VCARD, "jo.vcf", "attachment"),
    "detached signature": ("application/pgp-signature", SIGNATURE, "signature.asc", "attachment"),
    "detached S/MIME signature": ("application/pkcs7-signature", SMIME, "smime.p7s", "attachment"),
}


@pytest.mark.parametrize("file", INNOCENT.values(), ids=INNOCENT)
def test_a_file_without_content_of_its_own_stops_nothing(play: Scene, file: tuple[str, bytes, str, str]) -> None:
    play.receive(with_file(play, *file))
    assert len(play.sent) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [(PNG, "IMG_4127.jpg"), (PNG, "scan001.png"), (PNG, "wrong_logo.png"), (PNG, "logo_4411.png"), (PNG, "firma_chofer.png"),
     (PNG + bytes(40_000), "image001.png"), (TRAP, "image001.png"), (PDF, "NMH_logo.png"), (b"", "photo.jpg")],
)  # fmt: skip
def test_a_picture_that_may_show_something_stops_it(play: Scene, content: bytes, name: str) -> None:
    play.receive(with_file(play, "image/png", content, name).replace(b"Content-ID: <logo>\n", b""))
    assert play.made() == []


def test_a_mail_inside_the_mail_stops_it(play: Scene) -> None:
    inner = "Subject: old\nFrom: a@b.example\n\nWe dispute it."
    play.receive(
        play.write(
            f"--b\nContent-Type: text/plain\n\n{REQUEST}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--",
            MIME_Version="1.0",
            Content_Type="multipart/mixed; boundary=b",
        )
    )
    assert play.made() == []


# --- what it says -------------------------------------------------------------------------------------------------------


def two_versions(plain: str, html: str) -> Callable[[Scene], bytes]:
    body = f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--"
    return lambda play: play.write(body, MIME_Version="1.0", Content_Type="multipart/alternative; boundary=b")


def html(markup: str) -> Callable[[Scene], bytes]:
    return lambda play: play.write(markup, MIME_Version="1.0", Content_Type="text/html; charset=utf-8")


def encoded(words: str) -> Callable[[Scene], bytes]:
    return lambda play: play.write(
        base64.encodebytes(words.encode()).decode(), MIME_Version="1.0", Content_Type="text/plain; charset=utf-8",
        Content_Transfer_Encoding="base64",
    )  # fmt: skip


def plain(words: str, **fields: str) -> Callable[[Scene], bytes]:
    return lambda play: play.write(words, **fields)


DOTS = "\u2800".join(["We", "dispute", "this", "invoice", "because", "half", "of", "it", "was", "broken"] * 5)
SAID = {
    "versions differ": two_versions(REQUEST, f"<p>{REQUEST}</p><p>Half of it was broken, we dispute it.</p>"),
    "versions differ in two words": two_versions(REQUEST, f"<p>{REQUEST}</p><p>It is wrong, disputed.</p>"),
    "versions differ in one word": two_versions(REQUEST, f"<p>{REQUEST}</p><p>Disputed.</p>"),
    "versions differ in the number": two_versions(REQUEST, f"<p>{REQUEST.replace('1307', '1308')}</p>"),
    "plain says more": two_versions(f"{REQUEST}\nThe goods were damaged on arrival.", f"<p>{REQUEST}</p>"),
    "display none": html(f"<p>{REQUEST}</p><p style='display:none'>Half was broken and we dispute it.</p>"),
    "white on white": html(f"<p>{REQUEST}</p><p style='color:#fff'>Half was broken and we dispute it.</p>"),
    "no size": html(f"<p>{REQUEST}</p><span style='font-size:0'>Half was broken, we dispute it.</span>"),
    "off the screen": html(f"<p>{REQUEST}</p><p style='position:absolute;left:-9999px'>We dispute it all.</p>"),
    "hidden attribute": html(f"<p>{REQUEST}</p><p hidden>Half was broken and we dispute it.</p>"),
    "forwarded": plain(f"{REQUEST}\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\nSubject: x\n\nHi"),
    "forwarded by subject": plain(f"{REQUEST}\n\n-----Original Message-----\nFrom: a@b.example\nSent: x\nSubject: y\n\nHi", subject="Fwd: KO-26-1307"),
    "quote only": plain(f"> {REQUEST}"),
    "empty": plain(""),
    "blank": plain(" \n \n"),
    "picture only": html("<img src='cid:x'>"),
    "Polish": plain("Proszę o przesłanie kopii faktury KO-26-1307. Z góry dziękuję za szybką odpowiedź i pomoc w tej sprawie."),
    "Chinese": plain("请发送发票 KO-26-1307 的副本。"),
    "dispute in base64": encoded("Half of KO-26-1307 was broken and we will not pay for it."),
    "dispute after a polite 50 kB": plain(REQUEST + "\n" + "Thank you very much for your kind help. " * 1250 + "\nHalf of KO-26-1307 was broken."),
    "dispute below 6,000 blank lines": plain(REQUEST + "\n" * 6000 + "Half of KO-26-1307 was broken and we dispute it."),
    "dispute in Braille blanks": plain(f"{REQUEST}\n\n{DOTS}"),
    "dispute in one endless word": plain(f"{REQUEST}\n\n{DOTS.replace(chr(0x2800), '-')}"),
    "dispute in the subject": plain(REQUEST, subject="We dispute KO-26-1307"),
    "dispute as a signature": plain(f"{REQUEST}\n\n--\nJo Sandhu\nHalf broken, disputed"),
    "dispute below a greeting": plain(f"{REQUEST}\n\nKind regards\nJo\n\nPS: half of it was broken, we dispute it."),
    "PGP": plain("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
    "to somebody else": plain(REQUEST[:-1] + " to my accountant at books@else.example."),
    "no Message-ID": plain(REQUEST, Message_ID=""),
    "no Date": plain(REQUEST, Date=""),
}  # fmt: skip


@pytest.mark.parametrize("mail", SAID.values(), ids=SAID)
def test_what_is_hidden_or_said_beside_the_request_stops_it(play: Scene, mail: Callable[[Scene], bytes]) -> None:
    play.receive(mail(play))
    assert play.made() == []


PURE = {
    "base64": encoded(REQUEST),
    "two equal versions": two_versions(REQUEST, f"<p>{REQUEST}</p>"),
    "HTML": html(f"<p>{REQUEST}</p>"),
    "folded From": lambda play: headed(play, "From", f"From: Jo Sandhu\r\n <{JO}>"),
}


@pytest.mark.parametrize("mail", PURE.values(), ids=PURE)
def test_an_honest_mail_in_another_dress_is_answered(play: Scene, mail: Callable[[Scene], bytes]) -> None:
    play.receive(mail(play))
    assert len(play.sent) == 1


# --- machines -----------------------------------------------------------------------------------------------------------

MACHINES = [
    ("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "auto-generated"), ("Auto-Submitted", "AUTO-NOTIFIED; x=y"),
    ("Auto-Submitted", "(no) auto-replied"), ("auto-submitted ", "yes"), ("Return-Path", "<>"), ("Return-Path", "< >"),
    ("Return-Path", "<MAILER-DAEMON@harrowpike.example>"), ("List-Id", "<l.example>"), ("List-Unsubscribe", "<x>"),
    ("List-Software", "x"), ("List-Post", "x"), ("Precedence", "bulk"), ("Precedence", "List"), ("Precedence", "junk"),
    ("Precedence", "auto_reply"), ("Precedence", "(x) bulk"), ("X-Auto-Response-Suppress", "All"), ("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ("X-Autoreply", "yes"), ("X-Autorespond", "x"), ("X-Loop", JO), ("X-Duecourse-Loop", "0" * 32), ("Sender", "bounces+1@harrowpike.example"),
    ("Sender", "mailer-daemon@harrowpike.example"), ("Content-Type", "multipart/report; report-type=delivery-status; boundary=b"),
    ("Content-Type", "multipart/report; report-type=disposition-notification; boundary=b"), ("Content-Type", "multipart/report; report-type=feedback-report; boundary=b"),
    ("Subject", "Out of office: KO-26-1307"), ("Subject", "Automatische Antwort: KO-26-1307"), ("Subject", "Réponse automatique : KO-26-1307"),
    ("Subject", "Respuesta automática: KO-26-1307"), ("Subject", "Automatisch antwoord: KO-26-1307"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), MACHINES, ids=[f"{name} {value}" for name, value in MACHINES])
def test_a_machine_gets_no_answer(play: Scene, name: str, value: str) -> None:
    raw = play.write(**({"subject": value} if name == "Subject" else {}))
    play.receive(raw if name == "Subject" else f"{name}: {value}\r\n".encode() + raw)
    assert play.made() == []


def test_a_mail_that_went_through_more_than_fifty_servers_gets_no_answer(play: Scene) -> None:
    play.receive(headed(play, "Received", "\r\n".join(["Received: from a by b"] * 51)))
    assert play.made() == []


# --- what leaves holds nothing of it ----------------------------------------------------------------------------------------

OUR_HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress",
    "X-Duecourse-Loop", "Content-Type", "MIME-Version",
}  # fmt: skip
INJECTIONS = {
    "encoded line break": "=?utf-8?b?" + base64.b64encode(b"Invoice\r\nBcc: x@evil.test").decode() + "?=",
    "encoded bare LF": "=?utf-8?q?Invoice=0ABcc:_x@evil.test?=",
    "encoded bare CR": "=?utf-8?q?Invoice=0DBcc:_x@evil.test?=",
    "encoded NUL": "=?utf-8?q?Invoice=00Bcc?=",
    "line separator": "Invoice\u2028Bcc: x@evil.test",
    "next line": "Invoice\x85Bcc: x@evil.test",
    "vertical tab": "Invoice\x0bBcc: x@evil.test",
    "folded": "Invoice\r\n Bcc: x@evil.test",
    "endless": "Invoice " + "x" * 3000,
    "encoded word in an encoded word": "=?utf-8?q?=3D=3Futf-8=3Fq=3FBcc=3A=3F=3D?=",
}


@pytest.mark.parametrize("field", ["Subject", "From"])
@pytest.mark.parametrize("value", INJECTIONS.values(), ids=INJECTIONS)
def test_no_header_of_theirs_gets_into_what_leaves(play: Scene, field: str, value: str) -> None:
    line = f"Subject: {value}" if field == "Subject" else f"From: {value} <{JO}>"
    play.receive(headed(play, field, line))
    for envelope, mime in play.sent:
        head = mime.partition(b"\r\n\r\n")[0].decode("ascii")
        names = [one.partition(":")[0] for one in head.split("\r\n") if not one.startswith((" ", "\t"))]
        assert set(names) <= OUR_HEADERS and len(names) == len(set(names))
        assert (
            envelope.recipients == (JO,)
            and "\n" not in head.replace("\r\n", "")
            and "\r" not in head.replace("\r\n", "")
        )
