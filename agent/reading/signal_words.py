"""What a manager or the fraud queue must see, as words in five languages. Patterns are for folded text.

A `Cue` fires on `words`, or on `words` with `beside` in the same clause or the next, unless `innocent` is there too.
"""

import re
from dataclasses import dataclass

from agent.domain.vocabulary import Signal


@dataclass(frozen=True)
class Cue:
    """`reach`: how many clauses on either side `beside` may stand; `capitals`: only where the sender shouts."""

    words: re.Pattern[str]
    beside: re.Pattern[str] | None = None
    innocent: re.Pattern[str] | None = None
    reach: int = 0


def words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


LAWYER = words(
    r"solicitors?\b", r"lawyers?\b", r"attorneys?\b", r"legal (?:team|department|counsel|adviser|advice)", r"barrister", r"courts?\b", r"ombudsman", r"trading standards",
    r"(?:rechts|fach)?anw[aä]lt", r"rechtsabteilung", r"rechtsbeistand", r"justiziar", r"(?:amts|land)?gericht\b", r"kanzlei",
    r"avocat", r"huissier", r"tribunal\b", r"tribunaux", r"service juridique", r"conseil juridique", r"notre conseil\b", r"contentieux",
    r"abogad", r"juzgado", r"tribunal(?:es)?\b", r"(?:asesoria|departamento) (?:juridic|legal)", r"letrad[oa]s?\b",
    r"advoca", r"raadsman", r"jurist", r"rechtbank", r"deurwaarder", r"(?:naar|voor) de rechter", r"juridische afdeling",
)  # fmt: skip
LAWYER_ACTS = words(
    r"hand(?:ed|ing)? (?:\w+ ){0,4}(?:over )?to", r"pass(?:ed|ing)? (?:\w+ ){0,4}to", r"instruct", r"involve", r"contact(?:ed|ing)?\b", r"consult", r"hear(?:ing)? from", r"letter from", r"speak(?:ing)? to", r"spoken to", r"advis", r"take (?:this|it|you|the matter)", r"go(?:ing)? to", r"see you in", r"with (?:my|our) (?:solicitor|lawyer|attorney)", r"in (?:the )?hands", r"engag", r"seek", r"application in", r"file[ds]?\b", r"hire[ds]?\b",
    r"ubergeb", r"einschalt", r"eingeschalt", r"beauftrag", r"weitergeb", r"weitergeleit", r"melde[nt]", r"hor(?:en|t) von", r"konsult", r"nehmen", r"anruf", r"vor gericht", r"vorgeh", r"uberlass",
    r"confi", r"transmi", r"remi[st]", r"saisi", r"consult", r"contact", r"charge", r"mandat", r"main", r"fait appel", r"devant", r"voir avec",
    r"poner en manos", r"pondr", r"manos de", r"pasar", r"trasla", r"consult", r"acudi", r"contact", r"encarg", r"ante (?:el|los)",
    r"overgedragen", r"overdragen", r"inschakel", r"ingeschakeld", r"uit handen", r"neem", r"nemen", r"gaan", r"stap", r"raadple", r"overleg", r"gegeven", r"geven",
)  # fmt: skip
PAPER_FOR = words(r"concurso", r"insolven", r"faillissement", r"redressement", r"(?:asks?|asked|asking|needs?|wants?|wanted|requires?|requested) (?:us |me )?(?:for|a|the|to see)", r"(?:bittet|braucht|benotigt|verlangt) .{0,30}(?:kopie|rechnung|beleg)", r"(?:demande|reclame|souhaite) (?:une |la |le )?(?:copie|facture|releve)", r"(?:pide|necesita|solicita) (?:una |la |el )?(?:copia|factura|extracto)", r"(?:vraagt|wil) .{0,30}(?:kopie|factuur)")  # fmt: skip
COURT_PLACE = words(r"\w+ courts? (?:road|street|lane|hotel|house|restaurant|site|building|project)", r"(?:earls|tennis|food|hampton|crown) court", r"court ?yard", r"no autorizad", r"hrb?\b.{0,12}\d", r"gerichtsstand")  # fmt: skip

LEGAL = words(
    r"legal (?:action|proceeding|step|remed|claim|challenge|recourse)", r"take (?:this |it |the matter )?(?:further|to court)\b.{0,20}(?:court|legal)", r"proceedings will (?:be )?(?:commenc|issu|brought|begin|begun|start|follow)", r"(?:commence|issue|begin|start|bring) (?:\w+ )?proceedings", r"su(?:e|ing) (?:you|your|the company)", r"letter before (?:action|claim)", r"lawsuit", r"litigat", r"statutory demand", r"small claims", r"cease and desist", r"county court", r"we (?:act|are instructed) (?:for|on behalf|by|in connection)", r"instructed by our client\b(?!'s)", r"class action", r"counterclaim in",
    r"klageweise", r"(?:feststellungs|unterlassungs|zahlungs)klage", r"vertrete[n]? (?:wir |ich )?(?:die )?(?:rechtlichen )?interessen", r"rechtsschutz(?:versicherung)?", r"rechtliche (?:schritte|mittel|konsequenz)", r"juristische schritte", r"rechtsweg", r"klage (?:erheben|einreichen|erhoben|eingereicht)", r"(?:erhebe|erheben|reiche|reichen) .{0,40}klage", r"verklag", r"gerichtlich(?:e|en)? (?:schritte|vorgehen|klar|geltend)", r"widerspruch gegen (?:den|ihren) mahnbescheid", r"einstweilige", r"unterlassung", r"in vollmacht", r"mandant(?:en|in|schaft)?\b.{0,60}(?:fordere\b|fordert\b|aufforder)", r"strafanzeige", r"anzeige (?:erstatten|erstattet)",
    r"protection juridique", r"vaut mise en demeure", r"mettons? en demeure", r"^mise en demeure", r"poursuites? (?:judiciaire|en justice)", r"poursuivr\w+ en justice", r"voies? (?:judiciaire|de droit)", r"action en justice", r"en justice\b", r"assign(?:er|ation|erons)", r"saisi(?:r|ra|rons|rai|ssons) (?:le |la |les )?(?:juge|tribunal|justice|mediateur|prud)", r"porter plainte", r"depos\w+ plainte",
    r"acciones (?:legales|judiciales|civiles|penales)", r"via (?:judicial|legal)", r"medidas legales", r"(?:interpon|present)\w+ .{0,30}(?:demanda|querella|denuncia)", r"demandar(?:l[eoa]s?|emos)", r"burofax", r"les? requier\w+ (?:para )?que (?:ces|retir|abst)", r"querella",
    r"dagvaard", r"juridische (?:stappen|weg|procedure|actie)", r"gerechtelijke? (?:stappen|procedure|weg|inning)", r"kort geding", r"rechtszaak", r"in gebreke (?:gesteld|stellen)", r"stel\w* .{0,30}in gebreke", r"ingebrekestelling", r"aangifte (?:doen|gedaan|bij de politie)", r"procederen",
)  # fmt: skip
OWN_NOTICE = words(r"(?:uso|divulgacion) no autorizad", r"contents? of this", r"transmission", r"intended recipient", r"misus", r"unser mandant bestreitet", r"(?:your|ihre[rn]?|votre|vuestr\w|su|uw|jullie) (?:\w+ )?(?:mise en demeure|ingebrekestelling|burofax|letter before)", r"suite a (?:la|votre) mise en demeure")  # fmt: skip

