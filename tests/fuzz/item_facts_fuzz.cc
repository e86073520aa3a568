// What is read out of items: any JSON gives facts within their limits.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/items/facts.h"
#include "protocol/json.h"

namespace {

namespace domain = picket::domain;

constexpr std::size_t kMaxTextBytes = 4 * 4096;

void check_session(const domain::items::SessionFacts& facts) {
  PICKET_ASSERT(!facts.release.empty());
  PICKET_ASSERT(facts.started >= 0 && facts.crashed >= 0 && facts.abnormal >= 0);
  PICKET_ASSERT(facts.errored >= facts.crashed + facts.abnormal + facts.unhandled);
}

void check(const boost::json::object& item) {
  const auto transaction = domain::items::transaction_facts(item, picket::from_unix_us(1));
  PICKET_ASSERT(transaction.duration >= picket::Duration(0));
  PICKET_ASSERT(transaction.trace_id.empty() || transaction.trace_id.size() == 32);
  PICKET_ASSERT(domain::items::report_facts(item).comments.size() <= kMaxTextBytes);
  PICKET_ASSERT(domain::items::feedback_facts(item).comments.size() <= kMaxTextBytes);
  PICKET_ASSERT(domain::items::span_facts(item).spans >= 0);
  if (const auto session = domain::items::session_facts(item)) check_session(*session);
  for (const domain::items::SessionFacts& session : domain::items::sessions_facts(item))
    check_session(session);
  if (const auto check_in = domain::items::check_in_facts(item)) {
    PICKET_ASSERT(!check_in->slug.empty() && picket::utf8_length(check_in->slug) <= 50);
    PICKET_ASSERT(!check_in->duration || *check_in->duration >= picket::Duration(0));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = picket::protocol::parse_json(bytes);
  if (value && value->is_object()) check(value->get_object());
  return 0;
}
