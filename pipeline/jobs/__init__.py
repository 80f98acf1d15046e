"""Work over a whole database that takes several stages: linking, copies, decisions, claims."""
