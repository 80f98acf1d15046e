"""News articles in, evidence-backed events out.

The stages are folders in the order in which data flows: acquire, clean, entities, events, link, review; score
measures them. `schema` holds the records they hand on, `ontology` the types, `stages` the order, `store` the
database.
"""
