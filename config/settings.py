"""Settings, from the environment only. Every variable is explained in .env.example."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

# What must be set

DEBUG = environment.flag("DEBUG")
if DEBUG:
    SECRET_KEY = os.environ.get("SECRET_KEY") or environment.development_key(VAR / "development.key")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
else:
    SECRET_KEY = environment.required("SECRET_KEY", "加密签名用的长随机串")
    environment.required("ALLOWED_HOSTS", "对外使用的域名或地址，多个用逗号隔开")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

# Storage

DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'db.sqlite3'}")}
if DEBUG:  # The development server answers each request in a thread of its own, which would keep its connection.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
CACHES = {"default": environment.cache(os.environ.get("CACHE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms, lowest last

INSTALLED_APPS = [
    "reading",
    "issues",
    "lessons",
    "hubs",
    "accounts",
    "import_export",
    "axes",
    "csp",
    "whitenoise.runserver_nostatic",
    "accounts.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reading.compression.CompressOpenPages",
    "config.middleware.OnePolicyMiddleware",
    "accounts.middleware.PersonalResponses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
if DEBUG:
    MIDDLEWARE.append("reading.middleware.OwnNotFound")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reading.display.context",
            ],
        },
    },
]

# Language and time

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Static files: from the sources while developing, from `collectstatic` otherwise

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.static_files.RememberedStaticFilesStorage"
    },
}

# Uploads stay in memory until the secrecy gate has read them

FILE_UPLOAD_HANDLERS = ["issues.uploads.InMemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # a folder of back issues

# People (GB/T 22239-2019, level 2: complexity, lock-out, idle time-out)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.MixedCharacters"},
    {"NAME": "accounts.passwords.NotUserName"},
    {"NAME": "accounts.passwords.NotRecent"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "accounts.sign_in.counted_name"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# The connection and the browser

PLAIN_HTTP = DEBUG or environment.flag("PLAIN_HTTP")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("HTTPS_REDIRECT")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if SECURE_SSL_REDIRECT else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# The site as it is registered: what the head and the foot of every page say. What is empty is not shown.

SITE_NAME = environment.line("SITE_NAME")
SITE_DOMAIN = environment.line("SITE_DOMAIN", r"(?:[^\W_]|[-.])+", "www.example.cn")
SITE_ID_CODE = environment.line("SITE_ID_CODE", r"[0-9]{10}|[a-z]{2}[0-9]{8}", "4110000001")
SITE_SPONSOR = environment.line("SITE_SPONSOR")
SITE_OPERATOR = environment.line("SITE_OPERATOR")
SITE_ADDRESS = environment.line("SITE_ADDRESS")
SITE_POSTCODE = environment.line("SITE_POSTCODE", r"[0-9]{6}", "461000")
SITE_PHONE = environment.line("SITE_PHONE")
SITE_ICP = environment.line("SITE_ICP", r".*ICP备[0-9]+号(?:-[0-9]+)?", "豫ICP备12345678号-1")
SITE_POLICE = environment.line("SITE_POLICE", r"[^0-9]*[0-9]{14}[^0-9]*", "豫公网安备41100002000001号")
SITE_BADGE_URL = environment.line("SITE_BADGE_URL", r"https?://\S+", "https://badge.example.cn/show?id=1")
SITE_CORRECTIONS_URL = environment.line("SITE_CORRECTIONS_URL", r"https?://\S+", "https://find.example.cn/report")
SITE_IPV6 = environment.flag("SITE_IPV6")

# The owner's 标准地图 behind the chart of hubs: nothing is shown without image and number

HUB_MAP_IMAGE = environment.line("HUB_MAP_IMAGE")
HUB_MAP_NUMBER = environment.line("HUB_MAP_NUMBER")
HUB_MAP_BOUNDS = environment.bounds("HUB_MAP_BOUNDS", environment.words("HUB_MAP_BOUNDS"))

# The owner's fonts for what is printed; without them free ones of the system, then the packaged Noto

FONT_DIRS = environment.folders("FONT_DIRS")

# Spreadsheets

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_ESCAPE_ILLEGAL_CHARS_ON_EXPORT = True

# The log says where something failed, never what was typed: no request bodies, no mail with local variables

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.log_lines.WithoutDetail",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
