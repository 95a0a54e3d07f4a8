"""The plan desk: declare, select, issue, adjust; targets, applications, outside figures."""
