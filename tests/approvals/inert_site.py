"""The inbox with hostile mails in it, on a port of its own.

A sheet is a page with the formatted views of many mails: the very frame element of the product's page of one mail, once
for each, behind the policy that the product gives to all its pages.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from agent import intake
from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.records import transaction
from agent.records.database import utc_now
from agent.records.mail import Mailbox
from agent.records.mail import Message as StoredMail
from approvals.app import create_app
from approvals.config import WebConfig
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import FetchedMail, MailServer
from tests.agent.doubles import PlainWriter, RuleReader
from tests.approvals.cast import Cast
from tests.approvals.desk import Person, sign_in
from tests.approvals.inert_walls import Walls
from tests.served import served

FRAME = re.compile(r'<iframe class="mailframe".*?</iframe>')
UIDVALIDITY = 9
SIZE = 50
"""Mails on a sheet: so many frames are on the screen at once."""


@dataclass(frozen=True)
class Batch:
    """Mails of one case. `shown`: the paths of their pages by the payload's number; what has no formatted view is not in it."""

    case: str
    shown: dict[int, str]
    sheet: str

    @property
    def frames(self) -> list[str]:
        return [f"{path}/formatted" for path in self.shown.values()]


@dataclass
class Site:
    parts: Parts
    cast: Cast
    ana: Person
    walls: Walls
    address: str
    sheets: dict[str, str]

    def take_in(self, payloads: Mapping[int, str]) -> Batch:
        """Mails with these HTML parts, by number: stored, parsed in the parser's own process and filed as any mail."""
        with transaction(self.parts.engine) as session:
            mailbox = session.get_one(Mailbox, self.cast.mailboxes["halden"])
            intake.store(session, mailbox, UIDVALIDITY, [fetched(number, html) for number, html in payloads.items()])
        while intake.parse_stored(self.parts):
            pass
        return self.opened(self.filed_together(payloads))

    def take_in_ahead(self, payloads: Mapping[int, str]) -> Iterator[Batch]:
        """Batch after batch; the next one is taken in while somebody looks at the last."""
        batches = self.take_in_all(payloads)
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(next, batches, None)
            while batch := coming.result():
                coming = pool.submit(next, batches, None)
                yield batch

    def take_in_all(self, payloads: Mapping[int, str]) -> Iterator[Batch]:
        numbers = list(payloads)
        for start in range(0, len(numbers), SIZE):
            yield self.take_in({number: payloads[number] for number in numbers[start : start + SIZE]})

    def filed_together(self, payloads: Mapping[int, str]) -> list[StoredMail]:
        """All mails of the batch on one case, so that its page shows them all."""
        wanted = (col(StoredMail.uidvalidity) == UIDVALIDITY) & col(StoredMail.uid).in_(payloads)
        with transaction(self.parts.engine) as session:
            first = session.exec(select(StoredMail.case_id).where(wanted, col(StoredMail.case_id).is_not(None))).first()
            session.execute(update(StoredMail).where(wanted).values(case_id=first))
        with Session(self.parts.engine, expire_on_commit=False) as session:
            return list(session.exec(select(StoredMail).where(wanted).order_by(col(StoredMail.uid))))

    def opened(self, mails: list[StoredMail]) -> Batch:
        case = f"/case/{mails[0].case_id}"
        shown = {one.uid: f"{case}/original/{one.id}" for one in mails if one.view and one.view["html"]}
        first = next(iter(shown.values()))
        frame = FRAME.findall(self.ana.page(f"{first}?formatted=1"))[0]
        name = mails[0].id.hex
        self.sheets[name] = "".join(frame.replace(first, path) for path in shown.values())
        return Batch(case, shown, f"/sheet/{name}")


def fetched(number: int, html: str) -> FetchedMail:
    body = base64.encodebytes(html.encode("utf-8", "surrogatepass")).decode()
    raw = (
        f"From: Ina Holm <ina@evil.example>\r\nTo: ar@halden-werkzeuge.example\r\nSubject: Payload {number}\r\n"
        f"Message-ID: <p{number}@evil.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}"
    ).encode()
    return FetchedMail(number, raw, len(raw), utc_now())


@contextmanager
def site(engine: Engine, cast: Cast, folder: Path) -> Iterator[Site]:
    with Parser() as parser:
        parts, sheets = parts_of(engine, parser, folder), dict[str, str]()
        app = create_app(engine, config_of(parts.mail_key, sheets))
        walls = Walls(app)
        with served(walls) as address:
            yield Site(parts, cast, sign_in(app, "ana"), walls, address, sheets)


def config_of(mail_key: bytes, sheets: Mapping[str, str]) -> WebConfig:
    async def sheet(scope: Scope, receive: Receive, send: Send) -> None:
        frames = sheets[Request(scope).url.path.rpartition("/")[2]]
        await HTMLResponse(f"<!doctype html><title>Sheet</title>{frames}")(scope, receive, send)

    return WebConfig(
        secret=b"s" * 32, base_url="http://localhost", secure_cookies=False, limits=Limits(), blobs=MemoryBlobs(),
        mail_key=mail_key, extra_mounts=(("/sheet", sheet),),
    )  # fmt: skip


def parts_of(engine: Engine, parser: Parser, folder: Path) -> Parts:
    """No mail is read by a model or sent here: only what takes mails in is at work."""
    return Parts(
        engine=engine, parser=parser, reader=RuleReader(), writer=PlainWriter(), blobs=MemoryBlobs(), limits=Limits(),
        mail_key=b"m" * 32, journal=folder / "send.journal", transport=lambda server: MemoryTransport(),
        server_of=lambda session, mailbox_id: MailServer("smtp.test", 25, security="none"),
    )  # fmt: skip
