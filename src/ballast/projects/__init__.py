"""The register: one project, one number, from idea to evaluation."""
