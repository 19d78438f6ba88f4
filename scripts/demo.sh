#!/usr/bin/env bash
# The main job on the embedded store, in a copy of the workspace: check, plan, apply, change one value, plan again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root/configs" "$root/schemas" "$root/generated" "$copy/"
cd "$copy"

# A command as it would be typed; bold on a terminal.
show() {
  if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then printf '\n\033[1m$ %s\033[0m\n' "$*"; else printf '\n$ %s\n' "$*"; fi
}

appia() {
  show appia "$@"
  node "$root/dist/main.js" "$@"
}

appia check
appia plan --env local -o first.plan.json
appia apply first.plan.json --env local --yes
show "sed -i 's/ddos: 0.7,/ddos: 0.8,/' configs/thresholds.ts"
sed -i 's/ddos: 0\.7,/ddos: 0.8,/' configs/thresholds.ts
appia plan --env local
appia history --env local
