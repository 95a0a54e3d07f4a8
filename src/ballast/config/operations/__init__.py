"""What an operator does to a running house: serve, look after, keep, bring back, renew."""
