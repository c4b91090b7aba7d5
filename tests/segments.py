"""Segments as they stand in articles, for tests that write articles of their own."""


def pair(name: str | int, target: str, source: str) -> str:
    """Write a translation and its source under one id; a number stands for an id of an article of tests."""
    name = f"a1b2c-{name}" if isinstance(name, int) else name
    lookup = f'<span class="sxs-lookup"><span data-stu-id="{name}">{source}</span></span>'
    return f'<span data-ttu-id="{name}">{target}</span>{lookup}'
