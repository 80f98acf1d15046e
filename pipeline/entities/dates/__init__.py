"""Dates as news writes them, and the days they mean."""
