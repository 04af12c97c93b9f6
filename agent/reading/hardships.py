"""What a customer who cannot pay as agreed asks for: more time, instalments, less, or to be left alone."""

import re
from datetime import date
from typing import NamedTuple

from agent.domain import date_words as say
from agent.domain.dates import find_dates
from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.vocabulary import HardshipAsk
from agent.reading.sentences import sentences

INSTALMENTS = re.compile(
    r"\b(?:instal?ments?|in (?:two|three|four|five|six|\d+) (?:equal )?(?:goes|parts?|bits|chunks|payments|monthly payments|tranches)|payment plan|repayment plan|(?:two|three|four|five|six|\d+) (?:equal )?(?:\w+ )?(?:payments|instal?ments|months' payments)|parts payment|staged|spread(?:ing)? (?:it|this|that|the|over|out|them)|over (?:two|three|four|six|\d+) months|(?:each|per|every|a) month(?: until| till|$)|monthly|a bit at a time|bit by bit|split(?:ting)?(?: it| this| that| them| the \w+)? (?:in|into|over|up|across)|in(?:to)? (?:two|three|four|five|six|\d+) (?:equal )?(?:checks|cheques|transfers)|half now|£?\d+ (?:a|each|every|per) (?:week|month)|pay (?:it )?off (?:in|over)|in stages|drip|weekly)\b"
    r"|\b(?:(?:monats|wochen|quartals|jahres|teil|tilgungs|abschlags)?raten(?:\w+)?|teilzahlung\w*|teilbetrag\w*|teilbetrage\w*|in (?:zwei|drei|vier|funf|sechs|\d+) (?:gleichen? |monatlichen? )?(?:teilen|raten|schritten|tranchen|etappen|betragen)|monatlich\w*|abstotter\w*|abzahl\w*|verteil\w+|tilgungsplan|zahlungsplan|stuckeln|haftig|jeden monat|pro monat|auf (?:zwei|drei|vier|sechs|\d+) monate)\b"
    r"|\b(?:echelonn\w*|etal\w+|mensualit\w*|echeancier|en (?:deux|trois|quatre|cinq|six|\d+) (?:fois|versements?|mensualites|paiements|parts?|echeances)|plusieurs (?:fois|versements)|plan de (?:paiement|reglement)|facilites? de paiement|chaque mois|par mois|moratoire echelonne|fractionn\w*|au fur et a mesure|(?:par|en|plusieurs|quelques) (?:\w+ )?tranches)\b"
    r"|\b(?:cuotas?|plazos\b(?! de)|a plazos|pagos? (?:parcial\w*|fraccionad\w*|mensual\w*|aplazad\w*)|fraccion\w+|plan de pagos|en (?:dos|tres|cuatro|cinco|seis|\d+) (?:partes|pagos|recibos|veces|mensualidades|entregas|letras)|mensualidad\w*|cada mes|al mes|por mes|parcialidades|abonos parciales|partirlo|repartir\w*|poco a poco|letras|diferid\w+ en)\b"
    r"|\b(?:(?<!laatste )(?<!eerste )(?<!volgende )termijn\w*(?! van \d+ dagen)|gespreid\w*|spreid\w*|afbetal\w*|in (?:twee|drie|vier|vijf|zes|\d+) (?:keer|stukken|stukjes|delen|schijven|termijnen|betalingen|porties)|per maand|maandelijks\w*|elke maand|betalingsregeling|afbetalingsplan|schijven|beetje bij beetje|opknippen|gedeeltes?)\b|\b(?:little bites|bites|every month|(?:each|on each|per|every) month|then (?:£|€|\$)?\d+ to finish|im monat|in de maand|in stuk(?:jes|ken)|je monat|\d+ (?:chaque|par) mois|cada quincena|in (?:two|three|four|some) lots|por mes|en (?:dos|tres) tantos)\b"
)
REDUCTION = re.compile(
    r"\b(?:reduc(?:e|tion)|write[- ]?(?:off|down)|haircut|settle for (?:less|\d+)|accept (?:\d+|less|half|a lower|a reduced)|knock (?:something|a bit|some) off|knock .{0,20}off|waive|forgive|discount on what|partial settlement|full and final|pence in the pound|\d+ ?(?:%|per cent|percent) (?:of (?:it|the|what)|off|reduction|discount)|cut the bill|half of (?:it|what) and call)\b"
    r"|\b(?:nachlass|erlass\w*|schuldenschnitt|teilverzicht|verzicht\w*|vergleich\w*|teilerlass|reduzier\w+|entgegenkommen beim betrag|mit der halfte (?:\w+ )?gedient|abschlag (?:auf|vom|von)|quote von|herabsetz\w+|ermassig\w+|erlassen)\b|\d+ ?(?:%|prozent) (?:nachlass|weniger|der forderung)"
    r"|\b(?:abandonn\w+ une partie|en abandonner|remise (?:de dette|partielle|gracieuse|de \d+|exceptionnelle)|abandon (?:de creance|partiel)|rabais|reduction|effac\w+|renonc\w+|solde de tout compte|geste commercial|baisser (?:la|le|un peu)|diminu\w+|transaction(?:nel)?\w*)\b"
    r"|\b(?:si (?:me|nos) (?:la |lo )?dej(?:a|as|ais|an) [^.;?!\n]{0,30}\ben \d|quita\b|condon\w+|rebaj\w+|perdon(?:ar|en|eis) (?:una )?parte|descuento|reduccion|reducir\w*|acuerdo por menos|saldar con|liquidar por|aceptar (?:un|una|el) (?:\d+|menos))\b"
    r"|\b(?:kwijtschel\w*|korting|verlag\w+|reductie|akkoord van \d+|finale kwijting|schikk\w+|gedeeltelijk\w* kwijt|percentage|minder betalen|verminder\w+)\b|\b(?:drop the rest|in full and final|half of (?:the )?(?:principal|debt|amount)|entgegenkommen bei der summe|\d+ (?:prozent|pour cent|percent|procent|por ciento)\b.{0,20}(?:and|und|et|y|en)? ?(?:done|gut|quitt)|cerrar el asunto por|por el (?:setenta|sesenta|cincuenta|ochenta) por ciento|ich denke an \d+ prozent|\d+ minder|renoncer a|renonciez|if you (?:drop|forgive|cut))\b"
)
STANDSTILL = re.compile(
    r"\b(?:standstill|moratorium|stand-?still|hold off (?:all )?(?:action|proceedings|enforcement)|suspend (?:all )?(?:action|collection|proceedings|enforcement|payments? and)|stay of|no (?:further )?(?:action|steps|proceedings|enforcement)|freeze (?:the|our|all|any|collection|interest)|pause (?:all |the )?(?:action|collection|chasing|recovery|everything|any)|stop chasing|not to (?:collect|chase|enforce|pursue) (?:anything|us|any)|nichts (?:einzuziehen|beizutreiben|einzutreiben)|ne rien (?:recouvrer|reclamer|exiger)|no (?:exijan|reclamen|ejecuten) nada|(?:niets|niet) (?:verder |meer )?(?:in te vorderen|te incasseren|te vorderen)|refrain from|take no (?:action|steps)|leave us be|hold your (?:horses|solicitors)|stillhalte\w*)\b"
    r"|\b(?:stillhalt\w*|stillhalteabkommen|moratorium\w*|(?:vollstreckung|beitreibung)\w* .{0,30}(?:unterbleiben|auszusetzen|verzichten|aussetzen)|mahn\w* (?:aussetzen|ruhen|stoppen)|aussetz\w+|ruhen (?:zu )?lassen|von .{0,40}ma(?:ß|ss)nahmen .{0,12}abzusehen|ma(?:ß|ss)nahmen .{0,30}unterbleiben|von .{0,40}(?:mahnungen|ma(?:ß|ss)nahmen) .{0,30}(?:abzusehen|abstand zu nehmen))\b"
    r"|\b(?:moratoire|gel (?:des|de la|de vos)|suspen(?:dre|sion|dez|dions) .{0,30}(?:poursuites?|procedures?|relances?|recouvrement|mesures|actions?|creances?|demarches)|conciliation|sursis a|standstill|mandataire ad hoc|ne (?:pas )?engager (?:aucune|de) (?:poursuite|procedure))\b"
    r"|\b(?:moratoria|espera\b.{0,20}(?:acreedores|concurs)|suspen(?:der|dan|sion|dieran) .{0,30}(?:reclamaciones|acciones|gestiones|cobro|procedimientos|ejecucion|recargos)|stand ?still|paralic\w+|abstenga\w*|no (?:inicien|emprendan|ejerciten)|congel\w+ (?:\w+ ){0,3}(?:cobros?|reclamacion\w*|recordatorios?|procedimientos?|deuda|interes\w*|expediente|vencimientos?|facturas?|todo)|preconcurso|5 bis|583)\b"
    r"|\b(?:standstill|moratorium|opschort\w*|op te schorten|bevriez\w+(?! van (?:de |het |onze )?(?:\w*uitgaven|budget\w*))|stilstand\w*|geen (?:verdere )?(?:incasso|maatregelen|actie|stappen)|incasso .{0,20}(?:stil|staken|pauzeren|opschorten)|pas op de plaats|surseance|pauzer\w+|rust .{0,15}gunnen)\b|\b(?:freeze things|tout mettre en pause|mettre en pause|no me cobren|no nos cobren|invordering .{0,30}aan te houden|aan te houden|put everything on hold|leave it all be|rappels compris|on hold for now|dejen de (?:llamar|cobrar))\b"
    r"|\b(?:no collection action|hold off on everything|stop (?:the |all |your |sending )?(?:reminders|letters|calling)|no more (?:reminders|letters|calls)|quit billing)\b"
    r"|\b(?:keine (?:weiteren )?(?:mahnungen|anrufe|zahlungserinnerungen)|mahn\w* .{0,30}(?:einstellen|stoppen|einzustellen|zu stoppen)|stoppen sie .{0,20}mahn\w*)\b"
    r"|\b(?:(?:arret|cess|stopp|suspend)\w* .{0,20}(?:relances?|rappels?|appels?|courriers?)|plus de (?:relances?|rappels)|geler .{0,15}(?:echeances|relances|rappels))\b"
    r"|\b(?:(?:paren|cesen|detengan|suspendan|dejen|parar|detener) .{0,25}(?:avisos|recordatorios|reclamaciones|llamadas|reclamar)|nadie .{0,12}reclame|no .{0,8}(?:envien|manden) mas)\b"
    r"|\b(?:(?:stop|staak|staken|pauzeer)\w* .{0,25}(?:aanmaning|herinnering|opvolging|incasso|invordering)\w*|(?:aanmaning|herinnering|opvolging|invordering)\w* .{0,45}(?:stil(?: te )?leggen|stilleggen|stoppen|staken|pauzeren)|geen (?:aanmaningen|herinneringen) meer)\b"
)
EXTENSION = re.compile(
    (
        r"\b(?:until|till|extension|extend\w*|more time|bit (?:more )?time|some time|extra (?:time|days|weeks?|\d+)|another (?:\w+ )?(?:days?|weeks?|months?|fortnight|couple)|(?:few|couple of) (?:more )?(?:days|weeks|months)|defer\w*|postpone\w*|delay\w*|later|push(?:ed)? (?:it|this|back|out)|wait|patien\w+|hang fire|bear with|breathing|leeway|indulgence|grace|hold on|give us|give me|after (?:the|our|\w+day|easter|christmas|harvest)|before (?:easter|\w+ay)|when .{0,40}(?:paid|pays|lands?|comes?|arrives?)|once .{0,40}(?:paid|pays|lands?|comes?|arrives?)|spend freeze|squeeze it|by (?:easter|christmas)|slip\w*|next (?:month|quarter|year)|understanding|rationed|not before|sit tight|go easy|moved to|january|slower|deferral|cash is (?:\w+ )?tight|forbearance|flexibility|any chance of (?:\d+|thirty|sixty|ninety) days|past its due)\b"
        r"|\b(?:bis (?:zum|zur|ende|mitte|anfang|nach|in den|ins|spatestens|\d+|@time|nachste\w*|kommende\w*)|aufschub|stund\w+|verlanger\w+|fristverlangerung\w*|zeit|geduld\w*|spater|verschieb\w*|verzoger\w*|luft|warten|nachsicht|erst (?:im|nach|wenn|ende|anfang|mitte)|sobald|nach (?:der|dem|den) (?:ernte|feiertagen|saison|jahreswechsel)|zahlungsziel|verstandnis|hinaus\w*|nachsten monat|kulanz|entgegenkommen|gedulden|prolong\w*|strecken|mehr spielraum)\b"
        r"|\b(?:delais?|report\w*|jusqu\w*|patient\w*|patience|differ\w+|retard\w*|repouss\w+|plus tard|prolong\w*|temps|attendre|souffl\w+|decal\w+|un peu|des que|apres|quand|lorsque|comprehension|indulgen\w+|d'ici|laissez[- ]moi|laissez[- ]nous|tresorerie|tendue?)\b"
        r"|\b(?:aplaz\w+|prorroga\w*|plazo\b|hasta|esper\w+|retras\w+|demora\w*|tiempo|pacienci\w+|mas adelante|despues|cuando (?:cobr|ingres|llegue|pague|nos)\w*|postergar|posponer|diferir|margen|respiro|aguant\w+|comprension|tarde|correr|dias (?:mas|adicionales)|en cuanto|solidaridad|calendario|recalendariz\w+|anos nuevo|proximo (?:mes|trimestre|ano))\b"
        r"|\b(?:uitstel\w*|tot (?:en met|eind|begin|na|half|\d+|@time|volgende?|komende?|aanstaande)|langer|verleng\w*|later|wacht\w*|geduld|tijd|respijt|opschuiv\w*|schuiv\w*|coulan\w+|lucht|ademruimte|zodra|begrip|na (?:de|het|nieuwjaar|kerst|pasen|de zomer)|volgend(?:e)? (?:maand|kwartaal|jaar)|vooruitschuiv\w*|verschuiv\w*|doorschuiv\w*|clementie|nog even|pas (?:in|na|als|eind)|vertrag\w*|krap)\b|\b(?:\w*aufschub|gimme \d+|\d+ dias mas|\d+ days (?:more|longer)|mesecito|aguant\w+|dame|deme|denos|een maand wachten|\w+ wochen|60 (?:jours|tage|dagen|days|dias)|from 30 to 60|patience|attendre|patienter|comprension|preserve liquidity|cough up)\b"
    ).replace("@time", f"(?:{say.MONTH}|{say.FEAST}|{say.WEEKDAY})")
)
SHORT_OF_MONEY = re.compile(
    r"\b(?:(?:short of|strapped for) (?:cash|funds|money)|cash[- ]?flow (?:is|problems?|issues?|difficult\w*|remains)|knapp bei kasse|liquiditatsengpass\w*|(?:a )?court de (?:tresorerie|liquidites?)|tresorerie (?:\w+ ){0,2}(?:serree|difficile|fragile|a sec)|(?:just|apurad|escas|cort|fals)[oa]s? de (?:tesoreria|liquidez|caja|dinero|efectivo|fondos)|krap bij kas|krappe kas|cash (?:is|are|has been|got) (?:\w+ ){0,2}tight|(?:can't|cannot|can not|unable to) (?:pay|settle|afford) (?:it|this|you|the|all|in full|at)\b|(?:konnen|kann) (?:wir |ich )?(?:\w+ ){0,4}nicht (?:auf einmal )?(?:be)?(?:zahlen|gleichen)"
    r"|liquiditat \w+ (?:\w+ )?(?:knapp|angespannt)|(?:tresorerie) (?:est|reste) (?:\w+ )?tendue|ne (?:pouvons|peux|pourrons) (?:\w+ ){0,2}(?:payer|regler|honorer)|no (?:podemos|puedo|podremos) (?:\w+ ){0,2}pagar|(?:kunnen|kan) (?:\w+ ){0,5}niet (?:ineens |in een keer )?(?:betalen|voldoen))\b"
)
CONDITION = re.compile(
    r"\b(?:until|till|unless|before|because|since|bis|solange|bevor|weil|tant que|avant que|car|hasta que|mientras|porque|totdat|zolang|voordat|omdat)"
    r" (?:\w+ )?(?:you|your|we (?:get|receive|have)|sie|ihre?|ihr|vous|votre|nous (?:avons|recevons)|ustedes|usted|vosotros|nos|jullie|u|uw|we)\b"
)
"""The other side has to do something first: no money is missing."""
RELIEF = re.compile(
    r"\b(?:(?:ask|request|apply|like|have|get|grant us|agree|set up|possible)\w* (?:\w+ ){0,4}(?:payment (?:plan|extension|holiday)|extension of (?:the )?(?:payment|time)|deferral|instal?ments)"
    r"|(?:bitten|bitte|ersuchen|beantragen|moglich|gewahren) (?:\w+ ){0,6}(?:zahlungsaufschub|stundung|ratenzahlung\w*|zahlungsplan)|(?:zahlungsaufschub|stundung|ratenzahlung\w*) .{0,30}(?:bitten|moglich|gewahren)"
    r"|(?:sollicit\w+|demand\w+|accord\w+|obtenir|possible) (?:\w+['’ ]){0,5}(?:delais? de (?:paiement|reglement)|report d'echeance|report de l'echeance|echeancier|echelonnement)"
    r"|(?:pedimos|pido|solicit\w+|rogamos|posible|conceder\w*|dais|dan) (?:\w+ ){0,4}(?:aplazamiento|prorroga|fraccionamiento|plan de pagos)"
    r"|(?:ask|asking|request\w*) (?:you )?to wait\b.{0,40}\b(?:until|till)|(?:leave|park|hold) (?:it|this|that|them|the invoice) (?:until|till|over to) (?:mid|the end|the middle|late|early|january|february|spring|after)|(?:dejar|pasar|mover)l[oa]s? (?:para|hasta|a) (?:mediados|finales|principios|primeros|enero|febrero|despues)|(?:la|le|les) (?:decaler|laisser|reporter) (?:a|au|jusqu'a|pour) (?:mi|fin|la mi|debut|janvier|fevrier|apres)|(?:laten (?:liggen|staan)|doorschuiven) tot (?:half|eind|begin|midden|januari|februari|na )|(?:liegen|stehen) lassen bis (?:mitte|ende|anfang|januar|februar|nach )"
    r"|bitten .{0,60}\b(?:zu stunden|gestundet|hinauszuschieben|aufzuschieben|zu verlangern)|(?:zahlungsfrist|zahlungsziel|falligkeit) .{0,30}(?:verlangern|verschieben|hinausschieben|strecken)"
    r"|(?:may|might|could|can) (?:we|i) (?:\w+ )?have (?:until|till)(?!.{0,25} to (?:check|review|return|send|find|look))|(?:give|let|allow) (?:us|me)(?: have)? (?:until|till)|(?:due date|payment date) (?:\w+ ){0,2}(?:moved|extended|pushed|put) (?:\w+ )?(?:to|back|by|until)|(?:extend|defer|postpone|push back|move|put back) (?:\w+ ){0,2}(?:due date|payment date|payment|deadline for payment)(?! run)"
    r"|(?:report\w+|repouss\w+|decal\w+|prolong\w+) (?:\w+ ){0,2}(?:l'|cette |la )?(?:echeance|date d'echeance|delai de (?:paiement|reglement))"
    r"|(?:aplazar|posponer|prorrogar|retrasar|ampliar|diferir|mover) (?:\w+ ){0,2}(?:vencimiento|pago|plazo)|(?:acept\w+|conced\w+|proponemos|pedimos) (?:\w+ )?quita\b"
    r"|(?:vervaldatum|betaaltermijn|betaling) (?:\S+ ){0,4}(?:verlengen|opschuiven|verschuiven|uit te stellen|uitstellen|te verlengen)"
    r"|(?:uitstel van betaling|betalingsuitstel|betalingsregeling) .{0,25}(?:mogelijk|vragen|treffen|verzoeken)|(?:verzoek\w*|vra(?:ag|gen)|mogelijk|krijgen) (?:\w+ ){0,7}(?:uitstel|betalingsregeling|betalingsuitstel))\b"
)
"""Relief asked for by its name, which only somebody short of money does."""
MORE_TIME = re.compile(
    r"\b(?:(?:need|take|give|have|want|ask for|us|for|allow) (?:\w+ ){0,4}(?:days|weeks|months?|fortnight|week) (?:longer|more|extra)|(?:\d+|one|two|three|four|six|eight|ten|few|some|couple of) (?:more|extra|further|additional) (?:\w+ )?(?:days?|weeks?|months?)|(?:have|give us|us|take|need|for|chance of) another (?:(?:\w+ )?(?:days|weeks|months)|week|month|fortnight)"
    r"|(?:noch|weitere) (?:\d+|zwei|drei|vier|sechs|ein paar|einige) (?:tage|wochen|monate)"
    r"|(?:\d+|zwei|drei|vier|sechs|ein paar) (?:tage|wochen|monate) (?:mehr|langer|aufschub)"
    r"|(?:\d+|deux|trois|quatre|quelques) (?:jours|semaines|mois) (?:de plus|supplementaires)"
    r"|(?:\d+|dos|tres|cuatro|unos|unas|un par de|algunas|algunos) (?:dias|semanas|meses) (?:mas|adicionales)"
    r"|(?:\d+|twee|drie|vier|een paar|enkele|wat) (?:dagen|weken|maanden) (?:langer|extra|meer|uitstel|respijt)"
    r"|nog (?:\d+|twee|drie|vier|een paar) (?:dagen|weken|maanden)|tot (?:\w+ ){1,3}(?:de|wat|meer) tijd (?:te )?(?:krijgen|geven|hebben))\b"
)
"""More time by itself: it asks for an extension even where no trouble is named."""
TROUBLE = re.compile(
    r"\b(?:cannot|can't|cant|unable|not (?:\w+ )?able|struggl\w*|tight|freeze|short of|cash|insolven\w*|bankrupt\w*|(?:in|into|enter\w*) administration|administrators?|liquidat\w*|quiet|slow|hard|difficult\w*|bad (?:year|season|month|quarter)|dead|broke\b|skint|bailiffs?|redundan\w*|lost (?:our|the|a)|behind|overdraft|grant|funding|pinch|nobody buys|going under|finished|rationed|stretched|strapped"
    r"|nicht (?:auf einmal|moglich|in der lage|aufbringen|stemmen|zahlen)|konnen (?:\w+ ){0,8}nicht|kann (?:\w+ ){0,8}nicht|eng\b|knapp\w*|liquiditat\w*|engpass|schwierig\w*|insolvenz\w*|kurzarbeit|ausgefallen|ausgeblieben|leer|ruckstand|krise|umsatz\w*|fordermittel|haushaltssperre|ausgabenstopp|zahlungsschwierigkeit\w*"
    r"|tendu\w*|tresorerie|difficult\w*|impossible|(?:on|nous) (?:peut|pouvons) (?:pas|plus)|un peu courts|ne (?:pouvons|peux|pourrons|pouvez|sommes) (?:\w+ ){0,4}(?:pas|plus)|redressement|liquidation|sauvegarde|subvention|creux|baisse|gel des depenses|pas les moyens|a sec|impaye\w*|souffler"
    r"|no (?:podemos|puedo|nos es posible|llegamos|llego|alcanza\w*|nos salen)|dificil\w*|dificultad\w*|tesoreria|liquidez|mala (?:campana|temporada|racha)|concurso|apurad\w*|justos|quita|impag\w*|subvencion|crisis|flojo|floja|retrasado|ahogad\w*|presupuesto"
    r"|niet (?:in een keer|ineens|rond|betalen|voldoen)|kan (?:\w+ ){0,6}niet|kunnen (?:\w+ ){0,6}niet|krap|liquiditeit\w*|moeilijk\w*|faillissement|surseance|plat\b|klap|tegenvall\w*|subsidie|stil\b|rustig|omzet|uitgavenstop|schulden|lastig|zwaar"
    r")\b"
)
ASKS = (
    (HardshipAsk.STANDSTILL, STANDSTILL),
    (HardshipAsk.REDUCTION, REDUCTION),
    (HardshipAsk.INSTALMENTS, INSTALMENTS),
    (HardshipAsk.EXTENSION, MORE_TIME),
    (HardshipAsk.EXTENSION, EXTENSION),
    (HardshipAsk.EXTENSION, SHORT_OF_MONEY),
)


