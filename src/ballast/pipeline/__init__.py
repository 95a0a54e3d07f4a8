"""Before delivery: the reserve and investment attraction."""
