"""What customers say and do, in numbers: how each is worked out, how sure it is, and which groups can be shown."""
