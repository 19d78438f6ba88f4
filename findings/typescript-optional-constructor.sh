#!/bin/sh
# TypeScript: an object without any member does not fit a type whose only member is optional, where that member has the
# name of one of Object's own (constructor, toString, valueOf, hasOwnProperty …).
#
# Versions   typescript 5.9.3 and 7.0.2 (npm)
# Expected   an optional member may be left out: `const a: { constructor?: number } = {}` compiles, as `name?` does
# Seen       TS2322, "Types of property 'constructor' are incompatible. Type 'Function' is not assignable to type
#            'number'"; the same for toString; with `unknown` as the member's type it compiles
# So typings made from a JSON schema refuse documents that the schema takes, unless such a member is left unknown.
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo 'export const a: { name?: number } = {}' >name.ts
echo 'export const a: { constructor?: number } = {}' >constructor.ts
echo 'export const a: { toString?: number } = {}' >to-string.ts
echo 'export const a: { constructor?: unknown; toString?: unknown } = {}' >unknown.ts

failures=0
for version in 5.9.3 7.0.2; do
  echo '{ "private": true }' >package.json
  npm install --silent --no-audit --no-fund "typescript@$version" >/dev/null
  for row in 'name fits' 'constructor refused' 'to-string refused' 'unknown fits'; do
    file=${row% *}
    output=$(node_modules/.bin/tsc --noEmit --strict --exactOptionalPropertyTypes "$file.ts" 2>&1) || true
    case $output in
      '') seen=fits ;;
      *TS2322*) seen=refused ;;
      *) seen=$output ;;
    esac
    echo "$version  $file  $seen"
    [ "$seen" = "${row#* }" ] || failures=$((failures + 1))
  done
done
exit "$failures"
