"""Names of people, their ages and nationalities."""
