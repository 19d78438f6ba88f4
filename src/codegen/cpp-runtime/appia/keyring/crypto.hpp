#pragma once

#include <endian.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.hpp"

namespace appia::keyring_detail {

inline constexpr std::size_t key_bytes = 32;
inline constexpr std::size_t tag_bytes = 16;
inline constexpr std::size_t boot_id_bytes = 16;
inline constexpr std::size_t digest_bytes = 32;

using BootId = std::array<std::uint8_t, boot_id_bytes>;

/** 32 bytes that are zeroed when they go, and are never copied. */
class SecretKey {
 public:
  SecretKey() noexcept = default;
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  ~SecretKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

  [[nodiscard]] std::uint8_t* data() noexcept { return bytes_.data(); }
  [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }

 private:
  std::array<std::uint8_t, key_bytes> bytes_{};
};

/** A buffer of fixed size that is zeroed when it goes. */
class SecretBuffer {
 public:
  explicit SecretBuffer(std::size_t size) : bytes_(size) {}
  SecretBuffer(SecretBuffer&&) noexcept = default;
  SecretBuffer& operator=(SecretBuffer&&) = delete;
  ~SecretBuffer() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

  [[nodiscard]] std::uint8_t* data() noexcept { return bytes_.data(); }
  [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }

 private:
  std::vector<std::uint8_t> bytes_;
};

struct Free {
  void operator()(EVP_CIPHER* cipher) const noexcept { EVP_CIPHER_free(cipher); }
  void operator()(EVP_KDF* kdf) const noexcept { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const noexcept { EVP_KDF_CTX_free(context); }
  /** Zeroes the key that it holds. */
  void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};

/** What is fetched from libcrypto's providers once, since a fetch costs more than a message. */
struct Algorithms {
  std::unique_ptr<EVP_CIPHER, Free> cipher;
  std::unique_ptr<EVP_KDF, Free> kdf;

  /** Empty where the loaded providers lack one of them. */
  static std::shared_ptr<const Algorithms> fetch() {
    Algorithms found;
    found.cipher.reset(EVP_CIPHER_fetch(nullptr, "ChaCha20-Poly1305", nullptr));
    found.kdf.reset(EVP_KDF_fetch(nullptr, OSSL_KDF_NAME_HKDF, nullptr));
    if (!found.cipher || !found.kdf) return {};
    return std::make_shared<const Algorithms>(std::move(found));
  }
};

inline bool sha256(Bytes bytes, std::array<std::uint8_t, digest_bytes>& digest) noexcept {
  return EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1;
}

/** HKDF-SHA-256 (RFC 5869), 32 bytes. */
inline bool hkdf(const Algorithms& algorithms, Bytes secret, Bytes salt, Bytes info, SecretKey& derived) {
  const std::unique_ptr<EVP_KDF_CTX, Free> context(EVP_KDF_CTX_new(algorithms.kdf.get()));
  if (!context) return false;
  // OSSL_PARAM takes what it only reads as non-const.
  const auto octets = [](const char* name, Bytes bytes) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()), bytes.size());
  };
  char digest[] = "SHA256";
  const std::array<OSSL_PARAM, 5> params{
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0), octets(OSSL_KDF_PARAM_KEY, secret),
      octets(OSSL_KDF_PARAM_SALT, salt), octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  return EVP_KDF_derive(context.get(), derived.data(), derived.size(), params.data()) == 1;
}

/** What a message key is bound to besides its key id. */
struct MessageBinding {
  std::string_view from;
  std::string_view to;
  std::string_view sender;
  std::string_view boot_id;
};

/** A part after its length (u16, big-endian), so that no two lists of parts share bytes. */
inline void append_with_length(std::string& text, std::string_view part) {
  text += static_cast<char>(part.size() >> 8U & 0xffU);
  text += static_cast<char>(part.size() & 0xffU);
  text += part;
}

