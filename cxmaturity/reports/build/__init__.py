"""From the view to documents: every word of a report is put together here, once, for every format."""
