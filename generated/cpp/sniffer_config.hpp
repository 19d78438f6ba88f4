// Generated from schemas/sniffer.schema.json by appia generate; do not edit.
// Configuration of the packet sniffer: XDP program in the kernel, userspace in C++.
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

namespace appia::sniffer {

inline const appia::detail::schema& tables_();

struct AutoTuner {
  /** 0..1073741824 entries · default 100000 entries · nothing reads it */
  std::uint32_t benchmark_iterations = 100000;
  /** default true · nothing reads it */
  bool calibration_on_startup = true;
  /** default false · nothing reads it */
  bool enabled = false;
  /** default "cost_benefit_optimization" · nothing reads it */
  std::string feature_placement_strategy = "cost_benefit_optimization";
  /** 0..8760 h (365 d) · default 24 h (1 d) · nothing reads it */
  std::uint16_t recalibration_interval_hours = 24;
  /** 0..100 · default 1.2 · nothing reads it */
  double safety_margin_factor = 1.2;

  static constexpr appia::detail::node schema_node_ = 5;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("benchmark_iterations", self.benchmark_iterations);
    visit("calibration_on_startup", self.calibration_on_startup);
    visit("enabled", self.enabled);
    visit("feature_placement_strategy", self.feature_placement_strategy);
    visit("recalibration_interval_hours", self.recalibration_interval_hours);
    visit("safety_margin_factor", self.safety_margin_factor);
  }
};

struct BackpressureCircuitBreaker {
  /** default false · nothing reads it */
  bool enabled = false;
  /** 0..1000000 count · default 50 count · nothing reads it */
  std::uint32_t failure_threshold = 50;
  /** 0..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t recovery_timeout = 30;

  static constexpr appia::detail::node schema_node_ = 99;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enabled", self.enabled);
    visit("failure_threshold", self.failure_threshold);
    visit("recovery_timeout", self.recovery_timeout);
  }
};

enum class Overflow : std::uint16_t {
  drop_oldest,
  drop_newest,
  block,
};

constexpr std::string_view to_text(Overflow value) {
  switch (value) {
    case Overflow::drop_oldest: return "drop_oldest";
    case Overflow::drop_newest: return "drop_newest";
    case Overflow::block: return "block";
  }
  return {};
}

inline bool from_text(std::string_view text, Overflow& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct BackpressureKernelBackpressure {
  /** default "drop_oldest" · nothing reads it */
  Overflow ring_buffer_full_action = Overflow::drop_oldest;

  static constexpr appia::detail::node schema_node_ = 104;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ring_buffer_full_action", self.ring_buffer_full_action);
  }
};

struct BackpressureUserBackpressure {
  /** default true · nothing reads it */
  bool adaptive_rate_limiting = true;
  /** 0..1000000000 events/s · default 1000 events/s · nothing reads it */
  std::uint32_t max_drops_per_second = 1000;

  static constexpr appia::detail::node schema_node_ = 107;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("adaptive_rate_limiting", self.adaptive_rate_limiting);
    visit("max_drops_per_second", self.max_drops_per_second);
  }
};

struct Backpressure {
  BackpressureCircuitBreaker circuit_breaker;
  /** default false · nothing reads it */
  bool enabled = false;
  BackpressureKernelBackpressure kernel_backpressure;
  BackpressureUserBackpressure user_backpressure;

  static constexpr appia::detail::node schema_node_ = 8;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("circuit_breaker", self.circuit_breaker);
    visit("enabled", self.enabled);
    visit("kernel_backpressure", self.kernel_backpressure);
    visit("user_backpressure", self.user_backpressure);
  }
};

struct Buffers {
  /**
   * Events that are processed together
   * 1..100000 events · a change restarts the component
   */
  std::uint32_t batch_processing_size{};
  /** 0..1073741824 entries · default 500000 entries · nothing reads it */
  std::uint32_t flow_state_buffer_entries = 500000;
  /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
  std::uint32_t protobuf_serialize_buffer_size = 65536;
  /** 0..1073741824 entries · default 65536 entries · nothing reads it */
  std::uint32_t ring_buffer_entries = 65536;
  /** 0..1073741824 entries · default 10000 entries · nothing reads it */
  std::uint32_t statistics_buffer_entries = 10000;
  /** 0..1000000 count · default 300 count · nothing reads it */
  std::uint32_t user_processing_queue_depth = 300;
  /** 0..1073741824 B (1 GiB) · default 262144 B (256 KiB) · nothing reads it */
  std::uint32_t zmq_send_buffer_size = 262144;

  static constexpr appia::detail::node schema_node_ = 11;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_processing_size", self.batch_processing_size);
    visit("flow_state_buffer_entries", self.flow_state_buffer_entries);
    visit("protobuf_serialize_buffer_size", self.protobuf_serialize_buffer_size);
    visit("ring_buffer_entries", self.ring_buffer_entries);
    visit("statistics_buffer_entries", self.statistics_buffer_entries);
    visit("user_processing_queue_depth", self.user_processing_queue_depth);
    visit("zmq_send_buffer_size", self.zmq_send_buffer_size);
  }
};

struct CaptureAfXdp {
  /** 0..1073741824 entries · default 2048 entries · nothing reads it */
  std::uint32_t comp_ring_size = 2048;
  /** default false · nothing reads it */
  bool enabled = false;
  /** 0..1073741824 entries · default 2048 entries · nothing reads it */
  std::uint32_t fill_ring_size = 2048;
  /** default 2048 B (2 KiB) · nothing reads it */
  std::uint16_t frame_size = 2048;
  /** 0..65535 · default 0 · nothing reads it */
  std::uint16_t queue_id = 0;
  /** 0..1073741824 entries · default 2048 entries · nothing reads it */
  std::uint32_t rx_ring_size = 2048;
  /** 0..1073741824 entries · default 2048 entries · nothing reads it */
  std::uint32_t tx_ring_size = 2048;
  /** 0..1073741824 B (1 GiB) · default 16777216 B (16 MiB) · nothing reads it */
  std::uint32_t umem_size = 16777216;

  static constexpr appia::detail::node schema_node_ = 122;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("comp_ring_size", self.comp_ring_size);
    visit("enabled", self.enabled);
    visit("fill_ring_size", self.fill_ring_size);
    visit("frame_size", self.frame_size);
    visit("queue_id", self.queue_id);
    visit("rx_ring_size", self.rx_ring_size);
    visit("tx_ring_size", self.tx_ring_size);
    visit("umem_size", self.umem_size);
  }
};

/** What happens to a port in neither list */
enum class CaptureFilterDefaultAction : std::uint16_t {
  capture,
  drop,
};

constexpr std::string_view to_text(CaptureFilterDefaultAction value) {
  switch (value) {
    case CaptureFilterDefaultAction::capture: return "capture";
    case CaptureFilterDefaultAction::drop: return "drop";
  }
  return {};
}

inline bool from_text(std::string_view text, CaptureFilterDefaultAction& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** Which of the port lists count; whitelist needs an included port */
enum class CaptureFilterMode : std::uint16_t {
  blacklist,
  whitelist,
  hybrid,
};

constexpr std::string_view to_text(CaptureFilterMode value) {
  switch (value) {
    case CaptureFilterMode::blacklist: return "blacklist";
    case CaptureFilterMode::whitelist: return "whitelist";
    case CaptureFilterMode::hybrid: return "hybrid";
  }
  return {};
}

inline bool from_text(std::string_view text, CaptureFilterMode& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass */
struct CaptureFilter {
  /**
   * What happens to a port in neither list
   * a change takes effect at once
   */
  CaptureFilterDefaultAction default_action{};
  /**
   * Never captured
   * at most 1024 elements · a change takes effect at once
   */
  std::vector<std::uint16_t> excluded_ports{};
  /**
   * Always captured
   * at most 1024 elements · a change takes effect at once
   */
  std::vector<std::uint16_t> included_ports{};
  /**
   * Which of the port lists count; whitelist needs an included port
   * a change restarts the component
   */
  CaptureFilterMode mode{};
  /** default "1.0" · nothing reads it */
  std::string version = "1.0";

  static constexpr appia::detail::node schema_node_ = 125;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("default_action", self.default_action);
    visit("excluded_ports", self.excluded_ports);
    visit("included_ports", self.included_ports);
    visit("mode", self.mode);
    visit("version", self.version);
  }
};

enum class CaptureIncludedProtocolsItem : std::uint16_t {
  tcp,
  udp,
  icmp,
};

constexpr std::string_view to_text(CaptureIncludedProtocolsItem value) {
  switch (value) {
    case CaptureIncludedProtocolsItem::tcp: return "tcp";
    case CaptureIncludedProtocolsItem::udp: return "udp";
    case CaptureIncludedProtocolsItem::icmp: return "icmp";
  }
  return {};
}

inline bool from_text(std::string_view text, CaptureIncludedProtocolsItem& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** How the XDP program is attached */
enum class CaptureMode : std::uint16_t {
  ebpf_skb,
  ebpf_native,
  ebpf_offload,
  af_xdp,
  libpcap,
};

constexpr std::string_view to_text(CaptureMode value) {
  switch (value) {
    case CaptureMode::ebpf_skb: return "ebpf_skb";
    case CaptureMode::ebpf_native: return "ebpf_native";
    case CaptureMode::ebpf_offload: return "ebpf_offload";
    case CaptureMode::af_xdp: return "af_xdp";
    case CaptureMode::libpcap: return "libpcap";
  }
  return {};
}

inline bool from_text(std::string_view text, CaptureMode& out) {
  return appia::detail::enumerator_of(text, 5, out);
}

/** What is captured and how */
struct Capture {
  CaptureAfXdp af_xdp;
  /** 0..1073741824 B (1 GiB) · default 65536 B (64 KiB) · nothing reads it */
  std::uint32_t buffer_size = 65536;
  /** Port filter in the kernel: included, then excluded, then the default action; both ports of a packet must pass */
  CaptureFilter filter;
  /** at most 3 elements · nothing reads it */
  std::vector<CaptureIncludedProtocolsItem> included_protocols = {CaptureIncludedProtocolsItem::tcp, CaptureIncludedProtocolsItem::udp, CaptureIncludedProtocolsItem::icmp};
  /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
  std::uint32_t max_packet_size = 65536;
  /** 0..65536 B (64 KiB) · default 20 B · nothing reads it */
  std::uint32_t min_packet_size = 20;
  /**
   * How the XDP program is attached
   * a change restarts the component
   */
  CaptureMode mode{};
  /** default true · nothing reads it */
  bool promiscuous_mode = true;
  /** at most 8 elements · nothing reads it */
  std::vector<std::string> xdp_flags = {"XDP_FLAGS_UPDATE_IF_NOEXIST"};

  static constexpr appia::detail::node schema_node_ = 14;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("af_xdp", self.af_xdp);
    visit("buffer_size", self.buffer_size);
    visit("filter", self.filter);
    visit("included_protocols", self.included_protocols);
    visit("max_packet_size", self.max_packet_size);
    visit("min_packet_size", self.min_packet_size);
    visit("mode", self.mode);
    visit("promiscuous_mode", self.promiscuous_mode);
    visit("xdp_flags", self.xdp_flags);
  }
};

/** What the component reports itself to be */
struct Component {
  /**
   * Oldest kernel that the XDP program runs on
   * a change restarts the component
   */
  std::string kernel_version_required{};
  /** a change restarts the component */
  std::string mode{};
  /** a change restarts the component */
  std::string name{};
  /** a change restarts the component */
  std::string version{};

  static constexpr appia::detail::node schema_node_ = 20;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("kernel_version_required", self.kernel_version_required);
    visit("mode", self.mode);
    visit("name", self.name);
    visit("version", self.version);
  }
};

struct DeploymentDetection {
  /** default true · nothing reads it */
  bool differentiate_by_interface = true;
  /** default false · nothing reads it */
  bool interface_specific_thresholds = false;
  /** default true · nothing reads it */
  bool tag_events_with_source = true;

  static constexpr appia::detail::node schema_node_ = 161;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("differentiate_by_interface", self.differentiate_by_interface);
    visit("interface_specific_thresholds", self.interface_specific_thresholds);
    visit("tag_events_with_source", self.tag_events_with_source);
  }
};

enum class DeploymentGatewayInterfaceCaptureDirection : std::uint16_t {
  ingress_only,
  egress_only,
  bidirectional,
};

