// The sniffer: takes packets from the ring buffer of the XDP program, seals what it saw of each, and pushes it to the
// detector. sniffer CONFIG KEYRING RING
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "channels.hpp"
#include "component.hpp"
#include "sniffer.layout.h"
#include "sniffer_config.hpp"

namespace {

using appia::channels::flows;

struct Sniffer {
  pipeline::Outbox outbox;
  pipeline::Socket socket;
};

std::string text_of(std::uint32_t address) {
  std::string text = std::to_string(address >> 24U);
  for (const unsigned shift : {16U, 8U, 0U}) text += "." + std::to_string((address >> shift) & 255U);
  return text;
}

int take(void* context, void* data, std::size_t size) {
  if (size != SIMPLE_EVENT_SIZE) pipeline::fail("an event of another layout");
  auto& [outbox, socket] = *static_cast<Sniffer*>(context);
  const auto& event = *static_cast<const simple_event*>(data);
  const nlohmann::json flow{{"source", text_of(event.src_ip)}, {"port", event.dst_port}};
  auto message = outbox.seal(flow);
  if (message.empty()) return 0;
  if (pipeline::take(pipeline::is_tampering_due)) message.back() ^= 1U;
  socket.send(message);
  pipeline::tell({{"captured", event.dst_port}});
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) pipeline::fail("usage: sniffer CONFIG KEYRING RING");
  pipeline::follow_signals(words[1]);
  auto config = appia::load_file<appia::sniffer::Sniffer>(words[1]);
  if (!config) pipeline::fail(appia::describe(config.error(), words[1]));
  const auto& output = config->network.output_socket;
  const auto keyring = pipeline::wait_for_keys(words[2]);
  Sniffer sniffer{
      {keyring, {flows.from.component, flows.to.component}},
      {ZMQ_PUSH, "tcp://" + output.address + ":" + std::to_string(output.port), flows.from.binds}};
  const int map = bpf_obj_get(words[3]);
  ring_buffer* const ring = map < 0 ? nullptr : ring_buffer__new(map, take, &sniffer, nullptr);
  if (ring == nullptr) pipeline::fail(std::string(words[3]) + ": no ring buffer");
  pipeline::tell({{"ready", "sniffer"}});
  for (;;) ring_buffer__poll(ring, 100);
}
