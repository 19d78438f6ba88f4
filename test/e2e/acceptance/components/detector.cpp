// The detector: opens what the sniffer saw, judges it against the threshold of its configuration, and publishes verdicts.
// Its model is a toy, so that a test knows the answer: the score of a flow is its port's last two digits, hundredths.
// detector CONFIG KEYRING
#include "channels.hpp"
#include "component.hpp"
#include "detector_config.hpp"

using appia::channels::flows;
using appia::channels::verdicts;

int main(int count, char** words) {
  if (count != 3) pipeline::fail("usage: detector CONFIG KEYRING");
  pipeline::follow_signals(words[1]);
  auto config = appia::load_file<appia::detector::Detector>(words[1]);
  if (!config) pipeline::fail(appia::describe(config.error(), words[1]));
  const auto keyring = pipeline::wait_for_keys(words[2]);
  pipeline::Inbox inbox(keyring, {flows.from.component, flows.to.component});
  pipeline::Outbox outbox(keyring, {verdicts.from.component, verdicts.to.component});
  pipeline::Socket input(ZMQ_PULL, config->network.input_socket.endpoint, flows.to.binds);
  pipeline::Socket output(ZMQ_PUB, config->network.output_socket.endpoint, verdicts.from.binds);
  pipeline::tell({{"ready", "detector"}});
  for (;;) {
    if (pipeline::take(pipeline::is_reload_due)) {
      const auto problems = appia::reload(words[1], *config);
      pipeline::tell({{"reloaded", problems.empty()}, {"threshold", config->ml.thresholds.level2_ddos}});
    }
    const auto message = input.receive();
    if (message.empty()) continue;
    const auto flow = inbox.open(message);
    if (flow.is_null()) continue;
    const double score = flow["port"].get<int>() % 100 / 100.0;
    const bool is_attack = score >= config->ml.thresholds.level2_ddos;
    pipeline::tell({{"judged", flow["port"]}, {"attack", is_attack}});
    const auto sealed = outbox.seal({{"source", flow["source"]}, {"port", flow["port"]}, {"attack", is_attack}});
    if (!sealed.empty()) output.send(sealed);
  }
}
