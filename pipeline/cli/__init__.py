"""The command line, a module for each group of commands; what prints are these modules alone."""

from pipeline.cli.app import app, main

__all__ = ["app", "main"]
