from uuid import UUID

import pytest

from agent.domain.facts import SenderVerdict
from agent.domain.vocabulary import SenderStanding
from agent.mail.authentication import without_comments
from agent.mail.domains import aligned, looks_like, registered
from agent.mail.parse import parse
from agent.mail.sender import KnownContact, sender_verdict
from tests.agent.mail.letters import plain

MX = "mx.kestrel-office.example"
OWN = frozenset({"receivables@kestrel-office.example", "invoices@kestrel-office.example"})
HARROW, TIDE, NORTH, SOUTH = (UUID(int=number) for number in range(1, 5))
GOOD = f"{MX}; spf=pass smtp.mailfrom=harrowpike.example; dkim=pass header.d=harrowpike.example; dmarc=pass header.from=harrowpike.example"


def contact(
    number: int,
    customer: UUID,
    email: str,
    name: str = "",
    active: bool = True,
    group: str | None = None,
    domain: str = "",
) -> KnownContact:
    return KnownContact(
        UUID(int=100 + number),
        customer,
        email,
        active,
        group,
        domain or email.partition("@")[2],
        f"Customer {customer.int}",
        name,
    )


CONTACTS = [
    contact(1, HARROW, "Jo.Sandhu@harrowpike.example", "Jo Sandhu"),
    contact(2, HARROW, "accounts@harrowpike.example", "Accounts"),
    contact(3, HARROW, "ken.moss@harrowpike.example", "Ken Moss", active=False),
    contact(4, TIDE, "finance@tidewater-schools.example", "Finance Office"),
    contact(5, NORTH, "ap@shared-services.example", "AP Desk", group="Nordgruppe"),
    contact(6, SOUTH, "ap@shared-services.example", "AP Desk", group="Nordgruppe"),
    contact(7, HARROW, "agent@factoring.example", "Pat Agent", domain="harrowpike.example"),
    contact(8, TIDE, "agent@factoring.example", "Pat Agent", domain="tidewater-schools.example"),
    contact(9, TIDE, "tidewater.bursar@gmail.com", "Bea Bursar", domain="tidewater-schools.example"),
]


def judge(results: str | None = GOOD, above: str = "", **headers: str) -> SenderVerdict:
    raw = plain(**headers)
    if results is not None:
        raw = f"Authentication-Results: {results}\r\n".encode() + raw
    raw = above.encode() + raw
    return sender_verdict(raw, parse(raw), MX, CONTACTS, OWN)


def results_for(domain: str) -> str:
    return f"{MX}; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"


def test_an_active_contact_in_an_authenticated_mail_is_verified() -> None:
    verdict = judge()
    assert verdict.verified
    assert (verdict.standing, verdict.customer_ids, verdict.contact_id) == (
        SenderStanding.VERIFIED,
        (HARROW,),
        UUID(int=101),
    )
    assert verdict.problems == ()


