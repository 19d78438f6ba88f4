// Generated from schemas/api.schema.json by appia generate; do not edit.
// The API in front.
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
#include "parts/log_config.hpp"
#include "parts/net_config.hpp"
#include "parts/tls_config.hpp"

namespace appia::api {

inline const appia::detail::schema& tables_();

/** The API in front */
struct Api {
  std::optional<appia::parts::net::Address> listen;
  /** What is logged */
  appia::parts::log::Log log = appia::detail::default_from<appia::parts::log::Log>(R"json({"level":"debug"})json");
  /** 1..65535 · default 8080 · a change restarts the component */
  std::uint16_t port = 8080;
  /** One end of TLS */
  appia::parts::tls::Tls tls;
  /** a change restarts the component */
  std::vector<appia::parts::tls::Tls> upstreams;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "2901f81be37d83693991715eb60c7911e956a798b2687f68a471294bc874d919";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("listen", self.listen);
    visit("log", self.log);
    visit("port", self.port);
    visit("tls", self.tls);
    visit("upstreams", self.upstreams);
  }
};

namespace rules_ {

using namespace appia::detail;

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /$defs/net_address:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /$defs/log:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /$defs/net_port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /$defs/tls:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/upstreams:
    {check::types, 32}, {check::elements, 15, 0}, {check::done},
    // /$defs/net_address/properties/host:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/log/properties/level:
    {check::choices, 0, 3}, {check::done},
    // /$defs/tls/properties/certificate:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/tls_version:
    {check::choices, 3, 2}, {check::done},
    // /$defs/tls/properties/session:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
};

inline constexpr choice choices[] = {
    {kind::text, "debug"}, {kind::text, "info"}, {kind::text, "error"}, {kind::text, "1.2"},
    {kind::text, "1.3"},
};

inline constexpr object_rules objects[] = {
    {0, 5, 1, 0, 0, 0}, {5, 2, 2, 0, 0, 0}, {7, 1, 0, 0, 0, 0}, {8, 4, 1, 0, 0, 0},
};

inline constexpr property properties[] = {
    {"listen", 5, false}, {"log", 8, false}, {"port", 11, false}, {"tls", 15, true},
    {"upstreams", 18, false}, {"host", 21, true}, {"port", 11, true}, {"level", 24, false},
    {"certificate", 26, true}, {"minimum", 29, false}, {"peer", 5, false}, {"session", 31, false},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, nullptr, nullptr, rules_::choices, rules_::objects, rules_::properties, nullptr, nullptr};
  return all;
}

}  // namespace appia::api
