"""What builds the parts that are not Python: assets and translations."""
