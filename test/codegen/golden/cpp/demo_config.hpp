// Generated from schemas/demo.schema.json by appia generate; do not edit.
// One of each thing that a schema can say.
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

namespace appia::demo {

inline const appia::detail::schema& tables_();

struct Tree;

struct Extra {
  /** a change restarts the component */
  std::optional<bool> known;
  /** Members of names that the schema does not list. */
  std::map<std::string, std::uint16_t> other_members;

  static constexpr appia::detail::node schema_node_ = 16;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members_and_others;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("known", self.known);
    visit.others(self.other_members);
  }
};

enum class Level : std::uint16_t {
  trace,
  info,
  off,
};

constexpr std::string_view to_text(Level value) {
  switch (value) {
    case Level::trace: return "trace";
    case Level::info: return "info";
    case Level::off: return "off";
  }
  return {};
}

inline bool from_text(std::string_view text, Level& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** What it does */
enum class Mode : std::uint16_t {
  host_only,
  default_,
  v2nd,
  host_only_2,
};

constexpr std::string_view to_text(Mode value) {
  switch (value) {
    case Mode::host_only: return "host-only";
    case Mode::default_: return "default";
    case Mode::v2nd: return "2nd";
    case Mode::host_only_2: return "host_only";
  }
  return {};
}

inline bool from_text(std::string_view text, Mode& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

struct Open {
  /** a change restarts the component */
  std::optional<std::string> a;
  /** Members of names that the schema does not list. */
  std::map<std::string, nlohmann::json> other_members;

  static constexpr appia::detail::node schema_node_ = 48;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members_and_others;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("a", self.a);
    visit.others(self.other_members);
  }
};

enum class RulesBy : std::uint16_t {
  hand,
  wire,
};

constexpr std::string_view to_text(RulesBy value) {
  switch (value) {
    case RulesBy::hand: return "hand";
    case RulesBy::wire: return "wire";
  }
  return {};
}

inline bool from_text(std::string_view text, RulesBy& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct Rules {
  /** a change restarts the component */
  std::optional<RulesBy> by;
  /** a change restarts the component */
  std::optional<std::string> from;
  /** a change restarts the component */
  std::optional<std::string> to;

  static constexpr appia::detail::node schema_node_ = 74;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("by", self.by);
    visit("from", self.from);
    visit("to", self.to);
  }
};

enum class SizeChoice2 : std::uint16_t {
  auto_,
};

constexpr std::string_view to_text(SizeChoice2 value) {
  switch (value) {
    case SizeChoice2::auto_: return "auto";
  }
  return {};
}

inline bool from_text(std::string_view text, SizeChoice2& out) {
  return appia::detail::enumerator_of(text, 1, out);
}

enum class TcpKind : std::uint16_t {
  tcp,
};

constexpr std::string_view to_text(TcpKind value) {
  switch (value) {
    case TcpKind::tcp: return "tcp";
  }
  return {};
}

inline bool from_text(std::string_view text, TcpKind& out) {
  return appia::detail::enumerator_of(text, 1, out);
}

struct Tcp {
  /** a change restarts the component */
  TcpKind kind{};
  /** 1..65535 · a change restarts the component */
  std::uint16_t port{};

  static constexpr appia::detail::node schema_node_ = 146;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("kind", self.kind);
    visit("port", self.port);
  }
};

enum class IpcKind : std::uint16_t {
  ipc,
};

constexpr std::string_view to_text(IpcKind value) {
  switch (value) {
    case IpcKind::ipc: return "ipc";
  }
  return {};
}

inline bool from_text(std::string_view text, IpcKind& out) {
  return appia::detail::enumerator_of(text, 1, out);
}

struct Ipc {
  /** a change restarts the component */
  IpcKind kind{};
  /** at least 1 character · a change restarts the component */
  std::string path{};

  static constexpr appia::detail::node schema_node_ = 149;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("kind", self.kind);
    visit("path", self.path);
  }
};

/** A type that holds itself */
struct Tree {
  /** at most 4 elements · a change restarts the component */
  std::optional<std::vector<appia::Box<Tree>>> children;
  /** a change restarts the component */
  std::string label{};
  /** A type that holds itself */
  appia::Box<Tree> left;

  static constexpr appia::detail::node schema_node_ = 92;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("children", self.children);
    visit("label", self.label);
    visit("left", self.left);
  }
};

