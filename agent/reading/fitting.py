"""Fits the local reader's classifiers. Needs scikit-learn, so nothing at run time imports this.

Scores of the training part are always out of fold, with all mails of one author in the same fold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from agent.domain.facts import Facts
from agent.domain.vocabulary import Intent
from agent.reading.clauses import clauses_of
from agent.reading.corpus import LabelledMail
from agent.reading.encoder import Encoder
from agent.reading.extract import extract
from agent.reading.features import Rows, hints, rows
from agent.reading.model import INTENTS, PLEAS, REASONS, joined

FOLDS = 5
MAIL_C, SENTENCE_C, JOINT_C = 0.1, 0.03, 1.0
REQUEST = INTENTS.index(Intent.DOCUMENT_REQUEST)
MIXED = 0.3
"""What a request with another matter beside it counts when chances are calibrated: the training mails hold three times
as many of them as a mailbox does, for the second vote to learn from."""
Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """A set of mails as numbers. `owner[k]` is the mail of sentence k; `shows[k, i]`: 1 yes, 0 no, -1 not known."""

    mails: Sequence[LabelledMail]
    mail_rows: Numbers
    sentence_rows: Numbers
    owner: npt.NDArray[np.int64]
    shows: npt.NDArray[np.int8]
    labels: Flags
    hints: Numbers

    def columns(self, mail: Sequence[int]) -> "Part":
        """The same with some columns of the mail rows only."""
        return replace(self, mail_rows=self.mail_rows[:, mail])


def part(mails: Sequence[LabelledMail], encoder: Encoder | None) -> Part:
    made: list[Rows] = []
    owner: list[int] = []
    shows: list[list[int]] = []
    for number, one in enumerate(mails):
        sentences = clauses_of(one.mail)
        made.append(rows(sentences, encoder))
        texts = [sentence.text for sentence in sentences] or [""]
        owner += [number] * len(texts)
        shows += [[evidence(one, text, intent) for intent in INTENTS] for text in texts]
    labels = np.array([[intent in one.intents for intent in INTENTS] for one in mails])
    given = np.stack([hints(extracted(one)) for one in mails])
    mail_rows = np.stack([one.mail for one in made])
    sentence_rows = np.concatenate([one.sentences for one in made])
    return Part(mails, mail_rows, sentence_rows, np.array(owner), np.array(shows, np.int8), labels, given)


def extracted(one: LabelledMail) -> Facts:
    return extract(one.mail, one.sent, one.mail.language, (), frozenset())


def evidence(one: LabelledMail, text: str, intent: Intent) -> int:
    """Whether this sentence shows the intent. Other sentences of a mail that has it may show it too: not known."""
    if intent not in one.intents:
        return 0
    words = one.evidence.get(intent, "")
    ends = [end.strip() for end in (words[:25], words[-25:]) if len(end.strip()) > 8]
    return 1 if text and words and (text in words or words in text or any(end in text for end in ends)) else -1


# --- fitting --------------------------------------------------------------------------------------------------------


def fit(features: Numbers, labels: Flags, strength: float, *, balanced: bool = True, weights: Any = None) -> Any:
    """`weights`: how much each row counts, all the same where there are none."""
    weight = "balanced" if balanced else None
    model = LogisticRegression(C=strength, max_iter=500, tol=1e-3, class_weight=weight)
    return model.fit(features, labels, sample_weight=weights)


def linear(models: Sequence[Any]) -> tuple[Numbers, Numbers]:
    weights = np.stack([one.coef_[0] for one in models]).astype(np.float16).astype(np.float32)
    return weights, np.array([one.intercept_[0] for one in models], np.float32)


def fit_mail(data: Part, chosen: npt.NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    return linear([fit(data.mail_rows[chosen], data.labels[chosen, i], MAIL_C) for i in range(len(INTENTS))])


def fit_sentence(data: Part, chosen: npt.NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    among = np.isin(data.owner, chosen)
    known = [among & (data.shows[:, i] >= 0) for i in range(len(INTENTS))]
    fitted = [fit(data.sentence_rows[one], data.shows[one, i] == 1, SENTENCE_C) for i, one in enumerate(known)]
    return linear(fitted)


def score_mail(data: Part, model: tuple[Numbers, Numbers]) -> Numbers:
    return np.asarray(data.mail_rows @ model[0].T + model[1], np.float32)


def score_sentence(data: Part, model: tuple[Numbers, Numbers]) -> Numbers:
    best = np.full(data.labels.shape, -99, np.float32)
    np.maximum.at(best, data.owner, data.sentence_rows @ model[0].T + model[1])
    return best


def fit_detail(data: Part, given: Sequence[StrEnum | None], names: Sequence[StrEnum]) -> tuple[Numbers, Numbers]:
    """Tells mails of one intent apart, by those whose detail is labelled; every name must occur among them."""
    known = [number for number, one in enumerate(given) if one is not None]
    classes = [names.index(one) for one in given if one is not None]
    model = LogisticRegression(C=MAIL_C, max_iter=500, tol=1e-3, class_weight="balanced")
    model.fit(data.mail_rows[known], classes)
    if [*model.classes_] != [*range(len(names))]:
        raise ValueError(f"no training mail for one of {', '.join(names)}")
    return model.coef_.astype(np.float16).astype(np.float32), np.asarray(model.intercept_, np.float32)


def folds(data: Part) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    authors = [one.author for one in data.mails]
    return list(GroupKFold(FOLDS).split(data.mail_rows, groups=authors))


def out_of_fold(data: Part) -> tuple[Numbers, Numbers]:
    """Both scores of every mail, from models that saw no mail of its author."""
    mail, sentence = np.zeros(data.labels.shape, np.float32), np.zeros(data.labels.shape, np.float32)
    for seen, unseen in folds(data):
        mail[unseen] = score_mail(data, fit_mail(data, seen))[unseen]
        sentence[unseen] = score_sentence(data, fit_sentence(data, seen))[unseen]
    return mail, sentence


def fit_joint(mail: Numbers, sentence: Numbers, hint: Numbers, labels: Flags) -> Numbers:
    """Joins the two scores with the hints and calibrates them (Platt's way: a logistic curve over out-of-fold scores)."""
    joint = []
    counted = np.where(labels[:, REQUEST] & (labels.sum(axis=1) > 1), MIXED, 1.0)
    for i in range(len(INTENTS)):
        given = np.column_stack([mail[:, i], sentence[:, i], hint])
        one = fit(given, labels[:, i], JOINT_C, balanced=False, weights=counted)
        joint.append([*one.coef_[0], one.intercept_[0]])
    return np.array(joint, np.float32)


def chances(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def out_of_fold_chances(data: Part, mail: Numbers, sentence: Numbers) -> Numbers:
    found = np.zeros(mail.shape, np.float32)
    for seen, unseen in folds(data):
        joint = fit_joint(mail[seen], sentence[seen], data.hints[seen], data.labels[seen])
        found[unseen] = chances(joined(joint, mail[unseen], sentence[unseen], data.hints[unseen]))
    return found


@dataclass(frozen=True)
class Fitted:
    """Both classifiers trained on everything, joined; `here`: out-of-fold chances of the training part."""

    mail: tuple[Numbers, Numbers]
    sentence: tuple[Numbers, Numbers]
    joint: Numbers
    here: Numbers
    reason: tuple[Numbers, Numbers]
    plea: tuple[Numbers, Numbers]

    def chances(self, data: Part) -> Numbers:
        scores = score_mail(data, self.mail), score_sentence(data, self.sentence)
        return chances(joined(self.joint, *scores, data.hints))

    def arrays(self, prefix: str) -> dict[str, Numbers]:
        """As `model.load` expects them; the weights were rounded to half precision before they were used."""
        named: dict[str, Any] = {"mail": self.mail[0].astype(np.float16), "mail_bias": self.mail[1], "joint": self.joint,
                 "sentence": self.sentence[0].astype(np.float16), "sentence_bias": self.sentence[1],
                 "reason": self.reason[0].astype(np.float16), "reason_bias": self.reason[1],
                 "plea": self.plea[0].astype(np.float16), "plea_bias": self.plea[1]}  # fmt: skip
        return {f"{prefix}_{name}": array for name, array in named.items()}


def fitted(data: Part, scores: tuple[Numbers, Numbers]) -> Fitted:
    """`scores`: those of `out_of_fold`, which take the most time."""
    everything = np.arange(len(data.mails))
    joint = fit_joint(*scores, data.hints, data.labels)
    return Fitted(
        mail=fit_mail(data, everything),
        sentence=fit_sentence(data, everything),
        joint=joint,
        here=out_of_fold_chances(data, *scores),
        reason=fit_detail(data, [one.reason for one in data.mails], REASONS),
        plea=fit_detail(data, [one.plea for one in data.mails], PLEAS),
    )
