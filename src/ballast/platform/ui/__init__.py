"""The design system: tokens, components, base page, and how a page answers."""