INSOLVENT = words(
    r"insolven", r"bankrupt", r"(?:joint |provisional )administrators?\b.{0,60}(?:appoint|act|will)", r"appoint\w* .{0,40}(?:administrator|liquidator|receiver)", r"joint administrators?", r"(?:in|into|enter\w*|file\w* for) administration", r"liquidators?\b", r"(?:in|into|voluntary|compulsory) liquidation", r"winding.?up", r"wound up", r"receivership", r"chapter (?:7|11)\b", r"creditors'? (?:meeting|voluntary|arrangement)", r"restructuring proceedings", r"ceased trading", r"moratorium",
    r"insolvenz", r"zahlungsunfahig", r"konkurs", r"glaubigerversammlung", r"eigenverwaltung", r"schutzschirm", r"starug", r"insolvent",
    r"redressement judiciaire", r"liquidation judiciaire", r"procedure de sauvegarde", r"depot de bilan", r"depose\w* le bilan", r"cessation (?:de|des) paiements?", r"mandataire judiciaire", r"en faillite", r"faillite", r"procedure collective", r"declarations? de creances?",
    r"concurso (?:de acreedores|voluntario|necesario)", r"en concurso", r"(?:administrador|ley|procedimiento) concursal", r"insolvencia", r"suspension de pagos", r"quiebra", r"acreedores",
    r"faillissement", r"failliet", r"surseance", r"curator\b.{0,60}(?:aangesteld|boedel|failli)", r"\bwhoa\b", r"gerechtelijke reorganisatie", r"schuldsanering", r"wettelijke schuld", r"staking van betaling",
)  # fmt: skip
SOMEBODY_ELSE = words(r"(?:a|an|one of our|our (?:big|bigg|larg|main|key|best)\w*|some|several|two|my) (?:\w+ )?(?:customers?|clients?|buyers?|contractors?|suppliers?)", r"(?:big|main) (?:customer|client)", r"opdrachtgever", r"auftraggeber", r"insolvenzrecht", r"seminar|fortbildung|schulung|webinar|newsletter|training|workshop", r"(?:ein|der|zwei|unser|groß\w*) (?:\w+ )?(?:kunde|bauherr|lieferant)", r"kunde (?:ist|hat)", r"(?:un|gros|deux|principal|de nos) (?:\w+ )?clients?", r"un (?:\w+ )?cliente", r"(?:een|grote|onze (?:groot|belangrijk)\w*) (?:\w+ )?klant", r"(?:nicht|not|no|pas|niet|kein\w*|geen) (?:\w+ ){0,2}(?:insolven|bankrupt|failliet|faillite|konkurs|quiebra)")  # fmt: skip

DISTRESS = words(
    r"(?:haven'?t|havent|not|hasn'?t|can'?t|cant|don'?t|dont) (?:\w+ )?(?:slept|sleep)", r"sleepless", r"wit'?s'? end", r"breaking point", r"can'?t (?:go on|cope|take (?:any ?more|much more|it any))", r"cant (?:go on|cope)", r"(?:that'?s|thats) (?:me|us) (?:finished|done)\b", r"(?:i am|we are|we'?re|i'?m) (?:finished|done for)\b", r"finished and so am i", r"lose (?:my|the|our) (?:house|home|business|shop|farm|everything)", r"clos(?:e|ing) (?:the )?(?:doors?|shop|business|down) (?:for good|for ever|forever|permanently)", r"(?:we|i|us|business|company|shop|firm)\b.{0,25} (?:go|going|gone|goes) under\b", r"shut(?:ting)? up shop", r"(?:let|letting) (?:\w+ ){0,5}(?:people|staff|everyone|lads|go before)", r"bailiffs?", r"repossess", r"runway", r"payroll (?:did|was|bounc|didn)", r"(?:changed|change) the locks", r"sick with worry", r"worry of it", r"not well with", r"begging you", r"(?:i'?m|we'?re|am|are|is|getting|feel\w*|so) (?:\w+ )?desperate(?! for (?:the|a|your))", r"in desperation", r"breakdown\b.{0,20}(?:had|nervous)|nervous breakdown", r"depress(?:ed|ion)", r"in tears", r"cry(?:ing)?\b", r"hanging by a thread", r"ruin(?:ed)? (?:me|us)|ruined", r"suicid", r"kill(?:ing)? me", r"end of (?:us|me|the road)\b", r"hold your breath on", r"last (?:penny|pound)", r"(?:won'?t|(?<!did )not) (?:survive|make it)", r"keep (?:the )?(?:lights|roof)", r"(?:can'?t|cant|cannot) face the (?:post|phone|day|bank)", r"don'?t know what happens now",
    r"(?:schlafe?n?) (?:\w+ )?nicht\b", r"(?:nicht|nichts|kaum|keine nacht) (?:mehr )?(?:\w+ )?(?:schlaf|geschlafen)", r"schlaflos", r"nachts wach", r"kann (?:einfach )?nicht mehr\b", r"(?:nicht|weder) (?:mehr )?(?:ein noch aus|weiter ?weiß|mehr weiter)", r"weiß nicht,? (?:mehr )?(?:weiter|wie es weiter)", r"existenz", r"(?:bin|sind) (?:\w+ )?am ende\b", r"verzweif", r"sperre? .{0,20}(?:fur immer|zu\b)", r"(?:zusperren|dicht ?machen|fur immer schließ|laden schließ)", r"ruinier", r"zusammengebrochen", r"burn.?out", r"depression", r"gepfandet", r"kontopfandung", r"ob es (?:die firma|uns|den betrieb).{0,40}(?:noch )?gibt", r"mitarbeiter entlassen", r"vor dem (?:aus|ruin|nichts)", r"(?:alle|sämtliche|samtliche) rahmen fallig",
    r"n'en peux plus", r"(?:ne )?dor[st] (?:plus|pas|mal)", r"nuits? blanches?", r"desesper(?!ement)", r"au bout du rouleau", r"tire(?:r|rai|rons)? le rideau", r"plus quoi faire", r"ferm(?:e|er|ons|erai|erons) (?:boutique|la porte|definitivement|l'entreprise|mon commerce|pour de bon)", r"cle sous la porte", r"je craque", r"depression", r"hospitalis", r"ruine", r"perdre (?:ma|mon|notre) (?:maison|entreprise|commerce|boite)", r"licencie(?:r|ment)", r"suicid", r"survie", r"(?:a|sous) la gorge", r"etrangle", r"urssaf .{0,20}(?:porte|tape)", r"saisi\w* (?:mon|ma|notre|nos)",
    r"no duermo", r"sin dormir", r"no puedo mas", r"desesperad[oa]s?\b", r"(?:quier|va)\w* (?:a )?cerrar (?:el|la|mi) (?:local|negocio|tienda|empresa|bar)", r"(?:punto de|voy a|tendre que|tendremos que) (?:cerrar|echar el cierre)", r"bajar la persiana", r"(?<!sin )embarg(?:an|ad|ar|uen|os? (?:de|a|sobre))", r"hospitaliz", r"depresion", r"ruina", r"agua al cuello", r"suplic", r"no tengo cabeza", r"perder (?:la casa|el negocio|todo)", r"despedir a", r"con lagrimas", r"no se (?:como|que) (?:vamos|voy) a",
    r"slaap (?:al \w+ )?(?:niet|slecht|geen)", r"niet (?:meer )?geslapen", r"wakker (?:van|lig)", r"lig .{0,15}wakker", r"kan (?:echt )?niet meer\b", r"radeloos", r"wanhop", r"einde raad", r"(?:deur|deuren|zaak|winkel|tent)\b.{0,20}(?:definitief|voorgoed|dicht\b|toe\b|sluiten)", r"op de fles", r"kopje onder", r"burn.?out", r"overleven", r"(?:aan|tot) de lippen", r"beslag (?:gelegd|op)", r"niet meer zitten", r"ten onder",
)  # fmt: skip

