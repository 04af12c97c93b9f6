"""Where the files of an embedded server lie: its data, and the socket through which alone it is reached."""

import logging
import os
import pwd
import re
import shutil
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR

from duecourse.postgres.binaries import EmbeddedServerFailed, may, own_folder

logger = logging.getLogger(__name__)

# The whole name of a socket may have 107 bytes (macOS: 103), of which PostgreSQL takes 14.
LONGEST_SOCKET_FOLDER = 89
SHORT_FOLDER = Path("/tmp")


def cluster_folder(data: Path) -> Path:
    """The folder of the data itself: `data`, or the one that the note beside it names."""
    note = _note(data)
    return Path(note.read_text(encoding="utf-8").strip()) if note.exists() else data


def _note(data: Path) -> Path:
    return data.with_name(data.name + ".location")


def reachable(data: Path, account: pwd.struct_passwd | None) -> Path:
    """A folder for this data that `account` can enter: `data`, or one of our own, noted beside `data` for ever.

    A database that exists stays where it is: an empty one elsewhere would look like lost data.
    """
    cluster = cluster_folder(data)
    if may(account, "test", "-x", cluster.parent):
        return cluster
    if account is None or is_made(cluster):
        raise EmbeddedServerFailed(
            f"The folder {cluster.parent} is closed to the account {account.pw_name if account else 'in use'}, which "
            "runs the database; allow it to pass (chmod o+x on each closed folder above), or move the data folder."
        )
    own = own_folder().resolve() / sha256(os.fsencode(data)).hexdigest()[:16]
    _note(data).write_text(f"{own}\n", encoding="utf-8")
    logger.warning(
        "The folder %s is closed to the account %s: the database is in %s.", data.parent, account.pw_name, own
    )
    return own


def is_made(cluster: Path) -> bool:
    try:
        return (cluster / "PG_VERSION").exists()
    except PermissionError:
        # Somebody else's private folder: whatever it holds, we must not make anything in its place.
        return True


def fresh_folder(cluster: Path, account: pwd.struct_passwd | None) -> Path:
    """An empty folder beside the place of the cluster, in which to make it; what an interrupted start left is removed."""
    if cluster.exists() and any(cluster.iterdir()):
        raise EmbeddedServerFailed(
            f"The folder {cluster} holds something else than a database; choose another data folder."
        )
    folder = cluster.with_name(cluster.name + ".unfinished")
    shutil.rmtree(folder, ignore_errors=True)
    _make_private(folder, account)
    return folder


def socket_folder(cluster: Path, account: pwd.struct_passwd | None) -> Path:
    """The folder of the socket: the cluster's own, or a private one where its name is too long or has odd letters."""
    name = os.fsencode(cluster)
    if len(name) <= LONGEST_SOCKET_FOLDER and re.fullmatch(rb"[A-Za-z0-9_./+-]+", name):
        return cluster
    folder = SHORT_FOLDER / f"duecourse-{sha256(name).hexdigest()[:16]}"
    if not folder.exists():
        _make_private(folder, account)
    _refuse_a_trap(folder, account.pw_uid if account else os.geteuid())
    return folder


def _make_private(folder: Path, account: pwd.struct_passwd | None) -> None:
    folder.mkdir(mode=0o700)
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)


def _refuse_a_trap(folder: Path, owner: int) -> None:
    """Anybody may make a folder in /tmp: in one that is not ours alone, a stranger's server could answer us."""
    found = folder.lstat()
    if not S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise EmbeddedServerFailed(f"The folder {folder} should belong to duecourse alone and does not; remove it.")
