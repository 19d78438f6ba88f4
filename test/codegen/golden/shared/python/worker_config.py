# Generated from schemas/worker.schema.json by appia generate; do not edit.

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

import parts_log_config
import parts_net_config
import parts_tls_config


class Tls(StrEnum):
    OFF = "off"
    ON = "on"


TlsText: TypeAlias = Tls | Literal["off", "on"]


class Worker(TypedDict):
    # What is logged
    log: parts_log_config.Log
    # Where jobs come from
    # a change takes effect at once
    target: NotRequired[parts_net_config.Address | parts_tls_config.Tls]
    # a change takes effect at once
    tls: NotRequired[TlsText]
