"""Steps of a thought, their roles and counts; all of it heuristic, and none of it knows tokens or screens."""
