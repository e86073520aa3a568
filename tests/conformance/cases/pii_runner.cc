// pii_*: one value after data scrubbing, without the steps of normalization that look at the whole
// event.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "difference.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "domain/scrub/rule_json.h"
#include "domain/scrub/scrub.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace normalize = picket::domain::normalize;
namespace scrub = picket::domain::scrub;

struct Type {
  std::string_view name;
  const normalize::Schema& shape;
  const scrub::PiiSchema& pii;
};

const Type kTypes[] = {
    {"Event", normalize::kEventSchema, scrub::kEventPii},
    {"Breadcrumb", normalize::kBreadcrumbSchema, scrub::kBreadcrumbPii},
    {"User", normalize::kUserSchema, scrub::kUserPii},
};

bool is_on(const json::object& settings, std::string_view name) {
  const json::value* const value = settings.if_contains(name);
  return value != nullptr && value->as_bool();
}

std::vector<std::string> texts(const json::object& settings, std::string_view name) {
  std::vector<std::string> list;
  const json::value* const value = settings.if_contains(name);
  if (value == nullptr) return list;
  for (const json::value& each : value->as_array()) list.emplace_back(each.as_string());
  return list;
}

/// `config` of a case: rules as people write them, or the simple settings.
scrub::PiiConfig rules_of_case(const json::object& line) {
  const json::object& config = line.at("config").as_object();
  if (const json::value* rules = config.if_contains("piiConfig")) {
    std::string text;
    protocol::write_json(*rules, text);
    return scrub::read_pii_config(text);
  }
  const json::object& settings = config.at("datascrubbing").as_object();
  return scrub::rules_of({.scrub_data = is_on(settings, "scrubData"),
                          .scrub_defaults = is_on(settings, "scrubDefaults"),
                          .scrub_ip_addresses = is_on(settings, "scrubIpAddresses"),
                          .sensitive_fields = texts(settings, "sensitiveFields"),
                          .safe_fields = texts(settings, "excludeFields")});
}

}  // namespace

Verdict run_scrub_value(const json::object& line) {
  const std::string_view name = line.at("type").as_string();
  const auto* const type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                        [name](const Type& each) { return each.name == name; });
  if (type == std::end(kTypes)) return "no type " + std::string(name);
  json::value value = line.at("input");
  json::object& document = value.as_object();
  normalize::Meta meta({});
  normalize::Shaper(meta, {}, normalize::Checks::types_only)
      .object(document, type->shape, normalize::Path());
  json::object known = std::move(meta).take();
  if (!known.empty()) document["_meta"] = std::move(known);
  scrub::scrub_document(document, scrub::CompiledRules(rules_of_case(line)), type->pii);
  return difference(value, line.at("expected"));
}

Verdict run_scrub_text(const json::object& line) {
  json::object document{{"extra", json::object{{"value", line.at("input")}}}};
  scrub::scrub_document(document, scrub::CompiledRules(rules_of_case(line)));
  const json::value whole(document);
  boost::system::error_code none;
  const json::value* const remarks = whole.find_pointer("/_meta/extra/value//rem", none);
  const json::object got{{"text", whole.at("extra").at("value")},
                         {"remarks", remarks ? *remarks : json::value(json::array())}};
  return difference(got, line.at("expected"));
}

}  // namespace picket::conformance
