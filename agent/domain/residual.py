"""What remains of a mail when the request, its purpose, courtesies and names are taken away."""

import re

from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.figures import ANY_DAY, HOPE, OFFICE_EVENT
from agent.domain.folding import fold
from agent.domain.innocent_words import BUSINESS, OFFICE, SMALL
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.request_words import LACK, POLITE, REQUEST, WANT
from agent.domain.veto_words import HARMLESS

MOST_LEFT = 5.5
"""Words of substance that may remain; chosen on the training and development mails."""
ASIDE = 0.2
"""What a word counts within a clause that asks, or tells how the paper went missing."""
SMALL_TALK = 0.05
"""What a word counts in a clause that has nothing to do with business."""
UNEXPLAINED = 3
"""Words of substance in one clause that neither asks, nor tells of papers, files, offices or the writer: a matter of its own."""
CLAUSE = re.compile(
    r"[.!?;:,()\n]+|\s-+\s|\b(?:but|aber|mais|pero|maar|because|weil|parce que|porque|omdat|so that|damit|para que|zodat)\b"
)
TROUBLE = re.compile(
    r"\b(?:half of|the half|nobody|no one|noone|nothing|never (?:saw|seen|came)|late\b|later\b|pallets?|boxes|crates|goods|delivery (?:was|is|came|never)|price\w*|dearer|cheaper|rude|unfortunately we"
    r"|halfte|keiner|niemand|nichts|schlecht\w*|langer|spater|preis\w*|palette\w*|kartons?|kisten|teurer|verbogen|statt"
    r"|moitie|personne (?:ici|n')|rien|retard|plus tard|prix|palettes?|cartons?|colis|marchandise\w*"
    r"|mitad|nadie|nada (?!mas)|tardar\w*|retraso|precio\w*|palets?|cajas?|mercancia|incomplet\w*|flojos?|paciencia"
    r"|patience|money|argent|dinero|geld|geduld|(?:bad|rotten|poor|slow|quiet|terrible|dreadful|awful|difficult|hard) (?:year|quarter|month|season|time)|schwach\w*|flau|(?:mauvaise?|calme) (?:annee|saison|mois|trimestre)|(?:mala?|flojo) (?:ano|temporada|mes|trimestre)|stil (?:dit|deze)|missed our|fehlt meiner|y manque|driver|drivers|fahrer\w*|chauffeur\w*|livreur\w*|conductor|transportista|lorry|camion"
    r"|helft|niemand|niets|duren|later|prijs|prijzen|pallets?|dozen|kratten|goederen zijn|slecht\w*)\b"
)
"""Words of trouble: outside a request one of them is enough."""
COUNTED = re.compile(
    r"\b(?:two|three|four|six|eight|ten|zwei|drei|vier|sechs|acht|zehn|deux|trois|quatre|six|huit|dix|dos|tres|cuatro|seis|ocho|diez|twee|drie|vier|zes|acht|tien) (?!of (?:them|these|your)|minutes?|minuten|\w*(?:references?|invoices?|numbers?|documents?|copies|birds|months?|weeks?|rechnungen|belege|unterlagen|factures?|pieces|documents|numeros?|facturas?|documentos|facturen|stukken|nummers)\b)"
)
"""Counted things in a clause of their own."""
DENIAL = re.compile(
    r"\b(?:not|no|never|without|didn't|don't|doesn't|isn't|wasn't|weren't|haven't|hasn't|hadn't|couldn't|won't|nicht|kein\w*|nie|ohne|ne|n'\w+|pas|jamais|sans|sin|nunca|ni|niet|geen|nooit|zonder)\b"
)
CLAIM = re.compile(
    r"\b(?:says?|said|told|tells?|reckons?|claims?|thinks?|believes?|maintains?|insists?|(?<!i )only|different\w*|other than|wind(?:ing)?|wound up|gone under|customer\w*|client\w*|sagt|sagen|meint|meinen|behauptet\w*|glaub\w*|ander\w*|nur|kunde\w*|cent|dit|disent|pens\w+|seulement|autre|dice\w*|cree\w*|creo|piens\w*|solo|distint\w*|otr[oa]|zegt|zeggen|denk\w*|vind\w*|alleen|anders|ander|klant\w*|vestiging|branch|filiale|agence|sucursal|niederlassung)\b"
)
"""Somebody denies or claims something: whatever else the clause says, it is a matter of its own."""
WRITER = re.compile(
    r"\b(?:i am|i'm|i've|we are|we're|my name|this is|(?:i|we) (?:have )?(?:just |recently )?(?:joined|taken over|took over)|ich bin|wir sind|ich habe .{0,40}ubernommen|je suis|nous sommes|je remplace|je reprends|soy|somos|ik ben|wij zijn|overgenomen|new (?:accountant|bookkeeper|treasurer|clerk))\b"
)
THANKS = re.compile(
    r"\b(?:thank\w*|appreciat\w+|excuse (?:my|the)|apologi\w+ for|bless|dank\w*|bedank\w*|entschuldig\w*|merci|apprecie\w*|excus\w+|desole\w*|gracias|perdon\w*|disculp\w*|perdao|obrigad\w*|sorry|enjoy\w*|delighted|gefreut|plaisir|encantad\w*|blij)\b"
)
FORMAL = re.compile(
    r"\W*(?:in (?:relation|preparation|connection|line) (?:to|for|with)|with (?:reference|regard) to|further to|as part of|on behalf of|processing \w+ on behalf|im rahmen|im zuge|zwecks|im auftrag|dans le cadre|afin de|pour (?:le|la|les|notre|montrer)|cest pour|c'est pour|par delegation|en relacion con|a los fines de|a fin de|a efectos de|lo anterior|en el marco|ten behoeve van|in het kader van|met betrekking tot|namens|i\.?v\.?m)\b"
)
FILES = re.compile(
    r"\b(?:attach\w*|pdfs?|inbox|spam|printer|scan\w*|folders?|file[sd]?|filing|archiv\w*|software|systems?|computer|laptop|mailbox|anhang|datei\w*|ordner|ablage|postfach|drucker|\w*system\w*|piece jointe|fichiers?|dossiers?|classeurs?|boite|messagerie|adjunto|archivo|carpeta|buzon|bijlage|bestand|map|administratie|buchhaltung|comptabilite|contabilidad|accountant\w*|bookkeep\w*|steuerberater\w*|comptables?|gestor\w*|boekhoud\w*|eaten|ate|binned|thrown|threw|stolen|robbed|burgled|washed|spil(?:t|led)|tea|gefressen|weggeworfen|gefallen|opgegeten|weggegooid|jete|poubelle|tirado|desk|drawer|archives?|google|cloud|drive|post\b|schublade|schachtel|tiroir|cajon|lade|papers?|papier\w*|postman|files?)\b"
)
WORD = re.compile(r"[^\W\d_][\w'-]*")


