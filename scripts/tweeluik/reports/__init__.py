"""What a run found, written for people and for programs: pure functions from findings to text."""
