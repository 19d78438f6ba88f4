// Generated from the channels of configs/index.ts by appia generate; do not edit.
#pragma once

#include <cstdint>
#include <string_view>

namespace appia::channels {

enum class Pattern : std::uint8_t { push_pull, pub_sub };

/** One end, as a socket of ZeroMQ: of two ends exactly one binds, the other connects. */
struct End {
  std::string_view component;
  std::string_view endpoint;
  bool binds;
};

/** Messages go from `from` to `to`. Both names, in this order, are the encryption context: `sealer.seal({flows.from.component, flows.to.component}, …)` and `opener.open` with the same. */
struct Channel {
  std::string_view name;
  End from;
  End to;
  Pattern pattern;
  std::uint16_t port;
};

/** sniffer → detector, push/pull on port 5571; sniffer binds */
inline constexpr Channel flows{
    "flows", {"sniffer", "tcp://10.0.0.1:5571", true}, {"detector", "tcp://10.0.0.1:5571", false},
    Pattern::push_pull, 5571};

/** detector → firewall, pub/sub on port 5572; firewall binds */
inline constexpr Channel default_{
    "default", {"detector", "tcp://localhost:5572", false}, {"firewall", "tcp://0.0.0.0:5572", true},
    Pattern::pub_sub, 5572};

}  // namespace appia::channels
