"""What lists of plans and of work can be narrowed by; every choice stands in the address."""
