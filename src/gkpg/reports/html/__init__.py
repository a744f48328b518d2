"""The page: a report as one HTML file that needs nothing else, neither a server nor a network nor a script."""
