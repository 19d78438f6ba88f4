#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "crypto.hpp"
#include "keyring.hpp"
#include "message_header.hpp"
#include "replay_window.hpp"
#include "../result.hpp"
#include "seen_file.hpp"

namespace appia {

/** Why a message was not opened. `unknown_key` may pass once the key arrives; everything else is final. */
enum class RejectionReason {
  malformed,
  unknown_key,
  wrong_sender,
  too_old,
  from_the_future,
  /** Sent before this receiver started, which does not know whether it was seen then. */
  before_start,
  /** Altered, sealed for another channel, or under another seed. */
  tampered,
  replayed,
  /** libcrypto failed: no memory. */
  crypto_failed,
};

/** The reason as a word, the one that appia/client and its metrics use: `too-old`. */
inline std::string_view to_string(RejectionReason reason) noexcept {
  constexpr std::array<std::string_view, 9> words{"malformed", "unknown-key",     "wrong-sender",
                                                  "too-old",   "from-the-future", "before-start",
                                                  "tampered",  "replayed",        "crypto-failed"};
  return words[static_cast<std::size_t>(reason)];
}

struct Rejection {
  RejectionReason reason;
  /** What the message says of itself, which nobody has proved; empty where it is malformed. */
  std::string key_id;
};

struct OpenedMessage {
  std::vector<std::uint8_t> plain;
  /** component@node. */
  std::string sender;
  std::string key_id;

  [[nodiscard]] std::string_view text() const noexcept { return Bytes(plain).text(); }
};

struct OpenerOptions {
  /**
   * Where this receiver leaves what it has seen when it goes, so that messages which wait meanwhile can be
   * opened at its next start. Without it, what was sent before the start is refused. A file on a disk, of
   * this receiver alone.
   */
  std::string seen_file;
  WallClock now = system_milliseconds;
};

/**
 * Opens messages, each at most once. Have one for all threads and channels of a component: what one Opener
 * has seen another does not know. Remembers a sender only after one of its messages proved genuine.
 */
class Opener {
 public:
  explicit Opener(std::shared_ptr<Keyring> keyring, OpenerOptions options = {})
      : keyring_(std::move(keyring)),
        now_(std::move(options.now)),
        seen_file_(std::move(options.seen_file), now_()) {
    for (auto& [boot, window, last_seen] : seen_file_.take_boots()) {
      boots_.emplace(boot, std::make_shared<Boot>(Boot{window, last_seen}));
      oldest_seen_ = std::min(oldest_seen_, last_seen);
    }
  }

  /** Writes what was seen to the seen file. */
  ~Opener() {
    try {
      std::vector<keyring_detail::SeenBoot> seen;
      for (const auto& [boot, state] : boots_) seen.push_back({boot, state->window, state->last_seen});
      seen_file_.close(seen);
    } catch (...) {
      // Out of memory: the next start counts as one after a crash.
    }
  }

  Opener(const Opener&) = delete;
  Opener& operator=(const Opener&) = delete;

