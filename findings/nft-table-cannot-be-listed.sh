#!/bin/sh
# nft: a table named `counters` is created, filled and deleted by its name, but cannot be listed by it.
#
# Versions   nftables 1.0.6-2+deb12u2, from Debian 12, on Linux 6.18; needs root for a network namespace of its own.
#            1.1.3 and 1.1.7 are the same; `rules` came to these words with 1.1, `tunnels` and `counts` later: a table that
#            was loaded and listed before an upgrade is no longer listed after it
# Expected   a name is a name in every command: what `add table` takes, `list table` takes too, or neither does
# Seen       after `list`, the plurals of what can be listed are words of the language, whatever follows: `syntax error,
#            unexpected counters`. `list ruleset` shows the table, with a name that cannot be asked for
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq nftables=1.0.6-2+deb12u2 libnftables1=1.0.6-2+deb12u2 libnftnl11=1.2.4-2
for package in ./*.deb; do dpkg-deb -x "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo x86_64-linux-gnu)"
cat >steps.sh <<'STEPS'
nft=root/usr/sbin/nft
$nft add table inet counters
$nft add chain inet counters guests
$nft list ruleset
! $nft list table inet counters 2>refused || exit 1
cat refused
$nft flush table inet counters
$nft delete table inet counters
STEPS
unshare --net sh -eu steps.sh >seen
cat seen
grep -q '^table inet counters' seen
grep -q 'syntax error, unexpected counters' seen
