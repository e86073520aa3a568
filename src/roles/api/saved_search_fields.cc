#include "roles/api/saved_search_fields.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/search/error.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using ports::SearchVisibility;

constexpr std::size_t kMaxSort = 50;

std::string_view to_string(SearchVisibility visibility) noexcept {
  switch (visibility) {
    case SearchVisibility::organization:
      return "organization";
    case SearchVisibility::owner:
      return "owner";
    case SearchVisibility::owner_pinned:
      return "owner_pinned";
  }
  return {};
}

}  // namespace

int read_search_type(Fields& fields) {
  return static_cast<int>(fields.number("type", 0, kMaxSearchType).value_or(0));
}

Answer<int> read_search_type(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("type", "0");
  const auto type = ascii::parse_uint<std::uint32_t>(text);
  if (type && *type <= kMaxSearchType) return static_cast<int>(*type);
  return unexpected(bad_request("Invalid input for `type`: a number is required."));
}

std::string read_kept_query(Fields& fields) {
  return fields.required_text("query", kMaxKeptQuery);
}

std::string read_kept_sort(Fields& fields) {
  const std::string sort = fields.text("sort", kMaxSort).value_or("date");
  if (std::find(std::begin(kKeptSorts), std::end(kKeptSorts), sort) == std::end(kKeptSorts))
    fields.refuse("sort", fmt::format("\"{}\" is not a valid choice.", sort));
  return sort;
}

ports::SavedSearch read_kept_search(const Call& call, UserId keeper, Fields& fields) {
  ports::SavedSearch search;
  search.org = call.grant.org;
  search.owner = keeper;
  search.type = read_search_type(fields);
  search.query = read_kept_query(fields);
  search.sort = read_kept_sort(fields);
  search.created = call.now;
  return search;
}

json::object saved_search_json(const ports::SavedSearch& search) {
  const bool shared = search.visibility == SearchVisibility::organization;
  return {
      {"id", id_text(search.id)}, {"type", search.type},
      {"name", search.name},      {"query", search.query},
      {"sort", search.sort},      {"visibility", to_string(search.visibility)},
      {"isGlobal", false},        {"isPinned", search.visibility == SearchVisibility::owner_pinned},
      {"isOrgCustom", shared},    {"dateCreated", date_text(search.created)}};
}

Answer<UserId> keeper_of(const Call& call) {
  if (call.user()) return call.user();
  return unexpected(forbidden("A token of an organization keeps no searches."));
}

Problem not_kept(const ports::SavedSearch& search, const Error& error) {
  if (error.code == "already_exists") {
    return bad_request(
        fmt::format("{} search for '{}' already exists",
                    search.visibility == SearchVisibility::organization ? "An organization" : "A",
                    domain::search::quoted_in_error(search.query)));
  }
  if (error.code == "too_many_searches")
    return bad_request("There are as many saved searches as there may be; delete some first.");
  return failed(error);
}

}  // namespace picket::api
