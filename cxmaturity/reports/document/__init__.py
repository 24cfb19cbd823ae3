"""Documents: what is laid out, block by block, in words; each format lays the same document out."""
