#!/bin/sh
# etcd3 (npm) and JWT: after any change of roles, of one's own or of somebody else's, every call of a client that runs is
# refused with "revision of auth store is old", and stays so: the client obtains another token only where etcd calls the
# one it has invalid. With etcd's simple tokens the same client goes on.
#
# Versions   etcd3 1.1.2 (npm), etcd of Debian 12 (3.4.23, `apt install etcd-server etcd-client openssl`)
# Expected   a role that is none of the client's own is given a right: the client goes on, as etcdctl's own client does
# Seen       simple: the client goes on; jwt: each of five calls in a second is refused
# Ends with 0 while this is so.
set -eu

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund etcd3@1.1.2 </dev/null >/dev/null
openssl genrsa -out private.pem 2048 2>/dev/null
openssl rsa -in private.pem -pubout -out public.pem 2>/dev/null
etcd --version | head -1
export ETCDCTL_API=3

cat >client.js <<'JS'
const { Etcd3 } = require('etcd3')
const { execFileSync } = require('node:child_process')
const client = new Etcd3({ hosts: process.argv[2], auth: { username: 'alice', password: 'secret' } })
const outcome = () => client.get('/a').string().then(() => 'goes on', (error) => error.message.split('etcdserver: ').pop())
;(async () => {
  const before = await outcome()
  const root = ['--endpoints', process.argv[2], '--user', 'root:root']
  execFileSync('etcdctl', [...root, 'role', 'grant-permission', 'bystander', 'read', '/b'])
  const after = []
  for (let call = 0; call < 5; call++) {
    after.push(await outcome())
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  console.log(`${before}, then ${[...new Set(after)].join(' and ')}`)
  client.close()
})()
JS

failures=0
check() {
  kind=$1 token=$2 port=$3 expected=$4
  etcd --name e --data-dir "$kind" --auth-token "$token" --listen-client-urls "http://127.0.0.1:$port" \
    --advertise-client-urls "http://127.0.0.1:$port" --listen-peer-urls http://127.0.0.1:0 >"$kind.log" 2>&1 &
  server=$!
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    etcdctl --endpoints "127.0.0.1:$port" endpoint health >/dev/null 2>&1 && break
    sleep 1
  done
  ctl() { etcdctl --endpoints "127.0.0.1:$port" "$@" >/dev/null; }
  ctl role add own
  ctl role add bystander
  ctl role grant-permission own read /a
  ctl user add alice:secret
  ctl user grant-role alice own
  ctl user add root:root
  ctl user grant-role root root
  ctl auth enable
  seen=$(node client.js "127.0.0.1:$port")
  kill "$server"
  server=
  echo "$kind  $seen"
  [ "$seen" = "$expected" ] || failures=$((failures + 1))
}

check simple simple 23791 'goes on, then goes on'
check jwt "jwt,pub-key=$folder/public.pem,priv-key=$folder/private.pem,sign-method=RS256,ttl=10m" 23793 \
  'goes on, then revision of auth store is old'
exit "$failures"
