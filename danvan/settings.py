"""All settings. Production differs from a trial only by `DANVAN_*` variables (.env.example, docs/operations.md)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.prefix = "DANVAN_"
DEMO = env.bool("DEMO", default=False)
if not DEMO:
    # The demo never touches what an office has set up in the same folder.
    env.read_env(BASE_DIR / ".env")

# -- where things are ---------------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA", default=str(BASE_DIR / "data"))).absolute()
DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)
MEDIA_ROOT = DATA_DIR / "files"
STATIC_PLAIN = env.bool("STATIC_PLAIN", default=DEMO)  # straight from the sources, without collectstatic
STATIC_ROOT = None if STATIC_PLAIN else Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
SPOOL_DIR = Path(env.str("SPOOL", default="/dev/shm/danvan-spool"))  # noqa: S108 -- memory, never a disk

# -- how the program runs -----------------------------------------------------------------------
DEMO_KEY = "danvan-demo-key-never-for-real-work-" + "0" * 20
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_KEY if DEMO else None) or ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=not DEMO)
if not SECRET_KEY:
    raise ImproperlyConfigured("Chưa đặt DANVAN_SECRET_KEY (hoặc DANVAN_DEMO=on để chạy thử).")

# -- the project --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "danvan",
    "reports",
    "plans",
    "orgs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "treebeard",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "danvan.middleware.PrivateResponseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "orgs.unsent.UnsentFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "danvan.middleware.PasswordChangeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danvan.middleware.ThrownAwayMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "danvan.urls"
WSGI_APPLICATION = "danvan.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "danvan.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# -- database -----------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'danvan.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL, not NORMAL: an acknowledged entry must survive a power cut (TRUST.md §0.3).
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # recursive_triggers: else INSERT OR REPLACE deletes past the triggers of append-only tables.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON;",
    }
else:
    _seconds = env.int("STATEMENT_SECONDS", default=0)  # 0: no limit; danvan/gunicorn.py sets one for pages
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "options": f"-c statement_timeout={_seconds}s",
        **DATABASES["default"].get("OPTIONS", {}),
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# -- mail: reminders to who wants them; nothing is sent where no server is named ------------------
globals().update(env.email_url("EMAIL_URL", default="dummymail://"))
SENDS_MAIL = env.str("EMAIL_URL", default="") != ""
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="")
SITE_URL = env.str(
    "SITE_URL", default=f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0] if ALLOWED_HOSTS else 'localhost'}"
).rstrip("/")

# -- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "orgs.backends.KnownPasswordRefused"]
LOGIN_URL = "orgs:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "orgs:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "orgs.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "orgs.passwords.NotTheDemoPassword"},
]
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOCKOUT_MINUTES", default=15))
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "orgs/login_locked.html"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False

SESSION_COOKIE_AGE = env.int("SESSION_MINUTES", default=60 * 8) * 60
SESSION_COOKIE_NAME = "__Host-sid" if HTTPS else "sid"
SESSION_COOKIE_SECURE = HTTPS
LAST_PERSON_COOKIE = "__Host-last" if HTTPS else "last"  # orgs/unsent.py
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "danvan.views.csrf_failure"

# -- words, days, numbers -----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["danvan.formats"]
LOCALE_PATHS = [BASE_DIR / "danvan" / "locale"]

# -- files and static assets --------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "danvan.staticfiles.PackageAssetsFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_PLAIN
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = STATIC_PLAIN
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a report of 3,000 items is one form, of six fields each
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # and of a page of words each: 7 kB; nginx lets 22 MB pass (docs)
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # what is sent in stays in memory until it may be kept (TRUST.md P19)
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
MAX_EVIDENCE_BYTES = 20 * 1024 * 1024
FILLED_SHEET_DAYS = env.int("FILLED_SHEET_DAYS", default=30)
EVIDENCE_MB_OF_PERSON = env.int("EVIDENCE_MB_OF_PERSON", default=1024)
EVIDENCE_MB_OF_UNIT = env.int("EVIDENCE_MB_OF_UNIT", default=10 * 1024)
MAX_IMPORT_BYTES = 10 * 1024 * 1024

# -- browser safety (TRUST.md §5.1) -------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# W021: an internal name cannot be preloaded. W006: locking by user name alone is meant (TRUST.md §5.1).
SILENCED_SYSTEM_CHECKS = ["security.W021", "axes.W006"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{kind: [NONE] for kind in ("default-src", "frame-ancestors", "base-uri", "object-src")},
        **{kind: [SELF] for kind in ("script-src", "style-src", "font-src", "connect-src", "form-action")},
        "img-src": [SELF, "data:"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "microphone": [], "geolocation": []}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Steps of a drawing, and a worker's comings and goings, are no news.
    "loggers": {name: {"level": "ERROR"} for name in ("django_tasks_db", "weasyprint", "fontTools", "pikepdf")},
}
