"""Engines: who reads the pages, where it is not the process that asks. They all walk `stages.read_pages`.

in: raw pages, in order    out: articles and what they say, in the same order, as plain records
"""
