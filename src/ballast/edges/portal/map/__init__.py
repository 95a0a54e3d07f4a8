"""一张图: the city's areas and projects on a map, and the boundaries it is drawn by."""
