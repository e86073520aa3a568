// search_queries: what a query of the issue or event search means, in words.
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/rfc3339.h"
#include "base/unicode.h"
#include "domain/search/parse.h"
#include "domain/search/print.h"
#include "runners.h"

namespace picket::conformance {
namespace {

namespace search = domain::search;

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

/// The cases call the caller by two names.
std::string with_one_name(std::string expected) {
  constexpr std::string_view kCaller = "[current user]";
  const std::size_t at = expected.find(kCaller);
  if (at != std::string::npos) expected.replace(at, kCaller.size(), "[user]");
  return expected;
}

}  // namespace

Verdict run_search_query(const boost::json::object& line) {
  constexpr std::string_view kError = "ERROR ";
  const std::string_view config = line.at("config").as_string();
  if (config != "event" && config != "issue") return "no search of kind " + std::string(config);
  const std::string_view expected = line.at("expected").as_string();
  const auto parsed =
      search::parse_search(line.at("query").as_string(),
                           config == "issue" ? search::issue_search() : search::event_search(),
                           *parse_rfc3339("2026-11-28T12:00:00Z"));
  if (expected.starts_with(kError)) {
    const std::string_view part = expected.substr(kError.size());
    if (parsed) return "expected an error, is " + search::print(*parsed);
    if (lower(parsed.error().text).find(lower(part)) != std::string::npos) return std::nullopt;
    return "expected an error with '" + std::string(part) + "', is: " + parsed.error().text;
  }
  if (!parsed) return "expected " + std::string(expected) + ", is an error: " + parsed.error().text;
  const bool as_written = expected.ends_with("(wildcard)");
  const std::string got = search::print(
      *parsed, as_written ? search::Notation::as_written : search::Notation::by_shape);
  const std::string want = with_one_name(std::string(expected));
  if (got == want) return std::nullopt;
  return "expected " + want + ", is " + got;
}

}  // namespace picket::conformance