def too_much(folded: str, body: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    weight = 0.0
    heaviest: tuple[float, str] = (0.0, "")
    plain = blank(folded, body, asks)
    own = frozenset(WORD.findall(fold(from_name)))
    for start, end in clause_places(folded):
        counted = weigh(folded[start:end], plain[start:end], own)
        weight += counted
        heaviest = max(heaviest, (counted, body[start:end].strip()))
        if own_matter(folded[start:end], plain[start:end], body[start:end], own):
            return Objection("residual", "A clause speaks of something else.", body[start:end].strip()[:120])
    if weight <= MOST_LEFT:
        return None
    return Objection("residual", "The mail says more than what it asks for.", heaviest[1][:120])


def blank(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> str:
    """The text without papers, request words, numbers, days and amounts."""
    places = [(one.start, one.end) for one in find_kinds(folded)]
    places += [(one.start, one.end) for one in find_dates(body, ANY_DAY, "en")]
    places += [(one.start, one.end) for one in find_amounts(body)]
    places += [match.span() for pattern in (WANT, POLITE, LACK, HARMLESS) for match in pattern.finditer(folded)]
    places += [
        match.span()
        for ask in asks
        for number in ask.references
        for match in re.finditer(re.escape(fold(number)), folded)
    ]
    letters = list(folded)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def clause_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in CLAUSE.finditer(folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))


def weigh(clause: str, plain: str, own: frozenset[str]) -> float:
    left = [word for word in WORD.findall(plain) if counts(word, own)]
    if not left:
        return 0.0
    if REQUEST.search(clause) and (find_kinds(clause) or len(left) <= 3):
        return ASIDE * len(left)
    return (1.0 if BUSINESS.search(clause) else SMALL_TALK) * len(left)


def counts(word: str, own: frozenset[str]) -> bool:
    return len(word) > 2 and word not in SMALL and word not in own and not OFFICE.match(word)


def own_matter(clause: str, plain: str, written: str, own: frozenset[str]) -> bool:
    left = [word for word in WORD.findall(plain) if counts(word, own)]
    if not left or names_only(written):
        return False
    if TROUBLE.search(plain):
        return True
    return not explained(clause) and (
        len(left) >= UNEXPLAINED or any(kind.search(plain) for kind in (COUNTED, DENIAL, CLAIM))
    )


def explained(clause: str) -> bool:
    """Asks, names a paper, says who writes, thanks, or tells of offices, files and wishes."""
    kinds = (REQUEST, OFFICE_EVENT, WRITER, FILES, THANKS)
    return any(kind.search(clause) for kind in kinds) or bool(
        find_kinds(clause) or HOPE.match(clause) or FORMAL.match(clause)
    )


def names_only(written: str) -> bool:
    """A line of names, as under a letter: every word begins with a capital or is a particle."""
    words = [word for word in WORD.findall(written) if len(word) > 3 or word[0].isupper()]
    return len(words) <= 8 and all(word[0].isupper() for word in words)
