#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto.hpp"
#include "keyring_file.hpp"
#include "../result.hpp"

namespace appia {

class Sealer;
class Opener;

/** ms since 1970. */
using WallClock = std::function<std::int64_t()>;

/** The system's clock. */
inline std::int64_t system_milliseconds() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

struct KeyringOptions {
  /** The member that the keyring must be of (`detector@gw-01`); empty for whatever the file says. */
  std::string member;
  /** How long after the file was replaced messages may still be sealed and opened with the keys of before. */
  std::chrono::milliseconds look_again{1000};
  /** For a machine of a developer: the file may lie on a disk. */
  bool allow_disk = false;
};

/** What a keyring holds, to be shown and published; no secret in it. */
struct KeyringStatus {
  std::string member;
  std::uint64_t generation = 0;
  /** The key that is sealed under; empty while there is none. */
  std::string primary;
  std::vector<std::string> key_ids;
  MessageLimits limits;
  /** Messages that this process has sealed under the primary key. A rotation is wanted well before the cap.
   */
  std::uint64_t sealed_under_primary = 0;
  /** Why the file that is there now is not used. */
  std::optional<KeyringError> refused;
};

/**
 * The keys of this member, from the file that its agent unseals and replaces whole. The file is looked at
 * again every `look_again` while messages are sealed or opened, when a message names a key that is not held,
 * and on `refresh()`. A file that is refused leaves the keys that are held as they are. May be used by any
 * number of threads at once.
 */
class Keyring {
 public:
  /** Reads the file; the reason where it is not used. */
  static Result<std::shared_ptr<Keyring>, KeyringError> open(std::string path, KeyringOptions options = {}) {
    auto algorithms = keyring_detail::Algorithms::fetch();
    if (!algorithms) {
      return KeyringError{
          KeyringErrorCode::no_crypto,
          "libcrypto has no ChaCha20-Poly1305 or no HKDF: look at its providers (openssl list -providers)"};
    }
    std::shared_ptr<Keyring> keyring(new Keyring(std::move(path), std::move(options), std::move(algorithms)));
    if (keyring->refresh() == Refresh::refused) return *keyring->status().refused;
    return keyring;
  }

  enum class Refresh {
    /** The file is the one that was looked at last; if that one was refused, it still is. */
    unchanged,
    /** Other keys or limits are in use now. */
    changed,
    /** What is there now is not used; `status().refused` says why. */
    refused,
  };

  /** Looks at the file now: for a signal handler's loop, or a watch on the folder. */
  Refresh refresh() {
    const std::lock_guard<std::mutex> looking(looking_);
    const bool was_read = keys_ != nullptr || refused_;
    if (was_read && keyring_detail::stamp_of(path_) == stamp_) return Refresh::unchanged;
    auto reading = keyring_detail::read_keyring_file(path_, options_.allow_disk);
    stamp_ = reading.stamp;
    auto refusal =
        reading.keys ? refusal_of(**reading.keys) : std::optional<KeyringError>(reading.keys.error());
    const bool is_refused = refusal.has_value();
    if (!is_refused) keep_known(**reading.keys);
    const std::lock_guard<std::mutex> holding(holding_);
    refused_ = std::move(refusal);
    if (is_refused) return Refresh::refused;
    keys_ = std::move(*reading.keys);
    version_.fetch_add(1, std::memory_order_release);
    return Refresh::changed;
  }

  [[nodiscard]] KeyringStatus status() const {
    const std::lock_guard<std::mutex> holding(holding_);
    KeyringStatus status;
    status.refused = refused_;
    if (!keys_) return status;
    status.member = keys_->member;
    status.generation = keys_->generation;
    status.limits = keys_->limits;
    for (const auto& key : keys_->keys) status.key_ids.push_back(key->id);
    if (keys_->primary) {
      status.primary = keys_->primary->id;
      status.sealed_under_primary = keys_->primary->sealed.load(std::memory_order_relaxed);
    }
    return status;
  }

  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

 private:
  friend class Sealer;
  friend class Opener;

  Keyring(std::string path, KeyringOptions options,
          std::shared_ptr<const keyring_detail::Algorithms> algorithms)
      : path_(std::move(path)), options_(std::move(options)), algorithms_(std::move(algorithms)) {}

  /** Brings a user's view up to date; costs next to nothing where nothing is due. `now`: ms since 1970. */
  void update(std::shared_ptr<const keyring_detail::Keys>& keys, std::uint64_t& version, std::int64_t now) {
    const std::int64_t elapsed = now - looked_at_.load(std::memory_order_relaxed);
    // A clock that was set back must not put it off.
    if (elapsed < 0 || elapsed >= options_.look_again.count()) {
      looked_at_.store(now, std::memory_order_relaxed);
      refresh();
    }
    if (version == version_.load(std::memory_order_acquire)) return;
    const std::lock_guard<std::mutex> holding(holding_);
    keys = keys_;
    version = version_.load(std::memory_order_relaxed);
  }

  [[nodiscard]] std::optional<KeyringError> refusal_of(const keyring_detail::Keys& read) const {
    const std::string& expected = keys_ ? keys_->member : options_.member;
    if (!expected.empty() && read.member != expected) {
      return KeyringError{KeyringErrorCode::other_member,
                          path_ + " holds the keys of " + read.member + ", not of " + expected};
    }
    if (keys_ && read.generation < keys_->generation) {
      return KeyringError{KeyringErrorCode::generation_behind,
                          path_ + " is of generation " + std::to_string(read.generation) + ", and " +
                              std::to_string(keys_->generation) +
                              " was seen: docs/keys.md, \"etcd restored from a snapshot\""};
    }
    return std::nullopt;
  }

  /** A key that stays keeps its count of messages, and what was derived from it stays in use. */
  void keep_known(keyring_detail::Keys& read) const {
    if (!keys_) return;
    for (auto& key : read.keys) {
      const auto known = keys_->find(key->id);
      if (!known || CRYPTO_memcmp(known->seed.data(), key->seed.data(), key->seed.size()) != 0) continue;
      if (read.primary == key) read.primary = known;
      key = known;
    }
  }

  const std::string path_;
  const KeyringOptions options_;
  const std::shared_ptr<const keyring_detail::Algorithms> algorithms_;
  /** One thread at a time reads the file. */
  std::mutex looking_;
  keyring_detail::FileStamp stamp_;
  std::atomic<std::int64_t> looked_at_{0};
  /** Guards what follows; written with `looking_` held too. */
  mutable std::mutex holding_;
  /** There are some once `open` has given this away. */
  std::shared_ptr<const keyring_detail::Keys> keys_;
  std::optional<KeyringError> refused_;
  std::atomic<std::uint64_t> version_{0};
};

}  // namespace appia
