"""The author's tools; nothing on the road of a score imports them."""
