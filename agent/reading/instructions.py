"""Attempts to give orders to a machine that reads the mail. Looked for everywhere, for they are hidden where nobody looks."""

import re
from collections.abc import Iterator
from html import unescape

from agent.domain.facts import MailView, Span
from agent.domain.folding import fold
from agent.reading.disguises import decoded, undisguised

READER = (
    r"(?:(?:\w+-)?ꜳꜳ|(?:mail|e-?mail|post|postfach|mailbox|inbox|postvak|postbus|antwort|antwoord|reply|lese|lees)-?(?:roboter|robots?|bots?|automat(?:en)?)|robot (?:de messagerie|de correo|de reponse)|automated agents?|antwortsystem|antwoordsysteem|answering system|auto-?responder|outil de reponse|artificial intelligence|(?:automatic|automated) (?:reader|processing)|kunstliche intelligenz|intelligence artificielle|inteligencia artificial|kunstmatige intelligentie|programm,? das|systeme de lecture|agents? automatiques?|lecteurs? automatiques?|agente automatico|(?:automated|automatic) (?:reader|lector)|automatisch\w* (?:leser|lezer|agent)\w*|lector automatico|computer ?program\w*|programa (?:informatico|de ordenador)|(?:modelo|modele|modell|model) (?:que|qui|das|dat|that) (?:le|lea|lee|lit|liest|leest|reads)|llm|gpt|chat ?gpt|bots?|robots?|chatbot|language model|automated (?:reader|assistant|system|reply)|(?:ai|mail|e-?mail|virtual|digital) (?:assistant|agent|handler|system|reader)s?|"
    r"ꜳꜳ-\w+|automat(?:en)?|sprachmodell|mail ?assistent\w*|(?:digitaler?|virtueller?) assistent\w*|maschine|"
    r"automate|modele de langage|assistant (?:ia|virtuel|automatique)|robot de lecture|"
    r"modelo de lenguaje|asistente (?:virtual|automatico|de ia)|"
    r"(?:digital|virtual) (?:worker|colleague|clerk|employee)|(?:digital|virtuell)e[nr]? (?:mitarbeiter|kolleg|sachbearbeiter)\w*|(?:collegue|collaborat(?:eur|rice)|agent|employee?) (?:numerique|virtuel)\w*|(?:emplead[oa]|colega|agente|companer[oa]) (?:digital|virtual)|(?:digitale|virtuele) (?:medewerk(?:er|ster)|collega|agent|bediende)|"
    r"asysten(?:cie|t|ta|cia)|assistente|automaat|taalmodel|(?:ai|mail|digitale|virtuele)[ -]?assistent)"
)
ORDER = (
    r"(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|mark\w*|classif\w*|attach\w*|send|forward\w*|repl(?:y|ies)|answer\w*|approv\w*|skip\w*|treat\w*|set|print|reveal|confirm\w*|delet\w*|release|issue|add|include|enclose|output|close|write|share|"
    r"ignorier\w*|vergiss|vergesst|vergessen sie|ubergeh\w*|setze?n?|markier\w*|hang\w*|antworte?n?|sende?n?|schicke?n?|behandle?n?|gib|geben sie|teile? mit|lege?n? (?:\w+ ){0,8}bei|schreibe?n?|verbuche?n?|versende?n?|losche?n?|bestatig\w*|fuge?n?|stufe?n?|verschicke?n?|schließe?n?|"
    r"oublie\w*|considere\w*|marque\w*|joins|joindre|ajoute[zr]?|ecri(?:s|re|vez)|clor?e|cloture[rz]?|accorde[rz]?|joignez|repon(?:ds|dez|dre)|envoie|envoyez|traite\w*|supprime\w*|confirme\w*|contourne\w*|classe[zr]?|approuve\w*|desactive\w*|"
    r"olvida\w*|olvide\w*|marca\w*|marque|omit\w*|adjunt\w*|anad(?:e|a|ir)|contest(?:a|e|ar)|cierr(?:a|e)|conced(?:e|a)|reenvi\w*|envi(?:a|e)\w*|respond\w*|escrib\w*|trata\w*|borra\w*|confirm\w*|anul(?:a|e)\w*|archiv(?:a|e)\w*|"
    r"negeer\w*|vergeet|zet|markeer\w*|behandel\w*|stuur\w*|beantwoord\w*|voeg|bevestig\w*|verwijder\w*|schrijf|geef|sluit|antwoord|doe|sla|"
    r"do[łl]acz\w*|za[łl]acz\w*|wy[śs]lij\w*|prze[śs]lij\w*|(?:z)?ignoruj\w*|allega\w*|invia\w*|anexe\w*|ignora\w*)"
)
RULES = r"(?:instructions?|rules|prompts?|developers|guidelines|checks|filters?|anweisung\w*|regeln|vorgaben|prufung\w*|kontrollen|freigabe|consignes?|regles|controles?|verifications?|instrucciones|reglas|verificacion\w*|instructies|regels|controles|opdracht\w*)"
STRONG = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{{0,60}}\b{RULES}\b|forget (?:whatever|everything) (?:your|you)|system prompt|you are now (?:in|a|an|the)\b|maintenance mode|developer mode|"
    rf"\b(?:ignorier\w*|vergiss|vergessen|ubergeh\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:ignore\w*|oublie\w*|contourne\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:ignora\w*|olvida\w*|omit\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:negeer|vergeet)\b[^.\n]{{0,60}}\b{RULES}\b|"
    r"without (?:human|staff) (?:review|approval)|sin revision humana|ohne menschliche (?:prufung|freigabe)|sans (?:validation|controle) humaine?|zonder menselijke (?:controle|tussenkomst)|"
    r"\b(?:kontrolle|prufung|freigabe|validation|controle|verification|revision|review|check|approval) (?:durch|par|por|door|by) (?:\w+ )?(?:mitarbeiter\w*|menschen|personne|humain|personas?|medewerkers?|mensen|humans?|staff)\b[^.\n]{0,15}\b(?:not|nicht|pas|no es|niet) (?:needed|required|necessary|notig|erforderlich|necessaire|requise?|necesari[oa]|nodig|vereist)|"
    r"(?:whoever|whatever|anyone who) (?:summari[sz]es|classifies|processes) (?:this|the mail)|"
    r"(?:tes|vos|tus|sus|your) (?:consignes|instrucciones|instructions|internal instructions) (?:internes?|internas|systeme)\b|your (?:internal|hidden|initial) instructions|"
    r"(?:your|deine[rn]?|ihre[rn]?|tes|vos|tus|sus|je|uw) (?:system ?prompt|configuration|konfiguration|vollstandige[rn]? anweisung\w*)"
)
ADDRESSED = re.compile(
    rf"\b{READER}\b[^\n]{{0,110}}?\b{ORDER}\b|\b{ORDER}\b[^\n.]{{0,60}}\b(?:dear |hi |hello |liebe[rs]? |cher |hallo )?{READER}\b"
)
MACHINE = (
    r"(?:(?:automat\w+|geautomatiseerde?|automatic|automated|automatique|automatis\w+|virtuelle[nrs]?|digitale[nrs]?) (?:\w+[ -]?)?(?:system\w*|systeem|sistema|systeme|software|programm?a?|service|dienst|agent\w*|tool|responder|assistent\w*|antwort\w*|reply|response|beantwoording)"
    r"|\w*(?:antwort|postfach|lese|mail)-?(?:system|programm|automat|roboter|software|assistent|bot)\w*|(?:answering|reply|response|mailbox|inbox|mail) (?:system|software|tool|robot|engine|bot)|auto-?responder"
    r"|(?:systeme|outil|logiciel|service|robot|moteur|assistant) (?:automati\w+|de (?:reponse|lecture|traitement|messagerie|tri))"
    r"|(?:sistema|herramienta|programa|robot|servicio|software|asistente) (?:automati\w+|de (?:respuestas?|lectura|correo|procesamiento|gestion))"
    r"|(?:antwoord|mail|e-?mail|postbus|postvak|lees)-?(?:systeem|assistent|robot|programma|software))"
)
ASSISTANT = rf"(?:assistant|assistent(?:en)?|asistente|{READER}|{MACHINE})"
ARTICLE = r"(?:(?:the|your|our|den|die|das|dem|ihr|euer|l'|le|la|les|votre|el|los|su|vuestro|de|het|uw|jullie) ?)?"
TO_ASSISTANT = re.compile(
    rf"\b(?:system|systeem)?(?:instruction|note|order|message|consigne|hinweis|mitteilung|nachricht|nota|aviso|instruccion|instructie|bericht|opmerking|anweisung)(?:s|es|en|e)? (?:to|for|an|fur|pour|para|voor|aan|au|aux|al|a) {ARTICLE}{ASSISTANT}\b"
    rf"|\ba (?:l'attention|l'intention|la atencion) (?:de |du |des |del ){ARTICLE}{ASSISTANT}\b"
    rf"|^\W{{0,5}}(?:to|for|an|fur|pour|para|aan|voor|au|aux|al|attn\.?:?) {ARTICLE}{ASSISTANT}\b[^\n:]{{0,40}}:",
    re.M,
)
IF_READ = re.compile(
    r"\b(?:if|should|in case|falls|wenn|sollte|si|mocht|als|indien)\b[^.\n]{0,15}\b(?:an?|any|some|the|ein\w*|das|der|une?|una?|een) (?:computer|machine|program\w*|software|maschine|ordinateur|ordenador|maquina|algorit\w+)\b[^.\n]{0,25}\b(?:read|process|lies|liest|lesen|lit|lee|lea|leest|lezen|verarbeit\w+|verwerk\w*|traite|procesa)"
)
IF_MACHINE_READS = re.compile(
    rf"\b(?:if|should|in case|falls|wenn|sollte|si|als|indien|mocht)\b[^.\n]{{0,20}}\b{READER}\b[^.\n]{{0,25}}\b(?:read\w*|handl\w*|process\w*|answer\w*|\w*lies(?:t|s)|lit|traite|repond|lee|lea|procesa|contesta|\w*leest|verwerkt|beantwoordt|antwoordt|bearbeitet|antwortet)\b"
    rf"|\b(?:if|in case|falls|wenn|si|als|indien)\b[^.\n]{{0,20}}\b(?:read by|handled by|gelesen von|von|lu par|traite par|lee|leido por|gelezen door|door)\b[^.\n]{{0,10}}\b{READER}\b"
    r"|\b(?:if|in case|falls|wenn|si|als|indien) (?:the|your|das|ihr|le|votre|el|su|het|uw) (?:system\w*|systeem|systeme|sistema|mailbox|postfach|boite|buzon|postbus) (?:answers|replies|antwortet|repond|contesta|responde|antwoordt) (?:by itself|itself|on its own|automatically|von selbst|selbst|allein|automatisch|toute? seule?|automatiquement|sol[oa]|automaticamente|zelf|vanzelf)"
)
"""Somebody who reckons with a machine that answers."""
READING_THIS = r"[^.\n]{0,30}?\b(?:reads?|handles|processes|answers|liest|lesen|bearbeitet|beantwortet|lit|traite|repond|lee|procesa|contesta|leest|verwerkt|beantwoordt)\b[^.\n]{0,25}"
HIDDEN_COMMENT = re.compile(rf"<!--[^>]{{0,2000}}?\b(?:{READER}|system|assistant|assistent|{ORDER})\b[^>]{{0,2000}}-->")
SYSTEM_LABEL = re.compile(
    rf"(?<!\bour)(?<!\bmy)(?<!\bin the)(?<!\bon the)(?<!\bunserem)(?<!\bim)(?<!\bons)(?<!\bnotre)(?<!\bnuestro)(?:^|[\[<(*#>\-\s])(?:system(?:hinweis|anweisung|befehl)?|systeem(?:instructie|opdracht)?|sistema|systeme|assistant|assistent|asistente)\b[^\n:]{{0,40}}:|{TO_ASSISTANT.pattern}",
    re.M,
)
CALLED = re.compile(
    rf"(?:^\W{{0,5}}|[.!?>(\]\"]\s+){ASSISTANT} ?[,:] ?(?:please |bitte |merci de |veuillez |por favor |graag )?[^\n.]{{0,60}}?\b{ORDER}\b",
    re.M,
)
"""Spoken to by that name, and told to do something. "Dear assistant," is a letter to a person."""
YOU_ARE = re.compile(
    rf"\b(?:you are|you're|tu es|vous etes|eres|usted es|je bent|ben je|bent u|u bent|du bist|bist du) (?:\w+ ){{0,2}}?{READER}(?=$|\W*[,.;:!?\n]| (?:reading|processing|that|who|der|die|das|qui|que|dat)\b)"
    rf"|\b(?:du|sie) (?:ein\w* |das |der )(?:\w+ )?{READER} (?:bist|sind)\b|\bas the (?:\w+ )?assistant (?:that )?you are\b"
)
MUST = r"(?:must|should|shall|has permission to|is (?:allowed|authori[sz]ed) to|soll|muss|doit|devra|debe|tiene que|ha de|moet|dient)"
INFINITIVE = r"(?:antworten|bestatigen|schreiben|senden|repondre|confirmer|ecrire|envoyer|joindre|clore|contestar|responder|confirmar|escribir|enviar|antwoorden|bevestigen|schrijven|sturen)"
TOLD = re.compile(rf"\b(?:the |der |l'|el |de ){ASSISTANT} {MUST} (?:\w+[ ,]+){{0,4}}?(?:{ORDER}|{INFINITIVE})\b")
"""The assistant must answer this, confirm that."""
READER_MUST = re.compile(
    rf"\b{ASSISTANT},? (?:that|which|who|der|die|das|qui|que|dat){READING_THIS},? {MUST}\b"
    rf"|\bwhatever (?:is |it is that )?(?:reads|reading|answers|answering|processes|processing|handles|handling)\b[^.\n]{{0,30}}(?:should|must|please|[,:])"
    rf"|\b(?:messagerie|mailbox|inbox|postfach|buzon|postbus|postvak) (?:automati\w+|automated) {MUST}\b"
)
"""Whatever reads this mailbox must do something."""
TREATED_AS = re.compile(
    r"\b(?:treat|consider|handle|regard|behandle?n?|betracht\w*|behandel\w*|beschouw\w*|traite[rz]?|considere[rz]?|tratar?|considera[r]?)\b[^.\n]{0,20}\b(?:request|message|mail|e-?mail|sender|address|anfrage|nachricht|absender|adresse|demande|courriel|expediteur|solicitud|mensaje|remitente|correo|verzoek|bericht|afzender|aanvraag|this|dies|dit|esto|ceci)\b[^.\n]{0,20}"
    r"\b(?:as|als|comme|como)\b[^.\n]{0,15}\b(?:approved|pre-?approved|verified|trusted|authori[sz]ed|authenticated|released|genehmigt|freigegeben|gepruft|verifiziert|vertrauenswurdig|approuvee?|validee?|verifiee?|autorisee?|aprobad[oa]|verificad[oa]|autorizad[oa]|validad[oa]|goedgekeurd|gecontroleerd|geverifieerd|vertrouwd|geautoriseerd)\b"
    r"|[\[{<]\s*(?:please )?(?:approve|release|bypass|override|genehmige|approuve|valide|aprueba|autoriza|keur)\b"
)
"""An approval that a sender gives himself."""
THIS_MAIL = r"(?:this|diese\w*|ce|cet|cette|este|esta|deze|dit) (?:e-?mail|mail|message|nachricht|courriel|correo|mensaje|bericht)"
READS = r"(?:process\w*|read\w*|handl\w*|lit|traite|lee|procesa|liest|verarbeitet|leest|verwerkt)"
THE_ONE_READING = re.compile(
    r"\b(?:model\w*|modele|modelo|software|program\w*|system\w*|systeem|sistema|logiciel|computer|machine|maschine) (?:(?:that|which|das|der|die|qui|que|dat) )?"
    rf"(?:{READS} {THIS_MAIL}|{THIS_MAIL} {READS})\b[^\n]{{0,100}}?\b(?:{ORDER}|permission|authori\w+|may)\b"
    rf"|\b(?:if|in case|falls|wenn|si|als|indien) {THIS_MAIL} [^.\n]{{0,20}}\b(?:read|processed|handled|lee|procesa|lit|traite|wird|wordt)\b[^.\n]{{0,20}}\b(?:machine|computer|program\w*|maschine|ordinateur|ordenador|maquina)\b"
)
"""Whatever reads or processes this mail."""
GREETED = re.compile(
    rf"\b(?:dear|hi|hello|hey|liebe[rs]?|hallo|chere?|bonjour|querid[ao]|estimad[ao]|hola|beste|geachte) {READER} ?[,:!]|^\W{{0,3}}prompt ?:",
    re.M,
)
THIS_PLACE = r"(?:this|diese\w*|ce|cet|cette|este|esta|deze|dit) (?:inbox|mailbox|e-?mail|mail|message|postfach|nachricht|boite|messagerie|buzon|correo|mensaje|postbus|postvak|bericht)"
WHOEVER = r"(?:anyone|anything|whoever|whatever|wer|quien\w*|quiconque|celui qui|toi qui|tu que|jij die|you who|wie|du,? der|die du)"
AUTOMATING = re.compile(
    rf"\b{WHOEVER}\b[^.\n:,]{{0,30}}(?:\bautomat\w+[^.\n:,]{{0,20}}\b{THIS_PLACE}|\b{THIS_PLACE}\b[^.\n:,]{{0,30}}\bautomat\w+)"
    r"|\byou,? the (?:[\w-]+ ){0,2}(?:engine|bot|robot|assistant)\b"
)
"""Whoever answers this by machine."""
NEW_RULE = re.compile(
    r"\b(?:new|neue\w*|nouvel\w*|nuev[ao]s?|nieuwe?) (?:rules?|regeln?|vorgaben?|anweisung\w*|instructions?|regles?|consignes?|reglas?|instruccion\w*|regels?|instructies?)"
    r" (?:for|fur|an|pour|para|al?|voor|aan) (?:the|your|das|le|el|het|votre|su|uw) (?:system\w*|systeem|sistema|systeme)\b"
    r"|[\[<(](?:instructions?|anweisung\w*|consignes?|instruccion\w*|instructies?) (?:to|for|fur|an|pour|para|al|voor|aan) (?:the|das|le|el|het) mod\w+[\])>]"
)
PROCESSING = re.compile(
    r"\b(?:automat\w+ (?:verarbeitung|verwerking|bearbeitung)|(?:traitement|tratamiento|procesamiento) automati\w+)[^\n:]{0,20}:[^\n]{0,100}?"
    r"\b(?:repl(?:y|ies)|answers?|antwort\w*|reponses?|respuestas?|antwoord\w*)\b[^\n]{0,60}@"
)
ANSWERS_TO = re.compile(
    r"\b(?:automat\w+|geautomatiseerde) (?:antworten?|replies|reply|answers|responses?|reponses?|respuestas?|antwoorden?)\b[^.\n]{0,40}\b(?:auch|also|aussi|tambien|ook|kunftig|bitte|please|must|should)\b[^.\n]{0,30}\b(?:to|an|a|naar|aan|vers)\b"
)
"""Where the answers of a machine are to go."""
DIRECTED = re.compile(
    r"\b(?:lines?|notes?|messages?|paragraphs?|zeilen?|satz|hinweis|nachricht|absatz|lignes?|phrases?|lineas?|frases?|mensaje|parrafo|regels?|zin|bericht)\b[^.\n]{0,20}"
    rf"\b(?:addressed|directed|meant|intended|gerichtet|bestimmt|richtet sich|s'adresse|destine\w*|dirigid\w+|gericht|bestemd|bedoeld) (?:to|for|an|fur|a|au|pour|al|para|aan|voor) {ARTICLE}{ASSISTANT}\b"
)
FORMAT = re.compile(
    r"<\|?/?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?(?:inst|sys)\]|\"(?:intents?|confidence|auto_?(?:send|reply|answer|ok))\" ?: ?[\[{\"\dtf]"
)
"""How models are spoken to, and how they answer: nobody writes so to people."""
PATTERNS = (
    HIDDEN_COMMENT, STRONG, TO_ASSISTANT, IF_READ, IF_MACHINE_READS, READER_MUST, TREATED_AS, ANSWERS_TO, ADDRESSED, CALLED, GREETED, YOU_ARE, TOLD, THE_ONE_READING, AUTOMATING, NEW_RULE, PROCESSING, DIRECTED, FORMAT,
)  # fmt: skip
ABBREVIATED = re.compile(r"\b(?:AI|IA|KI)\b")
"""Only in capitals: in French "ai" is a word. The mark that stands for it is a letter nobody writes, twice."""
INNOCENT = re.compile(
    r"\bignore (?:my|this|the|that) (?:voicemail|last|previous|earlier|e-?mail|mail|message|reminder|note)|"
    r"\b(?:our|unser\w*|notre|nuestro|ons|onze|the) (?:\w+ ){0,2}(?:bots?|robots?|automate|automat|ai)\b (?:has|is|was|could|couldn|rejects?|hat|ist|a|est|ha|heeft|kan)|"
    r"\b(?:our|your|ihr\w*|euer|eure|votre|vos|su|vuestro|uw|jullie|the|der|die|das|le|la|el|de|het) (?:\w+ ){0,2}(?:chat)?(?:bots?|robots?|automate?|automat|automaat|asistente virtual|assistant virtuel|virtuelle\w* assistent\w*)"
    r" (?:has|gave|told|could|did|was|konnte|hat|wurde|war|m'a|gaf|kon|heeft|werd|ha|me ha|no (?:me )?(?:entiende|pudo|supo|responde))\b|"
    r"\brobots? (?:arms?|vendors?|parts?|supplier|manual)|\b(?:supplier|dealer|manufacturer|maker|delivery|lieferung|livraison|entrega|levering) (?:of|von|de|van) (?:\w+ )?robots?|"
    r"\b(?:accounts?|sales|office|ap|shop|teaching|personal|dental|purchasing) assistants?\b"
)
UNSEEN = re.compile(
    r"(?P<comment><!--(?:(?!<!--).)*?-->)|<title\b[^<>]*>(?P<page>[^<]*)"
    r"|\b(?:alt|title|aria-label|aria-description|placeholder|summary|content)\s*=\s*(?P<mark>[\"'])(?P<value>.*?)(?P=mark)",
    re.DOTALL | re.IGNORECASE,
)
"""Words of the HTML that the text does not hold: comments, the page's title, what stands for a picture or pops up."""
MAX_CHARACTERS = 50_000
NEAR = 100
"""Characters around words in which an innocent phrase may hold them."""


