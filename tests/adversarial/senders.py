"""Who writes: mails that come from somebody else than they seem to, or whose answer would go elsewhere. None is answered."""

from datetime import timedelta
from random import Random

from tests.adversarial.books import AGENT, FREE, GONE, World
from tests.adversarial.plan import Axis, Plan, Twist, passed
from tests.agent.letters import JO, SERVER
from tests.agent.test_attacks import FROM, RESULTS

EVIL = ("x@evil.test", "ap@payables-desk.test", "jo.sandhu@freemail.test", "accounts@mail.evil.test")
WRAPS = (
    "{}",
    "<{}>",
    '"{}"',
    "({})",
    "=?utf-8?q?{}?=",
    "Jo <{}>",
    "{}:;",
    "Desk: {};",
    "<@relay.test:{}>",
    '"Jo <{}>"',
)
JOINTS = (" ", ", ", "; ", ":", "\r\n ", "\t", "", "\x00", "\r", "\n", "\r\nFrom: ", "\r\nfrom : ", "@", "\u200b")
HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "i": "і"}
"""Latin → Cyrillic."""
TWINS = (("m", "rn"), ("o", "0"), ("l", "1"), ("i", "l"), ("w", "vv"), ("e", "3"), ("d", "cl"))


def pick(dice: Random, *choices: str) -> str:
    return dice.choice(choices)


# --- From, and what our server said of it -----------------------------------------------------------------------------------


def localised(line: str, plan: Plan) -> str:
    """A line of the attack tests, with this contact's address and this company's server in it."""
    local, domain = plan.address.split("@")
    pairs = ((JO, plan.address), ("jo=2Esandhu", local.replace(".", "=2E")), ("jo.sandhu", local), ("harrowpike.example", domain),
             (SERVER, plan.company.server), (SERVER.upper(), plan.company.server.upper()))  # fmt: skip
    for old, new in pairs:
        line = line.replace(old, new)
    return line


def known_from(dice: Random, _: World, plan: Plan) -> Plan:
    return plan.but(lines={**plan.lines, "From": localised(pick(dice, *FROM.values()), plan)})


def grown_from(dice: Random, _: World, plan: Plan) -> Plan:
    """Two to four pieces in any order, one of them somebody else's address that no reader may take for a mere name."""
    evil = pick(dice, "{}", "<{}>", "({})", "{}:;", "Desk: {};", "Jo <{}>").format(pick(dice, *EVIL))
    pieces = [dice.choice(WRAPS).format(plan.address), evil, *(dice.choice(WRAPS).format(dice.choice((plan.address, *EVIL)))
              for _ in range(dice.randrange(3)))]  # fmt: skip
    dice.shuffle(pieces)
    made = pieces[0]
    for piece in pieces[1:]:
        made += dice.choice(JOINTS) + piece
    return plan.but(lines={**plan.lines, "From": f"From: {made}"})


def results(dice: Random, _: World, plan: Plan) -> Plan:
    return plan.but(lines={**plan.lines, "Authentication-Results": localised(pick(dice, *RESULTS.values()), plan)})


def grown_results(dice: Random, _: World, plan: Plan) -> Plan:
    """Our server's own verdict, without a good signature of the sender's domain; below it, perhaps, a forged one."""
    domain, server = plan.address.rpartition("@")[2], plan.company.server
    dkim = pick(dice, "none", "fail header.d={0}", "neutral header.d={0}", "pass header.d=evil.test", "pass header.d={0}.evil.test",
                "pass header.i=@{0}", "temperror header.d={0}", "pass header.d=x{0}", "policy header.d={0}").format(domain)  # fmt: skip
    spf, dmarc = pick(dice, "pass", "fail", "none"), pick(dice, "none", "fail", "bestguesspass", "temperror")
    line = f"Authentication-Results: {server}; dkim={dkim}; spf={spf} smtp.mailfrom={plan.address}; dmarc={dmarc} header.from={domain}"
    forged = pick(dice, "", "", f"\r\nAuthentication-Results: {passed(server, plan.address)}",
                  f"\r\nAuthentication-Results: mx.evil.test; {passed(server, plan.address).partition('; ')[2]}",
                  f"\r\nARC-Authentication-Results: i=1; {passed(server, plan.address)}")  # fmt: skip
    return plan.but(lines={**plan.lines, "Authentication-Results": line + forged})


# --- other addresses ----------------------------------------------------------------------------------------------------------


def written_by(plan: Plan, address: str, name: str = "") -> Plan:
    """A mail that our server found to come from this address."""
    return plan.but(address=address, name=name or plan.name)


def lookalike(dice: Random, _: World, plan: Plan) -> Plan:
    local, domain = plan.address.split("@")
    return written_by(plan, f"{local}@{dice.choice(lookalikes(dice, domain))}")


