"""Words that no draft may hold unless a person writes them: grants, admissions, demands, and disclosures to strangers.

Patterns of all five languages are tried whatever the language, since a model may mix them. They are a net with small
holes, not a proof: a person reads every draft.
"""

import re
from typing import NamedTuple

from agent.domain.facts import Brief
from agent.domain.vocabulary import Intent


class Objection(NamedTuple):
    """`code`: credit | time | fault | demand | disclosure | legal; `words`: what in the text triggered it."""

    code: str
    words: str


WE = r"(?:we|i)(?:'ll|’ll| will| have| can| are happy to| are able to| agree to| hereby)*"
WIR = r"(?:wir|ich)"
PATTERNS: dict[str, tuple[str, ...]] = {
    "credit": (
        rf"\b{WE} (?:gladly )?(?:issue|grant|give|send|raise|apply|prepare|credit|refund|waive|deduct|write off)\w*\b[^.\n]{{0,30}}"
        r"(?:\bcredit\b(?! limit)(?!(?-i: note [A-Z]{1,4}[-\d]))|\brefund|\bdiscount|\bamount|\bdifference|\bfee|\binterest|\byou\b)",
        rf"\b{WE} (?:accept|approve|confirm|grant)(?:ed)? (?:your |the |this )?(?:deduction|reduction|claim|discount|short payment|credit)",
        r"\byou (?:will|are going to) (?:receive|get) (?:a|the|your) (?:credit|refund)|\bcredit note will (?:be issued|follow)",
        rf"\b{WIR} (?:erteilen|gewähren|erlassen|schreiben|stellen|erstatten|akzeptieren|genehmigen|verzichten)\b[^.\n]{{0,50}}"
        r"(?:gutschrift|\bgut\b|nachlass|rabatt|erstatt|abzug|kürzung|betrag|gebühr|zinsen|differenz)",
        r"\b(?:sie (?:erhalten|bekommen)|ihnen wird)\b[^.\n]{0,30}(?:gutschrift|erstattung|gutgeschrieben)",
        r"\bnous (?:vous )?(?:accordons|émettons|émettrons|établissons|établirons|remboursons|rembourserons|acceptons|consentons|renonçons)\b"
        r"[^.\n]{0,50}(?:avoir|remise|rembours|déduction|réduction|montant|différence|frais)",
        r"\bvous (?:recevrez|allez recevoir) (?:un|votre) (?:avoir|remboursement)",
        r"\b(?:le )?(?:concedemos|emitiremos|emitimos|abonaremos|reembolsaremos|aceptamos|devolveremos|haremos)\b"
        r"[^.\n]{0,50}(?:abono|descuento|reembols|deducción|reducción|importe|diferencia)",
        r"\brecibirá (?:un|el|su) (?:abono|reembolso|nota de abono)",
        r"\b(?:wij|we|ik) (?:geven|verlenen|sturen|crediteren|accepteren|vergoeden|betalen|schelden)\b[^.\n]{0,50}"
        r"(?:creditnota|creditering|korting|inhouding|terug|bedrag|verschil)",
        r"\bu (?:ontvangt|krijgt) (?:een |de |uw )?(?:creditnota|restitutie|terugbetaling)",
    ),
    "time": (
        rf"\b{WE} (?:grant|extend|give|allow|accept|approve|postpone|agree|offer)\w*\b[^.\n]{{0,50}}"
        r"(?:extension|time|weeks?|days?|months?|until|deadline|due date|instal?ments?|plan|proposal)",
        r"\byou (?:may|can|have) (?:now )?(?:pay (?:later|by|until|in|on)|until|(?:two|\d+) more)|\bextension is (?:granted|fine|ok)",
        r"\bno (?:need|rush) to pay|\btake (?:your time|the time you need)|\bnew due date (?:is|will)|\bthat is fine\b",
        rf"\b{WIR} (?:gewähren|verlängern|stunden|räumen|akzeptieren|stimmen|genehmigen|geben)\b[^.\n]{{0,50}}"
        r"(?:aufschub|zeit|frist|wochen?|tage|monate?|raten|plan|vorschlag)",
        r"\bsie (?:können|dürfen) (?:gern(?:e)? )?(?:später|bis|in raten|erst)\b|\bneue[rs]? (?:fälligkeit|zahlungsziel) ist",
        r"\bnous (?:vous )?(?:accordons|consentons|acceptons|prolongeons|reportons|approuvons)\b[^.\n]{0,50}"
        r"(?:délai|temps|semaines?|jours|mois|échéance|échelonnement|versements|proposition)",
        r"\bvous (?:pouvez|pourrez) (?:payer|régler) (?:plus tard|en|jusqu|le|dans|avant)",
        r"\b(?:le )?(?:concedemos|aceptamos|ampliamos|aplazamos|prorrogamos|aprobamos)\b[^.\n]{0,50}"
        r"(?:plazo|tiempo|semanas?|días|mes|vencimiento|propuesta|pago)",
        r"\bpuede pagar (?:más tarde|en|hasta|el|a plazos)",
        r"\b(?:wij|we|ik) (?:verlenen|geven|accepteren|verlengen|gaan akkoord|keuren)\b[^.\n]{0,50}"
        r"(?:uitstel|tijd|weken|dagen|maanden|termijn|voorstel|regeling)",
        r"\bu (?:kunt|mag) (?:later|in termijnen|tot|pas)\b",
    ),
    "fault": (
        r"\b(?:our|my) (?:mistake|fault|error|oversight)|\bwe (?:made|have made) (?:a|an|the|some) (?:mistake|error)",
        r"\bapologi[sz]e\b[^.\n]{0,40}(?:mistake|error|wrong|incorrect|deliver|invoic|missing)|\bsorry (?:for|about) (?:the|our|this) "
        r"(?:mistake|error|wrong|missing|confusion)",
        r"\bwe (?:wrongly|incorrectly|mistakenly|accidentally|failed to|forgot|were wrong)|\byou are (?:right|correct)\b",
        r"\bunser(?:e|en|em)? (?:fehler|versehen|verschulden)|\b(?:irrtümlich|fälschlich|versehentlich)|\bsie haben recht\b",
        r"\bentschuldig\w+\b[^.\n]{0,40}(?:fehler|versehen|falsch|fehl)",
        r"\b(?:notre|de notre) (?:erreur|faute)|\berreur de notre part|\bpar erreur\b|\bvous avez raison\b|\bnous nous sommes trompés",
        r"\b(?:nuestro|un) error\b|\bpor error\b|\btiene(?: usted)? razón\b|\bnos equivocamos|\bculpa nuestra",
        r"\b(?:onze|mijn) (?:fout|vergissing)|\bper (?:abuis|ongeluk)\b|\bu hebt gelijk\b|\bten onrechte\b|\bwij hebben ons vergist",
    ),
    "demand": (
        r"\b(?:please|kindly|must|need to|have to|asked to|urge you to|require you to) (?:pay|settle|transfer|remit|arrange payment|clear)\b",
        r"\b(?:is|are|remains?) (?:now )?(?:overdue|past due|payable|outstanding)\b|\bwe (?:expect|require|demand|request|await|insist)\w* "
        r"(?:your |full |the |immediate )*payment|\bpay(?:ment)? (?:immediately|now|without delay|within)",
        r"\bbitte (?:zahlen|überweisen|begleichen)|\b(?:zahlen|überweisen|begleichen) sie\b|\bwir (?:erwarten|fordern|verlangen|bitten um)\b"
        r"[^.\n]{0,30}(?:zahlung|ausgleich|überweisung|begleichung)|\b(?:ist|sind) (?:überfällig|fällig)\b|\bumgehend (?:zahlen|überweisen)",
        r"\b(?:veuillez|merci de|prière de|vous devez) (?:payer|régler|virer|procéder au (?:paiement|règlement))|\bnous (?:exigeons|attendons|"
        r"demandons|réclamons) (?:le |votre |un )?(?:paiement|règlement)|\ben retard de paiement\b|\b(?:est|sont) (?:exigible|échue?)s?\b",
        r"\b(?:pague|abone|transfiera|liquide|debe pagar|rogamos (?:el|que) pag\w+)\b|\b(?:exigimos|esperamos|solicitamos) (?:el|su) pago"
        r"|\bestá (?:vencid[ao]|pendiente de pago)",
        r"\b(?:gelieve|graag|dient u|moet u|verzoeken u) (?:\w+ ){0,4}(?:te )?(?:betalen|voldoen|overmaken)|\bwij (?:eisen|verwachten) "
        r"(?:uw )?betaling|\b(?:is|zijn) (?:achterstallig|opeisbaar|vervallen)\b",
    ),
    "disclosure": (
        r"\b(?:attach(?:ed|ment)|enclosed|anbei|beigefügt|im anhang|ci-joint|joint[es]*\b|adjunt\w+|bijgevoegd|bijlage|hierbij)\b",
        r"\byour (?:account|invoices?|orders?|statement|balance|contract|company)\b|\bour records\b|\bon file\b",
        r"\bihr(?:e|er|en|em)? (?:konto|rechnung|bestellung|auftrag|kontoauszug|unternehmen)|\bvotre (?:compte|facture|commande|relevé)"
        r"|\bsu (?:cuenta|factura|pedido|extracto)\b|\buw (?:rekening|factuur|bestelling|overzicht)\b",
        r"\d",
    ),
    "legal": (
        r"\b(?:court|legal action|lawsuit|debt collect\w+|inkasso|gerichtlich\w*|(?-i:Gerichts?\b)|huissier|tribunal\w*|juzgado|deurwaarder|incasso\w*)\b",
    ),
}
COMPILED = {code: re.compile("|".join(f"(?:{one})" for one in some), re.IGNORECASE) for code, some in PATTERNS.items()}


def codes_for(brief: Brief) -> tuple[str, ...]:
    """What this reply may not hold. A payment may be asked for only where nothing is disputed and nobody struggles."""
    intents = {intent for ask in brief.asks for intent in ask.reading.intents}
    tender = intents & {Intent.DISPUTE, Intent.HARDSHIP} or any(ask.reading.signals for ask in brief.asks)
    codes = ["credit", "time", "fault", "legal"] + ["demand"] * bool(tender)
    return (*codes, "disclosure") if not brief.disclose else tuple(codes)


def objections(brief: Brief, body: str) -> tuple[Objection, ...]:
    """What the net catches in a draft's words; the client's own signature does not count."""
    text = body.replace(brief.client.signature, "") if brief.client.signature else body
    text = text.replace(brief.client.name, "")
    hits = ((code, COMPILED[code].search(text)) for code in codes_for(brief))
    return tuple(Objection(code, hit[0]) for code, hit in hits if hit)