TRUST = [
    ("ok", GOOD),
    ("ok", f"{MX}; dkim=pass header.d=harrowpike.example"),
    ("ok", f"{MX} 1; dkim=pass header.d=harrowpike.example; dmarc=none"),
    (
        "ok",
        f"{MX};\r\n\tdkim=pass (good (nested) signature;) header.d=HarrowPike.example header.b=abc;\r\n\tdmarc=pass (p=REJECT)",
    ),
    ("ok", f"{MX}; dkim=fail header.d=other.example; dkim=pass header.d=harrowpike.example; dmarc=pass"),
    ("auth_failed", f"{MX}; spf=pass smtp.mailfrom=harrowpike.example"),
    ("auth_failed", f"{MX}; spf=pass smtp.mailfrom=harrowpike.example; dmarc=pass header.from=harrowpike.example"),
    ("auth_failed", f"{MX}; dkim=pass header.d=evil.test; dmarc=pass"),
    ("auth_failed", f"{MX}; dkim=pass header.d=example; dmarc=pass"),
    ("auth_failed", f"{MX}; dkim=pass header.d=pike.example"),
    ("auth_failed", f"{MX}; dkim=pass header.d=harrowpike.example; dmarc=fail"),
    ("auth_failed", f"{MX}; dkim=pass header.d=harrowpike.example; dmarc=temperror"),
    ("auth_failed", f"{MX}; dkim=fail header.d=harrowpike.example; dmarc=pass"),
    ("auth_failed", f"{MX}; dkim=none"),
    ("auth_failed", f"{MX}; none"),
    ("auth_failed", f"{MX}; dkim=fail (dkim=pass header.d=harrowpike.example) header.d=x.example"),
    ("auth_failed", f'{MX}; dkim=fail reason="; dkim=pass header.d=harrowpike.example"'),
    ("auth_failed", f'{MX}; dkim=pass header.d=evil.test reason="header.d=harrowpike.example"'),
    ("auth_failed", f"{MX}; dkim=pass header.d=evil.test header.d=harrowpike.example"),
    ("auth_failed", f'{MX}; spf=pass smtp.mailfrom="a\\"; dkim=pass header.d=harrowpike.example; x=\\""@evil.test'),
    ("auth_failed", f'{MX}; spf=pass smtp.mailfrom="a; dkim=pass header.d=harrowpike.example"@evil.test'),
    ("auth_failed", f'{MX}; dkim=pass header.i="@x header.d=harrowpike.example" header.d=evil.test'),
    ("auth_failed", f'{MX}; dkim=pass header.d=evil.test header.i="@x header.d=harrowpike.example"'),
    ("auth_failed", f'{MX}; dkim=pass header.d=evil.test header.s="a\\" header.d=harrowpike.example'),
    ("no_trusted_result", "mx.kestrel-office.example.evil.test; dkim=pass header.d=harrowpike.example"),
    ("no_trusted_result", "evil.test; dkim=pass header.d=harrowpike.example"),
    ("no_trusted_result", "MX.kestrel-office.example; dkim=pass header.d=harrowpike.example"),
    ("no_trusted_result", f"({MX}) evil.test; dkim=pass header.d=harrowpike.example"),
    ("no_trusted_result", None),
    ("no_trusted_result", ""),
]


@pytest.mark.parametrize(("outcome", "results"), TRUST)
def test_only_the_trusted_servers_good_word_authenticates(outcome: str, results: str | None) -> None:
    verdict = judge(results)
    assert verdict.authenticated is (outcome == "ok")
    assert [one for one in ("auth_failed", "no_trusted_result") if one in verdict.problems] == (
        [] if outcome == "ok" else [outcome]
    )
    assert verdict.standing is (SenderStanding.VERIFIED if outcome == "ok" else SenderStanding.KNOWN_UNVERIFIED)


def test_a_result_below_a_received_line_is_not_trusted() -> None:
    verdict = judge(above="Received: from evil by mx; Thu, 19 Nov 2026 09:00:00 +0000\r\n")
    assert "no_trusted_result" in verdict.problems


def test_the_hop_of_our_own_delivery_agent_may_stand_above() -> None:
    """Postfix hands a mail to Dovecot by LMTP, which writes its own line on top."""
    lmtp = "Received: from mx.test by mail.test with LMTP id a (envelope-from <x@y.test>); Thu, 19 Nov 2026 09:00:00 +0000\r\n"
    esmtp = "Received: from evil by mx with ESMTP; Thu, 19 Nov 2026 09:00:00 +0000\r\n"
    assert judge(above=lmtp).authenticated
    assert not judge(above=lmtp + esmtp).authenticated
    assert not judge(above=esmtp + lmtp).authenticated
    assert not judge(above=lmtp + lmtp).authenticated
    assert not judge(above=esmtp.replace("evil", "evil (with LMTP)")).authenticated


def test_a_forged_result_below_does_not_harm_the_true_one_above() -> None:
    forged = f"Received: from a by b; Thu, 19 Nov 2026 09:00:00 +0000\r\nAuthentication-Results: {MX}; dkim=fail\r\n"
    raw = f"Authentication-Results: {GOOD}\r\n{forged}".encode() + plain()
    assert sender_verdict(raw, parse(raw), MX, CONTACTS, OWN).authenticated


@pytest.mark.parametrize(
    "second", [GOOD, f"{MX}; dkim=fail", "Mx.Kestrel-Office.example; dkim=pass header.d=harrowpike.example"]
)
def test_two_results_of_the_trusted_name_are_none(second: str) -> None:
    verdict = judge(above=f"Authentication-Results: {second}\r\n")
    assert "no_trusted_result" in verdict.problems
    assert not verdict.authenticated