constexpr std::string_view to_text(DeploymentGatewayInterfaceCaptureDirection value) {
  switch (value) {
    case DeploymentGatewayInterfaceCaptureDirection::ingress_only: return "ingress_only";
    case DeploymentGatewayInterfaceCaptureDirection::egress_only: return "egress_only";
    case DeploymentGatewayInterfaceCaptureDirection::bidirectional: return "bidirectional";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentGatewayInterfaceCaptureDirection& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

enum class DeploymentGatewayInterfaceMode : std::uint16_t {
  disabled,
  host_based,
  gateway,
};

constexpr std::string_view to_text(DeploymentGatewayInterfaceMode value) {
  switch (value) {
    case DeploymentGatewayInterfaceMode::disabled: return "disabled";
    case DeploymentGatewayInterfaceMode::host_based: return "host-based";
    case DeploymentGatewayInterfaceMode::gateway: return "gateway";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentGatewayInterfaceMode& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** Which side of the host it faces */
enum class DeploymentGatewayInterfaceRole : std::uint16_t {
  wan,
  lan,
};

constexpr std::string_view to_text(DeploymentGatewayInterfaceRole value) {
  switch (value) {
    case DeploymentGatewayInterfaceRole::wan: return "wan";
    case DeploymentGatewayInterfaceRole::lan: return "lan";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentGatewayInterfaceRole& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

enum class XdpMode : std::uint16_t {
  native,
  skb,
  offload,
};

constexpr std::string_view to_text(XdpMode value) {
  switch (value) {
    case XdpMode::native: return "native";
    case XdpMode::skb: return "skb";
    case XdpMode::offload: return "offload";
  }
  return {};
}

inline bool from_text(std::string_view text, XdpMode& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** Captures all transit traffic */
struct DeploymentGatewayInterface {
  /** default "bidirectional" · nothing reads it */
  DeploymentGatewayInterfaceCaptureDirection capture_direction = DeploymentGatewayInterfaceCaptureDirection::bidirectional;
  /** a change restarts the component */
  std::string description{};
  /** default "gateway" · nothing reads it */
  DeploymentGatewayInterfaceMode mode = DeploymentGatewayInterfaceMode::gateway;
  /**
   * Interface name; resolved to an index on the node that captures
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
   */
  std::string name{};
  /** default true · nothing reads it */
  bool promiscuous = true;
  /**
   * Which side of the host it faces
   * a change takes effect at once
   */
  DeploymentGatewayInterfaceRole role{};
  /** default "skb" · nothing reads it */
  XdpMode xdp_mode = XdpMode::skb;

  static constexpr appia::detail::node schema_node_ = 164;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("capture_direction", self.capture_direction);
    visit("description", self.description);
    visit("mode", self.mode);
    visit("name", self.name);
    visit("promiscuous", self.promiscuous);
    visit("role", self.role);
    visit("xdp_mode", self.xdp_mode);
  }
};

struct DeploymentHardwareRequirements {
  static constexpr appia::detail::node schema_node_ = 167;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self&, Visit&) {
  }
};

enum class DeploymentHostInterfaceCaptureDirection : std::uint16_t {
  ingress_only,
  egress_only,
  bidirectional,
};

constexpr std::string_view to_text(DeploymentHostInterfaceCaptureDirection value) {
  switch (value) {
    case DeploymentHostInterfaceCaptureDirection::ingress_only: return "ingress_only";
    case DeploymentHostInterfaceCaptureDirection::egress_only: return "egress_only";
    case DeploymentHostInterfaceCaptureDirection::bidirectional: return "bidirectional";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentHostInterfaceCaptureDirection& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

enum class DeploymentHostInterfaceMode : std::uint16_t {
  disabled,
  host_based,
  gateway,
};

constexpr std::string_view to_text(DeploymentHostInterfaceMode value) {
  switch (value) {
    case DeploymentHostInterfaceMode::disabled: return "disabled";
    case DeploymentHostInterfaceMode::host_based: return "host-based";
    case DeploymentHostInterfaceMode::gateway: return "gateway";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentHostInterfaceMode& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

/** Which side of the host it faces */
enum class DeploymentHostInterfaceRole : std::uint16_t {
  wan,
  lan,
};

constexpr std::string_view to_text(DeploymentHostInterfaceRole value) {
  switch (value) {
    case DeploymentHostInterfaceRole::wan: return "wan";
    case DeploymentHostInterfaceRole::lan: return "lan";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentHostInterfaceRole& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

/** Captures packets destined to this host */
struct DeploymentHostInterface {
  /** default "ingress_only" · nothing reads it */
  DeploymentHostInterfaceCaptureDirection capture_direction = DeploymentHostInterfaceCaptureDirection::ingress_only;
  /** a change restarts the component */
  std::string description{};
  /** default "host-based" · nothing reads it */
  DeploymentHostInterfaceMode mode = DeploymentHostInterfaceMode::host_based;
  /**
   * Interface name; resolved to an index on the node that captures
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change takes effect at once
   */
  std::string name{};
  /** default true · nothing reads it */
  bool promiscuous = true;
  /**
   * Which side of the host it faces
   * a change takes effect at once
   */
  DeploymentHostInterfaceRole role{};
  /** default "skb" · nothing reads it */
  XdpMode xdp_mode = XdpMode::skb;

  static constexpr appia::detail::node schema_node_ = 170;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("capture_direction", self.capture_direction);
    visit("description", self.description);
    visit("mode", self.mode);
    visit("name", self.name);
    visit("promiscuous", self.promiscuous);
    visit("role", self.role);
    visit("xdp_mode", self.xdp_mode);
  }
};

/** host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures */
enum class DeploymentMode : std::uint16_t {
  host_only,
  gateway_only,
  dual,
  validation,
};

constexpr std::string_view to_text(DeploymentMode value) {
  switch (value) {
    case DeploymentMode::host_only: return "host-only";
    case DeploymentMode::gateway_only: return "gateway-only";
    case DeploymentMode::dual: return "dual";
    case DeploymentMode::validation: return "validation";
  }
  return {};
}

inline bool from_text(std::string_view text, DeploymentMode& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

struct DeploymentNetworkSettings {
  /** default false · nothing reads it */
  bool enable_bridge_mode = false;
  /** default true · nothing reads it */
  bool enable_ip_forwarding = true;
  /**
   * Masquerade transit traffic
   * a change restarts the component
   */
  bool enable_nat{};
  /** 68..65535 B · default 1500 B · nothing reads it */
  std::uint16_t mtu = 1500;
  /** 0..1000000 packets · default 10000 packets · nothing reads it */
  std::uint32_t txqueuelen = 10000;

  static constexpr appia::detail::node schema_node_ = 176;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enable_bridge_mode", self.enable_bridge_mode);
    visit("enable_ip_forwarding", self.enable_ip_forwarding);
    visit("enable_nat", self.enable_nat);
    visit("mtu", self.mtu);
    visit("txqueuelen", self.txqueuelen);
  }
};

struct DeploymentPerformanceBufferTuning {
  /** 0..1073741824 entries · default 4096 entries · nothing reads it */
  std::uint32_t rx_ring_size = 4096;
  /** 0..1073741824 entries · default 4096 entries · nothing reads it */
  std::uint32_t tx_ring_size = 4096;

  static constexpr appia::detail::node schema_node_ = 455;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("rx_ring_size", self.rx_ring_size);
    visit("tx_ring_size", self.tx_ring_size);
  }
};

struct DeploymentPerformance {
  DeploymentPerformanceBufferTuning buffer_tuning;
  /**
   * In Gbit/s
   * 0..1000 · default 1 · nothing reads it
   */
  double expected_throughput_gbps = 1.0;
  /** 0..1000000000 packets/s · default 1000000 packets/s · nothing reads it */
  std::uint32_t max_pps_per_interface = 1000000;
  /** 0..1000000 us (1 s) · default 100 us · nothing reads it */
  std::uint32_t target_latency_us = 100;

  static constexpr appia::detail::node schema_node_ = 179;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("buffer_tuning", self.buffer_tuning);
    visit("expected_throughput_gbps", self.expected_throughput_gbps);
    visit("max_pps_per_interface", self.max_pps_per_interface);
    visit("target_latency_us", self.target_latency_us);
  }
};

struct DeploymentValidationMode {
  /** default true · nothing reads it */
  bool accept_any_dst_ip = true;
  /** default false · nothing reads it */
  bool enabled = false;
  /** default true · nothing reads it */
  bool libpcap_replay = true;
  /** 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · default "eth2" · nothing reads it */
  std::string pcap_source_interface = "eth2";

  static constexpr appia::detail::node schema_node_ = 182;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("accept_any_dst_ip", self.accept_any_dst_ip);
    visit("enabled", self.enabled);
    visit("libpcap_replay", self.libpcap_replay);
    visit("pcap_source_interface", self.pcap_source_interface);
  }
};

/** Which interfaces are captured, and as what */
struct Deployment {
  DeploymentDetection detection;
  /** Captures all transit traffic */
  std::optional<DeploymentGatewayInterface> gateway_interface;
  DeploymentHardwareRequirements hardware_requirements;
  /** Captures packets destined to this host */
  std::optional<DeploymentHostInterface> host_interface;
  /**
   * host-only: this host; gateway-only: transit traffic; dual: both; validation: replay of captures
   * a change restarts the component
   */
  DeploymentMode mode{};
  DeploymentNetworkSettings network_settings;
  DeploymentPerformance performance;
  DeploymentValidationMode validation_mode;

  static constexpr appia::detail::node schema_node_ = 23;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("detection", self.detection);
    visit("gateway_interface", self.gateway_interface);
    visit("hardware_requirements", self.hardware_requirements);
    visit("host_interface", self.host_interface);
    visit("mode", self.mode);
    visit("network_settings", self.network_settings);
    visit("performance", self.performance);
    visit("validation_mode", self.validation_mode);
  }
};

struct Etcd {
  /**
   * Key of this document
   * default "/config/sniffer/json" · nothing reads it
   */
  std::string config_sync_path = "/config/sniffer/json";
  /** 0..600000 ms (10 min) · default 5000 ms (5 s) · nothing reads it */
  std::uint32_t connection_timeout_ms = 5000;
  /** default "/crypto/sniffer/tokens" · nothing reads it */
  std::string crypto_token_path = "/crypto/sniffer/tokens";
  /** default false · nothing reads it */
  bool enabled = false;
  /** 1..16 elements · nothing reads it */
  std::vector<std::string> endpoints = {"localhost:2379"};
  /** of the form ^[a-z_]+$ · default "standalone_compression_only" · nothing reads it */
  std::string fallback_mode = "standalone_compression_only";
  /** 1..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t heartbeat_interval_seconds = 30;
  /** 1..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
  std::uint32_t lease_ttl_seconds = 60;
  /** default true · nothing reads it */
  bool required_for_encryption = true;
  /** 0..1000 count · default 3 count · nothing reads it */
  std::uint16_t retry_attempts = 3;
  /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
  std::uint32_t retry_interval_ms = 1000;

  static constexpr appia::detail::node schema_node_ = 27;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("config_sync_path", self.config_sync_path);
    visit("connection_timeout_ms", self.connection_timeout_ms);
    visit("crypto_token_path", self.crypto_token_path);
    visit("enabled", self.enabled);
    visit("endpoints", self.endpoints);
    visit("fallback_mode", self.fallback_mode);
    visit("heartbeat_interval_seconds", self.heartbeat_interval_seconds);
    visit("lease_ttl_seconds", self.lease_ttl_seconds);
    visit("required_for_encryption", self.required_for_encryption);
    visit("retry_attempts", self.retry_attempts);
    visit("retry_interval_ms", self.retry_interval_ms);
  }
};

struct FeatureGroupsDdosFeatureGroup {
  /** 0..4096 features · default 10 features · nothing reads it */
  std::uint16_t count = 10;
  /** default "DDOS detection features including packet rates, flag patterns, timing analysis" · nothing reads it */
  std::string description = "DDOS detection features including packet rates, flag patterns, timing analysis";
  /** default "config/features/ddos_83_features.json" · nothing reads it */
  std::string reference = "config/features/ddos_83_features.json";

  static constexpr appia::detail::node schema_node_ = 221;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("count", self.count);
    visit("description", self.description);
    visit("reference", self.reference);
  }
};

struct FeatureGroupsInternalTrafficFeatureGroup {
  /** 0..4096 features · default 10 features · nothing reads it */
  std::uint16_t count = 10;
  /** default "Internal traffic classification features" · nothing reads it */
  std::string description = "Internal traffic classification features";
  /** default "config/features/internal_4_features.json" · nothing reads it */
  std::string reference = "config/features/internal_4_features.json";

  static constexpr appia::detail::node schema_node_ = 224;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("count", self.count);
    visit("description", self.description);
    visit("reference", self.reference);
  }
};

struct FeatureGroupsRansomwareFeatureGroup {
  /** 0..4096 features · default 10 features · nothing reads it */
  std::uint16_t count = 10;
  /** default "Ransomware detection features (20 critical features optimized for RPi)" · nothing reads it */
  std::string description = "Ransomware detection features (20 critical features optimized for RPi)";
  /** default "config/features/ransomware_20_features.json" · nothing reads it */
  std::string reference = "config/features/ransomware_20_features.json";

  static constexpr appia::detail::node schema_node_ = 227;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("count", self.count);
    visit("description", self.description);
    visit("reference", self.reference);
  }
};

struct FeatureGroupsRfFeatureGroup {
  /** 0..4096 features · default 23 features · nothing reads it */
  std::uint16_t count = 23;
  /** default "Random Forest general attack detection (Level 1)" · nothing reads it */
  std::string description = "Random Forest general attack detection (Level 1)";
  /** default "config/features/rf_23_features.json" · nothing reads it */
  std::string reference = "config/features/rf_23_features.json";

  static constexpr appia::detail::node schema_node_ = 230;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("count", self.count);
    visit("description", self.description);
    visit("reference", self.reference);
  }
};

/** Features by model; the counts are those of the detector's models */
struct FeatureGroups {
  FeatureGroupsDdosFeatureGroup ddos_feature_group;
  FeatureGroupsInternalTrafficFeatureGroup internal_traffic_feature_group;
  FeatureGroupsRansomwareFeatureGroup ransomware_feature_group;
  FeatureGroupsRfFeatureGroup rf_feature_group;

  static constexpr appia::detail::node schema_node_ = 30;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ddos_feature_group", self.ddos_feature_group);
    visit("internal_traffic_feature_group", self.internal_traffic_feature_group);
    visit("ransomware_feature_group", self.ransomware_feature_group);
    visit("rf_feature_group", self.rf_feature_group);
  }
};

struct KernelSpacePerformance {
  /** 0..1000000 us (1 s) · default 50 us · nothing reads it */
  std::uint32_t cpu_budget_us_per_packet = 50;
  /** 0..1000000 count · default 100 count · nothing reads it */
  std::uint32_t map_update_batch_size = 100;
  /** 0..1000000 count · default 1000000 count · nothing reads it */
  std::uint32_t max_instructions_per_program = 1000000;

  static constexpr appia::detail::node schema_node_ = 249;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cpu_budget_us_per_packet", self.cpu_budget_us_per_packet);
    visit("map_update_batch_size", self.map_update_batch_size);
    visit("max_instructions_per_program", self.max_instructions_per_program);
  }
};

