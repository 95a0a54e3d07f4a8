"""Settings of every process."""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ballast.config.database import databases
from ballast.config.env import PACKAGE, STATIC, Env

env = Env()  # read here, since `ballast` tells where the database lies before it reads us
SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = [host for host in env.hosts.split(",") if host] or ["localhost", "127.0.0.1"]
DATABASES = databases(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "ballast.config.urls"
WSGI_APPLICATION = "ballast.config.wsgi.application"
AUTH_USER_MODEL = "identity.User"

# In tier order: each knows only those before it.
FIRST_PARTY_APPS = [
    "ballast.platform.jobs",
    "ballast.platform.audit",
    "ballast.platform.codelists",
    "ballast.platform.identity",
    "ballast.platform.periods",
    "ballast.platform.files",
    "ballast.platform.notices",
    "ballast.platform.maps",
    "ballast.platform.ui",
    "ballast.platform.documents",
    "ballast.projects",
    "ballast.delivery.plans",
    "ballast.delivery.progress",
    "ballast.delivery.schedule",
    "ballast.delivery.ledgers",
    "ballast.dispatch.coordination",
    "ballast.dispatch.alerts",
    "ballast.dispatch.meetings",
    "ballast.oversight.reporting",
    "ballast.edges.portal",
    "ballast.edges.cli",
    "ballast.edges.demo",
    "ballast.config",
]
INSTALLED_APPS = [
    *FIRST_PARTY_APPS,
    "procrastinate.contrib.django",
    "template_partials",
    "django_htmx",
    "django_vite",
    "axes",
    "csp",
    "lucide",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "ballast.platform.identity.middleware.origin",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ballast.platform.ui.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ballast.platform.ui.middleware.readable",
    "ballast.platform.identity.middleware.presence",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ballast.platform.ui.context.house",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "identity:sign_in"
SESSION_ENGINE = "ballast.platform.identity.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)
PASSWORD_LIFE = timedelta(days=90)
# Five wrong passwords for a name from one address lock it there for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # who came and went is in the journal
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware: the sign-in page speaks for itself
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

# Ways out of the product, all closed until they are named: docs/operations/notices.md.
SITE_URL = env.address.rstrip("/")
MAIL_URL = env.smtp
MAIL_FROM = env.mail_from
WEBHOOK_HOSTS = [host for host in env.webhook_hosts.split(",") if host]
WEBHOOK_KEY = env.webhook_key

# What Vite built, under names that hold their digest: nothing to collect, nothing hashed twice.
STATIC_URL = "/static/"
STATIC_ROOT = STATIC
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/"
DJANGO_VITE = {
    "default": {"manifest_path": STATIC_ROOT / "manifest.json", "static_url_prefix": STATIC_URL}
}
MEDIA_ROOT = env.home / "files"
FACTS_ROOT = env.home / "facts"  # closed months as Parquet, for whoever analyses them
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ballast.platform.files.uploads.CappedUploadHandler",
]

FORM_RENDERER = "ballast.platform.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "ballast.platform.ui.views.csrf_failed"

# Nothing from outside, nothing inline: what runs and what shows comes from our own files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
BEHIND_PROXY = env.https  # we end no https ourselves
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https

PROCRASTINATE_ON_APP_READY = "ballast.config.jobs.install"
# Seconds: what came due while the machine was off is done when it is on again, a month back.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 32 * 24 * 3600}
# Seconds without a heartbeat after which a worker counts as dead and its jobs run again.
WORKER_DEAD_AFTER_SECONDS = env.worker_dead_after
