const words =
  'accept add ah all and arp auto-merge bridge cgroup chain comment comp constant continue counter cpu create ct ' +
  'day dccp define delete describe destroy device devices dnat drop dst dup dynamic ecn element elements eq esp ' +
  'ether exists expires export exthdr fib flags flow flowtable flush frag fwd gc-interval ge geneve get goto gre ' +
  'gretap gt handle hbh hook hour ibriport ibrname icmp icmpv6 igmp iif iifgroup iifname iiftype import include ' +
  'index inet insert interval ip ip6 ipsec jhash jump le limit list log lt map mark masquerade meta meter mh ' +
  'missing monitor ne netdev nftrace not notrack numgen obriport obrname offload oif oifgroup oifname oiftype or ' +
  'osf pkttype policy position priority queue quota random redefine redirect reject rename replace reset return rt ' +
  'rt0 rt2 rtclassid rule ruleset sctp secmark set size skgid skuid snat socket srh symhash synproxy table tcp th ' +
  'time timeout tproxy tunnel type typeof udp udplite undefine update vlan vmap vni vxlan xor xt'

/** What `nft list` shows all of: a table of such a name is loaded, and then cannot be listed. */
const listed =
  'chains count counters counts flowtables hooks limits maps meters quotas rules secmarks sets synproxys tables ' +
  'tunnels'

/** Words of nft's language, which some release takes for no name of a table, set or chain [1.0.6, 1.1.3, 1.1.7]. */
export const reservedWords: ReadonlySet<string> = new Set([...words.split(' '), ...listed.split(' ')])
