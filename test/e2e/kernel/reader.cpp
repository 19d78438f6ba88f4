// Prints the records of a pinned ring buffer, one line of JSON each, until it is ended. It shares the layout with the
// program through the generated header alone.
#include "sniffer.layout.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cstdio>

static int print_event(void *, void *data, size_t size)
{
  if (size != SIMPLE_EVENT_SIZE) {
    std::printf("{\"size\":%zu}\n", size);
    return 0;
  }
  const auto *event = static_cast<const simple_event *>(data);
  std::printf("{\"size\":%zu,\"port\":%u,\"protocol\":%u,\"mode\":%u,\"isWan\":%u,\"ifindex\":%u,\"length\":%u}\n", size,
              unsigned{event->dst_port}, unsigned{event->protocol}, unsigned{event->interface_mode},
              unsigned{event->is_wan_facing}, unsigned{event->source_ifindex}, unsigned{event->packet_len});
  std::fflush(stdout);
  return 0;
}

int main(int count, char **arguments)
{
  if (count != 2) return 2;
  const int map = bpf_obj_get(arguments[1]);
  ring_buffer *ring = map < 0 ? nullptr : ring_buffer__new(map, print_event, nullptr, nullptr);
  if (!ring) {
    std::perror(arguments[1]);
    return 1;
  }
  std::printf("ready\n");
  std::fflush(stdout);
  while (ring_buffer__poll(ring, 1000) >= 0) {
  }
  return 0;
}
