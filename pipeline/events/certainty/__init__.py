"""How sure each value is."""
