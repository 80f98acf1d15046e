"""`python -m pipeline.cli` is `blotter`."""

from pipeline.cli.app import main

main()
