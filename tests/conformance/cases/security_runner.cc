// security_reports: what a browser sent becomes an event, as relay's own tests send it.
#include <string>
#include <string_view>
#include <utility>

#include "difference.h"
#include "domain/normalize/normalize.h"
#include "domain/report/report.h"
#include "domain/user_agent/parser.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

/// They name an Origin but send none: an event with one has it among its headers.
constexpr domain::ReportRequest kRequest = {"01d5c3165d9fbc5c8bdcf9550a1d6793a80fc02b",
                                            "production", ""};

domain::NormalizeContext context(domain::UserAgents& agents) {
  domain::NormalizeContext context;
  context.event_id = EventId::parse("74ad1301f4df489ead37d757295442b1").value();
  context.project = {42};
  context.key = {123};
  context.received = from_unix_us(1'668'148'328'308'933);
  context.client_ip = "127.0.0.1";
  context.hints.user_agent =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/74.0.3729.169 Safari/537.36";
  context.user_agents = &agents;
  return context;
}

}  // namespace

Verdict run_security_report(const json::object& line) {
  std::string report;
  protocol::write_json(line.at("input"), report);
  auto event = domain::event_from_security_report(report, kRequest);
  if (!event) return "no event: error " + std::to_string(static_cast<int>(event.error()));
  domain::UserAgentParser agents;
  if (!domain::normalize_event(*event, context(agents))) return "refused";
  json::object expected = line.at("expected").as_object();
  expected.erase("grouping_config");  // Of their project; Picket's goes with the stored event.
  for (const std::string_view set_by_server : {"event_id", "timestamp", "received"}) {
    event->erase(set_by_server);
  }
  return difference(*event, expected);
}

}  // namespace picket::conformance
