// Generated from schemas/firewall-rules.schema.json by appia generate; do not edit.
// Firewall rules: one nftables table of its own, and who is never cut off by it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "appia/config.hpp"

namespace appia::firewall_rules {

inline const appia::detail::schema& tables_();

/** return: back to where the jump came from; count: nothing but counting and logging */
enum class RuleAction : std::uint16_t {
  accept,
  drop,
  reject,
  return_,
  jump,
  count,
};

constexpr std::string_view to_text(RuleAction value) {
  switch (value) {
    case RuleAction::accept: return "accept";
    case RuleAction::drop: return "drop";
    case RuleAction::reject: return "reject";
    case RuleAction::return_: return "return";
    case RuleAction::jump: return "jump";
    case RuleAction::count: return "count";
  }
  return {};
}

inline bool from_text(std::string_view text, RuleAction& out) {
  return appia::detail::enumerator_of(text, 6, out);
}

/** Counted for each source address, or for all together */
enum class RuleLimitEach : std::uint16_t {
  source,
  all,
};

constexpr std::string_view to_text(RuleLimitEach value) {
  switch (value) {
    case RuleLimitEach::source: return "source";
    case RuleLimitEach::all: return "all";
  }
  return {};
}

inline bool from_text(std::string_view text, RuleLimitEach& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

enum class RuleLimitPer : std::uint16_t {
  second,
  minute,
  hour,
  day,
};

constexpr std::string_view to_text(RuleLimitPer value) {
  switch (value) {
    case RuleLimitPer::second: return "second";
    case RuleLimitPer::minute: return "minute";
    case RuleLimitPer::hour: return "hour";
    case RuleLimitPer::day: return "day";
  }
  return {};
}

inline bool from_text(std::string_view text, RuleLimitPer& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

/** The rule holds for packets beyond this rate */
struct RuleLimit {
  /**
   * That many at once are not beyond it
   * 1..100000 packets · a change takes effect at once
   */
  std::uint32_t burst{};
  /**
   * Counted for each source address, or for all together
   * a change takes effect at once
   */
  RuleLimitEach each{};
  /** 1..1000000 packets · a change takes effect at once */
  std::uint32_t over{};
  /** a change takes effect at once */
  RuleLimitPer per{};

  static constexpr appia::detail::node schema_node_ = 129;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("burst", self.burst);
    visit("each", self.each);
    visit("over", self.over);
    visit("per", self.per);
  }
};

struct RulePortRangesItem {
  /** 1..65535 · a change takes effect at once */
  std::uint16_t from{};
  /** 1..65535 · a change takes effect at once */
  std::uint16_t to{};

  static constexpr appia::detail::node schema_node_ = 189;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("from", self.from);
    visit("to", self.to);
  }
};

/** icmp: that of either family */
enum class RuleProtocol : std::uint16_t {
  tcp,
  udp,
  icmp,
};

constexpr std::string_view to_text(RuleProtocol value) {
  switch (value) {
    case RuleProtocol::tcp: return "tcp";
    case RuleProtocol::udp: return "udp";
    case RuleProtocol::icmp: return "icmp";
  }
  return {};
}

inline bool from_text(std::string_view text, RuleProtocol& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

enum class RuleStateItem : std::uint16_t {
  new_,
  established,
  related,
  invalid,
  untracked,
};

constexpr std::string_view to_text(RuleStateItem value) {
  switch (value) {
    case RuleStateItem::new_: return "new";
    case RuleStateItem::established: return "established";
    case RuleStateItem::related: return "related";
    case RuleStateItem::invalid: return "invalid";
    case RuleStateItem::untracked: return "untracked";
  }
  return {};
}

inline bool from_text(std::string_view text, RuleStateItem& out) {
  return appia::detail::enumerator_of(text, 5, out);
}

/** Holds for a packet of which all that it says is true */
struct Rule {
  /**
   * return: back to where the jump came from; count: nothing but counting and logging
   * a change takes effect at once
   */
  RuleAction action{};
  /**
   * Where a jump goes
   * at most 28 characters · a change takes effect at once
   */
  std::optional<std::string> chain;
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements · a change takes effect at once
   */
  std::optional<std::vector<std::string>> destination;
  /**
   * Its destination is in this set
   * at most 31 characters · a change takes effect at once
   */
  std::optional<std::string> destinationSet;
  /**
   * Zone that the packet comes from
   * at most 31 characters · a change takes effect at once
   */
  std::optional<std::string> from;
  /** The rule holds for packets beyond this rate */
  std::optional<RuleLimit> limit;
  /**
   * Logged with this prefix
   * 1..29 characters, of the form ^[A-Za-z0-9 _.:=/-]+$ · a change takes effect at once
   */
  std::optional<std::string> log;
  /**
   * Of this rule alone: in comments, counters and messages
   * 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
   */
  std::string name{};
  /**
   * Destination ports from … to, both included
   * 1..128 elements · a change takes effect at once
   */
  std::optional<std::vector<RulePortRangesItem>> portRanges;
  /**
   * Destination ports, of tcp or udp
   * 1..1024 elements · a change takes effect at once
   */
  std::optional<std::vector<std::uint16_t>> ports;
  /**
   * icmp: that of either family
   * a change takes effect at once
   */
  std::optional<RuleProtocol> protocol;
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements · a change takes effect at once
   */
  std::optional<std::vector<std::string>> source;
  /**
   * Its source is in this set
   * at most 31 characters · a change takes effect at once
   */
  std::optional<std::string> sourceSet;
  /**
   * Of its connection, as the kernel tracks it
   * 1..5 elements · a change takes effect at once
   */
  std::optional<std::vector<RuleStateItem>> state;
  /**
   * Zone that the packet goes to
   * at most 31 characters · a change takes effect at once
   */
  std::optional<std::string> to;

  static constexpr appia::detail::node schema_node_ = 77;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("action", self.action);
    visit("chain", self.chain);
    visit("destination", self.destination);
    visit("destinationSet", self.destinationSet);
    visit("from", self.from);
    visit("limit", self.limit);
    visit("log", self.log);
    visit("name", self.name);
    visit("portRanges", self.portRanges);
    visit("ports", self.ports);
    visit("protocol", self.protocol);
    visit("source", self.source);
    visit("sourceSet", self.sourceSet);
    visit("state", self.state);
    visit("to", self.to);
  }
};

/** Says that this is such a document, so that no other is taken for one */
enum class Format : std::uint16_t {
  appia_firewall_1,
};

constexpr std::string_view to_text(Format value) {
  switch (value) {
    case Format::appia_firewall_1: return "appia-firewall-1";
  }
  return {};
}

inline bool from_text(std::string_view text, Format& out) {
  return appia::detail::enumerator_of(text, 1, out);
}

/** What becomes of a packet for which no rule decides */
enum class HookPolicy : std::uint16_t {
  accept,
  drop,
};

constexpr std::string_view to_text(HookPolicy value) {
  switch (value) {
    case HookPolicy::accept: return "accept";
    case HookPolicy::drop: return "drop";
  }
  return {};
}

inline bool from_text(std::string_view text, HookPolicy& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Hook {
  /**
   * What becomes of a packet for which no rule decides
   * a change takes effect at once
   */
  HookPolicy policy{};
  /**
   * Among the chains of the hook, lowest first; 0 is where iptables filters
   * -400..400 · a change takes effect at once
   */
  std::optional<std::int16_t> priority;
  /**
   * In this order; the first that accepts, drops or rejects decides
   * at most 1024 elements · a change takes effect at once
   */
  std::vector<Rule> rules{};

  static constexpr appia::detail::node schema_node_ = 13;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("policy", self.policy);
    visit("priority", self.priority);
    visit("rules", self.rules);
  }
};

/** Who must always be able to open a TCP connection to this host; rules that would cut them are refused */
struct Management {
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements · a change takes effect at once
   */
  std::vector<std::string> addresses{};
  /** 1..16 elements · a change takes effect at once */
  std::vector<std::uint16_t> ports{};
  /**
   * They come in there; from anywhere where it is absent
   * at most 31 characters · a change takes effect at once
   */
  std::optional<std::string> zone;

