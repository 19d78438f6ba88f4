// Does what it reads, a line a command, and answers with a line: a test drives keyring.hpp through it.
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "keyring.hpp"

namespace {

using appia::Bytes;

std::string hex(Bytes bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    text += digits[bytes.data()[index] >> 4U];
    text += digits[bytes.data()[index] & 15U];
  }
  return text.empty() ? "-" : text;
}

std::vector<std::uint8_t> unhex(const std::string& text) {
  std::vector<std::uint8_t> bytes;
  if (text == "-") return bytes;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoul(text.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

std::string path_of(const std::string& text) { return text == "-" ? "" : text; }

std::string error_of(const appia::KeyringError& error) {
  return "error " + std::string(appia::to_string(error.code)) + ' ' + error.message;
}

/** What the commands work on. */
class Driver {
 public:
  std::string answer(const std::string& line) {
    std::istringstream in(line);
    std::string command;
    std::string a;
    std::string b;
    std::string c;
    std::string d;
    in >> command >> a >> b >> c >> d;
    if (command == "open") return open(a, path_of(b), c == "disk");
    if (command == "clock") return clock(std::stoll(a));
    if (command == "opener") return new_opener(path_of(a));
    if (command == "close") return close();
    if (command == "refresh") return refresh();
    if (command == "status") return status();
    if (command == "seal") return seal(a, b, unhex(c));
    if (command == "read") return read(a, b, unhex(c), d.empty() ? 0 : std::stoi(d));
    if (command == "hkdf") return hkdf(unhex(a), unhex(b), unhex(c));
    if (command == "aead") return aead(unhex(a), unhex(b), unhex(c), unhex(d));
    return "what is " + command + '?';
  }

 private:
  std::string open(const std::string& path, const std::string& member, bool allow_disk) {
    appia::KeyringOptions options;
    options.member = member;
    options.allow_disk = allow_disk;
    options.look_again = std::chrono::milliseconds(0);
    close();
    auto opened = appia::Keyring::open(path, options);
    if (!opened) return error_of(opened.error());
    keyring_ = *opened;
    sealer_ = std::make_unique<appia::Sealer>(keyring_, [this] { return now_; });
    return "ok";
  }

  std::string clock(std::int64_t now) {
    now_ = now;
    return "ok";
  }

  std::string new_opener(const std::string& seen_file) {
    appia::OpenerOptions options;
    options.seen_file = seen_file;
    options.now = [this] { return now_; };
    opener_ = std::make_unique<appia::Opener>(keyring_, options);
    return "ok";
  }

  std::string close() {
    opener_.reset();
    sealer_.reset();
    keyring_.reset();
    return "ok";
  }

  std::string refresh() {
    switch (keyring_->refresh()) {
      case appia::Keyring::Refresh::unchanged:
        return "unchanged";
      case appia::Keyring::Refresh::changed:
        return "changed";
      case appia::Keyring::Refresh::refused:
        return error_of(*keyring_->status().refused);
    }
    return "?";
  }

  std::string status() {
    const auto status = keyring_->status();
    std::string text = status.member + ' ' + std::to_string(status.generation) + ' ' + status.primary + ' ' +
                       std::to_string(status.sealed_under_primary) + " :";
    for (const auto& id : status.key_ids) text += ' ' + id;
    return text;
  }

  std::string seal(const std::string& from, const std::string& to, const std::vector<std::uint8_t>& plain) {
    const auto message = sealer_->seal({from, to}, plain);
    return message ? "sealed " + hex(*message) : "error " + std::string(to_string(message.error()));
  }

  std::string read(const std::string& from, const std::string& to, const std::vector<std::uint8_t>& message,
                   int patience) {
    const auto opened = opener_->open({from, to}, message, std::chrono::milliseconds(patience));
    if (opened) return "opened " + hex(opened->plain) + ' ' + hex(opened->sender) + ' ' + hex(opened->key_id);
    return "rejected " + std::string(to_string(opened.error().reason)) + ' ' + hex(opened.error().key_id);
  }

  static std::string hkdf(const std::vector<std::uint8_t>& secret, const std::vector<std::uint8_t>& salt,
                          const std::vector<std::uint8_t>& info) {
    appia::keyring_detail::SecretKey derived;
    const auto algorithms = appia::keyring_detail::Algorithms::fetch();
    return appia::keyring_detail::hkdf(*algorithms, secret, salt, info, derived) ? hex(derived) : "failed";
  }

  /** Opens what was sealed with its tag behind it, and seals what it opened. */
  static std::string aead(const std::vector<std::uint8_t>& key, const std::vector<std::uint8_t>& nonce,
                          const std::vector<std::uint8_t>& header, const std::vector<std::uint8_t>& sealed) {
    using namespace appia::keyring_detail;
    const auto algorithms = Algorithms::fetch();
    SecretKey secret;
    Nonce used{};
    if (key.size() != secret.size() || nonce.size() != used.size()) return "other sizes";
    std::copy(key.begin(), key.end(), secret.data());
    std::copy(nonce.begin(), nonce.end(), used.begin());
    const std::size_t size = sealed.size() - tag_bytes;
    std::vector<std::uint8_t> plain(size);
    MessageCipher opening(*algorithms, MessageCipher::Direction::open, secret);
    if (!opening.open(used, header, Bytes(sealed.data(), size), sealed.data() + size, plain.data())) {
      return hex(plain) == hex(std::vector<std::uint8_t>(size)) ? "tampered" : "plain is left behind";
    }
    std::vector<std::uint8_t> again(sealed.size());
    MessageCipher sealing(*algorithms, MessageCipher::Direction::seal, secret);
    if (!sealing.seal(used, header, plain, again.data()) || again != sealed) return "seals otherwise";
    return "plain " + hex(plain);
  }

  std::int64_t now_ = 0;
  std::shared_ptr<appia::Keyring> keyring_;
  std::unique_ptr<appia::Sealer> sealer_;
  std::unique_ptr<appia::Opener> opener_;
};

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  Driver driver;
  for (std::string line; std::getline(std::cin, line);) std::cout << driver.answer(line) << std::endl;
}
