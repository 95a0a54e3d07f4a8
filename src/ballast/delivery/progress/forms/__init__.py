"""What the pages of filing and review ask; parsing only, rules and services decide."""
