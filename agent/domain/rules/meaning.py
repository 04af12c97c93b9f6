"""Rules about what the mail wants: only a document request passes, and two independent votes must say so."""

from agent.domain.facts import CaseFile, Reason
from agent.domain.figures import goods, pays
from agent.domain.folding import fold, without_runs
from agent.domain.limits import Limits
from agent.domain.plain_requests import plain_throughout, plainly_asked
from agent.domain.purity import purity, vetoed, without_disclaimer
from agent.domain.signed import said_below, signed_news
from agent.domain.small_print import without_offices
from agent.domain.vocabulary import LANGUAGES, Intent


def other_intent(file: CaseFile, _: Limits) -> Reason | None:
    others = [intent for intent in file.reading.intents if intent is not Intent.DOCUMENT_REQUEST]
    if not others:
        return None
    words = next((f.span.quote for f in file.reading.findings if f.code == others[0] and f.span), "")
    sentences = {
        Intent.DISPUTE: "The customer disputes something.",
        Intent.PROMISE: "The customer speaks of paying.",
        Intent.HARDSHIP: "The customer cannot pay as agreed.",
        Intent.OTHER: "There is a matter here that is not about documents.",
    }
    return Reason(code=f"intent_{others[0]}", sentence=sentences[others[0]], words=words)


def unclear(file: CaseFile, _: Limits) -> Reason | None:
    if file.reading.unclear or not file.reading.intents:
        return Reason(code="unclear", sentence="It is not clear what the mail wants.")
    return None


def first_vote(file: CaseFile, limits: Limits) -> Reason | None:
    """The reader must be sure of the request, and sure enough that there is nothing else."""
    confidence = file.reading.confidence
    request = confidence.get(Intent.DOCUMENT_REQUEST, 0.0)
    rest = max((confidence.get(intent, 0.0) for intent in Intent if intent is not Intent.DOCUMENT_REQUEST), default=0.0)
    if request <= limits.sure_request + 0.001 or rest >= limits.sure_nothing_else - 0.001:
        return Reason(code="reader_unsure", sentence="The reader is not sure that only documents are asked for.")
    return None


def second_vote(file: CaseFile, _: Limits) -> Reason | None:
    """Independent of the reader: no word may point to another matter."""
    objection = purity(file.mail.subject, file.mail.newest, file.reading.facts.asks)
    if objection is None:
        return None
    return Reason(code=f"vote_{objection.code}", sentence=objection.sentence, words=objection.words)


def not_asked(file: CaseFile, limits: Limits) -> Reason | None:
    """The second vote's classifier: some piece of the mail must ask for papers."""
    found = file.reading.facts.request
    enough = limits.sure_asked * plainness(file.mail.newest)
    if found is not None and found.confidence > enough + 0.001:
        return None
    return Reason(code="vote_no_request", sentence="No request for a document can be recognised in the words.")


def plainness(newest: str) -> float:
    """How much of the usual certainty is enough: of few and plain words the classifier knows little."""
    if plain_throughout(newest):
        return 0.4
    return 0.8 if plainly_asked(newest) else 1.0


def says_more(file: CaseFile, limits: Limits) -> Reason | None:
    """The second vote's classifier: no piece may say more than that. A mail that it has not judged counts as unsafe."""
    found = file.reading.facts.beyond
    if found is not None and found.confidence < limits.sure_no_more - 0.001:
        return None
    words = found.span.quote if found and found.span else ""
    return Reason(code="vote_more", sentence="The mail may say more than what it asks for.", words=words)


LONGEST_SIGNATURE = 6_000
"""Letters, with all that firms put below their mails."""


def signature_speaks(file: CaseFile, _: Limits) -> Reason | None:
    """What stands below the greeting is left out of the second vote, so no word of another matter may stand there."""
    if len(file.mail.signature) > LONGEST_SIGNATURE:
        return Reason(code="signature_speaks", sentence="What stands below the greeting is longer than any signature.")
    words = without_offices(without_disclaimer(f"\n{without_runs(file.mail.signature)}"), everywhere=True)
    folded = fold(words)
    objection = vetoed(folded, words) or pays(folded, words, ()) or goods(folded, words) or signed_news(words)
    objection = objection or said_below(words)
    if objection is None:
        return None
    return Reason(code="signature_speaks", sentence=objection.sentence, words=objection.words)


def language_unsupported(file: CaseFile, _: Limits) -> Reason | None:
    if file.mail.language not in LANGUAGES:
        return Reason(code="language", sentence="The mail is in a language that is not answered automatically.")
    return None
