"""Small print: legal notices, data-protection notices, fraud warnings, pleas for the environment, opening hours, registers.

It speaks of claims, errors, rights and bank details in general. Only the phrases below are taken to do so: a sentence
with one alarming word outside them, with an invoice number or with a payment in it is never small print.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from agent.domain.folding import fold
from agent.domain.veto_words import COMPILED, HARMLESS, PAY_WORDS


def listed(words: str, joints: str) -> str:
    """A run of such words: "access, rectification and erasure"."""
    return rf"(?>(?:{words})(?!\w))(?:,? (?:(?:{joints}) )*(?>(?:{words})(?!\w)))*"


def tail(words: str) -> str:
    """Any number of these words, and no others."""
    return rf"(?:,? (?:{words})(?![\w-]))*"


MAIL = r"(?:e-?mail|mail|message|communication|transmission|nachricht|mitteilung|courriel|mensaje|correo(?: electronico)?|bericht|e-?mailbericht)"
EN_TAIL = tail(
    r"or|and|any|all|the|its|our|to|of|from|by|for|in|as|a|an|this|such|whatsoever|howsoever|however|kind|loss(?:es)?|damages?|claims?|errors?|omissions?|virus(?:es)?|malware|arising|resulting|caused|suffered|incurred|disputes?|e-?mails?|messages?|use|contents?|attachments?|result|transmission|relying|reliance|on|costs?|delays?|corruption|interception|direct|indirect|consequential|software|computers?|systems?|data|files?|infect\w*|transmitted|contained|which|that|may|might|be|opening|out|sending|receipt|thereof|therein"
)
DE_TAIL = tail(
    r"fur|und|oder|aus|durch|die|der|den|dieser|dieses|etwaige\w*|schaden|verluste?|fehler\w*|viren|schadsoftware|inhalte?s?|ubermittlung|nutzung|verwendung|entstehen\w*|entstanden\w*|jeglicher|art|nachricht|e-?mails?|richtigkeit|vollstandigkeit|verspatet\w*|vollstandig\w*|kann|konnen|wir|ubernehmen|ubernommen|werden"
)
PRINT_DE = tail(
    r"sie|der|die|das|umwelt|zuliebe|vor|dem|ob|diese[rs]?|e-?mail|mail|nachricht|schreiben|wirklich|unbedingt|tatsachlich|ausgedruckt|gedruckt|werden|muss|drucken|ausdrucken|ausdruck|an|bevor|es|notwendig|notig|erforderlich|ist|eines|einer"
)
FR_TAIL = tail(
    r"etre|par|par ecrit|adresse\w*|formule\w*|envoye\w*|notifie\w*|soumis\w*|lettre|courrier|recommande\w*|avec|accuse|de|la|le|les|du|des|a|au|aux|notre|siege|social|service|competence|competent\w*|exclusive|exclusivement|tribunal|tribunaux|commerce|administratif|dans|un|une|delai|ecrit|ressort|seuls?|traitee?s?|jours|huit|quinze|trente|reception|judiciaires|reserve"
)
ES_TAIL = tail(
    r"se|ser|por|escrito|de|del|la|el|los|las|a|al|ante|y|o|en|su|sus|nuestr[oa]s?|sometera[n]?|dirigirse|debera[n]?|presentarse|juzgados?|tribunales?|competentes?|plazo|dias|carta|certificada|domicilio|social|via|correo|gestiona\w*|tramita\w*|departamento|exclusivamente"
)
NL_TAIL = tail(
    r"die|niet|binnen|acht|veertien|dertig|\d+|dagen|na|ontvangst|factuurdatum|schriftelijk|worden|wordt|betwist|geacht|aanvaard|te|zijn|dienen|moeten|per|post|brief|aangetekende?|gericht|ingediend|aan|de|het|onze|op|onder|behandeld|door|afdeling|uitsluitend"
)
BANK = r"(?:bank|account|payment|banking|remittance)(?: account)? (?:details?|data|information)"
CLAIMS_EN = listed(
    r"claims?|disputes?|liabilit(?:y|ies)|complaints?|loss(?:es)?|damages?|objections?|errors?|omissions?", "and|or"
)
CLAIMS_FR = listed(r"reclamations?|contestations?|litiges?|differends?|plaintes?", "et|ou|de")
CLAIMS_ES = listed(r"reclamacion(?:es)?|controversias?|disputas?|litigios?|quejas?|discrepancias?", "y|o|u")
RIGHTS = (
    listed(
        r"access|rectification|erasure|correction|deletion|restriction|objection|portability|complaint", "and|or|of|to"
    ),
    listed(
        r"auskunft|berichtigung|loschung|widerspruch|beschwerde|einschrankung|datenubertragbarkeit|widerruf|sperrung",
        "und|oder|sowie|auf|der|verarbeitung",
    ),
    listed(
        r"(?:d')?(?:acces|rectification|opposition|effacement|suppression|limitation|portabilite|annulation|reclamation)",
        "et|ou|de|d'|du|traitement",
    ),
    listed(
        r"acceso|rectificacion|supresion|cancelacion|oposicion|limitacion|portabilidad|reclamacion|olvido",
        "y|o|u|e|de|del|al|tratamiento",
    ),
    listed(
        r"inzage|correctie|rectificatie|verwijdering|wissing|bezwaar|beperking|overdraagbaarheid", "en|of|van|op|tot"
    ),
)
ABROAD = tail(
    r"the|of|to|in|and|or|by|before|under|with|any|our|exclusive|exclusively|non-exclusive|sole|solely|competent|courts?|court of law|arbitration|mediation|jurisdiction|laws?|english|england|wales|scotland|scottish|ireland|irish|northern|belgian|dutch|german|french|spanish|governed|resolved|settled|local|registered|at|office|city|seat|place|it|this|agreement|business|company"
)
VENUE = (
    # Which court decides, which office takes claims: general terms, in which nothing has happened yet.
    rf"\b(?:any|all|every|no) (?:and all )?{CLAIMS_EN}(?: arising| relating| resulting| connected| out| of| from| to| with| in| it| this| the| any| our| between| us| contracts?| orders?| agreements?| connection| hereunder| herewith| therefrom| e-?mails?| messages?)* (?:shall|will|is|are|must|may)(?: only| exclusively)?(?: be)? (?:subject|submitted|referred|governed|settled|resolved|decided|brought|heard)\b{ABROAD}"
    rf"|\b(?:exclusive )?jurisdiction (?:of|lies with|is)\b{ABROAD}|\b(?:courts of (?:england|scotland|ireland|northern ireland|the netherlands|belgium|germany|france|spain))\b{ABROAD}|\bgoverned by (?:the )?(?:\w+ )?laws?\b{ABROAD}"
    rf"|\b{listed('claims|shortages|rejections|disputes|queries|complaints|discrepancies|deductions', 'and|or')} (?:are|must be|shall be) (?:only |solely |exclusively )?(?:handled|dealt with|processed|managed|administered|answered) (?:only |solely |exclusively )?by (?:the |our )?(?:\w+ ){{0,3}}(?:desk|department|dept|team|unit|office)\b(?: only| alone| exclusively)?"
    r"|\b(?:gerichtsstand|erfullungsort)(?: (?:und|ist|fur|alle|beide|teile|streitigkeiten|gerichtsstand|erfullungsort|ausschliesslicher|ausschliesslich|der|das|die|sitz|des|gericht|amtsgericht|landgericht|vertrag\w*|aus|diesem|unserer|gesellschaft)(?![\w-]))*"
    r"|\b(?:fur )?(?:alle |samtliche |etwaige )?(?:rechts)?streitigkeiten(?: aus\w*| diese[rm]| nachricht| mitteilung| e-mail| dem| der| vertrag\w*| geschaftsbeziehung\w*| lieferung\w*)* (?:ist|sind|werden|gilt|unterliegen)(?: (?:(?:land|amts)gericht \w+|das|die|der|dem|vor|gericht\w*|landgericht|amtsgericht|am|sitz|ausschliesslich|zustandig|ausgetragen|entschieden|(?:land|amts)gericht \w+|deutsche[nmsr]?|osterreichische[nmsr]?|schweizer|recht\w*|des|unserer|gesellschaft|in)(?![\w-]))*"
    r"|\b(?:en cas de (?:litige|differend|contestation)s?|(?:tout|tous|toute) (?:les )?(?:litige|differend|contestation)s?(?: relati\w+| ce| cet| son| contenu| message| courriel| mail| commandes?| livraisons?| decoulant| ne| nee?| de| a| la| nos| des| present\w*| relations?| contrats?| commercial\w*| eventuel\w*)*),?(?: (?:seuls?|seront?|sera|est|sont|releve\w*|soumis\w*|portee?s?|tranchee?s?|de|du|des|la|le|les|a|au|aux|devant|competences?|competente?s?|exclusive\w*|tribunal|tribunaux|commerce|ressort|siege|social|notre)(?![\w-]))+"
    r"|\b(?:para|ante|en caso de|las partes,? para) (?:cualquier|toda|todas|la|las) (?:controversia|discrepancia|disputa|litigio|cuestion litigiosa|cuestion)(?:es|s)?(?: (?:que|pudiera\w*|derivad\w*|derivar\w*|surgir|de|del|la|el|los|las|presente|relacion|contrato|comercial|se|sera\w*|son|competentes?|somete\w*|expresamente|a|ante|juzgados|tribunales|y|partes|,)(?![\w-]))+"
    r"|\b(?:(?:alle|eventuele|mogelijke) )?geschillen(?: (?:die|uit|voortvloei\w+|voortkom\w+|deze|onze|overeenkomst\w*|tussen|partijen|over|met|betrekking|tot|leveringen)(?![\w-]))* (?:worden|zullen|behoren)(?: (?:uitsluitend|worden|voorgelegd|beslecht|aan|door|de|het|tot|van|bevoegdheid|bevoegde|rechter|rechtbank|rechtbanken|te|in|arrondissement)(?![\w-]))*"
    r"|\b(?:uitsluitend )?(?:de )?(?:rechtbank|rechtbanken|rechter)(?: (?:te|van|in|het|arrondissement))? \w+ (?:is|zijn)(?: (?:bij|uitsluitend|bevoegd|geschillen|exclusief)(?![\w-]))+"
)
"""Courts and offices for claims in general."""
WARNED = (
    # That bank details never change by mail.
    rf"\b(?:we|[\w&]+ (?:ltd|plc|limited|group)) (?:will|shall|would|do|does) never (?:change|request|ask|send|notify|advise|inform|contact|update|alter|amend|communicate)\b{tail('you|of|for|to|about|an?|changes?|changed|any|its|our|their|your|the|new|bank|account|banking|payment|details|data|information|in|by|via|through|over|on|e-?mail|text|phone|alone|only')}"
    r"|\b(?:wir )?(?:werden|wurden|teilen|andern)(?: (?:wir|ihnen|sie|per|via|e-?mail|mail))* (?:niemals|nie)(?: (?:per|via|in|einer|e-?mail|mail|uber|ihnen|eine|die|anderung\w*|geanderte|neue|unserer|unsere|der|von|ihrer|bankverbindung|kontoverbindung|bankdaten|kontodaten|mit|mitteilen|andern|bekanntgeben|ubermitteln|telefonisch|anfordern|zusenden)(?![\w-]))*"
    r"|\bnous ne (?:vous )?(?:communiquerons|informerons|transmettrons|enverrons|demanderons|notifierons|annoncerons|changerons|modifierons) jamais(?: (?:de|d'un|d'une|un|une|du|la|nos|notre|nouveau|nouveaux|nouvelles|changement|modification|coordonnees|bancaires|rib|iban|par|simple|e-?mail|mail|courriel|telephone)(?![\w-]))*"
    r"|\b(?:nunca|jamas) (?:le|les|os|te)? ?(?:comunicaremos|informaremos|notificaremos|pediremos|enviaremos|solicitaremos|avisaremos)(?: (?:un|una|el|la|los|de|del|cambios?|nuestr[oa]s?|su|sus|numero|cuenta|cuentas|datos|bancari[oa]s?|por|via|correo|electronico|e-?mail|telefono)(?![\w-]))*"
    r"|\b(?:wij|we) (?:zullen|geven|delen|sturen)(?: (?:u|jullie))? nooit(?: (?:per|via|e-?mail|mail|een|de|wijziging\w*|gewijzigde?|nieuwe?|van|in|ons|onze|uw|bankgegevens|rekeningnummer|bankrekeningnummer|doorgeven|door|mee|meedelen|sturen|vragen|om|te|wijzigen)(?![\w-]))*"
)
"""The fraud warnings of many firms."""
SUCH = (
    r"\b(?:sollten sie|falls sie|wenn sie) (?:dennoch |trotzdem )?(?:eine |einen )?(?:solche[nrs]?|derartige[nrs]?) (?:e-?mail|mail|nachricht|mitteilung|anruf|schreiben) (?:erhalten|bekommen)\b"
    r"|\bsi vous recevez (?:un tel|une telle|ce type de) (?:message|e-?mail|mail|courriel|demande|appel)\b"
    r"|\bsi recib(?:e|en|iera|ieran) (?:un mensaje|un correo|una llamada|una solicitud) (?:asi|de este tipo|similar|semejante)\b"
    r"|\b(?:ontvangt u|indien u|als u) (?:toch )?(?:een dergelijk|zo'n) (?:bericht|e-?mail|mail|verzoek|telefoontje)(?: ontvangt| krijgt)?\b"
    r"|\b(?:es gelten|gelten) (?:ausschliesslich )?(?:unsere |die )?(?:allgemeinen )?(?:einkaufs|verkaufs|liefer|geschafts|auftrags)bedingungen\b"
    r"|\bapply to (?:all|any|every)(?: our)? (?:orders?|contracts?|purchases?|deliver(?:y|ies)|suppl(?:y|ies))\b"
)
"""Such a mail; general terms."""
CONTACT_LINE = (
    r"(?:^|(?<=\n))[^\w\n]*+(?:for |bei |pour (?:toute |vos |les )?|para |voor )?"
    + listed(
        r"complaints?|claims?|queries|questions|returns|quality issues|supplier queries|reklamationen|mangelrugen|beanstandungen|beschwerden|ruckfragen|fragen|retouren|reclamations?|litiges|questions?|retours|reclamaciones|quejas|incidencias|consultas|devoluciones|klachten|reclames|reclamaties|vragen",
        "and|or|und|oder|et|ou|y|o|en|of|&",
    )
    + r"(?: (?:please|to|write|contact|e-?mail|mail|via|at|go|are|handled|only|bitte|an|richten|senden|schicken|sie|nur|ausschliesslich|unter|per|ecrivez|adressez|contactez|a|uniquement|merci|de|ecrire|dirijase|dirijanse|escriba|contacte|con|solo|en|kunt|kan|u|melden|mailen|sturen|richten|naar|aan|alleen|graag|of|quality|supplier))*(?:[ :-]|nur)*[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+\W*$"
)
"""Where complaints and questions go: the topic, perhaps a verb, and an address that ends the line."""
FOOTERS = (
    # Who wants to object to the mail itself; what it may not be used for.
    rf"\b(?:if|should) you (?:wish to |want to |would like to )?(?:dispute|query|contest|question|object to) (?:its|the|their|any of the|anything in the|anything in this) ?(?:contents?)?(?: of (?:this|the) {MAIL}| {MAIL})?"
    rf"|\b(?:wenn|falls|sollten) sie (?:dem|den|diesem) inhalte?s?(?: (?:dieser|der) {MAIL})? (?:widersprechen|bestreiten|beanstanden)(?: (?:mochten|wollen))?"
    rf"|\bsi desean? (?:impugnar|discutir|reclamar contra) su contenido|\b(?:wilt|wenst|mocht) u de inhoud(?: van (?:dit|het) {MAIL})? (?:betwisten|willen betwisten)"
    r"|\b(?:dirigid[oa]s?|destinad[oa]s?) (?:solamente|unicamente|solo) (?:a|al|para)(?: (?:el|la|su|sus|los))? destinatari[oa]s?"
    r"|\b(?:non|no|not|nicht|niet) (?:in accordance|compliant|conformes?|gemass|overeenkomstig) (?:with|a|con|de|aan) (?:its|his|her|their|sa|son|leur|su|het|zijn) (?:purposes?|intended use|destination|objet|finalite|finalidad|destino|bestemming|doel)"
    # Where questions about invoices go.
    r"|\b(?:if|should) you (?:wish to |want to |would like to |need to )?(?:dispute|query|question|discuss)(?:,? (?:or|and) (?:dispute|query|question|discuss))*(?: (?:the|a|an|any|your|our|payment|status|of|on|invoices?|accounts?))*,? (?:please )?(?:use|visit|contact|go to|log in to|refer to|see|raise it (?:in|on|through|via)|do so (?:in|on|through|via))(?: (?:the|our|supplier|vendor|portal|helpdesk|help|desk|website|self-service|service|centre|team|online|only))*"
    r"|\b(?:bei|fur) (?:fragen|ruckfragen|reklamationen)(?: (?:zu|zur|zum|bei|einer?|ihrer?|rechnungen?|zahlungen?|zahlungsstatus|und|oder))* (?:nutzen|verwenden|besuchen) sie (?:bitte )?(?:das|unser) (?:lieferantenportal|portal)"
    r"|\b(?:pour|en cas de) (?:toute )?(?:question|contestation|reclamation|litige)s?(?: (?:relati\w+|concernant|sur|au|a|la|le|les|vos|une|un|paiement|reglement|factures?))*,? (?:merci d'utiliser|utilisez|veuillez utiliser|consultez) (?:le|notre) portail(?: fournisseurs?)?"
    r"|\bpara (?:consultas|reclamaciones|incidencias)(?: (?:sobre|de|el|la|los|las|estado|pagos?|facturas?|y|o))*,? (?:utilice|use|consulte) (?:el|nuestro) portal(?: de proveedores)?"
    r"|\bvoor (?:vragen|geschillen|klachten)(?: (?:over|betreffende|de|het|uw|status|betaling|van|facturen|of))* (?:gebruikt u|gebruik|raadpleeg|kunt u terecht (?:op|in)) (?:het|ons) (?:leveranciersportaal|portaal)"
    # Which orders bind.
    r"|\b(?:purchase )?orders? (?:are|is) (?:only )?(?:valid|binding|accepted)(?: only)?(?: (?:with|if|when|they|it|bears?|carry|carries|an?|the|our|official|purchase|order|p\.?o\.?|number|signed|in|writing|issued|on))+|\b(?:purchase )?orders? without (?:an? )?(?:official |purchase |valid )*(?:order |p\.?o\.? )?numbers? (?:is|are) (?:not valid|invalid|void|not binding)"
    r"|\b(?:bestellungen|auftrage) (?:sind|gelten) (?:nur|ausschliesslich) (?:mit|bei|schriftlich)(?: (?:einer|unserer|angabe|schriftlicher|gultiger|bestellnummer|auftragsnummer|unterschrift|gultig|verbindlich))*|\b(?:bestellungen|auftrage) ohne (?:bestellnummer|auftragsnummer) sind (?:ungultig|nicht (?:gultig|verbindlich))"
    r"|\b(?:nos |les |toute )?commandes? (?:ne sont valables|ne sont valides|n'est valable|ne vaut) qu'avec(?: (?:un|une|notre|le|numero|bon|de|commande|officiel|signe))+|\btoute commande sans (?:numero|bon)(?: de commande)? est (?:nulle|non valable)"
    r"|\b(?:los |nuestros )?pedidos (?:solo|solamente|unicamente) (?:son|seran) (?:validos|vinculantes) (?:con|si)(?: (?:un|el|numero|de|pedido|llevan|nuestro|oficial|firmados?))+|\bbestellingen (?:zijn )?(?:alleen|slechts|uitsluitend) (?:geldig|bindend) (?:met|mits)(?: (?:een|ons|geldig|bestelnummer|inkoopnummer|ordernummer|voorzien|van))+|\bbestellingen zijn (?:alleen|slechts|uitsluitend) (?:geldig|bindend) (?:met|mits)(?: (?:een|ons|geldig|bestelnummer|inkoopnummer|ordernummer|voorzien|van))+"
    rf"|{CONTACT_LINE}"
)
"""General lines at the foot of many letters."""
FRAMES = re.compile(
    # English
    VENUE + "|" + WARNED + "|" + SUCH + "|" + FOOTERS + "|" + rf"\bwe are (?:now )?a smoke[- ]free (?:site|workplace|building)\b|\b(?:if|should) (?:you (?:have )?|this {MAIL} (?:has |was )?|it (?:has |was )?)?(?:been )?(?:receiv\w+|got(?:ten)?|sent|reached)(?: (?:it|this|to you|(?:this|the) {MAIL}|you))? (?:in|by) (?:error|mistake)\b"
    rf"|\breceived (?:this|the) {MAIL} (?:in|by) (?:error|mistake)\b"
    r"|\b(?:is|are) (?:a )?(?:registered )?trading (?:names?|styles?) of\b|\bis (?:a )?(?:registered )?trademarks? of\b"
    r"|\b(?:disputes|denies|rejects|declines) (?:any|all) liability for (?:any )?(?:computer )?(?:virus(?:es)?|malware)\b"
    rf"|\b(?:accepts?|assumes?|disclaims?|excludes?|takes?) (?:no|any|all) (?:responsibility|liabilit(?:y|ies)|obligations?)\b{EN_TAIL}"
    rf"|\b(?<!you )(?:do(?:es)? not|doesn't|don't|cannot|will not) (?:accept|assume|bear) (?:any |all )?(?:responsibility|liabilit(?:y|ies))\b{EN_TAIL}"
    r"|\breserves? the right to monitor\b|\bwe do not accept (?:service|orders?|instructions|claims|notices)(?: of (?:proceedings|documents|notices?))? by e-?mail\b|\bwe have updated our (?:privacy|cookie) (?:notice|policy|statement)\b|\bbent u niet\b|\bif you dispute that you are the (?:intended )?recipient\b|\bwe (?:process|protect|respect|store) (?:your )?personal (?:data|information)\b"
    rf"|\b(?:any|all|no) {CLAIMS_EN} (?:arising|relating|resulting)\b{EN_TAIL}(?: (?:is|are) (?:rejected|excluded|denied|disclaimed))?"
    rf"|\b{listed('insolvency|legal|complaints?|formal|official|statutory|court', 'and|or')} (?:notices?|documents|proceedings) (?:must|should|may|can|will) (?:only |not )?be (?:served|sent|delivered|accepted)\b"
    r"|\b(?:may|can|will|could) (?:take|lead to|result in|be subject to|give rise to) legal (?:action|proceedings|steps)(?: in respect of (?:any )?unauthori[sz]ed \w+)?"
    r"|\bunauthori[sz]ed (?:use|disclosure|copying|distribution|access|review)\b"
    r"|\b(?:nothing (?:in it|herein|in this \w+)|no part of it) (?:is|constitutes|shall be) (?:a |an |any )?(?:promise to pay|acceptance|agreement|offer|contract)\b(?: (?:or|of|an?|any|acceptance|claim|terms|contract|agreement))*"
    rf"|\bnever (?:change|changes|request|requests|ask|asks|send|sends|notify|update|alter|amend)\b{tail('you|of|for|to|about|changes?|any|its|our|their|your|the|new|bank|account|banking|payment|details|data|information|in|by|via|through|over|on|e-?mail|text|phone|alone|only')}"
    rf"|\b(?:our|its|the|their) {BANK} (?:will|do|does|shall|have|has|can) (?:not|never) (?:be )?(?:change|changed|altered|notified|sent)\b{tail('by|via|e-?mail|in|phone|over|the|alone')}"
    rf"|\b(?:if|should) you (?:receive|get|are sent) (?:an?|any|such an?) (?:e-?mail|message|request|call|letter)(?: (?:asking|requesting|telling|advising|purporting|claiming|inviting)\b{tail('you|to|pay|into|an?|different|new|another|change|changed?|changes|account|our|bank|banking|details|of|that|have|has|from|us')})?"
    r"|\bbeware of (?:cyber ?-?crime|fraud|phishing|scams?)\b|\b(?:cyber|e-?mail|invoice|payment|mandate) ?-?(?:crime|fraud)\b|\bdata protection (?:act|law|notice|regulation|policy|officer|statement)s?\b|\b(?:gdpr|data protection) (?:compliant|policy|notice)\b"
    r"|\b(?:privacy|data protection|complaints?) (?:policy|notice|procedure) (?:is|are|can be found|is available)\b"
    # German
    rf"|\b(?:bitte )?(?:prufen|uberlegen|bedenken|denken) sie\b(?=[^.;\n]{{0,90}}(?:druck|umwelt)){PRINT_DE}"
    rf"|\b(?:diese|die) {MAIL} (?:falschlich|falschlicherweise) (?:erhalten|bekommen|empfangen)\b|\b(?:keine|keinerlei|jegliche|jede) (?:haftung|gewahr(?:leistung)?|verantwortung)\b{DE_TAIL}|\b(?:haftet|haften) nicht\b{DE_TAIL}"
    rf"|\b(?:andern|andert|mitteilen|teilen|ubermitteln|versenden) (?:wir |ihnen )?(?:unsere|ihre|seine|die|eine geanderte)? ?(?:bankverbindung|kontoverbindung|bankdaten|kontodaten)(?= (?:nie|niemals|nicht|ausschliesslich|nur)\b)(?: (?:niemals|nie|nicht|ausschliesslich|schriftlich|nur|per|via|uber|e-?mail|telefon|post|brief|mit|und|oder))*"
    r"|\b(?:unsere|die|ihre) (?:bankverbindung|kontoverbindung|bankdaten) (?:wird|werden|andert|andern)(?= [^.;\n]{0,60}\b(?:nie|niemals|nicht)\b)(?: (?:sich|niemals|nie|nicht|von|uns|per|via|uber|e-?mail|mitgeteilt|geandert))*"
    r"|\b(?:reklamationen|beanstandungen|mangelrugen) (?:sind|konnen|mussen|werden|bitte|haben)(?: (?:nur|ausschliesslich|innerhalb|von|\d+|acht|tagen|werktagen|schriftlich|per|post|brief|anzuzeigen|zu|richten|angenommen|erfolgen|geltend|gemacht|werden|erhalt|der|nach|ware|von|durch|unsere[rn]?|abteilung|lieferanten\w*|bearbeitet))*"
    r"|\b(?:datenschutz(?:hinweis\w*|erklarung|beauftragte\w*|grundverordnung)|eu-dsgvo|dsgvo)\b|\bgerichtsstand\b|\bamtsgericht \w+\b|\bregistergericht\b"
    # French
    rf"|\b(?:toute|toutes|tout|les|tous) {CLAIMS_FR} (?:doit|doivent|devra|devront|est|sont|relev\w+|sera|seront)\b{FR_TAIL}"
    r"|\b(?:peut|peuvent|pourra|pourrait) (?:donner lieu a|entrainer|faire l'objet de) (?:des |de )?poursuites(?: \w+)?"
    rf"|\b(?:si|avez|ayant) (?:vous (?:avez |l'avez )?)?(?:recu|recue) (?:(?:ce|le|cette) {MAIL} )?par (?:erreur|megarde)\b|\brecu (?:ce|cet) {MAIL} par erreur\b|\b(?:si )?(?:ce|cet) {MAIL} vous (?:est|etait|a ete|serait) (?:parvenu|arrive|adresse|envoye|transmis) par (?:erreur|megarde)\b"
    r"|\bnous ne (?:modifions|changeons|communiquons|transmettons) jamais (?:nos |de |la modification de )*(?:coordonnees bancaires|rib|iban|compte bancaire)(?: par (?:simple )?(?:e-?mail|mail|courriel|telephone))?"
    r"|\b(?:toute|une) (?:demande|modification|annonce)(?: de| du| des| nos| changement| modification| notre| rib| iban| coordonnees| bancaires| recue?| a| notre| nom| par| e-?mail| courriel| telephone| doit| etre| consideree| comme| frauduleuse)*(?= ?[.,;:]| et)"
    # Spanish
    rf"|\b(?:toda|todas|todo|cualquier|cualesquiera|las) {CLAIMS_ES} (?:debera\w*|se sometera\w*|sera\w*|ha de|han de)\b{ES_TAIL}"
    rf"|\b(?:si|de haber)(?: usted)? (?:lo |la )?(?:ha |hubiera |haber |le ha |le )?(?:recibido|recibe|recibio|recibiera|recibiese|llegado|llega|llego)(?: (?:este|el) {MAIL})? por (?:error|equivocacion)\b|\bsi (?:este|el) {MAIL} (?:le |les |te |os )?(?:ha )?(?:llegado|llega|llego|llegara) por (?:error|equivocacion)\b|\brecibido (?:este|el) {MAIL} por (?:error|equivocacion)\b"
    r"|\b(?:normativa|ley(?: organica)?|reglamento|delegad[oa]|legislacion|materia|politica|cumplimiento)(?: \w+){0,3} (?:de |en materia de |sobre )?proteccion de datos\b(?: de caracter personal| personales)?|\bproteccion de datos\s*:|\b(?:al|el|del|con el|lo dispuesto en el|au|du|le|avec le) rgpd\b"
    r"|\b(?:nunca|jamas) (?:cambiamos|cambia|modificamos|modifica|comunicamos|comunica|solicitamos|solicita|le pediremos)(?: (?:nuestr[oa]s?|sus?|los|la|el|un|cambio|cambios|de|numero|cuenta|cuentas|datos|bancari[oa]s?|por|via|correo|electronico|e-?mail|telefono))*"
    # Dutch
    rf"|\b(?:indien|als|mocht) (?:dit|het|deze) {MAIL} niet voor u (?:is )?bestemd(?: is)?\b|\bfacturen die niet binnen\b{NL_TAIL}|\b(?:klachten|reclames|geschillen|betwistingen) (?:dienen|moeten|worden|kunnen)\b{NL_TAIL}"
    rf"|\b(?:ten onrechte|abusievelijk|per abuis|bij vergissing|onbedoeld) (?:is |hebt |heeft )?(?:ontvang\w+|gekregen|toegezonden)\b|\b(?:onjuiste|onvolledige|gebrekkige|verkeerde) (?:of (?:onvolledige|te late) )?(?:verzending|overbrenging|ontvangst)\b"
    rf"|\b(?:dit|het|deze) {MAIL} (?:per|bij) (?:vergissing|abuis) (?:is |hebt |heeft )?(?:ontvang\w+|gekregen)\b|\b(?:noch|en|of) voor (?:enige )?vertraging(?:en)? (?:bij|in) de (?:ontvangst|verzending|overbrenging)(?: ervan| hiervan| daarvan)?\b"
    r"|\b(?:wijzigen|veranderen) (?:ons|onze) (?:rekeningnummer|bankrekeningnummer|bankgegevens) nooit(?: (?:per|via) (?:e-?mail|mail|telefoon))?\b|\bvragen nooit (?:per|via) (?:e-?mail|mail|telefoon) om (?:een )?(?:ander|nieuw) (?:rekeningnummer|bankrekeningnummer)\b"
    r"|\b(?:wijzigt|wijzigen|verandert|veranderen|vraagt|vragen|stuurt|sturen)(?: (?:wij|we|u|zal|zullen))? ?nooit(?: (?:haar|zijn|hun|ons|onze|het|de|via|per|om|een|e-?mail|telefoon|bankgegevens|rekeningnummer|bankrekeningnummer|gewijzigd|wijziging|van))*"
    r"|\b(?:algemene verordening|privacyverklaring|avg-?wetgeving|wet(?:geving)? (?:op|inzake) (?:de )?gegevensbescherming|functionaris (?:voor )?gegevensbescherming)\b"
    # Rights over one's data
    r"|\b(?:rights?|rechte?n?|droits?|derechos?|recht) (?:of |to |auf |zu |a |de |d'|du |op |van |tot |der )*(?:" + "|".join(RIGHTS) + r")"
)  # fmt: skip
CONTACT = re.compile(CONTACT_LINE)
OFFICE = re.compile(
    r"(?<!your )(?<!ihre )(?<!ihrer )(?<!votre )(?<!uw )(?<!jullie )(?<!su )(?<!vuestro )"
    r"\b(?:" + listed(
        r"supplier|vendor|customer|creditor|patient|claims?|disputes?|complaints?|queries|query|returns|refunds?|recover(?:y|ies)|litigation|insolvency|restructuring|exceptions?|discrepanc(?:y|ies)|deductions?|legal",
        "and|&|\\+|/",
    ) + r" (?:desk|department|departments|dept\.?|team|unit|section|division|handling|handler|manager|management|officer|analyst|specialist|support)\b"
    r"|(?:abteilung|abt\.|referat|team|sachgebiet|stabsstelle) (?:\w+ (?:und|&) )?(?:reklamation\w*|beschwerde\w*|widerspruch\w*|insolvenz\w*|mahnwesen|forderungs\w*|schaden\w*)(?: (?:und|&) \w+)?|(?:beschwerde|reklamations|schadens?|qualitats)(?:management|abteilung|bearbeitung|stelle|sachbearbeit\w+|wesen)"
    r"|(?:service|departement|direction|pole|cellule|bureau)(?: des| de la| du| de)? " + listed(r"reclamations?|litiges?|contentieux|sinistres|tresorerie|recouvrement|retours|qualite|juridique", "et|&|/|des|de|du") +
    r"|(?:departamento|dpto\.?|depto\.?|servicio|negociado|jefe|jefa|jefatura|area|oficina|responsable|seccion|direccion)(?: \w+)?(?: de| del)? " + listed(r"reclamacion(?:es)?|incidencias|devoluciones|tesoreria|impagados|litigios|calidad|siniestros|quejas", "y|e|de|&") +
    r"|(?:afdeling|dienst|team|bureau) " + listed(r"klachten|geschillen|retouren|reclamaties|invordering|schade|kwaliteit|juridische zaken", "en|&") + r"|(?:klachten|reclamatie|invorderings|schade|kwaliteits)(?:dienst|afdeling|bureau|commissie|functionaris|regeling|coordinator))\b"
    r"|^\W*(?:tesoreria|tresorerie)(?: (?:general|municipal|generale|municipale|principale))?\W*$"
)  # fmt: skip
"""Offices that have such a name."""
TOPIC = re.compile(
    rf"\b(?:smoke[- ]free site|(?:mailbox|inbox) is (?:only )?monitored|telefonisch (?:bereikbaar|erreichbar)|confidential\w*|privileged|(?:intended|meant) (?:only |solely |exclusively )?(?:for (?:the|you)|recipients?)|the recipient|addressees?|named recipients?|disclaimer|(?:scanned|checked|tested) for viruses|virus-checked|scan for viruses|(?:this|the) {MAIL} (?:and|is|may|was|has|contains)|this is an? (?:un)?(?:encrypted|secured?) {MAIL}|in this {MAIL}|the sender|the environment|before (?:you )?print\w*|think before|registered (?:in|office|number|charity|society)|(?:authori[sz]ed and )?regulated by the|authori[sz]ed and regulated|privacy (?:notice|policy|statement)|(?:opening|office) hours|unsubscribe|iso \d{{4,5}}|views expressed|freedom of information|terms (?:and|&) conditions|conditions of (?:trade|sale|purchase|business)|prompt payment code|reserves? the right to monitor|monitor\w* (?:all |any )?(?:e-?mails?|communication|traffic)\w*|service of (?:documents|proceedings)|accept service|do not act on it|limited by guarantee|charitable company|(?:any|jede|toute|cualquier|todo|elk|elke|ieder) (?:other |unauthori[sz]ed |unbefugte |sonstige |autre |otro |onbevoegd |ander )?(?:use|disclosure|copying|distribution|nutzung|verwendung|weitergabe|vervielfaltigung|utilisation|divulgation|diffusion|reproduction|uso|divulgacion|difusion|reproduccion|gebruik|verspreiding)"
    rf"|vertraulich\w*|adressat\w*|unbefugt\w*|(?:richtige|vorgesehene|bezeichnete|genannte)[nr]? empfanger\w*|umwelt|ausgedruckt werden muss|datenschutz\w*|personenbezogene\w*|rechtsverbindlich|rechtlich (?:un)?verbindlich|auf viren|rechtlich geschutzt\w*|irrtumlich erhalten|versehentlich erhalten|(?:offnungs|buro|sprech)zeiten|besuchen sie unsere|(?:diese|dieser) {MAIL} (?:ist|kann|enthalt|wurde|und)"
    rf"|confidentiel\w*|confidentialite|destinataires?|environnement|imprimer ce|n'imprimez|donnees (?:personnelles|a caractere personnel)|rgpd|horaires|ouverte? (?:du|de|le|tous)|suivez-nous|desabonner|ce {MAIL} (?:et|est|peut|contient)|l'integrite|integrite de ce|decline toute responsabilite"
    rf"|confidencial\w*|destinatari[oa]s?|medio ?ambiente|antes de imprimir\w*|proteccion de datos|datos personales|sus datos|rgpd|horario|abiertos? (?:de|todos)|este {MAIL} (?:y|es|puede|va|se|contiene)|la informacion contenida"
    rf"|vertrouwelijk\w*|geadresseerde\w*|het milieu|persoonsgegevens|privacyverklaring|openingstijden|geopend van|(?:dit|deze) {MAIL} (?:is|kan|en|bevat)|rechten (?:worden )?ontleend|aansprakelijk\w*|(?:inkoop|leverings|algemene |verkoop|aankoop)voorwaarden)\b"
)
KNOWN = re.compile(
    r"(?:[ldnmsq]u?')?(?:verstandig|bereikbaar|erreichbar|smoke|site|monitored|mailbox|inbox|accordance|wish|anything|neem|wenden|pongase|eine|charitable|guarantee|vervielfaltig|vollstandig|ausgeschlossen|publication|sauf|autorisation|cualquier|incluid|onbevoegd|elke|ieder|accept|favor|aplicable|avis[oe]|particular|posesion|titular|federal|finalidad|software|computer|unencrypted|encrypt|report|courts?\b|shall|purchas|appli|deletion|immediat|hereto|access|accredit|acceptance|addressee|advise|alter|agree|apply|applies|arising|attach|author|automatic|aware|based|before|believe|benefit|beware|bind|business|cannot|caution|chang|check|claim|code|commit|communicat|company|complian|confidential|consent|consequen|consider|constitut|contact|contain|content|contract|control|copies|copy|damage|data|delet|destroy|disclaim|disclos|distribut|does|document|domain|e-?mail|employ|entit|environment|erase|error|except|exclusiv|express|file|fraud|free|from|further|have|herein|hereby|however|immediate|important|inform|information|intend|inte[rn]|internet|kind|known|lawful|legal|liab|loss|mail|malware|message|monitor|must|named|necessary|never|notice|notif|number|offer|office|only|opinion|post\b|hotel|clinic|council|universit|group|hospital|school|computer|risk|updated|meant|cceptance|crime|cyber|county|traffic|organi[sz]ation|other|paper|part|pers|please|policy|possib|print|privacy|privileg|process|prohibit|prompt|protect|provid|purpose|read|receiv|recipient|record|regist|regulat|relat|rely|repl|represent|request|require|reserv|respons|retain|right|safe|save|scan|secur|send|sent|service|should|sole|state|straight|strictly|subject|system|take|telephone|tell|term|that|their|them|then|there|these|think|this|those|through|traffic|transmi|unauthori|unlawful|unless|upon|used|using|valid|verif|view|virus|viruses|visit|when|which|whom|will|with|within|without|would|your|committed|payment|subject|also|been|both|into|made|make|such|than|they|were|what|where|whether|including|england|wales|scotland|ireland|open|closed|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hours|daily|action|respect|bank|details|account|different|stationery|charity|limited|freedom|trade|trading|quotation|contrary|given|expressed|above|own|health|enclosed|attached|signed|sender|return|immediately|kindly|herewith|solely|privacy|know\b|bin\b"
    r"|unverschlusselt|gesendet|versandt|versendet|telefonisch|anruf|melden|solche|speicher|verarbeit|rechtsgrundlage|zugrunde|geschaftsbedingung|verkaufsbedingung|einkaufsbedingung|lieferbedingung|auftrag|gelten|absender|adressat|allein|alle|amtsgericht|anhang|anlage|antwort|ausdr|ausgedruckt|ausschliess|ausschlie|geschaftsfuhr|beteilig|rechtsverbind|auskunft|automat|benachrichtig|beacht|bedenken|bestimmt|bestatig|besuch|betroff|bezeichnet|bitte|dass|daten|datei|denken|dies|drucken|durch|einseh|einschl|empfang|enthal|erhalten|erhielt|erklar|falls|find|gedruckt|gegebenen|geheim|genannt|gepruft|geschutzt|gesetz|gestattet|haben|haft|handel|hinweis|ihnen|ihre|information|informier|inhalt|internet|irrtum|jede|jeglich|kann|kein|konnen|kopier|losch|mail|nachricht|nicht|notwendig|nutz|oder|person|pruf|recht|richtig|schreib|sein|sich|sicher|sind|sofort|sollte|soweit|sowie|trag|uber|umgehend|umwelt|unbefugt|unerlaubt|unserer|unsere|untersagt|unterrichten|unverbindlich|unverzuglich|verantwort|verbind|verboten|verbreit|vernicht|verschlussel|versehen|vertraulich|verwend|viren|vorgesehen|weitergabe|weitergeb|weiterleit|wenn|werden|wird|wirklich|wurde|zugang|zuliebe|zustimmung|zweck|webseite|homepage|website|offnungszeit|burozeit|sprechzeit|montag|dienstag|mittwoch|donnerstag|freitag|samstag|freitags|montags|geoffnet|kurze?\b|bescheid|geben\b|sagen\b|mitteilung|loschung"
    r"|libertes|dispos|d'un\b|informatiques|chiffre\b|appliqu|achats?\b|registres|responsable|telephon|signaler|acces|adress|sont|sans|titre|medical|institut|environ|n'etes|aucun|administratif|alter|annul|appartient|assur|autoris|avant|avec|avis|avisez|cadre|caractere|cas\b|celui|cette|commerc|communic|competen|concern|conditions|confidentialite|confidentiel|conform|conserv|contenu|contien|contenant|contenir|copie|courriel|couvert|dans|declin|deform|destin|detrui|devez|diffus|divulg|document|doit|donn|droit|electronique|emetteur|entrain|environnement|erreur|etabli|etant|etre|etes|exclusi|exerc|expedit|expresse|faire|falsif|fichier|gerer|gestion|garant|generales|imprim|informatique|information|inform|integrite|intention|interdit|internet|jointe|judiciaire|lettre|leur|lieu|local|merci|messag|modif|n'en|n'est|necess|nomm|notre|obligat|papier|partie|pense|personne|personnel|peut|peuvent|piece|pourr|pouvez|pour|preserv|prevenir|prohib|propriet|protec|prote|recept|recomm|reception|recu|recev|relation|renseignement|reproduc|reserve|respect|respons|secret|securit|seul|signal|societe|strictement|supprim|suite|suppression|susceptible|tiers|tout|trait|transm|tribunal|unique|utilis|vente|veuillez|virus|votre|vous|horaire|lundi|mardi|mercredi|jeudi|vendredi|samedi|ouvert|ferme|delegue|coordonnees|bancaires|frauduleu|considere|demande|nom\b|qu'en|necessite|nous\b|aviser|avertir|parvenu"
    r"|lopd|indicad|fines\b|administrativ|supresion|aceptacion|incorpora|incorporad|titularidad|ficheros|tratamiento|titular|comuniquelo|borrelo|encriptad|cifrad|nuestr|rectificacion|acceso|social\b|oposicion|certific|sostenib|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|adjunt|advert|afectad|agradec|ambiente|anexo|antes|archivo|autoriza|aviso|borre|borrar|cancel|caracter|caso|comercial|comprueb|compromet|comunica|comuniqu|condicion|confidencial|conforme|conserva|consent|contacto|contener|contenid|contiene|copia|correo|cumplimiento|datos|debe|delegad|derecho|destin|destruy|difus|direccion|dirig|dispone|dispuesto|distribu|divulg|domicilio|ejerc|electronic|elimin|entidad|erron|escri[bt]|clinica|empresa|este|esta|estamos|estricta|exclusiv|fichero|finalidad|forma|garantiz|gestion|grupo|imprim|inform|integridad|legal|legislacion|mantener|medio|mensaje|necesari|normativa|notifi|obligac|organica|original|papel|para|parte|personal|piense|podra|poder|politica|previsto|privacidad|privilegiad|proced|profesional|prohib|protec|proteccion|publica|puede|quede|queda|recib|reenv|registro|reglamento|relacion|remitente|reproduc|reserva|responsab|rogamos|secreto|segur|servicio|siguiente|siendo|sirva|sistema|sobre|solicit|suprim|supresion|tercer|total|tratad|tratami|trata|usted|utiliz|vigente|vigor|virtud|horario|lunes|martes|miercoles|jueves|viernes|sabado|abierto|cerrado|verific|haganoslo|avisenos|saber\b"
    r"|telefonisch|dergelijk|versleuteld|onversleuteld|verwerk|gelden|meldt|meld\b|aan\b|abusievelijk|geadresseerde|geen\b|onder\b|valt\b|aankoop|leverings|verkoop|facturen|aanhang|aanspra|adres|afdruk|afzender|aanvaard|algemene|alleen|anderen|anders|bedoeld|beoogd|beperk|bericht|bescherm|bestand|bestemd|betreff|bevat|bijlage|binnen|brengen|deze|derden|direct|door|drukt|eventueel|fout|gebruik|gegevens|geheim|gelieve|gericht|geopend|gesloten|geweten|hebben|heeft|hierbij|hiervan|indien|informatie|informeren|inhoud|kennis|kopie|kunnen|mail|medewerker|melden|milieu|moet|naar|niet|noodzak|ontleend|ontvang|onmiddellijk|onrechte|onze|openbaar|openba|opgenomen|overeenkomst|persoon|printen|privacy|rechten|sluit|systeem|toegestaan|toepassing|toestemming|tref|tussen|uitsluitend|verboden|verbod|verder|verkregen|vermenigvuldig|vernietig|verspreid|verstuur|verstrek|vertrouwelijk|verwijder|verwittig|verzend|verzoek|virus|voor|voordat|voorwaarden|waarvoor|wenst|werden|wordt|worden|zender|zijn|zodat|zonder|maandag|dinsdag|woensdag|donderdag|vrijdag|website|inkoop|opdrachten|beroepsgeheim|laat\b|weten\b|wilt\b|inlicht|vergissing|bestuur\b|directie\b)\w*"
)
"""The words of small print; what is none of them and no name says something else."""
GERMAN = re.compile(r"\b(?:der|die|das|und|ist|nicht|sie|dieser?|wir|werden|oder)\b")
WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
OWN = re.compile(
    r"\b(?:i|i'm|i've|i'll|my|me|ich|mir|mich|mein\w*|je|j'ai|mon|ma|mes|moi|yo|mi|mis|me|he|ik|mij|mijn|we'(?:ve|ll|re|d)|we (?:are|have|will|had|got|were|did|do|only|still|also|cannot|can|would|should|want|expect|need)|wir (?:haben|werden|sind|mochten|brauchen|erwarten|konnen|hatten)|nous (?:avons|allons|sommes|attendons|voulons|souhaitons|ne (?!modif|chang|comm|trans))|hemos|vamos|estamos|tenemos|queremos|esperamos|wij (?:hebben|zullen|willen|zijn|verwachten)|we (?:hebben|zullen|willen|zijn))\b"
)
DATA = re.compile(
    r"[€£$]\s?\d|\d\s?(?:[€£$]|eur|gbp|usd|chf)\b|\b\d+[.,]\d{2}\b(?![./]\d)|\b[a-z]{2,5}[-/ ]?\d{2,}[-/]\d{2,}\b"
)
SENTENCE_END = re.compile(r"\n|(?<=[.!?])[ \t]+(?=\S)")
WRAPPED = 55
"""A line at least so long was broken by a mail program."""
LONGEST = 700
"""Characters of the longest sentence that is believed to be small print."""


def masked(folded: str) -> str:
    """The text without what small print and names of offices say."""
    for pattern in (FRAMES, OFFICE, HARMLESS):
        folded = pattern.sub(lambda found: " " * len(found[0]), folded)
    return folded


def without_offices(text: str, everywhere: bool = False) -> str:
    """Blanks in the place of such an office's name: where it stands in a line of names, or everywhere."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if everywhere or (len(line) <= LONGEST and all(word[0].isupper() for word in WORD.findall(line))):
            folded = fold(line)
            for found in OFFICE.finditer(folded) if len(folded) == len(line) else ():
                lines[number] = lines[number].replace(line[found.start() : found.end()], " " * len(found[0]))
    return "\n".join(lines)


