"""Pages of bringing workbooks in."""
