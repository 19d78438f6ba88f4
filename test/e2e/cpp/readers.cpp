// How two libraries read one document `{"x": …}`, given on a line of its own; an answer a line, columns by tabs.
#include <cstdint>
#include <iostream>
#include <json/json.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

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

static std::string ask_nlohmann(const std::string& text) {
  const auto parsed = [&] { return nlohmann::json::parse(text); };
  const auto x = [&] { return parsed().at("x"); };
  return answer([&] { return x().is_number_integer(); }) + '\t' + answer([&] { return x().is_number_float(); }) + '\t' +
         answer([&] { return x().get<int>(); }) + '\t' + answer([&] { return x().get<std::uint16_t>(); });
}

static std::string ask_jsoncpp(const std::string& text) {
  Json::CharReaderBuilder builder;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value parsed;
  std::string errors;
  const auto x = [&]() -> Json::Value {
    if (!reader->parse(text.data(), text.data() + text.size(), &parsed, &errors)) throw std::runtime_error(errors);
    return parsed["x"];
  };
  return answer([&] { return x().isInt(); }) + '\t' + answer([&] { return x().isDouble(); }) + '\t' +
         answer([&] { return x().asInt(); }) + '\t' + answer([&] { return static_cast<std::uint16_t>(x().asUInt()); });
}

int main() {
  for (std::string line; std::getline(std::cin, line);) std::cout << ask_nlohmann(line) << '\t' << ask_jsoncpp(line) << '\n';
}