class Plea(NamedTuple):
    """`outright`: beyond doubt, for trouble is named and relief asked for, or more time by itself."""

    ask: HardshipAsk
    span: Span
    requested: date | None
    outright: bool


def read_hardship(text: str, sent: date, language: str) -> Plea | None:
    """The strictest thing asked for. `requested`: the day until which time is asked for. None: nothing such is said."""
    folded = THANKED.sub(lambda found: " " * len(found[0]), fold(text))
    trouble = bool(TROUBLE.search(folded) or FREEZE.search(folded))
    for ask, pattern in ASKS:
        match = next((one for one in pattern.finditer(folded) if not only_a_rhythm(folded, one)), None)
        plain = ask in (HardshipAsk.INSTALMENTS, HardshipAsk.STANDSTILL) or pattern is MORE_TIME
        if match and (trouble or plain or pleads(folded) or RELIEF.search(folded)):
            span = Span(part="newest", start=match.start(), end=match.end(), quote=text[match.start() : match.end()])
            day = (
                requested_day(text, sent, language) if ask in (HardshipAsk.EXTENSION, HardshipAsk.STANDSTILL) else None
            )
            pressing = trouble and pleads(folded) and ask in (HardshipAsk.INSTALMENTS, HardshipAsk.STANDSTILL)
            short = SHORT_OF_MONEY.search(folded) and not CONDITION.search(folded)
            named = short or MORE_TIME.search(folded) or RELIEF.search(folded) or FREEZE.search(folded)
            outright = pressing or bool(named)
            return Plea(ask, span, day, outright)
    return None


