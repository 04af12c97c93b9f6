"""What every way out holds to: the double in memory and real SMTP servers, by the same tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from connectors.mail_smtp import SmtpTransport
from connectors.memory import MemoryTransport
from connectors.ports import Envelope, MailServer, MailTransport, OutcomeUnknown, Refused, Unavailable
from tests.connectors.certificates import Certificate, make_certificate
from tests.connectors.smtp_servers import Inbox, mail_host

ENVELOPE = Envelope("bounce+1@ar.test", ("anna@customer.test", "archive@ar.test"))
MAIL = (
    b"From: ar@ar.test\r\nTo: anna@customer.test\r\nSubject: dots\r\n\r\n"
    b".\r\n..\r\n.leading\r\nin . between\r\n\r\n.\r\n\r\nlast line\r\n"
)
Received = list[tuple[Envelope, bytes]]


@dataclass
class House:
    """A transport, what its server has taken, and how an address is declined there."""

    transport: MailTransport
    received: Callable[[], Received]
    decline: Callable[[str, int], None]


@pytest.fixture(scope="module")
def certificate(open_folder: Callable[[], Path]) -> Certificate:
    return make_certificate(open_folder())


@pytest.fixture(params=["memory", "plain", "starttls and sign-in", "tls"])
def house(request: pytest.FixtureRequest, certificate: Certificate) -> Iterator[House]:
    if request.param == "memory":
        memory = MemoryTransport()
        yield House(memory, lambda: memory.sent, memory.refuse_recipient)
        return
    inbox = Inbox()
    options: dict[str, Any] = {}
    server = MailServer("localhost", 0, security="none")
    if request.param == "tls":
        options, server = {"ssl_context": certificate.for_server()}, replace(server, security="tls")
    if request.param == "starttls and sign-in":
        options = {"certificate": certificate, "login": ("ar", "pässwort")}
        server = MailServer("localhost", 0, "ar", "pässwort", "starttls")
    with mail_host(inbox, **options) as port:
        transport = SmtpTransport(replace(server, port=port), "client.test", 20, 10, tls=certificate.for_client())
        yield House(transport, lambda: _received(inbox), inbox.declined.__setitem__)


def _received(inbox: Inbox) -> Received:
    return [(Envelope(sender, recipients), data) for sender, recipients, data in inbox.mails]


def test_a_mail_arrives_byte_for_byte_and_only_after_commit(house: House) -> None:
    handover = house.transport.begin(ENVELOPE, MAIL)
    assert house.received() == []
    reply = handover.commit()
    assert reply.code == 250
    assert house.received() == [(ENVELOPE, MAIL)]


def test_an_abandoned_mail_never_arrives(house: House) -> None:
    handover = house.transport.begin(ENVELOPE, MAIL)
    handover.abandon()
    handover.abandon()
    with pytest.raises(Unavailable) as trouble:
        handover.commit()
    assert trouble.value.code == "DC-220"
    house.transport.begin(ENVELOPE, b"Subject: next\r\n\r\n").commit()
    assert house.received() == [(ENVELOPE, b"Subject: next\r\n\r\n")]


def test_a_handover_is_committed_once(house: House) -> None:
    handover = house.transport.begin(ENVELOPE, MAIL)
    handover.commit()
    with pytest.raises(OutcomeUnknown) as trouble:
        handover.commit()
    assert trouble.value.code == "DC-227"
    handover.abandon()
    assert len(house.received()) == 1


@pytest.mark.parametrize(("code", "kind"), [(450, Unavailable), (550, Refused)])
@pytest.mark.parametrize("declined", ENVELOPE.recipients)
def test_one_declined_recipient_stops_the_mail_for_all(
    house: House, declined: str, code: int, kind: type[Refused | Unavailable]
) -> None:
    house.decline(declined, code)
    with pytest.raises(kind, match=declined) as trouble:
        house.transport.begin(ENVELOPE, MAIL)
    assert (trouble.value.code, trouble.value.recipient) == ("DC-224", declined)
    assert house.received() == []


def test_mails_on_several_connections_do_not_mix(house: House) -> None:
    first = house.transport.begin(ENVELOPE, b"Subject: 1\r\n\r\n")
    second = house.transport.begin(ENVELOPE, b"Subject: 2\r\n\r\n")
    second.commit()
    first.commit()
    assert [data for _, data in house.received()] == [b"Subject: 2\r\n\r\n", b"Subject: 1\r\n\r\n"]


def test_a_mail_of_many_megabytes_arrives_whole(house: House) -> None:
    big = b"Subject: big\r\n\r\n" + b".dots and more dots...................\r\n" * 60_000
    house.transport.begin(ENVELOPE, big).commit()
    assert house.received() == [(ENVELOPE, big)]
