#include "roles/api/issue_conditions.h"

#include <cstdint>
#include <string_view>

#include "base/rfc3339.h"
#include "roles/api/body.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

/// Ten years: far beyond what anybody means, and no time overflows.
constexpr std::int64_t kMaxDurationMin = 10 * 366 * 24 * 60;
/// A week, as in Sentry: the event store counts it for each question.
constexpr std::int64_t kMaxWindowMin = 7 * 24 * 60;
constexpr std::int64_t kMaxCount = 1'000'000'000;
constexpr std::size_t kMaxDate = 64;

/// Reads what asks; 0 otherwise.
class Numbers {
 public:
  Numbers(Fields& fields, const json::object& details) : fields_(fields), details_(details) {}

  std::int64_t get(std::string_view name, std::int64_t most) {
    if (!asks_for(details_, name)) return 0;
    return fields_.number(name, 0, most).value_or(0);
  }

 private:
  Fields& fields_;
  const json::object& details_;
};

std::optional<Timestamp> read_end(Fields& fields, Timestamp now) {
  const auto text = fields.text("ignoreUntil", kMaxDate);
  if (!text) return std::nullopt;
  const auto end = parse_rfc3339(*text);
  if (!end) {
    fields.refuse("ignoreUntil", "Datetime has wrong format.");
  } else if (*end <= now) {
    fields.refuse("ignoreUntil", "This time is over already.");
  }
  return end;
}

}  // namespace

bool asks_for(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && !value->is_null() && !(value->is_bool() && !value->get_bool());
}

Answer<ArchiveConditions> read_archive_conditions(const json::object& details, Timestamp now) {
  Fields fields(details);
  Numbers numbers(fields, details);
  ArchiveConditions read;
  domain::Snooze snooze;
  // Both are names of one thing.
  for (const std::string_view name : {"snoozeDuration", "ignoreDuration"}) {
    if (const auto duration = numbers.get(name, kMaxDurationMin); duration > 0)
      read.duration = minutes(duration);
  }
  if (read.duration) snooze.until = now + *read.duration;
  if (asks_for(details, "ignoreUntil")) snooze.until = read_end(fields, now);
  snooze.count = numbers.get("ignoreCount", kMaxCount);
  const minutes window(numbers.get("ignoreWindow", kMaxWindowMin));
  if (snooze.count > 0) snooze.window = window;
  snooze.user_count = numbers.get("ignoreUserCount", kMaxCount);
  const minutes user_window(numbers.get("ignoreUserWindow", kMaxWindowMin));
  if (snooze.user_count > 0) snooze.user_window = user_window;
  if (asks_for(details, "untilEscalating"))
    read.until_escalating = fields.flag("untilEscalating").value_or(false);
  if (!fields.ok()) return unexpected(fields.problem());
  if (snooze != domain::Snooze{}) read.snooze = snooze;
  return read;
}

}  // namespace picket::api
