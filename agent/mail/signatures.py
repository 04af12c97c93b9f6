"""Which lines of a newly written text are a signature, a phone's greeting or a legal notice, in five languages.

A signature is believed only while its lines look like one: short, no question, no sentence. What comes after and
reads like a sentence ("PS: two pallets were missing") is newly written.
"""

import re
from collections.abc import Sequence

from agent.domain.document_words import find_kinds
from agent.domain.folding import fold
from agent.domain.small_print import is_small_print, sentences, tells

DELIMITER = re.compile(r"^\s{0,3}(?:--|—|–|__)\s*$")
RULE = re.compile(r"^\s*[-_*=]{5,}\s*$")
CLOSING = re.compile(
    r"^\s*(?:(?:with |many )?(?:kind(?:est)?|best|warm(?:est)?|good)(?: personal)? (?:regards|wishes)|regards|best|all the best|cheers|yours(?: \w+)?"
    r"|(?:yours )?(?:sincerely|faithfully|truly)|br|kr|rgds|(?:many |with |best )?thanks(?: (?:and|&) (?:kind |best )?regards| again| in advance| a lot|"
    r" so much)?|thank you(?: (?:and|&) (?:kind |best )?regards| in advance| again| very much)?|respectfully|cordially"
    r"|(?:mit |viele |beste |freundliche[nr]? |liebe |schöne |herzliche |sonnige |kollegiale )*(?:freundlichen |besten |vielen |lieben |herzlichen )?gr(?:ü|ue)(?:ß|ss)(?:en?)?(?: (?:aus|von|nach) \w+)?"
    r"|mfg|lg|vg|hochachtungsvoll|(?:vielen |besten |herzlichen )?dank(?: im voraus| und (?:viele |beste |freundliche )?gr(?:ü|ue)(?:ß|ss)e)?|danke(?: im voraus)?"
    r"|(?:bien |très |sincères )?cordialement|avec (?:tous )?(?:mes|nos) remerciements(?: anticipés)?|(?:sincères |meilleures |cordiales )?salutations(?: distinguées)?|bien à vous|(?:avec mes )?(?:sincères|meilleures) salutations"
    r"|(?:bonne|belle) (?:journée|réception|fin de journée)|merci(?: d['’]avance| beaucoup| par avance| et (?:bonne journée|cordialement))?"
    r"|(?:un )?(?:cordial |atento )?saludos?(?: cordial(?:es)?)?|(?:reciba|reciban) un (?:cordial )?saludo|atentamente|muy atentamente|cordialmente|(?:muchas )?gracias(?: de antemano| por adelantado| y (?:un )?saludos?)?"
    r"|(?:met )?(?:vriendelijke|hartelijke) (?:groet|groeten)|(?:hartelijke |vriendelijke )?groet(?:en|jes)?|mvg|(?:alvast |heel erg )?(?:hartelijk )?(?:bedankt|dank)(?: voor de moeite)?|hoogachtend"
    r"|(?:med )?(?:venlig|vänlig|vennlig)(?:a|e)? (?:hilsen|hälsning(?:ar)?)|mvh|hilsen|kh|z poważaniem|pozdrawiam|cordiali saluti)(?!\w)"
    r"(?P<rest>\s*[,.!;:–—/-]*\s*(?:\S+(?:\s+\S+){0,4})?)\s*$",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"^\s*(?:sent (?:from|via|using)|gesendet (?:von|mit|über)|von (?:meinem|unterwegs)|diese nachricht wurde von meinem|envoyé (?:de|depuis|à partir)|télécharger|obtenez"
    r"|enviado (?:desde|con)|obtener|obtén|verzonden (?:vanaf|met|via|vanuit)|verstuurd (?:vanaf|met)|get outlook|download outlook|outlook (?:for|für|pour|para|voor)|holen sie sich)\b"
    r"[^,;?]{0,60}$",
    re.IGNORECASE,
)
PHONE_MAKER = re.compile(
    r"iphone|ipad|android|outlook|blackberry|samsung|galaxy|huawei|mail\b|mobile|mobil|handy|móvil|telefoon|telefon|phone|téléphone|gmail|yahoo|gmx|web\.de|proton|torch|tablet|windows|xiaomi|pixel",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"^[\s*_>|-]*(?:(?:confidentiality|privacy|legal|important)\b.{0,20}\b(?:notice|note|disclaimer|information)\b|disclaimer\b|caution:|\[?external\]?(?: e-?mail)?\s*:|warning: (?:this|external)"
    r"|this (?:e-?mail|message|communication|transmission)(?: and (?:any|its|all)\b| \(including|,? including| is (?:intended|confidential|private)| (?:may )?contains? (?:confidential|privileged|information)| has been (?:scanned|sent)| originated)"
    r"|the (?:information|contents?) (?:contained |transmitted )?(?:in|of) this (?:e-?mail|message|communication)|if you (?:are not|have received) (?:the intended|this)|please consider the environment|think before you print"
    r"|diese (?:e-?mail|nachricht|mitteilung)(?: ist| kann| enthält| und| einschließlich)|der inhalt dieser (?:e-?mail|nachricht)|vertraulichkeits?hinweis|(?:wichtiger |rechtlicher )?hinweis:|haftungsausschluss|bitte (?:prüfen|denken|bedenken) sie[^.]*(?:drucken|ausdrucken|umwelt)"
    r"|(?:informationen zum |hinweise zum )datenschutz|avis de confidentialité|avertissement\s*:|ce (?:message|courriel|courrier|mail|e-?mail)(?: et| est| peut| contient|,)|les informations contenues dans ce|pensez à l['’]environnement|avant d['’]imprimer"
    r"|aviso (?:legal|de confidencialidad)|advertencia\s*:|este (?:mensaje|correo|e-?mail)(?: y| es| puede| electrónico| contiene| va|,)|la información contenida en este|antes de imprimir"
    r"|dit (?:bericht|e-?mailbericht)(?: is| kan| en| bevat|,)|deze e-?mail(?: is| kan| en| bevat|,)|de informatie (?:in|verzonden)|vertrouwelijkheid|denk aan het milieu)",
    re.IGNORECASE,
)
LEGAL_WORDS = re.compile(
    r"confidential|privileged|intended recipient|addressee|unauthori[sz]ed|virus|malware|disclos|this e-?mail|environment|registered (?:in|office|number)|company (?:no|number|reg)|vat (?:no|number|reg)"
    r"|vertraulich|empfänger|unbefugt|amtsgericht|handelsregister|geschäftsführe|hrb|sitz der|ust-?id|umsatzsteuer-id|aufsichtsrat|datenschutz"
    r"|confidentiel|destinataire|rcs|siret|siren|capital (?:de|social)|confidencial|destinatario|registro mercantil|protección de datos|rgpd|cif\b|vertrouwelijk|geadresseerde|kvk|btw-?n",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"\b(?:we|i|i'm|we're|we've|i've|please|you|your|can|could|wir|ich|bitte|ihnen|ihre|unsere?[rnms]?|nous|je|vous|votre|nos|notre|veuillez|nosotros|hemos|por favor|favor|ustedes?|nuestr[oa]s?|wij|ik|graag|onze|uw|jullie"
    r"|is|are|was|were|has|have|not|ist|sind|war|hat|haben|nicht|kein\w*|est|sont|pas|no|es|son|está|niet|zijn|geen|heeft|hebben)\b",
    re.IGNORECASE,
)
AFTERTHOUGHT = re.compile(
    r"^\s*(?:p\.?\s?p?\.?s\b|n\.?b\.?\b|übrigens|by the way|btw|also\b|noch etwas|au fait|por cierto)", re.IGNORECASE
)
ABBREVIATED = re.compile(
    r"(?:ltd|inc|co|corp|s\.?a|s\.?l|s\.?r\.?l|b\.?v|n\.?v|e\.?k|e\.?v|str|no|nr|tel|ext|dept|jr|sr|zn|coop|o\.o|u\.a|(?:^|[\s.])[a-z])\.$",
    re.IGNORECASE,
)
NAME_WORD = re.compile(
    r"^(?:[A-ZÀ-ÞŁŚŻ][\w.'’&-]*|van|von|der|den|de|la|el|du|di|aus|from|i\.?\s?a\.?|und|and|&|\+)[,.!;:]*$"
)
DATA = re.compile(
    r"\b[A-Z]{2,6}[-/ ]?\d{2,}[-/]\d{2,}|\b[A-Z]{2,6}[-/]?\d{3,}\b|\b\d+[.,]\d{2}\b|\b\d{6,}\b|#\s?\d|[€£$]"
)
"""Invoice numbers and amounts: what somebody wants, not who somebody is."""
ON_BEHALF = re.compile(r"\bi\.\s?[AV]\.|\bppa\.|\bp\.\s?p\.|\bno\.?(?= ?[\dA-Z]*\d)", re.IGNORECASE)
"""Abbreviations that look like words of a sentence."""
REGISTER = re.compile(
    r"\b(?:co|company|btw|kvk|nif|cif|gstin|gst|vat|tva|tps|mwst|ust-?id(?:nr)?|uid|atu|siret|siren|rcs|rpr|kbo|neq|rut|nit|rfc|nip|krs|regon|abn|ein|cro|hr[ab]|fn|eori|duns|orgnr|che(?=-))\b[.:\s-]*(?:(?:no|nr|n[°º]|number|reg)\b[.:\s]*)?[A-Z]{0,3}[\s-]?\d[\dA-Z.\s-]{4}",
    re.IGNORECASE,
)
"""The number under which a firm is registered."""
DAY = r"(?:mon?|tues?|tue|wed|thurs?|thu|fri|sat|sun|lun|mar|mer|mie|jeu|jue|ven|vie|sam|sab|dim|dom|mi|do|fr|sa|so|ma|di|wo|vr|za|zo|l|m|x|j|v|s|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|lundi|mardi|mercredi|jeudi|vendredi|samedi|lunes|martes|miercoles|miércoles|jueves|viernes|sabado|sábado|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag)"
HOURS = re.compile(
    r"\b(?:bereikbaar|erreichbar|besetzt|reachable|joignables?|open|opening|geöffnet|geopend|ouverte?|abierto|horarios?|horaires|atención|hours|\w*zeiten|\w*tijden|werkdagen)\b"
    rf".{{0,40}}(?:\d|\b{DAY}\b)|\b{DAY}\.?,? ?(?:-|–|/|to|through|thru|bis|und|au|et|a|y|t/m|tot|tot en met|en|&) ?{DAY}\b.{{0,12}}\d",
    re.IGNORECASE,
)
"""When an office can be reached."""
FIRM = re.compile(
    r"\b(?:GmbH|AG|KG|UG|mbH|e\.V|AöR|Ltd|Limited|LLP|LLC|PLC|plc|Inc|DAC|B\.?V|N\.?V|VOF|vzw|ASBL|S\.?A|S\.?L|SLU|SARL|SAS|SRL|SpA|ApS|AS|AB|Oy|Pvt|S\.A\. de C\.V)\b|\(?\b0\d{2,5}\)?[ /.-]\d{3}|\b\d{3}[ .]\d{2,3}[ .]\d{2,3}[ .]\d{2,3}\b|\b0\d(?:[ .]\d\d){4}\b"
)
"""A firm's legal form, or a telephone number: so does the foot of a letter look."""
OFFICE = re.compile(
    r"\b(?:Purchase Ledger|Accounts?|Finance|Payables?|Purchasing|Administration|Buchhaltung|\w+buchhaltung|Verwaltung|Einkauf|Comptabilité|Compta|Contabilidad|Administración|Compras|Administratie|Boekhouding|Crediteuren\w*|Inkoop)\b"
    r"|\b(?:Association|Council|University|Hospital|School|Trust|Gemeinde|Stadt|Stadtwerke|Verein|Mairie|Commune|Université|Ayuntamiento|Universidad|Gemeente|Stichting)\b"
)
"""Where the writer works."""
LONGEST = 60
"""Lines of the longest signature: what is longer is a text."""
LONGEST_FOOT = 16
"""Lines of the longest one that may have a slogan or a sentence in it."""
DASHED = re.compile(r"^\s*[-–—/]")
DASHED_NAME = re.compile(r"^\s*[-–—/](?:[^\W\d_]+)(?: [^\W\d_]+){0,2}\s*$")
CONTACT = re.compile(
    r"@|www\.|https?://|\+\d|\b(?:tel|phone|fax|mobile?|mob|direct|durchwahl|e-?mail|telefon|tél|teléfono|telefoon)\b",
    re.IGNORECASE,
)


