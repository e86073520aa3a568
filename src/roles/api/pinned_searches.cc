// organizations/{org}/pinned-searches/ and recent-searches/: each person's own. Source: shared spec
// "api", section 13.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/assert.h"
#include "ports/users.h"
#include "roles/api/json_text.h"
#include "roles/api/saved_search_fields.h"
#include "roles/api/search_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::RecentSearch;
using ports::SavedSearch;

/// What Sentry calls it.
constexpr std::string_view kPinnedName = "My Pinned Search";
constexpr std::size_t kDefaultRecent = 3;
constexpr std::size_t kMaxPrefix = 1000;  ///< Bytes.

ports::SavedSearchRepository& searches_of(const Call& call) {
  return call.meta().users().saved_searches();
}

json::object recent_json(const RecentSearch& search) {
  return {{"id", id_text(search.id)},
          {"organizationId", id_text(search.org.value)},
          {"type", search.type},
          {"query", search.query},
          {"lastSeen", date_text(search.last_seen)},
          {"dateCreated", date_text(search.created)}};
}

Answer<std::size_t> read_recent_limit(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("limit", "");
  if (text.empty()) return kDefaultRecent;
  const auto limit = ascii::parse_uint<std::uint32_t>(text);
  if (!limit || *limit == 0)
    return unexpected(bad_request("Invalid input for `limit`: a positive number is required."));
  return std::min<std::size_t>(*limit, ports::SavedSearchRepository::kMaxRecent);
}

/// Changes the one that is pinned, or makes it.
Result<void> put_pinned(const Call& call, SavedSearch& search) {
  const auto pinned = searches_of(call).find_pinned(search.org, search.owner, search.type);
  if (!pinned) return unexpected(pinned.error());
  if (*pinned) {
    search.id = (*pinned)->id;
    search.created = (*pinned)->created;
    return searches_of(call).update(search);
  }
  const auto id = searches_of(call).create(search);
  if (!id) return unexpected(id.error());
  search.id = *id;
  return {};
}

}  // namespace

Answer<net::Response> pin_search(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  SavedSearch search = read_kept_search(call, *keeper, fields);
  search.name = kPinnedName;
  search.visibility = ports::SearchVisibility::owner_pinned;
  if (!fields.ok()) return unexpected(fields.problem());
  if (auto put = put_pinned(call, search); !put) return unexpected(not_kept(search, put.error()));
  return json_response(saved_search_json(search), 201);
}

Answer<net::Response> unpin_search(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const int type = read_search_type(fields);
  if (!fields.ok()) return unexpected(fields.problem());
  const auto pinned = searches_of(call).find_pinned(call.grant.org, *keeper, type);
  if (!pinned) return unexpected(failed(pinned.error()));
  if (*pinned) {
    if (auto removed = searches_of(call).remove((*pinned)->id); !removed)
      return unexpected(failed(removed.error()));
  }
  return empty_response();
}

Answer<net::Response> list_recent_searches(Call& call) {
  const auto type = read_search_type(call.parameters);
  if (!type) return unexpected(type.error());
  const auto limit = read_recent_limit(call.parameters);
  if (!limit) return unexpected(limit.error());
  const std::string_view prefix = call.parameters.text_or("query", "");
  json::array shown;
  // Nothing that is kept is longer, and nothing is kept for nobody.
  if (prefix.size() > kMaxPrefix || !call.user()) return json_response(std::move(shown));
  const auto searches =
      searches_of(call).recent(call.grant.org, call.user(), *type, prefix, *limit);
  if (!searches) return unexpected(failed(searches.error()));
  for (const RecentSearch& search : *searches) shown.push_back(recent_json(search));
  return json_response(std::move(shown));
}

Answer<net::Response> note_recent_search(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  RecentSearch search;
  search.org = call.grant.org;
  search.user = *keeper;
  search.type = read_search_type(fields);
  search.query = read_kept_query(fields);
  search.created = search.last_seen = call.now;
  if (!fields.ok()) return unexpected(fields.problem());
  const auto is_new = searches_of(call).note_recent(search);
  if (!is_new) return unexpected(failed(is_new.error()));
  if (!*is_new) return empty_response();
  const auto noted = searches_of(call).recent(search.org, search.user, search.type, "", 1);
  if (!noted) return unexpected(failed(noted.error()));
  PICKET_ASSERT(!noted->empty());
  return json_response(recent_json(noted->front()), 201);
}

}  // namespace picket::api
