"""Writes of plans. Views and commands change the database only through these functions."""
