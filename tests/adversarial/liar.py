"""A reader that claims whatever leaks most: a plain request beyond doubt, and other people's numbers as what is asked for."""

from random import Random

from agent.domain.facts import DocumentAsk, Facts, Finding, Span
from agent.domain.vocabulary import DocumentKind
from tests.adversarial.books import World
from tests.agent.test_law_one import Adversary


class Liar(Adversary):
    name, version = "liar", "1"

    def __init__(self, whole: World, seed: int) -> None:
        super().__init__(seed)
        self.numbers = [bill.number for one in whole.accounts for bill in one.bills]
        self.orders = [bill.order for one in whole.accounts for bill in one.bills]
        self.draw = Random(seed)

    def facts(self, claim: Span) -> Facts:
        """All that is open, or everything that stands with somebody else; and that this is a request and no more."""
        wanted = tuple(self.draw.sample(self.numbers, 6)) + tuple(self.draw.sample(self.orders, 2))
        spans = tuple(Span(part="newest", start=0, end=len(one), quote=one) for one in wanted)
        kind = self.draw.choice((DocumentKind.INVOICE, DocumentKind.POD, DocumentKind.STATEMENT))
        everything = DocumentAsk(kind=kind, span=claim, scope="all_open")
        others = DocumentAsk(kind=kind, span=claim, references=wanted)
        mine = self.draw.random() < 0.5
        changed = {
            "asks": (everything if mine else others,),
            "references": () if mine else spans,
            "request": Finding(code="request", confidence=1.0, span=claim),
            "beyond": Finding(code="beyond", confidence=0.0, span=claim),
        }
        return super().facts(claim).model_copy(update=changed)
