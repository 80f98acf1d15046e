"""Article -> mentions."""
