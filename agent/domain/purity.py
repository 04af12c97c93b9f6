"""The second vote of the gate: does a mail ask for papers, and for nothing else? Words alone decide, without the reader.

Three tests, each of which may object: a request must be recognisable; no word may point to another matter; and what
remains when the request, its purpose, courtesies and names are taken away must be little.
"""

import re

from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.figures import loose_figures, pays
from agent.domain.folding import fold, without_runs
from agent.domain.innocent_words import CLOSING
from agent.domain.objection import Objection
from agent.domain.request_words import POLITE, REQUEST
from agent.domain.residual import WORD, blank, numbers_masked, too_much
from agent.domain.veto_words import COMPILED, HARMLESS

__all__ = ["Objection", "purity"]

SHORT = 9
BARE = re.compile(
    r"again|also|and|for|of|the|our|your|to|from|with|as|in|on|my|a|an|both|all|hi|hello|hey|good|morning|afternoon|dear|team|regards|signed|stamped|latest|missing|open|copy|copies|pdfs?|file|folder|job|records?|archive|ta|thx|thanks|cheers|lads|number|no|dated"
    r"|nochmals?|erneut|und|fur|zu|zum|zur|der|die|das|den|dem|als|mit|vom|von|unser\w*|ihr\w*|unterschrieben\w*|danke|moin|hallo|guten|tag|akte|ablage|fehlend\w*|offen\w*|alle|auch|kopie\w*|im|voraus"
    r"|et|pour|le|la|les|l|de|du|des|d|au|aux|en|notre|nos|votre|vos|merci|bonjour|signe\w*|archivage|dossier|copie\w*|toutes?|ouvertes?|svp|encore"
    r"|y|para|por|el|los|las|del|con|nuestr\w*|gracias|hola|buen\w*|dias|tardes|firmad\w*|archiv\w*|copia\w*|todas|pendientes|otra|vez"
    r"|en|voor|de|het|van|bij|met|onze|uw|graag|dank|u|hoi|goedemorgen|getekende?|archief|dossier|kopie\w*|nogmaals|nog|eens|alle|openstaande",
)
ADDRESS = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|tr|rv|fwd?|wg|rif|ref)\s*:\s*)+", re.IGNORECASE)


def purity(subject: str, newest: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    """Why this may be more than a plain request for papers; None: nothing speaks against it."""
    whole = without_runs(newest)
    newest = without_disclaimer(whole)
    body = without_closing(newest)
    folded = fold(body)
    headline = "" if REPLY.match(subject) else fold(subject)
    return (
        not_a_request(headline, folded, asks)
        or vetoed(headline, subject)
        or vetoed(fold(whole), whole, only="instruction")
        or vetoed(fold(newest), newest)
        or elsewhere(newest)
        or pays(folded, body, asks)
        or loose_figures(folded, body, asks)
        or too_much(folded, body, asks, from_name)
    )


# --- 1: a request --------------------------------------------------------------------------------------------------


def not_a_request(headline: str, folded: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    named = bool(asks) or bool(find_kinds(folded)) or bool(find_kinds(headline))
    if named and (REQUEST.search(folded) or bare(numbers_masked(folded, asks))):
        return None
    return Objection("no_request", "No request for a document can be recognised in the words.", folded[:80].strip())


def bare(masked: str) -> bool:
    """Names papers or numbers and little else: "Statement, please." or "KO-26-1307 again pls"."""
    rest = POLITE.sub(" ", blank(masked, masked))
    left = [word for word in WORD.findall(rest) if not BARE.fullmatch(word)]
    return len(masked.split()) <= SHORT and len(left) <= 1


# --- 2: words that stand for something else ------------------------------------------------------------------------------


def vetoed(folded: str, text: str, only: str = "") -> Objection | None:
    open_words = HARMLESS.sub(lambda found: " " * len(found[0]), folded)
    for code, sentence, pattern in COMPILED:
        if (not only or code == only) and (match := pattern.search(open_words)):
            words = text[match.start() : match.end()] if len(text) == len(folded) else match[0]
            return Objection(code, sentence, words.strip())
    return None


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


def without_disclaimer(newest: str) -> str:
    """Without the small print about confidentiality, which speaks of claims and damages in general."""
    folded = fold(newest)
    match = DISCLAIMER.search(folded)
    return newest[: match.start()] if match else newest


DISCLAIMER = re.compile(
    r"\n[\W_]*(?:(?:this|the) (?:e-?mail|message|information|communication|content)[^\n]{0,160}\b(?:confidential|intended|privileged|addressee|recipient|protected)|[^\n]{0,80}(?:is confidential|please consider the environment|registered office|registered in england|accepts no liability|reserves the right to monitor)"
    r"|(?:diese|der inhalt dieser) (?:e-?mail|nachricht)[^\n]{0,120}\b(?:vertraulich|bestimmt|adressat|unverbindlich)|(?:ce|le present) (?:message|courriel|e-?mail)[^\n]{0,120}\b(?:confidentiel|destinataire)|aviso legal|(?:este|el presente) (?:correo|mensaje|e-?mail)[^\n]{0,120}\b(?:confidencial|privilegiada|destinatario)"
    r"|(?:dit|de informatie in dit) (?:bericht|e-?mail\w*)[^\n]{0,120}\b(?:vertrouwelijk|bestemd|geadresseerde))"
)
