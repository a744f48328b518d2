"""Reports: one table model, one module a format."""
