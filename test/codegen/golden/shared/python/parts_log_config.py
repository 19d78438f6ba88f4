# Generated from schemas/parts/log.schema.json by appia generate; do not edit.
"What is logged"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Level(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    ERROR = "error"


LevelText: TypeAlias = Level | Literal["debug", "info", "error"]


# What is logged
class Log(TypedDict):
    # default "info" · a change takes effect at once
    level: LevelText
