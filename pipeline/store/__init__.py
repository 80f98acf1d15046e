"""All SQL: opening and checking a file, rows and records, writing, queries."""
