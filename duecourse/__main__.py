"""`python -m duecourse` is the same as `duecourse`."""

from duecourse.cli import main

main()
