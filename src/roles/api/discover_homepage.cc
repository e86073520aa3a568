// organizations/{org}/discover/homepage/: what a person begins with. Source: shared spec "api",
// section 12.4.
#include <optional>
#include <utility>

#include "roles/api/discover_saved.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/saved_search_fields.h"
#include "roles/api/search_handlers.h"

namespace picket::api {
namespace {

using ports::DiscoverQuery;

Answer<std::optional<DiscoverQuery>> find_homepage(const Call& call) {
  if (!call.user()) return std::optional<DiscoverQuery>();
  auto found = discover_queries_of(call).find_homepage(call.grant.org, call.user());
  if (!found) return unexpected(failed(found.error()));
  return *std::move(found);
}

Answer<net::Response> shown(const Call& call, const DiscoverQuery& query, int status) {
  People people(call);
  auto creator = people.user(query.creator);
  if (!creator) return unexpected(std::move(creator.error()));
  return json_response(discover_query_json(query, *std::move(creator)), status);
}

}  // namespace

/// 204 when there is none.
Answer<net::Response> show_discover_homepage(Call& call) {
  const auto query = find_homepage(call);
  if (!query) return unexpected(query.error());
  if (!*query) return empty_response();
  return shown(call, **query, 200);
}

Answer<net::Response> update_discover_homepage(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  auto before = find_homepage(call);
  if (!before) return unexpected(std::move(before.error()));
  DiscoverQuery query = before->value_or(DiscoverQuery{});
  const bool is_new = query.id == 0;
  query.org = call.grant.org;
  query.creator = *keeper;
  query.homepage = true;
  if (is_new) query.created = call.now;
  if (auto read = read_discover_body(call, query); !read)
    return unexpected(std::move(read.error()));
  if (is_new) {
    const auto id = discover_queries_of(call).create(query);
    if (!id) return unexpected(not_kept(id.error()));
    query.id = *id;
  } else if (auto updated = discover_queries_of(call).update(query); !updated) {
    return unexpected(not_kept(updated.error()));
  }
  return shown(call, query, is_new ? 201 : 200);
}

Answer<net::Response> delete_discover_homepage(Call& call) {
  const auto query = find_homepage(call);
  if (!query) return unexpected(query.error());
  if (!*query) return empty_response();
  if (auto removed = discover_queries_of(call).remove((*query)->id); !removed)
    return unexpected(failed(removed.error()));
  return empty_response();
}

}  // namespace picket::api
