// protocol_roundtrip: one value by its schema, without the steps that look at the whole event.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "difference.h"
#include "domain/normalize/convert.h"
#include "domain/normalize/meta.h"
#include "domain/normalize/schemas.h"
#include "domain/normalize/shape.h"
#include "protocol/json.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace normalize = picket::domain::normalize;

using normalize::nested;

/// By the `type` of a case. Cases of pairs are whole requests and events.
const std::pair<std::string_view, normalize::Field> kTypes[] = {
    {"Breadcrumb", nested("", normalize::kBreadcrumbSchema)},
    {"ClientSdkInfo", nested("", normalize::kSdkSchema)},
    {"Context", nested("", normalize::kContextSchema)},
    {"Cookies", nested("", normalize::kRequestSchema)},
    {"Event", nested("", normalize::kEventSchema)},
    {"Exception", nested("", normalize::kExceptionSchema)},
    {"Frame", nested("", normalize::kFrameSchema)},
    {"Geo", nested("", normalize::kGeoSchema)},
    {"LogEntry", nested("", normalize::kLogEntrySchema).from(normalize::logentry_object)},
    {"Mechanism", nested("", normalize::kMechanismSchema).from(normalize::legacy_mechanism)},
    {"TagEntry", nested("", normalize::kEventSchema)},
    {"TemplateInfo", nested("", normalize::kTemplateSchema)},
    {"Thread", nested("", normalize::kThreadSchema)},
    {"User", nested("", normalize::kUserSchema)},
};

}  // namespace

Verdict run_roundtrip(const json::object& line) {
  const std::string_view type = line.at("type").as_string();
  const auto* const known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                         [type](const auto& one) { return one.first == type; });
  if (known == std::end(kTypes)) return "no type " + std::string(type);
  json::value value = line.at("input");
  normalize::Meta meta({});
  normalize::Shaper shaper(meta, {});
  const normalize::Path root;
  shaper.value(value, known->second, root);
  if (!meta.empty() && value.is_object()) value.get_object()["_meta"] = std::move(meta).take();
  return difference(value, line.at("expected"));
}

}  // namespace picket::conformance
