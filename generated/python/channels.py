# Generated from the channels of configs/index.ts by appia generate; do not edit.
from typing import Final, Literal, NamedTuple


class End(NamedTuple):
    """One end, as a socket of ZeroMQ: of two ends exactly one binds, the other connects."""

    component: str
    endpoint: str
    binds: bool


class Channel(NamedTuple):
    """Messages go from `source` to `target`; both names, in this order, are the encryption context."""

    name: str
    source: End
    target: End
    pattern: Literal["push/pull", "pub/sub"]
    port: int


# sniffer → detector, push/pull on port 5571; sniffer binds
flows: Final = Channel(
    "flows",
    End("sniffer", "tcp://127.0.0.1:5571", True),
    End("detector", "tcp://127.0.0.1:5571", False),
    "push/pull",
    5571,
)

# detector → firewall, pub/sub on port 5572; detector binds
verdicts: Final = Channel(
    "verdicts",
    End("detector", "tcp://127.0.0.1:5572", True),
    End("firewall", "tcp://localhost:5572", False),
    "pub/sub",
    5572,
)
