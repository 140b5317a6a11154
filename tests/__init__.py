"""Tests; the path of each mirrors its source."""
