# Generated from schemas/demo.schema.json by appia generate; do not edit.
"One of each thing that a schema can say"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

# Further members are allowed, so that no TypedDict says it.
Extra: TypeAlias = "dict[str, Any]"


class Level(StrEnum):
    TRACE = "trace"
    INFO = "info"
    OFF = "off"


LevelText: TypeAlias = Level | Literal["trace", "info", "off"]


class Mode(StrEnum):
    "What it does"

    HOST_ONLY = "host-only"
    DEFAULT = "default"
    v2ND = "2nd"
    HOST_ONLY_2 = "host_only"


ModeText: TypeAlias = Mode | Literal["host-only", "default", "2nd", "host_only"]

# Further members are allowed, so that no TypedDict says it.
Open: TypeAlias = "dict[str, Any]"


class RulesBy(StrEnum):
    HAND = "hand"
    WIRE = "wire"


RulesByText: TypeAlias = RulesBy | Literal["hand", "wire"]


Rules = TypedDict(
    "Rules",
    {
        # a change restarts the component
        "by": "NotRequired[RulesByText]",
        # a change restarts the component
        "from": "NotRequired[str]",
        # a change restarts the component
        "to": "NotRequired[str]",
    },
)


class SizeChoice2(StrEnum):
    AUTO = "auto"


SizeChoice2Text: TypeAlias = SizeChoice2 | Literal["auto"]


class TcpKind(StrEnum):
    TCP = "tcp"


TcpKindText: TypeAlias = TcpKind | Literal["tcp"]


class Tcp(TypedDict):
    # a change restarts the component
    kind: TcpKindText
    # 1..65535 · a change restarts the component
    port: int


class IpcKind(StrEnum):
    IPC = "ipc"


IpcKindText: TypeAlias = IpcKind | Literal["ipc"]


class Ipc(TypedDict):
    # a change restarts the component
    kind: IpcKindText
    # at least 1 character · a change restarts the component
    path: str


# A type that holds itself
class Tree(TypedDict):
    # at most 4 elements · a change restarts the component
    children: NotRequired[list[Tree]]
    # a change restarts the component
    label: str
    # A type that holds itself
    left: NotRequired[Tree]


# One of each thing that a schema can say
class Demo(TypedDict):
    # a change restarts the component
    anything: NotRequired[Any]
    # a change restarts the component
    blocked: list[int]
    # 0..9007199254740991 · default 5000000000 · a change restarts the component
    count: int
    # A word of C++ */ in a comment
    # default true · a change restarts the component
    default: bool
    extra: NotRequired[Extra]
    # default "say \"hi\"\n\\o/ ??=" · a change restarts the component
    greeting: str
    # 1..3 members
    labels: NotRequired[dict[str, str]]
    # default "info" · a change restarts the component
    level: LevelText
    # default null · a change restarts the component
    maybe: str | None
    # What it does
    # a change restarts the component
    mode: ModeText
    # 1..15 characters, of the form ^[^A-Z\s]+$|^(ab|c{2,3})*\b.\S$ · a change restarts the component
    name: NotRequired[str]
    # a change restarts the component
    names: list[str]
    # -32769..0 · default -1 · a change restarts the component
    offset: int
    open: NotRequired[Open]
    # 0..9 · a change restarts the component
    perhaps: NotRequired[int | None]
    # at least 2 elements · a change restarts the component
    point: list[float | str]
    # TCP port
    # 1..65535 · a change restarts the component
    port: int
    # at most 8 elements · a change restarts the component
    ports: list[int]
    # more than 0 and less than 1 · default 0.07 · a change restarts the component
    ratio: float
    rules: Rules
    # at least 4 characters · default null · a change restarts the component
    secret: str | None
    # a change restarts the component
    size: NotRequired[int | SizeChoice2Text | None]
    # One of two, told by kind
    # a change restarts the component
    socket: Tcp | Ipc
    # 0..600000 ms (10 min) · default 5000 ms (5 s) · a change restarts the component
    timeout: int
    # A type that holds itself
    tree: Tree