/** One of each thing that a schema can say */
struct Demo {
  /** a change restarts the component */
  std::optional<nlohmann::json> anything;
  /** a change restarts the component */
  std::vector<std::uint16_t> blocked;
  /** 0..9007199254740991 · default 5000000000 · a change restarts the component */
  std::uint64_t count = 5000000000LL;
  /**
   * A word of C++ *\/ in a comment
   * default true · a change restarts the component
   */
  bool default_ = true;
  std::optional<Extra> extra;
  /** default "say \"hi\"\n\\o/ ??=" · a change restarts the component */
  std::string greeting = "say \"hi\"\n\\o/ \?\?=";
  /** 1..3 members */
  std::optional<std::map<std::string, std::string>> labels;
  /** default "info" · a change restarts the component */
  Level level = Level::info;
  /** default null · a change restarts the component */
  std::optional<std::string> maybe;
  /**
   * What it does
   * a change restarts the component
   */
  Mode mode{};
  /** 1..15 characters, of the form ^[^A-Z\s]+$|^(ab|c{2,3})*\b.\S$ · a change restarts the component */
  std::optional<std::string> name;
  /** a change restarts the component */
  std::vector<std::string> names = {"first", "b"};
  /** -32769..0 · default -1 · a change restarts the component */
  std::int32_t offset = -1;
  std::optional<Open> open;
  /** 0..9 · a change restarts the component */
  std::optional<std::optional<std::uint16_t>> perhaps;
  /** at least 2 elements · a change restarts the component */
  std::tuple<double, std::string> point = appia::detail::default_from<std::tuple<double, std::string>>(R"json([0.5,"m"])json");
  /**
   * TCP port
   * 1..65535 · a change restarts the component
   */
  std::uint16_t port{};
  /** at most 8 elements · a change restarts the component */
  std::vector<std::uint16_t> ports = {80, 443};
  /** more than 0 and less than 1 · default 0.07 · a change restarts the component */
  double ratio = 0.07;
  Rules rules;
  /** at least 4 characters · default null · a change restarts the component */
  std::optional<std::string> secret;
  /** a change restarts the component */
  std::optional<std::optional<std::variant<std::uint16_t, SizeChoice2>>> size;
  /**
   * One of two, told by kind
   * a change restarts the component
   */
  std::variant<Tcp, Ipc> socket = appia::detail::default_from<std::variant<Tcp, Ipc>>(R"json({"kind":"ipc","path":"/run/demo"})json");
  /** 0..600000 ms (10 min) · default 5000 ms (5 s) · a change restarts the component */
  std::uint32_t timeout = 5000;
  /** A type that holds itself */
  Tree tree;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "c4198c4a6b160209c4c0a357e2cd6442ec7089329f7740ae238088217530d44c";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("anything", self.anything);
    visit("blocked", self.blocked);
    visit("count", self.count);
    visit("default", self.default_);
    visit("extra", self.extra);
    visit("greeting", self.greeting);
    visit("labels", self.labels);
    visit("level", self.level);
    visit.always("maybe", self.maybe);
    visit("mode", self.mode);
    visit("name", self.name);
    visit("names", self.names);
    visit("offset", self.offset);
    visit("open", self.open);
    visit("perhaps", self.perhaps);
    visit("point", self.point);
    visit("port", self.port);
    visit("ports", self.ports);
    visit("ratio", self.ratio);
    visit("rules", self.rules);
    visit.always("secret", self.secret);
    visit("size", self.size);
    visit("socket", self.socket);
    visit("timeout", self.timeout);
    visit("tree", self.tree);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[^A-Z\s]+$|^(ab|c{2,3})*\b.\S$/
inline constexpr step steps_0[] = {
    {action::fork, 1, 8}, {action::at_start, 0, 0}, {action::one_of, 0, 12}, {action::fork, 4, 6},
    {action::one_of, 12, 12}, {action::go, 3, 0}, {action::at_end, 0, 0}, {action::go, 23, 0},
    {action::at_start, 0, 0}, {action::fork, 10, 19}, {action::fork, 11, 14}, {action::one_of, 24, 1},
    {action::one_of, 25, 1}, {action::go, 18, 0}, {action::one_of, 26, 1}, {action::one_of, 27, 1},
    {action::fork, 17, 18}, {action::one_of, 28, 1}, {action::go, 9, 0}, {action::at_boundary, 0, 0},
    {action::one_of, 29, 4}, {action::one_of, 33, 11}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x0, 0x8}, {0xe, 0x1f}, {0x21, 0x40}, {0x5b, 0x9f}, {0xa1, 0x167f}, {0x1681, 0x1fff}, {0x200b, 0x2027},
    {0x202a, 0x202e}, {0x2030, 0x205e}, {0x2060, 0x2fff}, {0x3001, 0xfefe}, {0xff00, 0x10ffff}, {0x0, 0x8},
    {0xe, 0x1f}, {0x21, 0x40}, {0x5b, 0x9f}, {0xa1, 0x167f}, {0x1681, 0x1fff}, {0x200b, 0x2027},
    {0x202a, 0x202e}, {0x2030, 0x205e}, {0x2060, 0x2fff}, {0x3001, 0xfefe}, {0xff00, 0x10ffff},
    {0x61, 0x61}, {0x62, 0x62}, {0x63, 0x63}, {0x63, 0x63}, {0x63, 0x63}, {0x0, 0x9}, {0xb, 0xc},
    {0xe, 0x2027}, {0x202a, 0x10ffff}, {0x0, 0x8}, {0xe, 0x1f}, {0x21, 0x9f}, {0xa1, 0x167f},
    {0x1681, 0x1fff}, {0x200b, 0x2027}, {0x202a, 0x202e}, {0x2030, 0x205e}, {0x2060, 0x2fff},
    {0x3001, 0xfefe}, {0xff00, 0x10ffff},
};