ANGER = words(
    r"disgrac", r"disgust", r"scandal", r"outrag", r"shambles", r"fed up", r"sick (?:and tired )?(?:of|to death)", r"had (?:quite )?enough of", r"how dare", r"the cheek", r"furious", r"appalling", r"useless", r"incompeten", r"pathetic", r"idiots?\b", r"wtf\b", r"\bffs\b", r"farce", r"clowns?\b", r"shame on", r"(?:third|fourth|fifth|sixth|3rd|4th|5th|6th|umpteenth) time (?:i|we|of|now|asking|writing|that)", r"not a penny", r"bunch of", r"(?:lose|lost) (?:my |our |all )?(?:temper|patience)", r"run out of patience", r"(?:absolute|complete|utter|total) (?:joke|disgrace|nonsense|mess)", r"take (?:us|me) for (?:fools|idiots|a mug)", r"stop (?:harass|bother|hassl)", r"are you (?:people )?(?:kidding|serious|blind|stupid)", r"ridiculous", r"unbelievable",
    r"skandal", r"unverschamt", r"frechheit", r"jetzt reichts?", r"mir reichts?", r"(?:es|das) reichts?\b", r"zum (?:dritten|vierten|funften|x-ten|zigsten|wiederholten) mal", r"unfahig", r"lacherlich", r"saftladen", r"saula(?:den|dn)", r"geduld (?:ist )?(?:am ende|verloren)", r"sauerei", r"wutend", r"bodenlos", r"zumutung", r"stinksauer", r"kein cent\b", r"verarsch", r"schnauze", r"nase (?:gestrichen )?voll", r"armutszeugnis", r"unerhort", r"unmoglich (?:von|was)", r"spinnt ihr", r"geht'?s noch",
    r"scandaleu", r"(?<!j'ai )honte\b", r"honteux", r"(?:que ce soit|c'est) la derniere fois", r"inadmissible", r"inacceptable", r"(?:en ai|j'ai|en avons) marre", r"ras.le.bol", r"(?:fichez|foutez|moquez|fichiez|foutiez) (?:du monde|de (?:nous|moi))", r"furieu", r"lamentable", r"incompeten", r"n'importe quoi", r"ridicule", r"(?:troisieme|quatrieme|cinquieme|enieme|3e|4e) (?:fois|message|mail|relance|courriel)\b", r"on se fout", r"excede", r"ca suffit", r"c'en est trop", r"insupportable",
    r"(?<!me da )(?<!que )verguenza(?! (?:tengo|me da))", r"vergonz", r"que sea la ultima vez", r"inadmisible", r"inaceptable", r"hart[oa]s? (?:de|ya)", r"tomadura de pelo", r"(?:se|nos) (?:estan )?(?:burlan|toman el pelo)", r"indigna", r"incompetent", r"el colmo", r"ya (?:esta bien|basta)", r"(?:tercera|cuarta|quinta|enesima) vez", r"ridicul", r"estafa", r"sinverguenza", r"caradura", r"inutiles", r"lamentable", r"impresentable", r"basta ya",
    r"schandalig", r"schande", r"belachelijk", r"onacceptabel", r"prutsers?", r"(?:ben|zijn) (?:het|jullie|dit) (?:\w+ )?(?:zat|beu)\b", r"spuugzat", r"klaar mee", r"woedend", r"voor de (?:derde|vierde|vijfde|zoveelste|tigste) keer", r"waardeloos", r"schaam je", r"(?:te )?zot voor", r"hoe durf", r"ongehoord", r"bespottelijk", r"beneden alle peil", r"geen cent\b", r"stelletje",
)  # fmt: skip
PRAISE_OR_WEATHER = words(r"sorry to be", r"weather", r"wetter", r"temps qu", r"tiempo que hace", r"het weer", r"not (?:a )?(?:angry|cross)", r"without (?:any )?anger", r"first time", r"love")  # fmt: skip

