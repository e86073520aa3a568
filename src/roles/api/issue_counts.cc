// GET organizations/{org}/issues-count/: how many issues each of some searches finds. Source:
// shared spec "api", section 7.5.
#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "roles/api/handlers.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/issue_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Pages show "99+" from here on.
constexpr std::int64_t kMostCounted = 100;
/// Tabs of a page; each is a query.
constexpr std::size_t kMaxSearches = 20;

Answer<std::int64_t> count_found(const Call& call, IssueListQuery query) {
  query.limit = kMostCounted;
  const auto page = read_issue_page(call, query);
  if (!page) return unexpected(page.error());
  if (page->hits) return std::min(*page->hits, kMostCounted);
  return static_cast<std::int64_t>(page->issues.size());
}

}  // namespace

Answer<net::Response> count_issues(Call& call) {
  const std::vector<std::string> searches = call.parameters.all("query");
  if (searches.size() > kMaxSearches)
    return unexpected(bad_request(fmt::format("At most {} searches at once.", kMaxSearches)));
  json::object counts;
  for (const std::string& text : searches) {
    const auto query = read_counted_query(call, text);
    if (!query) return unexpected(query.error());
    const auto count = count_found(call, *query);
    if (!count) return unexpected(count.error());
    counts[text] = *count;
  }
  return json_response(std::move(counts));
}

}  // namespace picket::api
