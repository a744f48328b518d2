"""Open data: tables with their dictionary, the rules and the weights, from which others compute the result again."""
