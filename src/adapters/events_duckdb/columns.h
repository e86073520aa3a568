// The columns of the table `events`, in table order: what the writer fills and the reader selects.
// Layout and reasons: docs/formats/event_rows.md. The DDL is frozen in schema.cc; a test holds both
// together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/event/row.h"

namespace picket::adapters::duck {

namespace column {
enum Index : std::size_t {
  ts,
  received,
  project,
  issue,
  hash_id,
  event_high,
  event_low,
  category,
  level,
  handled,
  first_text,  ///< kEventRowTexts in their order.
  column_tags = first_text + std::size(domain::kEventRowTexts),
  first_promoted,  ///< kPromotedTags in their order.
  tags = first_promoted + 14,
  tag_hashes,
  payload_container,
  payload_offset,
  payload_size,
  count
};
}  // namespace column

/// Names of the string columns, in the order of domain::kEventRowTexts.
inline constexpr std::string_view kTextColumns[] = {
    "type", "platform",    "title",    "culprit",    "message",  "transaction", "release",
    "dist", "environment", "\"user\"", "user_email", "sdk_name", "sdk_version", "trace_id"};
static_assert(std::size(kTextColumns) == std::size(domain::kEventRowTexts));

/// Tags that nearly every event has, each in a nullable column of its own: a column costs a third
/// of a MAP entry, and a filter on it reads nothing else.
struct PromotedTag {
  std::string_view key;
  std::string_view column;
};
inline constexpr PromotedTag kPromotedTags[] = {
    {"browser", "tag_browser"},
    {"browser.name", "tag_browser_name"},
    {"device", "tag_device"},
    {"device.family", "tag_device_family"},
    {"handled", "tag_handled"},
    {"level", "tag_level"},
    {"logger", "tag_logger"},
    {"mechanism", "tag_mechanism"},
    {"os", "tag_os"},
    {"os.name", "tag_os_name"},
    {"runtime", "tag_runtime"},
    {"runtime.name", "tag_runtime_name"},
    {"server_name", "tag_server_name"},
    {"url", "tag_url"},
};
static_assert(column::first_promoted + std::size(kPromotedTags) == column::tags);

/// Tags whose value is usually also a field of the row. Bit i of `column_tags` says that the tag is
/// there with the field's value, which then is stored once.
struct FieldTag {
  std::string_view key;
  std::string_view column;
  std::string domain::EventRow::*field;
};
inline constexpr FieldTag kFieldTags[] = {
    {"dist", "dist", &domain::EventRow::dist},
    {"environment", "environment", &domain::EventRow::environment},
    {"release", "release", &domain::EventRow::release},
    {"transaction", "transaction", &domain::EventRow::transaction},
    {"user", "\"user\"", &domain::EventRow::user},
};

namespace column_bit {
/// Of `column_tags`, for an element of kFieldTags.
constexpr unsigned of(const FieldTag& tag) noexcept {
  return 1U << (&tag - kFieldTags);
}
/// Some tag of kFieldTags has another value than its field and is in `tags`. Rare, so that a query
/// need not look there.
inline constexpr unsigned stray_tags = 1U << 7;
}  // namespace column_bit

/// XXH64 (seed 0) of `key=value`: what `tag_hashes` holds for each entry of `tags`. Stored, so it
/// never changes.
std::uint64_t tag_hash(std::string_view key, std::string_view value);

/// All column names, comma-separated, in table order.
const std::string& all_columns();

}  // namespace picket::adapters::duck