def signature_lines(lines: Sequence[str], author: str = "") -> list[bool]:
    """For each line of one stretch of new text whether it belongs to a signature or a legal notice.

    `author`: the sender's name and local part; a last paragraph that begins with that name is a signature, too.
    """
    marks = [False] * len(lines)
    for number, line in enumerate(lines):
        if marks[number]:
            continue
        for place in range(number, _end(lines, number, line)):
            marks[place] = True
    start = _signed_by_name(lines, marks, author)
    if start < len(lines):
        return [mark or number >= start for number, mark in enumerate(marks)]
    return _with_foot(lines, marks, author)


def _with_foot(lines: Sequence[str], marks: Sequence[bool], author: str) -> list[bool]:
    """A signature in which a slogan or a sentence stands: that stays new text, and only what is plainly a foot does not.

    It counts up to the first such line, if a firm or a way to reach somebody is named; below it line by line.
    """
    end = _written_end(lines, marks)
    start = next((n for n in range(max(0, end - LONGEST_FOOT), end) if _opens_foot(lines, n, author)), end)
    odd = next((n for n in range(start, end) if not _foot_like(lines[n])), end)
    feet = {n for n in range(start, end) if _foot_like(lines[n]) and (n < odd or _evident(lines[n]))}
    if not any(_evident(lines[n]) for n in feet):
        return list(marks)
    return [mark or number in feet for number, mark in enumerate(marks)]


