// A JSON Schema as tables: what `appia generate` writes, and what the judge goes by.
#pragma once

#include <cstdint>
#include <string_view>

#include "document.hpp"
#include "pattern.hpp"

namespace appia::detail {

/** A subschema, by the index of its first rule; its rules end with `done`. */
using node = std::uint32_t;

/** `false`, which refuses everything, and `true`. */
constexpr node never = 0;
constexpr node anything = 1;

enum class check : std::uint8_t {
  refuse,
  done,
  secret,           // what follows is not shown in messages
  refer,            // a: node
  types,            // a: set of type_bits
  choices,          // choices [a, a + b)
  minimum,          // number
  maximum,          // number
  above,            // number
  below,            // number
  multiple,         // number
  shortest,         // a: code points
  longest,          // a: code points
  matches,          // a: pattern, b: text of it
  written_as,       // a: pattern, b: text of what that is, number: code points at most, 0 without bound
  lasts,            // a: duration_form
  lasts_least,      // a: duration_form, b: text of the bound, number: nanoseconds; so are the next three
  lasts_most,
  lasts_more,
  lasts_less,
  fewest_elements,  // a
  most_elements,    // a
  distinct_elements,
  elements,            // a: node, from the element b on
  first_elements,      // nodes [a, a + b)
  no_further_element,  // a: how many there are
  contains,            // a: node, b: at least, number: at most, -1 without bound
  members,             // a: index of object_rules
  required,            // a: text
  names,               // a: node
  fewest_members,      // a
  most_members,        // a
  also_required,       // where the name texts[a] is there: texts [a + 1, a + b)
  also,                // where the name texts[b] is there: a: node
  any_of,              // nodes [a, a + b)
  one_of,              // nodes [a, a + b)
  negation,            // a: node
  condition,           // nodes a, a + 1, a + 2: if, then, else
  disjoint,            // lists named by texts [a, a + b)
};

enum type_bits : std::uint32_t {
  type_null = 1,
  type_boolean = 2,
  type_integer = 4,
  type_number = 8,
  type_string = 16,
  type_array = 32,
  type_object = 64,
};

struct rule {
  check what;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double number = 0;
};

struct property {
  std::string_view name;
  node value;
  bool is_required;
};

struct named_by_pattern {
  std::uint32_t pattern;
  node value;
};

/** `properties` in the order of bytes, `patternProperties`, `additionalProperties`. */
struct object_rules {
  std::uint32_t first_property;
  std::uint32_t property_count;
  std::uint32_t required_count;
  std::uint32_t first_pattern;
  std::uint32_t pattern_count;
  node others;
};

/** One value of `enum` or `const`: a text, a number, or anything else as canonical JSON. */
struct choice {
  kind what;
  std::string_view text;
  double number = 0;
};

struct schema {
  const rule* rules;
  const node* nodes;
  const std::string_view* texts;
  const choice* choices;
  const object_rules* objects;
  const property* properties;
  const named_by_pattern* named_by_patterns;
  const pattern* patterns;
};

}  // namespace appia::detail
