"""Files by content: stored once, checked, served only through their owner."""
