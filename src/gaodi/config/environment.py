"""Everything that an instance is told from outside, read once and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class BadSetting(Exception):
    """A GAODI_* variable holds something that cannot be used; names it, its value and what fits."""

    def __init__(self, name: str, value: str, fits: str) -> None:
        self.name, self.value, self.fits = name, value, fits
        super().__init__(f"{name}={value!r} cannot be used: give {fits} (docs/reference/settings.md)")


@dataclass(frozen=True)
class Environment:
    """The settings of one instance; every field is a GAODI_… variable of the same name in capitals.

    Paths are absolute. `database_url` and `owner_database_url` are None where the embedded PostgreSQL serves.
    """

    #: Folder of all that this instance keeps: database, keys, logs, kernels, uploads.
    var: Path = ROOT / "var"
    #: Folder of the region packs.
    packs: Path = ROOT / "region_packs"
    #: The pack that this instance serves.
    region: str = "zibo"
    #: demo or live; recorded in the database at birth and never changed after.
    kind: str = "demo"
    #: Address and port of the web server.
    host: str = "127.0.0.1"
    port: int = 8000
    #: Host names that the web server answers to, besides the local ones; separated by commas.
    allowed_hosts: tuple[str, ...] = ()
    #: Login of the application (gaodi_app) and of migrations (gaodi_owner) on a PostgreSQL of your own.
    database_url: str | None = None
    owner_database_url: str | None = None
    #: Enterprises of the demonstration city.
    demo_enterprises: int = 300
    #: Developer's error pages. Never on a machine that others reach.
    debug: bool = False
    #: True behind a proxy that speaks HTTPS: cookies are marked secure, plain HTTP is redirected.
    https: bool = False

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None) -> Environment:
        """The environment as the process was given it.

        Raises: BadSetting: a variable has a value of the wrong kind, or only one of the two database addresses is set.
        """
        given = os.environ if environ is None else environ
        kind = given.get("GAODI_KIND", cls.kind)
        if kind not in {"demo", "live"}:
            raise BadSetting("GAODI_KIND", kind, "demo or live")
        app, owner = given.get("GAODI_DATABASE_URL") or None, given.get("GAODI_OWNER_DATABASE_URL") or None
        if (app is None) != (owner is None):
            missing = "GAODI_OWNER_DATABASE_URL" if owner is None else "GAODI_DATABASE_URL"
            raise BadSetting(
                missing, "", "both addresses or neither: the application and migrations are two logins"
            )
        hosts = tuple(
            name.strip() for name in given.get("GAODI_ALLOWED_HOSTS", "").split(",") if name.strip()
        )
        return cls(
            var=Path(given.get("GAODI_VAR") or ROOT / "var").resolve(),
            packs=Path(given.get("GAODI_PACKS") or ROOT / "region_packs").resolve(),
            region=given.get("GAODI_REGION") or cls.region,
            kind=kind,
            host=given.get("GAODI_HOST") or cls.host,
            port=_number(given, "GAODI_PORT", cls.port, 1, 65535),
            allowed_hosts=hosts,
            database_url=app,
            owner_database_url=owner,
            demo_enterprises=_number(given, "GAODI_DEMO_ENTERPRISES", cls.demo_enterprises, 20, 1_000_000),
            debug=_flag(given, "GAODI_DEBUG"),
            https=_flag(given, "GAODI_HTTPS"),
        )


def _number(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = given.get(name) or str(default)
    if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
        raise BadSetting(name, raw, f"a whole number from {low} to {high}")
    return int(raw)


def _flag(given: Mapping[str, str], name: str) -> bool:
    raw = given.get(name, "").lower()
    if raw not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise BadSetting(name, raw, "1 or 0")
    return raw in {"1", "true", "yes"}