struct KernelSpace {
  /**
   * Object file of the XDP program
   * at least 1 character · a change restarts the component
   */
  std::string ebpf_program{};
  /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
  std::uint32_t flow_timeout_seconds = 300;
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> kernel_features = {"source_ip", "destination_ip", "source_port", "destination_port", "protocol_number", "total_forward_packets", "total_backward_packets", "total_forward_bytes", "total_backward_bytes", "fin_flag_count", "syn_flag_count", "rst_flag_count", "psh_flag_count", "ack_flag_count", "urg_flag_count"};
  /** 0..1073741824 flows · default 500000 flows · nothing reads it */
  std::uint32_t max_flows_in_kernel = 500000;
  KernelSpacePerformance performance;
  /**
   * Size of the BPF map events: a power of two and a multiple of the page
   * default 1048576 B (1 MiB) · nothing reads it
   */
  std::uint32_t ring_buffer_size = 1048576;
  /** default "skb" · nothing reads it */
  XdpMode xdp_mode = XdpMode::skb;

  static constexpr appia::detail::node schema_node_ = 33;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ebpf_program", self.ebpf_program);
    visit("flow_timeout_seconds", self.flow_timeout_seconds);
    visit("kernel_features", self.kernel_features);
    visit("max_flows_in_kernel", self.max_flows_in_kernel);
    visit("performance", self.performance);
    visit("ring_buffer_size", self.ring_buffer_size);
    visit("xdp_mode", self.xdp_mode);
  }
};

enum class LoggingLevel : std::uint16_t {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  CRITICAL,
  OFF,
};

constexpr std::string_view to_text(LoggingLevel value) {
  switch (value) {
    case LoggingLevel::TRACE: return "TRACE";
    case LoggingLevel::DEBUG: return "DEBUG";
    case LoggingLevel::INFO: return "INFO";
    case LoggingLevel::WARN: return "WARN";
    case LoggingLevel::ERROR: return "ERROR";
    case LoggingLevel::CRITICAL: return "CRITICAL";
    case LoggingLevel::OFF: return "OFF";
  }
  return {};
}

inline bool from_text(std::string_view text, LoggingLevel& out) {
  return appia::detail::enumerator_of(text, 7, out);
}

struct Logging {
  /** 0..1000 count · default 10 count · nothing reads it */
  std::uint16_t backup_count = 10;
  /** default "/vagrant/logs/lab/sniffer.log" · nothing reads it */
  std::string file = "/vagrant/logs/lab/sniffer.log";
  /** default true · nothing reads it */
  bool include_compression_stats = true;
  /** default true · nothing reads it */
  bool include_performance_logs = true;
  /** default true · nothing reads it */
  bool include_thread_stats = true;
  /** default "INFO" · nothing reads it */
  LoggingLevel level = LoggingLevel::INFO;
  /** 0..1048576 MiB (1024 GiB) · default 200 MiB · nothing reads it */
  std::uint32_t max_file_size_mb = 200;

  static constexpr appia::detail::node schema_node_ = 36;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("backup_count", self.backup_count);
    visit("file", self.file);
    visit("include_compression_stats", self.include_compression_stats);
    visit("include_performance_logs", self.include_performance_logs);
    visit("include_thread_stats", self.include_thread_stats);
    visit("level", self.level);
    visit("max_file_size_mb", self.max_file_size_mb);
  }
};

struct MlDefenderThresholds {
  /** 0..1 · default 0.7 · nothing reads it */
  double ddos = 0.7;
  /** 0..1 · default 0.85 · nothing reads it */
  double internal = 0.85;
  /** 0..1 · default 0.75 · nothing reads it */
  double ransomware = 0.75;
  /** 0..1 · default 0.8 · nothing reads it */
  double traffic = 0.8;

  static constexpr appia::detail::node schema_node_ = 275;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ddos", self.ddos);
    visit("internal", self.internal);
    visit("ransomware", self.ransomware);
    visit("traffic", self.traffic);
  }
};

/** Bounds of the thresholds */
struct MlDefenderValidation {
  /** 0..1 · default 0.75 · nothing reads it */
  double fallback_threshold = 0.75;
  /** 0..1 · default 0.99 · nothing reads it */
  double max_threshold = 0.99;
  /** 0..1 · default 0.5 · nothing reads it */
  double min_threshold = 0.5;

  static constexpr appia::detail::node schema_node_ = 278;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("fallback_threshold", self.fallback_threshold);
    visit("max_threshold", self.max_threshold);
    visit("min_threshold", self.min_threshold);
  }
};

/** Thresholds as the sniffer states them; the detector's are the ones that decide */
struct MlDefender {
  MlDefenderThresholds thresholds;
  /** Bounds of the thresholds */
  MlDefenderValidation validation;

  static constexpr appia::detail::node schema_node_ = 39;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("thresholds", self.thresholds);
    visit("validation", self.validation);
  }
};

struct MonitoringAlerts {
  /** 0..100 percent · default 80 percent · nothing reads it */
  std::uint16_t max_cpu_usage_percent = 80;
  /** 0..100 percent · default 1 percent · nothing reads it */
  std::uint16_t max_drop_rate_percent = 1;
  /** 0..1048576 MiB (1024 GiB) · default 4096 MiB (4 GiB) · nothing reads it */
  std::uint32_t max_memory_usage_mb = 4096;
  /** 0..60000000 us (1 min) · default 100 us · nothing reads it */
  std::uint32_t max_processing_latency_us = 100;
  /** 0..100 percent · default 85 percent · nothing reads it */
  std::uint16_t max_queue_usage_percent = 85;
  /** 0..1 ratio · default 0.3 ratio · nothing reads it */
  double min_compression_ratio = 0.3;

  static constexpr appia::detail::node schema_node_ = 281;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("max_cpu_usage_percent", self.max_cpu_usage_percent);
    visit("max_drop_rate_percent", self.max_drop_rate_percent);
    visit("max_memory_usage_mb", self.max_memory_usage_mb);
    visit("max_processing_latency_us", self.max_processing_latency_us);
    visit("max_queue_usage_percent", self.max_queue_usage_percent);
    visit("min_compression_ratio", self.min_compression_ratio);
  }
};

struct MonitoringKernelMetrics {
  /** default true · nothing reads it */
  bool ebpf_program_stats = true;
  /** default true · nothing reads it */
  bool instruction_count = true;
  /** default true · nothing reads it */
  bool map_utilization = true;
  /** default true · nothing reads it */
  bool processing_time_per_packet = true;

  static constexpr appia::detail::node schema_node_ = 284;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("ebpf_program_stats", self.ebpf_program_stats);
    visit("instruction_count", self.instruction_count);
    visit("map_utilization", self.map_utilization);
    visit("processing_time_per_packet", self.processing_time_per_packet);
  }
};

struct MonitoringUserMetrics {
  /** default true · nothing reads it */
  bool compression_ratio = true;
  /** default true · nothing reads it */
  bool feature_extraction_rate = true;
  /** default true · nothing reads it */
  bool memory_usage = true;
  /** default true · nothing reads it */
  bool queue_depth = true;
  /** default true · nothing reads it */
  bool thread_utilization = true;
  /** default true · nothing reads it */
  bool zmq_throughput = true;

  static constexpr appia::detail::node schema_node_ = 289;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression_ratio", self.compression_ratio);
    visit("feature_extraction_rate", self.feature_extraction_rate);
    visit("memory_usage", self.memory_usage);
    visit("queue_depth", self.queue_depth);
    visit("thread_utilization", self.thread_utilization);
    visit("zmq_throughput", self.zmq_throughput);
  }
};

struct Monitoring {
  MonitoringAlerts alerts;
  MonitoringKernelMetrics kernel_metrics;
  /** default true · nothing reads it */
  bool performance_tracking = true;
  /**
   * How often statistics are printed
   * 1..86400 s (1 d) · a change restarts the component
   */
  std::uint32_t stats_interval_seconds{};
  MonitoringUserMetrics user_metrics;

  static constexpr appia::detail::node schema_node_ = 42;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("alerts", self.alerts);
    visit("kernel_metrics", self.kernel_metrics);
    visit("performance_tracking", self.performance_tracking);
    visit("stats_interval_seconds", self.stats_interval_seconds);
    visit("user_metrics", self.user_metrics);
  }
};

/** bind listens, connect dials */
enum class NetworkOutputSocketMode : std::uint16_t {
  bind,
  connect,
};

constexpr std::string_view to_text(NetworkOutputSocketMode value) {
  switch (value) {
    case NetworkOutputSocketMode::bind: return "bind";
    case NetworkOutputSocketMode::connect: return "connect";
  }
  return {};
}

inline bool from_text(std::string_view text, NetworkOutputSocketMode& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

enum class NetworkOutputSocketSocketType : std::uint16_t {
  PUSH,
  PULL,
  PUB,
  SUB,
};

constexpr std::string_view to_text(NetworkOutputSocketSocketType value) {
  switch (value) {
    case NetworkOutputSocketSocketType::PUSH: return "PUSH";
    case NetworkOutputSocketSocketType::PULL: return "PULL";
    case NetworkOutputSocketSocketType::PUB: return "PUB";
    case NetworkOutputSocketSocketType::SUB: return "SUB";
  }
  return {};
}

inline bool from_text(std::string_view text, NetworkOutputSocketSocketType& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

/** Where events leave for the detector */
struct NetworkOutputSocket {
  /**
   * Address to listen on, or to dial
   * at least 1 character · a change restarts the component
   */
  std::string address{};
  /** 0..1000000 messages · default 10000 messages · nothing reads it */
  std::uint32_t high_water_mark = 10000;
  /**
   * bind listens, connect dials
   * a change restarts the component
   */
  NetworkOutputSocketMode mode{};
  /**
   * TCP port; 16 bits
   * 1..65535 · a change restarts the component
   */
  std::uint16_t port{};
  /** default "PUSH" · nothing reads it */
  NetworkOutputSocketSocketType socket_type = NetworkOutputSocketSocketType::PUSH;

  static constexpr appia::detail::node schema_node_ = 292;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("address", self.address);
    visit("high_water_mark", self.high_water_mark);
    visit("mode", self.mode);
    visit("port", self.port);
    visit("socket_type", self.socket_type);
  }
};

struct Network {
  /** Where events leave for the detector */
  NetworkOutputSocket output_socket;

  static constexpr appia::detail::node schema_node_ = 45;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("output_socket", self.output_socket);
  }
};

struct ProcessingFeatureExtraction {
  /** default true · nothing reads it */
  bool cache_flow_states = true;
  /** default false · nothing reads it */
  bool enabled = false;
  /** default true · nothing reads it */
  bool extract_all_features = true;
  /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
  std::uint32_t flow_timeout_seconds = 300;
  /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
  std::uint32_t max_concurrent_flows = 1000000;
  /** default true · nothing reads it */
  bool simd_optimization = true;
  /** default "high_performance_cpp" · nothing reads it */
  std::string statistics_engine = "high_performance_cpp";

  static constexpr appia::detail::node schema_node_ = 295;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cache_flow_states", self.cache_flow_states);
    visit("enabled", self.enabled);
    visit("extract_all_features", self.extract_all_features);
    visit("flow_timeout_seconds", self.flow_timeout_seconds);
    visit("max_concurrent_flows", self.max_concurrent_flows);
    visit("simd_optimization", self.simd_optimization);
    visit("statistics_engine", self.statistics_engine);
  }
};

struct ProcessingKernelProcessing {
  /** 0..1073741824 entries · default 100000 entries · nothing reads it */
  std::uint32_t counter_map_size = 100000;
  /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
  std::uint32_t flow_hash_table_size = 1000000;
  /** 0..1073741824 entries · default 1000000 entries · nothing reads it */
  std::uint32_t max_map_entries = 1000000;
  /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
  std::uint32_t stats_collection_interval_ms = 1000;

  static constexpr appia::detail::node schema_node_ = 298;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("counter_map_size", self.counter_map_size);
    visit("flow_hash_table_size", self.flow_hash_table_size);
    visit("max_map_entries", self.max_map_entries);
    visit("stats_collection_interval_ms", self.stats_collection_interval_ms);
  }
};

struct ProcessingUserProcessing {
  /** 1..100000 events · default 100 events · nothing reads it */
  std::uint32_t batch_size = 100;
  /** 0..1000000 count · default 10000 count · nothing reads it */
  std::uint32_t internal_queue_size = 10000;
  /** default true · nothing reads it */
  bool lockfree_queues = true;
  /** default true · nothing reads it */
  bool memory_prefaulting = true;
  /** default true · nothing reads it */
  bool numa_aware_allocation = true;
  /** 0..86400 s (1 d) · default 1 s · nothing reads it */
  std::uint32_t queue_timeout_seconds = 1;

  static constexpr appia::detail::node schema_node_ = 301;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("internal_queue_size", self.internal_queue_size);
    visit("lockfree_queues", self.lockfree_queues);
    visit("memory_prefaulting", self.memory_prefaulting);
    visit("numa_aware_allocation", self.numa_aware_allocation);
    visit("queue_timeout_seconds", self.queue_timeout_seconds);
  }
};

struct Processing {
  ProcessingFeatureExtraction feature_extraction;
  ProcessingKernelProcessing kernel_processing;
  ProcessingUserProcessing user_processing;

  static constexpr appia::detail::node schema_node_ = 51;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("feature_extraction", self.feature_extraction);
    visit("kernel_processing", self.kernel_processing);
    visit("user_processing", self.user_processing);
  }
};

/** The active profile; its values win over the rest of this document */
enum class Profile : std::uint16_t {
  lab,
  cloud,
  bare_metal,
  dual_nic,
};

constexpr std::string_view to_text(Profile value) {
  switch (value) {
    case Profile::lab: return "lab";
    case Profile::cloud: return "cloud";
    case Profile::bare_metal: return "bare_metal";
    case Profile::dual_nic: return "dual_nic";
  }
  return {};
}

inline bool from_text(std::string_view text, Profile& out) {
  return appia::detail::enumerator_of(text, 4, out);
}

