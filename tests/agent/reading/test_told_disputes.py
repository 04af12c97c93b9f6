"""Grievances told without their usual words, and words of paying that sound like one: a table in five languages."""

import pytest

from agent.domain.vocabulary import DisputeReason as Why
from agent.reading.disputes import read_dispute
from agent.reading.objections import read_objection

TOLD = [
    (Why.BALANCE_DIFFERENCE, "Your statement has us at £3,922.10 and my ledger makes it 3,106.10."),
    (Why.BALANCE_DIFFERENCE, "Ihr Auszug weist 3.922,10 aus, unsere Buchhaltung 3.106,10."),
    (Why.DUPLICATE, "These appear to be the same filters you charged us for last winter."),
    (Why.DUPLICATE, "Ce sont les mêmes joints que vous nous avez déjà facturés."),
    (Why.QUANTITY, "You billed 310 crates on KO-26-1307 and what we can find, and signed for, is 288."),
    (Why.QUANTITY, "Er is weer te weinig geleverd: 40 zakken zout besteld, 25 gekregen en 40 gefactureerd."),
    (Why.QUANTITY, "Se facturan 24 bidones de algicida y en el almacén entraron 20."),
    (Why.QUANTITY, "There were 40 bags ordered, and only 25 delivered."),
    (Why.WRONG_ENTITY, "KO-26-1307 isn't ours. That pump was for Pickard Pools. Can you take it off us please."),
    (
        Why.QUALITY,
        "Bei den Balken blättert die Lasur schon nach sechs Wochen großflächig ab, so nehmen wir sie nicht ab.",
    ),
    (Why.QUALITY, "Minstens dertig balken zitten vol windscheuren. We blokkeren de betaling."),
    (Why.CREDIT_CLAIM, "40 pallets went back. To date no credit has been received against KO-26-1307."),
    (Why.SHORT_PAY, "We're taking £504.00 off KO-26-1307, agreed on site with your driver."),
    (Why.UNAUTHORISED_ORDER, "Bestellt hat das eine Praktikantin, telefonisch und ohne mein Wissen."),
    (Why.QUALITY, "The heater tripped the board again today. I'm not paying for one that doesnt work."),
    (Why.QUALITY, "We are withholding KO-26-1307. Three of the vessels have delaminating linings."),
    (Why.QUANTITY, "En el almacén contaron 28 bultos y en la factura vienen 32."),
    (Why.NON_DELIVERY, "The yard has no trace of these gauges and nobody signed for anything."),
    (Why.UNAUTHORISED_ORDER, "Personne ici n'a commandé ces cartons et aucun de nous n'a signé."),
    (Why.UNAUTHORISED_ORDER, "Nadie de la oficina ha pedido estas cajas."),
    (
        Why.BILLING_DATA,
        "Auf der Rechnung steht die UID eines anderen Betriebs. Bitte stellen Sie sie mit den richtigen Angaben neu aus.",
    ),
    (
        Why.BILLING_DATA,
        "Le numéro de TVA imprimé sur la facture n'est plus le nôtre, il faudra refaire la 26-1307 avec le bon.",
    ),
    (Why.BILLING_DATA, "Het btw-nummer op de factuur is niet meer het onze."),
    (Why.QUALITY, "De pomp is na twee dagen vastgelopen, tot uw monteur is geweest betalen wij niet."),
    (Why.QUALITY, "Une dizaine de boîtes bombées, j'ai tout retiré de la vente, dites-nous s'il y a un rappel."),
    (Why.QUALITY, "The tins have bulging lids, we have taken them all off sale."),
    (Why.PRICE, "It will not be approved as it stands: the framework rate is 14,200 each and you have charged 15,975."),
    (Why.PRICE, "From memory it carries a call-out charge of 180 that nobody here agreed to."),
    (Why.PRICE, "De toeslag op de factuur hebben wij nooit afgesproken."),
    (Why.NON_DELIVERY, "The cartons did not arrive. We asked two times to your dispatch. Where is the material?"),
    (Why.PRICE, "Jullie rekenen 3,85 per meter. In de raamovereenkomst staat 3,20. Klopt dit wel?"),
    (
        Why.CREDIT_CLAIM,
        "Am 3. August haben Sie uns eine Gutschrift über CHF 210.00 zugesagt. Bis heute ist nichts eingetroffen.",
    ),
]


@pytest.mark.parametrize(("reason", "text"), TOLD)
def test_what_is_found_wrong_is_told_in_many_ways(reason: Why, text: str) -> None:
    found = read_dispute(text)
    assert found is not None and found.reason is reason


def test_what_is_kept_for_something_else_is_no_reservation() -> None:
    assert read_dispute("Le numéro est réservé à autre chose.") is None


