"""How five languages name documents, over folded text (see `folding`)."""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.domain.vocabulary import DocumentKind

BANK_LETTER = (
    r"\bbank(?:'?s)? (?:confirmation |reference |account |details )?(?:letter|certificate|confirmation)\b|\bletter (?:from|of) (?:your|the) bank\b"
    r"|\bbank\w* letterhead\b|\bremit-?to (?:letter|confirmation)|\bvoid(?:ed)? che(?:ck|que)\b|\bach form\b|\bwire instructions?\b"
    r"|\bbankbestatigung\w*|\bbankbescheinigung\w*|\bbankverbindungs(?:nachweis|bestatigung)\w*|\bschreiben (?:ihrer|der) (?:haus)?bank\b"
    r"|\battestation bancaire|\brib\b|\breleve d'identite bancaire|\bcertificat bancaire|\bcoordonnees bancaires"
    r"|\bcertificado (?:bancario|de titularidad)\w*|\bcaratula\b|\bcertificacion bancaria|\btitularidad bancaria"
    r"|\bbankattest\w*|\bbankverklaring\w*|\bbankbevestiging\w*|\bbankbrief\b|\bbank account (?:details|form)\b|\bbank details\b"
)
TAX_FORM = (
    r"\bvat[- ](?:registration )?(?:certificate|cert|registration|document)s?\b|\bw-?9s?\b|\bw-?8(?:-?ben)?(?:-?e)?\b|\btax (?:form|certificate|residen\w+|clearance|exemption)s?(?: certificates?)?\b"
    r"|\bcertificate of (?:tax )?(?:residence|residency|vat registration)\b|\b(?:trc|form 10f|no pe declaration)\b|\bgst (?:registration )?certificate\b|\bvat reg\w*\b|\bcertificate of registration\b"
    r"|\bsteuerbescheinigung\w*|\bfreistellungsbescheinigung\w*|\bansassigkeits(?:bescheinigung|nachweis)\w*|\bunbedenklichkeit\w*|\bunternehmer(?:bescheinigung|nachweis)\w*"
    r"|\bust-?id(?:nr)?\.?-?(?:nachweis|bestatigung|bescheinigung)\w*|\bumsatzsteuer(?:bescheinigung|nachweis|-?id\w*)|\buid-?(?:nr\.?-?|nummer-?)?(?:bescheinigung|nachweis|bestatigung)\w*|\bust-?bescheinigung\w*|\bnachweis (?:als|der) (?:unternehmer|umsatzsteuer)\w*|\bmwst-?(?:bescheinigung|nachweis|bestatigung)\w*"
    r"|\battestation(?: de)? (?:regularite )?fiscale\w*|\battestation(?: de)? (?:tva|assujettissement)\w*|\bcertificat (?:de |d')?(?:tva|residence fiscale|immatriculation(?: a la)? tva|enregistrement(?: a la)? tva|assujettissement)\w*|\bformulaire w-?8\w*"
    r"|\bcertificad[oa]s? de (?:hallarse|estar|encontrarse) al corriente\b|\bcertificado (?:de )?(?:(?:identificacion|identidad) fiscal|iva|registro de iva|residencia fiscal|retencion\w*|estar al corriente|situacion censal|exclusion)\w*|\bconstancia de (?:situacion fiscal|inscripcion)\w*|\bcertificado fiscal\b|\bopinion de cumplimiento\b|\btarjeta (?:de )?(?:identificacion fiscal|(?:del? )?(?:cif|nif))\b|\bcertificado (?:acreditativo )?del? cif\b|\bel rut\b|\bcertificado del? (?:iva|nif)\b|\bcertificado (?:de )?(?:\w+ ){1,5}?(?:iva|nif-?iva)\b|\b(?:certificat|attestation) (?:de |d')?(?:\w+ ){1,5}?tva\b|\b(?:bescheinigung|nachweis) (?:\w+ ){0,4}(?:umsatzsteuer|ust|mehrwertsteuer|mwst)\w*|\b(?:attest|bewijs|verklaring) (?:\w+ ){0,4}btw\w*"
    r"|\bbtw-?\w*(?:verklaring|attest|certificaat|bewijs|registratie)\w*|\bverklaring betalingsgedrag\b|\bfiscaal attest\b|\bwoonplaatsverklaring\b"
)
OTHER = (
    r"\b(?:signed |framework |call-off |master )?(?:contracts?|agreements?|msa)\b|\border confirmations?\b|\bcertificates? of (?:insurance|origin|conformity|analysis)\b|\bcoi\b|\bprice ?lists?\b|\bcatalogues?\b"
    r"|\b(?:insurance|safety data|data) (?:certificate|sheet)s?\b|\b(?:your|a|the) (?:quote|quotation)\b(?! (?:no|said|says))|\bquotations\b|\b(?:list|ledgers?|statements?|data|balances?) of (?:all|every|each|the) (?:other )?(?:customer|client|debtor)s?\b|\bag(?:e)?ing(?: list| report)?\b|\baged debt\w*|\beur\.?1\b"
    r"|\b(?:rahmen|wartungs|liefer|miet)?vertrag\w*|\bauftragsbestatigung\w*|\bangebot\w*|\bpreisliste\w*|\bversicherungs(?:nachweis|bestatigung)\w*|\bursprungszeugnis\w*|\bkundenliste\w*"
    r"|\bcontrats?(?:-cadre)?\b|\baccuse de reception de commande\b|\bconfirmation de commande\b|\battestation (?:de vigilance|d'assurance|urssaf)\w*|\bdevis\b|\btarifs?\b(?= \d| en| votre| vos)|\bliste des clients\b|\bfiche technique\b"
    r"|\bcontratos?\b|\bconfirmacion (?:de|del) pedido\b|\blista de precios\b|\bpresupuestos?\b(?= (?:firmado|n|de\b))|\bseguro de responsabilidad\w*|\bficha tecnica\b"
    r"|\b(?:raam)?contract\w*|\b(?:raam)?overeenkomst\w*|\borderbevestiging\w*|\bprijslijst\w*|\bofferte\w*(?= graag| nog| sturen)|\bverzekerings(?:bewijs|attest)\w*|\bklantenlijst\w*"
)
POD = (
    r"\bproofs? of (?:the )?deliver(?:y|ies)\b|\b(?:proof|evidence|nachweis|beleg|preuve|prueba|constancia|bewijs)(?:,| that| dass| que| de que| dat) (?:[\w']+ ){1,5}?(?:delivered|arrived|geliefert|zugestellt|angekommen|livree?s?|arrivee?s?|entregad\w+|entrego|llego|geleverd|afgeleverd|aangekomen)\b|\bnachweis\w* (?:der|uber die) (?:lieferung|zustellung|ablieferung)\b|\bpods?\b|\b(?:signed |stamped )?(?:deliver(?:y|ies)|d[ei]l(?:ie?|ei|e)?v[ea]?r[aeiy]{1,2}) (?:note|slip|sheet|docket|ticket|paper(?:work)?|record|receipt|document|proof|confirmation)s?\b|\bdockets?\b"
    r"|\bpacking (?:slip|list|note)s?\b|\bcmrs?\b|\bway ?bills?\b|\bcon(?:signment)? notes?\b|\bbills? of lading\b|\bbol\b|\bbols(?= (?:for|of|on|to|please|pls|and|with)\b|[,;:])|\b(?:weighbridge|muckaway|tipping|load|haulage|collection|skip) (?:tickets?|notes?|dockets?)\b|\bsigned (?:note|sheet|slip|paper|ticket)s?\b|\blr copy\b|\bdocuments? of delivery\b|\bconcrete tickets\b|\bdespatch notes?\b|\bdispatch notes?\b|\bdelivered? notes?\b|\bdns?\b(?= (?:for|bf|no))"
    r"|\b\w*lieferscheine?[ns]?\b|\b(?:liefershein|lieferschien|lieferscheien|liferschein|lieferscein)e?[ns]?\b|\blieferscheinkopie\w*|\b(?:ab)?liefernachweis\w*|\babliefer\w*|\bempfangs(?:bestatigung|beleg|schein)\w*(?! (?:ubers|(?:uber|fur|des|der|vom)(?: das| den| die)?) ?(?:geld|zahlung|betrag|uberweisung))|\bfrachtbrief\w*|\bzustellnachweis\w*|\bempfangsquittung\w*|\bwarenempfangsschein\w*|\bls(?= \d)|\b(?:unterschrieben|unterzeichnet|quittiert|gegengezeichnet|gestempelt|abgezeichnet)e[nmrs]? belege?\b|\blfs\b|\blief\.?-?sch(?:ein|n)?\w*|\blieferschn\w*"
    r"|\b(?:bons?|bulletins?) de (?:livraison|livrais?on|livraisson|remise|reception)\b|\bbl\b|\bpreuves? de (?:la )?livraison\b|\blettres? de voiture\b|\bbordereaux? de (?:livraison|transport)\b|\bpapiers? de livraison\b|\brecepisses?\b|\bbons? (?:signes?|emarges?)\b|\bfeuilles? d'emargement\b"
    r"|\balbaran(?:es)?\b|\b(?:alvaran|albara|alabaran)(?:es)?\b|\bguias? (?:firmadas? )?de (?:despacho|remision|entrega)\b|\bguias?(?= (?:n\S{0,4} )?\d)|\bacuses? (?:sellad|firmad)[oa]s?\b(?! de (?:pago|recibo|entrega|recepcion))|\bacuses? (?:firmad[oa]s? |sellad[oa]s? )?de (?:entrega|recepcion(?: de (?:la )?(?:mercanc\w+|material))?)\b(?! de pago)|\bremision(?:es)?\b(?! (?:de|del) (?:los|las|el|la|una?|copias?|facturas?|documentos?|recibos?|duplicados?)\b)|\bremitos?\b|\bcartas? de porte\b|\b(?:justificante|comprobante|prueba|nota|acta|documento|resguardo)s? (?:firmad[oa]s? )?de (?:la )?(?:entrega|transporte)\b"
    r"|\b(?:ge|onder|afge|mede)tekende (?:bon(?:nen|netje)?|vrachtbrief|papieren)\b|\b(?:afge|ge)stempelde bon(?:nen)?\b|\bbon(?:nen)? (?:met|voorzien van) (?:\w+ )?(?:handtekening|stempel)\b|\bpac?kbon(?:nen)?\b|\bafleveringsbon(?:nen)?\b|\b(?:af)?leverbon(?:nen)?\b|\bleveringsbon(?:nen)?\b|\bafleverbewij[sz]\w*|\bafleverings?bewij[sz]\w*|\bleverbewij[sz]\w*|\bleveringsbewij[sz]\w*|\bontvangstbewij[sz]\w*(?! (?:van|voor) (?:(?:de|onze|uw) )?betaling)|\bvrachtbrie[fv]\w*|\bwerkbon\w*|\bafleverdocument\w*|\bbewij[sz]\w* van (?:af)?levering\b|\bleveringsnota\w*|\bvrachtbon\w*"
)
STATEMENT = (
    r"\b(?<!bank )(?:state?ments?|stmnts?|stmts?|statemnts?)(?: of (?:our |the |your |my )?accounts?)?\b(?! (?:lines?|entry|entries|(?:from|of) (?:the|our|my) bank)\b)|\bsoa\b|\bstatment\b|\b(?:a/c|acct|acc) (?:stmt|stat|state?ment)\b|\baccount (?:overview|summary|statement)s?\b|\bopen[- ]items? (?:list|statement)\b|\bhow (?:our|my) account stands\b|\blist of open items\b"
    r"|\b(?<!bank)(?:kunden)?kontoausz[u]g\w*|\bauszug\w* (?:unseres|unser|des|vom|meines|aus)\b|\boffene[- ]posten[- ](?:liste|aufstellung|ubersicht)\w*|\bop[- ]liste\w*|\bopos(?:[- ]liste)?\b|\bsaldenliste\w*|\bkontenauszug\w*|\bpostenliste\w*|\bsalden(?:bestatigung|mitteilung)\w*|\bkonto(?:ubersicht|blatt|stand)\w*"
    r"|\breleves?(?! d'identite)(?: de (?:notre |nos |mon |votre )?comptes?| d'echeances?| de factures)?\b(?! de (?:vos |nos )?(?:erreurs?|banque))|\bextraits? de (?:notre |mon |nos )?comptes?\b|\betats? de (?:notre |mon )?comptes?\b|\bgrand[- ]livre(?: client)?\b|\bhistorique de (?:notre |mon )?compte\b|\bsituation de (?:notre|mon) compte\b|\bdecompte (?:detaille|des)\b"
    r"|\bcartola\b(?! bancari)|\b(?<!bancario )extractos?\b(?! (?:bancari|de(?:l| la| nuestro| mi)? banco))|\bestados? de (?:nuestra |mi |la )?cuenta\b(?! bancari)|\bmayor de (?:la |nuestra )?\w+|\bresumen de (?:la |nuestra |mi )?cuenta\b|\bmi cuenta corriente\b|\bdetalle de (?:nuestra |la )?cuenta\b|\bdetalle de lo que os debemos\b"
    r"|\brekening[- ]?overzicht\w*|\bsaldo-?overzicht\w*|\bopenstaande[- ]?posten(?:[- ]?(?:lijst|overzicht))?\b|\boverzicht van (?:onze|de|alle|mijn) (?:rekening|openstaande (?:posten|bedragen))\b|\brekeningafschrift\w*|\baccountoverzicht\w*|\bklantoverzicht\w*|\b(?<!bank)rekening-?uittreksel\w*|\b(?:leveranciers|posten)overzicht\w*|\buittreksel van (?:onze|de|mijn) rekening\b|\bdebiteurenoverzicht\w*"
)
CREDIT_NOTE = (
    r"\bcredit (?:note|memo)s?\b|\b(?:the|its|your|any|matching|related) credits?(?= (?:against|on|to|for|relating to|belonging to|that goes with) (?:it|them|that|this|the same|the invoice|invoice|both|\S*\d))|\bcreditnotes?\b|\bcredit(?= (?:no\.? ?)?[a-z]{0,3}[-/]?\d)|\bcn(?= ?[-/]?\d)"
    r"|\b(?:rechnungs)?gutschrift(?:en|s\w*)?\b|\bstornorechnung\w*|\bgutschriftsanzeige\w*"
    r"|\b(?<!-je )(?<!-on )(?<!-nous )(?<!-vous )(?<!pouvoir )(?:l'|d'|un |cet |votre |notre |facture d')avoirs?\b(?! (?:le|la|les|un|une|votre|vos|ce|cette|ces|copie|de nouveau|a nouveau|encore|une (?:seconde|deuxieme|nouvelle) fois|(?:bien |deja )?(?:recue?s?|perdue?s?|transmis\w*|egare\w*|(?:r?en)?envoye\w*|regle\w*|paye\w*|traite\w*)\b))|\b(?<=les )avoirs\b|\b(?<=vos )avoirs\b|\bavoir(?= (?:n|no|av|[a-z]{0,4}[-/ ]?\d))|\bnotes? de credit\b|\bnc(?= \d)"
    r"|\babonos?\b(?= (?:n|de\b|del|que|[a-z]{0,4}[-/ ]?\d|firm|emit|corresp|por|y|en))|\b(?<=un )abono\b|\b(?<=el )abono\b|\b(?<=nota de )abono\b|\bnotas? de (?:credito|abono)\b|\bfacturas? (?:rectificativa|de abono)s?\b"
    r"|\bcredit-?nota'?s?\b|\bcreditfactu\w+|\bkredietnota\w*|\bcreditering(?= [a-z]{0,4}[-/]?\d)"
)
RECEIPT = (
    r"\b(?<!goods )(?<!delivery )(?<!on )(?<!upon )(?<!of )(?<!in )(?:payment |paid )?receipts?\b(?! of (?:goods|the goods|this|your|the)| not| date| number|ed| posted| (?:is|was) (?:booked|posted))|\bproof of payment\b|\b(?:proof|evidence|confirmation) that (?:it|they|this|these|both|we|the (?:invoice|bill))(?: \w+)? (?:was|were|is|are|been|have|has)?(?: been)? ?paid\b|\breceipted (?:invoice|bill|copy)\b|\b(?<=copy of )receipt\b|\b(?<=copies of )receipts\b"
    r"|\bquittung(?:en)?\b|\bquittungskopie\w*|\bzahlungs(?:beleg|quittung|bestatigung|nachweis)\w*|\b(?:empfangs|eingangs)bestatigung (?:ubers|(?:uber|fur|des|der|vom)(?: das| den| die)?) ?(?:geld|zahlung|betrag|uberweisung)\w*|\b(?:nachweis|beleg|bestatigung),? dass (?:sie|die|diese|er|es)(?: \w+){0,2} (?:be)?zahlt (?:ist|sind|wurde)\b|\bkass(?:en|a)(?:bon|beleg|zettel|quittung)\w*|\beingangsbestatigung der zahlung\b"
    r"|\b(?:le|un|du|votre|des|les|vos|notre|petit|de) recus?\b(?! (?:votre|vos|de votre|la|le|les|par|ce|cette))|\brecu (?:de paiement|de reglement|de caisse|correspondant|pour|n|acquitte)\w*|\bquittances?\b|\bfactures? acquittees?\b|\bduplicata acquitte\b|\bacquit\b|\bjustificatif de (?:paiement|reglement)\b|\btickets? de caisse\b|\battestation de paiement\b|\b(?:preuve|justificatif|attestation) (?:qu'elles?|que (?:la facture|celle-ci)) (?:est|sont|a ete|ont ete) (?:bien )?(?:payee?|reglee?|acquittee?)s?\b"
    r"|\b(?<=el )recibo\b|\b(?<=un )recibo\b|\b(?<=los )recibos\b|\b(?<=su )recibo\b|\b(?<=del )recibo\b|\brecibos?(?= (?:de|del|corresp|n|\d))|\b(?:(?<= y )|(?<=, )|(?<= e ))recibos?(?=\s*(?:[.,;?!)]|$))|\b(?:justificante|comprobante|complemento|carta|acuse)s? (?:de (?:recepcion|recibo|ingreso) )?(?:de|del) (?:pago|cobro|abono)\b|\bresguardo de pago\b|\b(?:justificante|comprobante|constancia|prueba) de que (?:ya )?(?:esta|estan|fue|ha sido|han sido|quedo) (?:ya )?(?:cobrad|pagad|abonad)[oa]s?\b"
    r"|\bontvangst(?:bewij[sz]|bevestiging)\w* (?:van|voor) (?:(?:de|onze|uw) )?betaling\w*|\bkwitantie\w*|\bbewijs dat (?:ze|die|deze|hij|het) (?:\w+ )?betaald (?:is|zijn)\b|\bbetaal(?:bewij[sz]|bevestiging)\w*|\bbetalings(?:bewij[sz]|bevestiging)\w*|\bkasticket\w*|\bkassabon\w*|\bkwijting\w*"
)
PO_COPY = (
    r"\b(?<!\bin )(?<!\binto )(?<!kind of )(?<!sort of )(?<!\bgood )(?<!wrong )(?<!right )(?<!working )(?<!alphabetical )(?<!chronological )(?<!numerical )(?<!date )(?<!\bsome )(?<!out of )(?:purchase )?orders?\b(?! confirmation)|\bp\.?o\.?(?:'?s)?(?: cop(?:y|ies)| ?#)?(?!\w| box)|\bp/o\b"
    r"|\bbestell(?:ung|schein|kopie)(?:en|s|e|kopie)?\b|\bbestell(?:ungs)?kopie\w*|\bauftragskopie\w*|\bpo-kopie\w*"
    r"|\bbons? de commandes?\b|\b(?:notre|nos) bons?(?= (?:n[o°] ?)?(?!de\b)[a-z-]*[ -]?\d)|\b(?:notre |nos |la |votre |de |cette |ces )commandes?\b|\bcde\b|\bbdc\b"
    r"|\b(?:ordenes|orden|oc) de compra\b|\b(?<!ha )(?<!han )(?<!he )(?<!hemos )(?<!habia )(?<!habian )(?<!habeis )pedidos?\b|\boc\b(?= ?\d)|\bhoja de pedido\b"
    r"|\b(?:inkoop|bestel)orders?\b|\bbestelbon(?:nen)?\b|\bbestelling(?:en)?\b|\binkooporder\w*|\bbestelkopie\b"
)
INVOICE = (
    r"\b(?:copy |tax |copy of )?in?vo?ices?\b(?! (?:process\w*|approv\w+|verification|team|department|desk|workflow|clerk|matching (?:team|desk)))|\binvs?\b|\bbills?\b(?! (?:of|pay))|\binvoice cop(?:y|ies)\b|\binv(?:oice)? ?(?:no|nr|number|#)"
    r"|\b(?:\w+-?)?rechnung(?:en|s(?!-?(?:pruf|eingang|wesen|abteilung|stelle|hof|legung|team|bearbeit|empfanger|adresse|anschrift|buchhalt|revision|freigabe|postfach|abgrenzung|abschluss|zentrum|workflow|portal))\w*)?\b|\brechnungs?(?:kopie|kopien|doppel|duplikat|abschrift)\w*|\bfaktura\b|\bfakturen\b|\bfaktur\b|\bbelegkopie\w*|\bbelege?\b|\bre(?= ?\d)|\brg(?=\.? ?(?:\d|nr|vom|von|janu?ar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember))"
    r"|\bfactures?\b|\bduplicatas?\b|\b(?<=la )fac\b|\b(?<=les )facs\b|\bfac\b(?=\.? ?(?:n|\d))|\bfact\b|\bfact?\.(?= ?n| ?\d)"
    r"|\bfacturas?\b|\bdocumentos? tributarios?\b|\bfatture\b|\bfra\.|\bfras\b\.?|\bcfdi\b|\bfolio\b|\bfacturado\b"
    r"|\b(?:\w+)?factu?u?r(?:en|tje|beeld|kopie|kopieen)?\b|\bfakt?u+r\b|\bnota's\b|\b(?:kopie)?nota\b(?! de)|\brekening(?:en)?\b(?! (?:courant|nummer))|\bkopie-?factu\w+|\bverkoopfactu\w+"
)
PATTERNS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (DocumentKind.BANK_LETTER, re.compile(BANK_LETTER)),
    (DocumentKind.TAX_FORM, re.compile(TAX_FORM)),
    (DocumentKind.OTHER, re.compile(OTHER)),
    (DocumentKind.POD, re.compile(POD)),
    (DocumentKind.STATEMENT, re.compile(STATEMENT)),
    (DocumentKind.CREDIT_NOTE, re.compile(CREDIT_NOTE)),
    (DocumentKind.RECEIPT, re.compile(RECEIPT)),
    (DocumentKind.PO_COPY, re.compile(PO_COPY)),
    (DocumentKind.INVOICE, re.compile(INVOICE)),
)


