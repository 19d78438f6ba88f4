# Generated from schemas/rotation.schema.json by appia generate; do not edit.
"How encryption seeds rotate"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Algorithm(StrEnum):
    CHACHA20_POLY1305 = "chacha20-poly1305"


AlgorithmText: TypeAlias = Algorithm | Literal["chacha20-poly1305"]


class QuietWindowsItemDaysItem(StrEnum):
    SUN = "sun"
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"


QuietWindowsItemDaysItemText: TypeAlias = QuietWindowsItemDaysItem | Literal["sun", "mon", "tue", "wed", "thu", "fri", "sat"]


QuietWindowsItem = TypedDict(
    "QuietWindowsItem",
    {
        # Every day when absent; for a window that passes midnight, the day it begins
        # at most 7 elements · a change takes effect at once
        "days": "NotRequired[list[QuietWindowsItemDaysItemText]]",
        # of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once
        "from": "str",
        # of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once
        "to": "str",
    },
)


# How encryption seeds rotate
class Rotation(TypedDict):
    # a change takes effect at once
    algorithm: AlgorithmText
    # Compact the store once a key has retired, so that its sealed text is gone from history too
    # a change takes effect at once
    compactAfterRetirement: NotRequired[bool]
    # How long a key that is no longer primary still opens messages; at least longestMessageAge
    # 1..604800 s (7 d) · a change takes effect at once
    grace: int
    # A new key becomes due this long after the one before
    # 1..8760 h (365 d) · a change takes effect at once
    interval: int
    # Previous keys that may exist at once; the next rotation waits for the oldest to retire
    # 1..8 count · a change takes effect at once
    keepPrevious: int
    # Older messages are refused
    # 1..604800 s (7 d) · a change takes effect at once
    longestMessageAge: int
    # Recipient of each member component@node; each must acknowledge a key before it is used
    # at most 256 members
    members: dict[str, str]
    # Messages that one sender may seal under one key; 4294967296 when absent
    # 1..4294967296 messages · a change takes effect at once
    messageCap: NotRequired[int]
    # Times of the week (UTC) in which scheduled rotations neither begin nor change the primary key
    # at most 32 elements · a change takes effect at once
    quietWindows: NotRequired[list[QuietWindowsItem]]