struct ProfilesBareMetal {
  /** default true · nothing reads it */
  bool af_xdp_enabled = true;
  /**
   * Interface that is captured when this profile is active
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
   */
  std::string capture_interface{};
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t compression_level = 1;
  /**
   * Pin threads to processors when this profile is active
   * a change restarts the component
   */
  std::optional<bool> cpu_affinity_enabled;
  /** default true · nothing reads it */
  bool promiscuous_mode = true;
  /**
   * Workers when this profile is active; wins over threading
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t worker_threads{};

  static constexpr appia::detail::node schema_node_ = 304;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("af_xdp_enabled", self.af_xdp_enabled);
    visit("capture_interface", self.capture_interface);
    visit("compression_level", self.compression_level);
    visit("cpu_affinity_enabled", self.cpu_affinity_enabled);
    visit("promiscuous_mode", self.promiscuous_mode);
    visit("worker_threads", self.worker_threads);
  }
};

struct ProfilesCloud {
  /** default true · nothing reads it */
  bool af_xdp_enabled = true;
  /**
   * Interface that is captured when this profile is active
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
   */
  std::string capture_interface{};
  /** 0..22 · default 3 · nothing reads it */
  std::uint16_t compression_level = 3;
  /**
   * Pin threads to processors when this profile is active
   * a change restarts the component
   */
  std::optional<bool> cpu_affinity_enabled;
  /** default false · nothing reads it */
  bool promiscuous_mode = false;
  /**
   * Workers when this profile is active; wins over threading
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t worker_threads{};

  static constexpr appia::detail::node schema_node_ = 307;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("af_xdp_enabled", self.af_xdp_enabled);
    visit("capture_interface", self.capture_interface);
    visit("compression_level", self.compression_level);
    visit("cpu_affinity_enabled", self.cpu_affinity_enabled);
    visit("promiscuous_mode", self.promiscuous_mode);
    visit("worker_threads", self.worker_threads);
  }
};

struct ProfilesDualNic {
  /** default false · nothing reads it */
  bool af_xdp_enabled = false;
  /**
   * Interface that is captured when this profile is active
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
   */
  std::string capture_interface{};
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t compression_level = 1;
  /**
   * Pin threads to processors when this profile is active
   * a change restarts the component
   */
  std::optional<bool> cpu_affinity_enabled;
  /** default true · nothing reads it */
  bool promiscuous_mode = true;
  /**
   * Workers when this profile is active; wins over threading
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t worker_threads{};

  static constexpr appia::detail::node schema_node_ = 310;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("af_xdp_enabled", self.af_xdp_enabled);
    visit("capture_interface", self.capture_interface);
    visit("compression_level", self.compression_level);
    visit("cpu_affinity_enabled", self.cpu_affinity_enabled);
    visit("promiscuous_mode", self.promiscuous_mode);
    visit("worker_threads", self.worker_threads);
  }
};

struct ProfilesLab {
  /** default true · nothing reads it */
  bool af_xdp_enabled = true;
  /**
   * Interface that is captured when this profile is active
   * 1..15 characters, of the form ^[A-Za-z0-9._-]+$ · a change restarts the component
   */
  std::string capture_interface{};
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t compression_level = 1;
  /**
   * Pin threads to processors when this profile is active
   * a change restarts the component
   */
  std::optional<bool> cpu_affinity_enabled;
  /** default true · nothing reads it */
  bool promiscuous_mode = true;
  /**
   * Workers when this profile is active; wins over threading
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t worker_threads{};

  static constexpr appia::detail::node schema_node_ = 313;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("af_xdp_enabled", self.af_xdp_enabled);
    visit("capture_interface", self.capture_interface);
    visit("compression_level", self.compression_level);
    visit("cpu_affinity_enabled", self.cpu_affinity_enabled);
    visit("promiscuous_mode", self.promiscuous_mode);
    visit("worker_threads", self.worker_threads);
  }
};

/** Sets of values of which `profile` selects one */
struct Profiles {
  ProfilesBareMetal bare_metal;
  ProfilesCloud cloud;
  ProfilesDualNic dual_nic;
  ProfilesLab lab;

  static constexpr appia::detail::node schema_node_ = 57;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("bare_metal", self.bare_metal);
    visit("cloud", self.cloud);
    visit("dual_nic", self.dual_nic);
    visit("lab", self.lab);
  }
};

struct Protobuf {
  /** 0..1073741824 B (1 GiB) · default 100000 B · nothing reads it */
  std::uint32_t max_event_size_bytes = 100000;
  /** 0..1000000 count · default 1000 count · nothing reads it */
  std::uint32_t pool_size = 1000;
  /** default true · nothing reads it */
  bool reuse_objects = true;
  /** default "v3.1.0" · nothing reads it */
  std::string schema_version = "v3.1.0";
  /** 0..600000 ms (10 min) · default 50 ms · nothing reads it */
  std::uint32_t serialization_timeout_ms = 50;
  /** default true · nothing reads it */
  bool validate_before_send = true;

  static constexpr appia::detail::node schema_node_ = 60;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("max_event_size_bytes", self.max_event_size_bytes);
    visit("pool_size", self.pool_size);
    visit("reuse_objects", self.reuse_objects);
    visit("schema_version", self.schema_version);
    visit("serialization_timeout_ms", self.serialization_timeout_ms);
    visit("validate_before_send", self.validate_before_send);
  }
};

struct SecurityInputValidation {
  /** default false · nothing reads it */
  bool enabled = false;
  /** 0..65536 B (64 KiB) · default 65536 B (64 KiB) · nothing reads it */
  std::uint32_t max_packet_size_bytes = 65536;
  /** default true · nothing reads it */
  bool sanitize_inputs = true;
  /** default true · nothing reads it */
  bool validate_ip_addresses = true;
  /** default true · nothing reads it */
  bool validate_ports = true;

  static constexpr appia::detail::node schema_node_ = 322;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enabled", self.enabled);
    visit("max_packet_size_bytes", self.max_packet_size_bytes);
    visit("sanitize_inputs", self.sanitize_inputs);
    visit("validate_ip_addresses", self.validate_ip_addresses);
    visit("validate_ports", self.validate_ports);
  }
};

struct Security {
  SecurityInputValidation input_validation;

  static constexpr appia::detail::node schema_node_ = 63;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("input_validation", self.input_validation);
  }
};

struct SnifferTimeWindows {
  /** 0..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t cleanup_interval_seconds = 30;
  /** 0..86400 s (1 d) · default 30 s · nothing reads it */
  std::uint32_t feature_aggregation_window_seconds = 30;
  /** 0..86400 s (1 d) · default 300 s (5 min) · nothing reads it */
  std::uint32_t flow_tracking_window_seconds = 300;
  /** 0..1073741824 flows · default 100000 flows · nothing reads it */
  std::uint32_t max_flows_per_window = 100000;
  /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
  std::uint32_t statistics_collection_window_seconds = 60;
  /** 0..86400 s (1 d) · default 10 s · nothing reads it */
  std::uint32_t window_overlap_seconds = 10;

  static constexpr appia::detail::node schema_node_ = 66;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cleanup_interval_seconds", self.cleanup_interval_seconds);
    visit("feature_aggregation_window_seconds", self.feature_aggregation_window_seconds);
    visit("flow_tracking_window_seconds", self.flow_tracking_window_seconds);
    visit("max_flows_per_window", self.max_flows_per_window);
    visit("statistics_collection_window_seconds", self.statistics_collection_window_seconds);
    visit("window_overlap_seconds", self.window_overlap_seconds);
  }
};

/** Processors that each kind of thread is pinned to */
struct ThreadingCpuAffinity {
  /** a change restarts the component */
  bool enabled{};
  /** at most 1024 elements · a change restarts the component */
  std::vector<std::uint16_t> processors{};
  /** at most 1024 elements · a change restarts the component */
  std::vector<std::uint16_t> ring_consumers{};
  /** at most 1024 elements · a change restarts the component */
  std::vector<std::uint16_t> statistics{};
  /** at most 1024 elements · a change restarts the component */
  std::vector<std::uint16_t> zmq_senders{};

  static constexpr appia::detail::node schema_node_ = 325;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("enabled", self.enabled);
    visit("processors", self.processors);
    visit("ring_consumers", self.ring_consumers);
    visit("statistics", self.statistics);
    visit("zmq_senders", self.zmq_senders);
  }
};

enum class Priority : std::uint16_t {
  low,
  normal,
  high,
};

constexpr std::string_view to_text(Priority value) {
  switch (value) {
    case Priority::low: return "low";
    case Priority::normal: return "normal";
    case Priority::high: return "high";
  }
  return {};
}

inline bool from_text(std::string_view text, Priority& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct ThreadingThreadPriorities {
  /** default "normal" · nothing reads it */
  Priority processors = Priority::normal;
  /** default "high" · nothing reads it */
  Priority ring_consumers = Priority::high;
  /** default "normal" · nothing reads it */
  Priority zmq_senders = Priority::normal;

  static constexpr appia::detail::node schema_node_ = 332;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("processors", self.processors);
    visit("ring_consumers", self.ring_consumers);
    visit("zmq_senders", self.zmq_senders);
  }
};

/** Threads by task; total_worker_threads is their sum */
struct Threading {
  /** Processors that each kind of thread is pinned to */
  ThreadingCpuAffinity cpu_affinity;
  /**
   * Compute features
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t feature_processor_threads{};
  /**
   * Read events from the ring buffer
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t ring_consumer_threads{};
  /**
   * Collect statistics
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t statistics_collector_threads{};
  ThreadingThreadPriorities thread_priorities;
  /**
   * Sum of the others
   * 1..4096 threads · a change restarts the component
   */
  std::uint16_t total_worker_threads{};
  /**
   * Send to the detector
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t zmq_sender_threads{};

  static constexpr appia::detail::node schema_node_ = 69;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("cpu_affinity", self.cpu_affinity);
    visit("feature_processor_threads", self.feature_processor_threads);
    visit("ring_consumer_threads", self.ring_consumer_threads);
    visit("statistics_collector_threads", self.statistics_collector_threads);
    visit("thread_priorities", self.thread_priorities);
    visit("total_worker_threads", self.total_worker_threads);
    visit("zmq_sender_threads", self.zmq_sender_threads);
  }
};

enum class TransportCompressionAlgorithm : std::uint16_t {
  none,
  lz4,
  zstd,
  snappy,
  gzip,
  brotli,
};

constexpr std::string_view to_text(TransportCompressionAlgorithm value) {
  switch (value) {
    case TransportCompressionAlgorithm::none: return "none";
    case TransportCompressionAlgorithm::lz4: return "lz4";
    case TransportCompressionAlgorithm::zstd: return "zstd";
    case TransportCompressionAlgorithm::snappy: return "snappy";
    case TransportCompressionAlgorithm::gzip: return "gzip";
    case TransportCompressionAlgorithm::brotli: return "brotli";
  }
  return {};
}

inline bool from_text(std::string_view text, TransportCompressionAlgorithm& out) {
  return appia::detail::enumerator_of(text, 6, out);
}

struct TransportCompression {
  /** default false · nothing reads it */
  bool adaptive_compression = false;
  /** default "lz4" · nothing reads it */
  TransportCompressionAlgorithm algorithm = TransportCompressionAlgorithm::lz4;
  /** 0..1 ratio · default 0.8 ratio · nothing reads it */
  double compression_ratio_threshold = 0.8;
  /**
   * Compress messages to the detector
   * a change restarts the component
   */
  bool enabled{};
  /** 0..22 · default 1 · nothing reads it */
  std::uint16_t level = 1;
  /**
   * Smaller messages are sent as they are
   * 0..1073741824 B (1 GiB) · a change restarts the component
   */
  std::uint32_t min_compress_size{};

  static constexpr appia::detail::node schema_node_ = 339;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("adaptive_compression", self.adaptive_compression);
    visit("algorithm", self.algorithm);
    visit("compression_ratio_threshold", self.compression_ratio_threshold);
    visit("enabled", self.enabled);
    visit("level", self.level);
    visit("min_compress_size", self.min_compress_size);
  }
};

enum class TransportEncryptionAlgorithm : std::uint16_t {
  chacha20_poly1305,
  AES_256_CBC,
};

constexpr std::string_view to_text(TransportEncryptionAlgorithm value) {
  switch (value) {
    case TransportEncryptionAlgorithm::chacha20_poly1305: return "chacha20-poly1305";
    case TransportEncryptionAlgorithm::AES_256_CBC: return "AES-256-CBC";
  }
  return {};
}

inline bool from_text(std::string_view text, TransportEncryptionAlgorithm& out) {
  return appia::detail::enumerator_of(text, 2, out);
}

struct TransportEncryption {
  /** default "chacha20-poly1305" · nothing reads it */
  TransportEncryptionAlgorithm algorithm = TransportEncryptionAlgorithm::chacha20_poly1305;
  /**
   * Secret key of this end, Z85
   * exactly 40 characters · default null · nothing reads it
   */
  std::optional<std::string> curve_secret_key;
  /**
   * Public key of the server, Z85
   * exactly 40 characters · default null · nothing reads it
   */
  std::optional<std::string> curve_server_key;
  /** default false · nothing reads it */
  bool enabled = false;
  /** default true · nothing reads it */
  bool etcd_token_required = true;
  /** of the form ^[a-z_]+$ · default "compression_only" · nothing reads it */
  std::string fallback_mode = "compression_only";
  /**
   * The interval of the rotation policy
   * 1..8760 h (365 d) · default 168 h (7 d) · nothing reads it
   */
  std::uint16_t key_rotation_hours = 168;
  /** default 256 · nothing reads it */
  std::uint16_t key_size = 256;
  /** default true · nothing reads it */
  bool zmq_curve_enabled = true;

  static constexpr appia::detail::node schema_node_ = 342;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("algorithm", self.algorithm);
    visit.always("curve_secret_key", self.curve_secret_key);
    visit.always("curve_server_key", self.curve_server_key);
    visit("enabled", self.enabled);
    visit("etcd_token_required", self.etcd_token_required);
    visit("fallback_mode", self.fallback_mode);
    visit("key_rotation_hours", self.key_rotation_hours);
    visit("key_size", self.key_size);
    visit("zmq_curve_enabled", self.zmq_curve_enabled);
  }
};

