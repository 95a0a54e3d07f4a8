"""An invented city, so that a newcomer sees the whole month run."""
