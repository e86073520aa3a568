// What an envelope may carry, and what follows from it.
// Source: shared spec "ingest", sections 1.8, 2.4 and 4.8.
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::protocol {

enum class ItemType : std::uint8_t {
  event,
  transaction,
  security,
  raw_security,
  nel,
  form_data,
  attachment,
  unreal_report,
  user_report,
  feedback,
  session,
  sessions,
  client_report,
  check_in,
  profile,
  profile_chunk,
  replay_event,
  replay_recording,
  replay_video,
  statsd,
  metric_buckets,
  span,
  log,
  trace_metric,
  unknown,  ///< Anything else: dropped without an outcome, whatever its size.
};

/// `event.attachment` and whatever is not known read as plain.
enum class AttachmentType : std::uint8_t {
  plain,
  minidump,
  apple_crash_report,
  event_payload,
  breadcrumbs,
  prosperodump,
  unreal_context,
  unreal_logs,
  view_hierarchy,
};

/// Items that share a limit (item_limits.h).
enum class SizeClass : std::uint8_t {
  event,
  attachment,
  session,
  client_report,
  check_in,
  profile,
  replay,
  metric,
  span,
  container,
  unlimited,  ///< By the size of the body alone.
};

struct ItemTraits {
  std::string_view name;  ///< `type` in the item header.
  SizeClass size_class;
  bool requires_event;  ///< Belongs to the envelope's event id.
  bool creates_event;   ///< Attachments may too, see creates_event() below.
  bool processed;       ///< By this version; other known types are `invalid/feature_disabled`.
};

const ItemTraits& traits(ItemType type) noexcept;
/// Also the historic names `user_report_v2` and `profile_chunk_ui`.
ItemType parse_item_type(std::string_view name) noexcept;

AttachmentType parse_attachment_type(std::string_view name) noexcept;
/// `attachment_type` of an item header: "event.minidump".
std::string_view name_of(AttachmentType type) noexcept;
/// As in the outcome reason `too_large:attachment:<kind>`.
std::string_view kind_of(AttachmentType type) noexcept;
bool creates_event(ItemType type, AttachmentType attachment) noexcept;

}  // namespace picket::protocol
