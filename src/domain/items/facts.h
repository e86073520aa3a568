// What is kept of items in columns, read from the JSON that the relay wrote. Lenient: what has
// another type than it should counts as absent. Source: shared spec "ingest", 2.4, 4.12, 4.13.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::domain::items {

struct TransactionFacts {
  Timestamp ended;
  Duration duration{0};  ///< Not negative.
  std::string name{};
  std::string op{};
  std::string release{};
  std::string environment{};
  std::string trace_id{};  ///< 32 hex or empty.
};

/// Of a normalized event; `received` stands in for a time that is missing.
TransactionFacts transaction_facts(const boost::json::object& event, Timestamp received);

/// Of a user report or of feedback.
struct ReportFacts {
  EventId event;  ///< That it is about; zero when it does not say.
  std::string name{};
  std::string email{};
  std::string comments{};
  std::string url{};
};

ReportFacts report_facts(const boost::json::object& report);
/// Of a normalized event with the context `feedback`.
ReportFacts feedback_facts(const boost::json::object& event);

struct SpanFacts {
  std::int64_t spans = 0;
  std::string trace_id{};  ///< Of the first; 32 hex or empty.
};

/// Of a container, or of one span.
SpanFacts span_facts(const boost::json::object& payload);

/// Sessions that began in the same hour, or one of them.
struct SessionFacts {
  Timestamp hour;
  std::string release{};
  std::string environment{};
  std::string session{};  ///< 32 hex: an update of one session. Empty: sums.
  std::int64_t started = 0;
  std::int64_t errored = 0;  ///< With any problem, so with those of the next three.
  std::int64_t crashed = 0;
  std::int64_t abnormal = 0;
  std::int64_t unhandled = 0;
};

/// Of `session`; nullopt without a time or a release.
std::optional<SessionFacts> session_facts(const boost::json::object& session);
/// Of `sessions`; aggregates without a time are left out.
std::vector<SessionFacts> sessions_facts(const boost::json::object& sessions);

struct CheckInFacts {
  enum class Status : std::uint8_t { unknown, ok, error, in_progress };

  std::string slug{};
  std::string environment{};
  EventId id{};
  Status status = Status::unknown;
  std::optional<Duration> duration{};
  std::string config_json = "{}";
};

/// nullopt without a slug.
std::optional<CheckInFacts> check_in_facts(const boost::json::object& check_in);

}  // namespace picket::domain::items
