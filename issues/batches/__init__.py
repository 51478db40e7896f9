"""导入批次: files are received, judged, corrected, confirmed one after the other, and undone as a whole."""
