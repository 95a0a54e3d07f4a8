"""Settings, routes, reactions, jobs and the `ballast` entry: the only place that knows all."""
