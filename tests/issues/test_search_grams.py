from bulletin.searching import grams
from issues.search import sqlite


def test_both_ways_to_write_grams_agree():
    for text in ("", "科", "科技 创新\n\nai_b", "\n", " "):
        assert sqlite._tokens(text, "<").split() == ["<" + sqlite._token(gram) for gram in grams(text)]
