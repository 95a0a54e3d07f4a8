"""Where the outside meets Ballast: pages, commands, the demo."""
