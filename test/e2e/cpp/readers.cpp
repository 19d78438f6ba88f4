// How two libraries read the member `x` of a document a line: answers on a line, columns by tabs, first those of
// nlohmann-json, then those of jsoncpp. A cast that C++ leaves undefined is not tried.
#include <cmath>
#include <cstdint>
#include <iostream>
#include <json/json.h>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <type_traits>

template <class Ask>
static std::string answer(Ask ask) {
  try {
    std::ostringstream out;
    out << std::boolalpha << ask();
    return out.str();
  } catch (const std::exception&) {
    return "throws";
  }
}

static std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char each : text) out += each == '\0' ? std::string("\\0") : std::string(1, each);
  return out + '"';
}

static std::string ask_nlohmann(const std::string& text) {
  const auto x = [&] { return nlohmann::json::parse(text).at("x"); };
  const auto as = [&](auto type) {
    using Type = decltype(type);
    return answer([&]() -> std::string {
      const nlohmann::json value = x();
      if (value.is_number_float()) {
        const double number = std::trunc(value.get<double>());
        if (!(number >= static_cast<double>(std::numeric_limits<Type>::lowest()) &&
              number < std::ldexp(1.0, std::numeric_limits<Type>::digits)))
          return "undefined";
      }
      return std::to_string(value.get<Type>());
    });
  };
  return answer([&] { return x().is_number_integer(); }) + '\t' + answer([&] { return x().is_number_float(); }) + '\t' +
         as(int{}) + '\t' + as(std::uint16_t{}) + '\t' + as(std::int64_t{}) + '\t' +
         answer([&] { return quoted(x().get<std::string>()); }) + '\t' + answer([&] { return x().get<bool>(); }) + '\t' +
         answer([&] { return nlohmann::json::parse(text).value("x", 7); });
}

static std::string ask_jsoncpp(const std::string& text) {
  Json::CharReaderBuilder builder;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  const auto document = [&]() -> Json::Value {
    Json::Value parsed;
    std::string errors;
    if (!reader->parse(text.data(), text.data() + text.size(), &parsed, &errors)) throw std::runtime_error(errors);
    return parsed;
  };
  const auto x = [&]() -> Json::Value { return document()["x"]; };
  return answer([&] { return x().isInt(); }) + '\t' + answer([&] { return x().isDouble(); }) + '\t' +
         answer([&] { return x().asInt(); }) + '\t' + answer([&] { return static_cast<std::uint16_t>(x().asUInt()); }) +
         '\t' + answer([&] { return x().asInt64(); }) + '\t' + answer([&] { return quoted(x().asString()); }) + '\t' +
         answer([&] { return x().asBool(); }) + '\t' + answer([&] { return document().get("x", 7).asInt(); });
}

int main() {
  for (std::string line; std::getline(std::cin, line);) std::cout << ask_nlohmann(line) << '\t' << ask_jsoncpp(line) << '\n';
}