def instructions(mail: MailView) -> Iterator[Span]:
    """Where the mail speaks to a machine: one span per part at most."""
    for part, text in parts(mail):
        found = instruction(text[:MAX_CHARACTERS])
        if found:
            yield Span(part=part, start=found[0], end=found[1], quote=text[found[0] : found[1]])


def parts(mail: MailView) -> Iterator[tuple[str, str]]:
    """Every text of the mail by its name; "from" is the display name, "filename:<n>" and "html" speak for themselves; "hidden" is what nobody sees."""
    yield from (
        ("newest", mail.newest),
        ("subject", mail.subject),
        ("signature", mail.signature),
        ("quote", mail.quote),
    )
    yield "from", mail.from_name
    for number, one in enumerate(mail.attachments):
        yield f"attachment:{number}", one.text
        yield f"filename:{number}", one.filename.replace("_", " ")
    yield "hidden", mail.hidden
    unseen = (one["comment"] or one["page"] or one["value"] or "" for one in UNSEEN.finditer(mail.html))
    yield "html", unescape("\n".join(unseen))


def instruction(text: str) -> tuple[int, int] | None:
    """Offsets of the first instruction, widened to its line."""
    folded = fold(ABBREVIATED.sub("ꜳꜳ", undisguised(text)))
    found = next((hit for one in PATTERNS for hit in one.finditer(folded) if not innocent(folded, hit)), None)
    found = found or labelled(folded)
    if found is not None:
        return line_of(text, found.start(), found.end())
    hidden = (one for one in decoded(text) if instruction(one[2]))
    return next((line_of(text, start, end) for start, end, _ in hidden), None)


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Widened to whole lines, without the blanks around them."""
    start, end = text.rfind("\n", 0, start + 1) + 1, text.find("\n", end)
    end = len(text) if end < 0 else end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def innocent(folded: str, hit: re.Match[str]) -> bool:
    start = max(0, hit.start() - NEAR)
    near = INNOCENT.finditer(folded[start : hit.end() + NEAR])
    return any(start + one.start() < hit.end() and hit.start() < start + one.end() for one in near)


def labelled(folded: str) -> re.Match[str] | None:
    """ "System: …" followed by an order somewhere behind it."""
    for hit in SYSTEM_LABEL.finditer(folded):
        if not innocent(folded, hit) and re.search(
            rf"\b(?:{ORDER}|(?:is|are|sind|sont) (?:to|authori[sz]ed|zu)|holds?)\b", folded[hit.end() : hit.end() + 300]
        ):
            return hit
    return None
