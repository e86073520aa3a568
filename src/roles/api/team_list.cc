// GET organizations/{org}/teams/, user-teams/ and teams/{org}/{team}/. Source: shared spec "api",
// section 5.1.
#include <algorithm>
#include <utility>
#include <vector>

#include "roles/api/offset_page.h"
#include "roles/api/organization_json.h"
#include "roles/api/search_tokens.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"query", "id", "slug"};
constexpr std::string_view kExpansions[] = {"projects", "externalTeams"};
constexpr std::string_view kCollapses[] = {"organization"};

bool matches(const SearchTokens& wanted, const ports::Team& team) {
  const auto id = wanted.find("id");
  const auto slug = wanted.find("slug");
  const auto text = wanted.find("query");
  if (id && *id != std::to_string(team.id.value)) return false;
  if (slug && *slug != team.slug) return false;
  if (text && !holds(team.slug, *text) && !holds(team.name, *text)) return false;
  return holds(team.slug, wanted.text) || holds(team.name, wanted.text);
}

bool is_word(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Answer<net::Response> list_teams(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  const SearchTokens wanted = parse_search_tokens(call.parameters.text_or("query", ""));
  std::vector<ports::Team> found;
  if (!wanted.has_unknown(kKeys)) {
    std::copy_if(shelf->teams().begin(), shelf->teams().end(), std::back_inserter(found),
                 [&](const ports::Team& team) { return matches(wanted, team); });
  }
  const std::size_t all = found.size();
  found.erase(found.begin(),
              found.begin() + static_cast<std::ptrdiff_t>(std::min(page->offset, found.size())));
  found.resize(std::min(found.size(), page->limit));
  json::array shown;
  if (call.parameters.text_or("detailed", "1") == "0") {
    for (const ports::Team& team : found) shown.push_back(shelf->show(call, team));
  } else {
    auto with_projects = teams_with_projects(call, *shelf, found);
    if (!with_projects) return unexpected(std::move(with_projects.error()));
    shown = *std::move(with_projects);
  }
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, page->offset + page->limit < all);
  return response;
}

Answer<net::Response> list_own_teams(Call& call) {
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  std::vector<ports::Team> own;
  if (const auto* const membership = call.grant.membership) {
    std::copy_if(shelf->teams().begin(), shelf->teams().end(), std::back_inserter(own),
                 [&](const ports::Team& team) { return membership->role_in(team.id).has_value(); });
  }
  auto shown = teams_with_projects(call, *shelf, own);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown));
}

Answer<net::Response> show_team(Call& call) {
  const auto expand = read_words(call.parameters, "expand", kExpansions);
  if (!expand) return unexpected(expand.error());
  const auto collapse = read_words(call.parameters, "collapse", kCollapses);
  if (!collapse) return unexpected(collapse.error());
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  const ports::Team* const team = shelf->find(call.request.param("team"));
  if (team == nullptr) return unexpected(not_found());
  json::object shown = shelf->show(call, *team);
  if (is_word(*expand, "projects")) {
    auto with_projects = teams_with_projects(call, *shelf, {team, 1});
    if (!with_projects) return unexpected(std::move(with_projects.error()));
    shown["projects"] = with_projects->front().at("projects");
  }
  if (is_word(*expand, "externalTeams")) shown["externalTeams"] = json::array();
  if (!is_word(*collapse, "organization")) {
    const auto org = read_organization(call);
    if (!org) return unexpected(org.error());
    shown["organization"] = organization_summary(call, *org);
  }
  net::Response response = json_response(std::move(shown));
  set_tag(response, version_tag(team->version));
  return response;
}

}  // namespace picket::api
