#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "crypto.hpp"
#include "file.hpp"
#include "message_header.hpp"
#include "../result.hpp"

namespace appia {

/** Why a keyring file is not used. */
enum class KeyringErrorCode {
  /** Nothing is there: the agent has not unsealed the keys yet. */
  absent,
  /** The system does not let this process read it. */
  unreadable,
  /** A folder, link, pipe or device. */
  not_a_file,
  /** It belongs to another user than this process runs as. */
  wrong_owner,
  /** Its mode is not 0400. */
  wrong_mode,
  /** It lies on a disk, from where seeds can be recovered; a tmpfs is promised. */
  on_disk,
  /** Cut short, altered, or no keyring at all. */
  damaged,
  /** Of a version that this header does not read. */
  unknown_version,
  /** Of another member than expected, or than before. */
  other_member,
  /** Of a lower generation than the keys that are held: an old copy, or the store went back. */
  generation_behind,
  /** libcrypto's loaded providers lack ChaCha20-Poly1305 or HKDF. */
  no_crypto,
};

/** The code as a word: `wrong-mode`. */
inline std::string_view to_string(KeyringErrorCode code) noexcept {
  constexpr std::array<std::string_view, 11> words{
      "absent",  "unreadable",      "not-a-file",   "wrong-owner",       "wrong-mode", "on-disk",
      "damaged", "unknown-version", "other-member", "generation-behind", "no-crypto"};
  return words[static_cast<std::size_t>(code)];
}

/** Why a keyring file is not used, in words that name the file and the way out. Never carries a seed. */
struct KeyringError {
  KeyringErrorCode code;
  std::string message;
};

/** What the rotation policy says of messages. */
struct MessageLimits {
  /** ms. Older messages are refused, and those as far ahead of the clock. */
  std::int64_t longest_message_age = 0;
  /** Messages that this process may seal under one key. */
  std::uint64_t message_cap = 0;
};

namespace keyring_detail {

inline constexpr std::string_view keyring_magic = "appia-keyring";
inline constexpr std::uint8_t keyring_version = 1;
/** 255 keys with the longest names take less. */
inline constexpr std::size_t largest_keyring = std::size_t{96} * 1024;

/** A key that is held. The count goes on while the key is held, over any number of files. */
struct HeldKey {
  std::string id;
  SecretKey seed;
  mutable std::atomic<std::uint64_t> sealed{0};
};

/** What one keyring file held. */
struct Keys {
  std::string member;
  std::uint64_t generation = 0;
  MessageLimits limits;
  std::vector<std::shared_ptr<const HeldKey>> keys;
  /** The key to seal under; empty while there is none. */
  std::shared_ptr<const HeldKey> primary;

  [[nodiscard]] std::shared_ptr<const HeldKey> find(std::string_view id) const {
    const auto key =
        std::find_if(keys.begin(), keys.end(), [id](const auto& held) { return held->id == id; });
    return key == keys.end() ? nullptr : *key;
  }
};

/** The keyring in the bytes of a file (docs/native-keys.md): nothing for a file that is damaged. */
inline std::shared_ptr<Keys> parse_keyring(Bytes file) {
  std::array<std::uint8_t, digest_bytes> digest{};
  if (file.size() < keyring_magic.size() + 1 + digest_bytes) return nullptr;
  const Bytes body(file.data(), file.size() - digest_bytes);
  if (!sha256(body, digest) || std::memcmp(digest.data(), body.data() + body.size(), digest_bytes) != 0)
    return nullptr;

  Reader reader(body);
  const std::uint8_t* start = nullptr;
  std::uint64_t longest_age = 0;
  std::string_view member;
  std::string_view primary;
  std::uint8_t count = 0;
  auto read = std::make_shared<Keys>();
  if (!reader.take(keyring_magic.size() + 1, start) || !reader.number(read->generation) ||
      !reader.number(longest_age) || !reader.number(read->limits.message_cap) || !reader.text(member) ||
      member.empty() || !reader.text(primary) || !reader.u8(count)) {
    return nullptr;
  }
  for (std::size_t index = 0; index < count; ++index) {
    std::string_view id;
    const std::uint8_t* seed = nullptr;
    if (!reader.text(id) || id.empty() || !reader.take(key_bytes, seed) || read->find(id)) return nullptr;
    const auto key = std::make_shared<HeldKey>();
    key->id = id;
    std::memcpy(key->seed.data(), seed, key_bytes);
    read->keys.push_back(key);
  }
  read->primary = read->find(primary);
  if (reader.left() != 0 || (!primary.empty() && !read->primary)) return nullptr;
  read->member = member;
  read->limits.longest_message_age = static_cast<std::int64_t>(longest_age);
  return read;
}

/** What was read, and the stamp of the file it came from, which is known for a file that is refused too. */
struct KeyringReading {
  FileStamp stamp;
  Result<std::shared_ptr<Keys>, KeyringError> keys;
};

/** Reads a keyring file, if it is what the agent promises: a file of this user, mode 0400, in memory. */
inline KeyringReading read_keyring_file(const std::string& path, bool allow_disk) {
  using Code = KeyringErrorCode;
  FileStamp stamp;
  const auto refuse = [&](Code code, const std::string& what) {
    return KeyringReading{stamp, KeyringError{code, path + ' ' + what}};
  };
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  if (!file) {
    const int error = errno;
    stamp = stamp_of(path);
    if (error == ENOENT) return refuse(Code::absent, "is not there: does the agent of this member run?");
    if (error == ELOOP) return refuse(Code::not_a_file, "is a link: name the file itself");
    return refuse(Code::unreadable, "cannot be read: " + text_of_error(error));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0)
    return refuse(Code::unreadable, "cannot be read: " + text_of_error(errno));
  stamp = FileStamp(status);
  if (!S_ISREG(status.st_mode)) return refuse(Code::not_a_file, "is not a file");
  if (status.st_uid != ::geteuid()) {
    return refuse(Code::wrong_owner, "belongs to user " + std::to_string(status.st_uid) +
                                         ", and this process runs as " + std::to_string(::geteuid()) +
                                         ": let the agent write it for this user");
  }
  if ((status.st_mode & 07777U) != 0400U) {
    std::array<char, 8> mode{};
    std::snprintf(mode.data(), mode.size(), "%04o", static_cast<unsigned>(status.st_mode & 07777U));
    return refuse(Code::wrong_mode, std::string("has mode ") + mode.data() +
                                        ", not 0400: who else could read it may know the keys");
  }
  if (!allow_disk && !is_in_memory(file)) {
    return refuse(Code::on_disk, "lies on a disk: put it on a tmpfs, such as /run or /dev/shm");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > largest_keyring) return refuse(Code::damaged, "is too large for a keyring");
  SecretBuffer bytes(size);
  if (!read_exactly(file, bytes.data(), size)) return refuse(Code::damaged, "changed while it was read");
  const Bytes content(bytes.data(), size);
  const std::size_t version_at = keyring_magic.size();
  if (size <= version_at || content.text().substr(0, version_at) != keyring_magic) {
    return refuse(Code::damaged, "is not a keyring");
  }
  if (const unsigned version = content.data()[version_at]; version != keyring_version) {
    return refuse(Code::unknown_version,
                  "has version " + std::to_string(version) +
                      " and this component reads 1: build it with a newer keyring.hpp");
  }
  std::shared_ptr<Keys> keys = parse_keyring(content);
  if (!keys) return refuse(Code::damaged, "is damaged: its checksum or its fields are wrong");
  return {stamp, std::move(keys)};
}

}  // namespace keyring_detail
}  // namespace appia
