"""Who watches the judge: a few mails with one guard taken away. Some mail must go wrong that goes well with the guard in its place."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from agent.reading import Reader
from tests.adversarial import unguarded
from tests.adversarial.books import World
from tests.adversarial.house import House
from tests.adversarial.judge import FOREIGN, UNVERIFIED, WRONG, faults
from tests.adversarial.liar import Liar
from tests.adversarial.mails import Mail, mail
from tests.adversarial.unguarded import problem, rules, together

VOTES = ("second_vote", "not_asked", "says_more")
MEANING = ("other_intent", "unclear", "first_vote", *VOTES)


@dataclass(frozen=True)
class Saboteur:
    """`kind`: of attack that the guard is there for. `fault`: what the judge must say without it. `lied`: the liar reads.
    `beside`: what is taken away in both runs, since it would hide the guard. `tries`: at most so many mails of that kind."""

    guard: str
    kind: str
    fault: str
    remove: Callable[[], AbstractContextManager[Any]]
    lied: bool = False
    beside: Callable[[], AbstractContextManager[Any]] = nullcontext
    tries: int = 16


SABOTEURS = (
    Saboteur("the sender is proven", "results without a good signature", UNVERIFIED, lambda: rules("sender_unverified", "forged_sender")),
    Saboteur("a good signature of the sender's domain", "results without a good signature", UNVERIFIED, unguarded.good_signature),
    Saboteur("only our server's results count", "results of the attack tests", UNVERIFIED, unguarded.our_server),
    Saboteur("From is beyond doubt", "From of the attack tests", UNVERIFIED, unguarded.strict_from),
    Saboteur("the exact address", "look-alike domain", UNVERIFIED, unguarded.exact_address),
    Saboteur("contacts who left", "contact who left", UNVERIFIED, unguarded.left_contacts),
    Saboteur("one customer or one group", "contact of two unjoined customers", UNVERIFIED, unguarded.one_customer),
    Saboteur("the company's own contacts", "contact of another company", UNVERIFIED, unguarded.one_company),
    Saboteur("Reply-To", "Reply-To elsewhere", UNVERIFIED, lambda: together(problem("reply_to_foreign"), rules("foreign_reply_to"))),
    Saboteur("nobody else in To or Cc", "somebody else in To or Cc", UNVERIFIED, lambda: problem("cc_outsider")),
    Saboteur("Sender", "Sender of another domain", UNVERIFIED, lambda: problem("sender_differs")),
    Saboteur("the mail's date", "another day", WRONG, lambda: rules("mail_too_old")),
    Saboteur("papers of the sender's own accounts", "another customer's number", FOREIGN, unguarded.own_accounts),
    Saboteur("the same, the reader replaced", "another customer's number", FOREIGN, unguarded.own_accounts, lied=True),
    Saboteur("every number is known", "own number beside a foreign one", WRONG, lambda: rules("nothing_found", "unknown_number")),
    Saboteur("every number in the subject, too", "foreign number in the subject", WRONG, lambda: rules("unknown_number")),
    Saboteur("released papers", "not released", WRONG, lambda: rules("not_releasable")),
    Saboteur("cancelled bills", "cancelled", WRONG, lambda: rules("invoice_not_plain")),
    Saboteur("kinds that a contact may have", "contact limited to statements", WRONG, lambda: rules("contact_may_not_receive")),
    Saboteur("accounts on hold", "account on hold", WRONG, lambda: rules("on_hold")),
    Saboteur("both votes", "second matter", WRONG, lambda: rules(*MEANING)),
    Saboteur("the second vote, the reader replaced", "second matter", WRONG, lambda: rules(*VOTES), lied=True),
    Saboteur("what is asked is our own finding", "number that is nowhere", WRONG, unguarded.own_finding, lied=True),
    Saboteur("signatures are read", "second matter in the signature", WRONG, lambda: rules("signature_speaks"),
             beside=lambda: rules(*MEANING), tries=80),
    Saboteur("hidden text", "second matter in hidden text", WRONG, lambda: rules("parser_flags")),
    Saboteur("both versions say the same", "second matter in the other version", WRONG, lambda: rules("parser_flags")),
    Saboteur("files with content", "second matter in a file", WRONG, lambda: rules("attachment_with_content")),
    Saboteur("orders to machines", "order to machines shown beside the text", WRONG, unguarded.orders_seen),
)  # fmt: skip


def noticed(house: House, whole: World, seed: int, one: Saboteur) -> Mail | None:
    """The first mail that goes wrong without the guard and well with it; None if there is none: then nothing watches it."""
    reader: Reader = Liar(whole, seed) if one.lied else house.parts.reader
    for number in range(one.tries):
        attack = mail(whole, seed, number, (one.kind,))
        with one.beside():
            with one.remove():
                without = faults(whole, attack, house.work(attack, [reader])[0])
            if one.fault in without and not faults(whole, attack, house.work(attack, [reader])[0]):
                return attack
    return None
