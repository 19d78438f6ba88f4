// Reads configurations from text and from files.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "judge.hpp"
#include "locate.hpp"
#include "parse.hpp"
#include "problem.hpp"
#include "read.hpp"
#include "result.hpp"
#include "write.hpp"

namespace appia {

/** Longer files are refused; etcd takes no value beyond 1.5 MiB. */
constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;

/** A configuration from JSON text, or everything that is wrong with it. */
template <class T>
Result<T, Problems> from_json(std::string_view text) {
  Problems wrong;
  detail::document parsed;
  if (!detail::parse(text, parsed, wrong)) return wrong;
  detail::findings found;
  detail::refuse_repeated(parsed, found);
  detail::judge(T::schema_(), parsed, &found).accepts(T::schema_node_, parsed.tokens.data(), detail::place{});
  if (found.empty() && wrong.empty()) detail::refuse_depth(parsed, found);
  detail::locate(text, parsed, found, wrong);
  if (!wrong.empty()) return wrong;
  T value;
  detail::read(detail::source{parsed}, parsed.tokens.data(), value);
  return value;
}

/** Canonical JSON (RFC 8785). Throws std::domain_error where a number is infinite or not a number. */
template <class T>
std::string to_json(const T& value) {
  std::string text;
  detail::write(text, value);
  return text;
}

/** What is wrong with a value that was made by hand. */
template <class T>
Problems check(const T& value) {
  const Result<T, Problems> read = from_json<T>(to_json(value));
  return read ? Problems{} : read.error();
}

namespace detail {

class open_file {
 public:
  explicit open_file(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

inline bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/** The text of a regular file as it was at one moment; otherwise why there is none. */
inline bool read_file(const std::string& path, std::string& text, std::string& reason) {
  const open_file file(path);
  struct stat before {};
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &before) != 0) {
    reason = std::strerror(errno);
    return false;
  }
  if (!S_ISREG(before.st_mode)) {
    reason = S_ISDIR(before.st_mode) ? "it is a directory" : "it is no regular file";
    return false;
  }
  if (static_cast<std::size_t>(before.st_size) > most_bytes) {
    reason = std::to_string(before.st_size) + " bytes, where a configuration has at most " +
             std::to_string(most_bytes);
    return false;
  }
  // One more than there should be shows a file that grows.
  text.resize(static_cast<std::size_t>(before.st_size) + 1);
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file.descriptor(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      reason = std::strerror(errno);
      return false;
    }
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  text.resize(size);
  struct stat after {};
  if (::fstat(file.descriptor(), &after) == 0 && is_same(before, after) &&
      size == static_cast<std::size_t>(after.st_size))
    return true;
  reason = "it was written to while it was read; write a new file and rename it";
  return false;
}

}  // namespace detail

/** Reads a file. Never throws for what the file is or holds; there is a value, or there are problems. */
template <class T>
Result<T, Problems> load_file(const std::string& path) {
  std::string text;
  std::string reason;
  if (detail::read_file(path, text, reason)) return from_json<T>(text);
  return Problems{{"unreadable", {}, "cannot read " + path + ": " + reason, 0, 0}};
}

/** Reads a file anew; `current` changes only when there is nothing wrong with it. */
template <class T>
Problems reload(const std::string& path, T& current) {
  Result<T, Problems> fresh = load_file<T>(path);
  if (!fresh) return fresh.error();
  current = std::move(*fresh);
  return {};
}

}  // namespace appia
