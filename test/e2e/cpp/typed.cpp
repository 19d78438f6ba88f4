// A component as one writes it: reads files and says what it runs. Commands come a line, answers go a line.
#include <iostream>
#include <limits>

#include "demo_config.hpp"

using appia::demo::Demo;
using appia::demo::Mode;

static_assert(to_text(Mode::host_only) == "host-only");
static_assert(to_text(Mode::default_) == "default");
static_assert(to_text(Mode::v2nd) == "2nd");
static_assert(to_text(Mode::host_only_2) == "host_only");
static_assert(Demo::schema_hash.size() == 64);

static std::string running(const Demo& config) {
  std::string text = std::to_string(config.port) + ' ' + std::string(to_text(config.mode));
  if (const auto* tcp = std::get_if<appia::demo::Tcp>(&config.socket)) text += " tcp:" + std::to_string(tcp->port);
  if (const auto* ipc = std::get_if<appia::demo::Ipc>(&config.socket)) text += " ipc:" + ipc->path;
  if (config.tree.left) text += ' ' + config.tree.left->label;
  return text;
}

int main() {
  Demo current;
  for (std::string line; std::getline(std::cin, line);) {
    const std::string command = line.substr(0, line.find(' '));
    const std::string path = line.substr(command.size() + 1);
    if (command == "reload") {
      const appia::Problems wrong = appia::reload(path, current);
      if (wrong.empty()) std::cout << "ok " << running(current) << std::endl;
      for (std::size_t each = 0; each < wrong.size(); ++each) {
        std::cout << (each == 0 ? "" : " | ") << wrong[each].code << ' ' << describe(wrong[each]);
      }
      if (!wrong.empty()) std::cout << " | still " << running(current) << std::endl;
    } else if (command == "check") {
      Demo made = current;
      made.port = 0;
      made.ratio = 0.075;
      made.tree.label = "made by hand";
      std::cout << describe(appia::check(made)).size() << ' ' << appia::check(made).size() << ' '
                << appia::check(current).size() << std::endl;
    } else if (command == "infinite") {
      Demo made = current;
      made.ratio = std::numeric_limits<double>::infinity();
      try {
        std::cout << appia::to_json(made) << std::endl;
      } catch (const std::domain_error& error) {
        std::cout << error.what() << std::endl;
      }
    }
  }
}
