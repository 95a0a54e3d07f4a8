"""Capabilities that know nothing of projects: journal, jobs, people, code lists, sheets, pages."""
