"""Run the `handbook` command as `python -m handbook`."""

from handbook.cli import main

main()
