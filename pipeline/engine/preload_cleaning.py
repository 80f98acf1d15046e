"""Imported once, by the process from which workers are forked, whatever reads in them: the cleaning of pages.

A page is cleaned, so that its patterns are compiled once: half a second that each worker would take.
"""

from __future__ import annotations

import contextlib

from pipeline.clean.article import clean_page
from pipeline.errors import BlotterError
from pipeline.schema import RawPage

_PAGE = "<html><body><h1>Fair opens</h1><p>By Ada Quill</p><p>It opened on Monday.</p></body></html>"

with contextlib.suppress(BlotterError):  # each worker will meet it again, and tell
    clean_page(RawPage("page", "page", "html", _PAGE))
