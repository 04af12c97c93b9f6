"""The words of the second vote: no word of a mail may point to another matter. The reader has no say in it.

The other half of that vote is the classifier of `agent.reading.second`, which knows what no list of words does.
"""

import re
from functools import lru_cache

from agent.domain import subjects
from agent.domain.brackets import aside, aside_above
from agent.domain.facts import DocumentAsk
from agent.domain.figures import goods, pays
from agent.domain.folding import fold, without_runs
from agent.domain.objection import Objection
from agent.domain.request_words import REQUEST
from agent.domain.signed import said_below, signed_news, spoken_subject
from agent.domain.small_print import without_offices, without_small_print
from agent.domain.unchecked import LETTERS_READ
from agent.domain.veto_words import CODE, COMPILED, HARMLESS

__all__ = ["Objection", "purity"]

WORD = re.compile(r"[^\W\d_][\w'-]*")
ADDRESS = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|tr|rv|fwd?|wg|rif|ref)\s*:\s*)+", re.IGNORECASE)


@lru_cache(maxsize=8)
def purity(subject: str, newest: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    """Why this may be more than a plain request for papers; None: nothing speaks against it.

    The subject of a reply is mostly our own letter's: only an objection in it counts. Kept, as it is asked once more before
    an answer leaves.
    """
    subject = without_runs(subject)
    if len(newest) > LETTERS_READ:
        return TOO_LONG
    whole = without_runs(newest)
    newest = without_offices(without_disclaimer(whole))
    body = without_closing(newest)
    folded = fold(body)
    headline = "" if REPLY.match(subject) else fold(subject)
    return (
        vetoed(headline, subject)
        or vetoed(fold(subjects.bare(subject)), subjects.bare(subject), only="dispute")
        or vetoed(fold(whole), whole, only="instruction")
        or bracketed(whole)
        or vetoed(fold(newest), newest)
        or signed_news(newest)
        or said_below(below_closing(newest), ends=".!?")
        or aside(newest)
        or (aside_above(subject) or spoken_subject(subject) if headline else None)
        or elsewhere(newest)
        or pays(folded, body, asks)
        or goods(folded, body)
    )


TOO_LONG = Objection("matter", "The text is longer than any plain request.", "")


# --- words that stand for something else --------------------------------------------------------------------------------


def vetoed(folded: str, text: str, only: str = "") -> Objection | None:
    open_words = CODE.sub(blank, HARMLESS.sub(blank, folded))
    for code, sentence, pattern in COMPILED:
        if (not only or code == only) and (match := pattern.search(open_words)):
            words = text[match.start() : match.end()] if len(text) == len(folded) else match[0]
            return Objection(code, sentence, words.strip())
    return None


def blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def bracketed(text: str) -> Objection | None:
    """A whole sentence in square, curly or pointed brackets: people do not write so, forms and orders to machines do."""
    for match in BRACKETED.finditer(text):
        inside = match[0][1:-1]
        words = WORD.findall(fold(ADDRESS.sub(" ", inside)))
        if len(words) >= SENTENCE and not BANNER.issuperset(words):
            return Objection("instruction", "A sentence stands in brackets, as orders to machines do.", inside[:120])
    return None


BRACKETED = re.compile(r"\[[^\[\]]{20,2000}\]|\{[^{}]{20,2000}\}|<[^<>]{20,2000}>")
SENTENCE = 6
"""Words that make a sentence."""
BANNER = frozenset(
    """caution warning external extern externe extern vorsicht achtung attention prudence atencion precaucion cuidado let op waarschuwing e-mail email mail message sender this originated comes came sent was is from
    outside of the your our organization organisation company network do not click on or open any link links attachment attachments unless you recognise recognize trust know and content safe be careful exercise when opening
    diese nachricht stammt kommt von einem externen absender ausserhalb außerhalb der organisation firma klicken sie nicht auf keine links offnen anhange und oder bitte seien vorsichtig
    ce cet courriel provient vient l'exterieur l'organisation d'un expediteur ne cliquez pas sur les liens n'ouvrez pieces jointes soyez vigilant vigilants et
    este correo proviene fuera la organizacion un remitente externo no haga clic en enlaces ni abra archivos adjuntos los
    deze komt buiten de organisatie een afzender klik niet op geen bijlagen wees voorzichtig met""".split()
)
"""The words of what mail servers put on top of mail from outside."""


def elsewhere(newest: str) -> Objection | None:
    """A mail address in a sentence: the papers, or the letters to come, are to go there."""
    for line in newest.split("\n"):
        match = ADDRESS.search(line)
        if match and len(WORD.findall(ADDRESS.sub(" ", line))) >= 3:
            return Objection("address", "A mail address stands in the text.", match[0])
    return None


# --- what is left aside ------------------------------------------------------------------------------------------------


def without_closing(newest: str) -> str:
    """The text up to the closing formula; what follows is name and address, if it is short."""
    lines = newest.split("\n")
    for place, line in enumerate(lines):
        rest = lines[place + 1 :]
        if (
            place
            and CLOSING.match(fold(line))
            and sum(len(one.split()) for one in rest) <= 40
            and not any(REQUEST.search(fold(one)) for one in rest)
        ):
            return "\n".join(lines[:place])
    return newest


def below_closing(newest: str) -> str:
    lines = newest.split("\n")
    first = next((place for place, line in enumerate(lines) if place and CLOSING.match(fold(line))), len(lines))
    return "\n".join(lines[first + 1 :])


def without_disclaimer(newest: str) -> str:
    """Blanks in the place of the small print, which speaks of claims and damages in general."""
    return without_small_print(newest)


CLOSING = re.compile(
    r"^\W*(?:kind(?:est)? regards|best (?:regards|wishes)|(?:with )?(?:kind|best|warm(?:est)?|many) (?:regards|wishes|thanks)|regards|rgds|yours (?:sincerely|faithfully|truly|ever)|sincerely|cheers|thanks?(?: you)?|many thanks|thx|ta|br|best|love|respectfully"
    r"|mit (?:freundlichen|besten|herzlichen|kollegialen|vielen) \w+|freundliche \w+|viele gru\w+|beste gru\w+|herzliche? gru\w+|liebe gru\w+|gruss|gru\w+|mfg|lg|vg|hochachtungsvoll|besten dank|vielen dank|danke|herzlich|freundlich grusst|im auftrag|i\. ?a\.|i\. ?v\."
    r"|(?:bien )?cordialement|(?:bien )?a vous|salutations|meilleures salutations|bien amicalement|amicalement|sinceres? salutations|merci(?: d'avance| beaucoup)?|bonne (?:journee|soiree|reception)|respectueusement|bises|bisous"
    r"|(?:un )?(?:cordial )?saludos?|saludos cordiales|quedo atent[ao]|atentamente|reciban?.{0,20}saludo|gracias|muchas gracias|un abrazo|abrazo|besos|cordialmente|atte"
    r"|(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?|groet(?:en|jes)?|hoogachtend|mvg|gr|dank(?: u)?(?: wel)?|bedankt|alvast (?:hartelijk )?(?:dank|bedankt)|sportgroet)\b[^\n]{0,30}$"
)
