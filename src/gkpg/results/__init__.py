"""Results: what scoring came to, kept in a file, used again where nothing has changed."""
