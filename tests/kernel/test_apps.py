import sys
from types import ModuleType

import pytest

from gaodi.kernel.apps import autodiscover

pytestmark = pytest.mark.no_database


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An app folder with a `facts` module and no others, the only app there is."""
    name = "gaodi_app_of_a_test"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "facts.py").write_text("found = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    return __import__(name)


def only_app(monkeypatch, module, name):
    config = ModuleType("config")
    config.name, config.module = name, module
    monkeypatch.setattr("gaodi.kernel.apps.apps.get_app_configs", lambda: [config])


def test_declaring_modules_of_our_apps_are_imported(app, monkeypatch):
    monkeypatch.setitem(sys.modules, "gaodi.of_a_test", app)
    only_app(monkeypatch, app, "gaodi.of_a_test")

    autodiscover()

    assert sys.modules["gaodi.of_a_test.facts"].found


def test_other_peoples_apps_are_left_alone(app, monkeypatch):
    only_app(monkeypatch, app, "gaodi_app_of_a_test")

    autodiscover()

    assert "gaodi_app_of_a_test.facts" not in sys.modules
