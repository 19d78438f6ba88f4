// From a document that the judge has accepted into structs. Checks nothing: the types were made from the same
// schema.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
#include "document.hpp"
#include "duration.hpp"
#include "judge.hpp"
#include "parse.hpp"
#include "schema.hpp"
#include "text.hpp"

namespace appia::detail {

/** What a generated struct has beside its members. */
template <class T, class = void>
struct is_generated : std::false_type {};
template <class T>
struct is_generated<T, std::void_t<decltype(T::schema_node_)>> : std::true_type {};

/** What a struct is made of. */
enum class holds { members, members_and_others, a_value };

/** Sets an enumeration whose values are counted from 0; false for a text that none of them has. */
template <class T>
[[gnu::noinline]] bool enumerator_of(std::string_view text, std::uint16_t count, T& out) {
  for (std::uint16_t each = 0; each < count; ++each) {
    if (to_text(static_cast<T>(each)) != text) continue;
    out = static_cast<T>(each);
    return true;
  }
  return false;
}

struct source {
  const document& in;
};

template <class T, class = void>
struct reader;

template <class T>
void read(const source& from, const token* value, T& out) {
  reader<T>::read(from, value, out);
}

/** True where a value is one for T, among the alternatives that its place allows. */
template <class T>
bool is_for(const source& from, const token* value) {
  return reader<T>::takes(from, value);
}

template <>
struct reader<std::nullptr_t> {
  static bool takes(const source&, const token* value) { return value->what == kind::null; }
  static void read(const source&, const token*, std::nullptr_t&) {}
};

template <>
struct reader<bool> {
  static bool takes(const source&, const token* value) { return value->what == kind::boolean; }
  static void read(const source&, const token* value, bool& out) { out = value->truth; }
};

template <class T>
struct reader<T, std::enable_if_t<std::is_arithmetic_v<T> && !std::is_same_v<T, bool>>> {
  static bool takes(const source&, const token* value) {
    return value->what == kind::number && (std::is_floating_point_v<T> || is_integer(value->number));
  }
  static void read(const source&, const token* value, T& out) { out = static_cast<T>(value->number); }
};

template <>
struct reader<std::string> {
  static bool takes(const source&, const token* value) { return value->what == kind::text; }
  static void read(const source& from, const token* value, std::string& out) {
    out = from.in.text_of(*value);
  }
};

template <>
struct reader<Duration> {
  static bool takes(const source& from, const token* value) {
    return value->what == kind::text && !Duration(from.in.text_of(*value)).text().empty();
  }
  static void read(const source& from, const token* value, Duration& out) {
    out = Duration(from.in.text_of(*value));
  }
};

template <class T>
struct reader<T, std::enable_if_t<std::is_enum_v<T>>> {
  static bool takes(const source& from, const token* value) {
    T ignored{};
    return value->what == kind::text && from_text(from.in.text_of(*value), ignored);
  }
  static void read(const source& from, const token* value, T& out) {
    from_text(from.in.text_of(*value), out);
  }
};

template <class T>
struct reader<std::vector<T>> {
  static bool takes(const source&, const token* value) { return value->what == kind::list; }
  static void read(const source& from, const token* value, std::vector<T>& out) {
    out.clear();
    out.reserve(value->size);
    const token* at = value + 1;
    for (std::uint32_t index = 0; index < value->size; ++index) {
      T element{};
      detail::read(from, at, element);
      out.push_back(std::move(element));
      at = next(at);
    }
  }
};

template <class... T>
struct reader<std::tuple<T...>> {
  static bool takes(const source&, const token* value) { return value->what == kind::list; }
  static void read(const source& from, const token* value, std::tuple<T...>& out) {
    const token* at = value + 1;
    const auto one = [&](auto& element) {
      detail::read(from, at, element);
      at = next(at);
    };
    std::apply([&](auto&... elements) { (one(elements), ...); }, out);
  }
};

template <class T>
struct reader<std::map<std::string, T>> {
  static bool takes(const source&, const token* value) { return value->what == kind::object; }
  static void read(const source& from, const token* value, std::map<std::string, T>& out) {
    out.clear();
    const token* at = value + 1;
    for (std::uint32_t index = 0; index < value->size; ++index) {
      detail::read(from, at + 1, out[std::string(from.in.text_of(*at))]);
      at = next(at + 1);
    }
  }
};

/** Null, among elements and members that are always there. */
template <class T>
struct reader<std::optional<T>> {
  static bool takes(const source& from, const token* value) {
    return value->what == kind::null || is_for<T>(from, value);
  }
  static void read(const source& from, const token* value, std::optional<T>& out) {
    if (value->what == kind::null)
      out.reset();
    else
      detail::read(from, value, out.emplace());
  }
};

template <class T>
struct reader<Box<T>> {
  static bool takes(const source& from, const token* value) { return is_for<T>(from, value); }
  static void read(const source& from, const token* value, Box<T>& out) {
    detail::read(from, value, out.emplace());
  }
};

template <class... T>
struct reader<std::variant<T...>> {
  static bool takes(const source& from, const token* value) { return (is_for<T>(from, value) || ...); }
  static void read(const source& from, const token* value, std::variant<T...>& out) {
    static_cast<void>((try_one<T>(from, value, out) || ...));
  }

