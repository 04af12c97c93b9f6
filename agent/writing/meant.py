"""What a reply answers where the readers disagree: a person decides later, so the kinder and more careful reading wins.

The reader says what a mail means; the second vote (see `agent.domain.rules.meaning`) may doubt it. A draft that sends papers
nobody asked for, or overlooks an objection, is of no use to the person who gets it.
"""

import re

from agent.domain.facts import OpenAsk, Span
from agent.domain.folding import fold
from agent.domain.quotes import question_in
from agent.domain.request_words import WANT, WANTING
from agent.domain.vocabulary import DisputeReason, DocumentKind, Intent
from agent.writing.asides import CLAIMED, aside, noted, overlap, place_of, second_matter
from agent.writing.origins import spoken_for, words_of
from agent.writing.topics import MATTERS, Topic, topics

SURE, SURE_OF_NAMED = 0.95, 0.75
"""Of the second vote: its words ask for papers. Honest requests reach it, mere mentions of an invoice mostly do not. The lower one
where the wish stands right before the paper."""
LIKELY = 0.9
"""The same beside a mere promise."""
SURE_OF_MORE, SURE_OF_WORDS = 0.7, 0.85
"""A second matter beside another intent that the reply answers anyway: of the reader, and of the second vote's words."""
HALF_SEEN, HALF_SENT, HALF = 0.15, 0.4, 0.5
REQUEST, OTHER = Intent.DOCUMENT_REQUEST, Intent.OTHER
CLAIMS = {Intent.DISPUTE, Intent.HARDSHIP}
COPY = re.compile(
    r"\bre-?send|\brepeat the sending\b|\bcop(?:y|ies|ie|ia)s?\b|\bkopie\w*|\bduplica\w+"
    r"|\b(?:bitte|please|graag|svp|e?mail\w*|send\w*|schick\w*|stuur\w*|doorsturen|r?envoy\w+|mand\w+|envi\w+)\b[^.!?\n]{0,40}"
    r"\b(?:again|nochmals?|noch ?(?:ein)?mal|nog eens|opnieuw|encore|otra vez|de nuevo)\b"
)
"""Only what exists can be copied, or sent once more."""


def meant(ask: OpenAsk) -> OpenAsk:
    """The mail with the intents that the reply answers."""
    intents = ask.reading.intents
    if intents == (REQUEST,):
        ask, intents = _alone(ask)
    elif REQUEST not in intents and _overlooked_request(ask):
        intents = (*intents, REQUEST)
    elif REQUEST in intents and _no_request(ask):
        intents = without(intents, REQUEST)
    if Intent.PROMISE not in intents and _overlooked_payment(ask):
        intents = (*intents, Intent.PROMISE)
    if Intent.DISPUTE not in intents and _overlooked_deduction(ask):
        intents = (*intents, Intent.DISPUTE)
    if Intent.DISPUTE in intents and (_merely_paid(ask) or (OTHER in intents and _mere_question(ask))):
        intents = without(intents, Intent.DISPUTE)
    if len(intents) > 1 and OTHER in intents and _nothing_more(ask):
        intents = without(intents, OTHER)
    if len(intents) == 1:
        intents = (_claimed(ask, intents[0]),)
    return ask.model_copy(update={"reading": ask.reading.model_copy(update={"intents": intents})})


def _alone(ask: OpenAsk) -> tuple[OpenAsk, tuple[Intent, ...]]:
    """A request and nothing else, says the reader; with the place of what the second vote sees besides."""
    codes, place = {reason.code for reason in ask.verdict.reasons}, aside(ask)
    more = second_matter(ask, place)
    if more is None:
        return ask, () if "nothing_asked" in codes else (REQUEST,)
    doubtful = "reader_unsure" in codes or not asks_for_papers(ask)
    unasked = "nothing_asked" in codes or (doubtful and (place is None or more in CLAIMED))
    return noted(ask, place, more), (more,) if unasked else (REQUEST, more)


def _no_request(ask: OpenAsk) -> bool:
    """Beside another intent: no paper that the words would ask for was found, or it is only mentioned in a claim."""
    if len(ask.reading.intents) < 2:
        return False
    if _wants_a_new_one(ask):
        return True
    nameless = not ask.match.asks and ask.reading.facts.request is not None and not COPY.search(fold(ask.mail.newest))
    sure = SURE if CLAIMS.intersection(ask.reading.intents) else LIKELY if Intent.PROMISE in ask.reading.intents else 0
    return nameless or not asks_for_papers(ask, sure)


