"""Imported once, by the process from which workers are forked: what they all need and none changes.

Libraries, and the patterns of the entities stage: compiled one by one as their words turn up, these cost each
worker about two seconds; here they are compiled once, and their memory is shared. The model is not among it:
which one, the settings say.
"""

from __future__ import annotations

import contextlib

from pipeline.errors import BlotterError

with contextlib.suppress(BlotterError):  # each worker will meet it again, and tell
    from pipeline import nlp

    nlp.prepare()
