"""The leaders' cockpit and the wall: one month of the whole city on one page."""
