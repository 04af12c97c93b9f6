"""Papers of which a mail only tells something while it asks for others: "the order was signed by our director"."""

import re

from agent.domain.document_words import Mention, find_kinds
from agent.domain.request_words import LACK
from agent.reading.declined import NOT_THERE
from agent.reading.mentions import Passage

DONE = (
    r"(?:has|have|had|was|were|is|are|been) (?:\w+ ){0,2}?(?:been )?(?:\w+ )?(?:signed|placed|raised|approved|authori[sz]ed|confirmed|matched|closed|released|booked|filed|entered|archived|countersigned|paid|settled)"
    r"|(?:wurden?|ist|sind|war|waren) (?:[\w.]+ ){0,6}?(?:unterschrieben|unterzeichnet|erteilt|freigegeben|genehmigt|ausgelost|abgeschlossen|gebucht|abgelegt|angelegt|bestatigt|bezahlt|beglichen)"
    r"|(?:a|ont|avait|avaient|est|sont|etait|etaient) (?:\w+ ){0,2}?(?:ete )?(?:\w+ )?(?:signe|passe|valide|approuve|emis|etabli|enregistre|saisi|classe|archive|confirme|solde|cloture|paye|regle)e?s?"
    r"|(?:fue|fueron|ha sido|han sido|esta|estan|estaba|quedo) (?:\w+ ){0,2}?(?:firmad|aprobad|emitid|validad|autorizad|registrad|archivad|contabilizad|confirmad|cerrad|pagad)[oa]s?|(?:lo|la) (?:firmo|aprobo|hizo|autorizo)"
    r"|(?:is|zijn|was|waren|werd|werden) (?:[\w.]+ ){0,6}?(?:getekend|ondertekend|goedgekeurd|geplaatst|akkoord|geboekt|gearchiveerd|opgeborgen|afgesloten|bevestigd|betaald|voldaan)"
)
CAME = (
    r"(?:(?:has|have) )?(?:arrived|come|came|reached us)|(?:kam|kamen|ist|sind) (?:\w+ ){0,4}?(?:an|angekommen|eingegangen|da)|(?:est|sont) (?:bien )?(?:arrive|parvenu)e?s?|nous (?:est|sont) (?:bien )?parvenue?s?"
    r"|(?:nos |me )?(?:llego|llegaron|ha llegado|han llegado)|(?:is|zijn|kwam|kwamen) (?:\w+ ){0,4}?(?:binnen|aangekomen|ontvangen|binnengekomen)"
)
BELONGING = r"(?: (?:itself|selbst|zelf|dazu|hierzu|davon|ervan|daarbij|for (?:it|this|that)|y afferente?|correspondante?|correspondiente|to it))?"
TOLD = re.compile(rf"(?: ?(?:no|nr|n)?[ .:#]*[\w/.-]*\d[\w/.-]*)?{BELONGING} (?:{DONE}|{CAME})\b")
"""What follows a paper of which is only said what was done with it."""


def untold(one: Passage) -> str:
    """The words of a sentence without what it only tells of a paper."""
    text = one.folded
    for paper in find_kinds(text):
        if found := TOLD.match(text, paper.end):
            text = text[: paper.start] + " " * (found.end() - paper.start) + text[found.end() :]
    return text


def only_told(mention: Mention, one: Passage) -> bool:
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    before = one.folded[max(0, start - 90) : start]
    if PAID.search(before) or (DONE_AND.search(before) and DONE_TOO.match(one.folded, end)):
        return True
    found = TOLD.match(one.folded, end)
    return found is not None and not (
        LACK.search(one.folded, end, found.end()) or NOT_THERE.search(one.folded, end, found.end())
    )


DONE_AND = re.compile(
    r"\b(?:is|are|was|were|been|ist|sind|wurden?|est|sont|ete|esta|estan|fue|fueron|sido|is|zijn|werd|werden)\b[^.;:!?,]{1,60} (?:and|und|et|y|en)(?: (?:the|die|das|den|le|la|les|el|los|las|de|het|your|our|uw|onze))* ?$"
)
DONE_TOO = re.compile(
    r" (?:registered|booked|entered|approved|released|paid|settled|erfasst|gebucht|verbucht|freigegeben|bezahlt|(?:enregistre|comptabilise|valide|paye|regle)e?s?|(?:registrad|contabilizad|validad|pagad|aprobad)[oa]s?|geregistreerd|(?:in)?geboekt|goedgekeurd|betaald)\b"
)
"""After the verb of what was told first: "the goods are here and the invoices booked"."""
PAID = re.compile(
    r"\b(?:we|i) (?:have |had )?(?:already |just )?(?:paid|settled|booked|received|entered|signed|placed|raised) (?:the|your|our|this)? ?$|\bnous avons (?:bien |deja )?(?:paye|regle|recu|enregistre|signe|passe) (?:la|le|les|votre|notre|l')? ?$"
    r"|\b(?<!no )(?<!nunca )(?:hemos|he) (?:ya )?(?:pagado|abonado|recibido|contabilizado|firmado) (?:la|el|los|las|su)? ?$"
)
"""What stands before it: "we paid the invoice in cash"."""
