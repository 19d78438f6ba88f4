// What a test cannot see from outside: threads, a fork, and what is left in memory.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "keyring.hpp"

std::size_t size_of_channel();

namespace {

using Message = std::vector<std::uint8_t>;
const appia::Channel channel{"detector", "firewall"};

/** Outlives main: its destructor runs among those of libcrypto. */
std::shared_ptr<appia::Keyring> global_keyring;
std::unique_ptr<appia::Sealer> global_sealer;

std::shared_ptr<appia::Keyring> open_keyring(const std::string& path) {
  appia::KeyringOptions options;
  options.look_again = std::chrono::milliseconds(1);
  auto opened = appia::Keyring::open(path, options);
  if (!opened) {
    std::cerr << opened.error().message << '\n';
    std::exit(1);
  }
  return *opened;
}

void run_all(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t index = 0; index < count; ++index) threads.emplace_back(work, index);
  for (auto& thread : threads) thread.join();
}

/** Four threads seal with one sealer and with one each, then four threads try to open every message. */
int threads(const std::string& path) {
  constexpr std::size_t workers = 4;
  constexpr std::size_t each = 2000;
  const auto keyring = open_keyring(path);
  appia::OpenerOptions options;
  // Messages of this very moment are those of before the start.
  options.now = [started = false]() mutable {
    const std::int64_t now = appia::system_milliseconds();
    const std::int64_t shift = started ? 0 : 1000;
    started = true;
    return now - shift;
  };
  appia::Opener opener(keyring, options);
  appia::Sealer shared(keyring);
  std::vector<Message> messages(workers * each);
  std::atomic<bool> is_done{false};
  std::thread observer([&] {
    while (!is_done) {
      keyring->refresh();
      if (keyring->status().member != "detector@gw-01") std::abort();
    }
  });
  run_all(workers, [&](std::size_t worker) {
    appia::Sealer own(keyring);
    for (std::size_t index = worker * each; index < (worker + 1) * each; ++index) {
      auto sealed = (index % 2 == 0 ? shared : own).seal(channel, "a flow");
      if (sealed) messages[index] = *std::move(sealed);
    }
  });
  std::atomic<std::size_t> opened{0};
  std::atomic<std::size_t> replayed{0};
  run_all(workers, [&](std::size_t) {
    for (const Message& message : messages) {
      const auto result = opener.open(channel, message);
      if (result)
        ++opened;
      else if (result.error().reason == appia::RejectionReason::replayed)
        ++replayed;
    }
  });
  is_done = true;
  observer.join();
  std::set<std::string> headers;
  for (const Message& message : messages) {
    headers.insert(std::string(appia::keyring_detail::parse_message(message)->header.text()));
  }
  std::cout << "sealed " << headers.size() << " opened " << opened << " replayed " << replayed << '\n';
  return 0;
}

void print_message(appia::Sealer& sealer) {
  const auto message = sealer.seal(channel, "x");
  const auto parsed = appia::keyring_detail::parse_message(*message);
  std::ostringstream text;
  for (const char byte : parsed->boot_id)
    text << std::hex << static_cast<unsigned>(static_cast<unsigned char>(byte)) << '.';
  text << ' ' << parsed->counter << '\n';
  std::cout << text.str() << std::flush;
}

int in_fork(const std::string& path) {
  const auto keyring = open_keyring(path);
  appia::Sealer used(keyring);
  appia::Sealer fresh(keyring);
  print_message(used);
  const pid_t child = ::fork();
  print_message(used);
  print_message(fresh);
  if (child == 0) ::_exit(0);
  return ::waitpid(child, nullptr, 0) == child ? 0 : 1;
}

constexpr unsigned char mask = 0x55;

/** How often 16 bytes are in memory; the needle is masked, so that it is not found itself. */
std::size_t count_in_memory(const std::string& masked) {
  std::size_t count = 0;
  std::ifstream maps("/proc/self/maps");
  std::ifstream memory("/proc/self/mem", std::ios::binary);
  std::vector<char> bytes;
  for (std::string line; std::getline(maps, line);) {
    std::size_t from = 0;
    std::size_t to = 0;
    char dash = 0;
    std::string rights;
    std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
    if (rights.substr(0, 2) != "rw") continue;
    bytes.resize(to - from);
    memory.clear();
    memory.seekg(static_cast<std::streamoff>(from));
    memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const auto is_same = [](char here, char there) {
      return static_cast<unsigned char>(here) == (static_cast<unsigned char>(there) ^ mask);
    };
    const auto size = static_cast<std::size_t>(std::max<std::streamsize>(memory.gcount(), 0));
    for (auto at = bytes.begin(), end = bytes.begin() + static_cast<std::ptrdiff_t>(size); at != end; ++at) {
      at = std::search(at, end, masked.begin(), masked.end(), is_same);
      if (at == end) break;
      ++count;
    }
    // What was looked through holds a copy of what was found.
    OPENSSL_cleanse(bytes.data(), bytes.size());
  }
  return count;
}

int memory(const std::string& path, const std::string& masked_hex) {
  std::string masked;
  for (std::size_t at = 0; at < masked_hex.size(); at += 2) {
    masked += static_cast<char>(std::stoi(masked_hex.substr(at, 2), nullptr, 16));
  }
  auto keyring = open_keyring(path);
  auto sealer = std::make_unique<appia::Sealer>(keyring);
  auto opener = std::make_unique<appia::Opener>(keyring);
  const auto message = sealer->seal(channel, "x");
  static_cast<void>(opener->open(channel, *message));
  std::cout << "held " << (count_in_memory(masked) > 0 ? "yes" : "no") << std::endl;
  opener.reset();
  sealer.reset();
  keyring.reset();
  std::cout << "left " << count_in_memory(masked) << '\n';
  return 0;
}

int at_exit(const std::string& path) {
  global_keyring = open_keyring(path);
  global_sealer = std::make_unique<appia::Sealer>(global_keyring);
  return global_sealer->seal(channel, "x") && size_of_channel() == sizeof(appia::Channel) ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 2 ? words[1] : "";
  if (what == "threads") return threads(words[2]);
  if (what == "fork") return in_fork(words[2]);
  if (what == "memory" && count > 3) return memory(words[2], words[3]);
  if (what == "exit") return at_exit(words[2]);
  return 3;
}
