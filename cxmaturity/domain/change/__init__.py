"""What moved between two assessments of one organisation, and why."""
