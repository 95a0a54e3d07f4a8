"""What the plan desk's pages ask; parsing only, services decide."""
