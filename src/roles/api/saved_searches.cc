// organizations/{org}/searches/. Source: shared spec "api", section 13.
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/access/scope.h"
#include "ports/users.h"
#include "roles/api/audit_record.h"
#include "roles/api/saved_search_fields.h"
#include "roles/api/search_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::SavedSearch;
using ports::SearchVisibility;

constexpr std::size_t kMaxWord = 50;

ports::SavedSearchRepository& searches_of(const Call& call) {
  return call.meta().users().saved_searches();
}

bool may_share(const Call& call) {
  return call.grant.scopes.intersects(domain::access::kWriteOrg);
}

SearchVisibility read_visibility(Fields& fields, SearchVisibility otherwise) {
  const auto word = fields.text("visibility", kMaxWord);
  if (!word) return otherwise;
  if (*word == "organization") return SearchVisibility::organization;
  if (*word == "owner") return SearchVisibility::owner;
  fields.refuse("visibility", fmt::format("\"{}\" is not a valid choice.", *word));
  return otherwise;
}

/// Only of searches that everybody sees.
Answer<void> record(const Call& call, std::string_view event, const SavedSearch& search) {
  if (search.visibility != SearchVisibility::organization) return {};
  return record_audit(call, {.event = event,
                             .target = search.id,
                             .data = {{"name", search.name}, {"query", search.query}}});
}

/// The one of the path, if the caller may change it: their own, or with the right to share also
/// the organization's.
Answer<SavedSearch> changeable(const Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  const auto id = ascii::parse_uint<std::uint32_t>(call.request.param("search"));
  if (!id) return unexpected(not_found());
  auto found = searches_of(call).find(*id);
  if (!found) return unexpected(failed(found.error()));
  if (!*found || (*found)->org != call.grant.org) return unexpected(not_found());
  const bool shared = (*found)->visibility == SearchVisibility::organization;
  if (!shared && (*found)->owner != *keeper) return unexpected(not_found());
  if (shared && !may_share(call)) return unexpected(forbidden());
  return **std::move(found);
}

}  // namespace

Answer<net::Response> list_saved_searches(Call& call) {
  const auto type = read_search_type(call.parameters);
  if (!type) return unexpected(type.error());
  const auto searches = searches_of(call).list(call.grant.org, call.user(), *type);
  if (!searches) return unexpected(failed(searches.error()));
  json::array shown;
  for (const SavedSearch& search : *searches) shown.push_back(saved_search_json(search));
  return json_response(std::move(shown));
}

Answer<net::Response> create_saved_search(Call& call) {
  const auto keeper = keeper_of(call);
  if (!keeper) return unexpected(keeper.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  SavedSearch search = read_kept_search(call, *keeper, fields);
  search.name = fields.required_text("name", kMaxSearchName);
  search.visibility = read_visibility(fields, SearchVisibility::owner);
  if (!fields.ok()) return unexpected(fields.problem());
  if (search.visibility == SearchVisibility::organization && !may_share(call))
    return unexpected(forbidden());
  const auto id = searches_of(call).create(search);
  if (!id) return unexpected(not_kept(search, id.error()));
  search.id = *id;
  if (auto recorded = record(call, "saved-search.create", search); !recorded)
    return unexpected(std::move(recorded.error()));
  return json_response(saved_search_json(search));
}

Answer<net::Response> update_saved_search(Call& call) {
  auto search = changeable(call);
  if (!search) return unexpected(std::move(search.error()));
  const SavedSearch before = *search;
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  search->name = fields.required_text("name", kMaxSearchName);
  search->query = read_kept_query(fields);
  search->sort = read_kept_sort(fields);
  search->visibility = read_visibility(fields, before.visibility);
  if (fields.has("type") && read_search_type(fields) != before.type)
    fields.refuse("type", "The type of a saved search cannot be changed.");
  if (!fields.ok()) return unexpected(fields.problem());
  const bool shares = search->visibility == SearchVisibility::organization;
  if (shares && !may_share(call)) return unexpected(forbidden());
  if (auto updated = searches_of(call).update(*search); !updated)
    return unexpected(not_kept(*search, updated.error()));
  // Who made it public, or took it back, changed what everybody sees.
  if (auto recorded = record(call, "saved-search.edit", shares ? *search : before); !recorded)
    return unexpected(std::move(recorded.error()));
  return json_response(saved_search_json(*search));
}

Answer<net::Response> delete_saved_search(Call& call) {
  const auto search = changeable(call);
  if (!search) return unexpected(search.error());
  if (auto removed = searches_of(call).remove(search->id); !removed)
    return unexpected(failed(removed.error()));
  if (auto recorded = record(call, "saved-search.remove", *search); !recorded)
    return unexpected(std::move(recorded.error()));
  return empty_response();
}

}  // namespace picket::api
