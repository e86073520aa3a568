// How large items may be, and what they count as.
// Source: shared spec "ingest", sections 1.8 (sizes) and 4.8 (quantities).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/units.h"
#include "protocol/envelope.h"
#include "protocol/outcome.h"

namespace picket::protocol {

/// Limits of a size class: each item, all of them together, and how many.
struct SizeLimit {
  std::uint64_t item_bytes;
  std::uint64_t total_bytes;
  std::size_t items;
};

SizeLimit limit_of(SizeClass size_class) noexcept;

/// The first item that breaks its limit; nullopt when none does. One that does refuses the whole
/// request. Unknown items do not count.
std::optional<EnvelopeItem> find_oversized(std::span<const EnvelopeItem> items) noexcept;

/// Outcome reason of an oversized item: "too_large:event", "too_large:attachment:minidump".
std::string too_large_reason(const EnvelopeItem& item);
/// The `detail` of the answer 413.
std::string too_large_detail(const EnvelopeItem& item);

struct Quantity {
  Category category;
  std::int64_t amount;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// At most four per item: a transaction and its spans.
class Quantities {
 public:
  void add(Category category, std::int64_t amount) noexcept { list_[size_++] = {category, amount}; }
  /// Takes from what there is of the category, at most all of it.
  void reduce(Category category, std::int64_t amount) noexcept {
    for (std::size_t i = 0; i < size_; ++i) {
      if (list_[i].category == category) list_[i].amount -= std::min(amount, list_[i].amount);
    }
  }
  /// 0 when there is nothing of the category.
  std::int64_t of(Category category) const noexcept {
    for (const Quantity& one : *this) {
      if (one.category == category) return one.amount;
    }
    return 0;
  }
  const Quantity* begin() const noexcept { return list_.data(); }
  const Quantity* end() const noexcept { return list_.data() + size_; }
  std::size_t size() const noexcept { return size_; }

 private:
  std::array<Quantity, 4> list_{};
  std::size_t size_ = 0;
};

/// What one item adds to outcomes. A transaction is a span itself, beside those that it holds. None
/// for types without outcomes (sessions, user and client reports, form data, metrics, nel, unknown
/// ones).
Quantities quantities(const EnvelopeItem& item) noexcept;

}  // namespace picket::protocol
