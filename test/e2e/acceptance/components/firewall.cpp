// The firewall agent: opens verdicts, and puts the source of an attack into the set of the ruleset that etcd holds.
// firewall CONFIG KEYRING FAMILY TABLE
#include <spawn.h>
#include <sys/wait.h>

#include "channels.hpp"
#include "component.hpp"
#include "firewall_config.hpp"

using appia::channels::verdicts;

namespace {

/** Puts an address into a set for its time, and says whether nft did. */
bool block(const std::string& family, const std::string& table, const std::string& set, const std::string& address) {
  const std::string element = "{ " + address + " timeout 1h }";
  std::vector<const char*> words{"nft",         "add",           "element",       family.c_str(),
                                 table.c_str(), set.c_str(), element.c_str(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, "nft", nullptr, nullptr, const_cast<char**>(words.data()), environ) != 0) return false;
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) pipeline::fail("usage: firewall CONFIG KEYRING FAMILY TABLE");
  pipeline::follow_signals(words[1]);
  auto config = appia::load_file<appia::firewall::Firewall>(words[1]);
  if (!config) pipeline::fail(appia::describe(config.error(), words[1]));
  const auto keyring = pipeline::wait_for_keys(words[2]);
  pipeline::Inbox inbox(keyring, {verdicts.from.component, verdicts.to.component});
  pipeline::Socket input(ZMQ_SUB, config->zmq.endpoint, verdicts.to.binds);
  pipeline::tell({{"ready", "firewall"}});
  for (;;) {
    if (pipeline::take(pipeline::is_reload_due)) {
      const auto problems = appia::reload(words[1], *config);
      pipeline::tell({{"reloaded", problems.empty()}, {"dry_run", config->operation.dry_run}});
    }
    const auto message = input.receive();
    if (message.empty()) continue;
    const auto verdict = inbox.open(message);
    if (verdict.is_null()) continue;
    pipeline::tell({{"heard", verdict["port"]}, {"attack", verdict["attack"]}});
    if (!verdict["attack"].get<bool>()) continue;
    const auto source = verdict["source"].get<std::string>();
    const bool is_blocked = !config->operation.dry_run && block(words[3], words[4], config->ipset.set_name, source);
    pipeline::tell({{is_blocked ? "blocked" : "spared", source}});
  }
}
