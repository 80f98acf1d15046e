"""A pipeline that only takes English apart into words, made once for all tests, of which none adds to it."""

import spacy

ENGLISH = spacy.blank("en")
