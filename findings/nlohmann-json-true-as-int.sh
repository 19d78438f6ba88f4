#!/bin/sh
# nlohmann-json 3.11 converts true to 1 for some types of integers and refuses it for others.
#
# Versions   nlohmann-json 3.11.2 or 3.11.3 (Debian nlohmann-json3-dev 3.11.2-2, 3.11.3-2.1), g++
# Expected   get<int>() and get<std::int64_t>() both refuse a boolean, or both take it: is_number() of it is false
# Seen       get<int>() and get<std::uint16_t>() give 1; get<std::int64_t>() and get<std::uint64_t>() throw type_error.302
# Ends with 0 while this is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq nlohmann-json3-dev >/dev/null
dpkg-deb -x nlohmann-json3-dev_3.11.*.deb package
cat >main.cpp <<'CPP'
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>

template <class T>
static void ask(const char* type) {
  std::cout << type << ' ';
  try {
    std::cout << nlohmann::json::parse("true").get<T>() << '\n';
  } catch (const nlohmann::json::type_error& error) {
    std::cout << error.id << '\n';
  }
}

int main() {
  ask<int>("int");
  ask<std::uint16_t>("uint16_t");
  ask<std::int64_t>("int64_t");
  ask<std::uint64_t>("uint64_t");
}
CPP
g++ -std=c++17 -I package/usr/include main.cpp -o ask
./ask | tee answers
printf 'int 1\nuint16_t 1\nint64_t 302\nuint64_t 302\n' | cmp - answers
