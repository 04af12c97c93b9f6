"""A role of the product as the rig starts it: the real thing, with shorter times, named points to die at, and, where asked
for, one guard taken away.

python -m tests.faults.entry ROLE

FAULT_READY: file that appears when the role begins its work. FAULT_POINTS: file that is told of every death at a point. FAULT_AT=name:n: die there at the nth time.
FAULT_FILES=n: no more open files than n. FAULT_CLOCK=h: a clock h hours off. FAULT_WITHOUT: name of the guard that is taken away. Without FAULT_RIG=1 this refuses to start.
"""

import os
import sys
from pathlib import Path


def main(role: str) -> None:
    if os.environ.get("FAULT_RIG") != "1":
        sys.exit("This is a part of the tests: FAULT_RIG=1 is not set.")
    from tests.faults import haste, points, troubles, unguarded

    troubles.put_in()
    haste.shorten(role)
    points.announce(role, Path(os.environ["FAULT_READY"]))
    points.arm(role, os.environ.get("FAULT_AT", ""))
    unguarded.remove(os.environ.get("FAULT_WITHOUT", ""), role)
    from duecourse import cli

    sys.argv = ["duecourse", role]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1])
