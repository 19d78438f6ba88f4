#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace appia::keyring_detail {

/** Remembers which of the last 4,096 counters of one sender's start were seen; anything older counts as seen.
 */
class ReplayWindow {
 public:
  static constexpr std::uint64_t size = 4096;
  using Words = std::array<std::uint64_t, size / 64>;

  ReplayWindow() noexcept = default;
  ReplayWindow(std::uint64_t next, const Words& seen) noexcept : next_(next), seen_(seen) {}

  /** True the first time, false for a counter that was seen or is too old to tell. */
  bool accept(std::uint64_t counter) noexcept {
    if (counter + size < next_) return false;
    if (counter >= next_) move_to(counter);
    const std::uint64_t bit = std::uint64_t{1} << counter % 64;
    std::uint64_t& word = word_of(counter);
    if ((word & bit) != 0) return false;
    word |= bit;
    return true;
  }

  /** One above the highest counter that was seen. */
  [[nodiscard]] std::uint64_t next() const noexcept { return next_; }
  /** A bit for each of the last 4,096 counters, at their remainder by 4,096. */
  [[nodiscard]] const Words& seen() const noexcept { return seen_; }

 private:
  std::uint64_t& word_of(std::uint64_t counter) noexcept {
    return seen_[static_cast<std::size_t>(counter % size / 64)];
  }

  void move_to(std::uint64_t counter) noexcept {
    if (counter - next_ >= size) {
      seen_.fill(0);
    } else {
      for (std::uint64_t skipped = next_; skipped <= counter; ++skipped) {
        word_of(skipped) &= ~(std::uint64_t{1} << skipped % 64);
      }
    }
    next_ = counter + 1;
  }

  std::uint64_t next_ = 0;
  Words seen_{};
};

}  // namespace appia::keyring_detail