struct Transport {
  TransportCompression compression;
  TransportEncryption encryption;

  static constexpr appia::detail::node schema_node_ = 72;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("compression", self.compression);
    visit("encryption", self.encryption);
  }
};

enum class UserSpaceMemoryManagementFlowEvictionPolicy : std::uint16_t {
  lru,
  lfu,
  fifo,
};

constexpr std::string_view to_text(UserSpaceMemoryManagementFlowEvictionPolicy value) {
  switch (value) {
    case UserSpaceMemoryManagementFlowEvictionPolicy::lru: return "lru";
    case UserSpaceMemoryManagementFlowEvictionPolicy::lfu: return "lfu";
    case UserSpaceMemoryManagementFlowEvictionPolicy::fifo: return "fifo";
  }
  return {};
}

inline bool from_text(std::string_view text, UserSpaceMemoryManagementFlowEvictionPolicy& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct UserSpaceMemoryManagement {
  /** default "lru" · nothing reads it */
  UserSpaceMemoryManagementFlowEvictionPolicy flow_eviction_policy = UserSpaceMemoryManagementFlowEvictionPolicy::lru;
  /** 0..86400 s (1 d) · default 60 s (1 min) · nothing reads it */
  std::uint32_t gc_interval_seconds = 60;
  /** 0..1048576 MiB (1024 GiB) · default 2048 MiB (2 GiB) · nothing reads it */
  std::uint32_t max_memory_usage_mb = 2048;

  static constexpr appia::detail::node schema_node_ = 345;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("flow_eviction_policy", self.flow_eviction_policy);
    visit("gc_interval_seconds", self.gc_interval_seconds);
    visit("max_memory_usage_mb", self.max_memory_usage_mb);
  }
};

struct UserSpace {
  /** 0..1073741824 flows · default 1000000 flows · nothing reads it */
  std::uint32_t flow_table_size = 1000000;
  UserSpaceMemoryManagement memory_management;
  /** 0..1073741824 entries · default 10000 entries · nothing reads it */
  std::uint32_t time_window_buffer_size = 10000;
  /** at most 256 elements · nothing reads it */
  std::vector<std::string> user_features = {"ddos_feature_group", "ransomware_feature_group", "rf_feature_group", "internal_traffic_feature_group"};

  static constexpr appia::detail::node schema_node_ = 75;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("flow_table_size", self.flow_table_size);
    visit("memory_management", self.memory_management);
    visit("time_window_buffer_size", self.time_window_buffer_size);
    visit("user_features", self.user_features);
  }
};

struct ZmqBatchProcessing {
  /** 1..100000 events · default 50 events · nothing reads it */
  std::uint32_t batch_size = 50;
  /** 0..600000 ms (10 min) · default 10 ms · nothing reads it */
  std::uint32_t batch_timeout_ms = 10;
  /** default false · nothing reads it */
  bool enabled = false;
  /** 0..1000000 count · default 100 count · nothing reads it */
  std::uint32_t max_batches_queued = 100;

  static constexpr appia::detail::node schema_node_ = 348;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_size", self.batch_size);
    visit("batch_timeout_ms", self.batch_timeout_ms);
    visit("enabled", self.enabled);
    visit("max_batches_queued", self.max_batches_queued);
  }
};

struct ZmqConnectionSettings {
  /**
   * How long unsent messages are kept on close; -1 is for ever
   * -1..600000 ms (10 min) · a change restarts the component
   */
  std::int32_t linger_ms{};
  /** 0..1000000 count · default 10 count · nothing reads it */
  std::uint32_t max_reconnect_attempts = 10;
  /** -1..1073741824 B (1 GiB) · default 2621440 B (2560 KiB) · nothing reads it */
  std::int32_t rcvbuf = 2621440;
  /** 0..1000000 messages · default 10000 messages · nothing reads it */
  std::uint32_t rcvhwm = 10000;
  /** 0..600000 ms (10 min) · default 1000 ms (1 s) · nothing reads it */
  std::uint32_t reconnect_interval_ms = 1000;
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · default 500 ms · nothing reads it
   */
  std::int32_t recv_timeout_ms = 500;
  /**
   * -1 waits for ever
   * -1..600000 ms (10 min) · default 250 ms · nothing reads it
   */
  std::int32_t send_timeout_ms = 250;
  /**
   * Send buffer of the kernel; -1 is its default
   * -1..1073741824 B (1 GiB) · a change restarts the component
   */
  std::int32_t sndbuf{};
  /**
   * Messages queued for sending before the socket drops or blocks; 0 is no limit
   * 0..1000000 messages · a change restarts the component
   */
  std::uint32_t sndhwm{};
  /**
   * -1: as the system; 0: off; 1: on
   * -1..1 · a change restarts the component
   */
  std::int16_t tcp_keepalive{};

  static constexpr appia::detail::node schema_node_ = 351;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("linger_ms", self.linger_ms);
    visit("max_reconnect_attempts", self.max_reconnect_attempts);
    visit("rcvbuf", self.rcvbuf);
    visit("rcvhwm", self.rcvhwm);
    visit("reconnect_interval_ms", self.reconnect_interval_ms);
    visit("recv_timeout_ms", self.recv_timeout_ms);
    visit("send_timeout_ms", self.send_timeout_ms);
    visit("sndbuf", self.sndbuf);
    visit("sndhwm", self.sndhwm);
    visit("tcp_keepalive", self.tcp_keepalive);
  }
};

struct ZmqQueueManagement {
  /** 1..1024 · default 2 · nothing reads it */
  std::uint16_t internal_queues = 2;
  /** default "drop_oldest" · nothing reads it */
  Overflow overflow_policy = Overflow::drop_oldest;
  /** 0..1000000 messages · default 300 messages · nothing reads it */
  std::uint32_t queue_size = 300;
  /** 0..600000 ms (10 min) · a change restarts the component */
  std::uint32_t queue_timeout_ms{};

  static constexpr appia::detail::node schema_node_ = 354;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("internal_queues", self.internal_queues);
    visit("overflow_policy", self.overflow_policy);
    visit("queue_size", self.queue_size);
    visit("queue_timeout_ms", self.queue_timeout_ms);
  }
};

enum class ZmqSocketPoolsLoadBalancing : std::uint16_t {
  round_robin,
  least_loaded,
  random,
};

constexpr std::string_view to_text(ZmqSocketPoolsLoadBalancing value) {
  switch (value) {
    case ZmqSocketPoolsLoadBalancing::round_robin: return "round_robin";
    case ZmqSocketPoolsLoadBalancing::least_loaded: return "least_loaded";
    case ZmqSocketPoolsLoadBalancing::random: return "random";
  }
  return {};
}

inline bool from_text(std::string_view text, ZmqSocketPoolsLoadBalancing& out) {
  return appia::detail::enumerator_of(text, 3, out);
}

struct ZmqSocketPools {
  /** default true · nothing reads it */
  bool failover_enabled = true;
  /** default "round_robin" · nothing reads it */
  ZmqSocketPoolsLoadBalancing load_balancing = ZmqSocketPoolsLoadBalancing::round_robin;
  /**
   * Sockets that send side by side
   * 1..1024 · a change restarts the component
   */
  std::uint16_t push_sockets{};

  static constexpr appia::detail::node schema_node_ = 357;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("failover_enabled", self.failover_enabled);
    visit("load_balancing", self.load_balancing);
    visit("push_sockets", self.push_sockets);
  }
};

struct Zmq {
  ZmqBatchProcessing batch_processing;
  ZmqConnectionSettings connection_settings;
  /**
   * I/O threads of the ZeroMQ context
   * 1..1024 threads · a change restarts the component
   */
  std::uint16_t io_thread_pools{};
  ZmqQueueManagement queue_management;
  ZmqSocketPools socket_pools;
  /** 1..1024 threads · default 1 threads · nothing reads it */
  std::uint16_t worker_threads = 1;

  static constexpr appia::detail::node schema_node_ = 78;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("batch_processing", self.batch_processing);
    visit("connection_settings", self.connection_settings);
    visit("io_thread_pools", self.io_thread_pools);
    visit("queue_management", self.queue_management);
    visit("socket_pools", self.socket_pools);
    visit("worker_threads", self.worker_threads);
  }
};

/** Configuration of the packet sniffer: XDP program in the kernel, userspace in C++ */
struct Sniffer {
  AutoTuner auto_tuner;
  Backpressure backpressure;
  Buffers buffers;
  /** What is captured and how */
  Capture capture;
  /**
   * Name of the installation that all components belong to
   * at least 1 character · a change restarts the component
   */
  std::string cluster_name{};
  /** What the component reports itself to be */
  Component component;
  /** Which interfaces are captured, and as what */
  Deployment deployment;
  Etcd etcd;
  /** Features by model; the counts are those of the detector's models */
  FeatureGroups feature_groups;
  KernelSpace kernel_space;
  Logging logging;
  /** Thresholds as the sniffer states them; the detector's are the ones that decide */
  MlDefender ml_defender;
  Monitoring monitoring;
  Network network;
  /**
   * Name of this instance in events and logs
   * at least 1 character · a change restarts the component
   */
  std::string node_id{};
  Processing processing;
  /**
   * The active profile; its values win over the rest of this document
   * a change restarts the component
   */
  Profile profile{};
  /** Sets of values of which `profile` selects one */
  Profiles profiles;
  Protobuf protobuf;
  Security security;
  SnifferTimeWindows sniffer_time_windows;
  /** Threads by task; total_worker_threads is their sum */
  Threading threading;
  Transport transport;
  UserSpace user_space;
  Zmq zmq;

  /** What this was generated from; a component tells it in its status. */
  static constexpr std::string_view schema_hash = "ecce8be1306b37fd880fcc59f64ad8af8eeace39e887a76aea2b00ee6b66019f";

  static constexpr appia::detail::node schema_node_ = 2;
  static constexpr appia::detail::holds holds_ = appia::detail::holds::members;
  static const appia::detail::schema& schema_() { return tables_(); }
  template <class Self, class Visit>
  static void visit_members_(Self& self, Visit& visit) {
    visit("auto_tuner", self.auto_tuner);
    visit("backpressure", self.backpressure);
    visit("buffers", self.buffers);
    visit("capture", self.capture);
    visit("cluster_name", self.cluster_name);
    visit("component", self.component);
    visit("deployment", self.deployment);
    visit("etcd", self.etcd);
    visit("feature_groups", self.feature_groups);
    visit("kernel_space", self.kernel_space);
    visit("logging", self.logging);
    visit("ml_defender", self.ml_defender);
    visit("monitoring", self.monitoring);
    visit("network", self.network);
    visit("node_id", self.node_id);
    visit("processing", self.processing);
    visit("profile", self.profile);
    visit("profiles", self.profiles);
    visit("protobuf", self.protobuf);
    visit("security", self.security);
    visit("sniffer_time_windows", self.sniffer_time_windows);
    visit("threading", self.threading);
    visit("transport", self.transport);
    visit("user_space", self.user_space);
    visit("zmq", self.zmq);
  }
};

