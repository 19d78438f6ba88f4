# Generated from schemas/parts/net.schema.json by appia generate; do not edit.

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Address(TypedDict):
    # at least 1 character
    host: str
    # 1..65535
    port: int
