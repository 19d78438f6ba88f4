#pragma once

#include <pthread.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "crypto.hpp"
#include "keyring.hpp"
#include "message_header.hpp"
#include "../result.hpp"

namespace appia {

/** Why a message was not sealed. */
enum class SealError {
  /** The keyring holds no key to seal under yet. */
  waiting_for_key,
  /** As many messages were sealed under the key as the policy allows: a rotation is due. */
  message_cap,
  /** libcrypto failed: no randomness, or no memory. */
  crypto_failed,
};

/** The error as a word: `waiting-for-key`. */
inline std::string_view to_string(SealError error) noexcept {
  constexpr std::array<std::string_view, 3> words{"waiting-for-key", "message-cap", "crypto-failed"};
  return words[static_cast<std::size_t>(error)];
}

namespace keyring_detail {

/** Rises in each child of a fork: what may be used once must not be used by parent and child. */
inline unsigned forks() {
  static std::atomic<unsigned> count{0};
  static const int registered =
      ::pthread_atfork(nullptr, nullptr, [] { count.fetch_add(1, std::memory_order_relaxed); });
  return registered == 0 ? count.load(std::memory_order_relaxed) : 0;
}

}  // namespace keyring_detail

/**
 * Seals messages in the name of the keyring's member. May be used by several threads, which take turns; for
 * more speed give each thread a Sealer of its own: they share the keyring's count. After a fork the child's
 * messages are a sender's new start.
 */
class Sealer {
 public:
  explicit Sealer(std::shared_ptr<Keyring> keyring, WallClock now = system_milliseconds)
      : keyring_(std::move(keyring)), now_(std::move(now)) {}

  Result<std::vector<std::uint8_t>, SealError> seal(const Channel& channel, Bytes plain) {
    std::vector<std::uint8_t> message;
    const auto sealed = seal_into(message, channel, plain);
    if (!sealed) return sealed.error();
    return message;
  }

  /**
   * The same into a buffer that is used again: the fastest way. `message` is replaced, and empty after an
   * error. Gives the size of the message.
   */
  Result<std::size_t, SealError> seal_into(std::vector<std::uint8_t>& message, const Channel& channel,
                                           Bytes plain) {
    using namespace keyring_detail;
    const std::lock_guard<std::mutex> turn(turn_);
    const std::int64_t now = now_();
    keyring_->update(keys_, version_, now);
    const auto refuse = [&](SealError error) {
      message.clear();
      return error;
    };
    const HeldKey* key = keys_->primary.get();
    if (key == nullptr) return refuse(SealError::waiting_for_key);
    if (!count_one(*key)) return refuse(SealError::message_cap);
    if (!begin_under(*key)) return refuse(SealError::crypto_failed);
    MessageCipher* cipher = cipher_of(channel, *key);
    if (cipher == nullptr) return refuse(SealError::crypto_failed);
    const std::uint64_t counter = counter_++;
    const std::size_t header_size = prefix_.size() + 16;
    const std::size_t size = header_size + plain.size() + tag_bytes;
    // Sized anew only where it must be: sizing fills with zeros.
    if (message.size() != size) message.resize(size);
    std::memcpy(message.data(), prefix_.data(), prefix_.size());
    put_u64(message.data() + prefix_.size(), counter);
    put_u64(message.data() + prefix_.size() + 8, static_cast<std::uint64_t>(now));
    if (!cipher->seal(nonce_of(counter), Bytes(message.data(), header_size), plain,
                      message.data() + header_size)) {
      return refuse(SealError::crypto_failed);
    }
    return size;
  }

  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

 private:
  /** The key of one channel's messages since this start. */
  struct Lane {
    std::string from;
    std::string to;
    keyring_detail::MessageCipher cipher;
  };

  /** False once as many messages as allowed were sealed under a key, by all sealers of the keyring. */
  [[nodiscard]] bool count_one(const keyring_detail::HeldKey& key) const noexcept {
    std::uint64_t count = key.sealed.load(std::memory_order_relaxed);
    do {
      if (count >= keys_->limits.message_cap) return false;
    } while (!key.sealed.compare_exchange_weak(count, count + 1, std::memory_order_relaxed));
    return true;
  }

  /**
   * Readies what all messages under a key begin with. In a forked child everything begins anew: with the
   * parent's boot id and counter, two messages would share key and nonce.
   */
  [[nodiscard]] bool begin_under(const keyring_detail::HeldKey& key) {
    using namespace keyring_detail;
    const unsigned forks_now = forks();
    const bool is_started = !prefix_.empty() && forks_now == forks_;
    if (is_started && key_id_ == key.id) return true;
    lanes_.clear();
    if (!is_started) {
      prefix_.clear();
      if (RAND_bytes(boot_id_.data(), static_cast<int>(boot_id_.size())) != 1) return false;
      counter_ = 0;
      forks_ = forks_now;
    }
    key_id_ = key.id;
    prefix_.assign(1, message_version);
    for (const std::string& text : {key.id, keys_->member}) {
      prefix_.push_back(static_cast<std::uint8_t>(text.size()));
      prefix_.insert(prefix_.end(), text.begin(), text.end());
    }
    prefix_.insert(prefix_.end(), boot_id_.begin(), boot_id_.end());
    return true;
  }

  [[nodiscard]] keyring_detail::MessageCipher* cipher_of(const Channel& channel,
                                                         const keyring_detail::HeldKey& key) {
    using namespace keyring_detail;
    for (Lane& lane : lanes_) {
      if (lane.from == channel.from && lane.to == channel.to) return &lane.cipher;
    }
    const Algorithms& algorithms = *keyring_->algorithms_;
    const MessageBinding binding{channel.from, channel.to, keys_->member,
                                 Bytes(boot_id_.data(), boot_id_.size()).text()};
    SecretKey derived;
    if (!hkdf(algorithms, Bytes(key.seed), Bytes(key.id), Bytes(message_key_info(binding)), derived))
      return nullptr;
    MessageCipher cipher(algorithms, MessageCipher::Direction::seal, derived);
    if (!cipher) return nullptr;
    lanes_.push_back(Lane{std::string(channel.from), std::string(channel.to), std::move(cipher)});
    return &lanes_.back().cipher;
  }

  const std::shared_ptr<Keyring> keyring_;
  const WallClock now_;
  std::mutex turn_;
  std::shared_ptr<const keyring_detail::Keys> keys_;
  std::uint64_t version_ = 0;
  unsigned forks_ = 0;
  keyring_detail::BootId boot_id_{};
  /** Rises over all keys and channels; never returns in the life of a boot id. */
  std::uint64_t counter_ = 0;
  std::string key_id_;
  /** The header up to the counter. */
  std::vector<std::uint8_t> prefix_;
  std::vector<Lane> lanes_;
};

}  // namespace appia
