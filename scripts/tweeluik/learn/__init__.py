"""Learn Markdown: CommonMark with GFM tables and the constructs of the source format."""
