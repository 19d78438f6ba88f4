// What the three components of the pipeline share: a socket, keys that come late, and lines of JSON that a test reads.
#pragma once

#include <unistd.h>
#include <zmq.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "keyring.hpp"

namespace pipeline {

/** Says something, one line of JSON. */
inline void tell(const nlohmann::json& line) { std::cout << line.dump() << std::endl; }

[[noreturn]] inline void fail(const std::string& reason) {
  std::cerr << reason << std::endl;
  std::exit(1);
}

/** Set by SIGHUP: the agent has replaced the configuration. */
inline volatile std::sig_atomic_t is_reload_due = 0;

/** Set by SIGUSR1: the next message is to be altered on its way, as an attacker would. */
inline volatile std::sig_atomic_t is_tampering_due = 0;

/** Takes signals, and only then says where they may be sent: CONFIG.pid. One that comes earlier would end the program. */
inline void follow_signals(const std::string& config) {
  struct sigaction action {};
  action.sa_handler = [](int signal) { (signal == SIGHUP ? is_reload_due : is_tampering_due) = 1; };
  sigaction(SIGHUP, &action, nullptr);
  sigaction(SIGUSR1, &action, nullptr);
  std::ofstream(config + ".pid") << getpid() << '\n';
}

/** True once for each signal. */
inline bool take(volatile std::sig_atomic_t& flag) {
  if (flag == 0) return false;
  flag = 0;
  return true;
}

/** The keys, as soon as the agent has brought them. */
inline std::shared_ptr<appia::Keyring> wait_for_keys(const std::string& path) {
  appia::KeyringOptions options;
  options.look_again = std::chrono::milliseconds(50);
  for (;;) {
    auto opened = appia::Keyring::open(path, options);
    if (opened) return *opened;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

/** A ZeroMQ socket that binds or dials; ends the program where it cannot. */
class Socket {
 public:
  Socket(int type, const std::string& endpoint, bool binds) {
    socket_ = zmq_socket(context(), type);
    const int patience = 100;
    zmq_setsockopt(socket_, ZMQ_RCVTIMEO, &patience, sizeof patience);
    if (type == ZMQ_SUB) zmq_setsockopt(socket_, ZMQ_SUBSCRIBE, "", 0);
    const int result = binds ? zmq_bind(socket_, endpoint.c_str()) : zmq_connect(socket_, endpoint.c_str());
    if (result != 0) fail(endpoint + ": " + zmq_strerror(zmq_errno()));
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { zmq_close(socket_); }

  void send(const std::vector<std::uint8_t>& message) {
    zmq_send(socket_, message.data(), message.size(), ZMQ_DONTWAIT);
  }

  /** The next message; empty if none came for a tenth of a second. */
  std::vector<std::uint8_t> receive() {
    std::vector<std::uint8_t> bytes(65536);
    const int size = zmq_recv(socket_, bytes.data(), bytes.size(), 0);
    bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return bytes;
  }

 private:
  static void* context() {
    static void* const only = zmq_ctx_new();
    return only;
  }

  void* socket_ = nullptr;
};

/** Opens what comes in, and tells what it refuses. */
class Inbox {
 public:
  Inbox(const std::shared_ptr<appia::Keyring>& keyring, appia::Channel channel)
      : opener_(keyring), channel_(channel) {}

  /** The message that was sealed; null where it is refused. */
  nlohmann::json open(const std::vector<std::uint8_t>& bytes) {
    const auto opened = opener_.open(channel_, bytes, std::chrono::seconds(2));
    if (!opened) {
      tell({{"refused", std::string(appia::to_string(opened.error().reason))}});
      return nullptr;
    }
    return nlohmann::json::parse(opened->plain.begin(), opened->plain.end());
  }

 private:
  appia::Opener opener_;
  const appia::Channel channel_;
};

/** Seals what goes out. */
class Outbox {
 public:
  Outbox(const std::shared_ptr<appia::Keyring>& keyring, appia::Channel channel)
      : sealer_(keyring), channel_(channel) {}

  /** Empty, and told, while there is no key. */
  std::vector<std::uint8_t> seal(const nlohmann::json& message) {
    auto sealed = sealer_.seal(channel_, message.dump());
    if (sealed) return *std::move(sealed);
    tell({{"unsealed", std::string(appia::to_string(sealed.error()))}});
    return {};
  }

 private:
  appia::Sealer sealer_;
  const appia::Channel channel_;
};

}  // namespace pipeline