OUTRIGHT = [
    (Why.PRICE, "The trays are on KO-26-1307 at 1.15 each but our purchase order has 0.98."),
    (Why.PRICE, "Our quote says 14.20 whereas the invoice shows 15.60."),
    (Why.PRICE, "Die Kartons sind zu 2,35 berechnet, in der Bestellung stehen aber 2,10 - aber laut Auftrag 2,10."),
    (Why.PRICE, "Les bacs sont facturés à 3,40 alors que notre commande indique 3,05."),
    (Why.PRICE, "Las cajas vienen a 0,85 pero en nuestro pedido pone 0,72."),
    (Why.PRICE, "De kratten staan aan 4,75 op de factuur, maar onze bestelling zegt 4,30."),
    (Why.NON_DELIVERY, "The consignment is yet to reach our yard."),
    (Why.NON_DELIVERY, "We are yet to receive any of the goods."),
    (Why.NON_DELIVERY, "Die Sendung steckt noch immer beim Zoll."),
    (Why.NON_DELIVERY, "Les marchandises se font toujours attendre."),
    (Why.NON_DELIVERY, "El contenedor sigue en la aduana."),
    (Why.NON_DELIVERY, "De levering laat al weken op zich wachten."),
    (Why.QUANTITY, "We counted 18 drums and the invoice lists 24."),
    (Why.QUANTITY, "Se contaron 18 bidones y en la factura figuran 24."),
    (Why.QUANTITY, "Nous avons compté 18 fûts et la facture en indique bien 24."),
    (Why.CREDIT_CLAIM, "Your Mr Hill offered us £75 for the late visit. It has not been deducted anywhere."),
    (Why.CREDIT_CLAIM, "Ihre Kollegin hat uns 60 Euro zugesagt. In der Aufstellung ist das nicht berücksichtigt."),
    (Why.CREDIT_CLAIM, "Votre commercial nous a promis 60 euros. Ils ne sont pas pris en compte."),
    (Why.CREDIT_CLAIM, "Su comercial nos ofreció 60 euros. En el extracto no aparecen."),
    (Why.CREDIT_CLAIM, "Uw collega heeft ons 60 euro beloofd. Dat is nog niet verrekend."),
]


@pytest.mark.parametrize(("reason", "text"), OUTRIGHT)
def test_what_is_told_plainly_is_a_dispute_without_the_classifier(reason: Why, text: str) -> None:
    found = read_dispute(text)
    assert found is not None and found.reason is reason
    assert read_objection(text) is not None


REASONS = [
    (Why.DUPLICATE, "KO-26-1307 was already included in KO-26-1290."),
    (Why.DUPLICATE, "Die Fuhre war schon in Rechnung KO-26-1290."),
    (Why.DUPLICATE, "Cette livraison était déjà comprise dans la facture 4471."),
    (Why.DUPLICATE, "Esto ya iba dentro de la 4471."),
    (Why.DUPLICATE, "Dit zat al in factuur 4471."),
    (Why.DUPLICATE, "Mismo albarán, misma obra: lo hemos recibido en dos facturas."),
    (Why.UNAUTHORISED_ORDER, "The go-ahead for this was never given."),
    (Why.UNAUTHORISED_ORDER, "Dafür wurde nie eine Freigabe erteilt."),
    (Why.UNAUTHORISED_ORDER, "Jamais nous n'avons donné notre accord."),
    (Why.UNAUTHORISED_ORDER, "Nunca se dio el visto bueno."),
    (Why.UNAUTHORISED_ORDER, "Hiervoor is nooit een goedkeuring gegeven."),
    (Why.UNAUTHORISED_ORDER, "Von dieser Bestellung weiß bei uns niemand."),
    (Why.UNAUTHORISED_ORDER, "Nobody here knows anything about this order."),
]


@pytest.mark.parametrize(("reason", "text"), REASONS)
def test_the_reason_is_read_where_its_usual_words_are_missing(reason: Why, text: str) -> None:
    found = read_dispute(text)
    assert found is not None and found.reason is reason


NO_DISPUTE = [
    "Ayer transferimos 300 USD en cancelación de la factura 4471.",
    "Cancelaremos el saldo el viernes por transferencia.",
    "La remesa se ha retrasado en el banco y no llegamos al corte de hoy.",
    "Le virement n'est pas parti, le gérant n'a pas signé à temps.",
    "Please send KO-26-1307 for 1,200.00 and order 4411 for 980.50.",
    "The delivery note for these goods is yet to reach us, please send it.",
    "We promised you 60 euros, please send the invoice.",
    "Your office offered us an appointment.",
    "Mein Mann ist ab sofort nur noch unter 0171 5550 883 erreichbar.",
    "Two schools have half a dozen of your blue pallets behind the bike sheds.",
]


@pytest.mark.parametrize("text", NO_DISPUTE)
def test_words_of_paying_and_of_papers_are_no_grievance(text: str) -> None:
    assert read_objection(text) is None
    assert read_dispute(text, asking="send" in text) is None


def test_an_order_that_was_cancelled_stays_one() -> None:
    found = read_dispute("Pedimos el reembolso del pago por cancelación del pedido.")
    assert found is not None and found.reason is Why.CANCELLED_ORDER