// /^[a-z]+$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 1}, {action::fork, 3, 5}, {action::one_of, 1, 1},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x61, 0x7a}, {0x61, 0x7a},
};

// /^x-/
inline constexpr step steps_2[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 1}, {action::one_of, 1, 1}, {action::accept, 0, 0},
};
inline constexpr span spans_2[] = {
    {0x78, 0x78}, {0x2d, 0x2d},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::disjoint, 0, 2}, {check::done},
    // /properties/anything:
    {check::done},
    // /properties/blocked:
    {check::types, 32}, {check::elements, 95, 0}, {check::done},
    // /properties/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 9007199254740991.0},
    {check::done},
    // /properties/default:
    {check::types, 2}, {check::done},
    // /properties/extra:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/greeting:
    {check::types, 16}, {check::done},
    // /properties/labels:
    {check::types, 64}, {check::members, 2}, {check::names, 107}, {check::fewest_members, 1},
    {check::most_members, 3}, {check::done},
    // /$defs/level:
    {check::types, 16}, {check::choices, 0, 3}, {check::done},
    // /properties/maybe:
    {check::types, 17}, {check::done},
    // /properties/mode:
    {check::types, 16}, {check::choices, 3, 4}, {check::done},
    // /properties/name:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 15}, {check::matches, 0, 2}, {check::done},
    // /properties/names:
    {check::types, 32}, {check::elements, 109, 0}, {check::contains, 111, 1, -1.0}, {check::done},
    // /properties/offset:
    {check::types, 4}, {check::minimum, 0, 0, -32769.0}, {check::maximum, 0, 0, 0.0}, {check::done},
    // /properties/open:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/perhaps:
    {check::types, 5}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 9.0}, {check::done},
    // /properties/point:
    {check::types, 32}, {check::fewest_elements, 2}, {check::first_elements, 0, 2},
    {check::no_further_element, 2}, {check::done},
    // /properties/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/ports:
    {check::types, 32}, {check::most_elements, 8}, {check::distinct_elements}, {check::elements, 119, 0},
    {check::done},
    // /properties/ratio:
    {check::types, 8}, {check::above, 0, 0, 0.0}, {check::below, 0, 0, 1.0}, {check::multiple, 0, 0, 0.01},
    {check::done},
    // /properties/rules:
    {check::types, 64}, {check::members, 4}, {check::also_required, 3, 2}, {check::also, 130, 5},
    {check::condition, 2}, {check::done},
    // /properties/secret:
    {check::secret}, {check::types, 17}, {check::shortest, 4}, {check::done},
    // /properties/size:
    {check::any_of, 5, 3}, {check::done},
    // /properties/socket:
    {check::one_of, 8, 2}, {check::done},
    // /properties/timeout:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /$defs/tree:
    {check::types, 64}, {check::members, 5}, {check::done},
    // /properties/blocked/items:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/extra/properties/known:
    {check::types, 2}, {check::done},
    // /properties/extra/patternProperties/^x-:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 255.0}, {check::done},
    // /properties/labels/additionalProperties:
    {check::types, 16}, {check::done},
    // /properties/labels/propertyNames:
    {check::matches, 1, 6}, {check::done},
    // /properties/names/items:
    {check::types, 16}, {check::done},
    // /properties/names/contains:
    {check::choices, 7, 1}, {check::done},
    // /properties/open/properties/a:
    {check::types, 16}, {check::done},
    // /properties/point/prefixItems/0:
    {check::types, 8}, {check::done},
    // /properties/point/prefixItems/1:
    {check::types, 16}, {check::done},
    // /properties/ports/items:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/rules/properties/by:
    {check::types, 16}, {check::choices, 8, 2}, {check::done},
    // /properties/rules/properties/from:
    {check::types, 16}, {check::done},
    // /properties/rules/properties/to:
    {check::types, 16}, {check::done},
    // /properties/rules/dependentSchemas/by:
    {check::required, 7}, {check::done},
    // /properties/rules/if:
    {check::members, 6}, {check::done},
    // /properties/rules/then:
    {check::members, 7}, {check::done},
    // /properties/rules/else:
    {check::negation, 162}, {check::done},
    // /properties/size/anyOf/0:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100.0}, {check::done},
    // /properties/size/anyOf/1:
    {check::choices, 10, 1}, {check::done},
    // /properties/size/anyOf/2:
    {check::types, 1}, {check::done},
    // /$defs/tcp:
    {check::types, 64}, {check::members, 8}, {check::done},
    // /$defs/ipc:
    {check::types, 64}, {check::members, 9}, {check::done},
    // /$defs/tree/properties/children:
    {check::types, 32}, {check::most_elements, 4}, {check::elements, 92, 0}, {check::done},
    // /$defs/tree/properties/label:
    {check::types, 16}, {check::done},
    // /properties/rules/if/properties/by:
    {check::choices, 11, 1}, {check::done},
    // /properties/rules/then/properties/to:
    {check::shortest, 3}, {check::done},
    // /properties/rules/else/not:
    {check::members, 10}, {check::done},
    // /$defs/tcp/properties/kind:
    {check::choices, 12, 1}, {check::done},
    // /$defs/tcp/properties/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /$defs/ipc/properties/kind:
    {check::choices, 13, 1}, {check::done},
    // /$defs/ipc/properties/path:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/rules/else/not/properties/to:
    {check::choices, 14, 1}, {check::done},
};

