"""Whose names are shown: what protects a person, where hidden names stand, and texts without them."""
