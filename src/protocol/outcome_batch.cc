#include "protocol/outcome_batch.h"

#include <algorithm>

#include "base/assert.h"
#include "base/little_endian.h"

namespace picket::protocol {
namespace {

// Version 1 (2026-11): version u8, 3 reserved, count u32; then per count org i64, project i64,
// key i64, minute i64 (us), quantity i64, category i8, outcome u8, reason length u16, reason.
constexpr std::uint8_t kVersion = 1;

bool known(Category category) {
  return category == Category::unknown || to_string(category) != "unknown";
}

bool known(Outcome outcome) {
  const auto parsed = parse_outcome(to_string(outcome));
  return parsed && *parsed == outcome && outcome != Outcome::pending;
}

}  // namespace

void encode(std::span<const OutcomeCount> counts, std::string& out) {
  PICKET_ASSERT(counts.size() <= kMaxOutcomeCounts);
  put_le<std::uint8_t>(out, kVersion);
  out.append(3, '\0');
  put_le(out, static_cast<std::uint32_t>(counts.size()));
  for (const OutcomeCount& count : counts) {
    const std::string_view reason =
        std::string_view(count.reason).substr(0, kMaxOutcomeReasonBytes);
    put_le(out, count.org.value);
    put_le(out, count.project.value);
    put_le(out, count.key.value);
    put_le(out, to_unix_us(count.minute));
    put_le(out, count.quantity);
    put_le(out, static_cast<std::int8_t>(count.category));
    put_le(out, static_cast<std::uint8_t>(count.outcome));
    put_le(out, static_cast<std::uint16_t>(reason.size()));
    out.append(reason);
  }
}

Result<std::vector<OutcomeCount>, OutcomeBatchError> decode_outcome_batch(std::string_view bytes) {
  LittleEndianReader in(bytes);
  if (in.take<std::uint8_t>() != kVersion && in.ok()) {
    return unexpected(OutcomeBatchError::unknown_version);
  }
  in.take_bytes(3);
  const auto size = in.take<std::uint32_t>();
  if (!in.ok()) return unexpected(OutcomeBatchError::truncated);
  if (size > kMaxOutcomeCounts) return unexpected(OutcomeBatchError::too_many);
  std::vector<OutcomeCount> counts;
  for (std::uint32_t i = 0; i < size; ++i) {
    OutcomeCount count;
    count.org.value = in.take<std::int64_t>();
    count.project.value = in.take<std::int64_t>();
    count.key.value = in.take<std::int64_t>();
    count.minute = from_unix_us(in.take<std::int64_t>());
    count.quantity = in.take<std::int64_t>();
    count.category = static_cast<Category>(in.take<std::int8_t>());
    count.outcome = static_cast<Outcome>(in.take<std::uint8_t>());
    count.reason = in.take_bytes(in.take<std::uint16_t>());
    if (!in.ok()) return unexpected(OutcomeBatchError::truncated);
    if (!known(count.category)) return unexpected(OutcomeBatchError::bad_category);
    if (!known(count.outcome)) return unexpected(OutcomeBatchError::bad_outcome);
    counts.push_back(std::move(count));
  }
  if (!in.rest().empty()) return unexpected(OutcomeBatchError::truncated);
  return counts;
}

std::string_view to_string(OutcomeBatchError error) noexcept {
  switch (error) {
    case OutcomeBatchError::truncated:
      return "truncated";
    case OutcomeBatchError::unknown_version:
      return "unknown version";
    case OutcomeBatchError::too_many:
      return "too many counts";
    case OutcomeBatchError::bad_category:
      return "bad category";
    case OutcomeBatchError::bad_outcome:
      return "bad outcome";
  }
  return "";
}

}  // namespace picket::protocol
