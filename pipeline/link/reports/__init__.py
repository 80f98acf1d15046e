"""Reports of people and of events, weighed against each other, in clusters, voices and conflicts."""
