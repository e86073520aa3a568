// Where a value is in an event.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace picket::domain::normalize {

/// Schemas are 15 levels deep and budgets 7 more; only what has neither goes on.
inline constexpr std::size_t kMaxNamedLevels = 40;

/// A chain of keys and indexes on the stack, innermost first; a path without parent is the event
/// itself. A child refers to its parent, which must outlive it, as must the key's text.
class Path {
 public:
  constexpr Path() = default;
  constexpr Path(const Path& parent, std::string_view key)
      : parent_(&parent),
        key_(key),
        levels_(parent.levels_ + 1),
        is_unnamed_(parent.is_unnamed_ || key.empty() || levels_ > kMaxNamedLevels) {}
  constexpr Path(const Path& parent, std::size_t index)
      : parent_(&parent),
        index_(index),
        levels_(parent.levels_ + 1),
        is_index_(true),
        is_unnamed_(parent.is_unnamed_ || levels_ > kMaxNamedLevels) {}

  const Path* parent() const noexcept { return parent_; }
  /// The empty string is a key on the way, or it is longer than kMaxNamedLevels.
  bool is_unnamed() const noexcept { return is_unnamed_; }
  /// The key or, for an index, its decimal digits.
  std::string segment() const { return is_index_ ? std::to_string(index_) : std::string(key_); }

 private:
  const Path* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  std::size_t levels_ = 0;
  bool is_index_ = false;
  bool is_unnamed_ = false;
};

}  // namespace picket::domain::normalize
