// Rules of types, choices, numbers and texts.
#pragma once

#include "duration.hpp"
#include "judge.hpp"

namespace appia::detail {

inline bool judge::holds_for_scalar(const rule& each, const subject& of) {
  switch (each.what) {
    case check::refuse:
      return report(of, "schema-rule", "is not allowed here");
    case check::refer:
      return accepts(each.a, of.value, of.at);
    case check::types:
      return has_type(each.a, of);
    case check::choices:
      return is_choice(each, of);
    case check::shortest:
    case check::longest:
      return of.value->what != kind::text || has_length(each, of);
    case check::matches:
      if (of.value->what != kind::text || matcher(by_.patterns[each.a]).finds(in_.text_of(*of.value)))
        return true;
      return report(of, "wrong-format", "must be of the form " + std::string(by_.texts[each.b]) + got(of));
    case check::written_as:
      return of.value->what != kind::text || has_format(each, of);
    case check::lasts:
    case check::lasts_least:
    case check::lasts_most:
    case check::lasts_more:
    case check::lasts_less:
      return of.value->what != kind::text || lasts(each, of);
    default:
      return of.value->what != kind::number || is_in_range(each, of);
  }
}

inline bool judge::has_type(std::uint32_t bits, const subject& of) {
  static constexpr std::uint32_t of_kind[] = {type_null,   type_boolean, type_number,
                                              type_string, type_array,   type_object};
  if ((bits & of_kind[static_cast<std::size_t>(of.value->what)]) != 0) return true;
  if ((bits & type_integer) != 0 && of.value->what == kind::number && is_integer(of.value->number))
    return true;
  if (found_ == nullptr) return false;
  static constexpr std::string_view words[] = {"null",   "true or false", "an integer", "a number",
                                               "a text", "a list",        "an object"};
  std::string wanted;
  for (std::size_t bit = 0; bit < 7; ++bit) {
    if ((bits >> bit & 1U) == 0) continue;
    if (!wanted.empty()) wanted += " or ";
    wanted += words[bit];
  }
  return report(of, "wrong-type", "must be " + wanted + got(of));
}

inline bool judge::is_choice(const rule& each, const subject& of) {
  const choice* const first = by_.choices + each.a;
  const choice* const end = first + each.b;
  const token& value = *of.value;
  std::string whole;
  for (const choice* at = first; at != end; ++at) {
    if (at->what != value.what) continue;
    if (value.what == kind::text) {
      if (at->text == in_.text_of(value)) return true;
    } else if (value.what == kind::number) {
      if (std::fpclassify(at->number - value.number) == FP_ZERO) return true;
    } else {
      if (whole.empty()) write_value(whole, in_, &value);
      if (at->text == whole) return true;
    }
  }
  if (found_ == nullptr) return false;
  std::string wanted;
  for (const choice* at = first; at != end; ++at) {
    if (at != first) wanted += at + 1 == end ? " or " : ", ";
    wanted += at->what == kind::number ? number_text(at->number) : std::string(at->text);
  }
  return report(of, "not-allowed", "must be " + wanted + got(of));
}

inline bool judge::is_in_range(const rule& each, const subject& of) {
  const double value = of.value->number;
  const char* words = "";
  switch (each.what) {
    case check::minimum:
      if (value >= each.number) return true;
      words = "at least ";
      break;
    case check::maximum:
      if (value <= each.number) return true;
      words = "at most ";
      break;
    case check::above:
      if (value > each.number) return true;
      words = "more than ";
      break;
    case check::below:
      if (value < each.number) return true;
      words = "less than ";
      break;
    default:
      if (is_multiple_of(value, each.number)) return true;
      words = "a multiple of ";
  }
  if (found_ == nullptr) return false;
  const char* const code = each.what == check::multiple ? "schema-rule" : "out-of-range";
  return report(of, code, "must be " + (words + number_text(each.number)) + got(of));
}

inline bool judge::has_format(const rule& each, const subject& of) {
  const std::string_view text = in_.text_of(*of.value);
  const bool is_short = each.number <= 0 || static_cast<double>(count_code_points(text)) <= each.number;
  if (is_short && matcher(by_.patterns[each.a]).finds(text)) return true;
  return report(of, "wrong-format", "must be " + std::string(by_.texts[each.b]) + got(of));
}

inline bool judge::lasts(const rule& each, const subject& of) {
  const auto form = static_cast<duration_form>(each.a);
  std::int64_t nanoseconds = 0;
  const bool is_duration = parse_duration(form, in_.text_of(*of.value), nanoseconds);
  const double value = static_cast<double>(nanoseconds);
  const char* words = "";
  switch (each.what) {
    case check::lasts_least:
      if (!is_duration || value >= each.number) return true;
      words = "at least ";
      break;
    case check::lasts_most:
      if (!is_duration || value <= each.number) return true;
      words = "at most ";
      break;
    case check::lasts_more:
      if (!is_duration || value > each.number) return true;
      words = "more than ";
      break;
    case check::lasts_less:
      if (!is_duration || value < each.number) return true;
      words = "less than ";
      break;
    default:
      if (is_duration) return true;
      words = form == duration_form::go ? "a duration like 15s or 1h30m" : "a duration like PT15S or PT1H30M";
      return report(of, "wrong-format", std::string("must be ") + words + got(of));
  }
  return report(of, "out-of-range", std::string("must be ") + words + std::string(by_.texts[each.b]) + got(of));
}

inline bool judge::has_length(const rule& each, const subject& of) {
  const std::size_t length = count_code_points(in_.text_of(*of.value));
  const bool is_least = each.what == check::shortest;
  if (is_least ? length >= each.a : length <= each.a) return true;
  if (found_ == nullptr) return false;
  const std::string bound =
      (is_least ? "must have at least " : "must have at most ") + std::to_string(each.a);
  return report(of, "wrong-format", bound + (each.a == 1 ? " character" : " characters") + got(of));
}

}  // namespace appia::detail