@pytest.mark.parametrize(
    ("results", "failed"),
    [
        (f"{MX}; spf=fail; dkim=fail; dmarc=fail", True),
        (f"{MX}; spf=softfail; dkim=none; dmarc=fail", True),
        (f"{MX}; spf=permerror; dkim=temperror; dmarc=none", True),
        (f"{MX}; spf=fail; dkim=fail", False),
        (f"{MX}; spf=pass; dkim=fail; dmarc=fail", False),
        (f"{MX}; spf=fail; dkim=fail; dkim=pass header.d=x.example; dmarc=fail", False),
        (None, False),
    ],
)
def test_all_failed_means_all_three_were_judged(results: str | None, failed: bool) -> None:
    assert judge(results).all_failed is failed


STANDINGS = [
    ("ken.moss@harrowpike.example", SenderStanding.LEFT),
    ("new.clerk@harrowpike.example", SenderStanding.SAME_DOMAIN),
    ("new.clerk@mail.harrowpike.example", SenderStanding.SAME_DOMAIN),
    ("jo.sandhu@harrowpike-accounts.example", SenderStanding.LOOKALIKE),
    ("jo.sandhu@harrowplke.example", SenderStanding.LOOKALIKE),
    ("jo.sandhu@harowpike.example", SenderStanding.LOOKALIKE),
    ("jo.sandhu@harrowpike.com", SenderStanding.LOOKALIKE),
    ("jo.sandhu@harrowpike.example.evil.test", SenderStanding.LOOKALIKE),
    ("jo.sandhu@harrowpike.evil.test", SenderStanding.LOOKALIKE),
    ("ana@kestrel-0ffice.example", SenderStanding.LOOKALIKE),
    ("somebody@unrelated.test", SenderStanding.UNKNOWN),
    ("stranger@gmail.com", SenderStanding.UNKNOWN),
    ("receivables@kestrel-office.example", SenderStanding.UNKNOWN),
    ("tidewater.bursar@gmail.com", SenderStanding.VERIFIED),
]


@pytest.mark.parametrize(("address", "standing"), STANDINGS)
def test_standing_follows_the_contact_list(address: str, standing: SenderStanding) -> None:
    verdict = judge(results_for(address.partition("@")[2]), From=address)
    assert verdict.standing is standing
    assert (verdict.lookalike_of is not None) is (standing is SenderStanding.LOOKALIKE)
    assert bool(verdict.customer_ids) is (standing is SenderStanding.VERIFIED)


def test_a_stranger_at_a_free_mail_provider_is_named_so() -> None:
    assert "free_mail" in judge(results_for("gmail.com"), From="stranger@gmail.com").problems
    assert "free_mail" not in judge(results_for("gmail.com"), From="tidewater.bursar@gmail.com").problems


def test_customers_of_one_group_may_share_a_contact() -> None:
    verdict = judge(results_for("shared-services.example"), From="ap@shared-services.example")
    assert (verdict.verified, verdict.customer_ids) == (True, (NORTH, SOUTH))


def test_a_contact_of_two_unrelated_customers_is_not_verified() -> None:
    verdict = judge(results_for("factoring.example"), From="agent@factoring.example")
    assert not verdict.verified
    assert "several_customers" in verdict.problems
    assert set(verdict.customer_ids) == {HARROW, TIDE}


@pytest.mark.parametrize(
    ("reply_to", "foreign"),
    [
        ("jo.sandhu@harrowpike.example", ()),
        ("accounts@harrowpike.example", ()),
        ("Jo <JO.SANDHU@harrowpike.example>", ()),
        ("ken.moss@harrowpike.example", ("ken.moss@harrowpike.example",)),
        ("finance@tidewater-schools.example", ("finance@tidewater-schools.example",)),
        ("x@evil.test", ("x@evil.test",)),
        ("jo.sandhu@harrowpike.example, x@evil.test", ("x@evil.test",)),
        ("somewhere else", ("somewhere else",)),
    ],
)
def test_answers_may_go_to_colleagues_only(reply_to: str, foreign: tuple[str, ...]) -> None:
    verdict = judge(Reply_To=reply_to)
    assert verdict.reply_to_foreign == foreign
    assert ("reply_to_foreign" in verdict.problems) is bool(foreign)


def test_copies_to_strangers_are_named() -> None:
    verdict = judge(
        To="invoices@kestrel-office.example, spy@evil.test",
        Cc="accounts@harrowpike.example, finance@tidewater-schools.example",
    )
    assert verdict.cc_outsiders == ("spy@evil.test", "finance@tidewater-schools.example")
    assert "cc_outsider" in verdict.problems


