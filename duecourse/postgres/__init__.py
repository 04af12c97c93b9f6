"""The embedded PostgreSQL: a server in the data folder, for whoever has none of their own.

It listens on a Unix socket alone, in a folder that only its own account (and root) may enter. It is shared by all
our processes and survives each of them, except a command that is the last to need it; else only `stop` stops it.
Every change of state happens under a lock file beside the data, so that any number of processes may ask for it at once.
"""

from duecourse.postgres.binaries import EmbeddedServerFailed, programs
from duecourse.postgres.place import cluster_folder
from duecourse.postgres.safety import DatabaseTooOld, UnsafeDatabase, check_durability
from duecourse.postgres.server import Status, ensure_running, ready, status, stop
from duecourse.postgres.url import NotADatabaseAddress, for_libpq, with_database
from duecourse.postgres.users import for_one_command

__all__ = [
    "DatabaseTooOld",
    "EmbeddedServerFailed",
    "NotADatabaseAddress",
    "Status",
    "UnsafeDatabase",
    "check_durability",
    "cluster_folder",
    "ensure_running",
    "for_libpq",
    "for_one_command",
    "programs",
    "ready",
    "status",
    "stop",
    "with_database",
]
