// What a text cannot hold, from one look at its bytes. Source: the expressions of `kinds.cc`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/parameterize/kinds.h"

namespace picket::domain::parameterize {

/// What of it is false is certain; what is true is not.
class Screen {
 public:
  void add(Need need) noexcept { bits_ |= bit(need); }
  void add_not_ascii() noexcept { bits_ |= kNotAscii; }

  bool may_hold(Need need) const noexcept { return (bits_ & bit(need)) != 0; }
  bool may_hold_any() const noexcept { return (bits_ & ~kNotAscii) != 0; }
  /// This one is certain either way.
  bool ascii() const noexcept { return (bits_ & kNotAscii) == 0; }

  /// Each state as a number below kStates.
  static constexpr std::size_t kStates = std::size_t{2} << kNeeds;
  std::size_t state() const noexcept { return bits_; }
  static Screen of_state(std::size_t state) noexcept {
    Screen screen;
    screen.bits_ = static_cast<std::uint8_t>(state);
    return screen;
  }

 private:
  static constexpr unsigned kNotAscii = 1U << kNeeds;
  static constexpr std::uint8_t bit(Need need) noexcept {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(need));
  }

  std::uint8_t bits_ = 0;
};

/// About 1 ns a byte.
Screen screen(std::string_view text) noexcept;

}  // namespace picket::domain::parameterize
