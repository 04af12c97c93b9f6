"""Pieces that are nothing but a greeting, good wishes, thanks, "no hurry", "nothing is wrong" or the writer's name.

Each pattern must cover the whole piece, so nothing else can stand in it; a piece with an alarming word is none of these.
"""

import re

from agent.domain.folding import fold
from agent.domain.small_print import alarming, tail

LONGEST = 160
"""Characters of the longest courtesy."""
KIND_WORDS = r"kind|kindest|warm|warmest|best|friendly|many|sincere"
HELP_EN = r"(?:your|the) (?:kind )?(?:help|assistance|support|time|attention|trouble|effort|efforts)"
HELP_DE = r"(?:ihre|deine|eure|die) (?:freundliche |schnelle )?(?:hilfe|muhe|bemuhungen|unterstutzung|mithilfe)"
HELP_FR = r"votre (?:aimable |precieuse )?(?:aide|attention|collaboration|amabilite|obligeance)"
HELP_ES = r"(?:su|tu|vuestra|la) (?:amable )?(?:ayuda|atencion|colaboracion|amabilidad|molestia)"
HELP_NL = r"(?:de|uw|je|jullie) (?:vriendelijke )?(?:moeite|hulp|medewerking)"
LANGUAGE = r"(?:english|german|french|spanish|dutch|deutsch|englisch|francais|anglais|allemand|espanol|ingles|castellano|aleman|nederlands|engels|duits|frans)"
LEDGER = r"(?:suppliers?|creditors?|ledgers?|supplier (?:accounts|balances|ledgers)|purchase ledger|accounts|kreditoren|lieferanten|lieferantenkonten|kreditorenkonten|konten|fournisseurs|comptes(?: fournisseurs)?|proveedores|cuentas(?: de proveedores)?|crediteuren|leveranciers|rekeningen)"
PHRASES = (
    # Greetings.
    r"(?:dear |good |hello )?(?:sirs?|madam|ladies and gentlemen|sirs? or madam|sir/madam|colleagues|team|all|everyone|everybody)",
    r"(?:sehr geehrte |liebe )?(?:meine |damen und |herren und )?(?:damen|herren|kolleginnen und kollegen|kollegen|zusammen)",
    r"(?:chers? |cheres? )?(?:mesdames|messieurs|madame|monsieur|collegues|equipe|a tous)(?:,? (?:mesdames|messieurs|madame|monsieur))?",
    r"(?:estimad[oa]s |apreciad[oa]s )?(?:senores?|senoras?|companer[oa]s|colegas|equipo|todos)(?: y (?:senoras|senores))?",
    r"(?:geachte |beste )?(?:heer|mevrouw|mevr|dames|heren|collegas|collega's|allen)(?:(?:,| en|/| of)? ?(?:heer|mevrouw|heren|dames))?|goeie(?:morgen|dag|middag|navond|avond)",
    # Good wishes.
    r"(?:and )?(?:i|we) (?:do |very much )?(?:hope|trust) (?:that )?(?:(?:this|my|the|our) )?(?:(?:e-?mail|mail|message|note|letter) )?(?:finds|reaches) (?:you|everyone)(?: all)? (?:well|in good health|in good spirits)",
    r"(?:and )?(?:i|we) (?:do )?(?:hope|trust) (?:that )?(?:you|all|everyone) (?:(?:is|are) )?(?:both |all )?(?:well|keeping well|doing well|having a (?:good|nice|lovely) (?:week|day|morning|start to the week)|had a (?:good|nice|lovely|pleasant|great) (?:weekend|week|holiday|summer|break))(?: there| with you)?",
    r"(?:and )?that (?:the|your) (?:week|day|month|year) (?:is|has been) (?:treating you|going|being) (?:well|kindly|kind to you)",
    r"ich hoffe,? (?:dass )?(?:es geht (?:ihnen|euch|dir)|(?:ihnen|euch|dir) geht es|bei (?:ihnen|euch) ist alles) (?:allen |soweit )?(?:gut|bestens|wohl)(?: geht)?|(?:ein |einen |eine |und )*(?:schone[ns]?|gute[ns]?|erholsame[ns]?|angenehme[ns]?) (?:wochenende|woche|tag|feierabend|start in die woche)(?: noch| wunsche ich(?: ihnen)?| ihnen)*",
    r"(?:j'espere|nous esperons) que (?:vous allez|tout va|ce (?:message|mail|courriel) vous trouve|vous vous portez)(?: tous| toutes| tres)* (?:bien|en bonne sante)(?: chez vous)?|(?:bonne|belle|excellente|agreable) (?:journee|semaine|fin de semaine|soiree)(?: a vous| a tous)*",
    r"(?:espero|esperamos|confio en) que (?:estes|esteis|este|esten|se encuentren?|os encontreis|todo vaya|todo os vaya|todo le vaya)(?: todos| muy)* bien|(?:que (?:tengan?|tengais|tengas|paseis|pasen?) (?:un )?)?(?:buen|feliz) (?:fin de semana|dia|semana|puente)(?: a todos)?",
    r"(?:ik hoop dat|wij hopen dat|hopelijk) (?:alles |het |gaat alles |gaat het )(?:goed|prima)?(?: met (?:u|je|jullie)| bij (?:u|je|jullie))?(?: goed| prima)?(?: gaat| is| staat)?|(?:een )?(?:fijn|fijne|prettig|prettige|goed|goede) (?:dag|weekend|week|avond)(?: nog| verder| gewenst)*",
    # No hurry.
    r"(?:and |but )?(?:there(?: is|'s) )?(?:absolutely |really )?no (?:particular |great |special |real )?(?:rush|hurry|urgency)(?: at all| whatsoever| about it| with this| (?:on|from) our (?:part|side|end)|,? whenever (?:it )?suits you)*|it(?: is|'s) not (?:at all |very |particularly |so )?urgent|whenever (?:it suits|it is convenient for|is convenient for|suits) you",
    r"(?:es |das |und )*(?:eilt|pressiert|drangt) (?:uns |ja )?(?:gar |uberhaupt |wirklich |auch )?nicht(?: sehr)?|(?:das |es |und )*(?:hat |besteht |ist )?(?:wirklich |gar |uberhaupt )?keine (?:besondere |grosse )?eile",
    r"(?:et |mais )?(?:il n'y a |ce n'est |cela n'est |c'est |rien )?(?:aucune urgence|pas urgent|pas presse|sans urgence|rien d'urgent|d'urgent|ne presse)(?: de notre (?:part|cote)| du tout| pour nous)*",
    r"(?:y |pero )?(?:no (?:nos |me )?(?:corre|hay|tiene|tenemos|es) (?:ninguna )?(?:prisa|urgencia|urgente)|sin (?:ninguna )?(?:prisas?|urgencia))(?: alguna| por nuestra parte| ninguna)*",
    r"(?:en |maar )?(?:er is |het heeft |er zit )?(?:echt |verder )?geen (?:enkele )?haast(?: bij| achter| mee| hoor)*|het is (?:echt |helemaal )?niet (?:zo |erg )?dringend",
    # Thanks and farewells.
    rf"(?:with )?(?:many |my |our )?(?:thanks|thank you)(?: very much| so much| kindly| ever so much| again)?(?: in advance)?(?: for {HELP_EN})?(?: with this| in this matter)?",
    rf"(?:vielen |besten |herzlichen |lieben |schonen )*dank (?:im voraus |schon jetzt |vorab )?(?:fur {HELP_DE})?|fur {HELP_DE} (?:danken wir|danke ich|bedanken wir uns|bedanke ich mich)(?: ihnen| im voraus| schon jetzt| sehr| herzlich| bestens)*(?: und verbleiben?(?: wir| ich)?)?",
    rf"(?:en vous remerciant|merci|je vous remercie|nous vous remercions)(?: beaucoup| vivement| bien| encore| par avance| d'avance)*(?: (?:de|pour) {HELP_FR})?",
    rf"(?:muchas |mil |muchisimas )?gracias(?: de antemano| por adelantado)?(?: por {HELP_ES})?(?: y (?:un )?(?:cordial )?saludos?)?",
    rf"(?:alvast )?(?:heel |erg |hartelijk |van harte |vriendelijk )*(?:dank|bedankt)(?: alvast| bij voorbaat)?(?: voor {HELP_NL})?",
    rf"with (?:the |my |our )?(?:{KIND_WORDS}) (?:regards|wishes|greetings|thanks)(?: and (?:{KIND_WORDS}) (?:regards|wishes))?(?: from (?:all of us|us all))?",
    r"mit (?:vorzuglicher|ausgezeichneter) hochachtung|(?:ich |wir )?verbleiben? (?:ich |wir )?(?:mit .{0,20}gru(?:ss|ssen))?",
    r"(?:et |,)*(?:je vous prie|nous vous prions|veuillez)(?: d'| de | )(?:agreer|croire|recevoir)" + tail("madame|monsieur|messieurs|en|a|mes|nos|l'expression|l'assurance|de|salutations?|distinguees?|sentiments?|les|plus|meilleure?s?|cordiales|respectueuses|devoues?|ma|mon|notre|consideration"),
    r"(?:reciba[n]?|recibid) un (?:cordial|atento|afectuoso) saludo|sin otro particular|(?:quedo|quedamos) a (?:su|vuestra) (?:entera )?disposicion(?: para cualquier (?:aclaracion|consulta|duda|informacion)(?: adicional)?)?",
    r"(?:je reste|nous restons)(?: bien)? (?:entierement )?a votre (?:entiere )?disposition(?: pour (?:tout|toute|de plus amples) (?:renseignements?|complements?|precisions?|informations?|questions?)(?: complementaires?| d'informations?)?)?|dans l'attente de votre (?:retour|reponse|envoi)",
    r"(?:met (?:de meeste |bijzondere )?hoogachting|hoogachtend)",
    # Greetings to somebody.
    r"(?:and |und |et |y |en )?(?:(?:say|give) (?:hello|hi|my (?:best|regards)) to|(?:please )?remember me to|(?:viele |liebe |schone )?gru(?:ss|ß)e an|grussen sie|(?:bien )?le bonjour a|(?:muchos |mis )?(?:saludos|recuerdos) (?:a|para)|(?:de |doe de )?groet(?:en|jes) aan)(?: [a-z'-]+){1,2}(?: (?:from me|von mir|de ma part|de mi parte|van mij))?",
    # In which language it is written.
    rf"(?:and )?(?:my (?:colleague|boss)|they|[a-z]+) (?:told me|said)(?: that)? (?:i (?:should|must|can)|to) (?:write|mail)(?: you| this)? in {LANGUAGE}|(?:so )?i (?:will |shall |try to |am trying to )?(?:write|writing)(?: you| this)? in {LANGUAGE}|(?:sorry|excuse me|apologies) for (?:my|the) (?:bad |poor )?{LANGUAGE}",
    rf"(?:mein(?:e)? kolleg(?:e|in) (?:sagte|meinte),? )?ich (?:soll|schreibe)(?: ihnen)? (?:lieber |besser )?auf {LANGUAGE}(?: schreiben)?|(?:mon|ma) collegue m'a dit d'ecrire en {LANGUAGE}|j'ecris en {LANGUAGE}|mi compa?n?er[oa] me (?:dijo|ha dicho) que escriba en {LANGUAGE}|le escribo en {LANGUAGE}|mijn collega zei dat ik in het {LANGUAGE} (?:moet|kan) schrijven|ik schrijf in het {LANGUAGE}",
    # Where the paper was seen, and what became of the one sent before.
    r"(?:that|which) (?:appears|is (?:shown|listed|mentioned|named)|stands|figures) (?:in|on) your (?:last |latest )?(?:reminder|notice|letter|statement|list|e-?mail|mail)|die (?:in|auf) (?:ihrer|ihrem|eurer|eurem) (?:letzten )?(?:mahnung|zahlungserinnerung|erinnerung|schreiben|aufstellung|kontoauszug|liste) (?:steht|auftaucht|erscheint|(?:aufgefuhrt|genannt|erwahnt) (?:ist|wird))",
    r"qui (?:figure|apparait|est (?:citee?|mentionnee?)) (?:sur|dans) votre (?:dernier |derniere )?(?:relance|releve|rappel|courrier|lettre|liste)|que (?:figura|aparece|consta|sale) en (?:su|vuestro|el) (?:ultimo )?(?:aviso|recordatorio|carta|correo|listado|extracto)|die (?:op|in) (?:uw|jullie|de) (?:laatste )?(?:herinnering|aanmaning|overzicht|brief|lijst) staat",
    r"(?:the )?(?:one|file|pdf|attachment|scan) (?:that )?you sent(?: us| me)?(?: at the time| then| before| earlier| last time)? (?:does not|doesn't|will not|won't|cannot be|can't be) open(?:ed)?|die (?:datei|pdf|anlage),? die sie (?:uns |mir )?(?:damals |zuletzt )?(?:geschickt|gesendet|gemailt) haben,? lasst sich (?:leider )?nicht offnen|(?:celui|celle|le fichier|le pdf) que vous (?:m'|nous )?(?:aviez|avez) (?:alors )?envoyee? ne s'ouvre (?:pas|plus)",
    r"(?:la|el|el archivo|el pdf|el fichero) que (?:me |nos )?(?:enviaron|mandaron|enviasteis|mandasteis|enviaste|mandaste)(?: en su dia| entonces| antes)? no se (?:abre|puede abrir|deja abrir|lee)|(?:de|het) (?:bestand|pdf|bijlage|scan) (?:die|dat) (?:u|je|jullie) (?:toen |eerder )?(?:stuurde|stuurden|gestuurd heeft|gestuurd hebben) (?:gaat|kan|krijg ik) niet (?:open|geopend worden)",
    # What the writer is at.
    rf"(?:i am|i'm|we are|we're) (?:just |currently |presently |busy )?(?:reconciling|going through|tidying(?: up)?|ticking off) (?:all |our |the |my )*{LEDGER}|(?:ich|wir) (?:stimmen?|gleichen?) (?:gerade |derzeit |momentan )?(?:alle |die |unsere )*{LEDGER} ab|(?:ich|wir) gehen? (?:gerade |derzeit )?(?:alle |die |unsere )*{LEDGER} durch",
    rf"(?:je|nous) (?:suis|sommes) en train de (?:rapprocher|pointer|reprendre|verifier) (?:tous |les |nos |mes )*{LEDGER}|(?:estoy|estamos) (?:cuadrando|conciliando|punteando|repasando|revisando) (?:todos |todas |los |las |nuestr[oa]s )*{LEDGER}|(?:ik ben|wij zijn|we zijn) (?:nu |net )?(?:alle |de |onze )*{LEDGER} aan het (?:afstemmen|nalopen|bijwerken|controleren)",
    # Nothing is wrong.
    r"(?:er is |met de (?:factuur|levering|bestelling) is )(?:verder |overigens |voor de rest )?(?:helemaal )?niets (?:met de (?:factuur|facturen|levering|bestelling) )?(?:mis|aan de hand)",
    r"(?:il n'y a |nous n'avons )(?:par ailleurs |sinon )?rien (?:a redire|a signaler|a reprocher)(?: (?:sur|a) (?:la |cette )?(?:facture|livraison|commande))?",
)  # fmt: skip
COURTESY = re.compile("|".join(f"(?:{one})" for one in PHRASES))
NAME = r"(?-i:[A-ZÀ-Þ][\w'’.&-]*)(?: (?:(?:de|da|van|von|den|der|of|the|and|&|la|le|du|des|del|y|et|und|en) ){0,2}(?-i:[A-ZÀ-Þ][\w'’.&-]*)){0,4}"
ROLE = r"(?:new )?(?:bookkeeper|book-keeper|accountant|treasurer|office manager|accounts (?:clerk|assistant))|neue[rn]? (?:buchhalter(?:in)?|kassenwart(?:in)?)|nouve(?:au|lle) (?:comptable|tr[eé]sori(?:er|[eè]re))|nuev[ao] (?:contable|tesorer[ao])|nieuwe (?:boekhoud(?:er|ster)|penningmeester)"
FIRM = rf",? (?:here )?(?:from|of|at|with|von|vom|bei|aus|de chez|de|du|chez|desde|van|bij|uit)(?: the| der| dem| la| el| het)? {NAME}"
WHO = re.compile(
    rf"(?:this is|it is|it's|i am|i'm|my name is|hier ist|hier schreibt|hier spricht|ich bin|mein name ist|ici|je suis|c'est|je m'appelle|soy|me llamo|le escribe|ik ben|u spreekt met|mijn naam is|met)"
    rf" (?:{NAME}{FIRM}|(?:the|your|a|der|die|le|la|el|de|het) (?:{ROLE})(?:{FIRM})?)",
    re.IGNORECASE,
)  # fmt: skip


def courtesy(piece: str) -> bool:
    """Whether these words, whole, say nothing that anybody could have to see to."""
    words = piece.strip(" \t\n.,;:!…()–—-")
    if not words or len(words) > LONGEST or "\n" in words or "?" in words:
        return False
    folded = fold(words)
    return bool(COURTESY.fullmatch(folded) or WHO.fullmatch(words)) and not alarming(folded)
