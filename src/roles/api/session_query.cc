#include "roles/api/session_query.h"

#include <chrono>

#include <fmt/format.h>

#include "base/utf8.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

constexpr std::size_t kMaxQuoted = 100;
constexpr Duration kHour = std::chrono::hours(1);
constexpr Duration kDay = std::chrono::days(1);
constexpr SessionField kFields[] = {SessionField::sum, SessionField::crash_rate,
                                    SessionField::crash_free_rate};
constexpr std::string_view kReleasePrefix = "release:";

Problem invalid(std::string_view what, std::string_view value) {
  return bad_request(fmt::format("Invalid {}: \"{}\"", what, utf8_prefix(value, kMaxQuoted)));
}

Answer<void> read_fields(const Parameters& parameters, SessionsQuery& query) {
  for (const std::string& name : parameters.all("field")) {
    bool known = false;
    for (const SessionField field : kFields) {
      if (name != to_string(field)) continue;
      query.fields.push_back(field);
      known = true;
    }
    if (!known) return unexpected(invalid("field", name));
  }
  if (query.fields.empty())
    return unexpected(bad_request("Request is missing a \"field\" parameter"));
  return {};
}

Answer<void> read_groups(const Parameters& parameters, SessionsQuery& query) {
  for (const std::string& name : parameters.all("groupBy")) {
    if (name == "project") {
      query.by_project = true;
    } else if (name == "release") {
      query.by_release = true;
    } else if (name == "environment") {
      query.by_environment = true;
    } else if (name == "session.status") {
      query.by_status = true;
    } else {
      return unexpected(invalid("groupBy", name));
    }
  }
  return {};
}

Timestamp floor(Timestamp time, Duration interval) noexcept {
  return time - time.time_since_epoch() % interval;
}

Answer<void> read_range(const Parameters& parameters, Timestamp now, SessionsQuery& query) {
  const std::string_view text = parameters.text_or("interval", "1h");
  const auto interval = parse_period(text);
  if (!interval || *interval <= std::chrono::seconds(0))
    return unexpected(invalid("interval", text));
  if (*interval < kHour || *interval > kDay || *interval % kHour != Duration() ||
      kDay % *interval != Duration()) {
    return unexpected(bad_request(
        "The interval has to be whole hours, at most a day, and divide it without a remainder."));
  }
  const auto range = read_time_range(parameters, now);
  if (!range) return unexpected(range.error());
  query.interval = *interval;
  query.start = floor(range->start, query.interval);
  const Timestamp last = range->end.value_or(now);
  query.end = floor(last, query.interval);
  if (query.end < last || query.end == query.start) query.end += query.interval;
  if (query.intervals() > SessionsQuery::kMaxPoints)
    return unexpected(
        bad_request("Your interval and date range would create too many results. Use a larger "
                    "interval, or a smaller date range."));
  return {};
}

/// One release, quoted or not; everything else is refused by its words.
Answer<void> read_search(const Parameters& parameters, SessionsQuery& query) {
  query.query = parameters.text_or("query", "");
  std::string_view text = query.query;
  if (text.empty()) return {};
  if (!text.starts_with(kReleasePrefix)) return unexpected(invalid("query", text));
  text.remove_prefix(kReleasePrefix.size());
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (quoted) text = text.substr(1, text.size() - 2);
  if (text.empty() || text.find('"') != std::string_view::npos ||
      (!quoted && text.find_first_of(" *") != std::string_view::npos)) {
    return unexpected(invalid("query", query.query));
  }
  query.releases = {std::string(text)};
  return {};
}

}  // namespace

std::string_view to_string(SessionField field) noexcept {
  switch (field) {
    case SessionField::sum:
      return "sum(session)";
    case SessionField::crash_rate:
      return "crash_rate(session)";
    case SessionField::crash_free_rate:
      return "crash_free_rate(session)";
  }
  return "";
}

Answer<SessionsQuery> read_sessions_query(const Parameters& parameters, Timestamp now) {
  SessionsQuery query;
  if (auto read = read_fields(parameters, query); !read) return unexpected(read.error());
  if (auto read = read_groups(parameters, query); !read) return unexpected(read.error());
  if (auto read = read_search(parameters, query); !read) return unexpected(read.error());
  if (auto read = read_range(parameters, now, query); !read) return unexpected(read.error());
  query.environments = parameters.all("environment");
  query.with_totals = parameters.text_or("includeTotals", "1") != "0";
  query.with_series = parameters.text_or("includeSeries", "1") != "0";
  return query;
}

}  // namespace picket::api
