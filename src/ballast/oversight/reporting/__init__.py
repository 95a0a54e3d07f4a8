"""What a month amounts to, on paper."""
