// Texts and whole values as canonical JSON (RFC 8785).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document.hpp"
#include "number.hpp"

namespace appia::detail {

inline void write_text(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char each : text) {
    const auto byte = static_cast<unsigned char>(each);
    switch (each) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (byte < 0x20)
          out.append("\\u00").append(1, hex[byte >> 4U]).append(1, hex[byte & 0xFU]);
        else
          out += each;
    }
  }
  out += '"';
}

/** The order of UTF-16 code units, for UTF-8: as of bytes, but what lies beyond U+FFFF comes before U+E000.
 */
inline bool comes_before(std::string_view a, std::string_view b) {
  const auto pair = std::mismatch(
      a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  if (pair.first == a.end() || pair.second == b.end()) return a.size() < b.size();
  const auto first = static_cast<unsigned char>(*pair.first);
  const auto second = static_cast<unsigned char>(*pair.second);
  if (first >= 0xEE && second >= 0xEE && (first >= 0xF0) != (second >= 0xF0)) return first >= 0xF0;
  return first < second;
}

inline std::size_t count_code_points(std::string_view text) {
  const auto is_first = [](char each) { return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first));
}

/** Deeper documents are refused: what people write stays far below it, and no stack is endless. */
constexpr std::uint32_t most_levels = 512;

inline void write_value(std::string& out, const document& in, const token* value, std::uint32_t level = 0);

inline void write_object(std::string& out, const document& in, const token* object, std::uint32_t level) {
  std::vector<std::pair<std::string_view, const token*>> members;
  const token* at = object + 1;
  for (std::uint32_t index = 0; index < object->size; ++index) {
    members.emplace_back(in.text_of(*at), at + 1);
    at = next(at + 1);
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return comes_before(a.first, b.first); });
  out += '{';
  bool is_first = true;
  for (const auto& [name, value] : members) {
    if (!is_first) out += ',';
    is_first = false;
    write_text(out, name);
    out += ':';
    write_value(out, in, value, level + 1);
  }
  out += '}';
}

inline void write_value(std::string& out, const document& in, const token* value, std::uint32_t level) {
  // The document is refused for it.
  if (level > most_levels) return;
  switch (value->what) {
    case kind::null:
      out += "null";
      return;
    case kind::boolean:
      out += value->truth ? "true" : "false";
      return;
    case kind::number:
      write_number(out, value->number);
      return;
    case kind::text:
      write_text(out, in.text_of(*value));
      return;
    case kind::object:
      write_object(out, in, value, level);
      return;
    case kind::list:
      break;
  }
  out += '[';
  const token* at = value + 1;
  for (std::uint32_t index = 0; index < value->size; ++index) {
    if (index > 0) out += ',';
    write_value(out, in, at, level + 1);
    at = next(at);
  }
  out += ']';
}

/** A value in a message: short, and of a list or an object only what it is. */
inline std::string show(const document& in, const token& value) {
  constexpr std::size_t longest = 64;
  if (value.what == kind::list) return "a list";
  if (value.what == kind::object) return "an object";
  std::string text;
  write_value(text, in, &value);
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…\"";
}

}  // namespace appia::detail
