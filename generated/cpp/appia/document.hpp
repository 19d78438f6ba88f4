// A parsed document as one flat list of tokens: nothing is allocated a value, and any part can be looked at
// twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace appia::detail {

enum class kind : std::uint8_t { null, boolean, number, text, list, object };

/** A value, or the name of the member that follows. */
struct token {
  kind what = kind::null;
  bool truth = false;
  /** Bytes of a text, elements of a list, members of an object. */
  std::uint32_t size = 0;
  /** Where a text begins; how many tokens a list or object takes, its own included. */
  std::uint32_t extent = 1;
  /** As every reader of JSON in the product has it: an IEEE 754 double (RFC 8785). */
  double number = 0;
};

struct document {
  std::vector<token> tokens;
  std::string texts;
  /** Objects whose names do not stand in the order of bytes, so that one may stand twice. */
  std::vector<std::uint32_t> unordered;
  /** Lists and objects within each other. */
  std::size_t levels = 0;

  std::string_view text_of(const token& at) const { return {texts.data() + at.extent, at.size}; }
};

/** The token after a value and everything in it. */
inline const token* next(const token* value) {
  return value + (value->what == kind::list || value->what == kind::object ? value->extent : 1);
}

/** The value of the member `name`, or nullptr. Of a name that stands twice the last, as JSON.parse has it. */
inline const token* member(const document& in, const token* object, std::string_view name) {
  const token* found = nullptr;
  const token* at = object + 1;
  for (std::uint32_t index = 0; index < object->size; ++index) {
    if (in.text_of(*at) == name) found = at + 1;
    at = next(at + 1);
  }
  return found;
}

/** The way down to a value; lives on the stack, becomes text only for a problem. */
struct place {
  const place* parent = nullptr;
  std::string_view name;
  std::uint32_t index = 0;
  bool is_element = false;
};

inline void append_segment(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char each : name) {
    if (each == '~')
      pointer += "~0";
    else if (each == '/')
      pointer += "~1";
    else
      pointer += each;
  }
}

inline std::string pointer_of(const place& at) {
  if (at.parent == nullptr) return {};
  std::string pointer = pointer_of(*at.parent);
  if (at.is_element)
    pointer += '/' + std::to_string(at.index);
  else
    append_segment(pointer, at.name);
  return pointer;
}

}  // namespace appia::detail
