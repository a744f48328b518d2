"""The fast pass over the XML of sheets; whatever is unusual goes to the strict one."""
