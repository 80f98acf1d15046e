"""Tellings of events: when each is set, and which tell of one happening."""
