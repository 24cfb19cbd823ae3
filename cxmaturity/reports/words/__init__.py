"""The sentences that say a result and a plan, each in one place."""
