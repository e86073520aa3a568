// Reports that browsers send of their own accord, made into events: violations of a content
// security policy, failed checks of certificates, network errors.
// Source: shared spec "ingest", sections 3.14 and 3.15; decision 0029.
//
// An endpoint (or the item `raw_security`, `nel` of an envelope) calls split_reports() on the body,
// makes an item of each text, and where an event would be parsed calls event_from_*() instead.
// The event then goes through normalize_event() like any other, which adds what the request says:
// address, user agent, client hints (NormalizeContext).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/result.h"

namespace picket::domain {

/// Why a report makes no event.
enum class ReportError : std::uint8_t {
  invalid_json,      ///< Outcome invalid/invalid_json; of the whole body: 400.
  too_many,          ///< invalid/too_large; of the whole body: 413.
  unknown_type,      ///< invalid/security_report_type.
  unsupported_type,  ///< filtered/invalid-csp: what a browser reports besides, such as
                     ///< deprecations.
  invalid,           ///< invalid/security_report: the content is not of its type.
};

/// Reports of one body. Browsers send a few; each becomes an event, which is larger than itself.
inline constexpr std::size_t kMaxReports = 100;

/// The JSON text of each element when the body is an array, else the body alone, not yet parsed.
Result<std::vector<std::string>, ReportError> split_reports(std::string_view body);

/// What the request says about a security report, any bytes; empty: nothing.
struct ReportRequest {
  std::string_view release;      ///< `sentry_release` of the query, or of the item's header.
  std::string_view environment;  ///< `sentry_environment` likewise.
  std::string_view origin;       ///< URL of the `Origin` header.
};

/// One report, with or without the wrapping that its kind has. Values of the event live in
/// `storage`.
Result<boost::json::object, ReportError> event_from_security_report(
    std::string_view report, const ReportRequest& request, boost::json::storage_ptr storage = {});

/// Network error logging. The event happened before `received` by the report's age.
Result<boost::json::object, ReportError> event_from_nel_report(
    std::string_view report, Timestamp received, boost::json::storage_ptr storage = {});

}  // namespace picket::domain
