// Holds a document against a schema. Finds everything that is wrong, each with its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "number.hpp"
#include "problem.hpp"
#include "schema.hpp"
#include "text.hpp"

namespace appia::detail {

/** A problem and the token that it is about. */
struct finding {
  Problem what;
  const token* at;
};

using findings = std::vector<finding>;

class judge {
 public:
  /** Without `found` it only says yes or no, and stops at the first no. */
  judge(const schema& by, const document& in, findings* found) : by_(by), in_(in), found_(found) {}

  bool accepts(node start, const token* value, const place& at);

 private:
  const schema& by_;
  const document& in_;
  findings* found_;
  std::uint32_t level_ = 0;
  bool is_secret_ = false;

  struct subject {
    const token* value;
    const place& at;
    node start;
  };

  bool holds(const rule& each, const subject& of);
  bool holds_for_scalar(const rule& each, const subject& of);
  bool has_type(std::uint32_t bits, const subject& of);
  bool is_choice(const rule& each, const subject& of);
  bool is_in_range(const rule& each, const subject& of);
  bool has_length(const rule& each, const subject& of);
  bool has_format(const rule& each, const subject& of);
  bool lasts(const rule& each, const subject& of);

  bool holds_for_list(const rule& each, const subject& of);
  bool are_distinct(const subject& of);
  bool has_enough(const rule& each, const subject& of);

  bool holds_for_object(const rule& each, const subject& of);
  bool has_members(const object_rules& rules, const subject& of);
  bool has_member(const object_rules& rules, const subject& of, const token* name, const property* known);
  bool has_required(const object_rules& rules, const subject& of);
  bool has_names(node rules, const subject& of);
  bool are_disjoint(const rule& each, const subject& of);

  bool holds_for_any(const rule& each, const subject& of);
  bool fits_any(const rule& each, const subject& of);
  bool fits_one(const rule& each, const subject& of);
  bool refuse_all(const rule& each, const subject& of);

  bool fits(node start, const subject& of) const {
    judge silent(by_, in_, nullptr);
    silent.level_ = level_;
    return silent.accepts(start, of.value, of.at);
  }

  bool report(const token* at, const char* code, const place& where, const std::string& message);
  bool report(const subject& of, const char* code, const std::string& rest) {
    return report(of.value, code, of.at, rest);
  }

  std::string shown(const token& value) const { return is_secret_ ? "a secret" : show(in_, value); }
  std::string got(const subject& of) const { return ", got " + shown(*of.value); }
};

inline bool judge::accepts(node start, const token* value, const place& at) {
  // What is deeper is refused as a whole.
  if (level_ > most_levels) return true;
  const bool was_secret = is_secret_;
  ++level_;
  bool is_right = true;
  for (const rule* each = by_.rules + start; each->what != check::done; ++each) {
    if (each->what == check::secret) {
      is_secret_ = true;
      continue;
    }
    if (holds(*each, {value, at, start})) continue;
    is_right = false;
    if (found_ == nullptr) break;
  }
  --level_;
  is_secret_ = was_secret;
  return is_right;
}

/** A rule of another type than the value's holds. */
inline bool judge::holds(const rule& each, const subject& of) {
  if (each.what < check::fewest_elements) return holds_for_scalar(each, of);
  if (each.what < check::members) return of.value->what != kind::list || holds_for_list(each, of);
  if (each.what < check::any_of || each.what == check::disjoint)
    return of.value->what != kind::object || holds_for_object(each, of);
  return holds_for_any(each, of);
}

/** Always false, for the caller to return. */
inline bool judge::report(const token* at, const char* code, const place& where, const std::string& message) {
  if (found_ == nullptr) return false;
  std::string pointer = pointer_of(where);
  std::string whole = (pointer.empty() ? "the document" : pointer) + ' ' + message;
  found_->push_back({{code, std::move(pointer), std::move(whole), 0, 0}, at});
  return false;
}

}  // namespace appia::detail

#include "judge_lists.hpp"
#include "judge_objects.hpp"
#include "judge_scalars.hpp"
#include "judge_unions.hpp"