def _opens_foot(lines: Sequence[str], number: int, author: str) -> bool:
    """A farewell, which is never the first line, or the writer's name."""
    line, name = lines[number], set(_name_words(author))
    words, whole = set(_name_words(line)), set(_name_words(line.partition(",")[0]))
    return (number > 0 and _closes(line)) or bool(words and words <= name) or (len(whole) > 1 and whole <= name)


def _foot_like(line: str) -> bool:
    return _signature_like(line) and not find_kinds(fold(line))


def _evident(line: str) -> bool:
    return any(kind.search(line) for kind in (FIRM, OFFICE, CONTACT, REGISTER, HOURS))


def _written_end(lines: Sequence[str], marks: Sequence[bool]) -> int:
    """Behind the last line that is written and belongs to no signature or notice yet."""
    return next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip() and not marks[n - 1]), 0)


def _signed_by_name(lines: Sequence[str], marks: Sequence[bool], signed: str) -> int:
    """Where the author's bare name, or a paragraph with the own address, is nothing but a signature; the number of lines if nowhere."""
    author = frozenset(_name_words(signed))
    own = f"{signed.split()[-1].casefold()}@" if author else ""
    end = _written_end(lines, marks)
    for number in range(max(0, end - 5), end if author else 0):
        words = set(_name_words(lines[number]))
        alone = words and words <= author
        named = words & author and _names_only(lines[number])
        addressed = "@" not in lines[number] and any(own in line.casefold() for line in lines[number + 1 : end])
        opens = number > 0 and not lines[number - 1].strip() and (named or addressed)
        if number and (alone or opens) and all(_signature_like(line) for line in lines[number:end]):
            return number
    return len(lines)


