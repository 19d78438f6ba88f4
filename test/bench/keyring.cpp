// Messages of 1 KiB a second of CPU time: sealed and opened by keyring.hpp, and by bare EVP calls, in turns.
#include "keyring.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace {

constexpr std::size_t per_round = 2'000;
constexpr std::size_t rounds = 201;
constexpr std::size_t header_size = 67;
const appia::Channel channel{"sniffer", "detector"};

struct Contender {
  const char* name;
  std::function<void()> round;
  /** Before each round, outside the measured time. */
  std::function<void()> prepare = [] {};
  std::vector<double> seconds{};
};

void check(bool holds) {
  if (!holds) std::abort();
}

/** What libcrypto asks of whoever seals without keyring.hpp: one context, keyed once. */
class Bare {
 public:
  Bare() : context_(EVP_CIPHER_CTX_new()) {
    check(EVP_EncryptInit_ex(context_, EVP_chacha20_poly1305(), nullptr, key_.data(), nullptr) == 1);
  }
  ~Bare() { EVP_CIPHER_CTX_free(context_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void seal(const std::vector<std::uint8_t>& plain, std::vector<std::uint8_t>& sealed) {
    int size = 0;
    for (std::size_t at = 0; ++nonce_[at] == 0; ++at) {
    }
    check(EVP_EncryptInit_ex(context_, nullptr, nullptr, nullptr, nonce_.data()) == 1);
    check(EVP_EncryptUpdate(context_, nullptr, &size, header_.data(), static_cast<int>(header_.size())) == 1);
    check(EVP_EncryptUpdate(context_, sealed.data(), &size, plain.data(), static_cast<int>(plain.size())) ==
          1);
    check(EVP_EncryptFinal_ex(context_, sealed.data() + size, &size) == 1);
    check(EVP_CIPHER_CTX_ctrl(context_, EVP_CTRL_AEAD_GET_TAG, 16, sealed.data() + plain.size()) == 1);
  }

 private:
  EVP_CIPHER_CTX* context_;
  std::array<std::uint8_t, 32> key_{};
  std::array<std::uint8_t, 12> nonce_{};
  std::array<std::uint8_t, header_size> header_{};
};

/** Of this thread: a machine that does something else as well does not count. */
double cpu_seconds() {
  timespec time{};
  check(::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  check(count == 2);
  const auto keyring = appia::Keyring::open(words[1]);
  check(keyring.has_value());
  appia::Sealer sealer(*keyring);
  appia::OpenerOptions options;
  options.now = [calls = 0]() mutable { return appia::system_milliseconds() - (calls++ == 0 ? 10'000 : 0); };
  appia::Opener opener(*keyring, options);
  Bare bare;
  const std::vector<std::uint8_t> plain(1024, 'x');
  std::vector<std::uint8_t> sealed(plain.size() + 16);
  std::vector<std::uint8_t> message;
  std::vector<std::vector<std::uint8_t>> messages(per_round);

  std::vector<Contender> contenders;
  contenders.push_back({"bare EVP", [&] {
                          for (std::size_t index = 0; index < per_round; ++index) bare.seal(plain, sealed);
                        }});
  // What `seal` is to be held against: it gives each message a buffer of its own.
  contenders.push_back({"bare, own buffers", [&] {
                          for (std::size_t index = 0; index < per_round; ++index) {
                            std::vector<std::uint8_t> own(plain.size() + 16);
                            bare.seal(plain, own);
                          }
                        }});
  contenders.push_back({"seal_into", [&] {
                          for (std::size_t index = 0; index < per_round; ++index) {
                            check(sealer.seal_into(message, channel, plain).has_value());
                          }
                        }});
  contenders.push_back({"seal", [&] {
                          for (std::size_t index = 0; index < per_round; ++index) {
                            check(sealer.seal(channel, plain).has_value());
                          }
                        }});
  contenders.push_back({"open",
                        [&] {
                          for (const auto& each : messages) check(opener.open(channel, each).has_value());
                        },
                        [&] {
                          for (auto& each : messages) each = *sealer.seal(channel, plain);
                        }});
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (Contender& contender : contenders) {
      contender.prepare();
      const double started = cpu_seconds();
      contender.round();
      if (round > 0) contender.seconds.push_back(cpu_seconds() - started);
    }
  }
  const double base = median(contenders[0].seconds);
  for (const Contender& contender : contenders) {
    const double taken = median(contender.seconds);
    std::printf("%-17s %9.0f/s  %.2f x bare EVP\n", contender.name, per_round / taken, base / taken);
  }
}
