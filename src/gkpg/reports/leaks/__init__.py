"""The leak check: a public report is read back, every part of it, and held against what is withheld."""