 private:
  template <class One>
  static bool try_one(const source& from, const token* value, std::variant<T...>& out) {
    if (!is_for<One>(from, value)) return false;
    detail::read(from, value, out.template emplace<One>());
    return true;
  }
};

template <>
struct reader<nlohmann::json> {
  static bool takes(const source&, const token*) { return true; }
  static void read(const source& from, const token* value, nlohmann::json& out) {
    std::string text;
    write_value(text, from.in, value);
    out = nlohmann::json::parse(text);
  }
};

/** Visits the members of a struct in the order of names, which is that of canonical documents. */
class member_reader {
 public:
  member_reader(const source& from, const token* object)
      : from_(from), object_(object), expected_(object + 1) {}

  template <class T>
  void operator()(std::string_view name, T& out) {
    if (const token* const value = take(name)) detail::read(from_, value, out);
  }
  template <class T>
  void operator()(std::string_view name, std::optional<T>& out) {
    if (const token* const value = take(name)) detail::read(from_, value, out.emplace());
  }
  /** Empty means null, not absent. */
  template <class T>
  void always(std::string_view name, std::optional<T>& out) {
    if (const token* const value = take(name)) detail::read(from_, value, out);
  }
  /** The document itself, where it is no object. */
  template <class T>
  void whole(T& out) {
    detail::read(from_, object_, out);
  }
  /** Members of other names; visited last. */
  template <class T>
  void others(std::map<std::string, T>& out) {
    out.clear();
    const token* at = object_ + 1;
    for (std::uint32_t index = 0; index < object_->size; ++index) {
      if (std::find(taken_.begin(), taken_.end(), at) == taken_.end()) {
        detail::read(from_, at + 1, out[std::string(from_.in.text_of(*at))]);
      }
      at = next(at + 1);
    }
  }

 private:
  const source& from_;
  const token* object_;
  const token* expected_;
  std::vector<const token*> taken_;

  // Of each member of each struct a call, not a copy.
  [[gnu::noinline]] const token* take(std::string_view name) {
    const token* const end = object_ + object_->extent;
    const token* value = expected_ != end && from_.in.text_of(*expected_) == name ? expected_ + 1 : nullptr;
    if (value == nullptr) value = member(from_.in, object_, name);
    if (value == nullptr) return nullptr;
    expected_ = next(value);
    taken_.push_back(value - 1);
    return value;
  }
};

template <class T>
struct reader<T, std::enable_if_t<is_generated<T>::value>> {
  static bool takes(const source& from, const token* value) {
    if (value->what != kind::object) return false;
    // By its own tables: those of a part that several schemas share are its header's.
    return judge(T::schema_(), from.in, nullptr).accepts(T::schema_node_, value, place{});
  }
  static void read(const source& from, const token* value, T& out) {
    member_reader visit(from, value);
    T::visit_members_(out, visit);
  }
};

/** The value of a `default` that no literal of C++ says. */
template <class T>
T default_from(std::string_view text) {
  document parsed;
  Problems ignored;
  T value{};
  if (parse(text, parsed, ignored)) read(source{parsed}, parsed.tokens.data(), value);
  return value;
}

}  // namespace appia::detail
