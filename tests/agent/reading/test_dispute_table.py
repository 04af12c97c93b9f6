"""Why a customer objects: a table of all thirteen reasons in five languages, and words that only look like one."""

import pytest

from agent.domain.vocabulary import DisputeReason as Why
from agent.reading.disputes import read_dispute

REASONS = [
    (Why.PRICE, "You have charged £14.20 a box; your quote says £12.90."),
    (Why.PRICE, "The rate on KO-26-1307 is higher than the one in our contract."),
    (Why.PRICE, "auf RG-60446 berechnen Sie das Förderband mit 1.290 EUR das Stück. In Ihrem Angebot standen 1.140 EUR."),
    (Why.PRICE, "Der Stückpreis weicht von der Bestellung ab."),
    (Why.PRICE, "Le prix unitaire facturé n'est pas celui du devis."),
    (Why.PRICE, "Nos cobráis la hora a 48 euros y quedamos en 42."),
    (Why.PRICE, "De prijs per meter is hoger dan in uw offerte."),
    (Why.QUANTITY, "We were billed for 24 drums and only 20 came."),
    (Why.QUANTITY, "Berechnet sind 20 Stück, auf dem Lieferschein stehen 18 Stück."),
    (Why.QUANTITY, "Es fehlen drei Kartons."),
    (Why.QUANTITY, "Vous facturez 60 rouleaux, nous n'en avons reçu que 54."),
    (Why.QUANTITY, "Han llegado 18 palés en vez de 20."),
    (Why.QUANTITY, "Er zijn twee dozen te weinig geleverd."),
    (Why.QUALITY, "Half of the panels arrived scratched."),
    (Why.QUALITY, "The desks are not of satisfactory quality."),
    (Why.QUALITY, "Die Pumpe ist nach zwei Tagen ausgefallen und undicht."),
    (Why.QUALITY, "La moitié des dalles sont fissurées."),
    (Why.QUALITY, "Dos de las sillas llegaron rotas."),
    (Why.QUALITY, "De verf bladdert nu al af, de kwaliteit is slecht."),
    (Why.NON_DELIVERY, "The goods on this invoice never arrived."),
    (Why.NON_DELIVERY, "We have no goods receipt for KO-26-1307."),
    (Why.NON_DELIVERY, "Die Ware zu RG-60446 ist bei uns nicht eingegangen."),
    (Why.NON_DELIVERY, "Vous nous facturez RG-60461, mais à ce jour nous n'avons reçu aucune marchandise."),
    (Why.NON_DELIVERY, "El pedido no ha sido entregado."),
    (Why.NON_DELIVERY, "De levering is nooit aangekomen."),
    (Why.DUPLICATE, "You have invoiced the same delivery twice."),
    (Why.DUPLICATE, "Diese Lieferung haben Sie bereits mit RG-60440 berechnet, also doppelt."),
    (Why.DUPLICATE, "Cette prestation a été facturée deux fois."),
    (Why.DUPLICATE, "Este servicio ya nos lo habían cobrado en septiembre, está duplicado."),
    (Why.DUPLICATE, "Dit is dubbel gefactureerd."),
    (Why.SHORT_PAY, "We have deducted 5% for late delivery from our payment."),
    (Why.SHORT_PAY, "Wir haben die Rechnung um 120 EUR gekürzt."),
    (Why.SHORT_PAY, "Nous avons déduit 85 € de pénalités de retard."),
    (Why.SHORT_PAY, "Hemos descontado 60 € por los portes."),
    (Why.SHORT_PAY, "Wij hebben 75 euro ingehouden."),
    (Why.CREDIT_CLAIM, "We are still waiting for the credit note for the returned drums."),
    (Why.CREDIT_CLAIM, "Die zugesagte Gutschrift für die Retoure steht noch aus."),
    (Why.CREDIT_CLAIM, "Nous attendons toujours l'avoir pour les palettes retournées."),
    (Why.CREDIT_CLAIM, "Falta el abono de la mercancía devuelta."),
    (Why.CREDIT_CLAIM, "Wij wachten nog op de creditnota voor de retour gezonden dozen."),
    (Why.WRONG_ENTITY, "This invoice is made out to the wrong company, it belongs to our sister firm."),
    (Why.WRONG_ENTITY, "Die Rechnung ist auf die falsche Gesellschaft ausgestellt."),
    (Why.WRONG_ENTITY, "Cette facture est destinée à une autre société du groupe."),
    (Why.WRONG_ENTITY, "La factura está a nombre de otra empresa."),
    (Why.WRONG_ENTITY, "Deze factuur staat op naam van de verkeerde bv."),
    (Why.TAX, "You should not have charged VAT, this is reverse charge."),
    (Why.TAX, "Der Steuersatz ist falsch, 19 % statt 7 %."),
    (Why.TAX, "La TVA appliquée est de 20 % au lieu de 10 %."),
    (Why.TAX, "El IVA es incorrecto, debería ser del 10 %."),
    (Why.TAX, "Het btw-tarief klopt niet."),
    (Why.BILLING_DATA, "Our purchase order number is missing from the invoice, please re-issue it."),
    (Why.BILLING_DATA, "Auf der Rechnung fehlt unsere Bestellnummer."),
    (Why.BILLING_DATA, "L'adresse de facturation est erronée, merci de rééditer."),
    (Why.BILLING_DATA, "El CIF es incorrecto, por favor corrijan la factura."),
    (Why.BILLING_DATA, "Het inkoopnummer ontbreekt op de factuur."),
    (Why.UNAUTHORISED_ORDER, "Nobody here ordered this."),
    (Why.UNAUTHORISED_ORDER, "Das hat bei uns niemand bestellt."),
    (Why.UNAUTHORISED_ORDER, "Nous n'avons jamais passé cette commande."),
    (Why.UNAUTHORISED_ORDER, "Nadie ha autorizado este pedido."),
    (Why.UNAUTHORISED_ORDER, "Niemand bij ons heeft dit besteld."),
    (Why.CANCELLED_ORDER, "We cancelled this order on 3 November."),
    (Why.CANCELLED_ORDER, "Den Auftrag hatten wir am 2. November storniert."),
    (Why.CANCELLED_ORDER, "La commande avait été annulée par téléphone."),
    (Why.CANCELLED_ORDER, "El pedido se anuló la semana pasada."),
    (Why.CANCELLED_ORDER, "Deze bestelling hebben wij geannuleerd."),
    (Why.BALANCE_DIFFERENCE, "Your statement shows 4,120.00 but our ledger says 3,880.00."),
    (Why.BALANCE_DIFFERENCE, "Der Saldo stimmt nicht mit unserer Buchhaltung überein."),
    (Why.BALANCE_DIFFERENCE, "Le solde de votre relevé ne correspond pas à notre comptabilité."),
    (Why.BALANCE_DIFFERENCE, "El saldo no cuadra con nuestros libros."),
    (Why.BALANCE_DIFFERENCE, "Het saldo op uw overzicht wijkt af van onze administratie."),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "text"), REASONS)
def test_the_reason_of_an_objection_is_read(reason: Why, text: str) -> None:
    found = read_dispute(text)
    assert found is not None
    assert found.reason is reason


NONE = [
    "Pourriez-vous nous renvoyer la facture 4411 ?",
    "Merci de nous adresser le duplicata de la facture 2026700389.",
    "Kindly quote case AP-Q-88240 in your reply.",
    "Es fehlt noch die Rechnung vom September.",
    "Il nous manque votre facture de mars.",
    "Me falta la factura de octubre.",
    "Er ontbreken nog twee facturen van jullie.",
    "We are short of KO-26-1307, please email it.",
    "I'm stuck in a meeting.",
    "Das Stück gefällt uns sehr.",
    "Could we split this into two payments?",
    "No nos ha llegado la factura.",
    "Der Preis steht in der Liste.",
    "Please send the price list.",
    "En qualité d'expert-comptable, je vous écris pour Mme Ribot.",
    "Wir sind mit der Lieferung zufrieden, keine Beanstandung.",
    "It will definitely go on Friday.",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_only_look_like_an_objection_are_none(text: str) -> None:
    assert read_dispute(text) is None
