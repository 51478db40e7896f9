"""The printed bulletin in plain Python: one value, its readers and its writers. Imports no Django."""