inline constexpr node nodes[] = {
    115, 117, 132, 134, 136, 138, 142, 144, 146, 149,
};

inline constexpr std::string_view texts[] = {
    "ports", "blocked", "^[^A-Z\\s]+$|^(ab|c{2,3})*\\b.\\S$", "from", "to", "by", "^[a-z]+$", "from",
};

inline constexpr choice choices[] = {
    {kind::text, "trace"}, {kind::text, "info"}, {kind::text, "off"}, {kind::text, "host-only"},
    {kind::text, "default"}, {kind::text, "2nd"}, {kind::text, "host_only"}, {kind::text, "first"},
    {kind::text, "hand"}, {kind::text, "wire"}, {kind::text, "auto"}, {kind::text, "wire"},
    {kind::text, "tcp"}, {kind::text, "ipc"}, {kind::text, "nowhere"},
};

inline constexpr object_rules objects[] = {
    {0, 25, 3, 0, 0, 0}, {25, 1, 0, 0, 1, 0}, {26, 0, 0, 1, 0, 105}, {26, 1, 0, 1, 0, 1},
    {27, 3, 0, 1, 0, 0}, {30, 3, 1, 1, 0, 0}, {33, 1, 1, 1, 0, 1}, {34, 1, 0, 1, 0, 1}, {35, 2, 2, 1, 0, 0},
    {37, 2, 2, 1, 0, 0}, {39, 1, 1, 1, 0, 1},
};

inline constexpr property properties[] = {
    {"anything", 6, false}, {"blocked", 7, false}, {"count", 10, false}, {"default", 14, false},
    {"extra", 16, false}, {"greeting", 19, false}, {"labels", 21, false}, {"level", 27, false},
    {"maybe", 30, false}, {"mode", 32, true}, {"name", 35, false}, {"names", 40, false},
    {"offset", 44, false}, {"open", 48, false}, {"perhaps", 51, false}, {"point", 55, false},
    {"port", 60, true}, {"ports", 64, false}, {"ratio", 69, false}, {"rules", 74, false},
    {"secret", 80, false}, {"size", 84, false}, {"socket", 86, false}, {"timeout", 88, false},
    {"tree", 92, true}, {"known", 99, false}, {"a", 113, false}, {"by", 123, false}, {"from", 126, false},
    {"to", 128, false}, {"children", 152, false}, {"label", 156, true}, {"left", 92, false},
    {"by", 158, true}, {"to", 160, false}, {"kind", 164, true}, {"port", 166, true}, {"kind", 170, true},
    {"path", 172, true}, {"to", 175, true},
};

inline constexpr named_by_pattern named_by_patterns[] = {
    {2, 101},
};

inline constexpr pattern patterns[] = {
    {steps_0, 24, spans_0}, {steps_1, 7, spans_1}, {steps_2, 4, spans_2},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, rules_::nodes, rules_::texts, rules_::choices, rules_::objects, rules_::properties, rules_::named_by_patterns, rules_::patterns};
  return all;
}

}  // namespace appia::demo