class Mention(NamedTuple):
    """A document named in the text. `words` are the folded words."""

    kind: DocumentKind
    start: int
    end: int
    words: str


def find_kinds(folded: str) -> list[Mention]:
    """Documents named, in order. Where two names overlap the more special kind wins."""
    return list(_kinds(folded))


@lru_cache(maxsize=256)
def _kinds(folded: str) -> tuple[Mention, ...]:
    """Kept, since the same clause is asked about over and over."""
    found: list[Mention] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(folded):
            if match.end() > match.start() and not any(
                match.start() < one.end and one.start < match.end() for one in found
            ):
                found.append(Mention(kind, match.start(), match.end(), match[0]))
    return tuple(sorted(found, key=lambda one: one.start))


TAX_SORTS = {
    "vat": r"(?<![a-z])(?:vat|btw|tva|iva|ust|gst|mwst)(?!omer)|umsatzsteuer|unternehmerbescheinigung|identificacion fiscal|identidad fiscal|(?<![a-z])(?:cif|nif|uid)(?![a-z])",
    "w9": r"(?<![a-z])w[- ]*9",
    "w8": r"(?<![a-z])w[- ]*8",
    "residence": r"residen|ansassigkeit|woonplaats|\btrc\b",
    "building": r"freistellung|48b",
    "clearance": r"clearance|unbedenklich|regularite|corriente|betalingsgedrag|cumplimiento",
    "withholding": r"retencion|withholding",
    "fiscal": r"situacion fiscal|inscripcion|\brut\b",
}


