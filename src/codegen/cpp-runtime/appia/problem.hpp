// What is wrong with a document, and where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace appia {

/** One thing that is wrong. Never holds the value of a secret. */
struct Problem {
  /** A word of `appia explain`: unknown-key, missing-key, wrong-type, out-of-range … or syntax, unreadable.
   */
  std::string_view code;
  /** JSON pointer (RFC 6901) of the value, or of the object that lacks a key; empty for the whole document.
   */
  std::string pointer;
  std::string message;
  /** In the text, from 1, in bytes; 0 where there is no text. */
  std::size_t line = 0;
  std::size_t column = 0;
};

using Problems = std::vector<Problem>;

/** `sniffer.json:12:9: /network/output_socket/port must be at most 65535, got 70000`; `source` may be empty.
 */
inline std::string describe(const Problem& what, std::string_view source = {}) {
  std::string text(source);
  if (what.line > 0) {
    if (!text.empty()) text += ':';
    text += std::to_string(what.line) + ':' + std::to_string(what.column);
  }
  if (!text.empty()) text += ": ";
  return text + what.message;
}

/** All of them, one a line. */
inline std::string describe(const Problems& all, std::string_view source = {}) {
  std::string text;
  for (const Problem& each : all) text += describe(each, source) + '\n';
  return text;
}

}  // namespace appia