def _wants_a_new_one(ask: OpenAsk) -> bool:
    """An invoice put right, of one that is objected to: the one on file would be of no use."""
    text, objected = fold(ask.mail.newest), ask.reading.facts.dispute_reason in PUT_RIGHT
    kinds = {one.ask.kind for one in ask.match.asks}
    return objected and kinds <= {DocumentKind.INVOICE} and bool(NEW_ONE.search(text)) and not COPY.search(text)


PUT_RIGHT = (DisputeReason.BILLING_DATA, DisputeReason.WRONG_ENTITY, DisputeReason.TAX, DisputeReason.PRICE)
NEW_ONE = re.compile(
    r"\b(?:new|fresh|corrected|revised|amended|proper|valid|replacement|updated) (?:\w+ )?(?:one|invoice|bill|version)\b|\bre-?issue\w*|\bre-?invoice\w*"
    r"|\b(?:neue|korrigierte|berichtigte|geanderte|richtige|angepasste)[nrs]? (?:\w+ )?(?:rechnung|version|fassung|ausfertigung)\b|\bneu aus(?:zu)?stell\w*|\brechnungskorrektur\b"
    r"|\b(?:en|nous|m'en) (?:\w+ )?(?:transmettre|envoyer|adresser|etablir|emettre|faire parvenir|refaire) une (?:nouvelle|autre)\b|\b(?:nouvelle|autre) facture\b|\bfacture (?:corrigee|rectificative|rectifiee|modifiee|conforme)|\breedit\w+"
    r"|\b(?:nueva|otra) (?:factura|version)\b|\bfactura (?:nueva|corregida|rectificad\w|rectificativa|correcta)|\b(?:envien|emitan|hagan|manden|envieis|hagais|mandeis)\w* (?:una nueva|otra)\b"
    r"|\b(?:nieuwe|gecorrigeerde|aangepaste|verbeterde|juiste|correcte) (?:\w+ )?(?:factuur|versie)\b|\bopnieuw (?:op(?:te)?maken|op te maken|factureren|uitreiken)"
)


def _overlooked_request(ask: OpenAsk) -> bool:
    """The reader half saw it, the words fit nothing else, and the paper is there."""
    half_seen = ask.reading.confidence.get(REQUEST, 0) >= HALF_SEEN
    there = any(one.documents for one in ask.match.asks)
    return half_seen and there and bool(COPY.search(fold(ask.mail.newest)))


def _overlooked_payment(ask: OpenAsk) -> bool:
    """Beside an objection: the reader half saw it, and the words say that money was sent."""
    half_seen = ask.reading.confidence.get(Intent.PROMISE, 0.0) >= HALF_SENT
    return Intent.DISPUTE in ask.reading.intents and ask.reading.facts.payment_sent and half_seen


def _overlooked_deduction(ask: OpenAsk) -> bool:
    """Beside a payment: the words say that less was sent than billed."""
    facts = ask.reading.facts
    return (
        facts.payment_sent and facts.dispute_reason is DisputeReason.SHORT_PAY and Intent.PROMISE in ask.reading.intents
    )


def asks_for_papers(ask: OpenAsk, sure: float = SURE) -> bool:
    """Whether the second vote, where there is one, is sure of it, or the words fit nothing else."""
    vote, text = ask.reading.facts.request, fold(ask.mail.newest)
    if vote is None or not sure or COPY.search(text):
        return True
    least = SURE_OF_NAMED if _wanted_by_name(ask, text) else sure
    return vote.confidence >= least and bool(WANT.search(text))


def _wanted_by_name(ask: OpenAsk, text: str) -> bool:
    """ "Please send me KO-26-1307, the printer ate it": the wish stands right before the paper or its number."""
    there = [one.ask for one in ask.match.asks if one.documents]
    places = [one.span.start for one in there if one.span and one.span.part == "newest"]
    places += [text.find(fold(number)) for one in there for number in one.references]
    return any(WISH.search(text, max(0, place - 45), place) for place in places if place >= 0)


WISH = re.compile(
    rf"(?:{WANTING})(?:(?!\b(?:about|regarding|explanation|why|con|new|neue[nrs]?|nouvel\w*|nuev[oa]|nieuwe?|correct\w*|korrig\w*|corrig\w*|aangepaste?)\b)[^.,;:!?\n])*$"
)
"""Up to the paper, within its clause."""


