// JSON from outside and its repair: what parses is written in a form that reads back the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "protocol/json.h"
#include "protocol/json_repair.h"

namespace {

namespace protocol = picket::protocol;

std::string written(const boost::json::value& value) {
  std::string out;
  protocol::write_json(value, out);
  return out;
}

void check_round_trip(const boost::json::value& value) {
  const std::string once = written(value);
  PICKET_ASSERT(picket::to_valid_utf8(once) == once);
  const auto again = protocol::parse_json(once);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(written(*again) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto repaired = protocol::repair_json(text)) {
    PICKET_ASSERT(repaired->size() <= 3 * text.size());
  }
  const auto strict = protocol::parse_json_prefix(text);
  if (strict) PICKET_ASSERT(strict->size <= text.size());
  const auto value = protocol::parse_json(text);
  if (value) check_round_trip(*value);
  const auto kept = protocol::parse_json(text, {}, protocol::NonFinite::keep);
  PICKET_ASSERT(kept.has_value() == value.has_value());
  if (kept) PICKET_ASSERT(written(*kept) == written(*value));
  return 0;
}