  static constexpr appia::detail::node schema_node_ = 16;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("addresses", self.addresses);
    visit("ports", self.ports);
    visit("zone", self.zone);
  }
};

enum class SetFamily : std::uint16_t {
  ipv4,
  ipv6,
};

constexpr std::string_view to_text(SetFamily value) {
  switch (value) {
    case SetFamily::ipv4: return "ipv4";
    case SetFamily::ipv6: return "ipv6";
  }
  return {};
}

inline bool from_text(std::string_view text, SetFamily& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** addresses: single ones; networks: prefixes and ranges too */
enum class SetHolds : std::uint16_t {
  addresses,
  networks,
};

constexpr std::string_view to_text(SetHolds value) {
  switch (value) {
    case SetHolds::addresses: return "addresses";
    case SetHolds::networks: return "networks";
  }
  return {};
}

inline bool from_text(std::string_view text, SetHolds& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** declared: what elements says; runtime: what a program on the host adds, which an apply keeps */
enum class SetMembers : std::uint16_t {
  declared,
  runtime,
};

constexpr std::string_view to_text(SetMembers value) {
  switch (value) {
    case SetMembers::declared: return "declared";
    case SetMembers::runtime: return "runtime";
  }
  return {};
}

inline bool from_text(std::string_view text, SetMembers& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Set {
  /**
   * Most members that fit in
   * 1..16777216 count · a change takes effect at once
   */
  std::optional<std::uint32_t> capacity;
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * at most 100000 elements · a change takes effect at once
   */
  std::optional<std::vector<std::string>> elements;
  /** a change takes effect at once */
  SetFamily family{};
  /**
   * Of ipset: buckets at the beginning, a power of two
   * 64..16777216 count · a change takes effect at once
   */
  std::optional<std::uint32_t> hashSize;
  /**
   * addresses: single ones; networks: prefixes and ranges too
   * a change takes effect at once
   */
  SetHolds holds{};
  /**
   * declared: what elements says; runtime: what a program on the host adds, which an apply keeps
   * a change takes effect at once
   */
  SetMembers members{};
  /**
   * A member goes after this time, unless it was added with another; 0: never
   * 0..2147483 s · a change takes effect at once
   */
  std::optional<std::uint32_t> timeout;

  static constexpr appia::detail::node schema_node_ = 60;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("capacity", self.capacity);
    visit("elements", self.elements);
    visit("family", self.family);
    visit("hashSize", self.hashSize);
    visit("holds", self.holds);
    visit("members", self.members);
    visit("timeout", self.timeout);
  }
};

/** Firewall rules: one nftables table of its own, and who is never cut off by it */
struct FirewallRules {
  /**
   * Chains that rules jump to, by name
   * at most 64 members
   */
  std::optional<std::map<std::string, std::vector<Rule>>> chains;
  /**
   * Says that this is such a document, so that no other is taken for one
   * a change takes effect at once
   */
  Format format{};
  /** Packets through this host */
  std::optional<Hook> forward;
  /** Packets to this host */
  std::optional<Hook> input;
  /** Who must always be able to open a TCP connection to this host; rules that would cut them are refused */
  std::optional<Management> management;
  /**
   * Sets of addresses by name: lists of who is let in and who is not
   * at most 256 members
   */
  std::optional<std::map<std::string, Set>> sets;
  /**
   * The table, family inet; nobody else writes to it
   * 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
   */
  std::string table{};
  /**
   * Interfaces by zone; a name that ends with * stands for all that begin so
   * at most 32 members
   */
  std::optional<std::map<std::string, std::vector<std::string>>> zones;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "7302e5ec6e810d8b26c7d6061507508cf80cf0e22968bf27689648f7a250d645";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("chains", self.chains);
    visit("format", self.format);
    visit("forward", self.forward);
    visit("input", self.input);
    visit("management", self.management);
    visit("sets", self.sets);
    visit("table", self.table);
    visit("zones", self.zones);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[A-Za-z][A-Za-z0-9_-]*$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 2}, {action::fork, 3, 5}, {action::one_of, 2, 5},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x41, 0x5a}, {0x61, 0x7a}, {0x2d, 0x2d}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

// /^[A-Za-z0-9._-]+\*?$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 5}, {action::fork, 3, 5}, {action::one_of, 5, 5},
    {action::go, 2, 0}, {action::fork, 6, 7}, {action::one_of, 10, 1}, {action::at_end, 0, 0},
    {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x2d, 0x2e}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2d, 0x2e}, {0x30, 0x39},
    {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2a, 0x2a},
};

