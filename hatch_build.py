"""Puts htmx into the wheel from the package that carries it, so that no foreign script stands in this repository."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = find_spec("django_htmx")
        if package is None or not package.submodule_search_locations:
            raise RuntimeError("django-htmx is missing; install requirements/run.lock first (make install)")
        script = Path(package.submodule_search_locations[0], "static", "django_htmx", "htmx-2.min.js")
        build_data["force_include"][str(script)] = "approvals/static/vendor/htmx.min.js"
