# Generated from schemas/firewall-rules.schema.json by appia generate; do not edit.
"Firewall rules: one nftables table of its own, and who is never cut off by it"

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class RuleAction(StrEnum):
    "return: back to where the jump came from; count: nothing but counting and logging"

    ACCEPT = "accept"
    DROP = "drop"
    REJECT = "reject"
    RETURN = "return"
    JUMP = "jump"
    COUNT = "count"


RuleActionText: TypeAlias = RuleAction | Literal["accept", "drop", "reject", "return", "jump", "count"]


class RuleLimitEach(StrEnum):
    "Counted for each source address, or for all together"

    SOURCE = "source"
    ALL = "all"


RuleLimitEachText: TypeAlias = RuleLimitEach | Literal["source", "all"]


class RuleLimitPer(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


RuleLimitPerText: TypeAlias = RuleLimitPer | Literal["second", "minute", "hour", "day"]


# The rule holds for packets beyond this rate
class RuleLimit(TypedDict):
    # That many at once are not beyond it
    # 1..100000 packets · a change takes effect at once
    burst: int
    # Counted for each source address, or for all together
    # a change takes effect at once
    each: RuleLimitEachText
    # 1..1000000 packets · a change takes effect at once
    over: int
    # a change takes effect at once
    per: RuleLimitPerText


RulePortRangesItem = TypedDict(
    "RulePortRangesItem",
    {
        # 1..65535 · a change takes effect at once
        "from": "int",
        # 1..65535 · a change takes effect at once
        "to": "int",
    },
)


class RuleProtocol(StrEnum):
    "icmp: that of either family"

    TCP = "tcp"
    UDP = "udp"
    ICMP = "icmp"


RuleProtocolText: TypeAlias = RuleProtocol | Literal["tcp", "udp", "icmp"]


class RuleStateItem(StrEnum):
    NEW = "new"
    ESTABLISHED = "established"
    RELATED = "related"
    INVALID = "invalid"
    UNTRACKED = "untracked"


RuleStateItemText: TypeAlias = RuleStateItem | Literal["new", "established", "related", "invalid", "untracked"]


# Holds for a packet of which all that it says is true
Rule = TypedDict(
    "Rule",
    {
        # return: back to where the jump came from; count: nothing but counting and logging
        # a change takes effect at once
        "action": "RuleActionText",
        # Where a jump goes
        # at most 28 characters · a change takes effect at once
        "chain": "NotRequired[str]",
        # 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
        # 1..100000 elements · a change takes effect at once
        "destination": "NotRequired[list[str]]",
        # Its destination is in this set
        # at most 31 characters · a change takes effect at once
        "destinationSet": "NotRequired[str]",
        # Zone that the packet comes from
        # at most 31 characters · a change takes effect at once
        "from": "NotRequired[str]",
        # The rule holds for packets beyond this rate
        "limit": "NotRequired[RuleLimit]",
        # Logged with this prefix
        # 1..29 characters, of the form ^[A-Za-z0-9 _.:=/-]+$ · a change takes effect at once
        "log": "NotRequired[str]",
        # Of this rule alone: in comments, counters and messages
        # 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
        "name": "str",
        # Destination ports from … to, both included
        # 1..128 elements · a change takes effect at once
        "portRanges": "NotRequired[list[RulePortRangesItem]]",
        # Destination ports, of tcp or udp
        # 1..1024 elements · a change takes effect at once
        "ports": "NotRequired[list[int]]",
        # icmp: that of either family
        # a change takes effect at once
        "protocol": "NotRequired[RuleProtocolText]",
        # 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
        # 1..100000 elements · a change takes effect at once
        "source": "NotRequired[list[str]]",
        # Its source is in this set
        # at most 31 characters · a change takes effect at once
        "sourceSet": "NotRequired[str]",
        # Of its connection, as the kernel tracks it
        # 1..5 elements · a change takes effect at once
        "state": "NotRequired[list[RuleStateItemText]]",
        # Zone that the packet goes to
        # at most 31 characters · a change takes effect at once
        "to": "NotRequired[str]",
    },
)


class Format(StrEnum):
    "Says that this is such a document, so that no other is taken for one"

    APPIA_FIREWALL_1 = "appia-firewall-1"


FormatText: TypeAlias = Format | Literal["appia-firewall-1"]


class HookPolicy(StrEnum):
    "What becomes of a packet for which no rule decides"

    ACCEPT = "accept"
    DROP = "drop"


HookPolicyText: TypeAlias = HookPolicy | Literal["accept", "drop"]


class Hook(TypedDict):
    # What becomes of a packet for which no rule decides
    # a change takes effect at once
    policy: HookPolicyText
    # Among the chains of the hook, lowest first; 0 is where iptables filters
    # -400..400 · a change takes effect at once
    priority: NotRequired[int]
    # In this order; the first that accepts, drops or rejects decides
    # at most 1024 elements · a change takes effect at once
    rules: list[Rule]


# Who must always be able to open a TCP connection to this host; rules that would cut them are refused
class Management(TypedDict):
    # 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
    # 1..100000 elements · a change takes effect at once
    addresses: list[str]
    # 1..16 elements · a change takes effect at once
    ports: list[int]
    # They come in there; from anywhere where it is absent
    # at most 31 characters · a change takes effect at once
    zone: NotRequired[str]


class SetFamily(StrEnum):
    IPV4 = "ipv4"
    IPV6 = "ipv6"


SetFamilyText: TypeAlias = SetFamily | Literal["ipv4", "ipv6"]


class SetHolds(StrEnum):
    "addresses: single ones; networks: prefixes and ranges too"

    ADDRESSES = "addresses"
    NETWORKS = "networks"


SetHoldsText: TypeAlias = SetHolds | Literal["addresses", "networks"]


class SetMembers(StrEnum):
    "declared: what elements says; runtime: what a program on the host adds, which an apply keeps"

    DECLARED = "declared"
    RUNTIME = "runtime"


SetMembersText: TypeAlias = SetMembers | Literal["declared", "runtime"]


class Set(TypedDict):
    # Most members that fit in
    # 1..16777216 count · a change takes effect at once
    capacity: NotRequired[int]
    # 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
    # at most 100000 elements · a change takes effect at once
    elements: NotRequired[list[str]]
    # a change takes effect at once
    family: SetFamilyText
    # Of ipset: buckets at the beginning, a power of two
    # 64..16777216 count · a change takes effect at once
    hashSize: NotRequired[int]
    # addresses: single ones; networks: prefixes and ranges too
    # a change takes effect at once
    holds: SetHoldsText
    # declared: what elements says; runtime: what a program on the host adds, which an apply keeps
    # a change takes effect at once
    members: SetMembersText
    # A member goes after this time, unless it was added with another; 0: never
    # 0..2147483 s · a change takes effect at once
    timeout: NotRequired[int]


# Firewall rules: one nftables table of its own, and who is never cut off by it
class FirewallRules(TypedDict):
    # Chains that rules jump to, by name
    # at most 64 members
    chains: NotRequired[dict[str, list[Rule]]]
    # Says that this is such a document, so that no other is taken for one
    # a change takes effect at once
    format: FormatText
    # Packets through this host
    forward: NotRequired[Hook]
    # Packets to this host
    input: NotRequired[Hook]
    # Who must always be able to open a TCP connection to this host; rules that would cut them are refused
    management: NotRequired[Management]
    # Sets of addresses by name: lists of who is let in and who is not
    # at most 256 members
    sets: NotRequired[dict[str, Set]]
    # The table, family inet; nobody else writes to it
    # 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
    table: str
    # Interfaces by zone; a name that ends with * stands for all that begin so
    # at most 32 members
    zones: NotRequired[dict[str, list[str]]]
