"""PostgreSQL for tests: as in production, but emptied by the owner, since the app may not truncate."""
