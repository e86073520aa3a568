// Outcomes: what became of every item that an SDK sent.
// Source: relay's outcome and data category tables; numbers are on the wire and in storage, so they
// never change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::protocol {

enum class Outcome : std::uint8_t {
  accepted = 0,
  filtered = 1,
  rate_limited = 2,
  invalid = 3,
  abuse = 4,
  client_discard = 5,
  cardinality_limited = 6,
  lost = 100,     ///< Picket's own: accepted by the relay, then taken away by a broker or a crash.
  pending = 101,  ///< Picket's own: accepted by the relay, not processed yet. Never stored.
};

/// Data categories of quotas, rate limits and outcomes.
enum class Category : std::int8_t {
  unknown = -1,
  default_ = 0,
  error = 1,
  transaction = 2,
  security = 3,
  attachment = 4,  ///< Quantity in bytes.
  session = 5,
  profile = 6,
  replay = 7,
  transaction_processed = 8,
  transaction_indexed = 9,
  monitor = 10,
  profile_indexed = 11,
  span = 12,
  monitor_seat = 13,
  user_report_v2 = 14,  ///< Feedback.
  metric_bucket = 15,
  span_indexed = 16,
  profile_duration = 17,
  profile_chunk = 18,
  metric_second = 19,
  replay_video = 20,
  uptime = 21,
  attachment_item = 22,
  log_item = 23,
  log_byte = 24,
  profile_duration_ui = 25,
  profile_chunk_ui = 26,
  seer_autofix = 27,
  seer_scanner = 28,
  prevent_user = 29,
  prevent_review = 30,
  size_analysis = 31,
  installable_build = 32,
  trace_metric = 33,
  seer_user = 34,
  profile_backend = 35,
  profile_ui = 36,
  trace_metric_byte = 37,
};

/// Names as in the API and in rate-limit headers.
std::string_view to_string(Outcome outcome) noexcept;
std::string_view to_string(Category category) noexcept;
std::optional<Outcome> parse_outcome(std::string_view name) noexcept;
/// Category::unknown for a name that nobody knows.
Category parse_category(std::string_view name) noexcept;

/// Reasons of `invalid` that Picket itself gives; the full list is in spec order, see outcome.cc.
namespace reason {
inline constexpr std::string_view kDuplicate = "duplicate";
inline constexpr std::string_view kInternal = "internal";
inline constexpr std::string_view kFeatureDisabled = "feature_disabled";
inline constexpr std::string_view kUnavailable =
    "unavailable";  ///< Could not be made durable: 503.
inline constexpr std::string_view kDeadLetter =
    "dead_letter";  ///< Set aside by the consumer; can be replayed.
inline constexpr std::string_view kInvalidJson = "invalid_json";
inline constexpr std::string_view kInvalidMsgpack = "invalid_msgpack";
inline constexpr std::string_view kInvalidMultipart = "invalid_multipart";
inline constexpr std::string_view kInvalidMinidump = "invalid_minidump";
inline constexpr std::string_view kMissingMinidump = "missing_minidump_upload";
inline constexpr std::string_view kContentType = "content_type";
inline constexpr std::string_view kProcessUnreal = "process_unreal";
inline constexpr std::string_view kSecurityReport = "security_report";
inline constexpr std::string_view kSecurityReportType = "security_report_type";
inline constexpr std::string_view kInvalidSpan = "invalid_span";
inline constexpr std::string_view kInvalidLog = "invalid_log";
inline constexpr std::string_view kNoEventPayload = "no_event_payload";
inline constexpr std::string_view kInvalidEnvelope = "invalid_envelope";
inline constexpr std::string_view kInvalidCompression = "invalid_compression";
inline constexpr std::string_view kTooLarge = "too_large";  ///< Followed by ":<item>".
inline constexpr std::string_view kProjectId = "project_id";
inline constexpr std::string_view kTimestamp = "timestamp";
inline constexpr std::string_view kInvalidTransaction = "invalid_transaction";
inline constexpr std::string_view kDuplicateItem = "duplicate_item";
inline constexpr std::string_view kNoData = "no_data";
inline constexpr std::string_view kCors = "cors";
}  // namespace reason

/// One count, ready to be summed. `minute` is the minute of reception.
struct OutcomeCount {
  OrgId org;
  ProjectId project;
  KeyId key;  ///< Zero when unknown.
  Timestamp minute;
  Category category = Category::error;
  Outcome outcome = Outcome::accepted;
  std::string reason;         ///< Empty for accepted.
  std::int64_t quantity = 0;  ///< Negative only when a dead letter is replayed.
};

constexpr Timestamp minute_of(Timestamp t) noexcept {
  return std::chrono::floor<std::chrono::minutes>(t);
}

}  // namespace picket::protocol
