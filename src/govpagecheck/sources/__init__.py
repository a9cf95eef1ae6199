"""Sources: each yields `Page` and nothing else; none knows a rule."""
