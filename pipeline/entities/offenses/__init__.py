"""Words that name or tell an offense, and the category they give.

in: a text    out: mentions with a category of `ontology.toml`; knows wordings, statutes and acts, not whose
the offense is or how far it got
"""
