"""Pages are read: the queue, a case with everything around it, and the mail as it came."""

import pytest
from fastapi import FastAPI

from tests.approvals.cast import Cast
from tests.approvals.desk import sign_in

PAGES = ["/queue", "/queue?view=all", "/outbox", "/records", "/log", "/shadow", "/quarantine", "/account"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_specialist_has_one_heading_and_is_found(app: FastAPI, path: str) -> None:
    text = sign_in(app, "ana").page(path)
    assert text.count("<h1") == 1


def test_a_case_shows_its_mail_draft_and_evidence(app: FastAPI, cast: Cast) -> None:
    text = sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")
    for words in ("bitte senden Sie uns die Rechnungen", "anbei die Rechnungen", "25,850.00 EUR", "3 of 3 facts have a source", "Verified contact"):
        assert words in text
