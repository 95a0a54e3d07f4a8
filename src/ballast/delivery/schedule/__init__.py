"""Month nodes and week tasks: what each project is to reach next, and what came of it."""