CHURN = words(
    r"(?:go|going|look|looking|take (?:our|my) (?:business|custom)|buy|buying|order|ordering) elsewhere", r"(?:switch|chang|mov)\w* (?:to )?(?:\w+ )?(?:supplier|vendor|provider)", r"(?:your|a|the|to) competitor", r"close (?:our|my) account", r"(?:shall|will) not be (?:buying|ordering|using)", r"done with you", r"last (?:order|time) (?:you|we|i)", r"(?:never|won'?t|not|no longer|stop) (?:be )?(?:order|buy|purchas|us|deal|work|do business)\w* (?:\w+ )?(?:from you|with you|you|again|here)", r"find (?:someone|somebody|another|a different|a new) (?:else|supplier|vendor)", r"(?:end|terminat|cancel)\w* (?:our|the|my) (?:business )?(?:relationship|contract|account|partnership|agreement)", r"lose (?:us|me|our business|a customer|our custom)", r"(?:reconsider|review) (?:our|the) (?:business )?relationship", r"taking our (?:business|custom)",
    r"(?:anderen?|neuen) (?:lieferant|anbieter|handler|partner)", r"anderweitig (?:verg|kauf|bestell|um)", r"vergeben .{0,30}anderweitig", r"lieferant\w* wechs", r"wechseln .{0,20}(?:lieferant|anbieter)", r"konkurrenz", r"mitbewerb", r"(?:wir|ich) kundige?n?\b(?!.{0,30}\ban\b)", r"kundig\w* (?:den|die|unseren|alle) (?:\w+ )?(?:vertrag|vertrage|zusammenarbeit|wartung)", r"hiermit kundig", r"geschaftsbeziehung", r"nie wieder", r"letzte (?:bestellung|auftrag)", r"woanders", r"mit jemand(?:em)? ander", r"kauf\w* .{0,20}bei(?:m| der| einem) (?:nachbarn?|konkurren|andere)", r"kunde gewesen", r"kunden (?:verlieren|verloren|los)", r"zusammenarbeit (?:beend|einstell|uberdenk)",
    r"concurren(?:t|ts|ce)\b", r"(?:change(?:r|ons|rons)|autre) (?:de )?(?:fournisseur|prestataire)", r"(?:aller|irons?|voir|commander|acheter) ailleurs", r"cess\w+ (?:notre|toute|nos) (?:collaboration|relation|commande)", r"rompre", r"resili(?:er|ons|e)\b", r"derniere? (?:commande|fois que)", r"plus jamais", r"perd(?:re|u|ez) un client", r"fin (?:a|de) notre (?:collaboration|relation)", r"(?:quitte|quittons|quitter) votre", r"(?:ferm|clotur|sold)\w+ (?:mon|notre) compte", r"(?:irai|irons|vais|allons) (?:me|nous) (?:servir|fournir)",
    r"(?:a|con|de) (?:otro|otros) (?:proveedor|mayorista|distribuidor|sitio|lado)", r"(?:a|con|de) la competencia", r"cambi\w+ de proveedor", r"olvid(?:ense|aos|ate) de (?:mi|nosotros)", r"ustedes olvidense", r"(?:dejar|dejamos|dejaremos) de (?:comprar|trabajar|pedir)", r"cerra(?:d|r|dme|me) .{0,12}(?:cuenta|ficha)", r"no (?:volver\w+|vuelvo|volvemos) a (?:comprar|pedir|trabajar)", r"(?:pierden|perdido|perdera\w*) (?:un|a un) cliente", r"me voy con", r"ultimo pedido", r"exclui\w* a su empresa", r"rescindi", r"le compro a",
    r"concurrent", r"andere (?:leverancier|partij|aanbieder)", r"(?:bij|naar) een (?:ander|andere)\b", r"ergens anders", r"elders", r"overstap", r"nooit meer (?:\w+ )?(?:bestel|iets|bij)", r"opzeg(?:gen|ging)?", r"afscheid (?:van|nemen)", r"laatste bestelling", r"klant kwijt", r"relatie (?:be)?eindig", r"samenwerking (?:stop|beeind|opzeg)",
)  # fmt: skip
CHURN_INNOCENT = words(r"wrong supplier", r"(?:same|identical) .{0,20}competitor", r"zahl\w* .{0,20}kundig\w* .{0,10}an\b", r"price .{0,20}competitor", r"de (?:otro|otra) (?:factura|pedido)", r"year.?end", r"con otro(?:s)? (?:pedido|factura|albaran|numero)", r"a otro (?:correo|buzon|email|destinatario|departamento)", r"andere partij (?:goederen|kaas)")  # fmt: skip

FRAUD = words(
    r"at your desk\b", r"(?:keep|kept) (?:this|it|that) (?:strictly )?(?:between us|between you|confidential|to yourself|quiet)", r"(?:don'?t|do not) (?:tell|mention|discuss|inform) (?:\w+ )?(?:any(?:one|body)|it|this)", r"do not call\b", r"(?:can'?t|cannot) be (?:phoned|called|reached by phone)", r"only (?:reachable )?by e?-?mail\b", r"don'?t call (?:me )?(?:back|as|,)", r"(?:can'?t|cannot|unable to) (?:take|receive|answer) (?:any )?calls?", r"gift cards?", r"reply (?:only )?(?:here|to this (?:private )?(?:address|email)) only|reply only", r"private (?:e-?mail|address)", r"my (?:work|office|company) (?:e-?mail|mail|account) (?:is|was|has)", r"reply for the new iban", r"lines are (?:under|down)", r"telephone confirmation is not", r"invoice .{0,40}\b(?:forged|fake|counterfeit)\b", r"urgent (?:payment|transfer|wire)\b.{0,40}(?:confidential|discre|secret)",
    r"niemande[nm] (?:einweih|davon|etwas|sag)", r"kein wort (?:zu|an|gegenuber)", r"nur per (?:e-?)?mail erreichbar", r"(?:ruck|vor)datier", r"bestatigung nicht", r"streng vertraulich", r"vertraulich .{0,40}(?:behandeln|zahlung|uberweis)", r"nicht (?:zuruck)?(?:anrufen|telefonisch erreichbar)\b.{0,30}(?:sitzung|flieger|meeting)?", r"(?:nur|ausschließlich) an diese (?:adresse|mail)", r"gefalscht", r"gutscheinkarten",
    r"n'en (?:parle|parlez) a personne", r"ne passez pas par", r"antidat", r"(?:reste|restez|garde|gardez) .{0,15}(?:discret|entre nous|confidentiel)", r"(?:reponds?|repondez) uniquement (?:a|sur|par|ici)", r"(?:suis|serai) en reunion", r"ne m'appele?[rz]? pas", r"strictement confidentiel", r"messagerie professionnelle est en panne", r"cartes? cadeaux?", r"faux (?:document|facture)|falsifi",
    r"no (?:se )?lo (?:digas?|comentes?|comente)", r"sin (?:telefonear|llamar)", r"(?:no|nadie) .{0,15}(?:digas|comentes) .{0,15}(?:a nadie)", r"no me llam", r"(?:solo|unicamente) (?:por aqui|a este correo|a esta direccion)", r"contestame solo", r"estoy (?:en|con) (?:una )?(?:reunion|el notario|el avion)", r"maxima discrecion", r"tarjetas? regalo", r"falsific", r"me huele",
    r"(?:met|aan) niemand (?:over)?(?:praten|bespreken|vertellen|iets)", r"(?:strikt|onder ons|blijft tussen)", r"tussen ons", r"telefonische bevestiging is .{0,20}niet", r"alleen (?:op|via|naar) dit (?:adres|mailadres)", r"niet bellen\b", r"cadeaukaart", r"vervalst",
)  # fmt: skip
CHIEF = words(r"ceo\b", r"managing director", r"chief executive", r"geschaftsfuhr", r"vorstand\b", r"directeur", r"pdg\b", r"gerente general", r"director\b")  # fmt: skip

