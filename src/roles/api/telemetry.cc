#include "roles/api/telemetry.h"

namespace picket::api {
namespace {

/// Busy stores recover by themselves; damage needs somebody.
obs::LogLevel level_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::unavailable:
    case ErrorKind::timeout:
    case ErrorKind::rate_limited:
      return obs::LogLevel::warn;
    case ErrorKind::invalid_argument:
    case ErrorKind::unauthenticated:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
    case ErrorKind::corrupt:
    case ErrorKind::internal:
      return obs::LogLevel::error;
  }
  return obs::LogLevel::error;
}

}  // namespace

void log_failure(obs::Logger& logger, std::string_view route, const Error& error,
                 std::string_view error_id) {
  logger.write(level_of(error.kind), "An API request failed",
               {{"route", route}, {"error", error.code}, {"error_id", error_id}});
}

void log_unreadable_payload(obs::Logger& logger, const Error& error) {
  logger.error("The payload of an event cannot be read", {{"error", error.code}});
}

}  // namespace picket::api
