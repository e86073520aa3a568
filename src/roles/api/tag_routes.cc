// Tags, and what searches suggest of them. Paths: shared spec "api", section 11; scopes:
// section 20.
#include <array>

#include "roles/api/handlers.h"
#include "roles/api/parameter_names.h"
#include "roles/api/route.h"
#include "roles/api/shapes_issues.h"

namespace picket::api {
namespace {

using domain::access::kReadEvents;
using domain::access::kReadOrg;
using Names = std::string_view;

constexpr auto kSearched = names("query");
constexpr auto kTagParameters = joined(kRangeNames, kSearched);
constexpr auto kTagsParameters = joined(names("key", "limit", "readable"), kTagParameters);
constexpr auto kValuesParameters = joined(kTagParameters, names("sort"), kPageNames);
constexpr auto kOfOrg = joined(names("project", "dataset"), kRangeNames);
constexpr auto kOrgTagsParameters = joined(kOfOrg, names("use_cache", "useFlagsBackend"));
constexpr auto kOrgValuesParameters =
    joined(kOfOrg, names("query", "sort", "includeTransactions", "includeReplays"), kPageNames);
constexpr auto kSearchKeysParameters = joined(names("search", "query", "project"), kRangeNames);
constexpr auto kSearchValuesParameters = joined(names("key"), kSearchKeysParameters);
constexpr Names kTagsAliases[] = {"/api/0/organizations/{org}/groups/{issue}/tags/",
                                  "/api/0/issues/{issue}/tags/", "/api/0/groups/{issue}/tags/"};
constexpr Names kTagAliases[] = {"/api/0/organizations/{org}/groups/{issue}/tags/{tag}/",
                                 "/api/0/issues/{issue}/tags/{tag}/",
                                 "/api/0/groups/{issue}/tags/{tag}/"};
constexpr Names kValuesAliases[] = {"/api/0/organizations/{org}/groups/{issue}/tags/{tag}/values/",
                                    "/api/0/issues/{issue}/tags/{tag}/values/",
                                    "/api/0/groups/{issue}/tags/{tag}/values/"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_issue_tags",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/tags/",
             .accepted = kReadEvents,
             .parameters = kTagsParameters,
             .handler = &list_issue_tags,
             .aliases = kTagsAliases,
             .summary = "List the tags of an issue with their most frequent values",
             .answer = list_of(kTagKey)},
    ApiRoute{.name = "organization_issue_tag",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/tags/{tag}/",
             .accepted = kReadEvents,
             .parameters = kTagParameters,
             .handler = &show_issue_tag,
             .aliases = kTagAliases,
             .summary = "Read a tag of an issue with its most frequent values",
             .answer = kTagKey},
    ApiRoute{.name = "organization_issue_tag_values",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/tags/{tag}/values/",
             .accepted = kReadEvents,
             .parameters = kValuesParameters,
             .handler = &list_issue_tag_values,
             .aliases = kValuesAliases,
             .summary = "List the values of a tag of an issue",
             .answer = list_of(kTagValue)},
    ApiRoute{.name = "organization_tags",
             .pattern = "/api/0/organizations/{org}/tags/",
             .accepted = kReadOrg,
             .parameters = kOrgTagsParameters,
             .handler = &list_organization_tags,
             .summary = "List the tags of events",
             .answer = list_of(kTagKey)},
    ApiRoute{.name = "organization_tag_values",
             .pattern = "/api/0/organizations/{org}/tags/{tag}/values/",
             .accepted = kReadOrg,
             .parameters = kOrgValuesParameters,
             .handler = &list_organization_tag_values,
             .summary = "List the values of a tag of events",
             .answer = list_of(kTagValue)},
    ApiRoute{.name = "organization_search_keys",
             .pattern = "/api/0/organizations/{org}/search/keys/",
             .accepted = kReadOrg,
             .parameters = kSearchKeysParameters,
             .handler = &list_search_keys,
             .summary = "List the keys of a search, those of most events first",
             .answer = list_of(kSearchKey)},
    ApiRoute{.name = "organization_search_values",
             .pattern = "/api/0/organizations/{org}/search/values/",
             .accepted = kReadOrg,
             .parameters = kSearchValuesParameters,
             .handler = &list_search_values,
             .summary = "List what may stand behind a key of a search",
             .answer = list_of(kSearchValue)},
};

}  // namespace

std::span<const ApiRoute> tag_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