def _names_only(line: str) -> bool:
    return len(line.split()) <= 4 and all(NAME_WORD.match(word) for word in line.split())


def _name_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 1]


def _end(lines: Sequence[str], number: int, line: str) -> int:
    """The end of the signature or notice that begins at this line; `number` itself where none does."""
    if (end := _notice_end(lines, number)) > number:
        return end
    if PHONE.match(line) and PHONE_MAKER.search(line):
        return number + 1
    if DELIMITER.match(line):
        return _block_end(lines, number + 1)
    if _closes(line) or _signs_with_dash(lines, number) or (RULE.match(line) and _contact_below(lines, number)):
        return _whole_rest(lines, number)
    return number


def _closes(line: str) -> bool:
    """A closing alone on its line or before a name: "Thanks but three are missing" is none."""
    found = CLOSING.match(line)
    return found is not None and all(NAME_WORD.match(word) for word in found.group("rest").strip(" ,.!;:–—/-").split())


def _signs_with_dash(lines: Sequence[str], number: int) -> bool:
    """ "-Jo" under a text; not where dashes make a list."""
    if not DASHED_NAME.match(lines[number]):
        return False
    near = lines[max(0, number - LONGEST) : number + LONGEST]
    return sum(1 for line in near if DASHED.match(line) and not RULE.match(line)) == 1


