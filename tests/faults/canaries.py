"""P12: words that stand in mails, addresses, attachments, passwords and keys, and must not stand in logs, jobs, checkpoints,
the audit log, the program's own words or pages of errors, while everything goes wrong that makes programs talk.
"""

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import httpx2
import psycopg

from tests.connectors.model_server import Question, Talk, model_server
from tests.faults.campaign import Ground, Scene, scene
from tests.faults.home import SECRET, eventually
from tests.faults.leaks import Canaries, holds, leaks, word
from tests.faults.people import WAITING, approve, signed_in
from tests.faults.planting import WORDS, Planter
from tests.faults.smtp import TELLING

REST = 60.0
REFUSED = 2
"""The mail whose bytes the database refuses; it refuses the next one's reading, and the draft of the one after that."""
SEEN_JOBS = """CREATE TABLE seen_jobs AS SELECT * FROM procrastinate_jobs WITH NO DATA;
CREATE FUNCTION see_job() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO seen_jobs SELECT NEW.*; RETURN NEW; END';
CREATE TRIGGER see_job AFTER INSERT ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION see_job()"""
REFUSE = """CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF NEW::text LIKE '%%{mark}%%' THEN RAISE EXCEPTION 'no space left' USING ERRCODE = '{code}'; END IF; RETURN NEW; END$$;
CREATE TRIGGER refuse_{table} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{table}()"""
TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND (relname LIKE '%%checkpoint%%' OR relname LIKE '%%_jobs' \
OR relname LIKE 'procrastinate_%%' OR relname LIKE 'audit_%%')"
)
PATHS = ("/", "/case/{case}", "/outbox", "/log", "/nowhere", "/case/{case}/original/{case}", "/document/{case}")


@dataclass
class Searched:
    """`words`: how many canaries. `found`: where one stood. `places`: what was looked through, by its size in bytes."""

    words: int
    found: list[str]
    places: dict[str, int]


def hostile(talk: Talk, question: Question) -> None:
    """A model's server that repeats in its complaint whatever it was given."""
    told = repr(f"bad key {talk.headers['authorization']}: {str(question)[:2000]}").replace('"', "'")
    talk.answer(f'{{"error": {{"message": "{told}"}}}}'.encode(), (401, 400, 500, 200)[len(talk.server.asked) % 4])


def run(ground: Ground, seed: int, name: str, mails: int, guard: str = "") -> Searched:
    key = word(random.Random(f"key {seed}"))
    with model_server(hostile) as model:
        settings = {"DUECOURSE_READER": "openai", "DUECOURSE_WRITER": "openai", "DUECOURSE_OPENAI_BASE_URL": model.url,
                    "DUECOURSE_OPENAI_MODEL": "m", "OPENAI_API_KEY": key}  # fmt: skip
        settings |= {"FAULT_WITHOUT": guard} if guard else {}
        with scene(ground, name, seed, 0.0, **settings) as here:
            planter = Planter(here, seed)
            letters = [planter.letter(one % 4 == 3, WORDS[one % len(WORDS)]) for one in range(mails)]
            in_trouble(here, planter.planted)
            here.bring(letters)
            places = {"a page of an error": worked(here)} | looked_at(here)
            every = planter.planted | secrets(here, key) | {"a customer's address": letters[0].sender}
            found = leaks(every, places) + unplanted(here, planter.planted)
            return Searched(len(every), found, {place: len(content) for place, content in places.items()})


def secrets(here: Scene, key: str) -> Canaries:
    own = (here.home.data / "password").read_text()
    return {
        "the mailbox's password": SECRET,
        "the model's key": key,
        "what the mail server said": TELLING,
        "a person's password": own,
    }


def in_trouble(here: Scene, planted: Canaries) -> None:
    """The database refuses some rows, the mail server some mails; each job is noted before it is done and gone."""
    here.home.order(SEEN_JOBS)
    bytes_of, read, drafted = (planted[f"the subject of mail {REFUSED + one}"] for one in range(3))
    here.home.order(REFUSE.format(table="raw_mails", mark=bytes_of.encode().hex(), code="22000"))
    here.home.order(REFUSE.format(table="messages", mark=read, code="53100"))
    here.home.order(REFUSE.format(table="draft_versions", mark=drafted, code="53100"))
    here.server.courses, here.server.trouble = ("telling",), 0.5


def worked(here: Scene) -> bytes:
    """Everything runs, sessions of the database are killed meanwhile, people approve; then what the pages of errors said."""
    here.start()
    for _ in range(6):
        time.sleep(2)
        with suppress(psycopg.OperationalError):
            here.home.kill_backend()
    here.settle(REST)
    eventually(lambda: here.home.ready("serve").exists(), REST)
    return b"\n".join(page for page in errors(here))


def errors(here: Scene) -> Iterator[bytes]:
    cases = [case for (case,) in here.home.rows(WAITING)]
    with httpx2.Client(base_url=f"http://localhost:{here.home.port}", timeout=60) as stranger:
        yield from pages(stranger, cases)
    with signed_in(here.home, 0) as client:
        for case in cases[:2]:
            approve(client, case)
        here.home.order(REFUSE.format(table="decisions", mark="", code="53100"))
        for case in cases[2:4]:
            approve(client, case)
        here.home.kill("worker")
        here.home.kill_database()
        yield from pages(client, cases)
    here.home.revive_database()


def pages(client: httpx2.Client, cases: list[str]) -> Iterator[bytes]:
    """Of all paths, those that are no answer."""
    for case in cases[:4]:
        for path in PATHS:
            for answer in (client.get(path.format(case=case)), client.post(f"/case/{case}/approve", data={"key": "x"})):
                if answer.status_code != 200:
                    yield str(answer.headers).encode() + answer.content


def looked_at(here: Scene) -> dict[str, bytes]:
    """Logs, jobs, checkpoints, the audit log, the journal, and what the commands say. Where is what: in its name."""
    places = {f"the log of {file.stem}": file.read_bytes() for file in here.home.data.glob("*.log")}
    for (table,) in here.home.rows(TABLES):
        rows = here.home.rows(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
        places[f"the table {table}"] = str(rows[0][0]).encode()
    for words in (("doctor",), ("audit", "export"), ("config", "show"), ("mailbox", "list"), ("audit", "verify")):
        places[f"duecourse {' '.join(words)}"] = here.home.command(*words).encode()
    journal = here.home.data / "send.journal"
    return places | ({"the send journal": journal.read_bytes()} if journal.exists() else {})


def unplanted(here: Scene, planted: Canaries) -> list[str]:
    """A word that is not even where it belongs proves nothing."""
    belongs = b"\n".join(bytes(content) for (content,) in here.home.rows("SELECT content FROM raw_mails"))
    return [
        f"{what} was never planted" for what, one in planted.items()
        if not what.endswith(f" of mail {REFUSED}") and not holds(belongs, one)
    ]  # fmt: skip
