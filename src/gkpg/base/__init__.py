"""What every room stands on: text, points, names, memory of earlier work. Nothing here knows the domain."""
