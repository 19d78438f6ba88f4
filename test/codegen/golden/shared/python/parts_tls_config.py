# Generated from schemas/parts/tls.schema.json by appia generate; do not edit.
"One end of TLS"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

import parts_net_config


class Version(StrEnum):
    v1_2 = "1.2"
    v1_3 = "1.3"


VersionText: TypeAlias = Version | Literal["1.2", "1.3"]


# One end of TLS
class Tls(TypedDict):
    # at least 1 character
    certificate: str
    # default "1.3"
    minimum: VersionText
    peer: NotRequired[parts_net_config.Address]
    # 0..86400 s (1 d) · default 300 s (5 min)
    session: int
