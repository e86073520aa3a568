#include "domain/report/report.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "domain/report/kinds.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;

/// The kinds in the order in which they are looked for.
struct Kind {
  std::string_view member;  ///< Of the report, by which it is known.
  bool is_wrapper;          ///< The report proper is inside of that member.
  bool (*fill)(json::object& report, json::object& event);
};

constexpr Kind kCsp = {"csp-report", true, report::fill_csp};
constexpr Kind kReportToCsp = {"body", true, report::fill_csp};
constexpr Kind kCertificates[] = {
    {"known-pins", false, report::fill_hpkp},
    {"expect-staple-report", true, report::fill_expect_staple},
    {"expect-ct-report", true, report::fill_expect_ct},
};

bool has(const json::object& report, std::string_view member) noexcept {
  const json::value* const value = report.if_contains(member);
  return value != nullptr && !value->is_null();
}

Result<Kind, ReportError> kind_of(const json::object& report) {
  if (has(report, kCsp.member)) return kCsp;
  if (has(report, "type")) {
    const bool is_csp = protocol::find_string(report, "type") == "csp-violation";
    if (is_csp) return kReportToCsp;
    return unexpected(ReportError::unsupported_type);
  }
  for (const Kind& kind : kCertificates) {
    if (has(report, kind.member)) return kind;
  }
  return unexpected(ReportError::unknown_type);
}

void add_request(json::object& event, const ReportRequest& request) {
  if (!request.release.empty()) event["release"] = to_valid_utf8(request.release);
  if (!request.environment.empty()) event["environment"] = to_valid_utf8(request.environment);
  if (request.origin.empty()) return;
  json::value& headers = event["request"].get_object()["headers"];
  if (!headers.is_array()) headers.emplace_array();
  headers.get_array().push_back(
      json::array({"Origin", to_valid_utf8(request.origin)}, event.storage()));
}

}  // namespace

Result<std::vector<std::string>, ReportError> split_reports(std::string_view body) {
  body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
  std::vector<std::string> reports;
  if (!body.starts_with('[')) {
    reports.emplace_back(body);
    return reports;
  }
  const auto parsed = protocol::parse_json(body);
  if (!parsed || !parsed->is_array()) return unexpected(ReportError::invalid_json);
  const json::array& list = parsed->get_array();
  if (list.size() > kMaxReports) return unexpected(ReportError::too_many);
  for (const json::value& element : list) protocol::write_json(element, reports.emplace_back());
  return reports;
}

Result<json::object, ReportError> event_from_security_report(std::string_view report,
                                                             const ReportRequest& request,
                                                             json::storage_ptr storage) {
  auto parsed = protocol::parse_json(report, storage);
  if (!parsed || !parsed->is_object()) return unexpected(ReportError::invalid_json);
  json::object& members = parsed->get_object();
  const auto kind = kind_of(members);
  if (!kind) return unexpected(kind.error());
  json::object* content = &members;
  if (kind->is_wrapper) {
    json::value* const inside = members.if_contains(kind->member);
    content = inside != nullptr ? inside->if_object() : nullptr;
    if (content == nullptr) return unexpected(ReportError::invalid);
  }
  json::object event(std::move(storage));
  if (!kind->fill(*content, event)) return unexpected(ReportError::invalid);
  add_request(event, request);
  return event;
}

}  // namespace picket::domain
