"""Pages are read: the queue, a case with everything around it, and the mail as it came."""

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session

from agent.records.cases import Case
from agent.records.mail import Message, RawMail
from approvals.originals import inert
from tests.approvals.cast import Cast, case_with_mail, mail_in
from tests.approvals.desk import sign_in

PAGES = ["/queue", "/queue?view=all", "/outbox", "/records", "/log", "/shadow", "/quarantine", "/account"]
PAYLOADS = Path(__file__).resolve().parents[2] / "../shared/corpora/html/dompurify_payloads.json"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_specialist_has_one_heading_and_is_found(app: FastAPI, path: str) -> None:
    page = sign_in(app, "ana").page(path)
    assert page.count("<h1") == 1 and page.count('href="#main"') == 1


def test_a_case_shows_its_mail_draft_and_evidence(app: FastAPI, cast: Cast) -> None:
    page = sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")
    for words in ("bitte senden Sie uns die Rechnungen", "anbei die Rechnungen", "25,850.00 EUR", "3 of 3 facts have a source", "Verified contact",
                  "Usually pays 11 days late", "41 d late", "The customer speaks of paying.", "Zahlungserinnerung"):  # fmt: skip
        assert words in page


def test_a_draft_shows_what_has_no_source_and_who_is_new(app: FastAPI, cast: Cast) -> None:
    marc = sign_in(app, "marc")
    assert '25 November<span class="tag"> no source</span>' in marc.page(f"/case/{cast.cases['dispute']}")
    assert "new: not a known contact" in marc.page(f"/case/{cast.cases['fraud']}")


def test_an_invoice_paid_since_the_mail_was_read_is_pointed_out(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE invoices SET open_amount = 0, status = 'paid' WHERE number = 'INV-1001'"))
    assert "INV-1001 was paid since the mail was read" in sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")


def test_what_the_machine_did_not_look_at_is_said(app: FastAPI, cast: Cast, engine: Engine) -> None:
    path = f"/case/{cast.cases['copies']}"
    assert "Not checked" not in sign_in(app, "ana").page(path)
    with Session(engine) as session:
        message = session.get_one(Message, cast.messages["copies"])
        photo = {"filename": "chair.jpg", "mime": "image/jpeg", "size": 90_000, "sha256": "0" * 64, "text": ""}
        message.view = {**(message.view or {}), "attachments": [photo]}
        session.commit()
    page = sign_in(app, "ana").page(path)
    assert "Not checked" in page and "What chair.jpg shows was not read." in page


def test_a_colleague_who_has_the_case_open_is_named(app: FastAPI, cast: Cast) -> None:
    ana, lee, path = sign_in(app, "ana"), sign_in(app, "lee"), f"/case/{cast.cases['copies']}"
    ana.page(path)
    assert "Ana Keller has this open." in lee.page(path)
    assert "has this open" not in ana.page(path)
    assert "Ana Keller is viewing" in lee.page("/queue")


def test_an_auditor_opens_a_case_unseen(app: FastAPI, cast: Cast, engine: Engine) -> None:
    page = sign_in(app, "vera").page(f"/case/{cast.cases['copies']}")
    assert "You can read this case." in page and "Approve and send" not in page
    with Session(engine) as session:
        assert session.get_one(Case, cast.cases["copies"]).viewed_by is None


# --- the queue --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [("q=INV-2044", "Price on line 3", "Facture"), ("q=velo", "Facture INV-3005", "Price on line 3"), ("q=bank+account", "New bank account", "Facture"),
     ("q=100%25", "Nothing found", "Facture"), ("view=escalated", "Insolvenzantrag", "Facture"), ("view=done", "Nothing here", "Facture"),
     ("view=nonsense", "Facture INV-3005", "Insolvenzantrag"), ("after=broken!", "Facture INV-3005", "Insolvenzantrag")],
)  # fmt: skip
def test_the_queue_is_searched_and_filtered(app: FastAPI, cast: Cast, query: str, found: str, missing: str) -> None:
    page = sign_in(app, "ana").page(f"/queue?{query}")
    assert found in page and missing not in page


@pytest.mark.parametrize("view", ["review", "all"])
def test_the_queue_is_paged_without_a_gap_or_a_double(app: FastAPI, cast: Cast, engine: Engine, view: str) -> None:
    with Session(engine) as session:
        for n in range(60):
            case_with_mail(
                session,
                cast,
                f"n{n}",
                "halden",
                "harbor",
                f"Subject-{n:03}.",
                ("T", "tom@harborfoods.example"),
                "Hello",
                reply_in=5,
            )
        session.commit()
    ana, path, seen = sign_in(app, "ana"), f"/queue?view={view}", list[str]()
    while path:
        page = ana.page(path)
        seen += [f"{n:03}" for n in range(60) if f"Subject-{n:03}." in page]
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert sorted(seen) == [f"{n:03}" for n in range(60)]


