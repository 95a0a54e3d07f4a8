"""Speed bars: each is a function that measures one thing and says what it must not exceed."""
