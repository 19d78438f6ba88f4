// Generated from configs/index.ts by appia generate; do not edit.
// Keys in etcd, without the prefix of an environment.
#pragma once

#include <string>
#include <string_view>

namespace appia::keys {

/** A document of schema demo. */
inline constexpr std::string_view demo = "/config/demo/json";

/** A document of schema class. */
inline constexpr std::string_view class_ = "/config/class/json";

/** A component's document for one node, which wins there. */
inline std::string of_node(std::string_view component, std::string_view node) {
  return "/config/" + std::string(component) + "/nodes/" + std::string(node) + "/json";
}

/** What a member reports of itself; node `default` where there is one. */
inline std::string status_of(std::string_view component, std::string_view node = "default") {
  return "/status/components/" + std::string(component) + '/' + std::string(node);
}

/** A key in an environment; its prefix is empty or begins with '/' and does not end with one. */
inline std::string with_prefix(std::string_view prefix, std::string_view key) {
  return std::string(prefix) + std::string(key);
}

}  // namespace appia::keys
