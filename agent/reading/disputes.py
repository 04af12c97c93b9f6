"""What a mail finds wrong, by its words: a reason, and the words that show it. Denials are passed over."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.domain.document_words import find_kinds
from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.money import find_amounts
from agent.domain.subjects import REPLY_MARKS
from agent.domain.vocabulary import DisputeReason
from agent.reading.sentences import sentences

DENIED = re.compile(
    r"\b(?:not (?:\w+ ){0,2}(?:disput\w+|contest\w+|question\w*|challeng\w+|arguing|complain\w+|quarrel\w*)|(?:do not|don't|never|no) (?:\w+ ){0,2}(?:dispute|contest|challenge|discrepanc\w+|complaint|issue|problem|queries)|nothing (?:is |'s )?(?:wrong|amiss|to do with)|not in (?:dispute|question)|no (?:dispute|discrepancy|quarrel)"
    r"|(?:bestreit\w+|beanstand\w+|reklamier\w+) (?:\w+ ){0,4}(?:nicht|keine\w*)|nicht (?:bestritten|beanstandet|streitig)|keine (?:\w+ )?(?:beanstandung|reklamation|einwande|differenz|abweichung)\w*|(?:beanstandung|einwand) (?:\w+ ){0,5}nicht|(?:alles|inhaltlich ist alles) (?:ist )?(?:in ordnung|korrekt|ok)"
    r"|ne (?:\w+ )?(?:contest\w+|conteste\w*|remet\w+) (?:\w+ ){0,2}(?:pas|ni|nullement|rien|aucun\w*)|aucun\w* (?:contestation|litige|reclamation|anomalie|desaccord|ecart)|sans contest\w+|rien d'(?:inhabituel|anormal)|pas un litige|pas une contestation|pas d'ecart"
    r"|no (?:\w+ )?(?:discut\w+|disput\w+|cuestion\w+|reclam\w+|impugn\w+|hay (?:ningun )?(?:problema|discrepancia|incidencia))|ningun\w* (?:reclamacion|discrepancia|problema|incidencia|disputa)|sin (?:incidencias|discrepancias|discutir)|todo (?:correcto|conforme|bien)"
    r"|(?:betwist\w*|betwijfel\w*) (?:\w+ ){0,4}(?:niet|geen)|niet betwist|geen (?:\w+ )?(?:klacht|geschil|bezwaar|verschil|betwisting|sprake)|niets mis)\b"
)

PATTERNS: dict[DisputeReason, str] = {
    DisputeReason.DUPLICATE: (
        r"\b(?:billed|invoiced|charged|same|listed|appears|came) (?:\w+ ){0,6}(?:twice|two times|double)\b|\btwice\b(?! (?:a|the))|\bdouble[- ](?:charg|bill|invoic|count)\w*|\bduplicate (?:of|invoice|charge|billing)\b|\bsame (?:\w+ ){0,5}(?:as|again|under)\b|\bexact same\b|\balready (?:been )?(?:billed|invoiced|charged|on)\b|\bidentical\b|\bcharged .{0,20}again\b"
        r"|\bdoppelt\w*|\bzwei ?mal\b|\bzweifach\b|\b2 ?x (?:berechnet|in rechnung)|\bidentisch\w*|\bdieselbe[nr]? (?:leistung|lieferung|ware|position)|\bbereits mit (?:der )?rechnung\b|\bschon (?:einmal )?(?:berechnet|fakturiert|verrechnet)\b|\bdas gleiche\b|\bdasselbe\b"
        r"|\b(?:deux|2) fois\b(?! par)|\bdoublon\w*|\ben double\b(?! exempl)|\bidentiques?\b|\breprend exactement\b|\bdeja factur\w+|\bmeme (?:livraison|prestation|commande|montant|reference)\w* .{0,30}(?:que|deja)|\bfait double emploi\b|\bles memes\b"
        r"|\bdos veces\b|\b2 veces\b|\bduplicad[ao]s?\b(?! de| por favor)|\bpor duplicado\b|\bdoble(?:mente)?\b|\bya (?:nos )?(?:facturad|cobrad)\w+|\brepetid[ao]s?\b|\bidentic[ao]s?\b|\blo mismo que\b|\bes la misma\b|\blas mismas\b"
        r"|\btwee ?(?:keer|maal)\b(?! zo)|\b2 keer\b|\bdubbel\w*|\bidentiek\w*|\bprecies hetzelfde\b|\bzelfde als\b|\bal (?:eerder )?gefactureerd\b|\bnog een keer gefactureerd\b|\bdezelfde (?:levering|goederen|spullen)\b|\bhetzelfde\b|\b(?:two times|billed twice|portent sur la meme|ya nos lo habian (?:pasado|cobrado)|aparece \w+ en las dos|both .{0,30}same|same .{0,25}billed|les deux .{0,20}meme)\b"
    ),
    DisputeReason.WRONG_ENTITY: (
        r"\bwrong (?:company|entity|customer|account|firm|legal entity|client|people|name of company|address(?:ee)?)\b|\bnot (?:our|ours|us|my) (?:company|account|order|invoice)?\b(?! fault)|\bnot (?:meant )?for us\b|\bdifferent (?:company|entity|customer)\b|\b(?:made out|addressed|billed|invoiced|issued) to (?!us|me|you\b)|\bnothing to do with us\b|\bnever heard of\b|\bnot our\b|\bshould (?:be|have been) (?:billed|invoiced|addressed) to\b|\bsister company\b|\bwe're unit\b|\bright company\b|\bsomebody else's\b|\bsomeone else's\b"
        r"|\bfalsche[nrs]? (?:gesellschaft|firma|unternehmen|empfanger|kunde\w*|adressat|rechnungsempfanger|mandant)\b|\babweichende gesellschaft\b|\bnicht (?:fur uns|an uns|unsere rechnung|unser konto|unsere firma)\b|\brechnungsempfanger (?:ist|muss|ware)\b|\bleistungsempfanger\b|\b(?:schwester|tochter)(?:gesellschaft|firma)\b|\banderes unternehmen\b|\bandere firma\b|\bgehort (?:nicht )?(?:zu )?(?:uns|einer anderen)\b|\bauf (?:die )?(?:falsche|andere)\b"
        r"|\bmauvaise (?:societe|entite|entreprise|adresse de societe)\b|\bautre (?:societe|entite|entreprise|client)\b|\bpas (?:pour nous|a nous|notre (?:societe|facture|entite)|destinee?)\b|\blibellee? (?:au nom|a l'ordre) (?:de|d')|\bnous ne sommes pas\b|\b(?:adressee|etablie|emise|facturee?) (?:a|au nom de) (?!nous|notre)|\bfiliale\b|\ba tort au nom\b|\ble bon destinataire\b|\bpas le bon (?:client|destinataire)\b"
        r"|\bempresa equivocada\b|\botra (?:razon social|empresa|sociedad|entidad)\b|\bno (?:es|va|corresponde) (?:para|a) nosotros\b|\bno es nuestr[ao]\b|\brazon social (?:distinta|equivocada|incorrecta)\b|\ba nombre de\b|\bfacturaron a\b|\bno somos\b|\bsociedad equivocada\b|\bno nos corresponde\b"
        r"|\bverkeerde (?:bv|entiteit|vennootschap|bedrijf|klant|firma|partij|onderneming|debiteur)\b|\bniet (?:voor ons|onze (?:factuur|bv)|aan ons|bestemd)\b|\bander(?:e)? (?:bedrijf|bv|vennootschap|entiteit)\b|\bop naam van\b|\bhoort (?:niet )?bij\b|\bzusterbedrijf\b|\bzustervennootschap\b|\bten name van\b|\bniet van ons\b|\bwij heten\b|\b(?:verkeerde debiteur|not ours|this one's for|geen partij|niet voor ons|falsche adresse|ne nous concerne pas|no nos concierne|betrifft uns nicht|gaat ons niet aan|wrong end|before anyone here will touch|right company|the order was placed by|la commande emane|opdracht .{0,40}is verstrekt door|nous n'avons aucun marche|libellee? au nom|bestemd)\b"
    ),
    DisputeReason.CANCELLED_ORDER: (
        r"\b(?:order|booking|subscription|contract|it|that|this|service|we|i|was|been|had|have) (?:\w+ ){0,4}(?:cancel(?:l)?ed|called off|terminated)\b|\bcancel(?:l)?ed (?:\w+ ){0,3}(?:order|it|this|that|in|on|by|the|before)\b|\bcancellation\b|\bwe called it off\b|\bgave notice\b|\bsent (?:it |them )?back unopened\b"
        r"|\bstornier\w*|\bannullier\w*|\bgekundigt\w*|\babbestell\w*|\babgesagt\b|\bstorno\b|\bkundigung\b|\bwiderrufen\b|\bvertrag (?:lauft|war|ist) (?:\w+ ){0,4}(?:nicht mehr|aus|beendet|bis)|\bzuruckgezogen\b|\bwar bis ende\b"
        r"|\bannule[es]*\b|\bannulation\b|\bavions? annule|\bavais annule|\bresili\w+|\bdecommand\w+"
        r"|\bcancel(?:ad[ao]s?|amos|e|aron|acion|ado|o)\b(?! el pago)|\banulad[ao]s?\b|\banul(?:amos|e|o|acion)\b|\bdimos de baja\b|\bbaja (?:del|de) (?:servicio|contrato)\b"
        r"|\bgeannuleerd\b|\bannuler\w+|\bafbesteld\b|\bafgezegd\b|\bopgezegd\b|\bopzegging\b|\bafgeblazen\b|\b(?:was withdrawn|withdrawn by|rang .{0,20}to stop|stop the second|vor versand zuruck\w*|hadden .{0,20}stopgezet|stopgezet)\b"
    ),
    DisputeReason.UNAUTHORISED_ORDER: (
        r"\b(?:never|nobody|no one|not|didn't|did not|none of us) (?:\w+ ){0,4}(?:order(?:ed)?|authori[sz]ed?|approved|requested|asked for|signed for|placed)\b|\bwithout (?:\w+ ){0,3}(?:authori[sz]ation|approval|purchase order|order|signed)\b|\bunauthori[sz]ed\b|\bno (?:purchase )?order (?:exists|was placed|from us|on our side)\b|\bwho (?:ordered|authori[sz]ed|approved)\b|\bhad no authority\b"
        r"|\b(?:nie|nicht|niemand|keiner|kein) (?:\w+ ){0,5}(?:bestellt|beauftragt|autorisiert|in auftrag gegeben|freigegeben|geordert)\b|\bohne (?:\w+ )?(?:auftrag|bestellung|genehmigung|freigabe)\b|\bniemand bei uns\b|\bkeine (?:gultige )?(?:bestellung|beauftragung)\b|\bwer (?:soll|hat) (?:das|die|den) .{0,20}bestellt|\bbesteller .{0,30}unbekannt"
        r"|\b(?:jamais|pas|personne|aucun\w*) (?:\w+ ){0,6}(?:commande\w*|autoris\w+|valide\w*|passe\w*|signe\w*|habilit\w+)\b|\bsans (?:\w+ )?(?:commande|autorisation|accord|bon de commande)\b|\binconnu\w* (?:de|chez|dans)\b|\bqui (?:a|aurait) (?:commande|passe)"
        r"|\b(?:nadie|nunca|jamas|no) (?:\w+ ){0,6}(?:pedid[oa]|pedimos|pidio|encarg\w+|solicit\w+|autoriz\w+|orden\w+|firm\w+)\b|\bsin (?:\w+ )?(?:autorizacion|pedido|orden de compra|permiso)\b|\bquien (?:pidio|autorizo|encargo)"
        r"|\b(?:nooit|niemand|niet|geen) (?:\w+ ){0,6}(?:besteld|bestelling|opdracht|geautoriseerd|goedgekeurd|aangevraagd|getekend voor)\b|\bzonder (?:\w+ )?(?:opdracht|bestelling|toestemming|inkooporder)\b|\bwie heeft (?:dit|dat|die) besteld|\bniet bevoegd\b|\b(?:no existe .{0,40}encargo|niego .{0,20}haber contratado|finde ich .{0,40}beauftragung|wer hat das beauftragt|akkoord .{0,40}niet gegeven|schriftelijk akkoord|not placed by|signed for by nobody|ni .{0,20}ni .{0,20}hemos autorizado|nobody here|no one here|sans notre accord)\b"
    ),
    DisputeReason.TAX: (
        r"\b(?:vat|tax|gst|sales tax|withholding)\b (?:\w+ ){0,6}(?:wrong|incorrect|should|shouldn't|rate|charged|exempt|reverse|added|applied|not|on)\b|\b(?:wrong|incorrect|no|without|charged|added|shouldn't|should not|remove|take off|with) (?:\w+ ){0,4}(?:vat|tax|gst)\b(?! (?:number|return|reg|cert|file|invoice))|\breverse charge\b|\btax[- ]exempt\w*|\bzero[- ]rated\b|\bexempt from\b"
        r"|\b(?:mehrwertsteuer|umsatzsteuer|mwst|ust|steuersatz|vorsteuer|steuerausweis)\b.{0,50}(?:falsch|statt|ohne|nicht|zu unrecht|ausgewiesen|reverse|ermassigt|steuerfrei|19|20|7)|\b(?:falsche\w*|ohne|statt) .{0,20}(?:mehrwertsteuer|umsatzsteuer|mwst|ust|steuersatz)\b|\bsteuerschuldnerschaft\b|\breverse[- ]charge\b|\binnergemeinschaftlich\w*|\bsteuerfrei\w*"
        r"|\b(?:tva|taxe)\b.{0,50}(?:errone|faux|fausse|au lieu|alors|n'est pas|ne devrait|intracommunautaire|exoner|taux|facturee?|appliqu|britannique|20|10|5)|\btaux de (?:la )?tva\b|\bautoliquidation\b|\bexoner\w+|\bsans tva\b|\bhors taxes?\b.{0,20}devrai|\bintracommunautaire\b"
        r"|\b(?:iva|impuesto|retencion|ieps|irpf)\b.{0,50}(?:equivoc|incorrect|erron|deberia|en lugar|en vez|no (?:procede|corresponde|aplica)|exent|mal|21|16|10|tipo)|\b(?:tipo|sin|con) (?:de )?iva\b|\binversion del sujeto pasivo\b|\bintracomunitari\w+|\bexent[ao]s? de\b"
        r"|\b(?:btw|belasting)\b.{0,50}(?:fout|verkeerd|onjuist|moet|terwijl|verlegd|in plaats|tarief|21|9|6|0)|\bbtw[- ]?(?:tarief|verlegd)\b|\bverlegd\w*|\bzonder btw\b|\bvrijgesteld\b|\b\w{0,3}vat of \d+|\b(?:igst|cgst|sgst|tvq|tvh|tps|iibb|ingresos brutos)\b|\bmwst\b|\b(?:19|20|21|7|9|6|10) ?% .{0,25}(?:statt|terwijl|alors|instead|in plaats|en vez)|\breduzierte satz|\bbtw-?tarief|\bestoy exenta"
    ),
    DisputeReason.BALANCE_DIFFERENCE: (
        r"\b(?:statement|balance|account|books|ledger)\b.{0,60}(?:differ\w*|does(?:n't| not) (?:agree|match|tally|tie)|don't (?:agree|match|tally)|says|shows|instead|should be|wrong|out by|we make it|i make it|owing)\b|\b(?:our|my) (?:books|ledger|records|figures?) (?:\w+ ){0,4}(?:shows?|says?|is|are|have|give)\b.{0,40}\d|\bi make it\b|\bwe make it\b|\bdifference (?:between|of|in the balance)\b.{0,40}(?:balance|statement|books)"
        r"|\b(?:saldo|kontoauszug|kontostand|op-liste|saldenbestatigung|saldenmitteilung)\b.{0,80}(?:weicht|abweich\w*|differenz|stimmt nicht|nicht uberein|bei uns|unsere\w*|nicht nachvollziehbar)|\b(?:differenz|abweichung)\b.{0,40}(?:saldo|konto)|\blaut unserer buchhaltung\b|\bunser saldo\b|\bin unseren buchern\b|\bbei uns stehen?\b"
        r"|\b(?:solde|releve|compte|balance)\b.{0,80}(?:ecart|differ\w*|ne correspond|chez nous|dans nos livres|alors que|notre comptabilite|nous avons|ne cadre)|\becart (?:de |entre )|\bdans nos livres\b.{0,40}\d|\bnotre (?:comptabilite|grand livre)\b.{0,40}\d"
        r"|\b(?:saldo|extracto|estado de cuenta|cuenta)\b.{0,90}(?:no (?:cuadra|coincide|concuerda)|diferencia|nosotros|nuestr[ao]s? (?:contabilidad|libros|registros|cuentas)|figura\w*)|\bno (?:me |nos )?cuadra\w*|\ben (?:mis|nuestros) libros\b|\ba mi me salen?\b"
        r"|\b(?:saldo|overzicht|rekeningoverzicht|stand)\b.{0,80}(?:verschil\w*|klopt niet|komt niet overeen|wijkt af|bij ons|onze administratie)|\bonze (?:administratie|boeken|boekhouding)\b.{0,40}\d|\bkomt (?:niet )?uit op\b|\bsluit niet aan\b|\bwij komen\b.{0,20}\d|\b(?:n'en retient que|circularisation|de difference\b.{0,30}(?:solde|compte)|owing .{0,30}in my books|in my books|a mi me sale|klopt niet met)\b"
    ),
    DisputeReason.SHORT_PAY: (
        r"\b(?:knocked|deducted|withheld|took|taken|held back|kept back|subtracted|docked|stopped|shaved) (?:\w+ ){0,3}(?:off|£|\$|€|eur|gbp|usd|\d|it|that|the|from|back)|\bshort[- ]?pa(?:y|id|yment)\w*|\bunder-?pa(?:id|yment)\w*|\bdeduct(?:ion|ed|ing)\b|\bless (?:the |our |a )?(?:£|\$|€|eur|gbp|\d|deduction|penalty|discount)|\bpaid .{0,30}less\b|\bdiscount (?:taken|we took)|\btook the \d|\bchargeback\b|\bset[- ]off\b|\bpenalt(?:y|ies)\b|\bback charge\w*"
        r"|\b(?:abgezogen|einbehalten|gekurzt|kurzen|ziehen (?:wir|ich) .{0,30}ab|abzug\w*|behalten (?:wir|ich)|skontoabzug|skonto (?:gezogen|abgezogen)|minderung|verrechnet|vertragsstrafe|einbehalt)\b"
        r"|\b(?:deduit\w*|deduction|retenu\w*|retenue|minor\w+|reduit le (?:paiement|reglement)|escompte (?:deduit|pris)|penalites? (?:de retard|logistique\w*)|retrancher?\w*|defalqu\w+|compens\w+)\b"
        r"|\b(?:descont(?:amos|ado|e|ando|aron)|dedu(?:cido|jimos|cimos|ccion)|reten(?:ido|emos|cion de garantia)|rebaja(?:mos|do)|restamos|restado|penalizacion\w*|pago (?:parcial|de menos)|pagado de menos)\b"
        r"|\b(?:ingehouden|in mindering|afgetrokken|gekort|korting (?:toegepast|genomen)|minder (?:betaald|overgemaakt)|verrekend|inhouding|boete|in te houden|houden .{0,20}in)\b|\b(?:debit note|nota de cargo|note de debit|lastschriftanzeige|belastungsanzeige|debetnota|will be recovered|abgezogen|hab ich abgezogen|informamos el descuento|nous avons deduit)\b"
    ),
    DisputeReason.CREDIT_CLAIM: (
        r"\b(?:still )?(?:waiting|awaiting|await|wait|chase|chasing|expect\w*|owed?|due|where(?:'s| is)|missing|no sign of|outstanding|without|promised|pending|see any|need) (?:\w+ ){0,6}credit(?:ed|s| note| memo)?\b|\bcredit(?: note| memo)? (?:\w+ ){0,5}(?:not|never|still|hasn't|has not|outstanding|missing|was promised|promised|due|owed|for the (?:return|damaged|broken))\b|\b(?:please|can you|kindly|could you) (?:\w+ ){0,3}(?:credit|raise a credit|issue a credit)\b|\bsent (?:\w+ ){0,5}back\b.{0,60}credit|\breturned\b.{0,60}credit|\bagreed credit\b|\brebate\b|\bbonus\b.{0,20}(?:credit|not|missing)|\brefund\b|\bsomething off\b|\btake (?:it|that|them|this) off\b"
        r"|\b(?:warten|erwarten|fehlt|steht|vermissen|offen|ausstehende?|versprochene?|zugesagte?|bitten um|wo bleibt|noch) (?:\w+ ){0,7}(?:gutschrift|gutgeschrieben|erstattung|bonus|ruckvergutung)\w*|\bgutschrift\w* (?:\w+ ){0,7}(?:fehlt|aus|nicht|nie|noch|versprochen|zugesagt|bisher)|\bretoure?\w*.{0,60}gutschrift|\bruckvergutung\w*|\bwurde uns .{0,30}gutgeschrieben|\bzuruckgeschickt\b|\bpfand\w*"
        r"|\b(?:attend\w+|toujours pas|manque|reclam\w+|promis|ou en est|du|pas recu|en attente) (?:\w+[' ]){0,7}(?:avoir|credit|note de credit|remboursement|ristourne)\b|\bavoir\b.{0,50}(?:promis|n'a (?:pas|jamais|toujours)|toujours pas|attend|manqu|non recu)|\bmerci d'etablir (?:un|l')\s?avoir\b|\bretour\w*.{0,60}avoir\b|\bristourne\b|\bemettre (?:un|l')\s?avoir|\bremise (?:promise|annuelle|non)"
        r"|\b(?:esper\w+|falta\w*|pendiente\w*|prometi\w+|prometid[ao]|reclam\w+|no (?:nos )?(?:ha llegado|habeis hecho|aparece|sale)|quedasteis|sigue sin|a falta de) (?:\w+ ){0,7}(?:abono|nota de credito|descont\w+|devolucion|rappel|bonificacion)\b|\babono\b.{0,50}(?:no|pendiente|prometid|falta|sin)|\bdescont(?:en|eis|arme|arnos)\b|\bdevuel(?:t[ao]s?|vo|vimos)\b|\b(?:el|del|un) rappel\b|\bbonificacion\b"
        r"|\b(?:wacht\w*|mis\w*|ontbreekt|nog geen|beloofde?|toegezegde?|waar blijft|verwacht\w*|tegoed|nog steeds geen) (?:\w+ ){0,7}(?:credit\w*|tegoed|bonus|vergoeding|korting)\b|\bcredit\w*.{0,50}(?:nog niet|ontbreekt|beloofd|toegezegd|niet ontvangen|nooit|nog altijd)|\bcrediter\w+|\bretour\b.{0,50}credit|\bstatiegeld\b|\bteruggestuurd\b|\b(?:empties|empty casks|went back with your driver|not been given the credit|rien ne figure .{0,30}credit|invendus|nos descuenten|deposit'?s? not|i want something off|waiting for the credit|creditering)\b|\battend\w+ (?:\w+ ){0,3}l'avoir\b"
    ),
    DisputeReason.QUALITY: (
        r"\b(?:damag\w*|broken(?! promise)|faulty|defect\w*|crack\w*|leak\w*|rust(?:y|ed|ing)?|brown|mould\w*|mold\w*|stale|rotten|dust|bent|scratch\w*|torn|wet(?! open)|soggy|poor quality|not (?:fit|usable|working|up to|satisfactory|of (?:\w+ ){0,2}quality)|unsatisfactory|does(?:n't| not) (?:work|fit|start|hold|run)|don't work|bad|warped|chipped|(?<!we )(?<!you )(?<!i )(?<!to )(?<!be )split(?! (?:it|this|that|the|in|into|over|up|payment))|smell\w*|contaminat\w*|ill|sick|unsafe|stopped working|wrong (?:colou?r|size|spec\w*|grade|model|type|material|thickness)|sub-?standard|off-?spec|peel\w*|fell (?:off|apart)|burn\w*|corroded|dented|out of date|expired|recall|thawed|melted|unusable|reject\w*)\b"
        r"|\b(?:defekt\w*|kaputt\w*|beschadigt\w*|mangel\w*|mangelhaft\w*|gerissen|riss\w*|bruch\w*|gebrochen|undicht\w*|rost\w*|verrostet|schimmel\w*|verdorben|schlechte? qualitat|unbrauchbar|verbogen|zerkratzt\w*|nass|feucht|falsche (?:farbe|grosse|ausfuhrung|sorte|ware)|funktioniert nicht|passt nicht|passen nicht|klemmt(?! es| gerade| momentan)|abgelaufen|fehlerhaft\w*|reklamation|reklamier\w+|bemangel\w+|stinkt|korrodiert\w*|ranzig|angelaufen|eingerissen|wackel\w*)\b"
        r"|\b(?:defectueu\w+|casse\w*|abime\w*|endommage\w*|(?<!a )(?<!par )defauts?|fissur\w*|fendu\w*|rouill\w*|moisi\w*|perime\w*|mauvaise qualite|(?:defaut|probleme) de qualite|qualite (?:insuffisante|mediocre|inferieure|n'est|laisse)|non conforme\w*|inutilisable\w*|fuit|fuite\w*|ne (?:fonctionne|marche|ferme|tient)\w* (?:pas|plus|mal)|ferme\w* .{0,12}mal|ebreche\w*|raye\w*|dechire\w*|reserves?|malfacon\w*|brule(?!ur)\w*|fondre|mauvais(?:e)? (?:taille|couleur|modele|coloris|etat)|desseche\w*|humide|avarie\w*|pourri(?:e|s|es)?)\b"
        r"|\b(?:defectuos\w*|rot[oa]s?|danad[oa]s?|averiad[oa]s?|estropead[oa]s?|mal estado|mala calidad|calidad (?:no|inferior|mala|pesima)|problemas? de calidad|golpead[oa]s?|oxid\w+|mohos?\w*|caducad[oa]s?|no (?:funciona|sirve|enciende|cierra|arranca)\w*|fug[ao]s?|grietas?|rajad[oa]s?|manch(?:a|as|ad[oa]s?)|tara\b|taras\b|pudrid\w*|podrid\w*|mojad[oa]s?|humedad\w*|defectos?|fall(?:o|a|an)\b|quemad\w*|(?:color|talla|modelo|medida)s? (?:equivocad|errone|distint|que no)\w*|se (?:rompio|rompieron|despega\w*|cae\w*))\b"
        r"|\b(?:beschadigd\w*|kapot\w*|defect\w*|gebroken|gescheurd\w*|lek\w*|roest\w*|schimmel\w*|bedorven|(?:slechte|mindere) kwaliteit|kwaliteit (?:is|was|laat|valt|niet)|onbruikbaar|krom\w*|nat\b|natte|vochtig|bekrast|verkeerde (?:kleur|maat|uitvoering|soort|artikelen|spullen)|werkt niet|werken niet|past niet|passen niet|over datum|schade\w*|gebrek\w*|ondeugdelijk|rot\b|muf\w*|ziek geworden|verweerd|los(?:gelaten|geraakt)|niet in orde|afgekeurd|hard als steen)\b|\b(?:taste\w*|in bits|tear|tore|felés?|feles?|cloque\w*|durchnasst\w*|kras\w*|kleur .{0,20}(?:klopt|anders)|urgencias|salta|sheared|falsch(?:e)? farbe|farbe falsch|eindeutig|half dust|splinter\w*|crumbl\w*|flak\w*|gone (?:off|hard|brown|soft)|turned (?:brown|green)|melt\w*|gelekt|verkleurd|uitgedroogd|gescheurd|hart|vertrocknet|verfarbt\w*|geplatzt|durcheinander|tropft|abgeplatzt|sabor|huele|agri[ao]|rance|gout|odeur|goutte|pourrie?s?)\b"
    ),
    DisputeReason.NON_DELIVERY: (
        r"\b(?:never|not|n't|nothing|didn't|hasn't|haven't|no sign|still (?:no|waiting)) (?:\w+ ){0,5}(?:deliver\w*|arriv\w*|turn(?:ed)? up|received|came|come|show(?:ed)? up|shipped|in(?= )|got|seen|reached|had)\b|\bnon-?delivery\b|\breceived (?:no|none|nothing)\b|\bno (?:goods receipt|delivery|grn|receipt of goods|sign of (?:the|it|them))\b|\breceipt not posted\b|\bgoods receipt\b|\bwhere (?:is|are) (?:the|our|my)\b|\bundelivered\b|\bnever (?:saw|showed)\b|\blost in transit\b|\bnothing in\b|\bwaiting (?:for|on) (?:the|our) (?:goods|delivery|pallet\w*|order|parts|rest)\b"
        r"|\b(?:nie|nicht|nichts|noch nicht|keine?|nirgends|bis heute) (?:\w+ ){0,6}(?:geliefert|angekommen|eingetroffen|erhalten|eingegangen|zugestellt|bekommen|gesehen|da gewesen)\b|\bkein wareneingang\b|\bwareneingang .{0,40}(?:nicht|fehlt|kein)|\bnicht geliefert\w*|\blieferung (?:\w+ ){0,4}(?:fehlt|nie|nicht|steht aus)\b|\bware (?:\w+ ){0,4}(?:fehlt|nie|nicht)\b|\bwo bleibt\b|\bnie (?:gekommen|da|gesehen)\b"
        r"|\b(?:jamais|pas|toujours pas|rien|aucun\w*|non) (?:\w+ ){0,5}(?:livre\w*|arrive\w*|recu\w*|parvenu\w*|vu\w*|receptionne\w*|entree)\b|\bjamais (?:ete )?(?:livre|vu|recu)\w*|\bnon[- ]livr\w+|\b(?:recu\w*|livre\w*) (?:aucun\w*|rien)\b|\baucune (?:entree|reception|livraison)\b|\bou (?:est|sont) (?:la|les|notre|nos)\b|\battend\w+ (?:toujours|encore) (?:la|les|notre|nos) (?:marchandise|livraison|palette|colis)\w*|\bpas trace\b|\brien n'est (?:arrive|venu)\b"
        r"|\b(?:nunca|no|nada|sin|jamas|sigue\w* sin) (?:\w+ ){0,5}(?:entreg\w+|lleg\w+|recib\w+|aparec\w+|vist[oa]s?|descarg\w+)\b|\brecib\w+ (?:ningun\w*|nada)\b|\bsin (?:entregar|recibir|aparecer)\b|\bno (?:entregad\w+|entrega)\b|\bdonde esta\w*\b|\bno consta (?:la )?(?:entrada|entrega|recepcion)\b|\bbrilla\w* por su ausencia\b"
        r"|\b(?:nooit|niet|niets|geen|nog niet) (?:\w+ ){0,5}(?:geleverd|aangekomen|ontvangen|binnengekomen|gekomen|gezien|bezorgd|gelost|gebracht|afgeleverd)\b|\bgeen (?:goederenontvangst|ontvangst|levering)\b|\bniet geleverd\w*|\bwaar (?:blijft|blijven|is|zijn) (?:de|het|onze|mijn)\b|\bgoederenontvangst\b|\b(?:not had that delivery|gate log|no trace of (?:the|that|this) (?:pallet|goods|delivery)|n'a aucune trace|il est pas venu|pas venu|toujours pas de|hace \w+ semanas que espero|que espero los|niega haber recibido|no figura (?:el|la) (?:alta|recepcion|entrada)|warten (?:wir )?immer noch auf|stand(?:en)? .{0,12}nichts|stond .{0,25}niks|stond .{0,25}niets|only the .{0,20}arrived|nie eingetroffen|nicht eingetroffen|no such .{0,25}taken place|reports? nothing)\b"
    ),
    DisputeReason.QUANTITY: (
        r"\b(?:only|(?:got|received|had|came|delivered|counted) just) (?:\w+ ){0,4}(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|half|part)\b|\b(?:short|shortage|short-?deliver\w*|short of|missing \d+|too few|fewer|under-?deliver\w*|less than|not \d+|not (?:eight|ten|six|five|four|forty|thirty|twenty)|count(?:ed)?|wrong (?:quantity|number of|amount of)|quantit\w+|qty|pieces short|charged for|billed for|got \w+-\w+|i'd \d+|we (?:got|had|received|counted) (?:only )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fewer|less)|days? (?:too many|instead)|hours? (?:too many|not))\b"
        r"|\b(?:nur|lediglich|bloss) (?:\w+ ){0,4}(?:\d+|ein\w*|zwei|drei|vier|funf|sechs|acht|zehn|zwolf|zwanzig|dreissig|vierzig)\b|\b(?:fehlmenge\w*|mindermenge\w*|unterlieferung\w*|mengenabweichung\w*|mengendifferenz\w*|menge\w*|zu wenig|weniger|\d+ stuck|stuckzahl|(?<!kw )(?:\d+|nur \w+) gezahlt(?! w[iu]rd)|fehlen (?:\d+|\w+)|es fehlen|keine \d+|teillieferung|nicht komplett|unvollstandig\w*)\b"
        r"|\b(?:seulement|uniquement|(?:recu|recue|recus|recues|livre|livree|livres|livrees|arrive|arrives|compte|eu|trouve) que) (?:\w+ ){0,3}(?:\d+|un|deux|trois|quatre|cinq|six|huit|dix|douze|vingt|trente)\b|\b(?:manqu\w+|quantites?|incomplet\w*|en moins|livraison partielle|pas \d+|il en manque|compte que|n'\w+ (?:\w+ ){0,4}que \d+|(?:facturez|facturent|avez factures?|ont ete factures?|sont factures?) \d+|moins que)\b"
        r"|\b(?:solo|solamente|unicamente|nada mas) (?:\w+ ){0,4}(?:\d+|un\w*|dos|tres|cuatro|cinco|seis|ocho|diez|doce|veinte|treinta)\b|\b(?:falta\w* (?:\d+|\w+)|cantidad\w*|de menos|incomplet\w*|contado|contamos|menos (?:de lo|cajas|unidades|piezas)|kilos|no \d+|faltan|merma)\b"
        r"|\b(?:maar|slechts|alleen) (?:\w+ ){0,4}(?:\d+|een|twee|drie|vier|vijf|zes|acht|tien|twaalf|twintig|dertig)\b|\b(?:te weinig|minder|tekort\w*|aantal\w*|niet compleet|onvolledig\w*|ontbreken \w+|hoeveelheid\w*|manco|geteld|geen \d+|missen (?:er )?(?:\d+|\w+)|dozen)\b|\d+ (?:\w+,? )?(?:not|nicht|pas|no|niet) \d+|\bordered \d+.{0,20}(?:received|got) \d+|\brecu\w* sur \w+|\b(?:en el papel|laut schein|auf dem schein) .{0,15}\d+|\bfewer\b|\b(?:\d+|@n) (?:\w+ ){0,2}(?:statt|anstatt|anstelle von|instead of|rather than|au lieu de|en vez de|en lugar de|in plaats van) (?:the |der |den |des |les |los |las |de )?(?:\d+|@n)\b|\b(?:statt|anstatt|instead of|au lieu des?|en vez de|en lugar de|in plaats van) (?:the |der |den |les |los |las |de )?(?:\d+|@n) (?:\w+ ){0,4}(?:nur|only|just|seulement|que|solo|slechts|maar)\b|\bminder binnen\w*|\b(?:deux|trois|quatre|two|three|four|zwei|drei|vier|dos|tres|cuatro|twee|drie) (?:\w+ ){1,3}(?:short|missing|weniger|de moins|menos|minder)\b|\bone .{0,20}is missing\b|\bcajas, en el papel\b"
    ),
    DisputeReason.BILLING_DATA: (
        r"\b(?:po|purchase order|order|vat|tax|cost cent(?:re|er)|reference|registered|company) (?:number|no\.?|name|address|id)?\b.{0,40}(?:missing|wrong|incorrect|not (?:on|shown|quoted|stated|valid)|old|outdated|should|must|needs?|without|does not)\b|\b(?:missing|wrong|incorrect|old|no|without|invalid|quote) (?:\w+ ){0,4}(?:po|purchase order|order number|order no|reference|address|name|vat number|cost cent(?:re|er)|details|bank)\b|\bname of (?:my|our) company is wrong\b|\bre-?issue\b|\bre-?invoice\b|\bcorrected invoice\b|\bmake new with\b|\bmisspel\w+|\btypo\b|\bwrong (?:date|currency|year|month)\b|\bcannot be processed\b"
        r"|\b(?:bestellnummer|rechnungsanschrift|anschrift|adresse|rechtsform|firmenname|firmierung|kostenstelle|ust-?id\w*|leistungszeitraum|leistungsdatum|rechnungsdatum|pflichtangabe\w*|referenz|rechnungsempfanger|kopf|bestellbezug|leitweg-?id|steuernummer)\b.{0,60}(?:fehl\w*|falsch\w*|alte?[nrs]?|nicht|unvollstandig|korrigier\w*|anpass\w*|ander\w*|ohne|veraltet)|\b(?:falsche[nrs]?|alte[nrs]?|fehlende[nrs]?|ohne|veraltete) (?:\w+ ){0,2}(?:bestellnummer|anschrift|adresse|rechtsform|firmierung|kostenstelle|ust-?id\w*|rechnungsanschrift|referenz|angabe\w*|name\w*)|\bfehl(?:t|en|te) (?:\w+ ){0,3}(?:bestellnummer|auftragsnummer|anschrift|kostenstelle|ust-?id\w*|leistungszeitraum|leistungsdatum|steuernummer|leitweg-?id|pflichtangabe\w*)|\bkorrigierte rechnung\b|\brechnungskorrektur\b|\bneu ausstell\w*|\bumschreib\w*|\bnicht ordnungsgemass\b|\b14 ustg\b"
        r"|\b(?:numero (?:de |d')?(?:commande|engagement|siret|tva)|siret|adresse|raison sociale|mentions?|code (?:service|analytique)|reference|bon de commande|intitule|libelle)\b.{0,60}(?:manqu\w*|errone\w*|faux|fausse|absent\w*|ancien\w*|incorrect\w*|inexact\w*|ne figure|n'apparait|corrig\w*|rectifi\w*|ceux de)|\b(?:mauvais\w*|ancien\w*|sans|mauvaise) (?:\w+ ){0,2}(?:adresse|siret|raison sociale|numero|reference|mention\w*)|\breedit\w+|\bmanque (?:\w+ ){0,3}(?:numero|reference|siret|mention)\b|\bfacture (?:rectificative|corrigee|conforme)\b|\bmentions? (?:obligatoires?|legales?)\b|\brejet\w*\b.{0,40}(?:facture|chorus|numero)"
        r"|\b(?:numero de (?:pedido|orden|expediente)|nif|cif|rfc|direccion|domicilio|razon social|codigo|dir3|orden de compra|datos fiscales|uso de cfdi|regimen fiscal|referencia|forma de pago|metodo de pago)\b.{0,60}(?:falta\w*|errone\w*|equivocad\w*|incorrect\w*|mal\b|antigu\w*|viej\w*|no (?:aparece|figura|consta|es)|corrij\w*|corregi\w*)|\b(?:falta\w*|sin|errone\w*|antigu\w*) (?:\w+ ){0,4}(?:numero de pedido|nif|cif|rfc|direccion|razon social|dir3|orden de compra|expediente|datos)|\b(?:refacturar|rehacer la factura|factura (?:corregida|rectificada)|rectificar|sustituir la factura)\b|\brechazo\b.{0,60}(?:dir3|codigo|expediente)"
        r"|\b(?:inkoopnummer|ordernummer|po-?nummer|bestelnummer|adres|factuuradres|tenaamstelling|btw-?nummer|kostenplaats|referentie|kenmerk|ondernemingsnummer|naam|gegevens)\b.{0,60}(?:ontbre\w*|fout\w*|verkeerd\w*|oud\w*|onjuist\w*|niet|mist|aanpass\w*|wijzig\w*|corrig\w*)|\b(?:verkeerde?|oude?|geen|zonder|foutief|onjuiste?|ontbrekende?) (?:\w+ ){0,2}(?:inkoopnummer|ordernummer|po-?nummer|adres|tenaamstelling|btw-?nummer|kostenplaats|referentie|naam|bestelnummer|gegevens)|\bontbreekt (?:\w+ ){0,3}(?:inkoopnummer|ordernummer|po-?nummer|bestelnummer|kenmerk|referentie)|\b(?:opnieuw (?:opmaken|factureren|uitreiken)|gecorrigeerde factuur|herfactur\w*|tenaamstelling)\b|\b(?:corrected version|corrected (?:copy|invoice)|kicked .{0,20}back|verplichtingnummer|ondernemingsnummer|uso de cfdi|regimen fiscal|rechtgezet\w*|nieuwe versie|po number not|bill-to|lautet? .{0,20}(?:falsch|alt)|cancelar y sustituir|il faut le \d+|closed po|has to read|should read|instead of our new)\b"
    ),
    DisputeReason.PRICE: (
        r"\b(?:pric(?:e|ed|es|ing)|rates?|quot(?:ed|ation)|(?:your|the|our|as per) quote|tariff|carriage|freight|surcharge\w*|mark-?up|overcharg\w*|over-?bill\w*|too (?:high|much|dear)|higher|dearer|more than|agreed|expensive|discount|should (?:be|have been) (?:£|\$|€|\d)|hourly|per (?:tonne|unit|hour|piece|box)|fees?|cost\w*|charge[ds]?|difference|differs?|offer|contract(?:ed)?|list price|told me|shook hands|rip-?off|£\d+ for|\d+p)\b"
        r"|\b(?:\w*preis\w*|stundensatz\w*|angebot\w*|vereinbart\w*|zu hoch|zu teuer|teurer|hoher|rabatt\w*|aufschlag\w*|frachtkosten|versandkosten|zuschlag\w*|konditionen|preisabweichung\w*|mehr als|statt der (?:vereinbarten|angebotenen)|kosten|gebuhr\w*|pauschale|abgemacht|ausgemacht|skonto|nachlass|festpreis|nicht nachvollziehbar)\b"
        r"|\b(?:prix|tarif\w*|devis|remise(?! (?:des?|en|a)\b)|convenu\w*|trop (?:cher|eleve|haut)\w*|plus (?:cher|eleve|haut)\w*|superieur\w*|majoration|frais (?:de port|de transport|d'expedition)?|taux horaire|surfactur\w*|hausse|augmentation|supplement|ecart de prix|revision de prix|ligne transport|accord)\b"
        r"|\b(?:precios?|tarifa\w*|presupuesto\w*|cotiz\w+|acordad[oa]s?|pactad[oa]s?|acordamos|quedamos|mas car[oa]s?|demasiado|mas alt[oa]s?|descuento|recargo\w*|portes|flete|sobreprecio|cobra(?:n|do|is|ron)?|subid[oa]|superior|coste\w*|de mas|oferta)\b"
        r"|\b(?:prij[sz]\w*|tarie(?:f|ven)\w*|offerte\w*|afgesproken|afspraak|te (?:hoog|duur|veel)|hoger|duurder|korting\w*|toeslag\w*|vrachtkosten|transportkosten|verzendkosten|meer dan|uurloon|uurtarief|kosten|opslag|prijsverschil\w*|overeengekomen|geoffreerd)\b|\b(?:cpi|ipc|indexe\w+|verhog\w+|increase\w*|uplift|incremento|aumento|erhohung\w*|preiserhohung|mahnspesen|mahngebuhr\w*|late fee\w*|offre|orderprijs|factuurprijs|agreed .{0,30}(?:pence|p\b)|looks? (?:a bit |rather |quite )?(?:high|higher|steep)|bit (?:high|steep|much)|framework agreement|above the|dear for|in doubt|vereinbarung)\b"
    ),
}
NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|zwei|drei|vier|funf|sechs|acht|zehn|zwolf|zwanzig|dreissig|vierzig|deux|trois|quatre|cinq|huit|dix|douze|vingt|trente|dos|tres|cuatro|cinco|ocho|diez|doce|veinte|twee|drie|vijf|zes|tien|twaalf|twintig)"
COMPILED = {reason: re.compile(pattern.replace("@n", NUMBER)) for reason, pattern in PATTERNS.items()}
WEIGHTS = {
    DisputeReason.DUPLICATE: 3.2, DisputeReason.WRONG_ENTITY: 3.0, DisputeReason.CANCELLED_ORDER: 3.2,
    DisputeReason.UNAUTHORISED_ORDER: 3.1, DisputeReason.TAX: 3.1, DisputeReason.BALANCE_DIFFERENCE: 2.9,
    DisputeReason.SHORT_PAY: 2.8, DisputeReason.CREDIT_CLAIM: 2.7, DisputeReason.QUALITY: 2.6,
    DisputeReason.NON_DELIVERY: 2.4, DisputeReason.QUANTITY: 2.1, DisputeReason.BILLING_DATA: 2.75, DisputeReason.PRICE: 2.0,
}  # fmt: skip
"""The more special a reason's words, the more one of them says."""