def _contact_below(lines: Sequence[str], number: int) -> bool:
    """A rule opens a signature only above a way to reach somebody; above figures it belongs to a table."""
    return any(CONTACT.search(line) for line in lines[number + 1 : _block_end(lines, number + 1)])


def _whole_rest(lines: Sequence[str], start: int) -> int:
    """A closing counts only if nothing but a signature follows up to the end of the stretch, save a notice or a phone's line."""
    end = _block_end(lines, start + 1)
    if end == len(lines):
        return end
    following = lines[end]
    if (
        _notice_end(lines, end) > end
        or (PHONE.match(following) and PHONE_MAKER.search(following))
        or DELIMITER.match(following)
    ):
        return end
    return start


def _block_end(lines: Sequence[str], start: int) -> int:
    """The first line from `start` on that no signature holds; trailing blank lines belong to the block."""
    for number in range(start, min(len(lines), start + LONGEST)):
        line = lines[number]
        if NOTICE.match(line) or not _signature_like(line):
            return number
    return len(lines) if len(lines) <= start + LONGEST else start


def _signature_like(line: str) -> bool:
    text = line.strip()
    if not text or RULE.match(text) or _closes(text):
        return True
    if (AFTERTHOUGHT.match(text) and not REGISTER.match(text)) or text.endswith("?"):
        return False
    if LEGAL_WORDS.search(text):
        return True
    if DATA.search(text) and not any(kind.search(text) for kind in (CONTACT, REGISTER, HOURS)):
        return False
    text = ON_BEHALF.sub("", text).strip()
    count = sum(any(letter.isalnum() for letter in word) for word in text.split())
    if CONTACT.search(text):
        return count <= 16 and not (SPEAKS.search(text) and count > 6)
    if count >= 3 and (
        SPEAKS.search(text)
        or (text[-1] in ".!" and count >= 4 and not ABBREVIATED.search(text) and not HOURS.search(text))
    ):
        return False
    return count <= 11


def _notice_end(lines: Sequence[str], start: int) -> int:
    """The end of a legal notice that begins here: its paragraph, and those below that go on in the same vein."""
    end = start
    while end < len(lines):
        stop = next((number for number in range(end, len(lines)) if not lines[number].strip()), len(lines))
        if not _notice(lines, start, end, stop):
            return end
        end = next((number for number in range(stop, len(lines)) if lines[number].strip()), len(lines))
    return len(lines)


def _notice(lines: Sequence[str], start: int, end: int, stop: int) -> bool:
    """Whether the lines from `end` to `stop` are one paragraph of the notice that began at `start`, and nothing else."""
    paragraph = "\n".join(lines[end : min(stop, end + LONGEST)])
    known = NOTICE.match(lines[end]) or (
        end > start and (LEGAL_WORDS.search(paragraph) or _heading(lines[start], end, start))
    )
    told = [paragraph[one:other] for one, other in sentences(paragraph)]
    if known:
        return not any(tells(one) for one in told)
    return bool(told) and all(is_small_print(one) for one in told)


def _heading(line: str, end: int, start: int) -> bool:
    """Whether the notice began with a heading alone, so that the next paragraph is its text."""
    return len(line.split()) <= 3 and end - start <= 3
