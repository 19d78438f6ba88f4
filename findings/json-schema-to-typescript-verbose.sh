#!/bin/sh
# json-schema-to-typescript 16.0.0 prints what it works on to standard output when VERBOSE is in the environment.
#
# Versions   json-schema-to-typescript 16.0.0 (npm)
# Expected   compile() gives its answer and prints nothing; whether to log is an option of the call
# Seen       with VERBOSE=1, which CI jobs and Makefiles export for reasons of their own, every stage goes to console.info
#            and console.dir: a command line that prints JSON prints none. No option is against it; the program has to
#            take the variable away.
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund json-schema-to-typescript@16.0.0
cat >run.mjs <<'END'
import { compile } from 'json-schema-to-typescript'
const schema = { type: 'object', additionalProperties: false, properties: { port: { type: 'integer' } } }
await compile(schema, 'Socket')
END
quiet=$(node run.mjs | wc -l)
verbose=$(VERBOSE=1 node run.mjs | wc -l)
echo "lines on standard output: $quiet, with VERBOSE=1: $verbose"
[ "$quiet" -eq 0 ] && [ "$verbose" -gt 0 ]