HEADLINE = 0.6
"""What a word of the subject counts beside one of the text."""


class Grievance(NamedTuple):
    reason: DisputeReason
    span: Span


def read_dispute(text: str, subject: str = "", asking: bool = False) -> Grievance | None:
    """The likeliest reason in the new text, with the subject as a hint; None: nothing is found wrong.

    The subject of a reply was written before: alone it says nothing. `asking`: papers are asked for that prove no
    delivery, so what never came is one of them, unless goods are named.
    """
    scores: dict[DisputeReason, float] = {}
    words: dict[DisputeReason, Span] = {}
    for one in sentences(text):
        for reason, match in grievances(one.text, asking):
            scores[reason] = scores.get(reason, 0.0) + WEIGHTS[reason] * (1.0 if reason not in words else 0.4)
            start, end = one.start + match.start(), one.start + match.end()
            words.setdefault(reason, Span(part="newest", start=start, end=end, quote=text[start:end]))
    ours = REPLY_MARKS.match(subject) and not scores
    headline = "" if ours else DENIED.sub(" ", fold(subject))
    for reason, pattern in COMPILED.items():
        if found := pattern.search(headline):
            scores[reason] = scores.get(reason, 0.0) + HEADLINE * WEIGHTS[reason]
            start, end = found.span() if len(headline) == len(subject) else (0, len(subject))
            words.setdefault(reason, Span(part="subject", start=start, end=end, quote=subject[start:end]))
    if DisputeReason.PRICE in scores and not CONTRAST.search(without_money(fold(f"{subject}\n{text}"))):
        del scores[DisputeReason.PRICE]
    if not scores:
        return None
    best = max(scores, key=lambda reason: scores[reason])
    return Grievance(best, words[best])


