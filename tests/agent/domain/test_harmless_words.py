"""Alarming words in talk of one's own papers, post and programs pass; the same words about goods and money do not."""

import re
import time

import pytest

from agent.domain.purity import purity
from agent.domain.veto_words import HARMLESS as HARMLESS_WORDS

HARMLESS = [
    "Please send 4411 and 4412 as separate PDFs, our scanner rejects combined files.",
    "Ihre Rechnung 4411 liegt uns nur als unvollständiger Ausdruck vor, bitte nochmals senden.",
    "Nos dossiers relatifs aux bons de commande BC 2026-139 et BC 2026-144 sont incomplets. Merci d'envoyer la 4411.",
    "4411 again pls, the download links in your emails have expired.",
    "Graag 4411 opnieuw, ik print hem zelf wel dubbelzijdig.",
    "¿Me mandas la 4411? Los columpios están perfectos, no ha habido ni una queja.",
    "Die Stiftung hat die Wackelbrücke bezuschusst. Bitte die Quittung zu 4411 senden.",
    "The funding body asks for this. Please return the invoice and your copy of our order: 4411.",
    "¿Nos mandáis la 4411? Y con eso quedamos cerrados por este año.",
    "We have the invoice but not the credit that cancels it. Kindly forward credit note 4411.",
    "We changed our mail provider and a few things dropped through the cracks, please send 4411.",
    "Our site has moved its filing into boxes, please send 4411.",
    "Please send 4411. Our imaging vendor returned it as unreadable.",
    "The invoice and the POD for 4411 please.\nLorene\nDunmore, IA",
    "Please send credit note 4411 so that we can match both entries against each other.",
    "Please send 4411, our tax preparer needs it for the section 179 deduction.",
    "Bitte 4411 nochmals, ich habe den falschen Ordner gelöscht.",
    "Het bestand 4411.pdf geeft bij ons een foutmelding (beschadigd), graag nog eens.",
    "Please send 4411, everything has to be keyed again by hand.",
    "None of the three files would open, the PDF reader says they are damaged: 4411.pdf, please send it again.",
    "Bitte 4411 nochmals, das Programm meldet die Datei sei beschädigt.",
    "Merci de renvoyer la 4411, le lecteur indique que le fichier est endommagé.",
    "Rogamos envío de la factura 4411 en PDF. Las imágenes y los enlaces se rechazan automáticamente por nuestro lector.",
    "Please send 4411 as a PDF, links and images are rejected automatically.",
    "Bitte 4411 als PDF, andere Dateien werden automatisch abgelehnt.",
    "Please send 4411 once more, our copy got wet in the cellar.",
    "Please send 4411 again; the envelope which was taped to the box got wet and the papers are not readable.",
    "Bitte 4411 nochmals, unser Ordner ist beim Hochwasser nass geworden.",
    "Merci de renvoyer la 4411, notre classeur a été mouillé lors du dégât des eaux.",
    "¿Nos mandan la 4411? Las facturas se han mojado en el sótano.",
    "Graag 4411, de pakbon is nat geworden.",
    "The attachment in your mail seems to be corrupted, could you send 4411 again?",
    "De bijlage bij uw vorige bericht was beschadigd, graag 4411 opnieuw.",
    "Please send 4411, our mail filter has blocked your message.",
    "Bitte 4411 nochmals, unser Spamfilter hat den Anhang blockiert.",
    "Merci de renvoyer la 4411, notre serveur a rejeté votre mail.",
    "¿Nos reenvían la 4411? El mensaje fue bloqueado por nuestro filtro.",
    "Graag 4411 nogmaals, onze firewall heeft uw bijlage geweigerd.",
    "Just a gentle reminder of my request of Tuesday: invoice 4411 please.",
    "Nothing to dispute here, we only need 4411. Nothing is broken or late.",
    "Bitte die 4411 senden. Beanstandungen gibt es von unserer Seite keine, es ist nichts zu klären.",
    "Abweichungen bestehen nach unserer Kenntnis nicht. Bitte senden Sie 4411.",
    "Merci d'envoyer la 4411, il n'y a ni litige ni réclamation.",
    "¿Nos mandan la 4411? No hay nada que aclarar.",
    "Graag 4411. Er is niets kapot en er valt niets te bespreken, wij twijfelen niet aan de factuur.",
    "The link to your page has expired, please attach invoice 4411.",
    "My predecessor left us the folders in three rooms; could you send invoice 4411?",
    "La facture 4411 a disparu lors du déménagement de nos bureaux, merci de la renvoyer.",
    "I looked in the portal but it only shows the total. Please send invoice 4411.",
    "Only posted invoices came across into the new ledger; please send 4411.",
    "Could you send your VAT certificate? The copy we hold on file has expired.",
    "¿Nos envían el certificado tributario? El que tenemos en el expediente ha caducado.",
    "Merci de nous adresser l'attestation fiscale, celle que nous avons au dossier est périmée.",
    "La Trésorerie municipale nous réclame la facture 4411, merci de la renvoyer.",
    "La tesorería general nos exige una copia de la factura 4411.",
    "It is for the food safety inspectors: please send 4411.",
    "We hold a VAT certificate for each supplier; yours is not on file since the account was opened long ago.",
    "Our account number with you is HAR014, please send a statement.",
    "Todas las facturas pendientes de pago a día de hoy, por favor.",
    "Merci de m'envoyer les factures non soldées à ce jour au nom de notre commune.",
    "Graag alle facturen die nog openstaan op naam van Bakkerij Mulder.",
    "J'écris au nom de la paroisse : il nous manque la facture 4411.",
    "Bezorg ons een dubbel van factuur 4411. Onze post ligt op verschillende afdelingen.",
    "Sorry for any mistakes, my English is small. Please send invoice 4411.",
    "Excuses voor mijn taalfouten. Graag factuur 4411.",
    "The rotor arrived and is in use; I need the delivery note for 4411.",
    "Notre réviseur demande la facture 4411.",
    "Doe rustig aan, maar graag factuur 4411.",
    "Please send 4411 for our file. Sue, accounts",
    "Vielen Dank für Ihre Geduld. Bitte senden Sie 4411.",
    "Our new mail server lost the attachment, please send 4411. You have been put on the safe list.",
    "Bitte 4411 erneut. Anrufen möchte ich die Kollegin deswegen nicht.",
    "You are welcome on our site by appointment. Bezoek op afspraak. Graag factuur 4411.",
    "I am asking all suppliers for the same thing: please send invoice 4411.",
    "Sans la pièce notre logiciel refuse la saisie, merci d'envoyer la facture 4411.",
    "Merci de nous adresser votre attestation de TVA à jour.",
    "Solicito el acuse de recibo del pago de julio.",
    "Please send 4411. It sat with a colleague who is now on parental leave.",
    "Please send 4411; my successor does not start until October.",
    "The entries below have not been posted here, please send 4411.",
    "Please send 4411. These items have not yet been captured on our side.",
    "Please send 4411, the only one still missing from our list.",
    "We are two invoices short: one is 4411. Our VAT folder is missing three of yours.",
    "Account query: please send 4411.",
    "A tax query came up about a claim of ours; please send 4411.",
    "I suspect the e-mail with 4411 ended in our spam, please send it once more.",
    "Please send 4411; once the invoice is here I can close the folder.",
    "Please send 4411 for the safety file. Safety is our first value.",
    "The quality of the scan does not let me read 4411, please send it.",
    "I am building the archive from scratch, please send 4411.",
    "Please send 4411. The rate on it is quite right, I only lack the paper.",
    "I can split the file myself, please send 4411. Our copy went under a coffee cup.",
    "Please send 4411, that other matter is settled. Nat",
    "Please send 4411. The council will refund the lamp and asks for it.",
    "I remember where I put 4411, and it is not there. Please send it.",
    "Please send credit note 4411 for the returned crates once more.",
    "Bitte die Gutschrift 4411 für die beschädigte Palette nochmals senden.",
    "¿Nos mandan el abono de 3 de mayo por las botellas rotas?",
    "Graag de creditnota 4411 voor de kapotte potten.",
    "L'avoir 4411 pour les cartons retournés, s'il vous plaît.",
    "The door we had is lovely, by the way. Please send 4411.",
    "Bitte 4411. Die Pumpe läuft übrigens tadellos.",
    "Graag 4411, de tent staat er trouwens prachtig bij.",
    "¿Nos mandan la 4411? Las mesas han quedado estupendas, por cierto.",
    "De factuur 4411 heeft ons echter niet bereikt, graag toesturen.",
    "Die Rechnung 4411 ist uns allerdings nicht zugegangen, bitte senden.",
    "La facture 4411 est saisie, toutefois la pièce n'a pas été conservée : merci de la renvoyer.",
    "Mocht u deze mail tweemaal krijgen: alleen factuur 4411 aub.",
    "Bitte 4411 senden; meine Antwort kommt vielleicht etwas verspätet.",
    "Bitte 4411, die Datei ist beim Laden defekt. Falscher Anhang, glaube ich.",
    "La facture 4411 a été remise au comptable, merci de la renvoyer. Elle a été jetée par erreur.",
    "Pouvez-vous me refaire passer la 4411 ? Merci de me retourner une copie.",
    "¿Nos mandan la 4411? El fichero equivocado. Es solamente para el archivo.",
    "¿Pueden mandar la 4411? Fue a un buzón que ya no existe. Nos la piden para la renovación de la licencia.",
    "La 4411, por favor. La plataforma la rechaza por ilegible. Servicio de tesorería",
    "Graag 4411; onze kwaliteitsafdeling bewaart de bon. Bezoek zonder afspraak.",
    "Graag 4411, verkeerde bijlage. Door een fout van onze scandienst is hij weg. Mijn arm is gebroken (pols gebroken), vandaar.",
    "Our complaints department asks for 4411; it has been deleted by mistake.",
    "The yellow copy of 4411 is in one of the shoe boxes which are still sealed, please send another.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_word_about_ones_own_papers_raises_no_objection(text: str) -> None:
    assert purity("", text, ()) is None


ABOUT_GOODS = [
    "Please send 4411; the computer says the pumps are damaged.",
    "Please send 4411. The boxes are rejected automatically by our scales.",
    "Bitte 4411 senden, die Kisten werden automatisch abgelehnt.",
    "Please send 4411, the sacks got wet.",
    "Please send 4411; the envelope was dry and the sacks below it got wet.",
    "Bitte 4411 senden, die Säcke sind nass geworden.",
    "Merci d'envoyer la 4411, les palettes ont été mouillées et abîmées.",
    "¿Nos mandan la 4411? Las cajas se han roto.",
    "Graag 4411, de zakken zijn nat geworden.",
    "The machine in your parcel seems to be damaged, please send 4411.",
    "Bitte 4411. Es ist nichts kaputt außer zwei Tassen.",
    "Graag 4411, er is niets kapot behalve twee kopjes.",
    "Please send 4411, we have blocked it.",
    "Bitte 4411 nochmals, unsere Technik hat die Lieferung abgelehnt.",
    "Merci de renvoyer la 4411, notre chantier a refusé la livraison.",
    "Graag 4411, ons magazijn heeft de partij geweigerd.",
    "Please send 4411, you billed us for the same thing in May.",
    "Merci d'envoyer la 4411, notre client refuse la livraison.",
    "Merci de refaire la 4411 avec la TVA à 10 %.",
    "Please send 4411, and a reminder to credit the two drums.",
    "Nothing is broken except two cups, please send 4411.",
    "Bitte 4411. Mängel bestehen noch, sie sind nicht behoben.",
    "Abweichungen bestehen nicht nur bei der Menge. Bitte senden Sie 4411.",
    "Unstimmigkeiten gibt es keine kleinen. Bitte 4411.",
    "The yoghurt in our shelf has expired, please send 4411.",
    "Envíen el certificado 4411, el queso está caducado.",
    "Our buyer has left the company, please send 4411.",
    "Notre déménagement à Lyon a eu lieu, merci d'envoyer la 4411.",
    "Please register in our portal and send 4411.",
    "Only forty lamps came across, please send 4411.",
    "Notre trésorerie ne suit plus, merci d'envoyer la 4411.",
    "La trésorerie nous demande un délai de deux mois, envoyez la 4411.",
    "Please send 4411 on account of safety.",
    "The food safety inspector will hear of this, please send 4411.",
    "A new bank account was opened, please send 4411.",
    "Our account number is 12345678, please send 4411.",
    "Facturas pendientes de pago hasta el 3 de diciembre: envíen la 4411.",
    "Merci d'établir la facture 4411 au nom de notre filiale.",
    "Graag factuur 4411 op naam van onze holding.",
    "Graag 4411; de lamp op de doos is een dubbel.",
    "The bolts on 4411 are rusty.",
    "La 4411 vino con una rotura, mándenla otra vez.",
    "Graag 4411, er zijn verschillen in aantal.",
    "We will sue you over 4411.",
    "Please send 4411. When I add it up the sum is another one.",
    "Please send 4411. Can someone check the rate?",
    "Revísenlo y manden la 4411.",
    "Graag 4411, en de stoel moet worden omgeruild.",
    "Wir bitten um Geduld, aber senden Sie die 4411.",
    "Who is now my contact with you? Please send 4411.",
    "The pump does not start, please send 4411.",
    "Two of the boxes are still missing, please send 4411.",
    "We are short two cartons, please send 4411.",
    "We have a query on the price of 4411, please send it.",
    "I suspect we were billed for forty, please send 4411.",
    "Please send 4411; once the grant is in we will see.",
    "Please send 4411. There is a safety concern.",
    "The quality of the paint is odd, please send 4411.",
    "The price on 4411 is not right, please send it.",
    "The rate on the order is far from correct, please send 4411.",
    "Could you split it over three months and send 4411?",
    "I remember a lower price, please send 4411.",
    "Please send 4411 and refund us the crates.",
    "We still wait for the credit for the returned crates, please send 4411.",
    "Our account has changed, please send 4411.",
    "Bitte 4411. Die Pumpe läuft übrigens nicht.",
    "Graag 4411, de tent is trouwens mooi maar kapot.",
    "Wir haben die Position zweimal berechnet bekommen, bitte 4411.",
    "Merci d'envoyer la 4411 ; la remise de 5 % n'y est pas.",
    "¿Nos mandan la 4411? Llegaron solamente tres cajas.",
    "Graag 4411. De kwaliteit valt tegen.",
    "Graag 4411, de dozen zijn nat.",
    "Mándeme la 4411, el tipo me llama la atención.",
    "Please send 4411, the total raised some eyebrows here.",
    "Your complaints department should look at 4411, please send it.",
]


@pytest.mark.parametrize("text", ABOUT_GOODS)
def test_the_same_word_about_goods_or_money_is_objected_to(text: str) -> None:
    assert purity("", text, ()) is not None


@pytest.mark.parametrize(
    "piece",
    ["certificado el que ", "our copy was ", "facturas que pendientes ", "unstimmigkeit liegen da ", "invoice put in ",
     "filter hat die ", "demenagement de ", "la tresorerie d'a ", "factures non soldees ", "verschillende ",
     "ubrigens sehr ", "credit note 4411 for the ", "paid by our ", "tengo el pago de ", "without a ", "i remember the "],
)  # fmt: skip
def test_long_runs_take_no_long_time(piece: str) -> None:
    started = time.process_time()
    purity("", piece * 3000, ())
    assert time.process_time() - started < 5


def test_every_harmless_word_begins_at_the_start_of_a_word_or_all_of_them_are_searched_for_at_every_letter() -> None:
    """What all alternatives begin with is looked for once; a single one that begins otherwise makes reading four times slower."""
    began = top_level(HARMLESS_WORDS.pattern)
    assert len(began) > 400
    assert [one[:60] for one in began if not one.startswith(r"\b")] == []


def top_level(pattern: str) -> list[str]:
    """The alternatives of a pattern outside all brackets."""
    found, depth = [""], 0
    for part in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\()|\[]+", pattern, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if part == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += part
    return found
