// CategorySet: some of the data categories, as quotas and rate limits name them.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "protocol/outcome.h"

namespace picket::protocol {

/// A bit per category. Category::unknown is never in it: what nobody knows cannot be limited.
class CategorySet {
 public:
  constexpr CategorySet() noexcept = default;
  constexpr CategorySet(std::initializer_list<Category> categories) noexcept {
    for (const Category category : categories) add(category);
  }
  /// Every category, also those that are not known yet.
  static constexpr CategorySet all() noexcept {
    CategorySet set;
    set.bits_ = ~std::uint64_t{0};
    return set;
  }
  /// What a limit of errors means: errors of every kind.
  static constexpr CategorySet errors() noexcept {
    return {Category::default_, Category::error, Category::security};
  }

  constexpr void add(Category category) noexcept { bits_ |= bit(category); }
  constexpr void add(CategorySet others) noexcept { bits_ |= others.bits_; }
  constexpr bool contains(Category category) const noexcept { return (bits_ & bit(category)) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr bool is_all() const noexcept { return bits_ == ~std::uint64_t{0}; }
  constexpr std::uint64_t bits() const noexcept { return bits_; }

  friend constexpr bool operator==(const CategorySet&, const CategorySet&) noexcept = default;

 private:
  static constexpr std::uint64_t bit(Category category) noexcept {
    const auto id = static_cast<int>(category);
    return id < 0 || id > 63 ? 0 : std::uint64_t{1} << static_cast<unsigned>(id);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace picket::protocol