def grievances(text: str, asking: bool = False) -> Iterator[tuple[DisputeReason, re.Match[str]]]:
    """In one sentence, less what it denies."""
    folded = DENIED.sub(lambda found: " " * len(found[0]), fold(text))
    goods = without_money(folded)
    for reason, pattern in COMPILED.items():
        for match in pattern.finditer(goods if reason in OF_GOODS else folded):
            if not (lacking(reason, match[0]) and of_paper(folded, match, asking)):
                yield reason, match


def without_money(folded: str) -> str:
    """Of the same length: figures of money count no goods."""
    for one in find_amounts(folded):
        folded = folded[: one.start] + "~" * (one.end - one.start) + folded[one.end :]
    return folded


def lacking(reason: DisputeReason, words: str) -> bool:
    """Words that may speak of a paper as well as of goods."""
    return reason is DisputeReason.NON_DELIVERY or (reason is DisputeReason.QUANTITY and bool(LACKING.match(words)))


def of_paper(folded: str, match: re.Match[str], asking: bool) -> bool:
    """Whether it is a paper that is missing or never came: "fehlt noch die Rechnung", "never got invoice 4411"."""
    clause = clause_of(folded, match)
    if GOODS.search(clause):
        return False
    papers = [one.start for one in find_kinds(clause)] + [one.start() for one in LONG_NUMBER.finditer(clause)]
    return asking or any(not ABOUT.search(clause[:place]) for place in papers)