def _mere_question(ask: OpenAsk) -> bool:
    """Nothing says what is objected to, and the reader rather saw another matter."""
    chance = ask.reading.confidence
    fainter = chance.get(Intent.DISPUTE, 1.0) < min(HALF, chance.get(OTHER, 0.0))
    return fainter and ask.reading.facts.dispute_reason is None


def _merely_paid(ask: OpenAsk) -> bool:
    """A day of payment or money sent, and nothing that says what is objected to."""
    facts, faint = ask.reading.facts, ask.reading.confidence.get(Intent.DISPUTE, 1.0) < HALF
    paying = Intent.PROMISE in ask.reading.intents and (facts.promise_date is not None or facts.payment_sent)
    return faint and paying and facts.dispute_reason is None


def _claimed(ask: OpenAsk, intent: Intent) -> Intent:
    """A claim that is named by rule and that the reader half saw, rather than a question or an objection to nothing."""
    facts, chance = ask.reading.facts, ask.reading.confidence
    if intent is OTHER and facts.dispute_reason and topics(ask) == [Topic.QUESTION]:
        return Intent.DISPUTE if chance.get(Intent.DISPUTE, 0) >= HALF_SEEN else intent
    struggles = chance.get(Intent.HARDSHIP, 0.0)
    if intent is Intent.DISPUTE and facts.hardship_ask and struggles >= HALF_SEEN:
        fainter = facts.dispute_reason is None or chance.get(Intent.DISPUTE, 1.0) < struggles
        return Intent.HARDSHIP if fainter else intent
    return intent


def _nothing_more(ask: OpenAsk) -> bool:
    """Faintly seen, or no more than the plea to look into what is disputed."""
    if place_of(ask) or topics(ask) not in ([], [Topic.QUESTION]):
        return False
    if _asks_but_for_papers(ask):
        return True
    plea = Intent.DISPUTE in ask.reading.intents and bool(PLEA.search(fold(ask.mail.newest)))
    return plea or (ask.reading.confidence.get(OTHER, 1.0) < SURE_OF_MORE and not _in_its_words(ask))


def _asks_but_for_papers(ask: OpenAsk) -> bool:
    """The only question of the mail is the request itself, which the reply answers."""
    question = question_in(ask.mail.newest)
    if REQUEST not in ask.reading.intents or question is None or ask.mail.newest.count("?") > 1:
        return False
    start, end = question
    place = Span(part="newest", start=start, end=end, quote=ask.mail.newest[start:end])
    wanted = any(overlap(one.ask.span, place) for one in ask.match.asks)
    return wanted and not _in_its_words(ask)


def _in_its_words(ask: OpenAsk) -> bool:
    """The second vote sees more than a request in the very words of the other matter, and nowhere else."""
    seen, words = ask.reading.facts.beyond, words_of(ask, OTHER)
    if seen is None or seen.span is None or words is None or seen.confidence < SURE_OF_WORDS:
        return False
    return overlap(words, seen.span) and not spoken_for(ask, OTHER, MATTERS)


PLEA = re.compile(
    r"\b(?:who|when) (?:will|is|can|could) (?:\w+ ){0,2}(?:come|coming|look|looking)\b[^?]{0,30}\?|\b(?:wer|wann) (?:kommt|schaut|sieht)\b[^?]{0,40}\?|\b(?:qui|quand) (?:vient|passe|viendra|passera)\b[^?]{0,30}\?|\b(?:quien|cuando) (?:viene|pasa|vendra|pasara)\w*\b[^?]{0,30}\?|\b(?:wie|wanneer) (?:komt|kijkt)\b[^?]{0,30}\?|"
    r"\b(?:can|could|would|will) (?:you|somebody|someone) (?:please )?(?:look|check|review|chase|clarify|sort|advise|explain)[^?]{0,40}\?"
    r"|\b(?:konnen|konnten|wurden) sie (?:\w+ ){0,3}(?:prufen|klaren|nachsehen|erklaren)[^?]{0,20}\?"
    r"|\b(?:pouvez|pourriez)-vous (?:\w+ ){0,2}(?:verifier|regarder|revoir|controler|clarifier)[^?]{0,40}\?"
    r"|\b(?:podeis|podrian|pueden|puede) (?:revisar|comprobar|mirar|aclarar)\w*[^?]{0,20}\?|\blo (?:revisais|mirais)\b[^?]{0,40}\?"
    r"|\b(?:kunt|kunnen|wilt|willen) (?:u|jullie) (?:\w+ ){0,3}(?:nakijken|nagaan|controleren|uitzoeken)[^?]{0,20}\?"
)


def without(intents: tuple[Intent, ...], one: Intent) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent is not one)
