"""The one settings file of Django, made from the frozen Environment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from gaodi.config.environment import ROOT, Environment
from gaodi.config.keys import read_or_make_key
from gaodi.ops.database.embedded import cluster_of

GAODI = Environment.read()

SECRET_KEY = read_or_make_key(GAODI.var / "keys", "django")
DEBUG = GAODI.debug
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *GAODI.allowed_hosts]

INSTALLED_APPS = [
    "gaodi.kernel.apps.KernelConfig",
    "gaodi.apps.regions.apps.RegionsConfig",
    "gaodi.apps.registry.apps.RegistryConfig",
    "gaodi.apps.accounts.apps.AccountsConfig",
    "gaodi.apps.policies.apps.PoliciesConfig",
    "gaodi.apps.assessments.apps.AssessmentsConfig",
    "gaodi.apps.intake.apps.IntakeConfig",
    "gaodi.apps.quality.apps.QualityConfig",
    "gaodi.apps.programmes.apps.ProgrammesConfig",
    "gaodi.web.shell",
    "gaodi.web.public",
    "gaodi.web.enterprise",
    "gaodi.web.institution",
    "gaodi.web.office",
    "gaodi.web.risk",
    "gaodi.web.cockpit",
    "gaodi.ops",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gaodi.web.shell.middleware.RequestFactsMiddleware",
    "gaodi.web.shell.middleware.SecurityHeadersMiddleware",
]

ROOT_URLCONF = "gaodi.config.urls"
WSGI_APPLICATION = "gaodi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src/gaodi/web/shell"],  # components/…
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gaodi.web.shell.context.shell",
            ],
        },
    }
]


def database(url: str | None, role: str, var: Path) -> dict[str, Any]:
    """Django's settings for one login: from the address given, or of the embedded server."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
    if url is None:
        return common | {"NAME": "gaodi", "USER": role, "HOST": str(cluster_of(var).socket)}
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return common | {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or role),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }


# Migrations are the owner's work; everything else runs under a login that cannot truncate or disable a trigger.
_OWNERS_WORK = {"migrate", "makemigrations", "showmigrations", "sqlmigrate"}
IS_OWNER = len(sys.argv) > 1 and bool(_OWNERS_WORK & set(sys.argv[1:3]))
DATABASES = {
    "default": database(GAODI.owner_database_url, "gaodi_owner", GAODI.var)
    if IS_OWNER
    else database(GAODI.database_url, "gaodi_app", GAODI.var)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "gaodi.web.shell.signin.InvitedOnlyAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]  # one more with its first catalogue
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = GAODI.var / "static"
STATICFILES_DIRS = [ROOT / "frontend/dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = GAODI.var / "uploads"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = GAODI.https
# Who sends the header is believed, so only an instance behind a proxy that sets it looks at it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GAODI.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if GAODI.https else 0
CSRF_FAILURE_VIEW = "gaodi.web.shell.errors.csrf_failure"
CSRF_COOKIE_NAME = f"gaodi_csrf_{GAODI.port}"  # two instances on one machine do not sign each other out
SESSION_COOKIE_NAME = f"gaodi_session_{GAODI.port}"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Counters of failed sign-ins; shared by the web workers, lost without harm.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": GAODI.var / "cache",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gaodi": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