LONG_NUMBER = re.compile(r"\b[a-z]{0,4}[-/. ]?\d*[-/.]?\d{3,}\b")
LACKING = re.compile(r"miss|short|manqu|il en|fehl|falta|ontbre|mis")
CLAUSE_END = re.compile(r"[,;:]|(?<!\.\d)(?<!\.\d\d)\. ")


def clause_of(folded: str, match: re.Match[str]) -> str:
    marks = [mark.end() for mark in CLAUSE_END.finditer(folded)]
    start = max((one for one in marks if one <= match.start()), default=0)
    return folded[start : min((one for one in marks if one > match.end()), default=len(folded))]


OF_GOODS = (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY)
GOODS = re.compile(
    r"\b(?:goods|deliver(?:y|ies|ed)(?! note)|\w*geliefert|livree?s?|entregad[oa]s?|geleverd|shipment|order(?!ed)|box(?:es)?|pallets?|cases?|cartons?|pieces?|parts?|items?|stuck|ware[n]?|wareneingang|lieferung|bestellung|kisten|kartons?|paletten?|sendung|teile"
    r"|marchandises?|livraison|commande|cartons?|palettes?|colis|caisses?|articles|pieces|mercancias?|mercaderia|pedido|cajas?|palets?|bultos|piezas|unidades|goederen|levering|bestelling|dozen|doos|kratten|pallets|stuks)\b"
)
ABOUT = re.compile(
    r"\b(?:from|on|(?<!short )of|for|in|under|against|per|with|auf|zu|zur|von|der|aus|bei|laut|mit|sur|de|du|pour|selon|dans|en|del|sobre|con|van|op|bij|voor|met|volgens)(?: (?:the|our|your|this|that|dieser|der|die|ihrer|la|le|les|cette|votre|notre|l'|el|su|esta|de|het|deze|uw|onze))*\s*$"
)
"""Before a paper that only says which delivery is meant: "three boxes are missing from invoice 4411"."""
CONTRAST = re.compile(
    r"\b(?:not|\w+n't|no|never|wrong|incorrect|instead|but|should|too|high\w*|steep|dear\w*|more|above|over|extra|differ\w*|difference|disput\w*|contest\w*|query|doubt\w*|agreed|mistake|error|less|only|why|unexplained|correct\w*|charged"
    r"|nicht|kein\w*|falsch\w*|statt|sondern|aber|jedoch|zu (?:hoch|viel|teuer)|hoher|teurer|mehr|weich\w*|abweich\w*|differenz|stimmt|vereinbart\w*|ausgemacht|abgemacht|fehler\w*|warum|wieso|standen|laut"
    r"|pas|faux|fausse|erreur|erron\w*|au lieu|mais|trop|plus (?:cher|eleve|haut)\w*|superieur\w*|ecart|difference|convenu\w*|alors|devait|devrait|pourquoi|explication|comptez|de moins|rien|supplement|hausse|augment\w*"
    r"|mal|error|equivoc\w*|erron\w*|en vez|en lugar|pero|demasiado|mas|superior|diferencia|acord\w+|pactad\w*|deberia\w*|quedamos|dijisteis|dijo|cobr\w+|por que|sub\w+"
    r"|niet|geen|fout\w*|verkeerd\w*|in plaats|maar|te (?:hoog|veel|duur)|hoger|duurder|meer|verschil\w*|afwijk\w*|klopt|afgesproken|overeengekomen|waarom|onjuist)\b|~.*~"
)
"""A price alone is no grievance: something must be said against it."""


