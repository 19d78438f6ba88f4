#!/bin/sh
# nft: a set that is full is reported as "Too many open files in system".
#
# Versions   nftables 1.0.6-2+deb12u2, from Debian 12, on Linux 6.18; needs root for a network namespace of its own
# Expected   an error that names the set's size; ENFILE is about file descriptors, and sends whoever reads it to ulimit
# Seen       "Could not process rule: Too many open files in system" for the third element of a set of size 2
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq nftables=1.0.6-2+deb12u2 libnftables1=1.0.6-2+deb12u2 libnftnl11=1.2.4-2
for package in ./*.deb; do dpkg-deb -x "$package" root; done
cat >rules.nft <<'RULES'
add table inet t
add set inet t blocked { type ipv4_addr; size 2; }
add element inet t blocked { 192.0.2.1, 192.0.2.2, 192.0.2.3 }
RULES
export LD_LIBRARY_PATH="$folder/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo x86_64-linux-gnu)"
if unshare --net root/usr/sbin/nft -f rules.nft 2>said; then exit 1; fi
head -n 1 said
grep -q 'Too many open files in system' said
