"""What a parse says: who does what to whom, nouns for people, clauses, the words of an event."""
