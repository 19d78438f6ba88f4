// From structs to canonical JSON (RFC 8785): the bytes that `appia apply` writes for the same value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "box.hpp"
#include "duration.hpp"
#include "number.hpp"
#include "read.hpp"
#include "text.hpp"

namespace appia::detail {

template <class T>
void write(std::string& out, const T& value);

template <class T>
void write_map(std::string& out, const T& map);

/** Writes the members of a struct as they are visited, in the order of names. */
class member_writer {
 public:
  explicit member_writer(std::string& out) : out_(out) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    always(name, value);
  }
  template <class T>
  void operator()(std::string_view name, const std::optional<T>& value) {
    if (value.has_value()) always(name, *value);
  }
  template <class T>
  void operator()(std::string_view name, const Box<T>& value) {
    if (value.has_value()) always(name, *value);
  }
  template <class T>
  void always(std::string_view name, const T& value) {
    begin(name);
    write(out_, value);
  }

 private:
  [[gnu::noinline]] void begin(std::string_view name) {
    if (!is_first_) out_ += ',';
    is_first_ = false;
    write_text(out_, name);
    out_ += ':';
  }

  std::string& out_;
  bool is_first_ = true;
};

/** As `member_writer`, for structs with members of other names: they stand among the others. */
class member_sorter {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value) {
    always(name, value);
  }
  template <class T>
  void operator()(std::string_view name, const std::optional<T>& value) {
    if (value.has_value()) always(name, *value);
  }
  template <class T>
  void operator()(std::string_view name, const Box<T>& value) {
    if (value.has_value()) always(name, *value);
  }
  template <class T>
  void always(std::string_view name, const T& value) {
    write(texts_[std::string(name)], value);
  }
  /** A name that the struct has itself is written once. */
  template <class T>
  void others(const std::map<std::string, T>& values) {
    for (const auto& [name, value] : values) {
      if (texts_.count(name) == 0) write(texts_[name], value);
    }
  }

  void finish(std::string& out) const {
    bool is_first = true;
    out += '{';
    for (const auto& [name, text] : texts_) {
      if (!is_first) out += ',';
      is_first = false;
      write_text(out, name);
      out.append(1, ':').append(text);
    }
    out += '}';
  }

 private:
  struct order {
    bool operator()(const std::string& a, const std::string& b) const { return comes_before(a, b); }
  };
  std::map<std::string, std::string, order> texts_;
};

template <class T, class = void>
struct writer;

template <>
struct writer<std::nullptr_t> {
  static void write(std::string& out, std::nullptr_t) { out += "null"; }
};

template <>
struct writer<bool> {
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
};

template <class T>
struct writer<T, std::enable_if_t<std::is_arithmetic_v<T> && !std::is_same_v<T, bool>>> {
  static void write(std::string& out, T value) {
    if constexpr (std::is_floating_point_v<T>)
      write_number(out, value);
    else
      out += std::to_string(value);
  }
};

template <>
struct writer<std::string> {
  static void write(std::string& out, const std::string& value) { write_text(out, value); }
};

template <>
struct writer<Duration> {
  static void write(std::string& out, const Duration& value) { write_text(out, value.text()); }
};

template <class T>
struct writer<T, std::enable_if_t<std::is_enum_v<T>>> {
  static void write(std::string& out, T value) { write_text(out, to_text(value)); }
};

template <class T>
struct writer<std::vector<T>> {
  static void write(std::string& out, const std::vector<T>& value) {
    out += '[';
    bool is_first = true;
    for (const auto& element : value) {
      if (!is_first) out += ',';
      is_first = false;
      detail::write<T>(out, element);
    }
    out += ']';
  }
};

template <class... T>
struct writer<std::tuple<T...>> {
  static void write(std::string& out, const std::tuple<T...>& value) {
    out += '[';
    bool is_first = true;
    const auto one = [&](const auto& element) {
      if (!is_first) out += ',';
      is_first = false;
      detail::write(out, element);
    };
    std::apply([&](const auto&... elements) { (one(elements), ...); }, value);
    out += ']';
  }
};

template <class T>
struct writer<std::map<std::string, T>> {
  static void write(std::string& out, const std::map<std::string, T>& value) {
    member_sorter sorter;
    sorter.others(value);
    sorter.finish(out);
  }
};

template <class T>
struct writer<std::optional<T>> {
  static void write(std::string& out, const std::optional<T>& value) {
    if (value.has_value())
      detail::write(out, *value);
    else
      out += "null";
  }
};

template <class T>
struct writer<Box<T>> {
  static void write(std::string& out, const Box<T>& value) {
    if (value.has_value())
      detail::write(out, *value);
    else
      out += "null";
  }
};

template <class... T>
struct writer<std::variant<T...>> {
  static void write(std::string& out, const std::variant<T...>& value) {
    std::visit([&](const auto& one) { detail::write(out, one); }, value);
  }
};

/** nlohmann's own numbers and order of names are not those of RFC 8785. */
template <>
struct writer<nlohmann::json> {
  static void write(std::string& out, const nlohmann::json& value) {
    document parsed;
    Problems found;
    if (parse(value.dump(), parsed, found))
      write_value(out, parsed, parsed.tokens.data());
    else
      out += "null";
  }
};

template <class T>
struct writer<T, std::enable_if_t<is_generated<T>::value>> {
  static void write(std::string& out, const T& value) {
    if constexpr (T::holds_ == holds::a_value) {
      detail::write(out, value.value);
    } else if constexpr (T::holds_ == holds::members_and_others) {
      member_sorter visit;
      T::visit_members_(value, visit);
      visit.finish(out);
    } else {
      out += '{';
      member_writer visit(out);
      T::visit_members_(value, visit);
      out += '}';
    }
  }
};

template <class T>
void write(std::string& out, const T& value) {
  writer<T>::write(out, value);
}

}  // namespace appia::detail