// /^[A-Za-z_][A-Za-z0-9_-]*$/
inline constexpr step steps_2[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 3}, {action::fork, 3, 5}, {action::one_of, 3, 5},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_2[] = {
    {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2d, 0x2d}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f},
    {0x61, 0x7a},
};

// /^[A-Za-z0-9 _.:=/-]+$/
inline constexpr step steps_3[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 6}, {action::fork, 3, 5}, {action::one_of, 6, 6},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_3[] = {
    {0x20, 0x20}, {0x2d, 0x3a}, {0x3d, 0x3d}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x20, 0x20},
    {0x2d, 0x3a}, {0x3d, 0x3d}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/chains:
    {check::types, 64}, {check::members, 1}, {check::names, 38}, {check::most_members, 64}, {check::done},
    // /properties/format:
    {check::types, 16}, {check::choices, 0, 1}, {check::done},
    // /$defs/hook:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /$defs/management:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/sets:
    {check::types, 64}, {check::members, 4}, {check::names, 63}, {check::most_members, 256}, {check::done},
    // /$defs/name:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 31}, {check::matches, 2, 0}, {check::done},
    // /properties/zones:
    {check::types, 64}, {check::members, 5}, {check::names, 73}, {check::most_members, 32}, {check::done},
    // /$defs/rules:
    {check::types, 32}, {check::most_elements, 1024}, {check::elements, 77, 0}, {check::done},
    // /properties/chains/propertyNames:
    {check::types, 16}, {check::longest, 28}, {check::matches, 2, 1}, {check::done},
    // /$defs/hook/properties/policy:
    {check::types, 16}, {check::choices, 1, 2}, {check::done},
    // /$defs/hook/properties/priority:
    {check::types, 4}, {check::minimum, 0, 0, -400.0}, {check::maximum, 0, 0, 400.0}, {check::done},
    // /$defs/management/properties/addresses:
    {check::refer, 80}, {check::fewest_elements, 1}, {check::done},
    // /$defs/management/properties/ports:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 16}, {check::elements, 84, 0},
    {check::done},
    // /$defs/management/properties/zone:
    {check::types, 16}, {check::longest, 31}, {check::done},
    // /$defs/set:
    {check::types, 64}, {check::members, 6}, {check::done},
    // /properties/sets/propertyNames:
    {check::types, 16}, {check::longest, 31}, {check::matches, 2, 2}, {check::done},
    // /properties/zones/additionalProperties:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 64}, {check::distinct_elements},
    {check::elements, 109, 0}, {check::done},
    // /properties/zones/propertyNames:
    {check::types, 16}, {check::longest, 31}, {check::matches, 0, 3}, {check::done},
    // /$defs/rule:
    {check::types, 64}, {check::members, 7}, {check::done},
    // /$defs/addresses:
    {check::types, 32}, {check::most_elements, 100000}, {check::elements, 171, 0}, {check::done},
    // /$defs/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /$defs/set/properties/capacity:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 16777216.0}, {check::done},
    // /$defs/set/properties/family:
    {check::types, 16}, {check::choices, 3, 2}, {check::done},
    // /$defs/set/properties/hashSize:
    {check::types, 4}, {check::minimum, 0, 0, 64.0}, {check::maximum, 0, 0, 16777216.0}, {check::done},
    // /$defs/set/properties/holds:
    {check::types, 16}, {check::choices, 5, 2}, {check::done},
    // /$defs/set/properties/members:
    {check::types, 16}, {check::choices, 7, 2}, {check::done},
    // /$defs/set/properties/timeout:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 2147483.0}, {check::done},
    // /properties/zones/additionalProperties/items:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 15}, {check::matches, 1, 4}, {check::done},
    // /$defs/rule/properties/action:
    {check::types, 16}, {check::choices, 9, 6}, {check::done},
    // /$defs/rule/properties/chain:
    {check::types, 16}, {check::longest, 28}, {check::done},
    // /$defs/rule/properties/destination:
    {check::refer, 80}, {check::fewest_elements, 1}, {check::done},
    // /$defs/rule/properties/destinationSet:
    {check::types, 16}, {check::longest, 31}, {check::done},
    // /$defs/rule/properties/from:
    {check::types, 16}, {check::longest, 31}, {check::done},
    // /$defs/rule/properties/limit:
    {check::types, 64}, {check::members, 8}, {check::done},
    // /$defs/rule/properties/log:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 29}, {check::matches, 3, 5}, {check::done},
    // /$defs/rule/properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 31}, {check::matches, 2, 6}, {check::done},
    // /$defs/rule/properties/portRanges:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 128}, {check::elements, 189, 0},
    {check::done},
    // /$defs/rule/properties/ports:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 1024},
    {check::distinct_elements}, {check::elements, 84, 0}, {check::done},
    // /$defs/rule/properties/protocol:
    {check::types, 16}, {check::choices, 15, 3}, {check::done},
    // /$defs/rule/properties/source:
    {check::refer, 80}, {check::fewest_elements, 1}, {check::done},
    // /$defs/rule/properties/sourceSet:
    {check::types, 16}, {check::longest, 31}, {check::done},
    // /$defs/rule/properties/state:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 5}, {check::distinct_elements},
    {check::elements, 192, 0}, {check::done},
    // /$defs/rule/properties/to:
    {check::types, 16}, {check::longest, 31}, {check::done},
    // /$defs/addresses/items:
    {check::types, 16}, {check::shortest, 2}, {check::longest, 91}, {check::done},
    // /$defs/rule/properties/limit/properties/burst:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 100000.0}, {check::done},
    // /$defs/rule/properties/limit/properties/each:
    {check::types, 16}, {check::choices, 18, 2}, {check::done},
    // /$defs/rule/properties/limit/properties/over:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /$defs/rule/properties/limit/properties/per:
    {check::types, 16}, {check::choices, 20, 4}, {check::done},
    // /$defs/rule/properties/portRanges/items:
    {check::types, 64}, {check::members, 9}, {check::done},
    // /$defs/rule/properties/state/items:
    {check::types, 16}, {check::choices, 24, 5}, {check::done},
};