def only_a_rhythm(folded: str, match: re.Match[str]) -> bool:
    """ "It is reviewed per month": nothing is to be paid by the month."""
    first, last = (max(folded.rfind(mark, 0, match.start()) for mark in ".,;!?\n") + 1, match.end() + 60)
    clause = re.split(r"[.,;!?\n]", folded[first:last], maxsplit=1)[0] if last else ""
    return bool(MONTHLY.fullmatch(match[0])) and not PAID_MONTHLY.search(clause)


MONTHLY = re.compile(
    r"(?:(?:each|every|per|a|on each) month(?: until| till)?|monthly|weekly|monatlich\w*|jeden monat|pro monat|im monat|je monat|chaque mois|par mois|cada mes|al mes|por mes|per maand|maandelijks\w*|elke maand|in de maand)"
)
PAID_MONTHLY = re.compile(
    r"\d|\b(?:pay\w*|clear|settle|manage|afford|instal\w*|\w*zahl\w*|tilg\w*|abtrag\w*|uberweis\w*|rate\w*|paye\w*|pai\w*|regl\w*|vers\w*|vir\w*|mensual\w*|pag\w*|abon\w*|ingres\w*|\w*betal\w*|afloss\w*|overma\w*|storten|bit|some|part|etwas|wat|deel|peu|poco|algo|half|equal|rest|in|verteil\w*|spread|split|echelonn\w*|repart\w*|spreid\w*)\b"
)
THANKED = re.compile(
    r"\b(?:thank\w*|appreciat\w*|danke\w*|dank|merci|remerci\w*|gracias|agradec\w*|bedankt) (?:\w+ ){0,5}(?:patience|understanding|geduld|verstandnis|comprehension|paciencia|comprension|begrip)\b"
    r"(?! (?:until|till|bis|jusqu\w*|hasta|tot))"
)
"""Patience that was shown already."""
FREEZE = re.compile(
    r"\b(?:(?:spend|spending|expenditure|payment|budget) (?:freeze|stop|ban|embargo|moratorium|hold)|(?:freeze|stop) (?:on|of|to) (?:all )?(?:expenses|spend\w*|expenditure|payments?|outgoings)|(?:spending|payments?|expenditure|outgoings) (?:\w+ ){0,3}(?:is|are|has been|have been) frozen"
    r"|(?:ausgaben|haushalts|budget|zahlungs|investitions)(?:sperre|stopp?|moratorium)\w*|(?:ausgaben|zahlungen|budgets?) (?:\w+ ){0,5}(?:eingefroren|gesperrt|auf eis)"
    r"|gel (?:des|de toutes les|de nos|budgetaire|total des) ?(?:depenses|paiements|credits|budgets)?|(?:depenses|paiements|credits) (?:\w+ ){0,4}(?:gelee?s|bloquee?s par|suspendu\w*)"
    r"|congelacion (?:del|de los|de|presupuestaria) ?(?:gastos?|pagos|presupuesto)?|(?:gastos|pagos|presupuesto) (?:\w+ ){0,4}(?:congelad\w+|paralizad\w+|en suspenso)"
    r"|(?:uitgaven|bestedings?|budget|betaal|betalings)(?:stop|bevriezing|pauze)|(?:head office|headquarters|hq|the group|corporate|management|treasury|the board|our parent) (?:company )?(?:has |have )?(?:stopped|halted|frozen|suspended|blocked) (?:\w+ ){0,3}(?:payments|outgoings|disbursements|spending)"
    r"|(?:konzern\w*|zentrale|holding|geschaftsfuhrung|geschaftsleitung|muttergesellschaft|\w*mutter) hat (?:\w+ ){0,5}(?:\w*zahlungen|ausgaben|zahllaufe) (?:\w+ ){0,5}(?:gestoppt|eingefroren|ausgesetzt|gesperrt|angehalten)"
    r"|(?:siege|groupe|direction|maison mere|maison-mere) a (?:\w+ ){0,2}(?:bloque|suspendu|gele|arrete|stoppe) (?:\w+ ){0,3}(?:paiements|reglements|decaissements|depenses|sorties de (?:tresorerie|fonds))"
    r"|(?:detuv\w+|detien\w+|fren(?:o|aron)|paraliz(?:o|aron)|suspendi\w+|congel(?:o|aron)|par(?:o|aron)|bloque(?:o|aron)|ha (?:parado|detenido|bloqueado|suspendido)) (?:\w+ ){0,3}(?:pagos|desembolsos|egresos|salidas (?:a|de|hacia) (?:\w+ )?(?:proveedores|dinero|caja|fondos))|(?:pagos|desembolsos|egresos) (?:\w+ ){0,4}(?:detenid|parad|suspendid|bloquead)[oa]s"
    r"|(?:hoofdkantoor|directie|groep|holding|moederbedrijf|moedermaatschappij) heeft (?:\w+ ){0,4}(?:betalingen|uitbetalingen|uitgaven) (?:\w+ ){0,5}(?:stopgezet|bevroren|geblokkeerd|opgeschort|stilgelegd)|bevriezing van (?:de |alle |het )?(?:uitgaven|betalingen|budget)|(?:uitgaven|betalingen|budgetten)\b.{0,60}\bbevroren|bezuinig\w+)\b"
)
"""Nothing may leave for a time, however politely it is put."""


