// glob_patterns: whether a pattern can be read, and whether it matches.
#include "difference.h"
#include "domain/filter/glob.h"
#include "runners.h"

namespace picket::conformance {

namespace json = boost::json;
using domain::filter::Glob;
using domain::filter::GlobCase;

Verdict run_glob(const json::object& line) {
  const json::object& input = line.at("input").as_object();
  const json::value* const any_case = input.if_contains("case_insensitive");
  const bool ignores_case = any_case != nullptr && any_case->is_bool() && any_case->get_bool();
  const auto glob = Glob::compile(input.at("pattern").as_string(),
                                  ignores_case ? GlobCase::ignored : GlobCase::sensitive);
  const json::value* const text = input.if_contains("text");
  if (text == nullptr || line.at("expected").is_null()) {
    if (glob) return "the pattern was taken for a good one";
    return std::nullopt;
  }
  if (!glob) return std::string(to_string(glob.error()));
  return difference(glob->matches(std::string_view(text->as_string())), line.at("expected"));
}

}  // namespace picket::conformance
