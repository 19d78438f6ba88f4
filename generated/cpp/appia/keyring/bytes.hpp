#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace appia {

namespace keyring_detail {

template <typename Pointer>
using Pointee = std::remove_cv_t<std::remove_pointer_t<Pointer>>;

template <typename Type>
inline constexpr bool is_byte =
    std::is_void_v<Type> || std::is_same_v<Type, char> || std::is_same_v<Type, unsigned char> ||
    std::is_same_v<Type, signed char> || std::is_same_v<Type, std::byte>;

template <typename Container, typename = void>
inline constexpr bool holds_bytes = false;

template <typename Container>
inline constexpr bool holds_bytes<Container, std::void_t<decltype(std::declval<const Container&>().data()),
                                                         decltype(std::declval<const Container&>().size())>> =
    is_byte<Pointee<decltype(std::declval<const Container&>().data())>>;

}  // namespace keyring_detail

/**
 * Bytes that somebody else owns: std::string, std::string_view, std::vector<std::uint8_t>, std::span<const
 * std::byte>, zmq::message_t and whatever else has data() and size() in bytes. Valid as long as its owner
 * is.
 */
class Bytes {
 public:
  constexpr Bytes() noexcept = default;
  /** `data` may be null where `size` is 0. */
  Bytes(const void* data, std::size_t size) noexcept
      : data_(data == nullptr ? nothing : static_cast<const std::uint8_t*>(data)), size_(size) {}
  /** A text up to its NUL, which is not part of it. */
  Bytes(const char* text) noexcept : Bytes(std::string_view(text)) {}
  template <typename Container, typename = std::enable_if_t<keyring_detail::holds_bytes<Container>>>
  Bytes(const Container& container) noexcept : Bytes(container.data(), container.size()) {}

  /** Never null: libcrypto takes that for an argument that was forgotten, from 3.5 on with a size of 0 too.
   */
  [[nodiscard]] const std::uint8_t* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view text() const noexcept {
    return std::string_view(reinterpret_cast<const char*>(data_), size_);
  }

 private:
  static constexpr std::uint8_t nothing[1] = {};

  const std::uint8_t* data_ = nothing;
  std::size_t size_ = 0;
};

}  // namespace appia
