"""Writing a dataset: layout, records to add, editions compared, figures against their articles."""