inline constexpr std::string_view texts[] = {
    "^[A-Za-z_][A-Za-z0-9_-]*$", "^[A-Za-z_][A-Za-z0-9_-]*$", "^[A-Za-z_][A-Za-z0-9_-]*$",
    "^[A-Za-z][A-Za-z0-9_-]*$", "^[A-Za-z0-9._-]+\\*\?$", "^[A-Za-z0-9 _.:=/-]+$",
    "^[A-Za-z_][A-Za-z0-9_-]*$",
};

inline constexpr choice choices[] = {
    {kind::text, "appia-firewall-1"}, {kind::text, "accept"}, {kind::text, "drop"}, {kind::text, "ipv4"},
    {kind::text, "ipv6"}, {kind::text, "addresses"}, {kind::text, "networks"}, {kind::text, "declared"},
    {kind::text, "runtime"}, {kind::text, "accept"}, {kind::text, "drop"}, {kind::text, "reject"},
    {kind::text, "return"}, {kind::text, "jump"}, {kind::text, "count"}, {kind::text, "tcp"},
    {kind::text, "udp"}, {kind::text, "icmp"}, {kind::text, "source"}, {kind::text, "all"},
    {kind::text, "second"}, {kind::text, "minute"}, {kind::text, "hour"}, {kind::text, "day"},
    {kind::text, "new"}, {kind::text, "established"}, {kind::text, "related"}, {kind::text, "invalid"},
    {kind::text, "untracked"},
};

