"""Words for the model, as versioned data: `name.N.md`. A released version never changes; a better one gets the next N."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Prompt:
    """`sha256`: of the file's bytes, hex; stored beside every answer together with name and version."""

    name: str
    version: int
    text: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}.{self.version}"


@lru_cache
def prompt(name: str, version: int) -> Prompt:
    """Raises FileNotFoundError for a prompt that was never released."""
    content = (FOLDER / f"{name}.{version}.md").read_bytes()
    return Prompt(name, version, content.decode("utf-8").strip(), sha256(content).hexdigest())
