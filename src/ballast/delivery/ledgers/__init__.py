"""The importer: a unit's workbook in, projects, plans and filings out."""