BANK = words(
    r"(?:chang|switch)\w* (?:our )?banks?\b",     r"bank(?:ing)? (?:account|detail|info|data|coordinat)", r"our (?:usual )?bank\b", r"(?:account|sort) (?:number|code)", r"iban\b", r"swift\b", r"routing\b", r"\bach\b", r"remittance (?:information|detail|instruction|address)", r"payment instructions", r"changed? banks?", r"new bank\b", r"subsidiary account", r"below account",
    r"bankverbindung", r"kontoverbindung", r"bankdaten", r"kontonummer", r"(?:neue[sn]?|altes|alte|anderes|geanderte\w*) konto\b", r"(?:meine|unsere|die) bank\b",
    r"coordonnees bancaires", r"\brib\b", r"compte bancaire", r"(?:nouveau|autre|nouvel) compte", r"(?:change\w*|changement) de banque", r"dans un compte",
    r"cuenta(?: bancaria| corriente)?\b", r"clabe\b", r"cbu\b", r"datos bancarios", r"(?:nuestro|nuevo|mi) banco", r"domiciliaci",
    r"rekening(?:nummer|gegevens)", r"bankgegevens", r"bankrekening", r"(?:nieuwe?|andere?|oude?) (?:bank|rekening)\b", r"van bank",
)  # fmt: skip
CHANGES = words(
    r"new\b", r"chang", r"updat", r"different", r"switch", r"no longer", r"old (?:account|one|bank)", r"instead", r"must now", r"from now", r"under (?:review|audit)", r"blocked", r"be directed", r"frozen", r"other account",
    r"neu", r"geander", r"geendert", r"ander", r"wechsel", r"gewechselt", r"nur noch", r"nur auf", r"gesperrt", r"wegen prufung", r"ab sofort", r"geschlossen", r"umgestellt",
    r"nouve", r"chang", r"modifi", r"desormais", r"dorenavant", r"autre", r"a jour",
    r"nuev", r"bloquead", r"cambi", r"actualic", r"actualiz", r"otra", r"modific", r"a partir de",
    r"nieuw", r"gewijzigd", r"wijzig", r"verander", r"voortaan", r"per direct", r"niet meer", r"overgestapt",
)  # fmt: skip
BANK_INNOCENT = words(r"bank holiday", r"cuenta (?:de cliente|con (?:ustedes|vosotros))", r"nuestra cuenta con", r"extracto de (?:nuestra|la|mi) cuenta", r"estado de cuenta", r"por (?:nuestra|su|mi) cuenta", r"ten(?:er|ga|gan) en cuenta", r"darse cuenta|me di cuenta|nos dimos cuenta", r"new (?:bank )?account manager", r"a cuenta", r"teniendo en cuenta", r"buena cuenta")  # fmt: skip

NEW_ACCOUNT = words(r"new (?:bank account|bank details|iban|sort code|account (?:number|details))", r"neue[sn]? (?:konto\b|bankverbindung|iban|kontonummer)", r"nouve(?:au|l|lle)s? (?:compte bancaire|rib\b|iban|coordonnees bancaires)", r"nuev[ao]s? (?:cuenta bancaria|iban|datos bancarios|numero de cuenta)", r"nieuwe? (?:rekeningnummer|bankrekening|bankgegevens|iban)")  # fmt: skip

ALL_DATA = words(
    r"ag(?:e)?ing (?:list|report|schedule|of)", r"aged (?:debt|receiv|list)", r"debtors? (?:list|ageing|aging|ledger)", r"(?:full|complete|entire) (?:debtor|customer|receivable)", r"receivables? list", r"customer (?:list|database)", r"(?:every|all|each) (?:of your |other |your )?(?:customers?|clients?|debtors?|accounts?)\b", r"other customers?\b", r"who owes (?:us|you|what)", r"(?:largest|biggest) (?:accounts|customers|debtors|clients)", r"(?:statements|ledgers|data|invoices|balances) of (?:all|every|other)", r"all group companies", r"list by debtor",
    r"debitorenliste", r"kundenliste", r"altersstruktur", r"(?:offene.posten|op|opos).liste (?:aller|samtlicher|ihrer)", r"(?:aller|alle|samtlicher|samtliche|anderen?|ubrigen?|restlichen|großten) (?:ihrer |ihre )?(?:kunden|debitoren|abnehmer)", r"kunden schulden", r"wer (?:uns|ihnen) (?:wie ?viel|was) schuldet", r"kunden [a-z] bis [a-z]",
    r"balance agee", r"liste (?:de |des )?(?:\w+ )?(?:vos |tous |tes )?(?:clients|debiteurs)", r"tous (?:vos|les|tes) (?:autres )?(?:clients|debiteurs)", r"(?:d')?autres (?:clients|comptes|fromageries|societes)\b", r"chaque client", r"chacun de vos (?:clients|debiteurs)", r"qui nous doit", r"plus gros (?:clients|acheteurs|comptes|debiteurs)",
    r"antiguedad de (?:saldos|deuda)", r"quien nos debe", r"(?:mayores|principales) (?:clientes|deudores)", r"(?:listado|lista|base|excel|relacion) (?:complet[ao] )?de (?:\w+ )?(?:clientes|deudores|saldos)", r"tod[oa]s (?:sus|los|vuestros|tus) (?:clientes|compradores|deudores)", r"(?:otros|demas) clientes", r"cartera de clientes",
    r"openstaande ?posten ?lijst", r"ouderdoms(?:lijst|analyse|overzicht)", r"debiteurenlijst", r"klantenlijst", r"(?:al uw|alle|van andere|andere) (?:uw |jullie )?(?:klanten|afnemers|debiteuren)",
)  # fmt: skip
ALL_DATA_ASKS = words(
    r"send", r"need", r"put together", r"drop it", r"forward", r"provide", r"share", r"attach", r"list\b", r"reply with", r"give", r"supply", r"report", r"ledgers?", r"statements?",
    r"schick", r"send", r"brauch", r"benotig", r"ubermitt", r"hang", r"liste", r"stellen sie", r"auszug|auszuge",
    r"envoy", r"besoin", r"transmet", r"joi(?:ns?|gne[zr]?)\b", r"joindre", r"fournir", r"liste", r"balance",
    r"envi", r"pas(?:e|a)", r"mand", r"remit", r"adjunt", r"listado", r"excel", r"base",
    r"stuur", r"zend", r"zenden", r"toe te", r"verstrek", r"lijst", r"voeg",
)  # fmt: skip
OWN_ACCOUNT = words(r"warn\w* (?:all |your )?(?:other )?customers", r"prevenir vos", r"(?:avis|advert)\w* a (?:sus|los) (?:otros |demas )?clientes", r"op.liste (?:unseres|zu unserem|fur unser)", r"aging of our", r"for our account", r"kunden (?:zu )?warnen", r"andere klanten (?:te )?waarschu")  # fmt: skip

