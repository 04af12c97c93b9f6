"""The web inbox as a process."""

import importlib.metadata
import socket
import threading
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from approvals.app import create_app
from approvals.config import WebConfig
from approvals.proxies import networks
from connectors.ports import ConnectorError
from duecourse.errors import Misconfigured
from duecourse.settings import Settings
from duecourse.wiring import Installation

HTMX = "approvals/static/vendor/htmx.min.js"


def app_of(here: Installation, mounts: tuple[tuple[str, ASGIApp], ...] = ()) -> ASGIApp:
    return create_app(
        here.engine,
        WebConfig(
            secret=here.keys.web,
            mail_key=here.keys.mail,
            base_url=here.settings.address,
            secure_cookies=here.settings.address.startswith("https://"),
            limits=here.limits,
            blobs=here.blobs,
            htmx_path=htmx(),
            extra_mounts=mounts,
            blob_trouble=(ConnectorError, OSError),
            writes_freely=here.settings.writer == "openai",
            trusted_proxies=networks(here.settings.trusted_proxies),
        ),
    )


def htmx() -> Path | None:
    """The script comes in the wheel, from the package that carries it."""
    path = Path(str(importlib.metadata.distribution("duecourse").locate_file(HTMX)))
    return path if path.exists() else None


def run(here: Installation, stop: threading.Event, mounts: tuple[tuple[str, ASGIApp], ...] = ()) -> None:
    """Serve until told to stop. Raises Misconfigured (DC-630) where the port is taken."""
    require_port(here.settings)
    config = uvicorn.Config(
        app_of(here, mounts),
        host=here.settings.host,
        port=here.settings.port,
        log_level="warning",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while thread.is_alive() and not stop.wait(0.2):
        pass
    server.should_exit = True
    thread.join(timeout=10)


def require_port(settings: Settings) -> None:
    if not settings.port:
        raise Misconfigured("DC-110", "DUECOURSE_PORT is 0, where nobody would find the inbox. Choose 1 to 65535.")
    if not port_is_free(settings.host, settings.port):
        place = f"{settings.host}:{settings.port}"
        raise Misconfigured("DC-630", f"{place} is taken or not of this machine. Set DUECOURSE_PORT or DUECOURSE_HOST.")


def port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
