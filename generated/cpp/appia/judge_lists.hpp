// Rules of lists.
#pragma once

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "judge.hpp"

namespace appia::detail {

inline bool judge::holds_for_list(const rule& each, const subject& of) {
  const std::uint32_t size = of.value->size;
  const auto report_count = [&](const char* bound, std::uint32_t count) {
    const std::string elements = std::to_string(count) + (count == 1 ? " element" : " elements");
    return report(of, "wrong-count", bound + elements + ", got " + std::to_string(size));
  };
  switch (each.what) {
    case check::fewest_elements:
      return size >= each.a || report_count("must have at least ", each.a);
    case check::most_elements:
      return size <= each.a || report_count("must have at most ", each.a);
    case check::no_further_element:
      return size <= each.a || report_count("must have ", each.a);
    case check::distinct_elements:
      return are_distinct(of);
    case check::contains:
      return has_enough(each, of);
    default:
      break;
  }
  bool is_right = true;
  const token* at = of.value + 1;
  for (std::uint32_t index = 0; index < size && (is_right || found_ != nullptr); ++index) {
    const place here{&of.at, {}, index, true};
    const bool is_first = each.what == check::first_elements;
    if (is_first && index == each.b) break;
    if (is_first)
      is_right &= accepts(by_.nodes[each.a + index], at, here);
    else if (index >= each.b)
      is_right &= accepts(each.a, at, here);
    at = next(at);
  }
  return is_right;
}

inline bool judge::are_distinct(const subject& of) {
  struct element {
    std::string text;
    std::uint32_t index;
    const token* at;
  };
  std::vector<element> elements(of.value->size);
  const token* at = of.value + 1;
  for (std::uint32_t index = 0; index < of.value->size; ++index) {
    elements[index].index = index;
    elements[index].at = at;
    write_value(elements[index].text, in_, at);
    at = next(at);
  }
  std::sort(elements.begin(), elements.end(), [](const element& a, const element& b) {
    return std::tie(a.text, a.index) < std::tie(b.text, b.index);
  });
  bool is_right = true;
  for (std::size_t each = 1; each < elements.size(); ++each) {
    if (elements[each].text != elements[each - 1].text) continue;
    is_right = false;
    if (found_ == nullptr) break;
    const place here{&of.at, {}, elements[each].index, true};
    const std::string earlier = std::to_string(elements[each - 1].index);
    report(elements[each].at, "wrong-count", here,
           "repeats the element at " + earlier + ", " + shown(*elements[each].at));
  }
  return is_right;
}

inline bool judge::has_enough(const rule& each, const subject& of) {
  std::uint32_t count = 0;
  const token* at = of.value + 1;
  for (std::uint32_t index = 0; index < of.value->size; ++index) {
    const place here{&of.at, {}, index, true};
    if (fits(each.a, {at, here, 0})) ++count;
    at = next(at);
  }
  if (count >= each.b && (each.number < 0 || count <= each.number)) return true;
  if (found_ == nullptr) return false;
  const std::string least = "must contain at least " + std::to_string(each.b);
  const std::string most = each.number < 0 ? "" : " and at most " + number_text(each.number);
  return report(of, "wrong-count", least + most + " of a certain kind, got " + std::to_string(count));
}

}  // namespace appia::detail