OTHER_SORTS = {
    "insurance": r"insur|versicherung|assurance|seguro|verzekering|\bcoi\b|liability|haftpflicht",
    "contract": r"contra[ctk]|agreement|vertrag|overeenkomst|\bmsa\b",
    "quote": r"quot(?:e|ation)|angebot|devis|presupuesto|offerte",
    "order": r"auftragsbest|bestatigung des auftrags|order ?confirmation|(?:accuse|confirmation) de (?:reception de )?commande|confirmacion (?:de|del) pedido|orderbevestig",
    "prices": r"price|preis|tarif|precio|prijs",
    "catalogue": r"catalog|katalog",
    "origin": r"origin|ursprung|origen|oorsprong|eur\.?1\b",
    "conformity": r"conformity|konformitat|conformite|conformidad|conformiteit|analysis|analyse|analisis",
    "sheet": r"data ?sheet|datenblatt|fiche technique|ficha tecnica|datablad",
    "vigilance": r"vigilance|urssaf",
    "others": r"customer|client|debtor|kunden|klanten|ag(?:e)?ing|aged",
}


def sorts(kind: DocumentKind, words: str) -> frozenset[str]:
    """Which sorts of tax paper, or of a company's other papers, the (folded) words name."""
    known = TAX_SORTS if kind is DocumentKind.TAX_FORM else OTHER_SORTS
    return frozenset(sort for sort, pattern in known.items() if re.search(pattern, words))
