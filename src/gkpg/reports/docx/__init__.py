"""The Word document: a notice of the results, or an account for those who lead, laid out as official documents are."""