def pleads(folded: str) -> bool:
    return bool(
        re.search(
            r"\b(?:could|can|would|may|might) (?:we|i|you)\b|\bvous (?:serait|est)[- ]il possible\b|\bmoglich\b|\bkonnten (?:wir|sie)\b|\bware es\b|\bginge\b|\bpossible\b|\bposible\b|\bpodria\w*|\bos vendria\b|\bmogelijk\b|\blukt het\b|\bkunnen (?:we|wij)\b|\bzou\w*\b|\bfavour\b|\bplease\b|\bpourr\w+|\bmogen (?:we|wij)\b|\bbitte\w*\b|\bbitten\b|\bbrauch\w*\b|\bdeme\b|\bdame\b|\bgimme\b|\bmay the\b|\bmight the\b|\bcould yours\b|\bpedimos\b|\bvraag\b|\bverzoek\w*\b|\bpatience\b|\bpatient\w+\b|\bsollicit\w+|\bsolicit\w+|\bersuchen?\b|\benvisageable\b|\baccepteriez\b|\bis uitstel\b|\bis possible\b|\bwould ask\b|\bproposons\b|\baceptar\w*\b|\baguant\w+|\bcan give\b|\bi can do\b|\bals u kan\b|\bwould you mind\b|\bany chance\b",
            folded,
        )
    )


