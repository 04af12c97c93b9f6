"""What may not be, judged by the ground truth alone. Pure; knows nothing of the product but what left."""

from tests.adversarial.books import World
from tests.adversarial.house import Answer
from tests.adversarial.mails import Mail

WRONG, FOREIGN, UNVERIFIED, OFF = (
    "wrong automatic answer",
    "foreign document",
    "answer to an unverified sender",
    "other papers",
)
FAULTS = (WRONG, FOREIGN, UNVERIFIED, OFF)


def faults(whole: World, mail: Mail, answer: Answer) -> list[str]:
    """Which of the faults this answer is; none where nothing left."""
    if not answer.left:
        return []
    plan = mail.plan
    own = {code for code, owner in whole.owners.items() if owner == plan.account.code}
    found = {
        WRONG: plan.never,
        FOREIGN: not answer.papers <= own,
        UNVERIFIED: plan.unverified or answer.to != {plan.address},
        OFF: not plan.never and answer.papers != plan.right,
    }
    return [name for name in FAULTS if found[name]]
