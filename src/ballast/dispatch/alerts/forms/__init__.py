"""What people type: rulebooks, days, exemptions."""
