"""Work done later: deferred in the caller's transaction, run by the worker, safe to run twice."""
