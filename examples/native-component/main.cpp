// A component whose configuration is a file that its agent replaces: native-component FILE [SOCKET] runs,
// native-component check FILE only says what is wrong with a file.
#include <openssl/evp.h>
#include <poll.h>
#include <sys/signalfd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detector_config.hpp"
#include "file_watch.hpp"
#include "status_socket.hpp"

namespace {

using Config = appia::detector::Detector;

/** sha256 of the canonical JSON: the one that plans, status and history name. */
std::string hash_of(const Config& config) {
  const std::string bytes = appia::to_json(config);
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::string text;
  for (const unsigned byte : digest) {
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

void print(const appia::Problems& problems, const std::string& path, std::string_view outcome) {
  std::cerr << appia::describe(problems, path) << path << ": " << problems.size()
            << (problems.size() == 1 ? " problem; " : " problems; ") << outcome << std::endl;
}

/** The component: what it runs, and how it comes to run something else. */
class Component {
 public:
  Component(std::string path, std::string socket) : path_(std::move(path)), status_(std::move(socket)) {}

  /** Takes the file over, if nothing is wrong with it. */
  void load() {
    auto loaded = appia::load_file<Config>(path_);
    problems_ = loaded ? appia::Problems{} : loaded.error();
    if (loaded) {
      const std::string hash = hash_of(*loaded);
      if (hash != hash_) std::cerr << "runs " << hash.substr(0, 8) << std::endl;
      config_ = *std::move(loaded);
      hash_ = hash;
    } else {
      print(problems_, path_, config_ ? "what ran before goes on" : "there is nothing to run");
    }
    status_.tell(status());
  }

  [[nodiscard]] bool has_config() const { return config_.has_value(); }

  void run() {
    // Watched before it is read: nothing that happens in between is missed.
    FileWatch watch(path_);
    const int signals = take_signals();
    load();
    if (!watch) std::cerr << "the folder of " << path_ << " cannot be watched; SIGHUP reloads" << std::endl;
    std::array<pollfd, 2> ready{{{watch.descriptor(), POLLIN, 0}, {signals, POLLIN, 0}}};
    while (has_config()) {
      ::poll(ready.data(), ready.size(), 1000);
      signalfd_siginfo signal{};
      const bool is_signalled =
          ::read(signals, &signal, sizeof signal) == static_cast<ssize_t>(sizeof signal);
      if (is_signalled && signal.ssi_signo != SIGHUP) break;
      if (watch.take() || is_signalled) load();
      status_.deliver();
    }
    ::close(signals);
  }

 private:
  static int take_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&signals, signal);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  }

  [[nodiscard]] std::string status() const {
    nlohmann::json line{{"component", "detector"}, {"schema", Config::schema_hash}};
    line["config"] = hash_.empty() ? nlohmann::json(nullptr) : nlohmann::json(hash_);
    line["refused"] = nlohmann::json::array();
    for (const auto& problem : problems_) {
      line["refused"].push_back(
          {{"code", problem.code}, {"pointer", problem.pointer}, {"message", problem.message}});
    }
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  const std::string path_;
  StatusSocket status_;
  std::optional<Config> config_;
  std::string hash_;
  appia::Problems problems_;
};

int check(const std::string& path) {
  const auto loaded = appia::load_file<Config>(path);
  if (!loaded) print(loaded.error(), path, "it would not run");
  return loaded ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const std::string first = count > 1 ? words[1] : "";
  if (count == 3 && first == "check") return check(words[2]);
  if (count != 2 && count != 3) {
    std::cerr << "usage: native-component FILE [SOCKET]\n       native-component check FILE\n";
    return 3;
  }
  Component component(first, count == 3 ? words[2] : "");
  component.run();
  return component.has_config() ? 0 : 1;
}