CREDIT_LIMIT = words(
    r"credit (?:limit|line|facility|application|insurance limit|terms application)", r"(?:raise|increase|up|bump|lift|extend|higher|bigger|larger)\w* (?:\w+ ){0,3}(?:limit|line|credit)\b", r"(?:limit|line)\b.{0,30}(?:raised|increased|bumped|lifted|upped)", r"raise us (?:from|to)", r"open(?:ing)? (?:a |an )?(?:credit|trade) account", r"over (?:our|the) (?:account|credit) limit",
    r"(?:kredit|einkaufs|liefer|waren|bestell)limit", r"kreditrahmen", r"kreditlinie", r"limit\w* .{0,30}(?:erhoh|anheb|hoher|von \d)", r"(?:erhohung|anhebung|hoheres|hoheren) .{0,30}(?:limit|rahmen|linie)", r"limit von \d",
    r"(?:limite|ligne|marge|plafond|encours) (?:de|d') ?credit", r"plafond d'encours", r"(?:augment|relev|hauss|mont)\w* .{0,25}(?:limite|plafond|encours|marge)", r"encours (?:autorise|maximum)", r"(?:limite|plafond)\b.{0,25}(?:augment|relev|mont)",
    r"linea de (?:los )?\d", r"(?:limite|linea|cupo|tope) de credito", r"(?:subir|ampliar|aumentar|elevar|incrementar)\w* .{0,20}(?:credito|limite|cupo|linea|riesgo|tope)", r"(?:limite|cupo|credito) .{0,20}(?:subir|ampli|aument)",
    r"kredietlimiet", r"kredietlijn", r"limiet\w* .{0,30}(?:verhog|omhoog|hoger|optrek)", r"(?:verhog|hoger|ophog|optrek)\w* .{0,25}(?:limiet|plafond|krediet)", r"plafond van \d", r"bestellimiet",
)  # fmt: skip
CARD = words(r"card", r"karte", r"carte", r"tarjeta", r"kaart", r"(?:our|the|unser\w*|notre|nuestro|onze) (?:own )?(?:bank|house ?bank|hausbank|banque|banco)")  # fmt: skip

PERIOD = words(r"(?:net |a |zu |op )?(?:30|45|60|75|90|100|120|150|180) ?(?:days?|tagen?|jours?|dias?|dagen|d\b)", r"net (?:30|45|60|75|90|120)\b", r"(?:forty-five|sixty|ninety|sechzig|neunzig|soixante|quatre-vingt-dix|sesenta|noventa|zestig|negentig) (?:days?|tagen?|jours?|dias?|dagen)")  # fmt: skip
TERMS_START = words(
    r"(?:from|as of|starting|effective|with effect|commencing|beginning|henceforth|going forward)\b", r"(?:ab|zum|mit wirkung|kunftig|seit)\b", r"(?:a compter|a partir|des|au 1er|desormais|dorenavant|passent)\b", r"move to\b", r"pasar\b", r"(?:a partir|desde|con efecto|en adelante)\b", r"(?:vanaf|met ingang|voortaan|per \d)\b",
)  # fmt: skip
TERMS_ALL = words(
    r"all (?:\w+ )?(?:suppliers?|vendors?|invoices?|orders?)", r"(?:our |new |standard |payment )?(?:payment )?terms", r"we (?:will |shall )?(?:pay|settle)", r"will (?:pay|settle)", r"alle[nr]? (?:lieferant|rechnung)", r"zahlungsziel", r"zahlungsbedingung", r"toutes nos", r"tous (?:nos |les )?fournisseurs", r"conditions", r"delai (?:de )?(?:paiement|reglement)", r"tod[oa]s?\b", r"(?:plazo|condiciones) de pago", r"pagaremos|abonaremos", r"alle (?:leveranciers|facturen)", r"betaal(?:termijn|conditie|voorwaard)",
)  # fmt: skip
TERMS_ASK = words(r"(?:could|can|may|would|might) (?:we|you|i|it)", r"possible", r"request", r"konnten|moglich|bitten|ersuchen", r"pourr|serait", r"podr|seria", r"zou|kunnen|mogelijk|verzoek", r"just for", r"juste pour", r"nur fur", r"\?")  # fmt: skip

HARM = words(
    r"listeria", r"salmonell", r"e\. ?coli", r"unsafe", r"(?<!\")hazard(?!ous (?:handling|goods|waste|surcharge|freight))", r"product (?:safety|recall)", r"recall(?:ed|ing)? ", r"safety (?:issue|defect|concern|risk)", r"contaminat", r"allergen", r"electric(?:al)? shock", r"caught fire", r"explod", r"injur", r"child.?(?:proof|safe|resistant)", r"toxic", r"mou?ld in", r"glass in (?:the|a|one)",
    r"listerien", r"salmonell", r"ruckruf(?:aktion|en)\b", r"(?:produkt|chargen)ruckruf", r"stromschlag", r"verletz", r"explodier", r"verunreinig", r"kontaminier", r"kindersicher", r"glassplitter", r"fremdkorper", r"gesundheitsgef", r"vergift", r"(?:ist|sind) gerissen", r"lebensgefahr",
    r"rappel (?:de |du )?(?:produit|lot)", r"electrocut", r"explos", r"blesse", r"intoxi", r"contamin", r"corps etranger", r"allergene", r"brule (?:la|le|les|a)", r"pris feu", r"prit feu", r"danger(?:eux|euse)?\b", r"risque (?:sanitaire|pour la securite)",
    r"electrocut", r"explot(?:o|ar|aron|ado)\b", r"intoxic", r"lesion", r"(?<!nadie )(?<!ningun )herid", r"vigilancia de productos", r"contaminad", r"alergen", r"urgencias", r"retir\w+ .{0,25}mercado", r"peligros", r"descarga electrica", r"tapon de seguridad", r"cuerpo extrano",
    r"terugroep", r"ontplof", r"gewond", r"letsel", r"vergift", r"besmet", r"kindveilig", r"onveilig", r"elektrische schok", r"gevaarlijk", r"allergeen", r"voedselveilig", r"ziek (?:geworden|van|na)",
)  # fmt: skip
HARM_WEAK = words(r"hurt\b", r"burn(?:t|ed)", r"accident", r"fire\b", r"hospital", r"ill after|sick after|fell ill|got sick|were sick", r"broken (?:wrist|arm|leg)", r"child", r"smok(?:e|ing)", r"sheared", r"gesturzt", r"(?:sich|kind) .{0,40}geschnitten", r"unfall", r"brand\b", r"gefahr", r"erkrankt", r"malade", r"accident", r"chauffe", r"fondre", r"feu\b", r"enferm", r"accidente", r"quem(?:o|ado|aron)", r"ongeval", r"brand\b", r"gevaar", r"ziek\b")  # fmt: skip
PRODUCT = words(r"your (?:product|unit|appliance|device|machine|equipment|item|chair|ladder|cheese|frame)", r"supplied", r"you (?:sold|delivered|fitted|installed|made)", r"lot\b", r"batch", r"von ihnen gelieferte", r"geliefert\w*", r"charge\b", r"ihr(?:e|em|er)? (?:produkt|gerat|maschine)", r"votre (?:produit|appareil|machine)", r"livre", r"lote\b", r"(?:su|vuestro) (?:producto|aparato|maquina)", r"partij\b", r"(?:uw|jullie) (?:product|apparaat|machine)", r"geleverd")  # fmt: skip