def test_the_most_urgent_comes_first(app: FastAPI, cast: Cast) -> None:
    page = sign_in(app, "ana").page("/queue")
    order = [page.index(words) for words in ("Kopien INV-1001", "Price on line 3", "Facture INV-3005", "Thank you")]
    assert order == sorted(order)


# --- originals --------------------------------------------------------------------------------------------------------------


def test_the_original_is_shown_as_text_and_downloaded_inert(app: FastAPI, cast: Cast) -> None:
    ana = sign_in(app, "ana")
    base = f"/case/{cast.cases['copies']}/original/{cast.messages['copies']}"
    assert "Message-ID: &lt;m1@nordwind.example&gt;" in ana.page(base)
    answer = ana.read(f"{base}/mail.eml")
    assert answer.content.startswith(b"From: Jana Roth")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert (
        answer.headers["content-disposition"].startswith("attachment;")
        and "sandbox" in answer.headers["content-security-policy"]
    )


def test_an_attachment_is_found_by_its_hash_and_never_opened(app: FastAPI, cast: Cast, engine: Engine) -> None:
    from hashlib import sha256

    page = b"<script>alert(1)</script>"
    with Session(engine) as session:
        message = session.get_one(Message, cast.messages["copies"])
        raw = session.get_one(RawMail, message.sha256)
        raw.content = (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename="x.html"\r\n\r\n'
            + page
            + b"\r\n--b--\r\n"
        )
        attachments = [
            {"filename": "x.html", "mime": "text/html", "size": 10, "sha256": sha256(page).hexdigest()},
            {"filename": "y", "mime": "x/y", "size": 1, "sha256": "0"},
        ]
        message.view = (message.view or {}) | {"attachments": attachments}
        session.add_all([raw, message])
        session.commit()
    ana, base = sign_in(app, "ana"), f"/case/{cast.cases['copies']}/attachment/{cast.messages['copies']}"
    answer = ana.read(f"{base}/0")
    assert answer.content == page and answer.headers["content-type"] == "application/octet-stream"
    assert 'filename="x.html"' in answer.headers["content-disposition"]
    assert [ana.read(f"{base}/{n}").status_code for n in ("1", "2", "-1")] == [404, 404, 404]


def test_the_formatted_view_stands_behind_its_own_policy(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with Session(engine) as session:
        case = session.get_one(Case, cast.cases["copies"])
        html = '<p style="color:red" onclick="x()">Hi <a href="https://u:p@evil.example/x">our bank</a><img src="https://t.example/p.png"></p><script>alert(1)</script>'
        message = mail_in(session, cast, "html", case, ("J", "j@nordwind.example"), "Hi our bank", html=html)
        path = f"/case/{case.id}/original/{message.id}"
        session.commit()
    ana = sign_in(app, "ana")
    assert '<iframe class="mailframe" sandbox=""' in ana.page(f"{path}?formatted=1")
    answer = ana.read(f"{path}/formatted")
    assert answer.text.endswith("<body><p>Hi <u>our bank</u> [evil.example]</p>")
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("sandbox") and "script-src" not in policy and "default-src 'none'" in policy


@pytest.mark.skipif(not PAYLOADS.exists(), reason="the corpus of hostile HTML is not beside the project")
def test_no_published_payload_keeps_an_attribute_or_an_acting_tag() -> None:
    payloads = json.loads(PAYLOADS.read_text())
    assert len(payloads) > 100
    for one in payloads:
        shown = inert(one["payload"])
        tags = [part.partition(">")[0] for part in shown.split("<")[1:]]
        assert all(tag.strip("/").isalnum() for tag in tags), (one["payload"], shown)
        assert not {"script", "img", "svg", "a", "iframe", "style", "form", "input", "math"} & {
            tag.strip("/") for tag in tags
        }


def test_a_document_of_the_books_is_a_download(app: FastAPI, cast: Cast) -> None:
    answer = sign_in(app, "ana").read(f"/document/{cast.documents['INV-1001']}")
    assert answer.headers["content-type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert answer.headers["content-disposition"].startswith('attachment; filename="INV-1001.pdf"')
