from functools import lru_cache
from pathlib import Path

import pytest

from agent.domain.facts import MachineVerdict
from agent.mail.limits import Unparsable
from agent.mail.machine import machine_verdict
from agent.mail.parse import parse
from tests.agent.mail.letters import ABSENT, CORPORA, message, plain

OWN = frozenset({"receivables@kestrel-office.example"})


@lru_cache(maxsize=500)
def judge(raw: bytes) -> MachineVerdict:
    return machine_verdict(raw, parse(raw), OWN, lambda token: "ours" in token)


HEADERS = [
    ("auto_reply", {"Auto_Submitted": "auto-replied"}),
    ("auto_reply", {"Auto_Submitted": "auto-generated (vacation)"}),
    ("auto_reply", {"Auto_Submitted": "auto-notified; owner-email=x@y.example"}),
    ("auto_reply", {"Return_Path": "<>"}),
    ("bounce", {"Return_Path": "<>", "Subject": "Undelivered Mail Returned to Sender"}),
    ("list", {"List_Id": "<news.x.example>"}),
    ("list", {"List_Unsubscribe": "<mailto:x@y.example>"}),
    ("list", {"Precedence": "bulk"}),
    ("list", {"Precedence": "List"}),
    ("list", {"Precedence": "junk"}),
    ("auto_reply", {"Precedence": "auto_reply"}),
    ("auto_reply", {"X_Auto_Response_Suppress": "All"}),
    ("auto_reply", {"X_Auto_Response_Suppress": "OOF, AutoReply"}),
    ("auto_reply", {"X_Autoreply": "yes"}),
    ("auto_reply", {"X_Autorespond": "1"}),
    ("auto_reply", {"X_Loop": "x@y.example"}),
    ("own", {"X_Duecourse_Loop": "ours"}),
    ("auto_reply", {"X_Duecourse_Loop": "forged"}),
    ("auto_reply", {"Auto_Submitted": "(no) auto-replied"}),
    ("auto_reply", {"Return_Path": "< >"}),
    ("list", {"List_Software": "x"}),
    ("list", {"Precedence": "(x) bulk"}),
    ("own", {"Message_ID": "<out-ours@kestrel-office.example>"}),
    ("own", {"From": "Receivables <Receivables@kestrel-office.example>"}),
    ("own", {"Sender": "receivables@kestrel-office.example"}),
    ("bounce", {"From": "MAILER-DAEMON@x.example"}),
    ("bounce", {"From": "Postmaster <postmaster@x.example>"}),
    ("bounce", {"From": "bounces+123@x.example"}),
    ("auto_reply", {"From": "no-reply@x.example"}),
    ("auto_reply", {"From": "noreply@x.example"}),
    ("auto_reply", {"From": "donotreply@x.example"}),
    ("auto_reply", {"From": "do_not_reply@x.example"}),
    ("auto_reply", {"From": "owner-list@x.example"}),
    ("auto_reply", {"From": "list-request@x.example"}),
    ("auto_reply", {"Sender": "no-reply@x.example"}),
]


@pytest.mark.parametrize(
    ("kind", "headers"), HEADERS, ids=[f"{kind}-{next(iter(h))}-{h[next(iter(h))]}" for kind, h in HEADERS]
)
def test_headers_show_a_machine(kind: str, headers: dict[str, str]) -> None:
    verdict = judge(plain(**headers))
    assert (verdict.machine, verdict.kind, verdict.soft) == (True, kind, False)
    assert verdict.reason.endswith(".")


PEOPLE = [
    {},
    {"Auto_Submitted": "no"},
    {"Return_Path": "<jo.sandhu@harrowpike.example>"},
    {"Precedence": "first-class"},
    {"X_Auto_Response_Suppress": "None"},
    {"From": "norepl@x.example"},
    {"From": "postmaster.general@x.example"},
    {"From": "jo.bounceley@x.example"},
    {"Subject": "Re: Invoice for the office"},
]


@pytest.mark.parametrize("headers", PEOPLE)
def test_a_persons_mail_is_no_machines(headers: dict[str, str]) -> None:
    assert judge(plain(**headers)) == MachineVerdict(machine=False)


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Invoice", "Out of Office: Invoice", "Abwesenheitsnotiz: Rechnung", "Automatische Antwort: Rechnung", "Réponse automatique : facture",
     "Respuesta automática: factura", "Automatisch antwoord: factuur", "Fuera de la oficina", "Afwezig: factuur"],
)  # fmt: skip
def test_words_alone_are_only_soft(subject: str) -> None:
    verdict = judge(plain("I am back on Monday.", Subject=subject))
    assert (verdict.machine, verdict.soft, verdict.kind) == (False, True, "auto_reply")


