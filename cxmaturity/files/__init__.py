"""Files in and out: YAML with line numbers, every problem at once; writing that loses nothing."""
