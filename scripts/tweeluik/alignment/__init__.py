"""Which sentences of two texts belong together, where no spans say it."""
