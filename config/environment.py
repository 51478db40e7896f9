"""Reading the process environment: the only place the installation is configured from."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A reader never waits for a writer; 8 MB of pages a connection stay in memory, for a search reads some thousands.
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA cache_size=-8000"


def flag(name: str) -> bool:
    """True for 1, False for 0 or nothing; anything else stops the start."""
    value = os.environ.get(name, "").strip() or "0"
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 1 或 0，现在是“{value}”。")
    return value == "1"


def words(name: str) -> list[str]:
    """The comma-separated values of a variable."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def folders(name: str) -> tuple[Path, ...]:
    """The folders of a variable, colon-separated as in PATH."""
    return tuple(Path(folder.strip()) for folder in os.environ.get(name, "").split(":") if folder.strip())


def line(name: str, pattern: str = "", example: str = "") -> str:
    """The value of a variable that may stay empty; one that is not of the `pattern` stops the start."""
    value = os.environ.get(name, "").strip()
    if value and pattern and not re.fullmatch(pattern, value):
        raise ImproperlyConfigured(f"环境变量 {name} 应写成“{example}”这样，现在是“{value}”。")
    return value


def bounds(name: str, values: list[str]) -> tuple[float, ...]:
    """西,南,东,北 in degrees, the east greater than the west; nothing stays nothing, anything else stops the start."""
    try:
        west, south, east, north = map(float, values or (0, 0, 1, 1))
    except ValueError:
        west = south = east = north = 0.0
    if not (-180 <= west < east <= west + 360 and -90 <= south < north <= 90):
        raise ImproperlyConfigured(
            f"环境变量 {name} 应写成“-30,-60,330,80”（西,南,东,北）这样，现在是“{','.join(values)}”。"
        )
    return (west, south, east, north) if values else ()


def required(name: str, purpose: str) -> str:
    """The value of a variable that production cannot do without."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"缺少环境变量 {name}（{purpose}）。请按 .env.example 设置后再启动。")
    return value


def development_key(path: Path) -> str:
    """A key made once on this machine and kept in a file git ignores."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for sqlite:///relative, sqlite:////absolute or postgres://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("环境变量 DATABASE_URL 应以 sqlite:/// 或 postgres:// 开头。")


def _sqlite(path: str) -> dict[str, object]:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE},
        # Opening the file and setting it up costs more than a page's queries.
        "CONN_MAX_AGE": None,
    }


def cache(url: str) -> dict[str, object]:
    """Django's CACHES entry for redis://…, or this process's memory when the address is empty."""
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("环境变量 CACHE_URL 应以 redis:// 开头；不用 Redis 时请留空。")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
