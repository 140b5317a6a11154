"""Writes of accounts: people, the parties they act for, the seats they hold."""
