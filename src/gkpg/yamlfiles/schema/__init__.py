"""JSON Schemas: the form of gkpg's files as editors understand it."""
