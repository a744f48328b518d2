"""Display: what a cell shows of what it holds."""
