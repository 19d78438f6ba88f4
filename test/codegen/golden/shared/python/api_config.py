# Generated from schemas/api.schema.json by appia generate; do not edit.
"The API in front"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

import parts_log_config
import parts_net_config
import parts_tls_config


# The API in front
class Api(TypedDict):
    listen: NotRequired[parts_net_config.Address]
    # What is logged
    log: parts_log_config.Log
    # 1..65535 · default 8080 · a change restarts the component
    port: int
    # One end of TLS
    tls: parts_tls_config.Tls
    # a change restarts the component
    upstreams: list[parts_tls_config.Tls]