@pytest.mark.parametrize(
    ("sender", "differs"),
    [("jo@harrowpike.example", False), ("x@evil.test", True), ("a@harrowpike.example, x@evil.test", True), ("?", True)],
)
def test_a_sender_of_another_domain_is_named(sender: str, differs: bool) -> None:
    assert ("sender_differs" in judge(Sender=sender).problems) is differs


def test_a_doubtful_from_is_never_authenticated() -> None:
    verdict = judge(From="Jörg <jo.sandhu@harrowpike.example>")
    assert (verdict.authenticated, verdict.standing) == (False, SenderStanding.KNOWN_UNVERIFIED)
    assert "from_invalid" in verdict.problems


@pytest.mark.parametrize(
    ("value", "borrowed"),
    [
        ("Jo Sandhu <x@evil.test>", True),
        ("SANDHU, Jo <x@evil.test>", False),
        ('"Sandhu, Jo" <x@evil.test>', True),
        ('"jo.sandhu@harrowpike.example" <x@evil.test>', True),
        ('"Accounts | harrowpike.example" <x@evil.test>', True),
        ("Jo Sandhu <ken.moss@harrowpike.example>", True),
        ("Ken Moss <ken.moss@harrowpike.example>", False),
        ("Somebody Else <x@evil.test>", False),
        ("Jo Sandhu <jo.sandhu@harrowpike.example>", False),
        ("Customer 1 <x@evil.test>", True),
    ],
)
def test_a_name_that_belongs_to_a_contact_is_borrowed_by_a_stranger(value: str, borrowed: bool) -> None:
    assert ("display_name_borrowed" in judge(From=value).problems) is borrowed


def test_a_signer_must_be_the_domain_or_above_it() -> None:
    assert aligned("harrowpike.co.uk", "mail.harrowpike.co.uk")
    assert not aligned("co.uk", "harrowpike.co.uk")
    assert not aligned("arrowpike.co.uk", "harrowpike.co.uk")
    assert not aligned("mail.harrowpike.co.uk", "harrowpike.co.uk")
    assert registered("a.b.harrowpike.co.uk") == "harrowpike.co.uk"


NAMES = [
    "harrowpike",
    "tidewater-schools",
    "nordlicht",
    "albrecht-werkzeuge",
    "brightmoor",
    "vandenberg",
    "construcciones-ruiz",
    "lemoine",
]
ENDINGS = ["example", "com", "co.uk", "de"]


def variants(name: str, ending: str) -> list[str]:
    middle = len(name) // 2
    other = "net" if ending != "net" else "org"
    return [
        f"{name[:middle]}{name[middle + 1 :]}.{ending}",
        f"{name[:middle]}{name[middle]}{name[middle:]}.{ending}",
        f"{name[:middle]}q{name[middle + 1 :]}.{ending}",
        f"{name[: middle - 1]}{name[middle]}{name[middle - 1]}{name[middle + 1 :]}.{ending}",
        f"{name}s.{ending}",
        f"{name[1:]}.{ending}",
        f"{name[:-2]}xx.{ending}",
        f"{name}.{other}",
        f"{name}-accounts.{ending}",
        f"pay-{name}.{ending}",
        f"{name}.{ending}.evil.test",
        f"{name}.secure.test",
        name.replace("e", "е") + f".{ending}",
        (name.replace("o", "ο").replace("i", "і") + f".{ending}").encode("idna").decode("ascii"),
        name.replace("i", "1").replace("o", "0").replace("l", "1") + f"-x.{ending}",
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ENDINGS)
def test_variants_of_a_customers_domain_are_seen(name: str, ending: str) -> None:
    missed = [
        one
        for one in variants(name, ending)
        if registered(one) != f"{name}.{ending}" and not looks_like(one, f"{name}.{ending}")
    ]
    assert missed == []


@pytest.mark.parametrize(("domain", "known"), [("unrelated.test", "harrowpike.example"), ("kpn.nl", "kvk.nl"), ("bakery.de", "harrowpike.de"),
                                               ("mail.harrowpike.example", "harrowpike.example")])  # fmt: skip
def test_unlike_domains_are_left_alone(domain: str, known: str) -> None:
    assert not looks_like(domain, known)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a (b) c", "a   c"),
        ("a (b (c) d) e", "a   e"),
        ('"(x)" (y)', '"(x)"  '),
        ("a (b", "a  "),
        (r"a (b \) c) d", "a   d"),
    ],
)
def test_comments_are_taken_out(text: str, bare: str) -> None:
    assert without_comments(text).split() == bare.split()
