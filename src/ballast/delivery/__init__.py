"""What moves a project: plans, filings, money, permits, and the ledgers they arrive in."""
