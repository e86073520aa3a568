// Search queries: what people type, and what web pages and saved searches send.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/rfc3339.h"
#include "domain/search/highlight.h"
#include "domain/search/parse.h"
#include "domain/search/print.h"
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

void check(std::string_view query, const search::SearchConfig& config) {
  check_tokens(query, config);
  const auto parsed = search::parse_search(query, config, kNow);
  if (parsed) return check_rewriting(*parsed, config);
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
