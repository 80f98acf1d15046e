"""Which texts are copies of one story."""
