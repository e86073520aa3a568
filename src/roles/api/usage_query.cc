#include "roles/api/usage_query.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

using protocol::Category;

constexpr std::string_view kSum = "sum(quantity)";
constexpr std::size_t kMaxQuoted = 100;
constexpr Duration kDay = std::chrono::days(1);

Problem invalid(std::string_view what, std::string_view value) {
  return bad_request(fmt::format("Invalid {}: \"{}\"", what, utf8_prefix(value, kMaxQuoted)));
}

Answer<void> read_fields(const Parameters& parameters) {
  const auto fields = parameters.all("field");
  if (fields.empty()) return unexpected(bad_request("At least one \"field\" is required."));
  for (const std::string& field : fields) {
    if (field == "sum(times_seen)")
      return unexpected(bad_request("The ledger counts quantities only: use sum(quantity)."));
    if (field != kSum) return unexpected(invalid("field", field));
  }
  return {};
}

Answer<ports::OutcomeSplit> read_groups(const Parameters& parameters) {
  ports::OutcomeSplit by;
  for (const std::string& name : parameters.all("groupBy")) {
    if (name == "outcome") {
      by.outcome = true;
    } else if (name == "category") {
      by.category = true;
    } else if (name == "reason") {
      by.reason = true;
    } else if (name == "project") {
      by.project = true;
    } else if (name == "key_id") {
      by.key = true;
    } else {
      return unexpected(invalid("groupBy", name));
    }
  }
  return by;
}

/// Plurals are the words of `stats-summary/`. `security` is a part of `error`, as which it is
/// shown.
std::vector<Category> categories_of(std::string_view name) {
  if (name == "error") return {Category::error, Category::default_, Category::security};
  if (name == "replays") return {Category::replay};
  if (name == "profiles") return {Category::profile};
  const Category one = protocol::parse_category(name);
  if (one == Category::unknown || one == Category::default_) return {};
  return {one};
}

Answer<std::vector<Category>> read_categories(const Parameters& parameters) {
  const auto names = parameters.all("category");
  std::vector<Category> all;
  for (const std::string& name : names) {
    const auto some = categories_of(name);
    if (some.empty()) return unexpected(invalid("category", name));
    all.insert(all.end(), some.begin(), some.end());
  }
  // Bytes and items do not add up.
  const bool bytes = std::find(all.begin(), all.end(), Category::attachment) != all.end();
  if (bytes && names.size() > 1)
    return unexpected(bad_request("if filtering by attachment no other category may be present"));
  return all;
}

Answer<std::vector<protocol::Outcome>> read_outcomes(const Parameters& parameters) {
  std::vector<protocol::Outcome> all;
  for (const std::string& name : parameters.all("outcome")) {
    const auto outcome = protocol::parse_outcome(name);
    if (!outcome) return unexpected(invalid("outcome", name));
    all.push_back(*outcome);
  }
  return all;
}

Answer<Duration> read_interval(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("interval", "1h");
  const auto period = parse_period(text);
  if (!period || *period < std::chrono::minutes(1) ||
      *period % std::chrono::minutes(1) != Duration())
    return unexpected(invalid("interval", text));
  if (*period > kDay) return unexpected(bad_request("The interval has to be less than one day."));
  if (kDay % *period != Duration())
    return unexpected(bad_request("The interval should divide one day without a remainder."));
  return Duration(*period);
}

Timestamp floor(Timestamp time, Duration interval) noexcept {
  return time - time.time_since_epoch() % interval;
}

Answer<void> read_range(const Parameters& parameters, Timestamp now, UsageQuery& query) {
  const auto interval = read_interval(parameters);
  if (!interval) return unexpected(interval.error());
  const auto range = read_time_range(parameters, now);
  if (!range) return unexpected(range.error());
  query.interval = *interval;
  query.start = floor(range->start, *interval);
  const Timestamp last = range->end.value_or(now);
  query.end = floor(last, *interval);
  if (query.end < last || query.end == query.start) query.end += *interval;
  if (query.intervals() > UsageQuery::kMaxIntervals)
    return unexpected(
        bad_request("Your interval and date range would create too many results. Use a larger "
                    "interval, or a smaller date range."));
  return {};
}

}  // namespace

bool UsageQuery::takes(std::string_view reason) const noexcept {
  return reasons.empty() ||
         std::find(reasons.begin(), reasons.end(), usage_reason(reason)) != reasons.end();
}

Answer<UsageQuery> read_usage_query(const Parameters& parameters, Timestamp now) {
  UsageQuery query;
  if (auto fields = read_fields(parameters); !fields) return unexpected(fields.error());
  const auto by = read_groups(parameters);
  if (!by) return unexpected(by.error());
  query.by = *by;
  auto categories = read_categories(parameters);
  if (!categories) return unexpected(categories.error());
  query.categories = std::move(*categories);
  auto outcomes = read_outcomes(parameters);
  if (!outcomes) return unexpected(outcomes.error());
  query.outcomes = std::move(*outcomes);
  query.reasons = parameters.all("reason");
  if (auto range = read_range(parameters, now, query); !range) return unexpected(range.error());
  return query;
}

std::string_view usage_category(protocol::Category category) noexcept {
  if (category == Category::default_ || category == Category::security) return "error";
  return protocol::to_string(category);
}

std::string_view usage_reason(std::string_view reason) noexcept {
  return reason.empty() ? "none" : reason;
}

}  // namespace picket::api