def alarming(rest: str) -> bool:
    return any(pattern.search(rest) for _, _, pattern in COMPILED)


def is_small_print(sentence: str) -> bool:
    """Whether it belongs to the small print and says nothing else."""
    if len(sentence) > LONGEST:
        return False
    folded = fold(sentence)
    if not about_mails(folded):
        return False
    rest = masked(folded)
    return not (speaks(rest) or alarming(rest) or strange(sentence, rest))


def tells(sentence: str) -> bool:
    """Whether a sentence among small print says something of its own."""
    if is_small_print(sentence) or not sentence.strip():
        return False
    rest = masked(fold(sentence))
    return speaks(rest) or rest.rstrip().endswith("?") or alarming(rest)


def about_mails(folded: str) -> bool:
    return bool(TOPIC.search(folded) or FRAMES.search(folded))


def speaks(rest: str) -> bool:
    """The writer's own doings, a payment, a number or a sum."""
    return bool(OWN.search(rest) or PAY_WORDS.search(rest) or DATA.search(rest))


def strange(sentence: str, rest: str) -> bool:
    """Whether it has words that small print has not; names of firms have capitals, German nouns, too."""
    words = [(sentence[found.start()], found[0]) for found in WORD.finditer(rest)]
    others = [first for first, word in words if not KNOWN.match(word)]
    names = 0 if GERMAN.search(rest) else min(4, sum(first.isupper() for first in others))
    return len(others) - names > len(words) // 8


@lru_cache(maxsize=8)
def without_small_print(text: str) -> str:
    """Blanks in its place: every offset stays where it was."""
    letters = list(text)
    for start, end in sentences(text):
        if is_small_print(text[start:end]):
            letters[start:end] = [one if one == "\n" else " " for one in letters[start:end]]
    return "".join(letters)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The places of its sentences; short lines end one, long ones were broken by a mail program."""
    start = 0
    for found in SENTENCE_END.finditer(text):
        wrapped = found[0] == "\n" and found.start() - text.rfind("\n", 0, found.start()) - 1 >= WRAPPED
        if wrapped and not CONTACT.match(fold(text[found.end() : found.end() + LONGEST].partition("\n")[0])):
            continue
        if found.start() > start:
            yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)
