"""Machines that answer our mails for a simulated day: some strip every header that would give them away, some are honest.

Each is a proven contact of a customer and asks for another invoice each time, in words that are a pure request, so that
nothing but the guards against loops stands between it and an answer.
"""

import heapq
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from uuid import UUID

from sqlmodel import Session, select

from agent import intake, steps
from agent.domain.vocabulary import MessageState, OutboxKind, OutboxState
from agent.outbox import send_mail
from agent.records import switches, transaction
from agent.records.ledger import Customer
from agent.records.outbox import OutboxMail
from agent.records.switches import Switch
from tests.agent.company import Company, add, add_contact, add_invoice
from tests.agent.letters import letter
from tests.faults.budgets import DAY, HOUR, MANAGER_FROM, Came, Left, Story
from tests.faults.mails import REQUESTS

PER_ACCOUNT, INVOICES = 4, 14
FLOODS, STORM = 60, 36
"""Every so many machines one floods us, with so many mails at once."""
HONEST: tuple[dict[str, str], ...] = (
    {"Auto_Submitted": "auto-replied"}, {"Auto_Submitted": "auto-generated"}, {"Auto_Submitted": "auto-notified; x=y"},
    {"Precedence": "bulk"}, {"Precedence": "auto_reply"}, {"List_Id": "<desk.customer.example>"}, {"Return_Path": "<>"},
    {"X_Auto_Response_Suppress": "All"}, {"X_Autoreply": "yes"}, {"X_Duecourse_Loop": "back to you"},
)  # fmt: skip


@dataclass
class Responder:
    """`headers`: what it says of itself. `storms`: once a day it writes a mail every few seconds."""

    address: str
    numbers: tuple[str, ...]
    headers: dict[str, str]
    storms: bool
    written: int = 0

    def mail(self, at: datetime, chance: random.Random) -> tuple[str, bytes]:
        number = self.numbers[self.written % len(self.numbers)]
        self.written += 1
        mark = f"<{self.address.replace('@', '.')}-{self.written}@machine.example>"
        words = chance.choice(REQUESTS).format(number=number)
        raw = letter(words, at, self.address, "Desk", f"{number} ({self.written})", Message_ID=mark, **self.headers)
        return mark, raw


@dataclass
class World:
    """`story`: what came and what left, for the judge. `patience`: mails after which a machine gives up."""

    company: Company
    responders: dict[str, Responder]
    story: Story
    chance: random.Random
    patience: int = 10**6
    queue: list[tuple[datetime, int, str, int]] = field(default_factory=list)
    turns: int = 0

    def plan(self, at: datetime, address: str, mails: int = 1) -> None:
        if at < self.story.begun + DAY:
            self.turns += 1
            heapq.heappush(self.queue, (at, self.turns, address, mails))

    def run(self) -> None:
        """A day, event by event."""
        for one in self.responders.values():
            self.plan(self.story.begun + self.chance.random() * 2 * HOUR, one.address)
            if one.storms:
                self.plan(self.story.begun + (3 + self.chance.random() * 18) * HOUR, one.address, STORM)
        looked = self.story.begun + MANAGER_FROM
        while self.queue:
            at, _, address, mails = heapq.heappop(self.queue)
            self.company.clock.now = at
            if self.story.capped and at >= looked:
                looked = at + HOUR
                self.manager_switches_on()
            self.turn(at, self.responders[address], mails)

    def turn(self, at: datetime, one: Responder, mails: int) -> None:
        """So many mails come at once and are worked; whoever is answered writes again at once, and hours later if not."""
        made = [one.mail(at - timedelta(seconds=5), self.chance) for _ in range(mails)]
        self.story.came += [Came(at, mark, one.address, bool(one.headers)) for mark, _ in made]
        answered = [self.work(at, message_id) for message_id in self.arrive([raw for _, raw in made])]
        pause = timedelta(minutes=self.chance.uniform(0.2, 6)) if any(answered) else self.chance.uniform(6, 12) * HOUR
        if one.written < self.patience:
            self.plan(at + pause, one.address)

    def arrive(self, raws: list[bytes]) -> list[UUID]:
        ids = self.company.store(*raws)
        while intake.parse_stored(self.company.parts):
            pass
        return ids

    def work(self, at: datetime, message_id: UUID) -> bool:
        """Whether it was answered by itself."""
        parts = self.company.parts
        if self.company.state(message_id) is not MessageState.TRIAGED:
            return False
        steps.read(parts, message_id)
        steps.match(parts, message_id)
        steps.gate(parts, message_id)
        steps.compose(parts, message_id)
        with transaction(parts.engine) as session:
            mine = (OutboxMail.inbound_id == message_id, OutboxMail.state == OutboxState.QUEUED)
            found = session.exec(select(OutboxMail.id).where(*mine, OutboxMail.kind == OutboxKind.AUTO)).first()
        if found:
            send_mail(parts, found)
        return self.note(at)

    def note(self, at: datetime) -> bool:
        sent = self.company.transport.sent
        for envelope, content in sent:
            answers = str(message_from_bytes(content)["In-Reply-To"])
            self.story.left += [Left(at, to, answers) for to in envelope.recipients]
        found = bool(sent)
        sent.clear()
        return found

    def manager_switches_on(self) -> None:
        """Without looking, at the simulated hour."""
        client = self.company.ids["kes"]
        with transaction(self.company.parts.engine) as session:
            switches.turn(session, switches.breaker_name(client), True, "manager", client)
        row = self.company.get(Switch, switches.breaker_name(client))
        self.company.change(row, changed_at=self.company.clock.now)


def world(company: Company, seed: int, strippers: int, honest: int, capped: bool) -> World:
    """Books for so many machines, four at each customer; some of those that strip their headers flood us once."""
    chance, every = random.Random(seed), list[Responder]()
    for index in range(strippers + honest):
        number, place = divmod(index, PER_ACCOUNT)
        numbers = tuple(f"KO-{25 - nth}-{number:04d}" for nth in range(INVOICES))
        headers = {} if index < strippers else HONEST[index % len(HONEST)]
        floods = index < strippers and index % FLOODS == 0
        every.append(Responder(f"desk{place}@m{number:04d}.example", numbers, headers, floods))
    write_books(company, every)
    account = {one.address: one.address.partition("@")[2] for one in every}
    return World(company, {one.address: one for one in every}, Story(company.clock.now, account, capped), chance)


def write_books(company: Company, every: list[Responder]) -> None:
    for one in every:
        code = one.address.partition("@")[2].partition(".")[0].upper()
        with transaction(company.parts.engine) as session:
            if code not in company.ids:
                write_customer(session, company, code, one.numbers)
            add_contact(session, company, code, one.address, "Desk", one.address)


def write_customer(session: Session, company: Company, code: str, numbers: tuple[str, ...]) -> None:
    row = Customer(client_id=company.ids["kes"], code=code, name=f"Machines {code}", domain=f"{code.lower()}.example")
    row.currency = "GBP"
    add(session, company, code, row)
    session.flush()
    for number in numbers:
        add_invoice(session, company, code, number)