DATA = words(
    r"gdpr", r"data protection (?:act|request|law|officer)", r"subject access", r"right (?:to|of) (?:erasure|access|be forgotten)", r"(?:information|data|details) you (?:hold|keep|have|store) (?:about|on) (?:me|us|him|her)", r"what (?:personal )?(?:information|data) you", r"(?:delete|erase|remove) (?:all )?(?:my|our) (?:personal )?(?:data|details|information)", r"personal data",
    r"losche?n? .{0,40}gespeichert", r"dsgvo", r"datenschutz-?(?:grundverordnung|anfrage|beauftragt)", r"personenbezogen", r"auskunft (?:nach|gemaß|uber (?:die |meine )?(?:gespeichert|daten))", r"(?:loschung|loschen) .{0,25}daten", r"daten .{0,25}(?:loschen|gespeichert)",
    r"rgpd", r"donnees (?:personnelles|a caractere)", r"droit (?:d'acces|a l'oubli|a l'effacement)", r"(?:supprim|effac)\w+ .{0,20}donnees", r"\bcnil\b",
    r"rgpd", r"lopd", r"datos personales", r"supresion de (?:mis|los) datos", r"derechos? (?:de acceso|de supresion|arco)", r"(?:borr|elimin|suprim)\w+ .{0,20}(?:mis|nuestros) datos", r"2016/679",
    r"\bavg\b.{0,80}(?:gegevens|recht|verzoek|inzage)", r"op grond van de avg", r"persoonsgegevens", r"(?:inzage|verwijder\w*) .{0,25}gegevens", r"recht op (?:inzage|vergetelheid)", r"gegevens .{0,20}over mij",
)  # fmt: skip
DATA_ASKS = words(
    r"what\b", r"which", r"access", r"eras", r"delet", r"remov", r"copy", r"request", r"article|art\b", r"exercis", r"entitled", r"know\b", r"hold\b", r"officer",
    r"welche", r"auskunft", r"losch", r"verlang", r"ersuch", r"mitteil", r"recht\b", r"quelles?", r"acces", r"effac", r"supprim", r"savoir", r"droit", r"exerc",
    r"que datos", r"acceso", r"supres", r"derecho", r"solicit", r"ejerc", r"elimin", r"borr", r"welke", r"inzage", r"verwijder", r"weten", r"verzoek",
)  # fmt: skip
DATA_NOTICE = words(r"privacy (?:policy|notice|statement)", r"datenschutz(?:erklarung|hinweis)", r"politique de confidentialite", r"politica de privacidad", r"privacyverklaring", r"(?:average|gemiddeld)")  # fmt: skip

PERSON = words(
    r"your (?:mr|mrs|ms|miss|driver|colleague|employee|man|lad|chap|girl|lady|agent|collector|rep|caller|team member|technician|engineer|staff|credit controller|clerk|salesman)", r"by a (?:mr|mrs|ms)\b", r"(?:mr|mrs|ms)\.? [a-z]+", r"ihr(?:e|em|en|er)? (?:herr|frau|fahrer|kolleg|mitarbeit|monteur|techniker|inkasso)", r"herr(?:n)? [a-z]+", r"frau [a-z]+", r"(?:votre|vos) (?:monsieur|madame|collegue|chauffeur|livreur|employe|collaborat|recouvr|technicien|commercial)", r"(?:su|vuestro|tu) (?:cobrador|emplead|chofer|conductor|repartidor|companer|tecnico|comercial|compañer)", r"(?:uw|jullie|je) (?:medewerk|chauffeur|collega|heer|mevrouw|incasso|monteur|man)", r"de heer [a-z]+", r"mevrouw [a-z]+", r"chauffeur\b",
)  # fmt: skip
MISTREATS = words(
    r"shout", r"yell", r"scream", r"rude", r"insult", r"swor(?:e|n)|swear", r"called (?:me|her|him|us|our|my|them)\b", r"threaten", r"aggressiv", r"harass", r"abus(?:ed|ive)", r"like dirt", r"disrespect", r"racist", r"sexist", r"unprofessional", r"laughed at", r"hung up", r"bully|bullied", r"way (?:for anybody )?to (?:behave|treat|speak)", r"tone of voice", r"manners?\b",
    r"angebrull", r"angeschrie", r"beschimpf", r"beleidig", r"respektlos", r"bedroht", r"ungehobelt", r"verhalten", r"im ton vergriffen", r"unverschamt", r"patzig", r"benehmen", r"ausgelacht",
    r"traitee? de\b", r"insult", r"hurl", r"cri(?:e|ait|er) (?:dessus|sur)", r"agress", r"menac", r"comportement", r"impoli", r"grossier", r"manqu\w* de respect", r"rit au nez", r"raccroch", r"mal parle",
    r"insult", r"gritos?\b", r"grit(?:o|aba|ando)", r"increp", r"amenaz", r"mal ?educad", r"falta de respeto", r"groser", r"comportamiento", r"trato\b", r"se rio", r"colgo",
    r"uitgescholden", r"geschreeuwd|schreeuw", r"beledig", r"onbeschoft", r"bejegen", r"gedrag", r"bedreig", r"onbeleefd", r"onheus", r"noemde (?:haar|mij|hem|ons)", r"uitgelachen", r"toon\b", r"te woord stond",
)  # fmt: skip
APOLOGY = words(r"(?:expect|demand|want|require|await) .{0,25}apolog", r"apology (?:in writing|from)", r"(?:erwarte|verlange|fordere) .{0,30}entschuldigung", r"(?:attends?|exige|veux) .{0,20}excuses", r"(?:espero|exijo|exigimos|esperamos) .{0,25}disculpa", r"(?:verwacht|eis|wil) .{0,25}excuses", r"complain(?:t)? about (?:your|the) (?:conduct|behaviou?r|driver|staff|employee|colleague|tone|manner)", r"spoken to like", r"beklaagt zich over", r"klacht (?:over (?:uw|een) (?:medewerker|chauffeur)|bejegening)", r"beschwer\w* .{0,20}(?:verhalten|mitarbeiter|ton)", r"verhalten ihres", r"traitee? de \w+", r"queja .{0,20}(?:trato|empleado|comportamiento)")  # fmt: skip

