"""Reading sheets: from a workbook that was handed in to the scores in it."""
