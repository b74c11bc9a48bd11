"""Do stated figures fit together? Interval arithmetic, relations between figures, what they imply, hints."""
