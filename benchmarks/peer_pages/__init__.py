"""The same page of the same figures, made with other tools."""
