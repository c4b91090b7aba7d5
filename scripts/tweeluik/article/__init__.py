"""Reading and writing one article."""
