// Says through a unix socket what the component runs.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <string>
#include <utility>

/** Lines to the agent, which listens. Never waits for it: what counts is the newest line, told again to each
 * new agent. */
class StatusSocket {
 public:
  explicit StatusSocket(std::string path) : path_(std::move(path)) {}
  StatusSocket(const StatusSocket&) = delete;
  StatusSocket& operator=(const StatusSocket&) = delete;
  ~StatusSocket() { disconnect(); }

  /** The newest line from now on. */
  void tell(std::string line) {
    line_ = std::move(line) + '\n';
    is_told_ = false;
    deliver();
  }

  /** Tries again what could not be told; to be called now and then. */
  void deliver() {
    if (path_.empty() || line_.empty()) return;
    char ignored = 0;
    // An agent that has ended has closed its end.
    if (descriptor_ >= 0 && ::recv(descriptor_, &ignored, 1, MSG_DONTWAIT) == 0) disconnect();
    if (descriptor_ < 0 && !connect()) return;
    if (is_told_) return;
    const ssize_t sent = ::send(descriptor_, line_.data(), line_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    is_told_ = sent == static_cast<ssize_t>(line_.size());
    // Half a line cannot be taken back: begin anew.
    if (!is_told_) disconnect();
  }

 private:
  bool connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
    disconnect();
    return false;
  }

  void disconnect() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    is_told_ = false;
  }

  std::string path_;
  std::string line_;
  bool is_told_ = false;
  int descriptor_ = -1;
};
