"""The base of every refusal that a reader can act on."""

from __future__ import annotations


class Refusal(Exception):
    """Something that was asked for is not done, for a reason that the asker can act on.

    `code` is stable and for machines; `says` is shown to people, in Chinese, and names the next step.
    """

    code = "refused"

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)
