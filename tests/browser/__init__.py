"""A real `blotter serve` before a real browser."""
