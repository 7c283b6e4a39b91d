"""Factories: valid by default, traits for situations, trees through the services."""
