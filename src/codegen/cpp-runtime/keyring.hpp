/*
 * Keys of a native component: reads the keyring file that its agent unseals, seals and opens messages as
 * appia/client does (docs/native-keys.md). C++17 or later, Linux, OpenSSL 3: link libcrypto and threads.
 *
 *   auto keyring = appia::Keyring::open("/run/appia/detector.keyring");
 *   if (!keyring) return fail(keyring.error().message);
 *   appia::Opener opener(*keyring);
 *   appia::Sealer sealer(*keyring);
 *   if (auto opened = opener.open({"sniffer", "detector"}, bytes)) use(opened->plain);
 *   if (auto message = sealer.seal({"detector", "firewall"}, verdict)) send(*message);
 */
#pragma once

#include "appia/keyring/keyring.hpp"
#include "appia/keyring/opener.hpp"
#include "appia/keyring/sealer.hpp"
