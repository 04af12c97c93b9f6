"""What a mail says about paying: sent, promised for which day, how much, in which steps."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from agent.domain.date_readings import add_months
from agent.domain.date_words import WEEKDAY
from agent.domain.dates import FoundDate, find_dates
from agent.domain.facts import Amount, DateMention, Instalment, Span
from agent.domain.folding import fold
from agent.domain.money import FoundAmount, find_amounts
from agent.reading.hardships import INSTALMENTS
from agent.reading.sentences import Sentence, sentences

PAYING = re.compile(
    r"\b(?:pa(?:y|ys|ying|id|yable|yment|yments)|settl\w+|transfer\w*|remit\w*|releas\w+|clear(?:ed|ing)?|cheques?|checks?|bacs|eft|ach|payment run|check run|wire[ds]?|sort(?:ed)?|promise|it'?ll be|scheduled|voucher list|cash|due to go|goes? (?:out|on|off)|going (?:out|off)|will (?:\w+ )?go|will send|discharge|you'?ll have|have it|off the account|will do|reach you|leave us|credit(?:ed)?|card"
    r"|zahl\w*|bezahl\w*|uberweis\w*|ueberweis\w*|angewiesen|anweis\w*|anzuweis\w*|begleich\w*|beglich\w*|ausgleich\w*|wertstellung|valuta|geht raus|gehen .{0,20}raus|terminiert|geld|erhalten sie|ausbuch\w*|einbezahlt|termin|mach ich|zahllauf\w*|vergutungs\w*|auszahl\w*|angeordnet|freigeb\w*|regulier\w*|krieg(?:t|en|st)|bei euch"
    r"|pa[iy](?:e|es|ons|ez|er|ement|ements|erai|erons|era|eront|ions)|regl(?:e|ee|es|ees|er|ement|erons|erai|ons|ions)|virement\w*|vir(?:e|er|erai|erons)|vers(?:e|er|ement|erai|erons)|cheque|sold(?:e[rs]?|era|erai|erons|erez)|partira|part|mandat\w*|sera programme|est programme\w*|acquitt\w*|valeur|je met[s]?|sortir|va sortir|envoie ce que je dois|prevu|campagne de paiement"
    r"|pag(?!in)\w+|abon(?:o|a|ar|aremos|are|ado|ada|amos|ara)|transfer\w+|transfier\w+|ingres(?:o|a|ar|amos|are|aremos|ado)|gir(?:o|amos|aremos|ar)|liquid\w+|cancel(?:ar|o|aremos|ado)|consign\w+|dispersion|deposit\w+|te doy|en mano|cuenta sin falta|hacemos|corrida|sale el|lo tienes|tendreis|e-cheq|orden al banco"
    r"|betaal\w*|betal\w*|voldaan|voldoen|overgemaakt|overmaken|maak .{0,30}over|maken .{0,30}over|gestort|stort\w*|overboek\w*|bijschrijving|regel het|staat (?:het )?(?:erop|op (?:je|uw|jullie) rekening)|in orde|ingepland|betaalrun|betaalbatch|run van|krijg je|volgt)\b"
)
SENT = re.compile(
    r"\b(?:(?:has|have|was|were|been|is|are|'s|already|got|we|i|just|today|yesterday) (?:\w+ ){0,3}?(?:paid|transferred|sent|remitted|settled|wired|credited|cleared|initiated|released)|paid (?:on|by|in|last|today|yesterday|this|it|that|before|via|already|the|them|you|from)|went (?:across|out|off|through|in the post)|(?:payment|transfer) (?:was )?(?:made|sent|initiated)|eft'?d|(?:this|it|payment|cheque|money) left (?:on|us|our|\w+ \w+ (?:today|by|yesterday))|hit the mailbox|remittance advice|credit initiated|payment notification|mailed check|left (?:our|my) (?:bank|account)|in the post already|off to you today|payment confirmation|over, net|(?:did|have|has|i|we) (?:\w+ )?(?:posted?|dropped) (?:the|a|you a|your|my|our) cheque"
    r"|(?:haben|habe?|hat|wurden?|ist|sind|bereits|schon|heute|gestern|am \d+\.\d*\.?) (?:[\w\']+[ .,]+){0,9}?(?:uberwiesen|bezahlt|gezahlt|beglichen|angewiesen|einbezahlt|ausgeglichen|abgebucht|eingezahlt|geschickt per|bezahlt worden)|seit \w+ unterwegs|per paypal geschickt|(?:ist|sind|ging|gingen|gestern|schon|bereits) (?:\w+ ){0,5}?raus|(?:uberwiesen|bezahlt|gezahlt|beglichen|angewiesen) (?:haben|habe?|wurden?|worden)|zahlungsavis|avis \d|uberweisung ist (?:raus|erfolgt)|zahlung ist (?:raus|erfolgt)|bezahlt (?:am|hab\w*)|^uberwiesen am|is (?:scho |schon )?(?:uberwiesen|raus|bezahlt)|(?:runter vom|vom) konto|zahlung erfolgte|geld ist (?:\w+ ){0,2}(?:raus|unterwegs)"
    r"|(?:avons|ai|a|est|a ete|ont ete|ete|sont|c'est) (?:\w+ ){0,3}?(?:paye\w*|regle\w*|vire\w*|verse\w*|effectue\w*|emis\w*|parti(?:e?s?)\b|acquitte\w*|intervenu\w*|poste[es]*|solde\w*|execute\w*|envoye\w* (?:hier|ce matin)|procede)|confirme le debit|virement \w* ?(?:de .{0,20})?envoye|avis de (?:virement|paiement|reglement)|virement (?:effectue|parti|fait|emis|du)|deja (?:paye|regle|fait)\w*|paiement (?:effectue|est intervenu)|virement de .{0,30}est parti"
    r"|(?:hemos|he|ha|han|se|fue|fueron|ya|esta|estan|quedo) (?:\w+ ){0,3}?(?:pagad\w*|pago|pagaron|pague|transferid\w*|transferi|abonad\w*|abono|abonamos|ingresad\w*|realizad\w*|emitid\w*|enviad\w+ la transferencia|liquidad\w*|consigne|deposit\w+|cancelad\w*|girad\w*)|aviso de (?:pago|transferencia)|notificacion de pago|justificante adjunto|pago realizado|transferencia (?:realizada|hecha|emitida)|pagamos el|se cargo el|(?:bizum|transferencia|pago) (?:hecho|hecha|enviad[oa])|os los pase|os la pase|l[oa]s? pague (?:yo|el|ayer|hace)|(?:te|le|les|os) transferi|he ordenado|spei enviado|se pago|se realizo|(?:hice|hicimos|hicieron) (?:\w+ ){0,2}(?:transferencia|pago|ingreso)|mande .{0,12}(?:e-cheq|transferencia)"
    r"|(?:is|zijn|hebben|heb|werd|werden|heeft|al|reeds|gisteren|vandaag|vanmorgen) (?:\w+[ .,]+){0,8}?(?:betaald|overgemaakt|overgeschreven|voldaan|gestort|overgeboekt|afgeschreven)|betalingsadvies|betaaladvies|betaalspecificatie|betaling is (?:verricht|gedaan|onderweg|uitgevoerd)|maakte[n]? .{0,30}over|totaal overgemaakt|betaaldatum|overschrijving .{0,20}vertrokken|ging (?:gisteren|vanochtend|vandaag) de deur uit)\b"
)
NOT_YET = re.compile(
    r"\b(?:will|to be|would|shall|can|could|cannot|can't|not|n't|never|non|wasn't|isn't|once|as soon as|if|when|until|before|unless|should|wird|werden|nicht|noch nicht|sobald|wenn|bevor|bis|soll\w*|konnen?|kann"
    r"|sera|seront|serez|pas|jamais|des que|lorsque|quand|si|avant|devrait|sera|no|cuando|en cuanto|si|antes de|sera|seran|debe|nunca|tras|una vez|wordt|worden|zal|zullen|niet|nooit|zodra|als|wanneer|voordat|tot|kan|over-?paid|twice|double|doppelt|deux fois|dos veces|dubbel|tweemaal|what we|what i|ce que|lo que)\b"
)
ASKED_TO_WAIT = re.compile(
    r"\b(?:until|till|bis (?:zum|ende|\d)|jusqu|hasta|tot (?:en met|\d)|wait|warten|attendre|patienter|esperar|wachten|geduld|instead of|statt|au lieu|en lugar|in plaats|i said|i know i|told you|dije|j'ai dit|gesagt|gezegd|due (?:on|date)|fallig|echeance|vencimiento|vervaldatum|dated?|invoice of|rechnung vom|facture du|factura del|factuur van|entgegen meiner|letter of|mahnung vom|rappel du|relance du)\b"
)


class PaymentTalk(NamedTuple):
    promise_date: DateMention | None
    promise_amount: Amount | None
    sent: bool
    payment_date: DateMention | None
    schedule: tuple[Instalment, ...]
    proposed: bool
    """Only asks whether one may pay on such a day or in such steps."""


class Clause(NamedTuple):
    sentence: Sentence
    folded: str
    days: list[FoundDate]
    amounts: list[FoundAmount]
    sent: bool
    paying: bool
    proposed: bool


def read_payments(text: str, subject: str, day: date, language: str, asking: bool = False) -> PaymentTalk:
    """Of the new text. A promise is the first payment still to come; a payment sent has no promise of its own.

    `asking`: the mail asks for papers, so a day is one of payment only where paying is spoken of.
    """
    clauses = [read_clause(one, day, language) for one in sentences(text)]
    said = any(one.sent for one in clauses) or bool(
        re.search(
            r"remittance|payment notification|zahlungsavis\b.{0,40}valuta|avis de virement|notificacion de pago|betaaladvies",
            fold(subject),
        )
        and any(one.sent for one in clauses)
    )
    promised = promise(clauses, day, asking)
    payment_date = paid_on(clauses, text, day) if said else None
    steps = schedule(clauses, day)
    amount = None
    if promised is not None:
        amount = amount_for(promised, clauses, text)
    return PaymentTalk(
        promise_date=mention(promised, text) if promised else None,
        promise_amount=amount,
        sent=said,
        payment_date=payment_date,
        schedule=steps,
        proposed=not promised and not said and any(one.proposed and one.paying for one in clauses if stated(one)),
    )


def stated(clause: Clause) -> bool:
    """Names a day, an amount or steps to pay in."""
    return bool(clause.days or clause.amounts or INSTALMENTS.search(clause.folded))


def read_clause(one: Sentence, day: date, language: str) -> Clause:
    folded = fold(one.text)
    days = [
        found._replace(start=found.start + one.start, end=found.end + one.start)
        for found in find_dates(one.text, day, language)
    ]
    amounts = [
        found._replace(start=found.start + one.start, end=found.end + one.start) for found in find_amounts(one.text)
    ]
    amounts = [one_ for one_ in amounts if not any(one_.start < at.end and at.start < one_.end for at in days)]
    clause = Clause(
        one, folded, days, amounts, paid(folded), bool(PAYING.search(folded)), bool(PROPOSED.search(folded))
    )
    return clause._replace(days=[gone_by(clause, found, day) for found in days])


PROPOSED = re.compile(
    r"^(?:[^,:?]{0,25}[,:] )?(?:(?:and|so|but|or|und|oder|aber|et|ou|mais|y|o|pero|en|of|maar|also|alors|entonces|dan) )?(?:(?:could|can|may|might|would|shall) (?:we|i|you|it|the|this)\b|(?:is|would) (?:it|there) (?:\w+ )?(?:possible|acceptable|a chance|any chance)|any chance|do you (?:accept|agree)"
    r"|(?:konnten|konnte|konnen|kann|durften|durfen|darf|ware es|ginge|geht|ist es|sind sie|waren sie|wurden sie|bestunde|besteht) "
    r"|(?:pourr(?:ions|ais|iez|ait)|pouvons|peut|puis|serait-il|est-il|est-ce (?:possible|qu)|serait-ce|accepteriez|acceptez|me laisseriez|seriez|nous serait-il|vous serait-il)"
    r"|¿? ?(?:podriamos|podria|podrian|podemos|puedo|seria|es posible|cabria|aceptarian|aceptais|admitis|nos permit\w+|os vendria|les vendria)"
    r"|(?:kunnen|kan|mogen|mag|zouden|zou|is het|lukt het|gaat u|gaan jullie) )[^?]*\?$"
)
"""Whether one may pay like that is asked; nothing is promised yet."""


def gone_by(clause: Clause, found: FoundDate, day: date) -> FoundDate:
    """Where money left already, "Friday" and "the 9th" are the last ones."""
    if not clause.sent or found.day <= day or not paid(part_of(clause, found)):
        return found
    words = clause.folded[found.start - clause.sentence.start : found.end - clause.sentence.start]
    if re.fullmatch(WEEKDAY, words):
        return found._replace(day=found.day - timedelta(days=7))
    return found._replace(day=add_months(found.day, -1)) if DAY_ALONE.fullmatch(words) else found


DAY_ALONE = re.compile(r"(?!.*(?:kw|week|woche|seman|semaine))\D*\b\d{1,2}(?:st|nd|rd|th|\.|er|e|de|ste)?")


def paid(folded: str) -> bool:
    for match in SENT.finditer(folded):
        start = max(folded.rfind(mark, 0, match.start()) for mark in (",", ";", ":", "(", " -")) + 1
        pending = NOT_YET.search(folded, start, match.end()) or LATER.match(folded, match.end())
        if not pending and not ASKED.match(folded[start:]):
            return True
    return False


LATER = re.compile(r" (?:wird|werden|werde|sein wird|for payment run)\b")
ASKED = re.compile(
    r"\W*(?:has|have|had|was|were|is|did|ist|sind|haben|hat|wurden?|est-ce|a-t-|avez|ha|han|esta|se ha|zijn|heeft|hebben|werd)\b[^.!]*\?$"
)
"""Whether it was paid is only asked: "Has it been paid already?"."""


def still_to_come(clause: Clause, found: FoundDate, day: date) -> bool:
    before = clause.folded[: found.start - clause.sentence.start]
    return found.day >= day and not ASKED_TO_WAIT.search(before[-28:])


def promise(clauses: list[Clause], day: date, asking: bool) -> FoundDate | None:
    """The first payment day still to come; words that speak of paying count before others."""
    candidates = [
        (one, found)
        for one in clauses
        for found in one.days
        if not one.proposed and still_to_come(one, found, day) and not already(one, found, day)
    ]
    candidates = [(one, found) for one, found in candidates if found.day > day or pays_at_once(one, found)]
    beside = [found for one, found in candidates if PAYING.search(part_of(one, found))]
    near_by = [found for one, found in candidates if one.paying]
    spoken_of = not asking or any(one.paying for one in clauses)
    group = beside or near_by or [found for _, found in candidates if spoken_of]
    return min(group, key=lambda one: (one.day, one.start), default=None)


def pays_at_once(clause: Clause, found: FoundDate) -> bool:
    before = clause.folded[: found.start - clause.sentence.start]
    return bool(
        re.search(
            r"\b(?:pay|transfer|will go|goes|going|zahle[n]?|uberweise[n]?|gehe?n?t?|paie|payons|virons|part|pago|pagamos|transfiero|sale|betaal|betalen|gaat|maak|maken)\b.{0,20}$",
            before,
        )
    )


def part_of(clause: Clause, found: FoundDate) -> str:
    """The words between the commas around a date."""
    place = found.start - clause.sentence.start
    marks = [
        match.start()
        for match in re.finditer(r"[,;:]|\b(?:and|und|et|y|but|aber|mais|pero|maar|rest)\b", clause.folded)
    ]
    first = max((one for one in marks if one <= place), default=0)
    return clause.folded[first : min((one for one in marks if one > place), default=len(clause.folded))]


def already(clause: Clause, found: FoundDate, day: date) -> bool:
    """What was paid today is no promise."""
    return clause.sent and (found.day == day or paid(part_of(clause, found)) or part_of(clause, found) == clause.folded)


def paid_on(clauses: list[Clause], text: str, day: date) -> DateMention | None:
    for one in clauses:
        past = [found for found in one.days if found.day <= day]
        if one.sent and past:
            return mention(max(past, key=lambda found: found.day), text)
    return None


def amount_for(promised: FoundDate, clauses: list[Clause], text: str) -> Amount | None:
    """The amount said together with that day; else the only amount of the sentences that speak of paying."""
    home = next((one for one in clauses if promised in one.days), None)
    if home and (usable := [one for one in home.amounts if one.value > 0 and to_come(home, one)]):
        return as_amount(near(promised, usable), text)
    rest = [
        found
        for one in clauses
        if one.paying and not one.sent
        for found in one.amounts
        if found.value > 0 and to_come(one, found)
    ]
    return as_amount(rest[0], text) if len(rest) == 1 else None


def to_come(clause: Clause, amount: FoundAmount) -> bool:
    """Not an amount already sent, held back, or still without a day."""
    local = clause.folded
    place, end = amount.start - clause.sentence.start, amount.end - clause.sentence.start
    start = (
        max(
            (local.rfind(mark, 0, place) for mark in (",", ";", ":", " and ", " und ", " et ", " y ", " en ")),
            default=-1,
        )
        + 1
    )
    before, after = local[start:place], local[end : end + 30]
    if SENT.search(local[start : end + 25]) and paid(local[start : end + 25]):
        return False
    return not re.search(
        r"(?:balance|limit|fur die (?:ubrigen|restlichen)|instead of|statt|except|less|minus|deduct\w*|knocked|discount|skonto|remaining|de andere|van de|out of|sur les|von den|de los)[ \w]{0,10}$",
        before,
    ) and not (WHOLE.search(before) or re.match(r" ?(?:is |are )?(?:credit|deducted|disputed|held|off for)", after))


WHOLE = re.compile(
    r"\d ?(?:[€£$]|[a-z]{3,5})? (?:out )?(?:of|von|sur|de|van)(?: the| your| den| der| les| los| de| la)? $"
)
"""Before the amount of which a part is promised: "4,000.00 of the 7,250.00"."""


def near(promised: FoundDate, amounts: list[FoundAmount]) -> FoundAmount:
    return min(amounts, key=lambda one: min(abs(one.start - promised.end), abs(promised.start - one.end)))


def schedule(clauses: list[Clause], day: date) -> tuple[Instalment, ...]:
    """Two or more payments to come, each with its day: paired by nearness, in order of their days."""
    pairs: list[tuple[date, FoundAmount]] = []
    for one in clauses:
        days = [found for found in one.days if still_to_come(one, found, day)]
        amounts = [found for found in one.amounts if found.value > 0 and to_come(one, found)]
        if len(days) == len(amounts) and days:
            pairs += [(found.day, amount) for found, amount in zip(days, amounts, strict=True)]
    if len(pairs) < 2:
        return ()
    return tuple(Instalment(day=when, amount=amount.value) for when, amount in sorted(pairs, key=lambda pair: pair[0]))


def mention(found: FoundDate, text: str) -> DateMention:
    return DateMention(day=found.day, exact=found.exact, span=span_at(found.start, found.end, text))


def as_amount(found: FoundAmount, text: str) -> Amount:
    return Amount(value=found.value, currency=found.currency, span=span_at(found.start, found.end, text))


def span_at(start: int, end: int, text: str, part: str = "newest") -> Span:
    return Span(part=part, start=start, end=end, quote=text[start:end])
