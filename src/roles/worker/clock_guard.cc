#include "roles/worker/clock_guard.h"

#include "base/ascii.h"
#include "base/rfc3339.h"
#include "roles/worker/limits.h"

namespace picket::worker {

bool trust_clock(ClockRecord& record, Timestamp now) noexcept {
  const bool close = !record.trusted || now <= *record.trusted + kLargestClockStep;
  const Duration since = record.doubted ? now - *record.doubted : Duration(-1);
  // Later than that it has jumped again.
  const bool same_jump = since >= Duration(0) && since <= kClockDoubt + kLargestClockStep;
  if (close || (same_jump && since >= kClockDoubt)) {
    record = {now, std::nullopt};
    return true;
  }
  if (!same_jump) record.doubted = now;
  return false;
}

std::string format_clock_record(const ClockRecord& record) {
  std::string text;
  if (!record.trusted) return text;
  text = format_rfc3339(*record.trusted);
  if (record.doubted) text += " " + format_rfc3339(*record.doubted);
  return text;
}

ClockRecord parse_clock_record(std::string_view text) noexcept {
  const ascii::Split times = ascii::split_once(text, ' ');
  ClockRecord record;
  record.trusted = parse_rfc3339(times.head);
  if (record.trusted && times.found) record.doubted = parse_rfc3339(times.tail);
  return record;
}

}  // namespace picket::worker
