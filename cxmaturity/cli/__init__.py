"""The commands: thin, one file each, behind one error boundary."""
