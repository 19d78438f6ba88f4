#pragma once

#include <utility>
#include <variant>

namespace appia {

/**
 * A value, or the reason why there is none. Ask with `if (result)` before `*result`; the wrong question
 * throws std::bad_variant_access.
 */
template <typename Value, typename Error>
class [[nodiscard]] Result {
 public:
  Result(const Value& value) : content_(std::in_place_index<0>, value) {}
  Result(Value&& value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(const Error& error) : content_(std::in_place_index<1>, error) {}
  Result(Error&& error) : content_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  Value& operator*() & { return std::get<0>(content_); }
  const Value& operator*() const& { return std::get<0>(content_); }
  Value&& operator*() && { return std::get<0>(std::move(content_)); }
  Value* operator->() { return &std::get<0>(content_); }
  const Value* operator->() const { return &std::get<0>(content_); }

  [[nodiscard]] const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<Value, Error> content_;
};

}  // namespace appia
