"""What is raised when two people write at once: the word of orgs, by which all services of plans say it."""

from orgs.conflicts import StaleVersion

__all__ = ["StaleVersion"]
