"""The city's face, read once for each pack by the threads of a web worker."""

from __future__ import annotations

from gaodi.web.shell import face


class Forgetful(dict):
    """A store that another thread empties right after each write."""

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.clear()


def test_face_is_returned_though_the_store_was_emptied_meanwhile(db, monkeypatch):
    monkeypatch.setattr(face, "_FACES", Forgetful())

    assert face.read_face().region_name == "淄博市"