def requested_day(text: str, sent: date, language: str) -> date | None:
    """The last day to come that is named with "until", or the last one named at all; first in the words that ask."""
    named = [
        (one, found)
        for one in sentences(text)
        for found in find_dates(one.text, sent, language)
        if found.day > sent and not SINCE.search(fold(one.text[: found.start]))
    ]
    later = [(one, found) for one, found in named if pleads(fold(one.text))] or named
    bounded = [
        found
        for one, found in later
        if UNTIL.search(fold(one.text[: found.start])[-25:]) or UNTIL.search(fold(one.text[found.start : found.end]))
    ]
    tied = [found.day for one, found in later if pleads(fold(one.text)) or PUT_TO.search(fold(one.text[: found.end]))]
    days = [found.day for found in bounded] or tied
    return max(days, default=None)


SINCE = re.compile(
    r"\b(?:since|seit|depuis|desde|sinds)(?: (?:the|last|dem|den|der|letzte\w*|le|la|el|de|het|vorige))? ?$"
)
"""Before a day that has been: "closed since Sunday"."""
PUT_TO = re.compile(
    r"\b(?:not before|only|after|erst|nicht vor|fruhestens|ab|nach|pas avant|seulement|apres|a partir|no antes|solo|despues|a partir|pas|niet voor|na|vanaf|moved?|mov\w+|schieb\w*|verschieb\w*|decal\w*|report\w*|aplaz\w*|retras\w*|schuiv\w*|pay\w*|zahl\w*|pai\w*|pay\w*|regl\w*|pag\w*|betal\w*)\b"
)
"""Before a day to which a payment is put off."""
UNTIL = re.compile(r"\b(?:until|till|to|by|bis|jusqu\w*|hasta|tot|au|al|auf|op|for|para|pour|naar)\b")
