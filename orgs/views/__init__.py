"""Pages of orgs."""
