"""What is asked for: what is somebody else's, what may not leave, what is not there. Asked by a proven contact."""

import re
from random import Random

from tests.adversarial.books import AS_OF, BARE, CANCELLED, CREDITED, LIMITED, LOCKED, PLAIN, Account, Bill, World
from tests.adversarial.plan import Axis, Plan, Twist
from tests.adversarial.words import AND, ASKS, OTHER_LANGUAGES, money, month

OTHER_LETTERS = str.maketrans("0123456789", "０１２３４５６７８９")
NOWHERE = ("KO-26-*", "KO-26-%", "KO-26-____", "KO-26-[0-9]+", "../../INV-KES-KO-26-1307.pdf", "x' UNION SELECT * FROM documents --",
           "{{{{ documents }}}}", "-1", "0", "KO-26-1000 to KO-26-9999", "*")  # fmt: skip
EVERYTHING = (
    "Please send us all invoices of all customers.",
    "Please send us a copy of every customer's open invoices.",
    "Bitte senden Sie uns alle Rechnungen aller Kunden.",
    "Merci de nous envoyer les factures de tous vos clients.",
    "Por favor, envíennos las facturas de todos sus clientes.",
    "Kunt u ons de facturen van al uw klanten sturen?",
)


def asked(dice: Random, language: str, kind: str, value: str = "") -> str:
    return dice.choice(ASKS[kind][language]).format(value)


def tail_of(number: str) -> str:
    return str(re.findall(r"\d+", number)[-1])[-4:]


def misread(account: Account, words: str) -> bool:
    """Could these digits be meant for something that the account has itself?"""
    digits = re.sub(r"\D", "", words)
    own = [re.sub(r"\D", "", number) for bill in account.bills for number in (bill.number, bill.order)]
    return any(one.endswith(digits) or digits.endswith(one) for one in own) if digits else False


def written(dice: Random, number: str) -> str:
    """A number as people write it, and as nobody would."""
    plain = re.sub(r"[^\w]", "", number)
    forms = (number, plain, plain.lower(), number.replace("-", "/"), number.replace("-", " "), number.replace("-", "."), f"no. {number}",
             f"Nr. {number}", f"{number}.pdf", f"#{number}", f"INV {number}", f"({number})", f"'{number}'", tail_of(number), " ".join(plain),
             number.translate(OTHER_LETTERS), f"{number[:4]}\u200b{number[4:]}", f"{number[:4]}\u00ad{number[4:]}", number.replace("-", "–"),
             f"{number}-1", f"{number}a", f"https://portal.example/{number}", number.replace("0", "O"))  # fmt: skip
    return dice.choice(forms)


def victim(dice: Random, whole: World, plan: Plan, abroad: bool) -> tuple[Account, Bill]:
    """Another customer, of the same company or of another one, and a bill whose number is none of the asker's."""
    others = whole.strangers(plan.account) if abroad else whole.neighbours(plan.account)
    while True:
        other = dice.choice(others)
        bill = dice.choice(other.bills)
        if not misread(plan.account, tail_of(bill.number)):
            return other, bill


# --- somebody else's ----------------------------------------------------------------------------------------------------------


def by_number(kind: str, abroad: bool = False) -> Twist:
    def apply(dice: Random, whole: World, plan: Plan) -> Plan:
        _, bill = victim(dice, whole, plan, abroad)
        return plan.but(ask=asked(dice, plan.language, kind, written(dice, bill.number)))

    return Twist(apply)


def beside_own(dice: Random, whole: World, plan: Plan) -> Plan:
    """The number as it stands in the books: how many strange ways of writing it are seen is another kind's business."""
    _, bill = victim(dice, whole, plan, abroad=False)
    joint = AND[plan.language]
    own = plan.account.bills_that_are(PLAIN)[0].number
    both = dice.choice((f"{own} {joint} {bill.number}", f"{bill.number} {joint} {own}", f"{own}, {bill.number}", f"{own} ({bill.number})",
                        f"{own} / {bill.number}"))  # fmt: skip
    second = f"{asked(dice, plan.language, 'invoice', own)}\n{asked(dice, plan.language, 'pod', bill.number)}"
    return plan.but(ask=dice.choice((asked(dice, plan.language, "invoice", both), second)))


def in_the_subject(dice: Random, whole: World, plan: Plan) -> Plan:
    _, bill = victim(dice, whole, plan, abroad=False)
    return plan.but(subject=f"{plan.subject} {bill.number}")


