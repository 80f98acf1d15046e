"""Offenses bound to the people they are laid to, with how far each has got."""
