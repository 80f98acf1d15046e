"""The words that report an event, and of whom they speak.

in: a parsed `Doc`, its people    out: `Trigger`s with the frame of each, the people and groups of a trigger;
knows the frames of `frames/`, lists and numbers, not whether it happened
"""