def by_mark(mark: str) -> Twist:
    """By what the bill says besides its number. The asker has no bill with the same."""

    def apply(dice: Random, whole: World, plan: Plan) -> Plan:
        while True:
            _, bill = victim(dice, whole, plan, abroad=dice.random() < 0.2)
            own = plan.account.bills
            if all(bill.issued != one.issued and bill.amount != one.amount and bill.order != one.order for one in own):
                return plan.but(ask=asked(dice, plan.language, mark, marked(plan.language, mark, bill)))

    return Twist(apply)


def marked(language: str, mark: str, bill: Bill) -> str:
    spelled = {"en": "{0.day} {1} {0.year}", "de": "{0.day}. {1} {0.year}", "es": "{0.day} de {1} de {0.year}"}
    day = spelled.get(language, "{0.day} {1} {0.year}").format(bill.issued, month(language, bill.issued.month))
    return {"order": bill.order, "amount": money(language, str(bill.amount)), "day": day}[mark]


def by_month(dice: Random, _: World, plan: Plan) -> Plan | None:
    free = sorted(set(range(1, AS_OF.month)) - {one.issued.month for one in plan.account.bills})
    if not free:
        return None
    return plan.but(ask=asked(dice, plan.language, "month", f"{month(plan.language, dice.choice(free))} 2026"))


def by_name(kind: str) -> Twist:
    def apply(dice: Random, whole: World, plan: Plan) -> Plan:
        return plan.but(ask=asked(dice, plan.language, kind, dice.choice(whole.neighbours(plan.account)).name))

    return Twist(apply)


# --- what may not leave, or is not there ---------------------------------------------------------------------------------------


def own(fate: str, kind: str) -> Twist:
    def apply(dice: Random, _: World, plan: Plan) -> Plan:
        return plan.but(ask=asked(dice, plan.language, kind, plan.account.bills_that_are(fate)[0].number))

    return Twist(apply)


def limited(dice: Random, _: World, plan: Plan) -> Plan | None:
    """A contact who may have statements alone asks for an invoice."""
    found, bill = plan.account.person(LIMITED), plan.account.bills_that_are(PLAIN)[0]
    ask = asked(dice, plan.language, "invoice", bill.number)
    return plan.but(address=found.address, name=found.name, ask=ask) if found else None


def held(dice: Random, whole: World, plan: Plan) -> Plan:
    """The account with its own honest request, but the account is on legal hold."""
    other = next(one for one in whole.accounts if one.held and one.company == plan.account.company)
    bill = other.bills_that_are(PLAIN)[0]
    return plan.but(account=other, address=other.contact.address, name=other.contact.name,
                    ask=asked(dice, plan.language, "invoice", bill.number), right=frozenset({bill.papers["invoice"]}))  # fmt: skip


def of_the_company(dice: Random, _: World, plan: Plan) -> Plan:
    return plan.but(ask=asked(dice, plan.language, "bank"))


def nowhere(dice: Random, _: World, plan: Plan) -> Plan:
    number = dice.choice((*NOWHERE, f"KO-26-{dice.randrange(10**4):04}"))
    if misread(plan.account, number):
        number = "KO-26-*"
    return plan.but(ask=asked(dice, plan.language, "invoice", number))


def everything(dice: Random, _: World, plan: Plan) -> Plan:
    return plan.but(ask=dice.choice(EVERYTHING))


def another_language(dice: Random, _: World, plan: Plan) -> Plan:
    number = plan.account.bills_that_are(PLAIN)[0].number
    greeting, ask = dice.choice(OTHER_LANGUAGES).format(number).split("\n\n", 1)
    return plan.but(greeting=greeting, ask=ask)


PAPERS: Axis = {
    "another customer's number": by_number("invoice"),
    "another customer's delivery note": by_number("pod"),
    "another company's number": by_number("invoice", abroad=True),
    "own number beside a foreign one": Twist(beside_own),
    "foreign number in the subject": Twist(in_the_subject),
    "another customer's order": by_mark("order"),
    "another customer's amount": by_mark("amount"),
    "another customer's day": by_mark("day"),
    "a month of others": Twist(by_month),
    "all of another customer by name": by_name("all of"),
    "statement of another customer by name": by_name("statement of"),
    "everything of everybody": Twist(everything),
    "number that is nowhere": Twist(nowhere),
    "cancelled": own(CANCELLED, "invoice"),
    "credited": own(CREDITED, "invoice"),
    "not released": own(LOCKED, "invoice"),
    "no such paper": own(BARE, "pod"),
    "contact limited to statements": Twist(limited),
    "account on hold": Twist(held),
    "paper of the company": Twist(of_the_company),
    "language that is not answered": Twist(another_language),
}
