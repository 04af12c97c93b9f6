"""What customers say beside a request in ordinary words, in a short sentence or half of one; part of the second vote.

Over folded text (see `folding`). Found in second matters of the training and development mails that nothing else held;
only what is said in more than one of them, or is a common saying, stands here. `quiet_words` has rarer words.
"""

PAYING = (
    # English
    r"\b(?:(?:che(?:que|ck)s?|remittance|money|payment|funds)(?: (?:no\.?|number|#) ?\d+| # ?\d+)? (?:were|will|went|goes|should|'s|'ll|out|on its)\b(?! (?:the )?(?:subject|reason|query))"
    r"|(?:che(?:que|ck)s?|remittance|money|funds)(?: (?:no\.?|number|#) ?\d+| # ?\d+)? (?:is|was|are|has been) (?:in the post|mailed|posted|sent|on (?:its|the) way|released|issued|cut|signed|drawn)\b|check # ?\d+|it(?:'s| is| was) in the post\b"
    r"|(?:going|goes|gone|went|go) (?:out|off) (?:\w+ ){0,2}(?:by (?:eft|bacs|chaps|wire|ach|faster)|mon|tue|wed|thu|fri|sat|sun|today|tomorrow|next|this week)|\d[\d.,]*k? (?:is |are )?(?:going|went|goes|gone) (?:out|off|over|across)\b"
    r"|(?:can|could|will|shall|'ll) (?:let you have|give you|do|manage|put) (?:£|\$|€)?\d[\d.,]*k?\b(?! (?:copies|copy|minutes|lines|pages))|have you (?:had|got|received|seen) (?:our|the|my) (?:£|\$|€)?\d{2,}"
    r"|by (?:the )?\d{1,2}(?:st|nd|rd|th)? of (?:january|february|march|april|may|june|july|august|september|october|november|december)(?=[,.;!?]| and\b|$)|can you give (?:me|us) (?:till?|until|to)\b|without fail\b|(?:the )?rest (?:follows|comes|will follow|to follow) (?:with|in|by|next|on)\b"
    r"|(?:with|at) (?:the|our) bank since\b|the bank has (?:it|had it)\b)"
    # German
    r"|\b(?:\d[\d.,]* ?(?:€|eur|euro) (?:am|zum|bis|ab|im) (?:mo|di|mi|do|fr|sa|so|\d|ende|anfang|monat)|valuta \d|(?:montag|dienstag|mittwoch|donnerstag|freitag|heute|morgen) in einer woche\b|den rest (?:nach|am|im|bis|folgt|kommt)\b"
    r"|(?:rechnung|betrag|auszahlung|posten|zahlung|geld) (?:ist|wurde|wird|sind|wurden)(?: \w+){0,4} (?:angeordnet|angewiesen|ausgefuhrt|freigegeben|uberwiesen|raus|unterwegs)\b"
    r"|(?:liegt|ist|steht) (?:seit \w+ |schon |bereits )*bei (?:der|unserer) (?:bank|sparkasse)\b|die (?:bank|sparkasse) hat (?:sie|es|ihn) (?:seit|schon|bereits)\b)"
    # French
    r"|\b(?:(?:envoyes?|vires?|partis?|regles?|payee?s?) (?:avant-hier|lundi|mardi|mercredi|jeudi|vendredi|la semaine (?:passee|derniere)|aujourd'hui)\b|notre virement\b|(?:et )?le solde (?:fin|en|le|au|a|debut|mi)\b|ca partira\b|(?:vous fais|deposer|verser|donner) \d+"
    r"|(?:decaler|reporter|glisser|voir) (?:l'echeance |la \S+ |le \S+ )?(?:a|au|sur|en|apres) (?:la |l')?(?:ouverture|rentree|fevrier|janvier|mars|avril|mai|juin|juillet|septembre|octobre|novembre|decembre|automne|saison)\b"
    r"|(?:la|notre) banque (?:l'a|les a|l'aura)\b|c'est (?:deja )?(?:a|chez) (?:la|notre) banque\b)"
    # Spanish
    r"|\b(?:queda(?:n)? para el\b|sin falta\b|fecha valor\b|por bizum\b|podria(?:n|mos)? (?:ser|pasar|pasarlo|dejar|ir) (?:en|el|la|a|lo|para|las|los)(?: \S+){0,3} (?:a|en|para)? ?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"|(?:lo|la|los|las) tiene (?:ya )?(?:el|nuestro) banco\b|esta (?:ya )?en (?:el|nuestro) banco\b)"
    # Dutch
    r"|\b(?:(?:overgeschreven|overboeken|overschrijving)\b|(?:schrijf|boek|maak|schrijven|boeken|maken) (?:ik|we|wij) (?:het |hem |dat |dit |ze )?(?:\w+ ){0,2}over\b|op de post gedaan\b|de rest (?:na|in|op|volgt)\b"
    r"|(?:morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|volgende week|straks) (?:of \w+ )?(?:boek|schrijf|maak|boeken|schrijven|maken|betaal|betalen|doe|doen) (?:ik|we|wij)\b|na (?:het|de) (?:bouwverlof|bouwvak|zomer|pasen|vakantie|oogst) (?:de rest|ruimen|doen|betalen|komt)\b"
    r"|kan (?:ik |het |hij |dat |'?m |deze )*(?:na|naar|in|tot|ook in) (?:pasen|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b|(?:ligt|zit|is|staat) (?:sinds \w+ |al |hier |nu |klaar )*bij (?:de|onze) bank\b|de bank heeft (?:hem|het|ze) (?:al|sinds)\b)"
)
"""What is said of a payment without its word: "cheque is in the post", "den Rest nach dem 15." """
SHORT = (
    # English
    r"\b(?:(?:any chance of|could we have|can we have|would you (?:allow|give)|give us|grant us|allow us|another|an extra|need) (?:thirty|forty|sixty|ninety|\d{2}) days\b|(?:extra|bit more|little more) (?:week|month|fortnight|time|breathing)s?\b"
    r"|(?:short|tight|thin|skint|broke|squeezed|stretched) (?:this|these|at the) (?:month|week|quarter|moment|season|minute)\b|(?:quiet|slow|lean|dead) (?:spell|season|month|period|time|quarter|winter|summer)\b|(?:with|after|until|when) (?:the )?(?:first )?(?:tourists|harvest|season|guests)\b"
    r"|(?:budget|funds?|grant|money|purse|pot|kitty|float|card) (?:line )?(?:is|are|was|'s|has been) (?:all |now |already )?(?:used up|spent|gone|empty|exhausted|frozen|cut)\b|(?:no|not any|hardly any|barely any|little) (?:cash|budget|money|funds|trade|takings)\b"
    r"|go easy (?:on|with)\b|(?:let|leave) (?:me|us) be\b|could you bear with\b|purse strings|belts? (?:are |is )?tight\w*|stretching (?:everything|what we can|it all)|spreading (?:everything|what we can|our bills)"
    r"|(?:landlord|lender|bank|trustees?|treasurer|administrator|liquidator|receiver)s? (?:have to|is here|are here|won't|will not|takes? over|condemned)\b|(?:wind|winds|winding) (?:things|it|up|down|the)\b|voted to (?:wind|close|dissolve|shut)|had a (?:fire|burglary)\b"
    r"|(?:shop|firm|company|site|depot|store|house|place|branch|factory|works|yard|family business|centre)(?:'re| are| is|'s| have| has| was| were|)? (?:in \w+ |now |just )?(?:clos(?:ing|ed|es)|shut(?:s|ting)?|being shut|burn(?:ed|t)|burgl\w+|flood\w*|sold|gone)\b(?! (?:on|for (?:lunch|the (?:day|weekend|holidays?)|christmas|easter|stocktak\w+|audit)|at (?:noon|\d)|from \d|early|between|today|tomorrow|over|its books|off|the (?:file|month|books|year|period|ledger|quarter|accounts?)|our books|files?\b))"
    r"|we closed in\b|we (?:are|'re) closing (?:the|our) (?:shop|store|site|company|firm|doors|branch))"
    # German
    r"|\b(?:(?:zurzeit|momentan|derzeit|im moment|aktuell)(?: \w+){0,3} (?:eng|knapp|klamm|mau|schwierig)\b|kasse (?:\w+ ){0,4}ist (?:ziemlich |ganz )?leer\b|kommen (?:diesmal |derzeit |nur )?(?:schleppend|zah|spat) (?:rein|herein|an)\b|fehlt (?:uns |hier )?(?:derzeit |momentan )?(?:die deckung|das geld|die liquiditat)\b"
    r"|(?:halle|hof|werkstatt|lager|betrieb|scheune|laden) ist abgebrannt\b|(?:praxis|laden|betrieb|filiale|werkstatt|geschaft) (?:\w+ ){0,3}(?:schliesst|wurde eingestellt|wird (?:geschlossen|aufgegeben|eingestellt))\b|den daumen (?:drauf|auf)\b|gurtel enger|strecken (?:alles|was wir konnen|gerade alles)\b)"
    # French
    r"|\b(?:(?:un peu |tres |bien |trop )?(?:juste|serre|calme|tendu|difficile) (?:en ce moment|cette annee|ces temps|ce mois|pour nous)\b|(?:moratoire|une saisie|delai accorde)\b|(?:nous )?cessons (?:l'|notre )activite\b|etal(?:ons|e) (?:tout|ce que|nos|les)|cordons de la bourse|serr\w+ la ceinture)"
    # Spanish
    r"|\b(?:no suelta\b|esta(?:mos|bamos)? de paro|se nos quem\w+|registro concursal|con (?:poca )?paciencia\b|cerrad[oa] el grifo|apretar(?:nos|se)? el cinturon|estiramos (?:todo|lo que))"
    # Dutch
    r"|\b(?:(?:stille|slappe|magere|dode) (?:winter|zomer|periode|tijd|maand|tijden)\b|(?:alle )?uitgaven (?:bevroren|gestopt)\b|kwijtschel\w*|(?:kantoor|winkel|zaak|filiaal|vestiging|school) (?:\w+ ){0,3}(?:sluit|gesloten|dicht) (?:per|op|vanaf|voorgoed)\b|(?:er is |is )?ingebroken\b|hand op de knip|broekriem|spreiden (?:alles|wat we kunnen))"
)
"""Money that is short, and time that is asked for, without either word."""
AMISS = (
    # English: the sum
    r"\b(?:(?:bit|rather|somewhat|little|awfully|pretty) (?:steep|odd|dear|pricey|much|high|early for)\b|(?:kinder|friendlier|lower|better|cheaper|nicer|keener) (?:\w+ )?(?:figure|price|quote|offer|rate|one|sum|number|of the two)?\b(?= (?:in|on|than|elsewhere|for|from|at|by|with|last|and|one|quote|offer|price|of the two)\b|[.;,)]|$)"
    r"|was \d[\d.,]* (?:last|in|a|each|before)\b|why (?:it|this|the \w+) (?:went|has gone|is|goes) up\b|per piece\b|in (?:the|your) (?:catalogue|catalog|brochure|price list|shop) (?:it|they|the \w+) (?:was|were|is|are|said|stood|cost)\b"
    r"|(?:less|minus|net of|bar|except|without) the (?:deposit|early|return|discount|bit|retention|wet|broken)\b|(?:exempt(?:ion)? certificate|vat be taken off|sales tax on|tax exempt)\b|(?:sent|billed|charged|invoiced) twice\b|(?:the credit is missing|make us a credit)\b"
    r"|(?:has|have|had) (?:two |some |a few |a couple of )?questions? (?:about|on|before|for|regarding)\b|(?:go|goes|run|went|walk) (?:through|over) (?:it|this|that|them|the bill|the figures) (?:with|line|together)\b|have a look(?: would you| please|\?)"
    # English: the goods
    r"|(?:billed|booked|counted|delivered|received|charged|sent|signed for|unpacked|had|got) \d+[^.;?!]{0,30}\b(?:against|of|for|versus|vs\.?|and|but|instead of)\b[^.;?!]{0,15}\b\d+\b|\d[\d,]* (?:against|instead of) \d[\d,]*\b(?=[^.;?!]{0,30}$|[.;)!?])|we (?:made|make) it \w+\b"
    r"|(?:should|ought to|was to|were to|meant to|supposed to) be (?:for )?[^.;?!]{1,40}?, (?:we|it|they|here|you) (?:got|came|is|have|sent|were)\b|(?:order|ordered|wanted|asked for) (?:the |with |for |is |was )?[^.;?!]{2,40}, and (?!could|please|can)\w+ (?:came|was|is|were|arrived|got)\b|nothing like the\b"
    r"|(?:they|that|lot|half of it|goods?|batch \w+(?: of \w+)?|parcel|pallet|van|driver|crate|boxes|cartons?|credit note) (?:has |have )?(?:never|still has not|still have not|have yet to|has yet to) (?:came|come|arriv\w+|turn\w* up|reach\w+|show\w*|got here|made it)\b|still (?:not come|to come|outstanding from you)\b"
    r"|(?:came|arrived|turned up|got here|was delivered|were delivered) (?:here )?(?:so |far |too |much |rather |an? (?:day|week|month|fortnight) |(?:two |three )?(?:days|weeks) |months )+(?:late|after)\b|(?:missing|lost) (?:parcel|pallet|box|boxes|carton|delivery|crate|goods)\b|(?:drop|left|dumped) (?:it |them )?(?:at the neighbour|in the rain|outside|on the kerb)\w*"
    r"|never (?:ordered|asked for|agreed)\b|nobody (?:\w+ ){0,4}(?:ordered|remembers?|recalls?|recogni[sz]es?)\b|not (?:one we ever|for any job|ours\b)|(?:be |wants? them )?(?:fetched|collected|collect the|collecting the|pick them up)\b(?= (?:surplus|old|rest|demo|crates|empties|unit)|[.;,)!?]|$)"
    r"|(?:screen|battery|motor|engine|dial|panel|pane|pump|gearbox|rollers?|seal|lid|varnish) ?(?:is |'s |are |was |went |goes |came |has (?:a|been) |have (?:a|been) |failed|squeals?|lifting|gone|dead)\b|(?:dead|died|broken|failed) (?:on arrival|by|after|within|at)\b|(?:hums|squeals|drips|smells|leaks) (?:all|when|since|at)\b"
    r"|(?:mushy?|furry|rotten|stained|warped|scratched|out of use|out of calibration|out of service|past its date)\b(?! mail)|(?:came|arrived|were|are|bar the) (?:all )?(?:wet|grey)\b|(?:white|green|black|grey) (?:film|line|marks?|spots?) on\b|(?:poor|bad|shoddy|sloppy|lousy) (?:job|work|quality|service|show|effort)\b"
    r"|(?:last|final) (?:chance|warning)\b|(?:lovely service|marvellous job|great service|well done you|top marks)\b|deserved better\b|an apology\b)"
    # German
    r"|\b(?:(?:reichlich|ziemlich|recht|etwas|arg|ganz schon) (?:viel|teuer|hoch|happig|uppig)\b|liegt (?:vermutlich |wohl |deutlich |etwas )?(?:uber dem, was|daneben|hoher als)\b|13b\b|neuausstellung\b|nicht unterschreiben\b|niemand (?:\w+ ){0,6}(?:bestellt|erinner\w*)\b|fehlt (?:bloss |blos |nur |uns |mir |noch )*(?:die ware|das netzteil|das material|die teillieferung|das zubehor)\b"
    r"|(?:eingedellt|eingetrocknet|eingelaufen|eingedruckt|verzogen|zerbeult)\b|(?:hangt|hangen|biegen sich|biegt sich) (?:\w+ )?durch\b|auf dem (?:papier|lieferschein|schein) (?:sind es|stehen)\b|warte(?:n)? (?:ich |wir )?auf (?:den|die|das) (?!rechnung|kopie|beleg|papier|lieferschein|unterlag|gutschrift|antwort|ruckmeldung)\w+"
    r"|(?:enttauscht|entschuldigung (?:erwart\w+|von ihnen)|erwarten wir eine entschuldigung)\b|(?:im (?:katalog|prospekt|angebot|shop)|in der preisliste) (?:stand(?:en)?|steht|stehen|kosteten?)\b)"
    # French
    r"|\b(?:ne comprends (?:donc )?pas\b|(?:pas|non pas) \d+(?=[.;,!?]|$)|il manque (?:les|l'|a peu|des|une|un)\b|on en est ou\b|(?:cassee?s?|immobilise\w*)\b(?= (?:a|de|depuis|et)\b|[.;!?]|$)|met(?:tent)? en cause\b|venir (?:les |le |la )?chercher\b|vous retourn(?:ons|e)\b"
    r"|(?:plient|fuit|fuient|grincent?|rouillent?|se decollent?)\b|(?:au|dans (?:le|votre)) (?:catalogue|tarif|prospectus),? (?:il|elle|ils|elles|c'|le \w+|la \w+) ?(?:etai\w+|est|sont|coutai\w+|figur\w+)\b|(?:etait|figurait|affiche\w*) (?:a \S+ )?(?:au|dans le|dans votre) catalogue\b)"
    # Spanish
    r"|\b(?:sobran (?:una|un|dos|la|el|\d+)|nadie (?:quiere|reconoce|pidio)\b|(?:lo|la|los|las) pedimos\b|se (?:pela|despega|rompe|dobla|oxida)n?\b|se (?:me|nos) hacen? (?:much|car|larg|alt)\w+|en el (?:catalogo|folleto|tarifario) (?:el |la |los |las )?(?:\w+ )?(?:estaba\w*|ponia\w*|venia\w*|figura\w*|salia\w*|costaba\w*)\b)"
    # Dutch
    r"|\b(?:niemand (?:\w+ ){0,8}(?:besteld|van weet|herkent|herinner\w*)\b|(?:wel |erg |behoorlijk |nogal |tamelijk )+(?:duur|prijzig|hoog|veel|vaag)\b|(?:ingedeukt|gedeukt|ontdooid|gekrompen)\b|(?:rit|lading|pallet|doos|dozen|levering|pakket|rolsteiger)\b[^.;?!]{0,50}\bnooit\b|(?:schroeven|onderdelen|boutjes|sleutels) ontbreken\b"
    r"|(?:met voorbehoud|streep door)\b|lijkt? niet op\b|(?:kastje naar|bedankt voor niks)\b|in (?:de|jullie|uw) (?:catalogus|folder|prijslijst|webwinkel) (?:stond(?:en)?|staat|staan|kostte[n]?|was|waren)\b)"
)
"""Something is amiss with the paper or the goods."""
WISHED = (
    # English
    r"\b(?:(?:needs? your|with your|fresh) stamp\b|stamp it\b|raised seal\b|certified copy\b|sign it\b|wants? (?:only )?your signature\b|signed (?:and stamped )?original\b|needs? (?:two|more|both) signatures\b"
    r"|(?:copy|cc|copying|keep|include|loop) (?!of\b|no\b|number|invoice|bill|\d|it\b|the (?:invoice|bill|statement)|please|for|to\b)(?:\w+ ){1,4}in(?=[.,;)!]| (?:as well|on|too|please|from)|$)"
    r"|(?:new|another|different) (?:delivery site|depot|phone|number|man|woman|person|finance provider|provider|owner|vendor form|supplier form|address|site|mailbox) (?:for|from|is|takes|went|:|in|at|filled)|new (?:delivery site|depot)\b|takes? over (?:all|from|it|the|our|in)\b|(?:since|from) \w+ (?:all|everything) (?:\w+ )?(?:is|goes|sits) (?:at|with|to) (?:the|another)\b"
    r"|(?:off|of) (?:the|your) (?:list|statement|shelf)\b|(?:not|no) (?:to )?send (?:paper|any more)\b|do you still (?:do|sell|stock|make|have|run)\b|(?:one|single) total\b|(?:in|as) (?:only )?one (?:invoice|bill)\b|same (?:again (?:for|on|as)|as every)\b|send all (?:invoices to|open)\b"
    r"|date(?:d)? (?:it|the|in|for) (?:march|april|may|june|july|january|february|august|september|october|november|december)[^.;?!]{0,30}\b(?:please|latest|not|so)\b|(?:show|showing|quoting|naming|carrying|with) (?:the|our) (?:grant|full name|order number|project)[^.;?!]{0,20}\b(?:on|in|reference|\w*\d)"
    r"|(?:has )?no (?:po|purchase order|number|reason) (?:at all|is printed|on it)\b|has no (?:po|number|reason)\b|can't (?:put|get) (?:it|this one|this|that|them) through\b|(?:dad|father|mother|mum|husband|wife|he) (?:has )?(?:passed|died)\b|(?:queries|questions) (?:to|contact)\b"
    r"|(?:auditors?|audit|controller|head office) (?:\w+ ){0,3}(?:came up|found|questioned|took a sample|put the paper|struck|checked|would like explained)\b|(?:verified sender|policy override|human review|approved by the system|skip the check|attach everything|release all|set status|mark (?:it|the ticket|them) as)\b)"
    # German
    r"|\b(?:(?:ihren stempel|ihre(?:r)? unterschrift|unterschrift von ihnen|von ihnen (?:noch )?ausgefullt)\b|(?:jede|fur jede|pro) (?:baustelle|filiale|abteilung) (?:\w+ )?(?:als )?(?:eigene|getrennt\w*) rechnung|bitte (?:noch )?(?:erganzen|vermerken|aufnehmen|eintragen)\b|(?:wir|ich) zieh(?:en|e) (?:\w+ ){0,3}um\b|hangt an\b"
    r"|(?:in kopie|in cc) (?:bitte )?(?:immer|stets|auch)\b|seit \w+ (?:ist|liegt|lauft) (?:alles|das ganze \w+) (?:bei|uber)\b|(?:durfen|konnen) (?:im \w+ )?noch \w+ (?:dazu|mehr sein)\b)"
    # French
    r"|\b(?:(?:votre cachet|cachet et|une signature|signature de votre|original signe)\b|(?:retirez|remplacez)\b|rappel(?:ez|er)(?:-nous| par| au sujet)\b|(?:administrateur du systeme|sans controle|expediteur verifie)\b|depuis \w+ tout(?:e)? (?:le |la |notre )?\w+ est (?:a|chez)\b)"
    # Spanish
    r"|\b(?:(?:sello original|vuestro sello|firmen y sellen|carta de su banco|certificado bancario)\b|borr(?:en|arla|enlo)\b|actualice\w*\b|nos mudamos\b|dirijanse\b|descarguen\b|(?:administrador de este sistema|remitente verificado)\b|desde \w+ tod[oa] (?:el |la )?\w+ (?:esta|va) (?:en|con|a)\b)"
    # Dutch
    r"|\b(?:(?:uw stempel|stempel en handtekening|handtekening van uw|getekend terug|ingevuld (?:van u )?terug|met uw handtekening|uw verzekeringsattest)\b|(?:gesplitst|splitsen)(?: per|\b)|op hun naam\b|graag aanpassen\b|afleveradres:|(?:via|in) (?:mercurius|coupa|peppol|ariba)\b|er mogen er\b|nog \w+ bij(?=[.;,!?)]|$)|sinds \w+ (?:ligt|zit|gaat) alles (?:bij|via)\b)"
)
"""How a paper is to be, who else is to have it, who and what is new."""
BESIDE = (
    ("payment", "A payment seems to be spoken of.", PAYING),
    ("hardship", "Money seems to be short, or time is asked for.", SHORT),
    ("dispute", "Something seems to be wrong with the invoice or the goods.", AMISS),
    ("matter", "Something else than a paper seems to be wished or told.", WISHED),
)
"""Short second matters in ordinary words are read by a person; their harmless neighbours are not in the way."""
