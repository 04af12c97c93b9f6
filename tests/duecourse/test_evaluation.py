"""The predictions of an evaluation: one line a mail, in order, the same every time, whatever is missing or broken."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from duecourse import evaluation_run
from duecourse.evaluation import evaluate
from duecourse.evaluation_mail import Unreadable, raw_mail, read_lines
from duecourse.settings import load
from tests.duecourse.shell import Shell
from tests.eval.running import parts_on

SAMPLE = Path(__file__).parents[1] / "eval" / "sample"
FIELDS = {"id", "intents", "confidence", "auto", "documents", "escalate", "facts", "route", "reasons"}
FACTS = {"invoices", "promise_date", "promise_amount", "payment_sent", "payment_date", "schedule", "dispute_reason",
         "hardship_ask", "requested_date", "amounts"}  # fmt: skip
TRUSTED = {
    "Authentication-Results": "mx.kestrel-office.example; dkim=pass header.d=harrowpike.example; "
    "dmarc=pass header.from=harrowpike.example"
}
REQUEST: dict[str, Any] = {
    "id": "whole", "mailbox": "receivables@kestrel-office.example", "from": "Jo Sandhu <jo.sandhu@harrowpike.example>",
    "subject": "KO-26-1307", "body": "Please send me a copy of invoice KO-26-1307.", "headers": TRUSTED,
    "sent_at": "2026-11-19T09:00:00Z", "language": "en",
}  # fmt: skip


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "mails.jsonl"
    path.write_text(
        "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines) + "\n", encoding="utf-8"
    )
    return path


def bomb() -> bytes:
    """A mail that no parser should follow to its end."""
    return b"From: a@b.example\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth) for depth in range(400)
    )


def test_each_mail_has_its_line_whatever_it_lacks(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "raw.eml").write_bytes(
        b"Authentication-Results: "
        + TRUSTED["Authentication-Results"].encode()
        + b"\r\nFrom: jo.sandhu@harrowpike.example\r\n"
        b"To: receivables@kestrel-office.example\r\nSubject: copy\r\nDate: Thu, 19 Nov 2026 09:00:00 +0000\r\n"
        b"Message-ID: <raw@harrowpike.example>\r\n\r\nPlease send me a copy of invoice KO-26-1307.\r\n"
    )
    (tmp_path / "bomb.eml").write_bytes(bomb())
    nulls = {
        "id": "nulls",
        "body": "We pay on Friday.",
        **dict.fromkeys(("from", "mailbox", "headers", "to", "cc", "sent_at")),
    }
    bounce = {**REQUEST, "id": "machine", "headers": {**TRUSTED, "Auto-Submitted": "auto-replied"}}
    lines = [REQUEST, {"id": "bare", "body": "Please send KO-26-1307."}, nulls, {"id": "empty", "body": ""}, bounce,
             {"id": "raw", "raw_eml_path": "raw.eml", "sent_at": "2026-11-19T09:00:00Z"},
             {"id": "bomb", "raw_eml_path": "bomb.eml"}]  # fmt: skip
    done: list[tuple[int, int]] = []
    with parts_on(engine, tmp_path) as parts:
        found = list(evaluate(parts, SAMPLE / "ledger.json", written(tmp_path, *lines), lambda *at: done.append(at)))
    assert [one["id"] for one in found] == [one["id"] for one in lines]
    assert all(set(one) == FIELDS for one in found)
    assert done == [(number, 7) for number in range(1, 8)]
    by_id = {one["id"]: one for one in found}
    assert set(by_id["whole"]["facts"]) == FACTS
    for name in ("whole", "raw"):
        one = by_id[name]
        assert (one["auto"], one["documents"], one["route"], one["escalate"]) == (
            True,
            ["KO-26-1307"],
            "auto",
            False,
        ), one
        assert one["intents"] == ["document_request"] and one["facts"]["invoices"] == ["KO-26-1307"]
    assert not any(by_id[name]["auto"] for name in ("bare", "nulls", "empty", "machine", "bomb"))
    assert "promise" in by_id["nulls"]["intents"]
    assert (by_id["machine"]["route"], by_id["machine"]["reasons"]) == ("none", ["system_mail"])
    assert by_id["bomb"] == {"id": "bomb", "intents": [], "confidence": {}, "auto": False, "documents": [],
                             "escalate": False, "facts": {}, "route": "specialist", "reasons": ["quarantined"]}  # fmt: skip
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM messages")).scalar() == 0, "each mail is taken back"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2"),
        ("[]", "no object with an id"),
        ({"body": "x"}, "no object with an id"),
        ({"id": "a"}, "neither body nor raw_eml_path"),
        ({"id": "a", "raw_eml_path": "gone.eml"}, "gone.eml is not there"),
        ({"id": "a", "body": "x", "sent_at": "soon"}, "line 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_before_anything_is_worked(tmp_path: Path, line: Any, said: str) -> None:
    with pytest.raises(Unreadable, match=r"mails\.jsonl, line 2") as refused:
        read_lines(written(tmp_path, REQUEST, line))
    assert said in str(refused.value) and refused.value.code == "DC-160"


def test_a_body_may_hold_any_character_that_json_can(tmp_path: Path) -> None:
    (line,) = read_lines(
        written(tmp_path, json.dumps({"id": "a", "body": "one\u2028two\x85three\ud800"}, ensure_ascii=True))
    )
    assert "two" in line["body"]


def test_the_command_writes_the_file_and_the_figures_and_leaves_nothing_behind(
    shell: Shell, tmp_path: Path, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    label = {"intents": ["document_request"], "auto_ok": True, "expected_documents": ["KO-26-1307"], "escalate": False}
    mails, out = written(tmp_path, {**REQUEST, **label}), tmp_path / "predictions.jsonl"
    ended = shell("eval", "--ledger", SAMPLE / "ledger.json", "--mails", mails, "--out", out, "--json")
    assert ended.code == 0, ended.err
    assert "1/1 mails" in ended.err
    assert ended.data["coverage"] == {"right": 1, "of": 1, "rate": 1.0}
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["documents"] == ["KO-26-1307"]
    with engine.connect() as connection:
        query = text("SELECT count(*) FROM pg_database WHERE datname LIKE 'duecourse_evaluation%'")
        assert connection.execute(query).scalar() == 0


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ({"out": "nowhere/p.jsonl"}, 2, "DC-161"),
        ({"reader": "guess"}, 2, "--reader"),
        ({"ledger": "broken.json"}, 1, "DC-5"),
    ],
)
def test_wrong_options_are_refused(shell: Shell, tmp_path: Path, options: dict[str, str], code: int, said: str) -> None:
    (tmp_path / "broken.json").write_text("{")
    given = {
        "ledger": str(SAMPLE / "ledger.json"),
        "mails": str(written(tmp_path, REQUEST)),
        "out": str(tmp_path / "p"),
    }
    given |= {name: str(tmp_path / value) if name != "reader" else value for name, value in options.items()}
    ended = shell("eval", *[part for name, value in given.items() for part in (f"--{name}", value)])
    assert ended.code == code and said in ended.err, ended


def test_without_a_database_of_ones_own_an_embedded_one_is_made_and_removed(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_folder: Any
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    folder = open_folder()
    settings = load()
    url = evaluation_run.fresh_database(settings, folder)
    try:
        assert evaluation_run.THROW_AWAY in url
    finally:
        evaluation_run.drop(settings, url, folder)
    assert not (folder / "postgres" / "PG_VERSION").exists()


def test_headers_stand_in_the_mail_as_they_were_received(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from duecourse.evaluation_mail import Labelled

    line = {**REQUEST, "from": "Jürgen Weiß <j@weiss.example>", "cc": ["a@b.example"], "reply_to": "c@d.example",
            "headers": {**TRUSTED, "In-Reply-To": "<x@y>", "From": "evil@z.example"}}  # fmt: skip
    head = raw_mail(Labelled(line, tmp_path, datetime(2026, 11, 19, tzinfo=UTC)), "box@k.example").partition(
        b"\r\n\r\n"
    )[0]
    names = [one.partition(b":")[0] for one in head.split(b"\r\n")]
    assert names[0] == b"Authentication-Results" and names.count(b"From") == 1
    assert b"evil@z.example" not in head and b"In-Reply-To: <x@y>" in head and b"<j@weiss.example>" in head
    assert b"Message-ID: <whole@evaluation.invalid>" in head