  /**
   * With `patience`, a message under an unknown key waits as long for that key; others may be opened
   * meanwhile.
   */
  Result<OpenedMessage, Rejection> open(const Channel& channel, Bytes message,
                                        std::chrono::milliseconds patience = std::chrono::milliseconds(0)) {
    using Steady = std::chrono::steady_clock;
    std::optional<Steady::time_point> deadline;
    for (;;) {
      const std::uint64_t version = keyring_->version_.load(std::memory_order_acquire);
      auto opened = open_now(channel, message);
      if (opened || opened.error().reason != RejectionReason::unknown_key) return opened;
      if (!deadline) deadline = Steady::now() + patience;
      while (keyring_->refresh() != Keyring::Refresh::changed && keyring_->version_.load() == version) {
        if (Steady::now() >= *deadline) return opened;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }

 private:
  /** One start of one sender: one counter over all keys and channels, so one window. */
  struct Boot {
    keyring_detail::ReplayWindow window;
    /** ms since 1970. */
    std::int64_t last_seen = 0;
  };

  /** One start of one sender, on one channel and under one key. */
  struct Sender {
    std::string name;
    std::shared_ptr<const keyring_detail::HeldKey> key;
    keyring_detail::MessageCipher cipher;
    std::shared_ptr<Boot> boot;
  };

  static constexpr std::size_t senders_kept = 4096;

  Result<OpenedMessage, Rejection> open_now(const Channel& channel, Bytes message) {
    using Reason = RejectionReason;
    const auto parsed = keyring_detail::parse_message(message);
    if (!parsed) return Rejection{Reason::malformed, {}};
    const auto reject = [&](Reason reason) { return Rejection{reason, std::string(parsed->key_id)}; };
    const std::lock_guard<std::mutex> turn(turn_);
    const std::int64_t now = now_();
    take_keys(now);
    if (const auto refusal = refusal_of(*parsed, channel, now)) return reject(*refusal);

    name_of(*parsed, channel);
    std::optional<Sender> newcomer;
    const auto known = senders_.find(name_);
    if (known == senders_.end()) {
      auto key = keys_->find(parsed->key_id);
      if (!key) return reject(Reason::unknown_key);
      newcomer = sender_of(*parsed, channel, std::move(key), now);
      if (!newcomer) return reject(Reason::crypto_failed);
    }
    Sender& sender = newcomer ? *newcomer : *known->second;
    OpenedMessage opened{std::vector<std::uint8_t>(parsed->sealed.size()), std::string(parsed->sender),
                         std::string(parsed->key_id)};
    if (!sender.cipher.open(keyring_detail::nonce_of(parsed->counter), parsed->header, parsed->sealed,
                            parsed->tag, opened.plain.data())) {
      return reject(Reason::tampered);
    }
    if (!sender.boot->window.accept(parsed->counter)) {
      OPENSSL_cleanse(opened.plain.data(), opened.plain.size());
      return reject(Reason::replayed);
    }
    sender.boot->last_seen = now;
    oldest_seen_ = std::min(oldest_seen_, now);
    if (newcomer) remember(std::move(*newcomer), parsed->boot, now - 2 * keys_->limits.longest_message_age);
    return opened;
  }

  /** Takes the keyring's present keys; what was derived from keys that are gone goes with them. */
  void take_keys(std::int64_t now) {
    const std::uint64_t before = version_;
    keyring_->update(keys_, version_, now);
    if (version_ == before) return;
    for (auto sender = order_.begin(); sender != order_.end();) {
      sender = keys_->find(sender->key->id) == sender->key ? std::next(sender) : drop(sender);
    }
  }

  [[nodiscard]] std::optional<RejectionReason> refusal_of(const keyring_detail::ParsedMessage& message,
                                                          const Channel& channel,
                                                          std::int64_t now) const noexcept {
    const std::size_t size = channel.from.size();
    const bool is_from = message.sender.size() > size && message.sender.substr(0, size) == channel.from &&
                         message.sender[size] == '@';
    const std::int64_t age = keys_->limits.longest_message_age;
    if (!is_from) return RejectionReason::wrong_sender;
    if (message.sent_at < now - age) return RejectionReason::too_old;
    if (message.sent_at <= seen_file_.not_before()) return RejectionReason::before_start;
    if (message.sent_at > now + age) return RejectionReason::from_the_future;
    return std::nullopt;
  }

  /** Channel, key id, sender and boot in one text of no other meaning. */
  void name_of(const keyring_detail::ParsedMessage& message, const Channel& channel) {
    name_.clear();
    for (const std::string_view part : {channel.from, channel.to, message.origin}) {
      keyring_detail::append_with_length(name_, part);
    }
  }

  [[nodiscard]] std::optional<Sender> sender_of(const keyring_detail::ParsedMessage& message,
                                                const Channel& channel,
                                                std::shared_ptr<const keyring_detail::HeldKey> key,
                                                std::int64_t now) const {
    using namespace keyring_detail;
    const Algorithms& algorithms = *keyring_->algorithms_;
    const MessageBinding binding{channel.from, channel.to, message.sender, message.boot_id};
    SecretKey derived;
    if (!hkdf(algorithms, Bytes(key->seed), Bytes(key->id), Bytes(message_key_info(binding)), derived)) {
      return std::nullopt;
    }
    MessageCipher cipher(algorithms, MessageCipher::Direction::open, derived);
    if (!cipher) return std::nullopt;
    const auto boot = boots_.find(std::string(message.boot));
    return Sender{name_, std::move(key), std::move(cipher),
                  boot != boots_.end() ? boot->second : std::make_shared<Boot>(Boot{{}, now})};
  }

  void remember(Sender&& sender, std::string_view boot, std::int64_t before) {
    forget_oldest(before);
    boots_[std::string(boot)] = sender.boot;
    order_.push_back(std::move(sender));
    senders_[order_.back().name] = std::prev(order_.end());
  }

  /** A window may go once every message it has seen is too old to be accepted again. */
  void forget_oldest(std::int64_t before) {
    while (order_.size() > senders_kept) drop(order_.begin());
    if (before <= oldest_seen_) return;
    oldest_seen_ = std::numeric_limits<std::int64_t>::max();
    for (auto boot = boots_.begin(); boot != boots_.end();) {
      const std::int64_t last_seen = boot->second->last_seen;
      if (last_seen >= before) oldest_seen_ = std::min(oldest_seen_, last_seen);
      boot = last_seen < before ? boots_.erase(boot) : std::next(boot);
    }
    for (auto sender = order_.begin(); sender != order_.end();) {
      sender = sender->boot->last_seen < before ? drop(sender) : std::next(sender);
    }
  }

  std::list<Sender>::iterator drop(std::list<Sender>::iterator sender) {
    senders_.erase(sender->name);
    return order_.erase(sender);
  }

  const std::shared_ptr<Keyring> keyring_;
  const WallClock now_;
  keyring_detail::SeenFile seen_file_;
  std::mutex turn_;
  std::shared_ptr<const keyring_detail::Keys> keys_;
  std::uint64_t version_ = 0;
  /** By sender and boot id. */
  std::unordered_map<std::string, std::shared_ptr<Boot>> boots_;
  /** ms since 1970. No window was last used before it: nothing is looked for that is older. */
  std::int64_t oldest_seen_ = std::numeric_limits<std::int64_t>::max();
  /** Oldest first. */
  std::list<Sender> order_;
  std::unordered_map<std::string, std::list<Sender>::iterator> senders_;
  /** The name that is looked up; a member so that it is not allocated for each message. */
  std::string name_;
};

}  // namespace appia
