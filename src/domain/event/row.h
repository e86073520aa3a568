// EventRow: the columns of one event in the event store. Immutable once written.
//
// A merge never rewrites rows: `hash_id` is what an override table maps to another issue
// (architecture: exactly once).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "protocol/ids.h"
#include "protocol/outcome.h"

namespace picket::domain {

/// Where a payload lies in the blob store. All zero: none.
struct BlobRef {
  std::uint64_t container = 0;  ///< Segment (embedded) or bucket of the day.
  std::uint64_t offset = 0;
  std::uint32_t size = 0;

  friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

/// Sentry's logging numbers; unknown levels read as error.
enum class Level : std::uint8_t {
  sample = 0,
  debug = 10,
  info = 20,
  warning = 30,
  error = 40,
  fatal = 50
};

struct EventRow {
  ProjectId project;
  EventId event_id;
  IssueId issue;        ///< As decided when the event was processed.
  HashId hash_id;       ///< The first primary hash.
  Timestamp timestamp;  ///< When it happened, by the (corrected) SDK clock.
  Timestamp received;   ///< When the relay took it; retention and outcomes go by this.
  protocol::Category category = protocol::Category::error;
  Level level = Level::error;
  bool handled = true;  ///< False when an exception's mechanism says handled=false.
  std::string type;     ///< "error", "default", ...
  std::string platform;
  std::string title;
  std::string culprit;
  std::string message;  ///< Search text: logentry and exception values.
  std::string transaction;
  std::string release;
  std::string dist;
  std::string environment;
  std::string
      user;  ///< Tag value `user`: "id:1", "username:...", "email:...", "ip:..."; empty if unknown.
  std::string user_email;
  std::string sdk_name;
  std::string sdk_version;
  std::string trace_id;  ///< 32 hex or empty.
  /// Every tag, promoted ones included, sorted by key, keys unique.
  std::vector<std::pair<std::string, std::string>> tags;
  BlobRef payload;

  friend bool operator==(const EventRow&, const EventRow&) = default;
};

/// Every string member, for code that treats them alike.
inline constexpr std::string EventRow::*kEventRowTexts[] = {
    &EventRow::type,        &EventRow::platform,    &EventRow::title,      &EventRow::culprit,
    &EventRow::message,     &EventRow::transaction, &EventRow::release,    &EventRow::dist,
    &EventRow::environment, &EventRow::user,        &EventRow::user_email, &EventRow::sdk_name,
    &EventRow::sdk_version, &EventRow::trace_id};

}  // namespace picket::domain