namespace rules_ {

using namespace appia::detail;

// /^[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/
inline constexpr step steps_0[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 4}, {action::fork, 3, 5}, {action::one_of, 4, 4},
    {action::go, 2, 0}, {action::one_of, 8, 1}, {action::fork, 7, 15}, {action::one_of, 9, 1},
    {action::fork, 9, 14}, {action::one_of, 10, 1}, {action::fork, 11, 14}, {action::one_of, 11, 1},
    {action::fork, 13, 14}, {action::one_of, 12, 1}, {action::go, 48, 0}, {action::fork, 16, 22},
    {action::one_of, 13, 1}, {action::one_of, 14, 1}, {action::one_of, 15, 1}, {action::one_of, 16, 1},
    {action::one_of, 17, 1}, {action::go, 48, 0}, {action::fork, 23, 29}, {action::one_of, 18, 1},
    {action::one_of, 19, 1}, {action::one_of, 20, 1}, {action::one_of, 21, 1}, {action::one_of, 22, 1},
    {action::go, 48, 0}, {action::fork, 30, 36}, {action::one_of, 23, 1}, {action::one_of, 24, 1},
    {action::one_of, 25, 1}, {action::one_of, 26, 1}, {action::one_of, 27, 1}, {action::go, 48, 0},
    {action::fork, 37, 43}, {action::one_of, 28, 1}, {action::one_of, 29, 1}, {action::one_of, 30, 1},
    {action::one_of, 31, 1}, {action::one_of, 32, 1}, {action::go, 48, 0}, {action::one_of, 33, 1},
    {action::one_of, 34, 1}, {action::one_of, 35, 1}, {action::one_of, 36, 1}, {action::one_of, 37, 1},
    {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_0[] = {
    {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39}, {0x3b, 0x10ffff}, {0x0, 0x1f}, {0x21, 0x2e}, {0x30, 0x39},
    {0x3b, 0x10ffff}, {0x3a, 0x3a}, {0x31, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x31, 0x35},
    {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x30, 0x34}, {0x30, 0x39},
    {0x30, 0x39}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35}, {0x30, 0x34}, {0x30, 0x39}, {0x30, 0x39},
    {0x36, 0x36}, {0x35, 0x35}, {0x35, 0x35}, {0x30, 0x32}, {0x30, 0x39}, {0x36, 0x36}, {0x35, 0x35},
    {0x35, 0x35}, {0x33, 0x33}, {0x30, 0x35},
};

// /^[A-Za-z0-9._-]+$/
inline constexpr step steps_1[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 5}, {action::fork, 3, 5}, {action::one_of, 5, 5},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_1[] = {
    {0x2d, 0x2e}, {0x30, 0x39}, {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a}, {0x2d, 0x2e}, {0x30, 0x39},
    {0x41, 0x5a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

// /^[a-z_]+$/
inline constexpr step steps_2[] = {
    {action::at_start, 0, 0}, {action::one_of, 0, 2}, {action::fork, 3, 5}, {action::one_of, 2, 2},
    {action::go, 2, 0}, {action::at_end, 0, 0}, {action::accept, 0, 0},
};
inline constexpr span spans_2[] = {
    {0x5f, 0x5f}, {0x61, 0x7a}, {0x5f, 0x5f}, {0x61, 0x7a},
};

inline constexpr rule rules[] = {
    {check::refuse}, {check::done},
    // the document:
    {check::types, 64}, {check::members, 0}, {check::done},
    // /properties/auto_tuner:
    {check::types, 64}, {check::members, 1}, {check::done},
    // /properties/backpressure:
    {check::types, 64}, {check::members, 2}, {check::done},
    // /properties/buffers:
    {check::types, 64}, {check::members, 3}, {check::done},
    // /properties/capture:
    {check::types, 64}, {check::members, 4}, {check::done},
    // /properties/cluster_name:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/component:
    {check::types, 64}, {check::members, 5}, {check::done},
    // /properties/deployment:
    {check::types, 64}, {check::members, 6}, {check::condition, 0}, {check::done},
    // /properties/etcd:
    {check::types, 64}, {check::members, 7}, {check::done},
    // /properties/feature_groups:
    {check::types, 64}, {check::members, 8}, {check::done},
    // /properties/kernel_space:
    {check::types, 64}, {check::members, 9}, {check::done},
    // /properties/logging:
    {check::types, 64}, {check::members, 10}, {check::done},
    // /properties/ml_defender:
    {check::types, 64}, {check::members, 11}, {check::done},
    // /properties/monitoring:
    {check::types, 64}, {check::members, 12}, {check::done},
    // /properties/network:
    {check::types, 64}, {check::members, 13}, {check::done},
    // /properties/node_id:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /properties/processing:
    {check::types, 64}, {check::members, 14}, {check::done},
    // /properties/profile:
    {check::types, 16}, {check::choices, 0, 4}, {check::done},
    // /properties/profiles:
    {check::types, 64}, {check::members, 15}, {check::done},
    // /properties/protobuf:
    {check::types, 64}, {check::members, 16}, {check::done},
    // /properties/security:
    {check::types, 64}, {check::members, 17}, {check::done},
    // /properties/sniffer_time_windows:
    {check::types, 64}, {check::members, 18}, {check::done},
    // /properties/threading:
    {check::types, 64}, {check::members, 19}, {check::done},
    // /properties/transport:
    {check::types, 64}, {check::members, 20}, {check::done},
    // /properties/user_space:
    {check::types, 64}, {check::members, 21}, {check::done},
    // /properties/zmq:
    {check::types, 64}, {check::members, 22}, {check::done},
    // /$defs/entries:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/auto_tuner/properties/calibration_on_startup:
    {check::types, 2}, {check::done},
    // /properties/auto_tuner/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/auto_tuner/properties/feature_placement_strategy:
    {check::types, 16}, {check::done},
    // /properties/auto_tuner/properties/recalibration_interval_hours:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 8760.0}, {check::done},
    // /properties/auto_tuner/properties/safety_margin_factor:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100.0}, {check::done},
    // /properties/backpressure/properties/circuit_breaker:
    {check::types, 64}, {check::members, 23}, {check::done},
    // /properties/backpressure/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/backpressure/properties/kernel_backpressure:
    {check::types, 64}, {check::members, 24}, {check::done},
    // /properties/backpressure/properties/user_backpressure:
    {check::types, 64}, {check::members, 25}, {check::done},
    // /$defs/events:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 100000.0}, {check::done},
    // /$defs/bytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /$defs/amount:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/capture/properties/af_xdp:
    {check::types, 64}, {check::members, 26}, {check::done},
    // /properties/capture/properties/filter:
    {check::types, 64}, {check::members, 27}, {check::disjoint, 0, 2}, {check::condition, 3}, {check::done},
    // /properties/capture/properties/included_protocols:
    {check::types, 32}, {check::most_elements, 3}, {check::distinct_elements}, {check::elements, 399, 0},
    {check::done},
    // /properties/capture/properties/max_packet_size:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 65536.0}, {check::done},
    // /properties/capture/properties/min_packet_size:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 65536.0}, {check::done},
    // /properties/capture/properties/mode:
    {check::types, 16}, {check::choices, 4, 5}, {check::done},
    // /properties/capture/properties/promiscuous_mode:
    {check::types, 2}, {check::done},
    // /properties/capture/properties/xdp_flags:
    {check::types, 32}, {check::most_elements, 8}, {check::distinct_elements}, {check::elements, 402, 0},
    {check::done},
    // /properties/component/properties/kernel_version_required:
    {check::types, 16}, {check::done},
    // /properties/component/properties/mode:
    {check::types, 16}, {check::done},
    // /properties/component/properties/name:
    {check::types, 16}, {check::done},
    // /properties/component/properties/version:
    {check::types, 16}, {check::done},
    // /properties/deployment/properties/detection:
    {check::types, 64}, {check::members, 28}, {check::done},
    // /properties/deployment/properties/gateway_interface:
    {check::types, 64}, {check::members, 29}, {check::done},
    // /properties/deployment/properties/hardware_requirements:
    {check::types, 64}, {check::members, 30}, {check::done},
    // /properties/deployment/properties/host_interface:
    {check::types, 64}, {check::members, 31}, {check::done},
    // /properties/deployment/properties/mode:
    {check::types, 16}, {check::choices, 9, 4}, {check::done},
    // /properties/deployment/properties/network_settings:
    {check::types, 64}, {check::members, 32}, {check::done},
    // /properties/deployment/properties/performance:
    {check::types, 64}, {check::members, 33}, {check::done},
    // /properties/deployment/properties/validation_mode:
    {check::types, 64}, {check::members, 34}, {check::done},
    // /properties/deployment/if:
    {check::members, 35}, {check::done},
    // /properties/deployment/then:
    {check::required, 2}, {check::required, 3}, {check::done},
    // /properties/deployment/else:
    {check::condition, 6}, {check::done},
    // /properties/etcd/properties/config_sync_path:
    {check::types, 16}, {check::done},
    // /$defs/milliseconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/etcd/properties/crypto_token_path:
    {check::types, 16}, {check::done},
    // /properties/etcd/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/etcd/properties/endpoints:
    {check::types, 32}, {check::fewest_elements, 1}, {check::most_elements, 16}, {check::distinct_elements},
    {check::elements, 482, 0}, {check::done},
    // /$defs/fallback:
    {check::types, 16}, {check::matches, 2, 4}, {check::done},
    // /$defs/period:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /properties/etcd/properties/required_for_encryption:
    {check::types, 2}, {check::done},
    // /$defs/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000.0}, {check::done},
    // /properties/feature_groups/properties/ddos_feature_group:
    {check::types, 64}, {check::members, 36}, {check::done},
    // /properties/feature_groups/properties/internal_traffic_feature_group:
    {check::types, 64}, {check::members, 37}, {check::done},
    // /properties/feature_groups/properties/ransomware_feature_group:
    {check::types, 64}, {check::members, 38}, {check::done},
    // /properties/feature_groups/properties/rf_feature_group:
    {check::types, 64}, {check::members, 39}, {check::done},
    // /properties/kernel_space/properties/ebpf_program:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/seconds:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 86400.0}, {check::done},
    // /$defs/names:
    {check::types, 32}, {check::most_elements, 256}, {check::distinct_elements}, {check::elements, 517, 0},
    {check::done},
    // /$defs/flows:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/kernel_space/properties/performance:
    {check::types, 64}, {check::members, 40}, {check::done},
    // /properties/kernel_space/properties/ring_buffer_size:
    {check::types, 4}, {check::choices, 13, 19}, {check::minimum, 0, 0, 4096.0},
    {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /$defs/xdpMode:
    {check::types, 16}, {check::choices, 32, 3}, {check::done},
    // /properties/logging/properties/file:
    {check::types, 16}, {check::done},
    // /properties/logging/properties/include_compression_stats:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/include_performance_logs:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/include_thread_stats:
    {check::types, 2}, {check::done},
    // /properties/logging/properties/level:
    {check::types, 16}, {check::choices, 35, 7}, {check::done},
    // /$defs/mebibytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1048576.0}, {check::done},
    // /properties/ml_defender/properties/thresholds:
    {check::types, 64}, {check::members, 41}, {check::done},
    // /properties/ml_defender/properties/validation:
    {check::types, 64}, {check::members, 42}, {check::done},
    // /properties/monitoring/properties/alerts:
    {check::types, 64}, {check::members, 43}, {check::done},
    // /properties/monitoring/properties/kernel_metrics:
    {check::types, 64}, {check::members, 44}, {check::done},
    // /properties/monitoring/properties/performance_tracking:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics:
    {check::types, 64}, {check::members, 45}, {check::done},
    // /properties/network/properties/output_socket:
    {check::types, 64}, {check::members, 46}, {check::done},
    // /properties/processing/properties/feature_extraction:
    {check::types, 64}, {check::members, 47}, {check::done},
    // /properties/processing/properties/kernel_processing:
    {check::types, 64}, {check::members, 48}, {check::done},
    // /properties/processing/properties/user_processing:
    {check::types, 64}, {check::members, 49}, {check::done},
    // /properties/profiles/properties/bare_metal:
    {check::types, 64}, {check::members, 50}, {check::done},
    // /properties/profiles/properties/cloud:
    {check::types, 64}, {check::members, 51}, {check::done},
    // /properties/profiles/properties/dual_nic:
    {check::types, 64}, {check::members, 52}, {check::done},
    // /properties/profiles/properties/lab:
    {check::types, 64}, {check::members, 53}, {check::done},
    // /properties/protobuf/properties/reuse_objects:
    {check::types, 2}, {check::done},
    // /properties/protobuf/properties/schema_version:
    {check::types, 16}, {check::done},
    // /properties/protobuf/properties/validate_before_send:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation:
    {check::types, 64}, {check::members, 54}, {check::done},
    // /properties/threading/properties/cpu_affinity:
    {check::types, 64}, {check::members, 55}, {check::done},
    // /$defs/threads:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/threading/properties/thread_priorities:
    {check::types, 64}, {check::members, 56}, {check::done},
    // /properties/threading/properties/total_worker_threads:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/transport/properties/compression:
    {check::types, 64}, {check::members, 57}, {check::done},
    // /properties/transport/properties/encryption:
    {check::types, 64}, {check::members, 58}, {check::done},
    // /properties/user_space/properties/memory_management:
    {check::types, 64}, {check::members, 59}, {check::done},
    // /properties/zmq/properties/batch_processing:
    {check::types, 64}, {check::members, 60}, {check::done},
    // /properties/zmq/properties/connection_settings:
    {check::types, 64}, {check::members, 61}, {check::done},
    // /properties/zmq/properties/queue_management:
    {check::types, 64}, {check::members, 62}, {check::done},
    // /properties/zmq/properties/socket_pools:
    {check::types, 64}, {check::members, 63}, {check::done},
    // /properties/backpressure/properties/circuit_breaker/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/overflow:
    {check::types, 16}, {check::choices, 42, 3}, {check::done},
    // /properties/backpressure/properties/user_backpressure/properties/adaptive_rate_limiting:
    {check::types, 2}, {check::done},
    // /properties/backpressure/properties/user_backpressure/properties/max_drops_per_second:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000000.0}, {check::done},
    // /properties/capture/properties/af_xdp/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/capture/properties/af_xdp/properties/frame_size:
    {check::types, 4}, {check::choices, 45, 2}, {check::minimum, 0, 0, 2048.0},
    {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/capture/properties/af_xdp/properties/queue_id:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/capture/properties/filter/properties/default_action:
    {check::types, 16}, {check::choices, 47, 2}, {check::done},
    // /$defs/ports:
    {check::types, 32}, {check::most_elements, 1024}, {check::distinct_elements}, {check::elements, 710, 0},
    {check::done},
    // /properties/capture/properties/filter/properties/mode:
    {check::types, 16}, {check::choices, 49, 3}, {check::done},
    // /properties/capture/properties/filter/properties/version:
    {check::types, 16}, {check::done},
    // /properties/capture/properties/filter/if:
    {check::members, 64}, {check::done},
    // /properties/capture/properties/filter/then:
    {check::members, 65}, {check::done},
    // /properties/capture/properties/included_protocols/items:
    {check::types, 16}, {check::choices, 52, 3}, {check::done},
    // /properties/capture/properties/xdp_flags/items:
    {check::types, 16}, {check::done},
    // /properties/deployment/properties/detection/properties/differentiate_by_interface:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/detection/properties/interface_specific_thresholds:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/detection/properties/tag_events_with_source:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/gateway_interface/properties/capture_direction:
    {check::types, 16}, {check::choices, 55, 3}, {check::done},
    // /properties/deployment/properties/gateway_interface/properties/description:
    {check::types, 16}, {check::done},
    // /properties/deployment/properties/gateway_interface/properties/mode:
    {check::types, 16}, {check::choices, 58, 3}, {check::done},
    // /$defs/interfaceName:
    {check::types, 16}, {check::shortest, 1}, {check::longest, 15}, {check::matches, 1, 5}, {check::done},
    // /properties/deployment/properties/gateway_interface/properties/promiscuous:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/gateway_interface/properties/role:
    {check::types, 16}, {check::choices, 61, 2}, {check::done},
    // /properties/deployment/properties/host_interface/properties/capture_direction:
    {check::types, 16}, {check::choices, 63, 3}, {check::done},
    // /properties/deployment/properties/host_interface/properties/description:
    {check::types, 16}, {check::done},
    // /properties/deployment/properties/host_interface/properties/mode:
    {check::types, 16}, {check::choices, 66, 3}, {check::done},
    // /properties/deployment/properties/host_interface/properties/promiscuous:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/host_interface/properties/role:
    {check::types, 16}, {check::choices, 69, 2}, {check::done},
    // /properties/deployment/properties/network_settings/properties/enable_bridge_mode:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/network_settings/properties/enable_ip_forwarding:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/network_settings/properties/enable_nat:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/network_settings/properties/mtu:
    {check::types, 4}, {check::minimum, 0, 0, 68.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/deployment/properties/network_settings/properties/txqueuelen:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/deployment/properties/performance/properties/buffer_tuning:
    {check::types, 64}, {check::members, 66}, {check::done},
    // /properties/deployment/properties/performance/properties/expected_throughput_gbps:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000.0}, {check::done},
    // /properties/deployment/properties/performance/properties/max_pps_per_interface:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000000.0}, {check::done},
    // /properties/deployment/properties/performance/properties/target_latency_us:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/deployment/properties/validation_mode/properties/accept_any_dst_ip:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/validation_mode/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/deployment/properties/validation_mode/properties/libpcap_replay:
    {check::types, 2}, {check::done},
    // /properties/deployment/if/properties/mode:
    {check::choices, 71, 1}, {check::done},
    // /properties/deployment/else/if:
    {check::members, 67}, {check::done},
    // /properties/deployment/else/then:
    {check::required, 6}, {check::done},
    // /properties/etcd/properties/endpoints/items:
    {check::types, 16}, {check::matches, 0, 7}, {check::done},
    // /properties/feature_groups/properties/ddos_feature_group/properties/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/feature_groups/properties/ddos_feature_group/properties/description:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/ddos_feature_group/properties/reference:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/internal_traffic_feature_group/properties/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/feature_groups/properties/internal_traffic_feature_group/properties/description:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/internal_traffic_feature_group/properties/reference:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/ransomware_feature_group/properties/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/feature_groups/properties/ransomware_feature_group/properties/description:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/ransomware_feature_group/properties/reference:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/rf_feature_group/properties/count:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 4096.0}, {check::done},
    // /properties/feature_groups/properties/rf_feature_group/properties/description:
    {check::types, 16}, {check::done},
    // /properties/feature_groups/properties/rf_feature_group/properties/reference:
    {check::types, 16}, {check::done},
    // /$defs/names/items:
    {check::types, 16}, {check::done},
    // /properties/kernel_space/properties/performance/properties/cpu_budget_us_per_packet:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /$defs/fraction:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /$defs/percent:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 100.0}, {check::done},
    // /properties/monitoring/properties/alerts/properties/max_processing_latency_us:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 60000000.0}, {check::done},
    // /$defs/ratio:
    {check::types, 8}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /properties/monitoring/properties/kernel_metrics/properties/ebpf_program_stats:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/kernel_metrics/properties/instruction_count:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/kernel_metrics/properties/map_utilization:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/kernel_metrics/properties/processing_time_per_packet:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/compression_ratio:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/feature_extraction_rate:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/memory_usage:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/queue_depth:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/thread_utilization:
    {check::types, 2}, {check::done},
    // /properties/monitoring/properties/user_metrics/properties/zmq_throughput:
    {check::types, 2}, {check::done},
    // /properties/network/properties/output_socket/properties/address:
    {check::types, 16}, {check::shortest, 1}, {check::done},
    // /$defs/messages:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1000000.0}, {check::done},
    // /properties/network/properties/output_socket/properties/mode:
    {check::types, 16}, {check::choices, 72, 2}, {check::done},
    // /properties/network/properties/output_socket/properties/port:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/network/properties/output_socket/properties/socket_type:
    {check::types, 16}, {check::choices, 74, 4}, {check::done},
    // /properties/processing/properties/feature_extraction/properties/cache_flow_states:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/feature_extraction/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/feature_extraction/properties/extract_all_features:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/feature_extraction/properties/simd_optimization:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/feature_extraction/properties/statistics_engine:
    {check::types, 16}, {check::done},
    // /properties/processing/properties/user_processing/properties/lockfree_queues:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/user_processing/properties/memory_prefaulting:
    {check::types, 2}, {check::done},
    // /properties/processing/properties/user_processing/properties/numa_aware_allocation:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/bare_metal/properties/af_xdp_enabled:
    {check::types, 2}, {check::done},
    // /$defs/compressionLevel:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 22.0}, {check::done},
    // /properties/profiles/properties/bare_metal/properties/cpu_affinity_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/bare_metal/properties/promiscuous_mode:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/cloud/properties/af_xdp_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/cloud/properties/cpu_affinity_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/cloud/properties/promiscuous_mode:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/dual_nic/properties/af_xdp_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/dual_nic/properties/cpu_affinity_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/dual_nic/properties/promiscuous_mode:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/lab/properties/af_xdp_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/lab/properties/cpu_affinity_enabled:
    {check::types, 2}, {check::done},
    // /properties/profiles/properties/lab/properties/promiscuous_mode:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/max_packet_size_bytes:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 65536.0}, {check::done},
    // /properties/security/properties/input_validation/properties/sanitize_inputs:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/validate_ip_addresses:
    {check::types, 2}, {check::done},
    // /properties/security/properties/input_validation/properties/validate_ports:
    {check::types, 2}, {check::done},
    // /properties/threading/properties/cpu_affinity/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/processors:
    {check::types, 32}, {check::most_elements, 1024}, {check::distinct_elements}, {check::elements, 721, 0},
    {check::done},
    // /$defs/priority:
    {check::types, 16}, {check::choices, 78, 3}, {check::done},
    // /properties/transport/properties/compression/properties/adaptive_compression:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/compression/properties/algorithm:
    {check::types, 16}, {check::choices, 81, 6}, {check::done},
    // /properties/transport/properties/compression/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/algorithm:
    {check::types, 16}, {check::choices, 87, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/curve_secret_key:
    {check::secret}, {check::types, 17}, {check::shortest, 40}, {check::longest, 40}, {check::done},
    // /properties/transport/properties/encryption/properties/curve_server_key:
    {check::types, 17}, {check::shortest, 40}, {check::longest, 40}, {check::done},
    // /properties/transport/properties/encryption/properties/enabled:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/etcd_token_required:
    {check::types, 2}, {check::done},
    // /properties/transport/properties/encryption/properties/key_rotation_hours:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 8760.0}, {check::done},
    // /properties/transport/properties/encryption/properties/key_size:
    {check::types, 4}, {check::choices, 89, 3}, {check::minimum, 0, 0, 128.0},
    {check::maximum, 0, 0, 256.0}, {check::done},
    // /properties/transport/properties/encryption/properties/zmq_curve_enabled:
    {check::types, 2}, {check::done},
    // /properties/user_space/properties/memory_management/properties/flow_eviction_policy:
    {check::types, 16}, {check::choices, 92, 3}, {check::done},
    // /properties/zmq/properties/batch_processing/properties/enabled:
    {check::types, 2}, {check::done},
    // /$defs/wait:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 600000.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/rcvbuf:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/sndbuf:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1073741824.0}, {check::done},
    // /properties/zmq/properties/connection_settings/properties/tcp_keepalive:
    {check::types, 4}, {check::minimum, 0, 0, -1.0}, {check::maximum, 0, 0, 1.0}, {check::done},
    // /properties/zmq/properties/queue_management/properties/internal_queues:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /properties/zmq/properties/socket_pools/properties/failover_enabled:
    {check::types, 2}, {check::done},
    // /properties/zmq/properties/socket_pools/properties/load_balancing:
    {check::types, 16}, {check::choices, 95, 3}, {check::done},
    // /properties/zmq/properties/socket_pools/properties/push_sockets:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 1024.0}, {check::done},
    // /$defs/ports/items:
    {check::types, 4}, {check::minimum, 0, 0, 1.0}, {check::maximum, 0, 0, 65535.0}, {check::done},
    // /properties/capture/properties/filter/if/properties/mode:
    {check::choices, 98, 1}, {check::done},
    // /properties/capture/properties/filter/then/properties/included_ports:
    {check::types, 32}, {check::fewest_elements, 1}, {check::done},
    // /properties/deployment/else/if/properties/mode:
    {check::choices, 99, 1}, {check::done},
    // /$defs/processors/items:
    {check::types, 4}, {check::minimum, 0, 0, 0.0}, {check::maximum, 0, 0, 1023.0}, {check::done},
};

inline constexpr node nodes[] = {
    185, 187, 190, 395, 397, 1, 478, 480, 1,
};

inline constexpr std::string_view texts[] = {
    "excluded_ports", "included_ports", "host_interface", "gateway_interface", "^[a-z_]+$",
    "^[A-Za-z0-9._-]+$", "gateway_interface",
    "^[^:/ ]+:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",
};

inline constexpr choice choices[] = {
    {kind::text, "lab"}, {kind::text, "cloud"}, {kind::text, "bare_metal"}, {kind::text, "dual_nic"},
    {kind::text, "ebpf_skb"}, {kind::text, "ebpf_native"}, {kind::text, "ebpf_offload"},
    {kind::text, "af_xdp"}, {kind::text, "libpcap"}, {kind::text, "host-only"},
    {kind::text, "gateway-only"}, {kind::text, "dual"}, {kind::text, "validation"},
    {kind::number, {}, 4096.0}, {kind::number, {}, 8192.0}, {kind::number, {}, 16384.0},
    {kind::number, {}, 32768.0}, {kind::number, {}, 65536.0}, {kind::number, {}, 131072.0},
    {kind::number, {}, 262144.0}, {kind::number, {}, 524288.0}, {kind::number, {}, 1048576.0},
    {kind::number, {}, 2097152.0}, {kind::number, {}, 4194304.0}, {kind::number, {}, 8388608.0},
    {kind::number, {}, 16777216.0}, {kind::number, {}, 33554432.0}, {kind::number, {}, 67108864.0},
    {kind::number, {}, 134217728.0}, {kind::number, {}, 268435456.0}, {kind::number, {}, 536870912.0},
    {kind::number, {}, 1073741824.0}, {kind::text, "native"}, {kind::text, "skb"}, {kind::text, "offload"},
    {kind::text, "TRACE"}, {kind::text, "DEBUG"}, {kind::text, "INFO"}, {kind::text, "WARN"},
    {kind::text, "ERROR"}, {kind::text, "CRITICAL"}, {kind::text, "OFF"}, {kind::text, "drop_oldest"},
    {kind::text, "drop_newest"}, {kind::text, "block"}, {kind::number, {}, 2048.0},
    {kind::number, {}, 4096.0}, {kind::text, "capture"}, {kind::text, "drop"}, {kind::text, "blacklist"},
    {kind::text, "whitelist"}, {kind::text, "hybrid"}, {kind::text, "tcp"}, {kind::text, "udp"},
    {kind::text, "icmp"}, {kind::text, "ingress_only"}, {kind::text, "egress_only"},
    {kind::text, "bidirectional"}, {kind::text, "disabled"}, {kind::text, "host-based"},
    {kind::text, "gateway"}, {kind::text, "wan"}, {kind::text, "lan"}, {kind::text, "ingress_only"},
    {kind::text, "egress_only"}, {kind::text, "bidirectional"}, {kind::text, "disabled"},
    {kind::text, "host-based"}, {kind::text, "gateway"}, {kind::text, "wan"}, {kind::text, "lan"},
    {kind::text, "dual"}, {kind::text, "bind"}, {kind::text, "connect"}, {kind::text, "PUSH"},
    {kind::text, "PULL"}, {kind::text, "PUB"}, {kind::text, "SUB"}, {kind::text, "low"},
    {kind::text, "normal"}, {kind::text, "high"}, {kind::text, "none"}, {kind::text, "lz4"},
    {kind::text, "zstd"}, {kind::text, "snappy"}, {kind::text, "gzip"}, {kind::text, "brotli"},
    {kind::text, "chacha20-poly1305"}, {kind::text, "AES-256-CBC"}, {kind::number, {}, 128.0},
    {kind::number, {}, 192.0}, {kind::number, {}, 256.0}, {kind::text, "lru"}, {kind::text, "lfu"},
    {kind::text, "fifo"}, {kind::text, "round_robin"}, {kind::text, "least_loaded"}, {kind::text, "random"},
    {kind::text, "whitelist"}, {kind::text, "gateway-only"},
};

inline constexpr object_rules objects[] = {
    {0, 25, 14, 0, 0, 0}, {25, 6, 0, 0, 0, 0}, {31, 4, 0, 0, 0, 0}, {35, 7, 1, 0, 0, 0},
    {42, 9, 2, 0, 0, 0}, {51, 4, 4, 0, 0, 0}, {55, 8, 2, 0, 0, 0}, {63, 11, 0, 0, 0, 0},
    {74, 4, 0, 0, 0, 0}, {78, 7, 1, 0, 0, 0}, {85, 7, 0, 0, 0, 0}, {92, 2, 0, 0, 0, 0}, {94, 5, 1, 0, 0, 0},
    {99, 1, 1, 0, 0, 0}, {100, 3, 0, 0, 0, 0}, {103, 4, 4, 0, 0, 0}, {107, 6, 0, 0, 0, 0},
    {113, 1, 0, 0, 0, 0}, {114, 6, 0, 0, 0, 0}, {120, 7, 6, 0, 0, 0}, {127, 2, 1, 0, 0, 0},
    {129, 4, 0, 0, 0, 0}, {133, 6, 4, 0, 0, 0}, {139, 3, 0, 0, 0, 0}, {142, 1, 0, 0, 0, 0},
    {143, 2, 0, 0, 0, 0}, {145, 8, 0, 0, 0, 0}, {153, 5, 4, 0, 0, 0}, {158, 3, 0, 0, 0, 0},
    {161, 7, 3, 0, 0, 0}, {168, 0, 0, 0, 0, 0}, {168, 7, 3, 0, 0, 0}, {175, 5, 1, 0, 0, 0},
    {180, 4, 0, 0, 0, 0}, {184, 4, 0, 0, 0, 0}, {188, 1, 0, 0, 0, 1}, {189, 3, 0, 0, 0, 0},
    {192, 3, 0, 0, 0, 0}, {195, 3, 0, 0, 0, 0}, {198, 3, 0, 0, 0, 0}, {201, 3, 0, 0, 0, 0},
    {204, 4, 0, 0, 0, 0}, {208, 3, 0, 0, 0, 0}, {211, 6, 0, 0, 0, 0}, {217, 4, 0, 0, 0, 0},
    {221, 6, 0, 0, 0, 0}, {227, 5, 3, 0, 0, 0}, {232, 7, 0, 0, 0, 0}, {239, 4, 0, 0, 0, 0},
    {243, 6, 0, 0, 0, 0}, {249, 6, 2, 0, 0, 0}, {255, 6, 2, 0, 0, 0}, {261, 6, 2, 0, 0, 0},
    {267, 6, 2, 0, 0, 0}, {273, 5, 0, 0, 0, 0}, {278, 5, 5, 0, 0, 0}, {283, 3, 0, 0, 0, 0},
    {286, 6, 2, 0, 0, 0}, {292, 9, 0, 0, 0, 0}, {301, 3, 0, 0, 0, 0}, {304, 4, 0, 0, 0, 0},
    {308, 10, 4, 0, 0, 0}, {318, 4, 1, 0, 0, 0}, {322, 3, 1, 0, 0, 0}, {325, 1, 0, 0, 0, 1},
    {326, 1, 0, 0, 0, 1}, {327, 2, 0, 0, 0, 0}, {329, 1, 0, 0, 0, 1},
};

inline constexpr property properties[] = {
    {"auto_tuner", 5, false}, {"backpressure", 8, false}, {"buffers", 11, true}, {"capture", 14, true},
    {"cluster_name", 17, true}, {"component", 20, true}, {"deployment", 23, true}, {"etcd", 27, false},
    {"feature_groups", 30, false}, {"kernel_space", 33, true}, {"logging", 36, false},
    {"ml_defender", 39, false}, {"monitoring", 42, true}, {"network", 45, true}, {"node_id", 48, true},
    {"processing", 51, false}, {"profile", 54, true}, {"profiles", 57, true}, {"protobuf", 60, false},
    {"security", 63, false}, {"sniffer_time_windows", 66, false}, {"threading", 69, true},
    {"transport", 72, true}, {"user_space", 75, false}, {"zmq", 78, true},
    {"benchmark_iterations", 81, false}, {"calibration_on_startup", 85, false}, {"enabled", 87, false},
    {"feature_placement_strategy", 89, false}, {"recalibration_interval_hours", 91, false},
    {"safety_margin_factor", 95, false}, {"circuit_breaker", 99, false}, {"enabled", 102, false},
    {"kernel_backpressure", 104, false}, {"user_backpressure", 107, false},
    {"batch_processing_size", 110, true}, {"flow_state_buffer_entries", 81, false},
    {"protobuf_serialize_buffer_size", 114, false}, {"ring_buffer_entries", 81, false},
    {"statistics_buffer_entries", 81, false}, {"user_processing_queue_depth", 118, false},
    {"zmq_send_buffer_size", 114, false}, {"af_xdp", 122, false}, {"buffer_size", 114, false},
    {"filter", 125, true}, {"included_protocols", 130, false}, {"max_packet_size", 135, false},
    {"min_packet_size", 139, false}, {"mode", 143, true}, {"promiscuous_mode", 146, false},
    {"xdp_flags", 148, false}, {"kernel_version_required", 153, true}, {"mode", 155, true},
    {"name", 157, true}, {"version", 159, true}, {"detection", 161, false},
    {"gateway_interface", 164, false}, {"hardware_requirements", 167, false},
    {"host_interface", 170, false}, {"mode", 173, true}, {"network_settings", 176, true},
    {"performance", 179, false}, {"validation_mode", 182, false}, {"config_sync_path", 192, false},
    {"connection_timeout_ms", 194, false}, {"crypto_token_path", 198, false}, {"enabled", 200, false},
    {"endpoints", 202, false}, {"fallback_mode", 208, false}, {"heartbeat_interval_seconds", 211, false},
    {"lease_ttl_seconds", 211, false}, {"required_for_encryption", 215, false},
    {"retry_attempts", 217, false}, {"retry_interval_ms", 194, false}, {"ddos_feature_group", 221, false},
    {"internal_traffic_feature_group", 224, false}, {"ransomware_feature_group", 227, false},
    {"rf_feature_group", 230, false}, {"ebpf_program", 233, true}, {"flow_timeout_seconds", 236, false},
    {"kernel_features", 240, false}, {"max_flows_in_kernel", 245, false}, {"performance", 249, false},
    {"ring_buffer_size", 252, false}, {"xdp_mode", 257, false}, {"backup_count", 217, false},
    {"file", 260, false}, {"include_compression_stats", 262, false},
    {"include_performance_logs", 264, false}, {"include_thread_stats", 266, false}, {"level", 268, false},
    {"max_file_size_mb", 271, false}, {"thresholds", 275, false}, {"validation", 278, false},
    {"alerts", 281, false}, {"kernel_metrics", 284, false}, {"performance_tracking", 287, false},
    {"stats_interval_seconds", 211, true}, {"user_metrics", 289, false}, {"output_socket", 292, true},
    {"feature_extraction", 295, false}, {"kernel_processing", 298, false}, {"user_processing", 301, false},
    {"bare_metal", 304, true}, {"cloud", 307, true}, {"dual_nic", 310, true}, {"lab", 313, true},
    {"max_event_size_bytes", 114, false}, {"pool_size", 118, false}, {"reuse_objects", 316, false},
    {"schema_version", 318, false}, {"serialization_timeout_ms", 194, false},
    {"validate_before_send", 320, false}, {"input_validation", 322, false},
    {"cleanup_interval_seconds", 236, false}, {"feature_aggregation_window_seconds", 236, false},
    {"flow_tracking_window_seconds", 236, false}, {"max_flows_per_window", 245, false},
    {"statistics_collection_window_seconds", 236, false}, {"window_overlap_seconds", 236, false},
    {"cpu_affinity", 325, true}, {"feature_processor_threads", 328, true},
    {"ring_consumer_threads", 328, true}, {"statistics_collector_threads", 328, true},
    {"thread_priorities", 332, false}, {"total_worker_threads", 335, true},
    {"zmq_sender_threads", 328, true}, {"compression", 339, true}, {"encryption", 342, false},
    {"flow_table_size", 245, false}, {"memory_management", 345, false},
    {"time_window_buffer_size", 81, false}, {"user_features", 240, false}, {"batch_processing", 348, false},
    {"connection_settings", 351, true}, {"io_thread_pools", 328, true}, {"queue_management", 354, true},
    {"socket_pools", 357, true}, {"worker_threads", 328, false}, {"enabled", 360, false},
    {"failure_threshold", 118, false}, {"recovery_timeout", 236, false},
    {"ring_buffer_full_action", 362, false}, {"adaptive_rate_limiting", 365, false},
    {"max_drops_per_second", 367, false}, {"comp_ring_size", 81, false}, {"enabled", 371, false},
    {"fill_ring_size", 81, false}, {"frame_size", 373, false}, {"queue_id", 378, false},
    {"rx_ring_size", 81, false}, {"tx_ring_size", 81, false}, {"umem_size", 114, false},
    {"default_action", 382, true}, {"excluded_ports", 385, true}, {"included_ports", 385, true},
    {"mode", 390, true}, {"version", 393, false}, {"differentiate_by_interface", 404, false},
    {"interface_specific_thresholds", 406, false}, {"tag_events_with_source", 408, false},
    {"capture_direction", 410, false}, {"description", 413, true}, {"mode", 415, false},
    {"name", 418, true}, {"promiscuous", 423, false}, {"role", 425, true}, {"xdp_mode", 257, false},
    {"capture_direction", 428, false}, {"description", 431, true}, {"mode", 433, false},
    {"name", 418, true}, {"promiscuous", 436, false}, {"role", 438, true}, {"xdp_mode", 257, false},
    {"enable_bridge_mode", 441, false}, {"enable_ip_forwarding", 443, false}, {"enable_nat", 445, true},
    {"mtu", 447, false}, {"txqueuelen", 451, false}, {"buffer_tuning", 455, false},
    {"expected_throughput_gbps", 458, false}, {"max_pps_per_interface", 462, false},
    {"target_latency_us", 466, false}, {"accept_any_dst_ip", 470, false}, {"enabled", 472, false},
    {"libpcap_replay", 474, false}, {"pcap_source_interface", 418, false}, {"mode", 476, false},
    {"count", 485, false}, {"description", 489, false}, {"reference", 491, false}, {"count", 493, false},
    {"description", 497, false}, {"reference", 499, false}, {"count", 501, false},
    {"description", 505, false}, {"reference", 507, false}, {"count", 509, false},
    {"description", 513, false}, {"reference", 515, false}, {"cpu_budget_us_per_packet", 519, false},
    {"map_update_batch_size", 118, false}, {"max_instructions_per_program", 118, false},
    {"ddos", 523, false}, {"internal", 523, false}, {"ransomware", 523, false}, {"traffic", 523, false},
    {"fallback_threshold", 523, false}, {"max_threshold", 523, false}, {"min_threshold", 523, false},
    {"max_cpu_usage_percent", 527, false}, {"max_drop_rate_percent", 527, false},
    {"max_memory_usage_mb", 271, false}, {"max_processing_latency_us", 531, false},
    {"max_queue_usage_percent", 527, false}, {"min_compression_ratio", 535, false},
    {"ebpf_program_stats", 539, false}, {"instruction_count", 541, false}, {"map_utilization", 543, false},
    {"processing_time_per_packet", 545, false}, {"compression_ratio", 547, false},
    {"feature_extraction_rate", 549, false}, {"memory_usage", 551, false}, {"queue_depth", 553, false},
    {"thread_utilization", 555, false}, {"zmq_throughput", 557, false}, {"address", 559, true},
    {"high_water_mark", 562, false}, {"mode", 566, true}, {"port", 569, true}, {"socket_type", 573, false},
    {"cache_flow_states", 576, false}, {"enabled", 578, false}, {"extract_all_features", 580, false},
    {"flow_timeout_seconds", 236, false}, {"max_concurrent_flows", 245, false},
    {"simd_optimization", 582, false}, {"statistics_engine", 584, false}, {"counter_map_size", 81, false},
    {"flow_hash_table_size", 81, false}, {"max_map_entries", 81, false},
    {"stats_collection_interval_ms", 194, false}, {"batch_size", 110, false},
    {"internal_queue_size", 118, false}, {"lockfree_queues", 586, false},
    {"memory_prefaulting", 588, false}, {"numa_aware_allocation", 590, false},
    {"queue_timeout_seconds", 236, false}, {"af_xdp_enabled", 592, false}, {"capture_interface", 418, true},
    {"compression_level", 594, false}, {"cpu_affinity_enabled", 598, false},
    {"promiscuous_mode", 600, false}, {"worker_threads", 328, true}, {"af_xdp_enabled", 602, false},
    {"capture_interface", 418, true}, {"compression_level", 594, false},
    {"cpu_affinity_enabled", 604, false}, {"promiscuous_mode", 606, false}, {"worker_threads", 328, true},
    {"af_xdp_enabled", 608, false}, {"capture_interface", 418, true}, {"compression_level", 594, false},
    {"cpu_affinity_enabled", 610, false}, {"promiscuous_mode", 612, false}, {"worker_threads", 328, true},
    {"af_xdp_enabled", 614, false}, {"capture_interface", 418, true}, {"compression_level", 594, false},
    {"cpu_affinity_enabled", 616, false}, {"promiscuous_mode", 618, false}, {"worker_threads", 328, true},
    {"enabled", 620, false}, {"max_packet_size_bytes", 622, false}, {"sanitize_inputs", 626, false},
    {"validate_ip_addresses", 628, false}, {"validate_ports", 630, false}, {"enabled", 632, true},
    {"processors", 634, true}, {"ring_consumers", 634, true}, {"statistics", 634, true},
    {"zmq_senders", 634, true}, {"processors", 639, false}, {"ring_consumers", 639, false},
    {"zmq_senders", 639, false}, {"adaptive_compression", 642, false}, {"algorithm", 644, false},
    {"compression_ratio_threshold", 535, false}, {"enabled", 647, true}, {"level", 594, false},
    {"min_compress_size", 114, true}, {"algorithm", 649, false}, {"curve_secret_key", 652, false},
    {"curve_server_key", 657, false}, {"enabled", 661, false}, {"etcd_token_required", 663, false},
    {"fallback_mode", 208, false}, {"key_rotation_hours", 665, false}, {"key_size", 669, false},
    {"zmq_curve_enabled", 674, false}, {"flow_eviction_policy", 676, false},
    {"gc_interval_seconds", 236, false}, {"max_memory_usage_mb", 271, false}, {"batch_size", 110, false},
    {"batch_timeout_ms", 194, false}, {"enabled", 679, false}, {"max_batches_queued", 118, false},
    {"linger_ms", 681, true}, {"max_reconnect_attempts", 118, false}, {"rcvbuf", 685, false},
    {"rcvhwm", 562, false}, {"reconnect_interval_ms", 194, false}, {"recv_timeout_ms", 681, false},
    {"send_timeout_ms", 681, false}, {"sndbuf", 689, true}, {"sndhwm", 562, true},
    {"tcp_keepalive", 693, true}, {"internal_queues", 697, false}, {"overflow_policy", 362, false},
    {"queue_size", 562, false}, {"queue_timeout_ms", 194, true}, {"failover_enabled", 701, false},
    {"load_balancing", 703, false}, {"push_sockets", 706, true}, {"mode", 714, false},
    {"included_ports", 716, false}, {"rx_ring_size", 81, false}, {"tx_ring_size", 81, false},
    {"mode", 719, false},
};

inline constexpr pattern patterns[] = {
    {steps_0, 50, spans_0}, {steps_1, 7, spans_1}, {steps_2, 7, spans_2},
};

}  // namespace rules_

inline const appia::detail::schema& tables_() {
  static constexpr appia::detail::schema all = {
      rules_::rules, rules_::nodes, rules_::texts, rules_::choices, rules_::objects, rules_::properties, nullptr, rules_::patterns};
  return all;
}

}  // namespace appia::sniffer
