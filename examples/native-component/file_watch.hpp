// Tells when a file may have been replaced.
#pragma once

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

/** Watches the folder of a file: what is renamed over a file is another file, which a watch on the old one
 * never sees. */
class FileWatch {
 public:
  explicit FileWatch(const std::string& path)
      : name_(path.substr(path.rfind('/') + 1)), descriptor_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    is_watching_ =
        ::inotify_add_watch(descriptor_, folder.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR) >= 0;
  }
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;
  ~FileWatch() { ::close(descriptor_); }

  explicit operator bool() const { return is_watching_; }
  /** Readable when something happened in the folder. */
  int descriptor() const { return descriptor_; }

  /** Whether it happened to the file; a burst of changes is one. */
  bool take() {
    bool is_ours = false;
    alignas(inotify_event) std::array<char, 4096> buffer{};
    for (;;) {
      const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
      if (size <= 0) return is_ours;
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof event);
        const char* name = buffer.data() + at + sizeof event;
        // Events that did not fit are lost: then anything may have happened.
        is_ours |= (event.mask & IN_Q_OVERFLOW) != 0 || (event.len > 0 && std::string_view(name) == name_);
        at += sizeof event + event.len;
      }
    }
  }

 private:
  std::string name_;
  int descriptor_;
  bool is_watching_ = false;
};