@pytest.mark.parametrize(
    ("text", "soft"),
    [
        ("Anja is met vakantie en heeft de sleutel. Kan ik de factuur nog een keer krijgen?", False),
        ("Our bookkeeper is on leave, could you send the invoice to me again?", False),
        ("Ik ben tot 3 maart met vakantie.", True),
        ("I am on leave until 3 March.", True),
    ],
)
def test_who_tells_of_a_colleague_s_leave_is_no_machine(text: str, soft: bool) -> None:
    assert judge(plain(text)).soft == soft


def test_a_customer_who_writes_of_failed_delivery_is_no_machine() -> None:
    verdict = judge(plain("The goods could not be delivered, we will not pay KO-26-1307.", Subject="Delivery failure"))
    assert not verdict.machine


def test_a_customer_who_attaches_a_report_is_no_machine() -> None:
    inner = message("Report", subject="Undelivered")
    inner.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"; boundary="b"')
    outer = message("Your mail came back to us, see below. Please send the invoice again.")
    outer.add_attachment(inner)
    assert not judge(outer.as_bytes()).machine


DSN = b"""Return-Path: <>
From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>
To: bounce+abc@kestrel-office.example
Subject: Delivery Status Notification (Failure)
Message-ID: <report@mx.example>
Date: Thu, 19 Nov 2026 09:07:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; fine@harrowpike.example
Action: delivered
Status: 2.0.0

Final-Recipient: RFC822; Gone@harrowpike.example
Action: failed
Status: 5.1.1

--b
Content-Type: %s

From: receivables@kestrel-office.example
Message-ID: <out-1.abc@kestrel-office.example>
Subject: Re: Invoice

--b--
"""


@pytest.mark.parametrize("kind", [b"message/rfc822", b"text/rfc822-headers"])
def test_a_delivery_report_names_the_mail_and_whom_it_missed(kind: bytes) -> None:
    verdict = judge(DSN % kind)
    assert (verdict.machine, verdict.kind) == (True, "bounce")
    assert verdict.bounced_message_id == "<out-1.abc@kestrel-office.example>"
    assert verdict.bounced_address == "gone@harrowpike.example"


def test_a_report_in_free_form_is_read_from_its_words() -> None:
    text = "Hi. This is the qmail-send program.\n\n<gone@harrowpike.example>:\nno such user\n\n--- Below this line is a copy.\n\nMessage-ID: <out-1.abc@kestrel-office.example>\nSubject: x"
    verdict = judge(plain(text, From="MAILER-DAEMON@mx.example", Subject="failure notice"))
    assert (verdict.bounced_message_id, verdict.bounced_address) == (
        "<out-1.abc@kestrel-office.example>",
        "gone@harrowpike.example",
    )


def test_a_read_receipt_and_a_complaint_are_reports() -> None:
    for kind in ("disposition-notification", "feedback-report"):
        raw = plain("").replace(
            b"text/plain; charset=utf-8", f"multipart/report; report-type={kind}; boundary=b".encode()
        )
        assert judge(raw).kind == "report"


def test_a_mail_that_went_in_circles_is_a_machines() -> None:
    assert judge(b"Received: from a by b\r\n" * 51 + plain()).machine
    assert not judge(b"Received: from a by b\r\n" * 50 + plain()).machine


def corpus(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (CORPORA / "bounces" / folder).glob("*.eml"))


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
@pytest.mark.parametrize("folder", ["bsd", "mac", "dos"])
def test_every_public_report_is_a_machines_or_cannot_be_read(folder: str) -> None:
    missed = []
    for path in corpus(folder):
        raw = path.read_bytes()
        try:
            verdict = judge(raw)
        except Unparsable:
            continue
        if not verdict.machine:
            missed.append(path.name)
    assert missed == []


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_most_public_reports_say_whom_they_are_about() -> None:
    verdicts = [
        judge(path.read_bytes()) for path in corpus("bsd", "dos") if not path.name.startswith(("arf", "rfc3834"))
    ]
    assert sum(verdict.bounced_address is not None for verdict in verdicts) >= 0.9 * len(verdicts)
    assert sum(verdict.bounced_message_id is not None for verdict in verdicts) >= 0.85 * len(verdicts)


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_public_mails_of_people_are_no_machines() -> None:
    assert [
        judge((CORPORA / f"bounces/not/is-not-bounce-0{number}.eml").read_bytes()).machine for number in (1, 2)
    ] == [False, False]