/** HKDF's info. */
inline std::string message_key_info(const MessageBinding& binding) {
  std::string info;
  for (const auto part :
       {std::string_view("appia message v1"), binding.from, binding.to, binding.sender, binding.boot_id}) {
    append_with_length(info, part);
  }
  return info;
}

using Nonce = std::array<std::uint8_t, 12>;

/** The nonce of a message (RFC 8439, 96 bits): four zero bytes, then the counter, little-endian. */
inline Nonce nonce_of(std::uint64_t counter) noexcept {
  Nonce nonce{};
  const std::uint64_t little_endian = htole64(counter);
  std::memcpy(nonce.data() + 4, &little_endian, sizeof little_endian);
  return nonce;
}

/** ChaCha20-Poly1305 (RFC 8439) under one key, in one direction. Not for two threads at once. */
class MessageCipher {
 public:
  enum class Direction { open, seal };

  /** An empty one where libcrypto fails. */
  MessageCipher(const Algorithms& algorithms, Direction direction, const SecretKey& key)
      : context_(EVP_CIPHER_CTX_new()) {
    const int is_seal = direction == Direction::seal ? 1 : 0;
    if (context_ && EVP_CipherInit_ex2(context_.get(), algorithms.cipher.get(), key.data(), nullptr, is_seal,
                                       nullptr) != 1) {
      context_.reset();
    }
  }

  explicit operator bool() const noexcept { return context_ != nullptr; }

  /** `sealed` takes as many bytes as `plain` has, and the tag after them. */
  bool seal(const Nonce& nonce, Bytes header, Bytes plain, std::uint8_t* sealed) noexcept {
    int written = 0;
    auto tag = tag_at(sealed + plain.size());
    return begin(nonce, header) && update(plain, sealed) &&
           EVP_CipherFinal_ex(context_.get(), sealed + plain.size(), &written) == 1 &&
           EVP_CIPHER_CTX_get_params(context_.get(), tag.data()) == 1;
  }

  /** False when anything was altered; `plain`, which takes as many bytes as `sealed` has, is zeroed then. */
  bool open(const Nonce& nonce, Bytes header, Bytes sealed, const std::uint8_t* tag,
            std::uint8_t* plain) noexcept {
    int written = 0;
    const auto expected = tag_at(const_cast<std::uint8_t*>(tag));
    if (begin(nonce, header) && EVP_CIPHER_CTX_set_params(context_.get(), expected.data()) == 1 &&
        update(sealed, plain) && EVP_CipherFinal_ex(context_.get(), plain + sealed.size(), &written) == 1) {
      return true;
    }
    OPENSSL_cleanse(plain, sealed.size());
    return false;
  }

 private:
  /** Cheaper than EVP_CIPHER_CTX_ctrl, which looks for the same. */
  static std::array<OSSL_PARAM, 2> tag_at(std::uint8_t* tag) noexcept {
    return {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag, tag_bytes),
            OSSL_PARAM_construct_end()};
  }

  bool begin(const Nonce& nonce, Bytes header) noexcept {
    // Key, cipher and direction stay: -1.
    return EVP_CipherInit_ex2(context_.get(), nullptr, nullptr, nonce.data(), -1, nullptr) == 1 &&
           update(header, nullptr);
  }

  /** libcrypto counts in int: what is longer goes in pieces. Without `target` it is associated data. */
  bool update(Bytes bytes, std::uint8_t* target) noexcept {
    constexpr std::size_t most_at_once = std::size_t{1} << 30U;
    for (std::size_t offset = 0; offset < bytes.size();) {
      const std::size_t step = std::min(bytes.size() - offset, most_at_once);
      int written = 0;
      if (EVP_CipherUpdate(context_.get(), target == nullptr ? nullptr : target + offset, &written,
                           bytes.data() + offset, static_cast<int>(step)) != 1) {
        return false;
      }
      offset += step;
    }
    return true;
  }

  std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
};

}  // namespace appia::keyring_detail
