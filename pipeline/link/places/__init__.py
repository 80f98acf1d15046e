"""Facilities and counties to entries of a gazetteer, by the places an article names."""
