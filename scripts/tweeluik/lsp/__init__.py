"""The language server: what the checks find, said in the editor while an article is written."""
