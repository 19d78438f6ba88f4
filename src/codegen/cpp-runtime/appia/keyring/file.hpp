#pragma once

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

#include "bytes.hpp"
#include "crypto.hpp"

namespace appia::keyring_detail {

/** An open file, closed when it goes. */
class FileHandle {
 public:
  explicit FileHandle(int descriptor) noexcept : descriptor_(descriptor) {}
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  explicit operator bool() const noexcept { return descriptor_ >= 0; }
  [[nodiscard]] int get() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

/** Tells two files that stood under one name apart, without reading them. */
struct FileStamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  timespec modified{};
  timespec changed{};

  FileStamp() noexcept = default;
  explicit FileStamp(const struct stat& status) noexcept
      : device(status.st_dev),
        inode(status.st_ino),
        size(status.st_size),
        modified(status.st_mtim),
        changed(status.st_ctim) {}

  bool operator==(const FileStamp& other) const noexcept {
    return device == other.device && inode == other.inode && size == other.size &&
           modified.tv_sec == other.modified.tv_sec && modified.tv_nsec == other.modified.tv_nsec &&
           changed.tv_sec == other.changed.tv_sec && changed.tv_nsec == other.changed.tv_nsec;
  }
};

/** The stamp of what stands at a path now; a default one where nothing does. */
inline FileStamp stamp_of(const std::string& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? FileStamp(status) : FileStamp();
}

inline std::string text_of_error(int error) { return std::generic_category().message(error); }

/** Whether a file lies in memory alone (tmpfs, ramfs). */
inline bool is_in_memory(const FileHandle& file) noexcept {
  struct statfs status {};
  if (::fstatfs(file.get(), &status) != 0) return false;
  const auto type = static_cast<unsigned long>(status.f_type) & 0xffffffffUL;
  return type == TMPFS_MAGIC || type == static_cast<unsigned long>(RAMFS_MAGIC);
}

/** Fills `target` from the file's beginning; false when it cannot be read or holds fewer bytes or more. */
inline bool read_exactly(const FileHandle& file, std::uint8_t* target, std::size_t size) noexcept {
  std::size_t offset = 0;
  for (;;) {
    std::uint8_t beyond = 0;
    const bool is_full = offset == size;
    const ssize_t got = ::read(file.get(), is_full ? &beyond : target + offset, is_full ? 1 : size - offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0 && is_full;
    if (is_full) return false;
    offset += static_cast<std::size_t>(got);
  }
}

inline bool write_all(const FileHandle& file, Bytes bytes) noexcept {
  for (std::size_t offset = 0; offset < bytes.size();) {
    const ssize_t written = ::write(file.get(), bytes.data() + offset, bytes.size() - offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    offset += static_cast<std::size_t>(written);
  }
  return true;
}

/**
 * Writes a file so that a crash leaves the old or the new one: temporary file, fsync, rename, fsync of the
 * folder.
 */
inline bool write_whole(const std::string& path, Bytes bytes) {
  const std::string temporary = path + '.' + std::to_string(::getpid()) + ".tmp";
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  ::unlink(temporary.c_str());
  const auto is_synced = [&] {
    const FileHandle file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return file && write_all(file, bytes) && ::fsync(file.get()) == 0;
  };
  if (!is_synced() || ::rename(temporary.c_str(), path.c_str()) != 0) {
    ::unlink(temporary.c_str());
    return false;
  }
  const FileHandle directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory && ::fsync(directory.get()) == 0;
}

}  // namespace appia::keyring_detail
