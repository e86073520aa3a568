// Bodies of browsers' reports: the types that they may have, and one item of each report.
#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/report/report.h"
#include "protocol/json.h"
#include "roles/relay/rejections.h"
#include "roles/relay/split.h"

namespace picket::relay {
namespace {

namespace json = boost::json;
using protocol::ItemType;
namespace reason = protocol::reason;

constexpr std::string_view kSecurityTypes[] = {
    "application/json",
    "application/csp-report",
    "application/expect-ct-report",
    "application/expect-ct-report+json",
    "application/expect-staple-report",
    "application/reports+json",
};
constexpr std::string_view kNelTypes[] = {"application/json", "application/reports+json"};

SplitResult check_type(const Intake& intake, std::span<const std::string_view> types) {
  const std::string_view type =
      ascii::trim(ascii::split_once(intake.request.headers.get("content-type"), ';').head);
  const bool known = std::any_of(types.begin(), types.end(), [type](std::string_view known_type) {
    return ascii::iequals(type, known_type);
  });
  if (known) return {};
  return unexpected(Rejection{Refused::body, 415, "unsupported content type",
                              "a report is one of the types that browsers send",
                              std::string(reason::kContentType)});
}

SplitResult add_reports(Intake& intake, ItemType type, std::string_view header) {
  if (intake.content().empty()) return unexpected(empty_body());
  if (!protocol::parse_json(intake.content())) {
    return unexpected(bad_body("invalid JSON data", {}, reason::kInvalidJson));
  }
  auto reports = domain::split_reports(intake.content());
  if (!reports) {
    if (reports.error() == domain::ReportError::too_many) {
      return unexpected(Rejection{
          Refused::too_large,
          413,
          "too many reports",
          {},
          std::string(reason::kTooLarge) + ":" + std::string(protocol::traits(type).name)});
    }
    return unexpected(bad_body("invalid JSON data", {}, reason::kInvalidJson));
  }
  for (std::string& report : *reports) {
    add_item(intake, type, header, intake.keep(std::move(report)));
  }
  return {};
}

/// What the query says about the release, as the header of each report's item.
std::string security_header(const std::string& query) {
  json::object header;
  for (const char* name : {"sentry_release", "sentry_environment"}) {
    if (const auto value = net::query_value(query, name)) header[name] = to_valid_utf8(*value);
  }
  std::string text;
  protocol::write_json(header, text);
  return text;
}

}  // namespace

SplitResult split_security(Intake& intake) {
  if (auto known = check_type(intake, kSecurityTypes); !known) return known;
  return add_reports(intake, ItemType::raw_security,
                     intake.keep(security_header(intake.request.query)));
}

SplitResult split_nel(Intake& intake) {
  if (auto known = check_type(intake, kNelTypes); !known) return known;
  return add_reports(intake, ItemType::nel, "{}");
}

}  // namespace picket::relay
