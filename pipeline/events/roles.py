"""Says what part a person plays: subject, official, victim or other."""

from __future__ import annotations

from pipeline.events.entity import Entity


def role_of(entity: Entity, is_subject: bool) -> str:
    """Return the role; whoever something is reported of is a subject, whatever office they hold."""
    if is_subject:
        return "subject"
    if entity.official and not entity.private:
        return "official"
    if entity.victim or (not entity.names and entity.age is not None):
        return "victim"
    return "other"
