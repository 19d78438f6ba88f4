#!/bin/sh
# nft: an element added with `timeout 0s` gets the default timeout of its set and goes; in ipset it would stay for ever.
#
# Versions   nftables 1.0.6-2+deb12u2, from Debian 12, on Linux 6.18; needs root for a network namespace of its own
# Expected   `timeout 0s` overrides the set's default: the element never expires, as ipset(8) says of `timeout 0` ("added
#            permanently"), from which such lines are carried over
# Seen       the element is listed with `expires 59m…`, as if no timeout had been given; nothing is said
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq nftables=1.0.6-2+deb12u2 libnftables1=1.0.6-2+deb12u2 libnftnl11=1.2.4-2
for package in ./*.deb; do dpkg-deb -x "$package" root; done
cat >rules.nft <<'RULES'
add table inet t
add set inet t blocked { type ipv4_addr; flags timeout; timeout 1h; }
add element inet t blocked { 192.0.2.1 timeout 0s }
RULES
export LD_LIBRARY_PATH="$folder/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo x86_64-linux-gnu)"
unshare --net sh -c 'root/usr/sbin/nft -f rules.nft && root/usr/sbin/nft list set inet t blocked' >listed
grep elements listed
grep -q '192\.0\.2\.1 expires' listed
