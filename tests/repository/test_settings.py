"""The environment is the only configuration, and .env.example explains all of it."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from tests.repository.files import ROOT, modules, text

READERS = {"flag", "words", "folders", "line", "required", "get", "getenv", "setdefault"}
PRODUCTION = {"SECRET_KEY": "not-a-secret-" + "x" * 50, "ALLOWED_HOSTS": "example.test", "DEBUG": "0"}


def test_every_variable_the_settings_read_is_in_the_example_and_no_other() -> None:
    example = set(re.findall(r"^#? ?([A-Z0-9_]+)=", text(Path(".env.example")), re.MULTILINE))
    assert example == _variables() - {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(name: str) -> None:
    result = _manage({**PRODUCTION, name: ""}, "check")
    assert result.returncode == 1
    assert f"缺少环境变量 {name}" in result.stderr
    assert "Traceback" not in result.stderr


def test_production_starts_with_the_key_and_the_hosts_alone() -> None:
    result = _manage(PRODUCTION, "check", "--deploy", "--fail-level", "ERROR")
    assert result.returncode == 0, result.stderr


def test_cookies_are_secure_in_production_unless_a_setting_says_plain_http() -> None:
    say = "from django.conf import settings; print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)"
    assert _manage(PRODUCTION, "shell", "-v0", "-c", say).stdout.split() == ["True", "True"]
    assert _manage({**PRODUCTION, "PLAIN_HTTP": "1"}, "shell", "-v0", "-c", say).stdout.split() == ["False", "False"]


def test_a_flag_that_is_neither_1_nor_0_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAIN_HTTP", "yes")
    with pytest.raises(ImproperlyConfigured, match="PLAIN_HTTP"):
        environment.flag("PLAIN_HTTP")


def test_a_registered_number_of_a_wrong_form_stops_the_start_with_a_sentence() -> None:
    result = _manage({**PRODUCTION, "SITE_ID_CODE": "411000001"}, "check")
    assert result.returncode == 1
    assert "环境变量 SITE_ID_CODE 应写成“4110000001”这样，现在是“411000001”。" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (
            "SITE_ID_CODE",
            ["4110000001", "bm55000001"],
            ["41100000012", "BM55000001", "b155000001", "１１１１１１１１１１"],
        ),
        (
            "SITE_DOMAIN",
            ["www.example.cn", "示例.公益", "10.1.2.3"],
            ["https://www.example.cn", "www.example.cn/", "a b.cn", "a@b.cn", "a_b.cn"],
        ),
        ("SITE_POSTCODE", ["461000"], ["46100", "4610000", "邮编461000"]),
        ("SITE_ICP", ["豫ICP备12345678号-1", "豫ICP备12345678号"], ["12345678", "ICP备案"]),
        ("SITE_POLICE", ["豫公网安备41100002000001号", "豫公网安备 41100002000001号"], ["豫公网安备1号", "无"]),
        ("SITE_BADGE_URL", ["https://badge.example.cn/show?id=1"], ["badge.example.cn", "javascript:alert(1)"]),
        ("SITE_CORRECTIONS_URL", ["https://find.example.cn/report"], ["//find.example.cn", "https://a b.cn"]),
    ],
)
def test_what_is_registered_is_taken_in_its_form_only(
    monkeypatch: pytest.MonkeyPatch, name: str, right: list[str], wrong: list[str]
) -> None:
    pattern, example = _forms()[name]
    for value in ["", example, *right]:
        monkeypatch.setenv(name, f" {value} ")
        assert environment.line(name, pattern, example) == value
    for value in wrong:
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured, match=name):
            environment.line(name, pattern, example)


def test_the_bounds_of_a_map_are_four_degrees_or_nothing() -> None:
    assert environment.bounds("HUB_MAP_BOUNDS", ["-30", "-60", "330", "80"]) == (-30, -60, 330, 80)
    assert environment.bounds("HUB_MAP_BOUNDS", []) == ()


@pytest.mark.parametrize(
    "wrong", ["1,2,3", "西,南,东,北", "30,-60,-30,80", "-30,80,330,-60", "-30,-60,400,80", "nan,0,1,1"]
)
def test_bounds_that_bound_nothing_stop_the_start(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HUB_MAP_BOUNDS"):
        environment.bounds("HUB_MAP_BOUNDS", wrong.split(","))


def test_folders_are_told_apart_by_colons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONT_DIRS", "/srv/fonts: /home/字体 :")
    assert environment.folders("FONT_DIRS") == (Path("/srv/fonts"), Path("/home/字体"))


def test_sqlite_addresses_name_a_relative_or_an_absolute_file(tmp_path: Path) -> None:
    assert environment.database(f"sqlite:///{tmp_path}/a.db")["NAME"] == f"{tmp_path}/a.db"
    assert environment.database("sqlite:///var/a%20b.db")["NAME"] == "var/a b.db"


def test_a_postgresql_address_is_taken_apart_and_unquoted() -> None:
    found = environment.database(f"postgres://canyue:{quote('p@:/ss', safe='')}@db.test:5433/canyue?sslmode=require")
    named = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert named == {
        "NAME": "canyue",
        "USER": "canyue",
        "PASSWORD": "p@:/ss",
        "HOST": "db.test",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_other_databases_are_refused_with_a_sentence() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("mysql://root@db.test/canyue")


def test_the_cache_is_redis_or_this_process() -> None:
    assert environment.cache("redis://cache.test:6379/1")["LOCATION"] == "redis://cache.test:6379/1"
    assert str(environment.cache("")["BACKEND"]).endswith("LocMemCache")
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        environment.cache("memcached://cache.test")


def test_the_development_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = environment.development_key(tmp_path / "var" / "key")
    assert environment.development_key(tmp_path / "var" / "key") == key
    assert len(key) >= 50
    assert (tmp_path / "var" / "key").stat().st_mode & 0o077 == 0


def _variables() -> set[str]:
    return {
        node.args[0].value
        for _, tree in modules("config")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def _forms() -> dict[str, list[str]]:
    """The pattern and the example the settings ask of each variable that has a form."""
    calls = [node for _, tree in modules("config") for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [[ast.literal_eval(one) for one in call.args] for call in calls if _reads_a_line(call)]
    return {name: form for name, *form in given if form}


def _reads_a_line(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "line"


def _manage(variables: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**kept, **variables}, capture_output=True, text=True, check=False)
