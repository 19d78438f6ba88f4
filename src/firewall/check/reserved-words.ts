const words =
  'accept add ah all and arp auto-merge bridge cgroup chain comment comp constant continue counter cpu create ct day dccp ' +
  'define delete describe destroy device devices dnat drop dst dup dynamic ecn element elements eq esp ether exists expires ' +
  'export exthdr fib flags flow flowtable flush frag fwd gc-interval goto gt handle hbh hook hour ibriport ibrname icmp ' +
  'icmpv6 iif iifgroup iifname iiftype import include index inet insert interval ip ip6 jhash jump last limit list log lt ' +
  'map mark masquerade meta meter mh missing monitor ne netdev nftrace not notrack numgen obriport obrname offload oif ' +
  'oifgroup oifname oiftype or osf pkttype policy position priority queue quota random redefine redirect reject rename ' +
  'replace reset return rt rt0 rt2 rtclassid rule ruleset sctp secmark set size skgid skuid snat socket symhash synproxy ' +
  'table tcp th timeout tproxy type typeof udp undefine update vlan vmap xor xt'

/** Words of nft's language: it takes none of them for the name of a table, set or chain [1.0.6]. */
export const reservedWords: ReadonlySet<string> = new Set(words.split(' '))
