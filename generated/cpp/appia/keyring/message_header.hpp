#pragma once

#include <endian.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "bytes.hpp"
#include "crypto.hpp"

namespace appia {

/** One direction between two components: `{"sniffer", "detector"}`. */
struct Channel {
  std::string_view from;
  std::string_view to;
};

namespace keyring_detail {

inline constexpr std::uint8_t message_version = 1;
/** Counters and times stay below 2^53, so that every language counts alike. */
inline constexpr std::uint64_t largest_number = (std::uint64_t{1} << 53U) - 1;

inline void put_u64(std::uint8_t* at, std::uint64_t value) noexcept {
  const std::uint64_t big_endian = htobe64(value);
  std::memcpy(at, &big_endian, sizeof big_endian);
}

inline std::uint64_t get_u64(const std::uint8_t* at) noexcept {
  std::uint64_t big_endian = 0;
  std::memcpy(&big_endian, at, sizeof big_endian);
  return be64toh(big_endian);
}

/**
 * Whether bytes are well-formed UTF-8 (Unicode, table 3-7): nothing overlong, no surrogates, nothing above
 * U+10FFFF.
 */
inline bool is_utf8(std::string_view text) noexcept {
  const auto byte = [text](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || text.size() - at < length) return false;
    if (length > 1) {
      const unsigned lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      const unsigned highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (byte(at + 1) < lowest || byte(at + 1) > highest) return false;
    }
    for (std::size_t next = at + 2; next < at + length; ++next) {
      if ((byte(next) & 0xc0U) != 0x80) return false;
    }
    at += length;
  }
  return true;
}

/** Takes length-prefixed fields off the front of bytes; false once they run past the end. */
class Reader {
 public:
  explicit Reader(Bytes bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size() - offset_; }

  bool take(std::size_t size, const std::uint8_t*& taken) noexcept {
    if (size > left()) return false;
    taken = bytes_.data() + offset_;
    offset_ += size;
    return true;
  }

  bool u8(std::uint8_t& value) noexcept {
    const std::uint8_t* taken = nullptr;
    if (!take(1, taken)) return false;
    value = *taken;
    return true;
  }

  /** A number below 2^53. */
  bool number(std::uint64_t& value) noexcept {
    const std::uint8_t* taken = nullptr;
    if (!take(8, taken)) return false;
    value = get_u64(taken);
    return value <= largest_number;
  }

  /** UTF-8 after its length (u8); may be empty. */
  bool text(std::string_view& value) noexcept {
    std::uint8_t size = 0;
    const std::uint8_t* taken = nullptr;
    if (!u8(size) || !take(size, taken)) return false;
    value = Bytes(taken, size).text();
    return is_utf8(value);
  }

 private:
  Bytes bytes_;
  std::size_t offset_ = 0;
};

/** A message taken apart; all of it views into the message. */
struct ParsedMessage {
  std::string_view key_id;
  std::string_view sender;
  std::string_view boot_id;
  std::uint64_t counter = 0;
  /** ms since 1970, the sender's clock. */
  std::int64_t sent_at = 0;
  /** The associated data. */
  Bytes header;
  /** Key id, sender and boot id, each with its length: the same for all messages of one start under one key.
   */
  std::string_view origin;
  /** Sender and boot id: the same for all messages of one start. */
  std::string_view boot;
  /** Ciphertext without its tag. */
  Bytes sealed;
  const std::uint8_t* tag = nullptr;
};

/**
 * version (u8) · key id (u8 length, UTF-8) · sender (u8 length, UTF-8) · boot id (16) · counter (u64) ·
 * sent-at (u64) · ciphertext · tag (16), big-endian. Nothing for anything malformed.
 */
inline std::optional<ParsedMessage> parse_message(Bytes message) noexcept {
  Reader reader(message);
  ParsedMessage parsed;
  std::uint8_t version = 0;
  std::uint64_t sent_at = 0;
  const std::uint8_t* boot_id = nullptr;
  if (!reader.u8(version) || version != message_version) return std::nullopt;
  if (!reader.text(parsed.key_id) || parsed.key_id.empty()) return std::nullopt;
  const std::size_t sender_at = reader.offset();
  if (!reader.text(parsed.sender) || parsed.sender.empty()) return std::nullopt;
  if (!reader.take(boot_id_bytes, boot_id)) return std::nullopt;
  const std::size_t origin_end = reader.offset();
  if (!reader.number(parsed.counter) || !reader.number(sent_at) || reader.left() < tag_bytes)
    return std::nullopt;
  const std::uint8_t* start = message.data();
  parsed.boot_id = Bytes(boot_id, boot_id_bytes).text();
  parsed.sent_at = static_cast<std::int64_t>(sent_at);
  parsed.header = Bytes(start, reader.offset());
  parsed.origin = Bytes(start + 1, origin_end - 1).text();
  parsed.boot = Bytes(start + sender_at, origin_end - sender_at).text();
  parsed.sealed = Bytes(start + reader.offset(), reader.left() - tag_bytes);
  parsed.tag = start + message.size() - tag_bytes;
  return parsed;
}

}  // namespace keyring_detail
}  // namespace appia
