// What a misspelt name was meant to be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <vector>

namespace appia::detail {

/** How far a name may be from what it was meant to be. */
inline std::size_t most_edits(std::string_view name) {
  return std::min<std::size_t>((name.size() + 2) / 3, 3);
}

/** Insertions, deletions and replacements of bytes that make one text of the other; `limit` where there are
 * more. */
inline std::size_t edits_between(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  if (difference >= limit) return limit;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return std::min(row[b.size()], limit);
}

}  // namespace appia::detail
