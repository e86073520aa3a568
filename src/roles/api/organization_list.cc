// GET organizations/. Source: shared spec "api", section 3.
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "roles/api/offset_page.h"
#include "roles/api/organization_json.h"
#include "roles/api/search_tokens.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/users_lookup.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"id", "slug", "status"};

bool matches(const SearchTokens& wanted, const ports::Organization& org) {
  const auto id = wanted.find("id");
  const auto slug = wanted.find("slug");
  const auto status = wanted.find("status");
  if (id && *id != std::to_string(org.id.value)) return false;
  if (slug && *slug != org.slug) return false;
  if (status && *status != "active") return false;
  return holds(org.name, wanted.text) || holds(org.slug, wanted.text);
}

/// Those that the caller belongs to, newest first.
Answer<std::vector<ports::Organization>> own_organizations(const Call& call) {
  auto all = call.meta().organizations().list_orgs();
  if (!all) return unexpected(failed(all.error()));
  std::erase_if(*all, [&](const ports::Organization& org) {
    return call.caller->membership_in(org.id) == nullptr;
  });
  std::reverse(all->begin(), all->end());
  return *std::move(all);
}

/// The `owner=1` form: those that the caller owns, and whether nobody else does.
Answer<net::Response> list_owned(const Call& call, std::span<const ports::Organization> orgs) {
  json::array shown;
  for (const ports::Organization& org : orgs) {
    if (call.caller->membership_in(org.id)->role != domain::access::OrgRole::owner) continue;
    ports::MemberQuery owners;
    owners.org = org.id;
    owners.role = domain::access::OrgRole::owner;
    owners.invited = false;
    const auto count = call.meta().organizations().count_members(owners);
    if (!count) return unexpected(failed(count.error()));
    shown.push_back(json::object{{"organization", organization_summary(call, org)},
                                 {"singleOwner", *count == 1}});
  }
  return json_response(std::move(shown));
}

}  // namespace

Answer<net::Response> list_organizations(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const std::string_view sort = call.parameters.text_or("sortBy", "");
  if (!sort.empty()) return unexpected(unsupported_value("sortBy", sort));
  auto orgs = own_organizations(call);
  if (!orgs) return unexpected(std::move(orgs.error()));
  if (call.parameters.flag("owner")) return list_owned(call, *orgs);

  const SearchTokens wanted = parse_search_tokens(call.parameters.text_or("query", ""));
  if (wanted.has_unknown(kKeys)) orgs->clear();
  std::erase_if(*orgs, [&](const ports::Organization& org) { return !matches(wanted, org); });
  json::array shown;
  for (std::size_t i = 0; i < page->size(orgs->size()); ++i)
    shown.push_back(organization_summary(call, (*orgs)[page->offset + i]));
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, page->offset + page->limit < orgs->size());
  return response;
}

/// The same for `users/me/organizations/`.
Answer<net::Response> list_own_organizations(Call& call) {
  if (auto own = check_self(call); !own) return unexpected(own.error());
  return list_organizations(call);
}

/// What Picket has not: repositories, integrations and plugins.
Answer<net::Response> list_nothing(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  net::Response response = json_response(json::array());
  set_links(response, call, *page, false);
  return response;
}

}  // namespace picket::api
