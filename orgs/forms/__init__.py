"""Forms of orgs: they read what people type and save nothing."""
