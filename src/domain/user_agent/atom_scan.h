// AtomScan: which of the known atoms a text holds, in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/user_agent/pattern.h"

namespace picket::domain::user_agent {

/// Refers to the patterns. Constant after construction.
class AtomScan {
 public:
  explicit AtomScan(const Patterns& patterns);

  /// Which atoms `text`, in lower case, holds, by their index.
  std::vector<bool> find(std::string_view text) const;

 private:
  static constexpr std::size_t kBuckets = 1024;
  static constexpr std::uint16_t kNone = 0xFFFF;

  /// By the first two bytes, which every atom has.
  static std::size_t bucket_of(const char* text) noexcept;

  std::vector<std::string_view> atoms_;
  std::array<std::uint16_t, kBuckets> first_;
  std::vector<std::uint16_t> next_;  ///< In the same bucket.
};

/// Whether each of the pattern's needs has an atom that was found.
bool may_match(const Pattern& pattern, const Patterns& patterns, const std::vector<bool>& found);

}  // namespace picket::domain::user_agent
