"""Pages made of several apps' reading."""
