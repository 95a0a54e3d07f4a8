"""Code tables with dates of effect: regions, industries, stages, nodes, steps, schemes."""
