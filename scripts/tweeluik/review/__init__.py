"""Pages on which translators look at the alignment of articles, with what the checks found."""
