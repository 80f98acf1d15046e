"""Within-document coreference: mentions -> the people of an article, with name and role."""
