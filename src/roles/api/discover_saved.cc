// organizations/{org}/discover/saved/. Source: shared spec "api", section 12.4.
#include "roles/api/discover_saved.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "roles/api/audit_record.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/offset_page.h"
#include "roles/api/saved_search_fields.h"
#include "roles/api/search_handlers.h"
#include "roles/api/search_tokens.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::DiscoverOrder;
using ports::DiscoverQuery;

struct SortWord {
  std::string_view word;
  DiscoverOrder order;
  bool largest_first = false;  ///< Without a '-' in front.
};
constexpr SortWord kSorts[] = {{"name", DiscoverOrder::name},
                               {"dateCreated", DiscoverOrder::created},
                               {"dateUpdated", DiscoverOrder::updated},
                               {"mostPopular", DiscoverOrder::visits, true},
                               {"recentlyViewed", DiscoverOrder::last_visited, true},
                               {"myqueries", DiscoverOrder::mine}};
constexpr std::string_view kTokens[] = {"version", "name"};

Answer<void> read_sort(const Parameters& parameters, ports::DiscoverListing& listing) {
  std::string_view word = parameters.text_or("sortBy", "-dateUpdated");
  const std::string_view given = word;
  const bool turned = word.starts_with('-');
  if (turned) word.remove_prefix(1);
  const auto* const found = std::find_if(std::begin(kSorts), std::end(kSorts),
                                         [&](const SortWord& one) { return one.word == word; });
  if (found == std::end(kSorts)) return unexpected(unsupported_value("sortBy", given));
  listing.order = found->order;
  listing.descending = turned != found->largest_first;
  return {};
}

Answer<net::Response> shown(const Call& call, const DiscoverQuery& query, int status) {
  People people(call);
  auto creator = people.user(query.creator);
  if (!creator) return unexpected(std::move(creator.error()));
  return json_response(discover_query_json(query, *std::move(creator)), status);
}

/// The one of the path. Everybody in the organization may see and change it, as in Sentry.
Answer<DiscoverQuery> find_query(const Call& call) {
  const auto id = ascii::parse_uint<std::uint32_t>(call.request.param("query"));
  if (!id) return unexpected(not_found());
  auto found = discover_queries_of(call).find(*id);
  if (!found) return unexpected(failed(found.error()));
  if (!*found || (*found)->org != call.grant.org || (*found)->homepage)
    return unexpected(not_found());
  return **std::move(found);
}

Answer<void> record(const Call& call, std::string_view event, const DiscoverQuery& query) {
  return record_audit(call, {.event = event, .target = query.id, .data = {{"name", query.name}}});
}

}  // namespace

Answer<net::Response> list_discover_queries(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const SearchTokens wanted = parse_search_tokens(call.parameters.text_or("query", ""));
  ports::DiscoverListing listing;
  listing.org = call.grant.org;
  listing.me = call.user();
  listing.text = wanted.find("name").value_or(wanted.text);
  listing.offset = page->offset;
  listing.limit = page->limit + 1;
  if (auto read = read_sort(call.parameters, listing); !read)
    return unexpected(std::move(read.error()));
  std::vector<DiscoverQuery> queries;
  // No name is longer.
  const bool findable = !wanted.has_unknown(kTokens) && listing.text.size() <= 4 * kMaxSearchName;
  if (findable) {
    auto listed = discover_queries_of(call).list(listing);
    if (!listed) return unexpected(failed(listed.error()));
    queries = *std::move(listed);
  }
  const bool has_next = queries.size() > page->limit;
  if (has_next) queries.pop_back();
  People people(call);
  json::array items;
  for (const DiscoverQuery& query : queries) {
    auto creator = people.user(query.creator);
    if (!creator) return unexpected(std::move(creator.error()));
    items.push_back(discover_query_json(query, *std::move(creator)));
  }
  auto response = json_response(std::move(items));
  set_links(response, call, *page, has_next);
  return response;
}

Answer<net::Response> create_discover_query(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  DiscoverQuery query;
  query.org = call.grant.org;
  query.creator = *keeper;
  query.created = call.now;
  if (auto read = read_discover_body(call, query); !read)
    return unexpected(std::move(read.error()));
  const auto id = discover_queries_of(call).create(query);
  if (!id) return unexpected(not_kept(id.error()));
  query.id = *id;
  if (auto recorded = record(call, "discover-query.create", query); !recorded)
    return unexpected(std::move(recorded.error()));
  return shown(call, query, 201);
}

Answer<net::Response> show_discover_query(Call& call) {
  const auto query = find_query(call);
  if (!query) return unexpected(query.error());
  return shown(call, *query, 200);
}

Answer<net::Response> update_discover_query(Call& call) {
  auto query = find_query(call);
  if (!query) return unexpected(std::move(query.error()));
  if (auto read = read_discover_body(call, *query); !read)
    return unexpected(std::move(read.error()));
  if (auto updated = discover_queries_of(call).update(*query); !updated)
    return unexpected(not_kept(updated.error()));
  if (auto recorded = record(call, "discover-query.edit", *query); !recorded)
    return unexpected(std::move(recorded.error()));
  return shown(call, *query, 200);
}

Answer<net::Response> delete_discover_query(Call& call) {
  const auto query = find_query(call);
  if (!query) return unexpected(query.error());
  if (auto removed = discover_queries_of(call).remove(query->id); !removed)
    return unexpected(failed(removed.error()));
  if (auto recorded = record(call, "discover-query.remove", *query); !recorded)
    return unexpected(std::move(recorded.error()));
  return empty_response();
}

Answer<net::Response> visit_discover_query(Call& call) {
  const auto query = find_query(call);
  if (!query) return unexpected(query.error());
  if (auto visited = discover_queries_of(call).visit(query->id, call.now); !visited)
    return unexpected(failed(visited.error()));
  return empty_response();
}

}  // namespace picket::api
