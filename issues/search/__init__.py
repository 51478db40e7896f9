"""The readers' full-text index: what was published, cut into grams, in the database that holds everything else."""
