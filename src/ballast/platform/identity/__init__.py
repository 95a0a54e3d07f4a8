"""Units, people, and what each may see and do on a given day."""
