# Generated from schemas/interfaces.schema.json by appia generate; do not edit.
"Which network interfaces are captured, and as what; names resolve to an index on the node that captures"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class InterfaceMode(StrEnum):
    "disabled: not captured; host-based: packets destined to this host; gateway: all transit"

    DISABLED = "disabled"
    HOST_BASED = "host-based"
    GATEWAY = "gateway"


InterfaceModeText: TypeAlias = InterfaceMode | Literal["disabled", "host-based", "gateway"]


class InterfaceRole(StrEnum):
    "Which side of the host the interface faces"

    WAN = "wan"
    LAN = "lan"


InterfaceRoleText: TypeAlias = InterfaceRole | Literal["wan", "lan"]


class Interface(TypedDict):
    # disabled: not captured; host-based: packets destined to this host; gateway: all transit
    # a change takes effect at once
    mode: InterfaceModeText
    # Which side of the host the interface faces
    # a change takes effect at once
    role: InterfaceRoleText


# Which network interfaces are captured, and as what; names resolve to an index on the node that captures
class Interfaces(TypedDict):
    # Interfaces by name; one that is not listed is not captured
    # at most 16 members
    interfaces: dict[str, Interface]
