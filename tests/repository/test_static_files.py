from config.static_files import RememberedStaticFilesStorage


def test_the_address_of_a_static_file_is_worked_out_once(tmp_path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    storage = RememberedStaticFilesStorage(location=tmp_path, base_url="/static/")
    storage.hashed_files["a.css"] = "a.123.css"
    assert storage.url("a.css", force=True) == "/static/a.123.css"
    storage.hashed_files.clear()
    assert storage.url("a.css", force=True) == "/static/a.123.css"
