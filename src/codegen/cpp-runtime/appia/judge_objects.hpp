// Rules of objects.
#pragma once

#include <algorithm>
#include <cstddef>

#include "judge.hpp"
#include "nearest.hpp"

namespace appia::detail {

inline bool judge::holds_for_object(const rule& each, const subject& of) {
  const auto lacks = [&](std::string_view name, const std::string& because) {
    if (member(in_, of.value, name) != nullptr) return false;
    return !report(of, "missing-key", "lacks " + std::string(name) + because);
  };
  const auto report_count = [&](const char* bound) {
    const std::string members = std::to_string(each.a) + (each.a == 1 ? " member" : " members");
    return report(of, "wrong-count", bound + members + ", got " + std::to_string(of.value->size));
  };
  switch (each.what) {
    case check::members:
      return has_members(by_.objects[each.a], of);
    case check::required:
      return !lacks(by_.texts[each.a], "");
    case check::names:
      return has_names(each.a, of);
    case check::fewest_members:
      return of.value->size >= each.a || report_count("must have at least ");
    case check::most_members:
      return of.value->size <= each.a || report_count("must have at most ");
    case check::disjoint:
      return are_disjoint(each, of);
    case check::also:
      return member(in_, of.value, by_.texts[each.b]) == nullptr || accepts(each.a, of.value, of.at);
    default:
      break;
  }
  const std::string_view cause = by_.texts[each.a];
  if (member(in_, of.value, cause) == nullptr) return true;
  bool is_right = true;
  for (std::uint32_t index = 1; index < each.b; ++index) {
    if (lacks(by_.texts[each.a + index], ", which goes with " + std::string(cause))) is_right = false;
  }
  return is_right;
}

inline bool judge::has_members(const object_rules& rules, const subject& of) {
  const property* const first = by_.properties + rules.first_property;
  const property* const end = first + rules.property_count;
  const property* expected = first;
  std::uint32_t required = 0;
  bool is_right = true;
  const token* at = of.value + 1;
  for (std::uint32_t index = 0; index < of.value->size; ++index) {
    const std::string_view name = in_.text_of(*at);
    // Canonical documents have their names in order: the next property is nearly always the one.
    if (expected == end || expected->name != name) {
      expected = std::lower_bound(first, end, name,
                                  [](const property& a, std::string_view b) { return a.name < b; });
    }
    const bool is_known = expected != end && expected->name == name;
    if (is_known && expected->is_required) ++required;
    if (!has_member(rules, of, at, is_known ? expected : nullptr)) {
      is_right = false;
      if (found_ == nullptr) return false;
    }
    if (is_known) ++expected;
    at = next(at + 1);
  }
  if (required >= rules.required_count) return is_right;
  return has_required(rules, of) && is_right;
}

inline bool judge::has_member(const object_rules& rules, const subject& of, const token* name,
                              const property* known) {
  const place here{&of.at, in_.text_of(*name), 0, false};
  bool is_right = known == nullptr || accepts(known->value, name + 1, here);
  bool is_matched = known != nullptr;
  for (std::uint32_t index = 0; index < rules.pattern_count; ++index) {
    const named_by_pattern& each = by_.named_by_patterns[rules.first_pattern + index];
    if (!matcher(by_.patterns[each.pattern]).finds(here.name)) continue;
    is_matched = true;
    is_right = accepts(each.value, name + 1, here) && is_right;
  }
  if (is_matched || rules.others == anything) return is_right;
  if (rules.others != never) return accepts(rules.others, name + 1, here);
  if (found_ == nullptr) return false;
  const property* const first = by_.properties + rules.first_property;
  std::string_view meant;
  std::size_t least = most_edits(here.name) + 1;
  for (const property* each = first; each != first + rules.property_count; ++each) {
    const std::size_t edits = edits_between(here.name, each->name, least);
    if (edits < least) {
      least = edits;
      meant = each->name;
    }
  }
  const std::string hint = meant.empty() ? "" : "; did you mean " + std::string(meant) + '?';
  return report(name, "unknown-key", here, "is not a key that the schema knows" + hint);
}

inline bool judge::has_required(const object_rules& rules, const subject& of) {
  const property* const first = by_.properties + rules.first_property;
  for (const property* each = first; each != first + rules.property_count; ++each) {
    if (!each->is_required || member(in_, of.value, each->name) != nullptr) continue;
    report(of, "missing-key", "lacks " + std::string(each->name));
    if (found_ == nullptr) return false;
  }
  return false;
}

/** Names are texts of their own: a rule for one is held against the name's token. */
inline bool judge::has_names(node rules, const subject& of) {
  bool is_right = true;
  const token* at = of.value + 1;
  for (std::uint32_t index = 0; index < of.value->size && (is_right || found_ != nullptr); ++index) {
    is_right &= accepts(rules, at, {&of.at, in_.text_of(*at), 0, false});
    at = next(at + 1);
  }
  return is_right;
}

inline bool judge::are_disjoint(const rule& each, const subject& of) {
  struct element {
    std::string text;
    std::uint32_t list;
  };
  std::vector<element> seen;
  bool is_right = true;
  for (std::uint32_t list = 0; list < each.b; ++list) {
    const std::string_view name = by_.texts[each.a + list];
    const token* const elements = member(in_, of.value, name);
    if (elements == nullptr || elements->what != kind::list) continue;
    const place holder{&of.at, name, 0, false};
    const token* at = elements + 1;
    for (std::uint32_t index = 0; index < elements->size; ++index, at = next(at)) {
      if (at->what == kind::list || at->what == kind::object) continue;
      std::string text;
      write_value(text, in_, at);
      const auto same =
          std::find_if(seen.begin(), seen.end(), [&](const element& other) { return other.text == text; });
      if (same == seen.end()) {
        seen.push_back({text, list});
      } else if (same->list != list) {
        is_right = false;
        if (found_ == nullptr) return false;
        const std::string other(by_.texts[each.a + same->list]);
        report(at, "schema-rule", {&holder, {}, index, true},
               "repeats " + shown(*at) + ", which " + other + " holds too");
      }
    }
  }
  return is_right;
}

}  // namespace appia::detail