inline constexpr object_rules objects[] = {
    {0, 8, 2, 0, 0, 0}, {8, 0, 0, 0, 0, 34}, {8, 3, 2, 0, 0, 0}, {11, 3, 2, 0, 0, 0}, {14, 0, 0, 0, 0, 60},
    {14, 0, 0, 0, 0, 67}, {14, 7, 3, 0, 0, 0}, {21, 15, 2, 0, 0, 0}, {36, 4, 4, 0, 0, 0},
    {40, 2, 2, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"chains", 5, false}, {"format", 10, true}, {"forward", 13, false}, {"input", 13, false},
    {"management", 16, false}, {"sets", 19, false}, {"table", 24, true}, {"zones", 29, false},
    {"policy", 42, true}, {"priority", 45, false}, {"rules", 34, true}, {"addresses", 49, true},
    {"ports", 52, true}, {"zone", 57, false}, {"capacity", 88, false}, {"elements", 80, false},
    {"family", 92, true}, {"hashSize", 95, false}, {"holds", 99, true}, {"members", 102, true},
    {"timeout", 105, false}, {"action", 114, true}, {"chain", 117, false}, {"destination", 120, false},
    {"destinationSet", 123, false}, {"from", 126, false}, {"limit", 129, false}, {"log", 132, false},
    {"name", 137, true}, {"portRanges", 142, false}, {"ports", 147, false}, {"protocol", 153, false},
    {"source", 156, false}, {"sourceSet", 159, false}, {"state", 162, false}, {"to", 168, false},
    {"burst", 175, true}, {"each", 179, true}, {"over", 182, true}, {"per", 186, true}, {"from", 84, true},
    {"to", 84, true},
};

inline constexpr pattern patterns[] = {
    {steps_0, 7, spans_0}, {steps_1, 9, spans_1}, {steps_2, 7, spans_2}, {steps_3, 7, spans_3},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::firewall_rules
