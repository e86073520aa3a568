// origin_pattern_parse: which web origins may report to a project.
#include <optional>
#include <string>

#include "difference.h"
#include "domain/project/origin.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value();
}

}  // namespace

Verdict run_origin_pattern(const json::object& line) {
  const domain::OriginPattern pattern = domain::parse_origin_pattern(line.at("input").as_string());
  return difference(json::object({{"scheme", text_or_null(pattern.scheme)},
                                  {"domain", text_or_null(pattern.domain)},
                                  {"port", text_or_null(pattern.port)}}),
                    line.at("expected"));
}

}  // namespace picket::conformance
