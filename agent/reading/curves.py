"""Learning curves of both votes: `python -m agent.reading.curves` trains them on growing shares of the authors.

Prints, for each share, the reader's macro-F1 on the development part with thresholds from cross-validation alone, and
how many of its plain requests, and of its other mails, the second vote lets pass at the bound in use. No random
numbers: authors are taken in the order of a checksum of their names.
"""

from dataclasses import replace
from zlib import crc32

import numpy as np
from typer import echo

from agent.domain.limits import Limits
from agent.domain.vocabulary import Intent
from agent.reading.corpus import LabelledMail, development_mails, training_mails, training_sentences
from agent.reading.encoder import Encoder, installed_encoder
from agent.reading.figures import best_thresholds, decided, macro
from agent.reading.fitting import Flags, Part, fitted, out_of_fold, part
from agent.reading.second import learn

SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    encoder, mails, unseen = installed_encoder(), training_mails(), development_mails()
    echo("share of authors   mails   macro-F1, development   second vote: plain requests pass   other mails pass")
    reader, there = part(mails, encoder), part(unseen, encoder)
    for share in SHARES:
        data = among(reader, share)
        f1 = macro_on(data, there)
        plain, others = passing(share, unseen, encoder)
        echo(f"{share:16.0%} {len(data.mails):7d} {f1:23.3f} {plain:34.0%} {others:18.1%}")


def taken(author: str, share: float) -> bool:
    return crc32(author.encode()) % 1000 < 1000 * share


def among(data: Part, share: float) -> Part:
    """The mails of this share of the authors, with their sentences."""
    kept = np.array([taken(one.author, share) for one in data.mails])
    numbers = np.cumsum(kept) - 1
    sentences = kept[data.owner]
    return replace(
        data,
        mails=[one for one, keep in zip(data.mails, kept, strict=True) if keep],
        mail_rows=data.mail_rows[kept],
        sentence_rows=data.sentence_rows[sentences],
        owner=numbers[data.owner[sentences]],
        shows=data.shows[sentences],
        labels=data.labels[kept],
        hints=data.hints[kept],
    )


def macro_on(data: Part, there: Part) -> float:
    model = fitted(data, out_of_fold(data))
    limits = best_thresholds((model.here, data.labels), (model.here, data.labels))
    return macro(decided(model.chances(there), limits), there.labels)


def passing(share: float, unseen: list[LabelledMail], encoder: Encoder | None) -> tuple[float, float]:
    """The shares of plain requests and of other mails that the second vote's classifier lets pass."""
    mails = [one for one in training_mails() if taken(one.author, share)]
    sentences = [one for one in training_sentences() if taken(one.author, share)]
    model, _, _ = learn.fitted(learn.pieces_of(mails, sentences, encoder))
    passed = learn.more_of(model, learn.pieces_of(unseen, (), encoder)) < Limits().sure_no_more
    plain: Flags = np.array([one.intents == {Intent.DOCUMENT_REQUEST} for one in unseen])
    return float(passed[plain].mean()), float(passed[~plain].mean())


if __name__ == "__main__":
    main()
