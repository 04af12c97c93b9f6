"""What was sold: the lines behind an invoice's amount, always the same for the same number."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from connectors.ports import InvoiceRecord
from duecourse.demo.data import ClientEntry, company, story

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """`price` is net, for one, in the invoice's currency."""

    text: str
    count: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        return self.count * self.price


def net_amount(invoice: InvoiceRecord) -> Decimal:
    """The amount without tax. Hotels abroad or at home: the demo company charges its own country's rate to all."""
    rate = company().client(invoice.client_id).tax_rate
    return (invoice.amount / (1 + rate)).quantize(CENT, ROUND_HALF_UP)


def lines(invoice: InvoiceRecord) -> tuple[Line, ...]:
    """Goods, and a last line that brings them to the net amount."""
    client = company().client(invoice.client_id)
    net = net_amount(invoice)
    chosen = told(invoice.number, client) or drawn(invoice.number, client, net)
    rest = net - sum((line.total for line in chosen), Decimal(0))
    return (*chosen, Line(client.last_line, 1, rest)) if rest > 0 else tuple(chosen)


def told(number: str, client: ClientEntry) -> list[Line]:
    """What the story says was ordered."""
    prices = dict(client.goods)
    ordered = next((entry.goods for entry in story().invoices if entry.number == number), ())
    return [Line(text, count, prices[text]) for text, count in ordered]


def drawn(number: str, client: ClientEntry, net: Decimal) -> list[Line]:
    """Up to four goods that together stay a little below the net amount."""
    random = Random(number)
    left = net * Decimal("0.94")
    chosen: list[Line] = []
    for text, price in random.sample(client.goods, 4):
        count = int(left / price * Decimal(random.choice(("0.4", "0.7", "1")))) if price <= left else 0
        if count:
            chosen.append(Line(text, count, price))
            left -= count * price
    return chosen
