"""The words that report an event, and of whom they speak."""
