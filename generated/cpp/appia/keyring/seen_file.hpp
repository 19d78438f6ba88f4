#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "crypto.hpp"
#include "file.hpp"
#include "message_header.hpp"
#include "replay_window.hpp"

namespace appia::keyring_detail {

/** One start of one sender, and which of its messages were seen. */
struct SeenBoot {
  /** Sender with its length, and boot id. */
  std::string boot;
  ReplayWindow window;
  /** ms since 1970. */
  std::int64_t last_seen = 0;
};

/**
 * What a receiver has seen, kept from one start to the next. Only a start that ended in order leaves it
 * behind; after a crash nobody knows, and what was sent before the new start is refused.
 */
class SeenFile {
 public:
  /** Takes over what the start before has left, so that no other can: it is used once. `now`: ms since 1970.
   */
  SeenFile(std::string path, std::int64_t now) : path_(std::move(path)), not_before_(now) {
    if (path_.empty()) return;
    auto left = read(path_);
    // What cannot be taken away would be used again by the next start: then it is not used at all.
    const bool is_ours = RAND_bytes(start_.data(), static_cast<int>(start_.size())) == 1 && write(nullptr);
    if (!is_ours) {
      path_.clear();
    } else if (left && left->boots) {
      not_before_ = 0;
      boots_ = std::move(*left->boots);
    }
  }

  /** ms since 1970. Nothing sent at or before it is opened: whether that was seen is not known. */
  [[nodiscard]] std::int64_t not_before() const noexcept { return not_before_; }
  std::vector<SeenBoot> take_boots() noexcept { return std::move(boots_); }

  /** Leaves behind what was seen, unless another start has begun from the same file meanwhile. */
  void close(const std::vector<SeenBoot>& boots) const {
    if (path_.empty()) return;
    const auto present = read(path_);
    if (present && present->start == start_ && !present->boots) write(&boots);
  }

 private:
  struct Content {
    BootId start{};
    /** Nothing until that start has ended: whatever it has seen is unknown. */
    std::optional<std::vector<SeenBoot>> boots;
  };

  static constexpr std::string_view magic = "appia-seen\x01";

  static std::optional<Content> read(const std::string& path) {
    const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.st_size));
    std::array<std::uint8_t, digest_bytes> digest{};
    if (bytes.size() < digest_bytes || !read_exactly(file, bytes.data(), bytes.size())) return std::nullopt;
    const Bytes body(bytes.data(), bytes.size() - digest_bytes);
    if (!sha256(body, digest) || std::memcmp(digest.data(), body.data() + body.size(), digest_bytes) != 0) {
      return std::nullopt;
    }
    return parse(body);
  }

  static std::optional<Content> parse(Bytes body) {
    Reader reader(body);
    const std::uint8_t* start = nullptr;
    std::uint8_t is_ended = 0;
    Content content;
    if (body.text().substr(0, magic.size()) != magic || !reader.take(magic.size(), start) ||
        !reader.take(boot_id_bytes, start) || !reader.u8(is_ended)) {
      return std::nullopt;
    }
    std::memcpy(content.start.data(), start, boot_id_bytes);
    if (is_ended == 0) return content;
    content.boots.emplace();
    while (reader.left() > 0) {
      auto boot = parse_boot(reader);
      if (!boot) return std::nullopt;
      content.boots->push_back(std::move(*boot));
    }
    return content;
  }

  static std::optional<SeenBoot> parse_boot(Reader& reader) {
    std::uint8_t size = 0;
    const std::uint8_t* name = nullptr;
    std::uint64_t next = 0;
    std::uint64_t last_seen = 0;
    ReplayWindow::Words words{};
    if (!reader.u8(size) || !reader.take(size, name) || !reader.number(next) || !reader.number(last_seen)) {
      return std::nullopt;
    }
    for (std::uint64_t& word : words) {
      const std::uint8_t* taken = nullptr;
      if (!reader.take(8, taken)) return std::nullopt;
      word = get_u64(taken);
    }
    return SeenBoot{std::string(Bytes(name, size).text()), ReplayWindow(next, words),
                    static_cast<std::int64_t>(last_seen)};
  }

  /** Nothing in it is secret. Without `boots` it says that this start has not ended. */
  bool write(const std::vector<SeenBoot>* boots) const {
    std::string bytes(magic);
    bytes += Bytes(start_).text();
    bytes += boots == nullptr ? '\0' : '\1';
    if (boots != nullptr) {
      for (const SeenBoot& boot : *boots) append(bytes, boot);
    }
    std::array<std::uint8_t, digest_bytes> digest{};
    if (!sha256(Bytes(bytes), digest)) return false;
    bytes += Bytes(digest).text();
    return write_whole(path_, Bytes(bytes));
  }

  static void append(std::string& bytes, const SeenBoot& boot) {
    const auto number = [&bytes](std::uint64_t value) {
      std::array<std::uint8_t, 8> encoded{};
      put_u64(encoded.data(), value);
      bytes += Bytes(encoded).text();
    };
    bytes += static_cast<char>(boot.boot.size());
    bytes += boot.boot;
    number(boot.window.next());
    number(static_cast<std::uint64_t>(boot.last_seen));
    for (const std::uint64_t word : boot.window.seen()) number(word);
  }

  std::string path_;
  BootId start_{};
  std::int64_t not_before_;
  std::vector<SeenBoot> boots_;
};

}  // namespace appia::keyring_detail
