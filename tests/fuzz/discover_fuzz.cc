// Columns of tables of events, and filters on their functions: lines of text, the last of which is
// a search.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/rfc3339.h"
#include "domain/discover/having.h"
#include "domain/discover/layout.h"
#include "domain/discover/sort.h"
#include "domain/search/parse.h"
#include "domain/search/plan.h"

namespace {

namespace discover = picket::domain::discover;
namespace search = picket::domain::search;

const picket::Timestamp kNow = *picket::parse_rfc3339("2026-11-28T12:00:00Z");
constexpr std::size_t kMaxColumns = 20;

void check_error(const search::SearchError& error, std::size_t size) {
  PICKET_ASSERT(!error.text.empty() && error.text.size() < 1000);
  PICKET_ASSERT(error.at.begin <= error.at.end && error.at.end <= size);
}

void check_having(std::string_view query) {
  const auto parsed = search::parse_search(query, search::event_search(), kNow);
  if (!parsed) return;
  const auto plan = search::plan_search(*parsed, search::event_search());
  if (!plan) return;
  const auto having = discover::having_of(plan->groups, std::chrono::hours(1));
  if (!having) return check_error(having.error(), query.size());
  PICKET_ASSERT(having->parts.size() == plan->groups.parts.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<discover::Column> columns;
  while (!rest.empty() && columns.size() < kMaxColumns) {
    const picket::ascii::Split line = picket::ascii::split_once(rest, '\n');
    rest = line.tail;
    if (rest.empty()) check_having(line.head);
    auto column = discover::read_column(line.head);
    if (!column) {
      check_error(column.error(), line.head.size());
      continue;
    }
    PICKET_ASSERT(column->name == line.head);
    columns.push_back(*std::move(column));
    PICKET_ASSERT(discover::find_sort(line.head, columns).has_value() ||
                  line.head.starts_with('-'));
  }
  const discover::Layout layout = discover::lay_out(columns);
  PICKET_ASSERT(layout.places.size() == columns.size());
  for (const std::size_t place : layout.places)
    PICKET_ASSERT(place < layout.values.size() + layout.aggregates.size());
  return 0;
}
