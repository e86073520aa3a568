// Reports of browsers: whatever they hold becomes events that normalize, or an error. The report's
// text is seen by both readers, alone and as part of a body.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/normalize/normalize.h"
#include "domain/report/report.h"
#include "protocol/json.h"

namespace {

namespace domain = picket::domain;
using Event = picket::Result<boost::json::object, domain::ReportError>;

constexpr picket::Timestamp kReceived = picket::from_unix_us(1'764'000'000'000'000);

void check(Event event) {
  if (!event) return;
  std::string raw;
  picket::protocol::write_json(*event, raw);
  PICKET_ASSERT(picket::is_valid_utf8(raw));
  PICKET_ASSERT(event->contains("logentry"));

  domain::NormalizeContext context;
  context.event_id = {0x0123456789abcdefU, 0xfedcba9876543210U};
  context.project = {7};
  context.received = kReceived;
  context.client_ip = "203.0.113.9";
  context.hints.user_agent = "Mozilla/5.0";
  const auto normalized = domain::normalize_event(*event, context);
  PICKET_ASSERT(normalized.has_value());  // None of its times is from before 1970.
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const std::string_view some = body.substr(0, 40);
  check(domain::event_from_security_report(body, {some, some, some}));
  check(domain::event_from_nel_report(body, kReceived));
  const auto reports = domain::split_reports(body);
  if (!reports) return 0;
  PICKET_ASSERT(reports->size() <= domain::kMaxReports);
  for (const std::string& report : *reports) {
    check(domain::event_from_security_report(report, {}));
    check(domain::event_from_nel_report(report, kReceived));
  }
  return 0;
}
