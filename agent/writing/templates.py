"""The writer without a model: a considerate, exact letter from sentences, the mail's own figures and the books."""

from agent.domain.facts import Brief, DraftText
from agent.writing.cautions import warnings_for
from agent.writing.composition import Composition, compose
from agent.writing.subjects import reply_subject


class TemplateWriter:
    """Deterministic: the same brief gives the same draft. It grants, admits and demands nothing."""

    name = "templates"
    version = "1"

    def write(self, brief: Brief) -> DraftText:
        return self.draft(brief, compose(brief))

    def draft(self, brief: Brief, composition: Composition) -> DraftText:
        body, facts = composition.marks.resolve(composition.letter)
        newest = composition.asks[-1].mail.subject if composition.asks else ""
        return DraftText(
            subject=reply_subject(brief.subject or newest),
            body=body,
            facts=facts,
            documents=tuple(composition.papers.found),
            writer=f"{self.name}.{self.version}",
            warnings=warnings_for(brief, composition, body),
        )