SAID = words(
    r"(?:i|we) (?:know (?:i|we) )?(?:said|promised|told (?:you|ya)|committed|announced|agreed|confirmed|gave you)", r"(?:i|we) did say", r"(?:i|we)'?d (?:said|promised|told|have it|pay)", r"(?:as|was) promised", r"(?:my|our) promise", r"(?:supposed|meant|due) to (?:go|pay|be paid|leave)", r"last week'?s payment", r"(?:our|the) (?:promised|announced|scheduled|planned) (?:payment|date|transfer)", r"should have (?:gone|been paid|paid|left)",
    r"(?:ich|wir) .{0,30}(?:zugesagt|versprochen|angekundigt|gesagt)", r"(?:zugesagt|versprochen|angekundigt|gesagt) (?:hatte|habe|haben|hatten)", r"(?:hatte|hatten|habe) .{0,40}(?:zugesagt|versprochen|angekundigt|gesagt)", r"(?:meine|unsere|meiner|unserer) (?:zahlungs)?zusage", r"(?:die )?(?:angekundigte|zugesagte|versprochene|geplante) (?:zahlung|uberweisung|termin|betrag)", r"zahlung .{0,30}verschoben", r"wie (?:besprochen|angekundigt|zugesagt)",
    r"j(?:'|e )?(?:vous |t')?(?:avais|ai) (?:bien )?(?:dit|promis|annonce|indique)", r"(?:je|nous) (?:vous |t')?(?:avais|avions|ai|avons) (?:bien )?(?:dit|promis|annonce|indique)", r"jai (?:di[ts]|promis)", r"(?:comme|paiement|virement|reglement) (?:promis|annonce|prevu)", r"(?:ma|notre) promesse", r"devait (?:partir|etre)",
    r"(?:te|le|les|os) (?:dije|habia dicho|habia prometido|prometi|dijimos|prometimos|comente|anuncie|ofreci)", r"(?:dije|dijimos|prometi|prometimos|quedamos|habiamos (?:dicho|quedado|prometido)|habia (?:dicho|prometido))\b", r"(?:pago|transferencia) (?:prometid|anunciad|previst)", r"(?:iba|ibamos) a (?:pagar|salir|transferir)", r"lo del (?:viernes|lunes|martes|miercoles|jueves|dia)", r"mi promesa",
    r"(?:had|heb|hadden|hebben) (?:ik |we |wij |u |je )?.{0,30}(?:gezegd|beloofd|toegezegd|aangekondigd)", r"(?:gezegd|beloofd|toegezegd|aangekondigd) (?:had|heb|hadden|hebben)", r"(?:beloofde|toegezegde|aangekondigde) (?:betaling|datum|bedrag)", r"zoals (?:beloofd|toegezegd|afgesproken)", r"(?:mijn|onze) (?:belofte|toezegging)", r"zou .{0,30}(?:gaan|betaald|overgemaakt)",
)  # fmt: skip
FAILED = words(
    r"but\b", r"didn'?t|didnt", r"couldn'?t", r"can'?t", r"won'?t", r"not\b", r"late\b", r"instead", r"now\b", r"delay", r"push", r"later", r"moved?", r"slip", r"postpon", r"packed in", r"let me down", r"sorry", r"unfortunately", r"bounced",
    r"nicht\b", r"leider", r"verschieb", r"verschoben", r"verzoger", r"erst\b", r"neuer termin", r"entgegen", r"doch\b", r"spater", r"stattdessen", r"fehlte", r"klappt",
    r"mais\b", r"pas\b", r"finalement", r"retard", r"report", r"repouss", r"decal", r"malheureus", r"desol", r"pardon",
    r"pero\b", r"no\b", r"retras", r"aplaz", r"corro", r"devolvi", r"dano\b", r"lamento", r"lo siento", r"finalmente", r"mejor el",
    r"maar\b", r"niet\b", r"toch\b", r"helaas", r"later", r"verzet", r"verschuif", r"opgeschoven", r"uitgesteld", r"wordt (?:het|'t)?", r"sorry", r"mislukt",
)  # fmt: skip
PUT_OFF = words(
    r"entgegen (?:meiner|unserer) zusage", r"zahlung .{0,30}verschoben", r"payment (?:didnt|didn'?t|did not) (?:go|leave|make)", r"(?:another|a further|yet another) (?:week|delay|few days)", r"contrary to (?:my|our) promise", r"despite (?:my|our) promise", r"broken? (?:my|our) promise", r"contrairement a (?:ma|notre) promesse", r"a pesar de (?:mi|nuestra) promesa", r"weer niet gelukt", r"le corro el pago", r"in tegenstelling tot (?:mijn|onze)",
    r"payment .{0,25}(?:pushed back|put back|postponed|slipped|delayed (?:again|until|to))", r"(?:virement|reglement|paiement) .{0,30}(?:reporte|repousse|decale)", r"(?:pago|transferencia) .{0,30}(?:aplazad|retras)", r"betaling .{0,30}(?:uitgesteld|verschoven|opgeschoven|vertraagd)",
)  # fmt: skip

CUES: dict[Signal, tuple[Cue, ...]] = {
    Signal.LEGAL: (Cue(LEGAL, innocent=OWN_NOTICE), Cue(LAWYER, beside=LAWYER_ACTS, innocent=re.compile(f"{PAPER_FOR.pattern}|{COURT_PLACE.pattern}"))),
    Signal.INSOLVENCY: (Cue(INSOLVENT, innocent=SOMEBODY_ELSE),),
    Signal.DISTRESS: (Cue(DISTRESS),),
    Signal.ANGER: (Cue(ANGER, innocent=PRAISE_OR_WEATHER),),
    Signal.CHURN: (Cue(CHURN, innocent=CHURN_INNOCENT),),
    Signal.FRAUD: (Cue(FRAUD),),
    Signal.BANK_CHANGE: (Cue(NEW_ACCOUNT, innocent=BANK_INNOCENT), Cue(words(r"(?:chang|switch)\w* (?:our )?banks?\b")), Cue(re.compile(f"{BANK.pattern}.{{0,45}}{CHANGES.pattern}|{CHANGES.pattern}.{{0,45}}{BANK.pattern}", re.S), innocent=BANK_INNOCENT),),
    Signal.ALL_DATA: (Cue(ALL_DATA, beside=ALL_DATA_ASKS, innocent=OWN_ACCOUNT),),
    Signal.CREDIT_LIMIT: (Cue(CREDIT_LIMIT, innocent=CARD),),
    Signal.TERMS_CHANGE: (Cue(PERIOD, beside=re.compile(f"(?=.*{TERMS_START.pattern})(?=.*{TERMS_ALL.pattern})", re.S), innocent=TERMS_ASK),),
    Signal.PRODUCT_SAFETY: (Cue(HARM), Cue(HARM_WEAK, beside=PRODUCT, reach=1)),
    Signal.DATA_PROTECTION: (Cue(DATA, beside=DATA_ASKS, innocent=DATA_NOTICE),),
    Signal.CONDUCT: (Cue(APOLOGY), Cue(MISTREATS, beside=PERSON, reach=1)),
    Signal.POSTPONED_PROMISE: (Cue(PUT_OFF), Cue(SAID, beside=FAILED, reach=1)),
}  # fmt: skip
