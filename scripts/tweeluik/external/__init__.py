"""Links that leave the docset: whether they still lead somewhere, asked politely and of public hosts only."""
