// Search queries: what people type, and what web pages and saved searches send.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/assert.h"
#include "base/rfc3339.h"
#include "domain/search/highlight.h"
#include "domain/search/parse.h"
#include "domain/search/plan.h"
#include "domain/search/print.h"
#include "domain/search/release_parts.h"
#include "domain/search/syntax.h"
#include "domain/search/write.h"

namespace {

namespace search = picket::domain::search;

const picket::Timestamp kNow = *picket::parse_rfc3339("2026-11-28T12:00:00Z");

/// Tokens are in order, in the query, and do not overlap.
void check_tokens(std::string_view query, const search::SearchConfig& config) {
  std::size_t end = 0;
  for (const search::Token& token : search::highlight(query, config)) {
    PICKET_ASSERT(token.span.begin >= end && token.span.begin < token.span.end);
    end = token.span.end;
  }
  PICKET_ASSERT(end <= query.size());
}

/// A search can be written as a query, and that query means the same.
void check_rewriting(const search::Search& parsed, const search::SearchConfig& config) {
  const std::string again = search::write_query(parsed);
  if (again.size() > search::kMaxQueryBytes) return;  // Names instead of letters, quotes.
  const auto reparsed = search::parse_search(again, config, kNow);
  PICKET_ASSERT(reparsed.has_value());
  const auto written = search::Notation::as_written;
  PICKET_ASSERT(search::write_query(*reparsed) == again);
  search::Search same = *reparsed;
  same.has_connectives = parsed.has_connectives;
  PICKET_ASSERT(search::print(same, written) == search::print(parsed, written));
}

/// As the API does: parts of releases become releases, the rest is divided between the stores.
void replace_release_parts(search::Group& group) {
  for (search::Expression& part : group.parts) {
    if (auto* const inner = std::get_if<search::Group>(&part.node)) {
      replace_release_parts(*inner);
      continue;
    }
    const auto* const filter = std::get_if<search::Filter>(&part.node);
    if (filter == nullptr || !search::asks_for_release_part(*filter)) continue;
    const auto test = search::ReleasePartTest::of(*filter);
    if (!test) continue;
    std::vector<std::string> passing;
    for (const char* const release : {"web@1.2.3-rc.1+7", "app@2.0", "nightly"}) {
      if (test->passes(release)) passing.emplace_back(release);
    }
    PICKET_ASSERT(std::find(passing.begin(), passing.end(), "nightly") == passing.end());
    part = test->on_releases(passing);
  }
}

void check_plan(search::Search parsed, const search::SearchConfig& config) {
  replace_release_parts(parsed.root);
  const auto plan = search::plan_search(parsed, config);
  PICKET_ASSERT(plan.has_value() || !plan.error().text.empty());
}

void check(std::string_view query, const search::SearchConfig& config) {
  check_tokens(query, config);
  const auto parsed = search::parse_search(query, config, kNow);
  if (parsed) {
    check_plan(*parsed, config);
    return check_rewriting(*parsed, config);
  }
  PICKET_ASSERT(!parsed.error().text.empty());
  PICKET_ASSERT(parsed.error().text.size() < 1000);
  PICKET_ASSERT(parsed.error().at.begin <= parsed.error().at.end);
  PICKET_ASSERT(parsed.error().at.end <= query.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  check(query, search::issue_search());
  check(query, search::event_search());
  return 0;
}
