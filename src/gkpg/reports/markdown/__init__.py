"""The report as Markdown, as GitHub shows it: for pages and comments."""
