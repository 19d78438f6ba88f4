// Rules that join others: alternatives, negation, conditions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "judge.hpp"

namespace appia::detail {

inline bool judge::holds_for_any(const rule& each, const subject& of) {
  switch (each.what) {
    case check::any_of:
      return fits_any(each, of);
    case check::one_of:
      return fits_one(each, of);
    case check::negation:
      return !fits(each.a, of) || report(of, "schema-rule", "is what the schema excludes" + got(of));
    default: {
      const node* const parts = by_.nodes + each.a;
      return accepts(fits(parts[0], of) ? parts[1] : parts[2], of.value, of.at);
    }
  }
}

inline bool judge::fits_any(const rule& each, const subject& of) {
  for (std::uint32_t index = 0; index < each.b; ++index) {
    if (fits(by_.nodes[each.a + index], of)) return true;
  }
  return refuse_all(each, of);
}

inline bool judge::fits_one(const rule& each, const subject& of) {
  std::uint32_t count = 0;
  for (std::uint32_t index = 0; index < each.b; ++index) {
    if (fits(by_.nodes[each.a + index], of)) ++count;
  }
  if (count == 1) return true;
  return count == 0 ? refuse_all(each, of) : report(of, "no-alternative", "fits more than one alternative");
}

/** Where only one alternative is for such a value, what is wrong with it; otherwise that none fits. */
inline bool judge::refuse_all(const rule& each, const subject& of) {
  if (found_ == nullptr) return false;
  const std::string here = pointer_of(of.at);
  findings of_one;
  std::uint32_t meant = 0;
  for (std::uint32_t index = 0; index < each.b; ++index) {
    findings of_this;
    judge loud(by_, in_, &of_this);
    loud.level_ = level_;
    loud.is_secret_ = is_secret_;
    loud.accepts(by_.nodes[each.a + index], of.value, of.at);
    // Another type, or a member that tells the alternatives apart.
    const auto is_for_others = [&](const finding& one) {
      const std::string_view pointer = one.what.pointer;
      if (pointer == here) return one.what.code != "missing-key" && one.what.code != "wrong-count";
      return one.what.code == "not-allowed" && pointer.find('/', here.size() + 1) == std::string_view::npos;
    };
    if (std::any_of(of_this.begin(), of_this.end(), is_for_others)) continue;
    ++meant;
    of_one = std::move(of_this);
  }
  if (meant != 1) return report(of, "no-alternative", "fits none of the alternatives" + got(of));
  for (finding& one : of_one) found_->push_back(std::move(one));
  return false;
}

}  // namespace appia::detail
