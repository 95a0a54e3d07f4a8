"""Closing, ranking, inspecting, looking back."""
