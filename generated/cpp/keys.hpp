// Generated from configs/index.ts by appia generate; do not edit.
// Keys in etcd, without the prefix of an environment.
#pragma once

#include <string>
#include <string_view>

namespace appia::keys {

/** A document of schema detector. */
inline constexpr std::string_view detector = "/config/detector/json";

/** A document of schema firewall. */
inline constexpr std::string_view firewall = "/config/firewall/json";

/** A document of schema firewall-rules. */
inline constexpr std::string_view firewall_rules = "/config/firewall/rules/json";

/** A document of schema rag. */
inline constexpr std::string_view rag = "/config/rag/json";

/** A document of schema rotation. */
inline constexpr std::string_view rotation = "/config/rotation/json";

/** A document of schema interfaces. */
inline constexpr std::string_view sniffer_iface_configs = "/config/sniffer/iface_configs/json";

/** A document of schema sniffer. */
inline constexpr std::string_view sniffer = "/config/sniffer/json";

/** The state of the rotation of seeds. */
inline constexpr std::string_view keyset = "/keys/encryption/keyset";

/** View of the keyset: the primary key, sealed for each member. */
inline constexpr std::string_view current_key = "/keys/encryption/current";

/** View of the keyset: keys that still open messages. */
inline constexpr std::string_view previous_keys = "/keys/encryption/previous";

/** View of the keyset: when the next key is due. */
inline constexpr std::string_view rotation_schedule = "/keys/encryption/rotation_schedule";

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
