"""Plans put together: from what is asked to a roadmap with its proof."""
