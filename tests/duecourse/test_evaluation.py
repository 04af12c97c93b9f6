"""The predictions of an evaluation: one line a mail, in order, the same every time, whatever is missing or broken."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from agent.mail.addresses import single_from
from duecourse import evaluation_run
from duecourse.evaluation import evaluate
from duecourse.evaluation_lines import read_lines
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.settings import load
from tests.connectors.model_server import helps, model_server, says
from tests.duecourse.shell import Shell
from tests.eval.running import parts_on

SAMPLE = Path(__file__).parents[1] / "eval" / "sample"
SENT = datetime(2026, 11, 19, tzinfo=UTC)
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
    raw = (tmp_path / "raw.eml").read_bytes()
    (tmp_path / "beneath.eml").write_bytes(b"Received: from evil.test by mx; Thu, 19 Nov 2026 09:00:00 +0000\r\n" + raw)
    (tmp_path / "bomb.eml").write_bytes(bomb())
    nulls = {
        "id": "nulls",
        "body": "We pay on Friday.",
        **dict.fromkeys(("from", "mailbox", "headers", "to", "cc", "sent_at")),
    }
    bounce = {**REQUEST, "id": "machine", "headers": {**TRUSTED, "Auto-Submitted": "auto-replied"}}
    lines = [REQUEST, {"id": "bare", "body": "Please send KO-26-1307."}, nulls, {"id": "empty", "body": ""}, bounce,
             {"id": "raw", "raw_eml_path": "raw.eml", "sent_at": "2026-11-19T09:00:00Z"},
             {"id": "beneath", "raw_eml_path": "beneath.eml", "sent_at": "2026-11-19T09:00:00Z"},
             {"id": "bomb", "raw_eml_path": "bomb.eml"}]  # fmt: skip
    done: list[tuple[int, int]] = []
    with parts_on(engine, tmp_path) as parts:
        found = list(evaluate(parts, SAMPLE / "ledger.json", written(tmp_path, *lines), lambda *at: done.append(at)))
    assert [one["id"] for one in found] == [one["id"] for one in lines]
    assert all(set(one) == FIELDS for one in found)
    assert done == [(number, 8) for number in range(1, 9)]
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
    assert not any(by_id[name]["auto"] for name in ("bare", "nulls", "empty", "machine", "bomb", "beneath"))
    assert "no_trusted_result" in by_id["beneath"]["reasons"], "who says so must stand above every Received line"
    assert "promise" in by_id["nulls"]["intents"]
    assert (by_id["machine"]["route"], by_id["machine"]["reasons"]) == ("none", ["system_mail"])
    assert by_id["bomb"] == {"id": "bomb", "intents": [], "confidence": {}, "auto": False, "documents": [],
                             "escalate": False, "facts": {}, "route": "specialist", "reasons": ["quarantined"]}  # fmt: skip
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM messages")).scalar() == 0, "each mail is taken back"


PERSON = {"intents": [], "confidence": {}, "auto": False, "documents": [], "escalate": False, "facts": {},
          "route": "specialist", "reasons": ["quarantined"]}  # fmt: skip


def worked(engine: Engine, folder: Path, *lines: Any) -> list[dict[str, Any]]:
    with parts_on(engine, folder) as parts:
        return list(evaluate(parts, SAMPLE / "ledger.json", written(folder, *lines)))


BROKEN = ["{", "[]", "7", '{"id": "a", "body": "x', "[" * 2000, {"body": None}, {"id": "a"}, {"id": "a", "body": None},
          {"id": "a", "raw_eml_path": "gone.eml"}, {"id": "a", "raw_eml_path": "a\0b"},
          {"id": "a", "raw_eml_path": ["x"]}, {"id": 7, "raw_eml_path": "x" * 5000}]  # fmt: skip


def test_a_line_that_holds_no_mail_goes_to_a_person_and_costs_no_other_line(engine: Engine, tmp_path: Path) -> None:
    found = worked(engine, tmp_path, REQUEST, *BROKEN, REQUEST)
    assert [one["id"] for one in found] == ["whole", *(f"line {n}" for n in range(2, 8)), *["a"] * 5, 7, "whole"]
    assert all({**one, "id": ""} == {"id": "", **PERSON} for one in found[1:-1])
    assert found[0]["auto"] and found[0] == found[-1]


ODD_VALUES: list[Any] = [None, [None], [], {}, 7, True, "", ["a@b.example", None, 3], [["x"]], {"name": "Jo", "email": "jo@b.example"},
                         "\ud800", "a\r\nBcc: evil@b.example\r\n\r\nx", "\0", "x" * 3000]  # fmt: skip
FIELDS_OF_A_LINE = (
    "mailbox",
    "from",
    "reply_to",
    "to",
    "cc",
    "subject",
    "headers",
    "attachments",
    "sent_at",
    "language",
)


@pytest.mark.parametrize("field", FIELDS_OF_A_LINE)
def test_a_field_may_hold_anything_and_is_still_one_field(tmp_path: Path, field: str) -> None:
    for value in ODD_VALUES:
        raw = raw_mail(Labelled({**REQUEST, field: value}, tmp_path, SENT), "box@k.example")
        mail = message_from_bytes(raw)
        assert len(mail.get_all("From", [])) == len(mail.get_all("To", [])) == len(mail.get_all("Subject", [])) == 1
        words = next(one for one in mail.walk() if one.get_content_type() == "text/plain").get_payload(decode=True)
        assert mail["Bcc"] is None and words == REQUEST["body"].encode()


def test_a_mail_with_anything_in_all_its_fields_is_worked(engine: Engine, tmp_path: Path) -> None:
    lines = [
        {"id": f"{n}", "body": "x", **dict.fromkeys(FIELDS_OF_A_LINE, value)} for n, value in enumerate(ODD_VALUES)
    ]
    found = worked(engine, tmp_path, *lines)
    assert [one["id"] for one in found] == [one["id"] for one in lines]
    assert all(set(one) == FIELDS and one["reasons"] != ["quarantined"] for one in found), "all of them are mails"


ODD_PARTS: dict[str, Any] = {
    "headers": [{"Authentication-Results": [None, TRUSTED["Authentication-Results"]]}, {"X y": "1", "": "2", "X": {}},
                [["X", "1"], ["X"], None, {"name": "Y", "value": 2}], {"Message-ID": ["<a@b>", "<c@d>"]}],
    "attachments": [[None, "x", {}, {"filename": ["a"], "mime": 7, "text": None}, {"mime": "a/b\nX: y", "text": [1, 2]}],
                    {"filename": "a.pdf", "mime": "application/pdf", "text": {"a": 1}}],
    "body": [7, ["Please send", "KO-26-1307"], {"text": "Please send KO-26-1307"}],
    "sent_at": ["soon", 1_700_000_000, "2026-11-19T09:00:00", "2026-11-19", "2026-W47-4"],
    "id": [0, 1.5, ["a"], {"a": 1}, "a\r\nb <c>", "\ud800"],
}  # fmt: skip


def test_the_parts_of_a_field_may_be_anything(engine: Engine, tmp_path: Path) -> None:
    lines = [{**REQUEST, field: value} for field, values in ODD_PARTS.items() for value in values]
    found = worked(engine, tmp_path, *lines)
    assert [one["id"] for one in found] == [one["id"] for one in lines]
    assert all(set(one) == FIELDS and one["reasons"] != ["quarantined"] for one in found)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="A file that can be found and not read is needed.")
def test_a_mail_that_cannot_be_worked_goes_to_a_person(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = {**REQUEST, "id": "late", "sent_at": "9999-12-31T23:59:59+00:00"}
    found = worked(engine, tmp_path, {"id": "locked", "raw_eml_path": "/proc/self/mem"}, late, REQUEST)
    assert found[:2] == [{"id": "locked", **PERSON}, {"id": "late", **PERSON}]
    assert found[2]["auto"]
    assert "locked: it could not be worked (OSError)" in capsys.readouterr().err


def test_a_header_that_came_twice_stands_twice_and_in_order(tmp_path: Path) -> None:
    results = ["mx.k.example; spf=fail", "mx.other.example; dkim=pass"]
    line = {
        **REQUEST,
        "headers": {"Authentication-Results": results, "Received": ["one", None, "two"], "In-Reply-To": None},
    }
    head = raw_mail(Labelled(line, tmp_path, SENT), "box@k.example").split(b"\r\n\r\n")[0]
    assert head.startswith(b"Authentication-Results: mx.k.example; spf=fail\r\nAuthentication-Results: mx.other")
    assert b"Received: one\r\nReceived: two" in head and b"In-Reply-To" not in head


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Jo Sandhu <jo@harrow.example>", "Reçu de la facture KO-26-1307, suite à ma demande du 10 novembre restée sans réponse"),
        ("Jo Sandhu (Payables) <jo@harrow.example>", "KO-26-1307"),
        ("Sandhu, Jo <jo@harrow.example>", "KO-26-1307"),
        ("Jörg Sandhu, Kreditorenbuchhaltung der Niederlassung Süd <jo@harrow.example>", "KO-26-1307"),
    ],
)  # fmt: skip
def test_the_sender_is_as_plain_as_a_mail_program_makes_it(tmp_path: Path, sender: str, subject: str) -> None:
    raw = raw_mail(Labelled({**REQUEST, "from": sender, "subject": subject}, tmp_path, SENT), "box@k.example")
    assert single_from(raw) == "jo@harrow.example"


@pytest.mark.parametrize(
    "sender", ["jo@harrow.example <eve@evil.example>", "Jo <jo@harrow.example> <eve@evil.example>"]
)
def test_a_sender_of_two_addresses_stays_doubtful(tmp_path: Path, sender: str) -> None:
    raw = raw_mail(Labelled({**REQUEST, "from": sender}, tmp_path, SENT), "box@k.example")
    assert single_from(raw) is None


def test_the_command_says_what_it_could_not_read_and_goes_on(shell: Shell, tmp_path: Path) -> None:
    label = {"auto_ok": True, "intents": None, "expected_facts": ["x"], "escalate": "no"}
    mails = written(tmp_path, {**REQUEST, **label}, "{", {"id": 7, "body": "x", "auto_ok": True})
    mails.write_bytes(b"\xef\xbb\xbf" + mails.read_bytes() + b'{"id": "l", "body": "Gr\xfc\xdfe"}')
    out = tmp_path / "predictions.jsonl"
    words = ("--ledger", SAMPLE / "ledger.json", "--mails", mails, "--out", out)
    ended = shell("eval", *words)
    assert ended.code == 0, ended.err
    assert "mails.jsonl: 2 lines hold no mail and go to a person. The first is line 2: it is not JSON" in ended.err
    assert "(DC-160)" in ended.err and "1 of 2" in ended.out
    found = [json.loads(one) for one in out.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in found] == ["whole", "line 2", 7, "line 4"]


def test_labels_that_cannot_be_compared_lose_no_prediction(shell: Shell, tmp_path: Path) -> None:
    mails = written(tmp_path, {**REQUEST, "expected_facts": {"amounts": ["lots"]}})
    out = tmp_path / "predictions.jsonl"
    ended = shell("eval", "--ledger", SAMPLE / "ledger.json", "--mails", mails, "--out", out)
    assert (ended.code, "(DC-163)" in ended.err, len(out.read_text().splitlines())) == (2, True, 1)


def test_each_line_is_written_before_the_next_mail_is_worked(tmp_path: Path) -> None:
    out, seen = tmp_path / "p.jsonl", []

    def predictions() -> Iterator[dict[str, Any]]:
        for number in range(3):
            seen.append(len(out.read_text().splitlines()))
            yield {"id": f"\ud800{number}"}

    written_lines = evaluation_run.write(out, predictions())
    assert seen == [0, 1, 2]
    assert [json.loads(one) for one in out.read_text().splitlines()] == written_lines


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


def test_a_model_of_ones_own_is_measured_and_its_cost_told(shell: Shell, tmp_path: Path) -> None:
    label = {"intents": ["document_request"], "auto_ok": True, "expected_documents": ["KO-26-1307"], "escalate": False}
    mails, out = written(tmp_path, {**REQUEST, **label}), tmp_path / "predictions.jsonl"
    words = ("--ledger", SAMPLE / "ledger.json", "--mails", mails, "--out", out, "--reader", "openai")
    with model_server(helps({"document_request": REQUEST["body"]})) as server:
        ended = shell("eval", *words, DUECOURSE_OPENAI_BASE_URL=server.url, DUECOURSE_OPENAI_MODEL="m-1")
    assert ended.code == 0, ended.err
    assert "Model: 1 question, 700 tokens in and 60 out." in ended.err
    assert json.loads(out.read_text())["intents"] == ["document_request"] and len(server.asked) == 1
    with model_server(says("prose")) as server:
        ended = shell("eval", *words, DUECOURSE_OPENAI_BASE_URL=server.url)
    assert "Questions that came to nothing: " in ended.err and not json.loads(out.read_text())["auto"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ({"out": "nowhere/p.jsonl"}, 2, "DC-161"),
        ({"reader": "guess"}, 2, "--reader"),
        ({"out": "mails.jsonl"}, 2, "mails.jsonl is read here: choose another --out. (DC-161)"),
        ({"ledger": "broken.json"}, 1, "DC-5"),
        ({"ledger": "empty.json"}, 2, "empty.json holds no client that can be used"),
    ],
)
def test_wrong_options_are_refused(shell: Shell, tmp_path: Path, options: dict[str, str], code: int, said: str) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "empty.json").write_text('{"as_of": "2026-11-20", "clients": [], "customers": [], "invoices": []}')
    given = {
        "ledger": str(SAMPLE / "ledger.json"),
        "mails": str(written(tmp_path, REQUEST)),
        "out": str(tmp_path / "p"),
    }
    given |= {name: str(tmp_path / value) if name != "reader" else value for name, value in options.items()}
    ended = shell("eval", *[part for name, value in given.items() for part in (f"--{name}", value)])
    assert ended.code == code and said in ended.err, ended
    assert read_lines(tmp_path / "mails.jsonl") == [REQUEST], "what is measured is never written over"


def test_rows_of_the_ledger_that_are_left_out_are_told(shell: Shell, tmp_path: Path) -> None:
    data = json.loads((SAMPLE / "ledger.json").read_text(encoding="utf-8"))
    data["invoices"].append({"number": "KO-26-1"})
    (tmp_path / "ledger.json").write_text(json.dumps(data), encoding="utf-8")
    words = ("--mails", written(tmp_path, REQUEST), "--out", tmp_path / "p", "--json")
    ended = shell("eval", "--ledger", tmp_path / "ledger.json", *words)
    assert ended.code == 0 and "ledger.json: 1 rows are left out. The first is invoices[8]" in ended.err


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
    line = {**REQUEST, "from": "Jürgen Weiß <j@weiss.example>", "cc": ["a@b.example"], "reply_to": "c@d.example",
            "headers": {**TRUSTED, "In-Reply-To": "<x@y>", "From": "evil@z.example"}}  # fmt: skip
    head = raw_mail(Labelled(line, tmp_path, SENT), "box@k.example").partition(b"\r\n\r\n")[0]
    names = [one.partition(b":")[0] for one in head.split(b"\r\n")]
    assert names[0] == b"Authentication-Results" and names.count(b"From") == 1
    assert b"evil@z.example" not in head and b"In-Reply-To: <x@y>" in head and b"<j@weiss.example>" in head
    assert b"Message-ID: <whole@evaluation.invalid>" in head
