// A fuzz target: any bytes as message, as keyring file and as seen file. What opens must have been sealed
// here.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "keyring.hpp"

namespace {

constexpr std::int64_t now = 1'800'000'000'000;
const appia::Channel channel{"sniffer", "detector"};

/** A keyring with one key, whose seed is zeros, in a file of its own. */
std::shared_ptr<appia::Keyring> make_keyring() {
  using namespace appia::keyring_detail;
  std::string bytes(keyring_magic);
  bytes += '\1';
  const auto number = [&bytes](std::uint64_t value) {
    std::uint8_t encoded[8];
    put_u64(encoded, value);
    bytes.append(reinterpret_cast<const char*>(encoded), sizeof encoded);
  };
  for (const std::uint64_t value : {1U, 30'000U, 1'000'000'000U}) number(value);
  bytes += std::string("\x0dsniffer@gw-01\x02k1\x01\x02k1") + std::string(32, '\0');
  std::array<std::uint8_t, digest_bytes> digest{};
  sha256(appia::Bytes(bytes), digest);
  bytes += appia::Bytes(digest).text();
  const std::string path = "/dev/shm/appia-fuzz-" + std::to_string(::getpid());
  if (!write_whole(path, appia::Bytes(bytes)) || ::chmod(path.c_str(), 0400) != 0) std::abort();
  auto opened = appia::Keyring::open(path);
  ::unlink(path.c_str());
  if (!opened) std::abort();
  return *opened;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace appia::keyring_detail;
  static const auto keyring = make_keyring();
  static appia::Sealer sealer(keyring, [] { return now; });
  const appia::Bytes bytes(data, size);
  // A keyring is any bytes with the right checksum: otherwise nothing would come further.
  std::string file(bytes.text());
  std::array<std::uint8_t, digest_bytes> digest{};
  check(sha256(bytes, digest));
  file += appia::Bytes(digest).text();
  if (const auto keys = parse_keyring(appia::Bytes(file)))
    check(keys->keys.size() <= 255 && !keys->member.empty());
  if (const auto parsed = parse_message(bytes)) {
    check(parsed->header.size() + parsed->sealed.size() + tag_bytes == size && is_utf8(parsed->sender));
  }
  appia::OpenerOptions options;
  options.now = [calls = 0]() mutable { return calls++ == 0 ? now - 1 : now; };
  appia::Opener opener(keyring, options);
  check(!opener.open(channel, bytes));
  // The text is sealed, and opened once, and not with a bit changed that the text chooses.
  auto sealed = sealer.seal(channel, bytes);
  check(sealed.has_value());
  auto changed = *sealed;
  changed[size == 0 ? 0 : (data[0] * 257U + size) % changed.size()] ^= std::uint8_t{1};
  check(!opener.open(channel, changed));
  const auto opened = opener.open(channel, *sealed);
  check(opened && opened->text() == bytes.text());
  check(!opener.open(channel, *sealed));
  return 0;
}
