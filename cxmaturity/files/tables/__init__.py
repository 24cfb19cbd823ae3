"""Tables of others, as their programs export them: rows of text with their places, whatever the file is."""