def read_objection(text: str) -> Span | None:
    """The words that contest outright, or say that the goods never came; what is denied does not count."""
    for one in sentences(text):
        folded = DENIED.sub(lambda found: " " * len(found[0]), fold(one.text))
        match = OBJECTING.search(folded) or undelivered(folded)
        if match:
            start, end = one.start + match.start(), one.start + match.end()
            return Span(part="newest", start=start, end=end, quote=text[start:end])
    return None


def undelivered(folded: str) -> re.Match[str] | None:
    found = COMPILED[DisputeReason.NON_DELIVERY].finditer(folded)
    return next((match for match in found if DELIVERY.search(clause_of(folded, match))), None)


DELIVERY = re.compile(
    r"\b(?:goods|goods receipt|delivery(?! note| slip| ticket| docket)|shipment|pallets?|boxes|(?:die|der|keine|unsere|ihre|bestellte|diese) waren?|wareneingang|lieferung|paletten?|kisten"
    r"|marchandises?|livraison|palettes?|colis|mercancias?|mercaderia|pedido|palets?|goederen|goederenontvangst|levering|bestelling|dozen)\b"
)


OBJECTING = re.compile(
    r"\b(?:(?:we|i) (?:\w+ )?(?:dispute|contest|challenge|reject|object to)|(?:we|i) (?:do not|don't|cannot|can't|will not|won't|refuse to) (?:accept|recogni[sz]e|agree (?:with|to))|(?:we|i) (?:will not|won't|refuse to|are not going to) pay (?:for )?(?:this|that|it|the (?:invoice|difference|surcharge))|(?:is|are|remains?) (?:disputed|contested|in dispute|rejected)"
    r"|(?:bestreiten|beanstanden|reklamieren|monieren|rugen) (?:wir|ich)|(?:wir|ich) (?:\w+ ){0,4}(?:bestreiten|bestreite|beanstanden|beanstande|reklamieren|reklamiere|widersprechen|widerspreche|monieren|rugen)|widersprechen wir|weisen wir .{0,60}zuruck|wir weisen .{0,60}zuruck|(?:erkennen|akzeptieren) (?:wir|ich) .{0,50}nicht|(?:wir|ich) (?:erkennen?|akzeptieren?) .{0,50}nicht|nicht (?:anerkennen|akzeptieren|einverstanden)|lehnen (?:wir )?.{0,50} ab\b"
    r"|(?:nous|je|on) (?:vous )?(?:contest\w+|refus\w+|rejet\w+|recus\w+)|ne sommes pas d'accord|suis pas d'accord|ne (?:pouvons|peux|saurions) (?:pas )?(?:accepter|valider)|n'acceptons pas|n'accepte pas|est (?:contestee|rejetee|refusee)"
    r"|(?:impugnamos|rechazamos|reclamamos|discutimos|impugno|rechazo|reclamo)\b|no (?:aceptamos|acepto|reconocemos|estamos de acuerdo|estoy de acuerdo|estamos conformes|podemos aceptar)|no (?:la |lo )?(?:vamos|voy) a pagar|disconform\w+"
    r"|(?:wij|we|ik) (?:\w+ ){0,4}(?:betwisten?|weigeren|weiger|protesteren)\b|betwisten (?:wij|we)|niet akkoord|niet mee eens|(?:accepteren|erkennen|aanvaarden) (?:wij|we) .{0,40}niet|(?:wij|we|ik) (?:accepteren?|erkennen?|aanvaarden?) .{0,40}niet)\b"
)
"""Said outright: "we dispute", "wir widersprechen", "nous contestons", "rechazamos", "niet akkoord"."""
