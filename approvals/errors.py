"""What can go wrong between a person and a page: each with a code, a web status and a sentence fit to show."""

from collections.abc import Mapping, Sequence

Kept = tuple[tuple[str, str], ...]
"""What the person had typed, as form fields, so that no error page loses it."""


class WebError(Exception):
    status = 500
    code = "DC-600"
    title = "Something went wrong"

    def __init__(self, sentence: str, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.code


class PlainHttp(WebError):
    status, code, title = 403, "DC-401", "This connection is not protected"


class SignInNeeded(WebError):
    status, code, title = 401, "DC-601", "Please sign in"

    def __init__(self, back: str, kept: Kept = ()) -> None:
        super().__init__("Please sign in to go on.")
        self.back, self.kept = back, kept


class Forged(WebError):
    """The form did not come from one of our pages."""

    status, code, title = 403, "DC-602", "This form could not be accepted"


class Forbidden(WebError):
    status, code, title = 403, "DC-603", "This is not yours to do"


class Away(WebError):
    """The database cannot be reached: it is being started, or somebody must look."""

    status, code, title = 503, "DC-606", "Please wait a moment"

    def __init__(self) -> None:
        super().__init__(
            "The database does not answer right now. Load the page again in a moment, and look whether your last click "
            "was kept before you repeat it."
        )


class NotFound(WebError):
    status, code, title = 404, "DC-604", "Not found"

    def __init__(self, what: str = "page") -> None:
        super().__init__(f"There is no such {what}, or it belongs to a company you do not work for.")


class Stale(WebError):
    """Somebody or something was faster. `changes` tell who and what; `case_id` is where the text can be used again.

    `over`: nothing is left to decide, so that saying this is enough, without the case."""

    status, code, title = 409, "DC-609", "Not sent: something changed"

    def __init__(self, changes: Sequence[str], case_id: str = "", kept: Kept = (), over: bool = False) -> None:
        super().__init__("The case is not as it was when you opened it.")
        self.changes, self.case_id, self.kept, self.over = tuple(changes), case_id, kept, over


class TooLate(WebError):
    status, code, title = 410, "DC-610", "Too late to undo"


class TooLarge(WebError):
    status, code, title = 413, "DC-613", "Too large"


class Unfit(WebError):
    """The form holds something that cannot be used. `problems`: field → sentence."""

    status, code, title = 422, "DC-622", "Please look at this again"

    def __init__(
        self, problems: Mapping[str, str] | str, case_id: str = "", kept: Kept = (), code: str | None = None
    ) -> None:
        found = {"": problems} if isinstance(problems, str) else dict(problems)
        super().__init__(" ".join(found.values()), code)
        self.problems, self.case_id, self.kept = found, case_id, kept


class TooMany(WebError):
    status, code, title = 429, "DC-629", "Please wait a moment"