def lookalikes(dice: Random, domain: str) -> list[str]:
    """Domains that somebody else could register, or could name below their own."""
    stem, ending = domain.rsplit(".", 1)
    place = dice.randrange(1, len(stem) - 1)
    foreign = "".join(HOMOGLYPHS.get(letter, letter) for letter in stem)
    found = [
        f"{stem[:place]}{stem[place + 1 :]}.{ending}", f"{stem[:place]}{stem[place]}{stem[place:]}.{ending}",
        f"{stem[:place]}{stem[place + 1]}{stem[place]}{stem[place + 2 :]}.{ending}", f"{stem[:place]}-{stem[place:]}.{ending}",
        f"{stem}.test", f"{stem}-accounts.{ending}", f"the{stem}.{ending}", f"{stem}.evil.test", f"{domain}.evil.test",
        f"xn--{foreign.encode('punycode').decode()}.{ending}", f"{stem}.com", f"{stem}s.{ending}",
        *(f"{stem.replace(old, new, 1)}.{ending}" for old, new in TWINS if old in stem),
    ]  # fmt: skip
    return [one for one in found if one != domain]


def neighbour_address(dice: Random, _: World, plan: Plan) -> Plan:
    """At the customer's own domain, below or above it, but not the contact."""
    local, domain = plan.address.split("@")
    return written_by(plan, pick(dice, f"{local}@mail.{domain}", f"{local}+x@{domain}", f"{local.replace('.', '')}@{domain}",
                                 f"ap@{domain}", f"{local}x@{domain}", f"{local}@{domain.partition('.')[2]}"))  # fmt: skip


def stranger(dice: Random, _: World, plan: Plan) -> Plan:
    name = pick(
        dice,
        plan.name,
        f'"{plan.address}"',
        f'"{plan.name} <{plan.address}>"',
        f'"{plan.account.name}"',
        "Sam Stranger",
    )
    return written_by(plan, pick(dice, *EVIL, "harrow.accounts@gmail.com"), name)


def person_of(standing: str) -> Twist:
    def apply(_: Random, __: World, plan: Plan) -> Plan | None:
        found = plan.account.person(standing)
        return written_by(plan, found.address, found.name) if found else None

    return Twist(apply, unverified=True)


def twin_of_free_mail(dice: Random, _: World, plan: Plan) -> Plan | None:
    found = plan.account.person(FREE)
    if found is None:
        return None
    local, domain = found.address.split("@")
    made = pick(dice, local.replace(".", "_"), f"{local}1", local.replace(".", "", 1), f"{local}+x")
    return written_by(plan, f"{made}@{domain}", found.name)


def contact_of_another_company(dice: Random, whole: World, plan: Plan) -> Plan:
    """A proven contact, but of a company whose mailbox this is not. They may ask for what is theirs, or ours."""
    other = dice.choice(whole.strangers(plan.account))
    ask = plan.ask if dice.random() < 0.5 else f"Please send us a copy of invoice {other.bills[0].number}."
    return written_by(plan, other.contact.address, other.contact.name).but(ask=ask)


def ourselves(dice: Random, whole: World, plan: Plan) -> Plan:
    return written_by(plan, pick(dice, plan.company.mailbox, f"boss@{plan.company.domain}"))


# --- where an answer would go -------------------------------------------------------------------------------------------------


def answers_to(*names: str) -> Twist:
    def apply(dice: Random, whole: World, plan: Plan) -> Plan:
        address, other = dice.choice(EVIL), dice.choice(whole.neighbours(plan.account)).contact.address
        local, domain = plan.address.split("@")
        value = pick(dice, address, other, f"{plan.address}, {address}", f"Jo <{address}>", f"Team: {address};",
                     f"{local}@{dice.choice(lookalikes(dice, domain))}", plan.account.people[2].address)  # fmt: skip
        name = dice.choice(names)
        return plan.but(fields={**plan.fields, name: f"{plan.company.mailbox}, {value}" if name == "To" else value})

    return Twist(apply, unverified=True)


def on_behalf(dice: Random, _: World, plan: Plan) -> Plan:
    value = pick(dice, *EVIL, f"{plan.address}, {EVIL[0]}", "nobody", f"x@{lookalikes(dice, plan.account.domain)[0]}")
    return plan.but(fields={**plan.fields, "Sender": value})


def another_day(dice: Random, _: World, plan: Plan) -> Plan:
    return plan.but(sent=plan.sent + timedelta(days=dice.choice((-400, -30, -4, 4, 30))))


def address_as_name(dice: Random, whole: World, plan: Plan) -> Plan:
    """A contact under another address's name: odd, but the contact's."""
    other = dice.choice((*EVIL, dice.choice(whole.neighbours(plan.account)).contact.address))
    return plan.but(name=f'"{other}"')


SENDERS: Axis = {
    "From of the attack tests": Twist(known_from, unverified=True),
    "From grown from pieces": Twist(grown_from, unverified=True),
    "results of the attack tests": Twist(results, unverified=True),
    "results without a good signature": Twist(grown_results, unverified=True),
    "look-alike domain": Twist(lookalike, unverified=True),
    "unknown address at the customer's domain": Twist(neighbour_address, unverified=True),
    "stranger": Twist(stranger, unverified=True),
    "contact who left": person_of(GONE),
    "contact of two unjoined customers": person_of(AGENT),
    "twin of a free-mail contact": Twist(twin_of_free_mail, unverified=True),
    "contact of another company": Twist(contact_of_another_company, unverified=True),
    "our own address": Twist(ourselves, unverified=True),
    "Reply-To elsewhere": answers_to("Reply_To"),
    "somebody else in To or Cc": answers_to("Cc", "To"),
    "Sender of another domain": Twist(on_behalf, unverified=True),
    "another day": Twist(another_day),
    "address as name": Twist(address_as_name, never=False),
}
