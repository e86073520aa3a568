#include "protocol/item_limits.h"

#include <algorithm>
#include <limits>

#include "protocol/span_count.h"

namespace picket::protocol {
namespace {

constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();
constexpr std::uint64_t kAnySize = std::numeric_limits<std::uint64_t>::max();

/// It is a span itself.
void add_transaction(const EnvelopeItem& item, Quantities& list) noexcept {
  const auto spans = static_cast<std::int64_t>(count_spans(item.payload)) + 1;
  list.add(Category::transaction, 1);
  list.add(Category::transaction_indexed, 1);
  list.add(Category::span, spans);
  list.add(Category::span_indexed, spans);
}

}  // namespace

SizeLimit limit_of(SizeClass size_class) noexcept {
  switch (size_class) {
    case SizeClass::event:  // A second event is the outcome duplicate_item, not a refusal.
      return {1_MiB, 1_MiB, kAnyCount};
    case SizeClass::attachment:
      return {200_MiB, 200_MiB, 30};
    case SizeClass::session:
      return {10_MiB, 10_MiB, 100};
    case SizeClass::client_report:
      return {100_KiB, 100_KiB, 100};
    case SizeClass::check_in:
      return {100_KiB, 100_KiB, 1};
    case SizeClass::profile:
      return {50_MiB, 50_MiB, 1};
    case SizeClass::replay:
      return {10_MiB, kAnySize, kAnyCount};
    case SizeClass::metric:
      return {1_MiB, 1_MiB, 1};
    case SizeClass::span:
      return {10_MiB, 10_MiB, 25};
    case SizeClass::container:
      return {12_MiB, kAnySize, kAnyCount};
    case SizeClass::unlimited:
      return {kAnySize, kAnySize, kAnyCount};
  }
  return {0, 0, 0};
}

std::optional<EnvelopeItem> find_oversized(std::span<const EnvelopeItem> items) noexcept {
  struct Sum {
    std::uint64_t bytes = 0;
    std::size_t items = 0;
  };
  std::array<Sum, static_cast<std::size_t>(SizeClass::unlimited) + 1> sums{};
  for (const EnvelopeItem& item : items) {
    const SizeClass size_class = traits(item.type).size_class;
    const SizeLimit limit = limit_of(size_class);
    Sum& sum = sums[static_cast<std::size_t>(size_class)];
    sum.bytes += item.payload.size();
    ++sum.items;
    if (item.payload.size() > limit.item_bytes || sum.bytes > limit.total_bytes ||
        sum.items > limit.items) {
      return item;
    }
  }
  return std::nullopt;
}

std::string too_large_reason(const EnvelopeItem& item) {
  std::string reason = std::string(reason::kTooLarge) + ':';
  reason += traits(item.type).name;
  if (item.type == ItemType::attachment) (reason += ':') += kind_of(item.attachment_type);
  return reason;
}

std::string too_large_detail(const EnvelopeItem& item) {
  return "envelope exceeded size limits for type '" + std::string(traits(item.type).name) +
         "' (https://develop.sentry.dev/sdk/envelopes/#size-limits)";
}

Quantities quantities(const EnvelopeItem& item) noexcept {
  Quantities list;
  const auto bytes = static_cast<std::int64_t>(item.payload.size());
  // What the header claims, as far as that many items fit: each takes two bytes at least.
  const auto contained = std::clamp<std::int64_t>(item.item_count, 1, bytes / 2 + 1);
  switch (item.type) {
    case ItemType::event:
    case ItemType::unreal_report:
      list.add(Category::error, 1);
      break;
    case ItemType::transaction:
      add_transaction(item, list);
      break;
    case ItemType::security:
    case ItemType::raw_security:
      list.add(Category::security, 1);
      break;
    case ItemType::attachment:
      list.add(Category::attachment, std::max<std::int64_t>(bytes, 1));
      list.add(Category::attachment_item, 1);
      break;
    case ItemType::feedback:
      list.add(Category::user_report_v2, 1);
      break;
    case ItemType::check_in:
      list.add(Category::monitor, 1);
      break;
    case ItemType::profile:
      list.add(Category::profile, 1);
      list.add(Category::profile_indexed, 1);
      break;
    case ItemType::profile_chunk:
      list.add(Category::profile_chunk, 1);
      break;
    case ItemType::replay_event:
    case ItemType::replay_recording:
    case ItemType::replay_video:
      list.add(Category::replay, 1);
      break;
    case ItemType::span:
      list.add(Category::span, contained);
      break;
    case ItemType::log:
      list.add(Category::log_item, contained);
      list.add(Category::log_byte, std::max<std::int64_t>(bytes, 1));
      break;
    case ItemType::trace_metric:
      list.add(Category::trace_metric, contained);
      break;
    case ItemType::nel:
    case ItemType::form_data:
    case ItemType::user_report:
    case ItemType::session:
    case ItemType::sessions:
    case ItemType::client_report:
    case ItemType::statsd:
    case ItemType::metric_buckets:
    case ItemType::unknown:
      break;
  }
  return list;
}

}  // namespace picket::protocol
