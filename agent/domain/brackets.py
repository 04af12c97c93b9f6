"""What stands in round brackets beside a request: it may say which paper is meant, and nothing of the goods."""

import re

from agent.domain.date_words import MONTH
from agent.domain.folding import fold
from agent.domain.objection import Objection
from agent.domain.request_words import REQUEST
from agent.domain.signed import FROM_THEN

BRACKETS = re.compile(r"\(([^()]{12,300})\)")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SENTENCE = 4
"""Words that may be a sentence."""
ABOUT_THINGS = re.compile(
    r"\W*(?:(?:though|but|mind|only|only that|by now|and|aber|nur|allerdings|mais|sauf que|pero|aunque|solo que|maar|alleen|al) )?(?:one|two|three|four|some|a few|both|each|the|its?|they|those|these|der|die|das|den|dem|einer?|ein|zwei|drei|beide|es|le|la|les|l'\w+|une?|deux|trois|il|elle|ils|elles|el|los|las|uno|unas?|dos|tres|de|het|een|er|twee|drie|ze)\b"
)
OF_PAPERS = re.compile(
    rf"\d|\?|\b{MONTH}|\b(?:\w*invoic\w*|bills?|cop(?:y|ies)|papers?|paperwork|documents?|certificat\w*|receipts?|\w*notes?|dockets?|pods?|statements?|scan\w*|pdfs?|files?|filing|folders?|attach\w*|originals?|sheets?|pages?|photograph|e-?mails?|mails?|mailbox|inbox|spam|anti-?spam|server|upgrade|messages?|post|envelopes?|letters?|archiv\w*|audit\w*|accountants?|bookkeep\w*|treasurer|clerk|supplier|vendor|ledger|sample|routine|orders?|account|number|refer\w*|deliver\w*|signed|signature|visit|office|department|founder|insur\w*"
    r"|\w*rechnung\w*|beleg\w*|\w*schein\w*|\w*bescheinigung\w*|kopien?|papier\w*|dokument\w*|unterlagen|quittung\w*|datei\w*|anhang|seiten?|nachricht\w*|brief\w*|ordner|ablage|\w*pruf\w*|stichprobe\w*|steuer\w*|buchhalt\w*|auftrag\w*|\w*bestell\w*|\w*liefer\w*|geliefert|vorgang|kunden?\w*|unterschr\w*|system\w*|programm"
    r"|factur\w*|bons?|bl|copies?|pieces?|releves?|recus?|papiers?|fichiers?|courrie\w*|messagerie|attestation\w*|dossiers?|classeur|comptab\w*|sondage|controle|commandes?|livr\w*|client|numero|fournisseur\w*|signee?s?|envoi|enveloppe"
    r"|albaran\w*|copias?|documentos?|certificado\w*|recibos?|papeles|correos?|carpetas?|pedidos?|entrega\w*|auditor\w*|contab\w*|gestor\w*|rutinari\w*|firmad\w*|proveedor\w*|cliente|abono"
    r"|\w*factu\w*|\w*bon(?:nen)?|kopie\w*|stuk(?:ken)?|papieren|bijlage\w*|bericht\w*|mailtje|map(?:pen)?|archief|boekhoud\w*|steekproef|\w*bestel\w*|\w*lever\w*|klant\w*|handteken\w*|nummer)\b"
)
ALL_WELL = re.compile(
    r"\b(?:fine|well|all (?:there|here|in use|good)|as ordered|installed|in use|no (?:trouble|problem)|every day|retired|lovely|wohlauf|im lager|in gebrauch|eingebaut|montiert|tadellos|einwandfrei|aufgestellt|alle(?:s)? da|installee?s?|en service|tous les jours|pas de souci|rien a redire|impeccable|posee?s?|instalad[oa]s?|colocad[oa]s?|conformes?|en uso|sin problema|todo bien|en uso|in gebruik|geplaatst|geinstalleerd|prima|in orde|goed aangekomen)\b"
)
NOMINAL = re.compile(
    r"\W*(?:the|die|der|das|la|el|los|las|le|les|de|het) (?:mit|with|from|del?|van|avec|con|aux?|(?:\w+ )?ones? (?:for|with|of|from))\b[^.;:]{0,24}$"
)
"""Which one it is, in three or four words."""
WHOLE_NAME = re.compile(
    r"^[\W]*(?:[A-ZÀ-Ý][\w'’.-]*|de|du|la|le|les|and|und|et|y|en|of|von|van|der|den|[&,.-])(?: +(?:[A-ZÀ-Ý][\w'’.-]*|de|du|la|le|les|and|und|et|y|en|of|von|van|der|den|[&,.-]))*\W*$"
)


def aside_above(subject: str) -> Objection | None:
    """Some words in brackets in the subject that name no paper: whatever they say, it is not which paper is wanted."""
    for found in BRACKETS.finditer(subject):
        folded = FROM_THEN.sub(" from then on ", fold(found[1]))
        if len(WORD.findall(folded)) >= SENTENCE and not OF_PAPERS.search(folded) and not REQUEST.search(folded):
            return Objection(
                "matter", "A remark in brackets in the subject speaks of something else.", found[1].strip()
            )
    return None


def aside(newest: str) -> Objection | None:
    """A sentence in brackets that names things and no paper: a person reads what it says of them."""
    for found in BRACKETS.finditer(newest):
        folded = fold(found[1])
        if len(WORD.findall(folded)) < SENTENCE or not ABOUT_THINGS.match(folded) or NOMINAL.match(folded):
            continue
        if WHOLE_NAME.match(found[1]):
            continue
        if not (OF_PAPERS.search(folded) or ALL_WELL.search(folded) or REQUEST.search(folded)):
            return Objection("matter", "A remark in brackets speaks of something else.", found[1].strip()[:120])
    return None
