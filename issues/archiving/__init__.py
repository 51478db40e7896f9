"""归档包: the whole catalogue as one zip, which an archivist reads without us and an empty installation restores.

export.whole(file)   → everything that was released, as it was frozen, with who decided what
export.public(file)  → what an outsider may read now, in the public form
restore.restore(…)   → the whole one, back into an empty installation, with equal digests
"""
