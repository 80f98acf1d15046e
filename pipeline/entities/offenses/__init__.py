"""Words that name or tell an offense, and the category they give."""
