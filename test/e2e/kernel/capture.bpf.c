// A small capturing XDP program for tests: tags IPv4 packets with what the maps say of their interface.
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include "sniffer.bpf.h"
#include <bpf/bpf_endian.h>

char _license[] SEC("license") = "GPL";

struct ports {
  __u16 source;
  __u16 destination;
};

// A port that is included passes, one that is excluded does not, and others as the settings say.
static int port_passes(__u16 port, const struct filter_config *settings)
{
  if (bpf_map_lookup_elem(&included_ports, &port)) return 1;
  if (bpf_map_lookup_elem(&excluded_ports, &port)) return 0;
  return settings->default_action == DEFAULT_ACTION_CAPTURE;
}

static int is_kept(const struct ports *ports)
{
  __u32 zero = 0;
  const struct filter_config *settings = bpf_map_lookup_elem(&filter_settings, &zero);
  return settings && port_passes(ports->source, settings) && port_passes(ports->destination, settings);
}

static void count(void)
{
  __u32 zero = 0;
  __u64 *kept = bpf_map_lookup_elem(&stats, &zero);
  if (kept) __sync_fetch_and_add(kept, 1);
}

SEC("xdp")
int capture(struct xdp_md *context)
{
  void *data = (void *)(long)context->data;
  void *end = (void *)(long)context->data_end;
  struct ethhdr *ethernet = data;
  struct iphdr *ip = (void *)(ethernet + 1);
  if ((void *)(ip + 1) > end || ethernet->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5) return XDP_PASS;

  __u32 ifindex = context->ingress_ifindex;
  const struct interface_config *config = bpf_map_lookup_elem(&iface_configs, &ifindex);
  if (!config || config->mode == INTERFACE_MODE_DISABLED) return XDP_PASS;

  struct ports ports = {0, 0};
  __u8 flags = 0;
  if (ip->protocol == IPPROTO_UDP) {
    struct udphdr *udp = (void *)(ip + 1);
    if ((void *)(udp + 1) > end) return XDP_PASS;
    ports.source = bpf_ntohs(udp->source);
    ports.destination = bpf_ntohs(udp->dest);
  } else if (ip->protocol == IPPROTO_TCP) {
    struct tcphdr *tcp = (void *)(ip + 1);
    if ((void *)(tcp + 1) > end) return XDP_PASS;
    ports.source = bpf_ntohs(tcp->source);
    ports.destination = bpf_ntohs(tcp->dest);
    flags = ((__u8 *)tcp)[13];
  }
  if ((ip->protocol == IPPROTO_UDP || ip->protocol == IPPROTO_TCP) && !is_kept(&ports)) return XDP_PASS;

  struct simple_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
  if (!event) return XDP_PASS;
  __builtin_memset(event, 0, sizeof(*event));
  event->src_ip = bpf_ntohl(ip->saddr);
  event->dst_ip = bpf_ntohl(ip->daddr);
  event->src_port = ports.source;
  event->dst_port = ports.destination;
  event->protocol = ip->protocol;
  event->tcp_flags = flags;
  event->packet_len = (__u32)(end - data);
  event->ip_header_len = sizeof(*ip);
  event->timestamp = bpf_ktime_get_ns();
  event->interface_mode = config->mode;
  event->is_wan_facing = config->is_wan;
  event->source_ifindex = ifindex;
  bpf_ringbuf_submit(event, 0);
  count();
  return XDP_PASS;
}
