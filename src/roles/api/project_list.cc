// Lists of projects: of an organization, of a team, of everything that the caller may see. Source:
// shared spec "api", section 4.2.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "domain/project/settings.h"
#include "ports/users.h"
#include "roles/api/offset_page.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"
#include "roles/api/project_stats.h"
#include "roles/api/search_tokens.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"id", "slug", "team", "platform", "is_member"};
constexpr std::string_view kKeysOfAll[] = {"query", "slug", "name", "platform", "dsn", "id"};
constexpr std::string_view kCollapses[] = {"latestDeploys", "unusedFeatures"};

using Config = domain::ProjectConfig;

bool is_in_team(const Config& project, TeamId team) {
  return std::find(project.teams.begin(), project.teams.end(), team) != project.teams.end();
}

class Filter {
 public:
  Filter(SearchTokens wanted, std::span<const ports::Team> teams)
      : wanted_(std::move(wanted)), nothing_(wanted_.has_unknown(kKeys)) {
    const auto slug = wanted_.find("team");
    if (!slug) return;
    const auto team = std::find_if(teams.begin(), teams.end(),
                                   [&](const ports::Team& one) { return one.slug == *slug; });
    nothing_ = nothing_ || team == teams.end();
    if (team != teams.end()) team_ = team->id;
  }

  bool takes(const Config& project, bool is_member) const {
    if (nothing_ || (team_ && !is_in_team(project, team_))) return false;
    const auto id = wanted_.find("id");
    const auto slug = wanted_.find("slug");
    const auto platform = wanted_.find("platform");
    const auto mine = wanted_.find("is_member");
    if (id && *id != std::to_string(project.project.value)) return false;
    if (slug && *slug != project.slug) return false;
    if (platform && *platform != project.platform) return false;
    if (mine && (*mine == "1" || *mine == "true") != is_member) return false;
    return holds(project.name, wanted_.text) || holds(project.slug, wanted_.text);
  }

 private:
  const SearchTokens wanted_;
  bool nothing_;
  TeamId team_;
};

/// Of the grant, by slug.
std::vector<SeenProject> found_projects(const Call& call, const Filter& filter) {
  const std::vector<SeenProject> all = seen_projects(call.grant);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (filter.takes(*call.grant.projects[i], all[i].is_member)) places.push_back(i);
  }
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return call.grant.projects[a]->slug < call.grant.projects[b]->slug;
  });
  std::vector<SeenProject> found;
  found.reserve(places.size());
  for (const std::size_t place : places) found.push_back(all[place]);
  return found;
}

/// `options=` names stored options to add.
json::object chosen_options(const std::vector<std::string>& names, const ports::Project& project) {
  json::object chosen;
  for (const std::string& name : names) {
    const auto* const option = domain::find_setting(domain::project_options(), name);
    if (option != nullptr) chosen[name] = project.settings.get(*option);
  }
  return chosen;
}

Answer<json::array> summaries(const Call& call, std::span<const SeenProject> seen,
                              std::span<const ports::Team> teams) {
  const auto shelf = ProjectShelf::read(call, seen, teams);
  if (!shelf) return unexpected(shelf.error());
  const auto series = read_project_series(call, seen);
  if (!series) return unexpected(series.error());
  const std::vector<std::string> options = call.parameters.all("options");
  json::array shown;
  for (const SeenProject& one : seen) {
    const ports::Project* const project = shelf->find(one.id);
    if (project == nullptr) continue;
    json::object summary = shelf->summary(one);
    if (const auto stats = series->find(one.id); stats != series->end())
      summary["stats"] = stats->second;
    if (!options.empty()) summary["options"] = chosen_options(options, *project);
    shown.push_back(std::move(summary));
  }
  return shown;
}

Answer<net::Response> list(Call& call, std::vector<SeenProject> found,
                           std::span<const ports::Team> teams) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto collapse = read_words(call.parameters, "collapse", kCollapses);
  if (!collapse) return unexpected(collapse.error());
  std::span<const SeenProject> shown(found);
  const bool in_pages = !call.parameters.flag("all_projects");
  if (in_pages) {
    shown = shown.subspan(std::min(page->offset, found.size()));
    shown = shown.first(std::min(page->limit, shown.size()));
  }
  auto items = summaries(call, shown, teams);
  if (!items) return unexpected(std::move(items.error()));
  net::Response response = json_response(*std::move(items));
  if (in_pages) set_links(response, call, *page, page->offset + page->limit < found.size());
  return response;
}

/// Everything that the caller may see, of every organization. The configurations are kept here, as
/// grants point into them.
struct AllSeen {
  std::vector<Config> configs;
  std::vector<ports::Organization> orgs;
  std::vector<domain::access::OrgFacts> facts;
  std::vector<domain::access::Grant> grants;
};

Answer<AllSeen> read_all_seen(const Call& call) {
  AllSeen all;
  auto configs = call.meta().projects().list();
  if (!configs) return unexpected(failed(configs.error()));
  all.configs = *std::move(configs);
  auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  all.orgs = *std::move(orgs);
  for (const ports::Organization& org : all.orgs) {
    all.facts.push_back(
        {org.id, org.slug, org.settings.open_membership, org.settings.role_options()});
  }
  for (const domain::access::OrgFacts& org : all.facts) {
    const std::string id = std::to_string(org.id.value);
    const domain::access::Wish wish{domain::access::kReadProject, id,
                                    domain::access::Reach::projects};
    auto grant = domain::access::decide(call.caller, wish, {all.facts, all.configs});
    if (grant) all.grants.push_back(*std::move(grant));
  }
  return all;
}

bool has_key(const Config& project, std::string_view public_key) {
  return std::any_of(project.keys.begin(), project.keys.end(),
                     [&](const domain::ProjectKey& key) { return key.public_key == public_key; });
}

bool matches(const SearchTokens& wanted, const Config& project) {
  for (const auto& [key, value] : wanted.keys) {
    if (key == "id" && value != std::to_string(project.project.value)) return false;
    if (key == "slug" && value != project.slug) return false;
    if (key == "name" && !holds(project.name, value)) return false;
    if (key == "platform" && value != project.platform) return false;
    if (key == "dsn" && !has_key(project, value)) return false;
    if (key == "query" && !holds(project.name, value) && !holds(project.slug, value)) return false;
  }
  return holds(project.name, wanted.text) || holds(project.slug, wanted.text);
}

struct Found {
  SeenProject seen;
  const domain::access::Grant* grant;
};

/// Of the caller's own teams, as in Sentry, unless they have none; newest first.
std::vector<Found> found_of_all(const AllSeen& all, const SearchTokens& wanted,
                                std::string_view org) {
  std::vector<Found> found;
  for (const domain::access::Grant& grant : all.grants) {
    if (!org.empty() && !domain::access::names(org, grant.org.value, grant.org_slug)) continue;
    const std::vector<SeenProject> seen = seen_projects(grant);
    const bool in_some =
        std::any_of(seen.begin(), seen.end(), [](const SeenProject& one) { return one.is_member; });
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (in_some && !seen[i].is_member) continue;
      if (matches(wanted, *grant.projects[i])) found.push_back({seen[i], &grant});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.seen.id.value > b.seen.id.value; });
  return found;
}

Answer<SearchTokens> read_query_of_all(const Parameters& parameters) {
  SearchTokens wanted = parse_search_tokens(parameters.text_or("query", ""));
  const auto id = wanted.find("id");
  if (id && id->find_first_not_of("0123456789") != std::string_view::npos)
    return unexpected(bad_request("Invalid project ID: " + std::string(*id)));
  return wanted;
}

json::object item_of_all(const Call& call, const AllSeen& all, const ProjectShelf& shelf,
                         const Found& one) {
  json::object item = shelf.base(one.seen);
  item["eventProcessing"] = {{"symbolicationDegraded", false}};
  ProjectShelf::add_status(item, *shelf.find(one.seen.id));
  const auto org = std::find_if(all.orgs.begin(), all.orgs.end(), [&](const auto& candidate) {
    return candidate.id == one.grant->org;
  });
  json::object summary = organization_summary(call, *org);
  summary["access"] = scopes_json(one.grant->scopes);
  item["organization"] = std::move(summary);
  return item;
}

}  // namespace

Answer<net::Response> list_organization_projects(Call& call) {
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const Filter filter(parse_search_tokens(call.parameters.text_or("query", "")), *teams);
  return list(call, found_projects(call, filter), *teams);
}

Answer<net::Response> list_team_projects(Call& call) {
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  std::vector<SeenProject> found;
  const std::vector<SeenProject> all = seen_projects(call.grant);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_in_team(*call.grant.projects[i], call.grant.team)) found.push_back(all[i]);
  }
  return list(call, std::move(found), *teams);
}

Answer<net::Response> list_all_projects(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto wanted = read_query_of_all(call.parameters);
  if (!wanted) return unexpected(wanted.error());
  const auto all = read_all_seen(call);
  if (!all) return unexpected(all.error());
  const bool nothing =
      wanted->has_unknown(kKeysOfAll) || call.parameters.text_or("status", "active") != "active";
  std::vector<Found> found;
  if (!nothing) found = found_of_all(*all, *wanted, call.parameters.text_or("organizationId", ""));
  std::vector<Found> shown(
      found.begin() + static_cast<std::ptrdiff_t>(std::min(page->offset, found.size())),
      found.end());
  shown.resize(std::min(shown.size(), page->limit), Found{{}, nullptr});
  std::vector<SeenProject> seen;
  seen.reserve(shown.size());
  for (const Found& one : shown) seen.push_back(one.seen);
  const auto shelf = ProjectShelf::read(call, seen, {});
  if (!shelf) return unexpected(shelf.error());
  json::array items;
  for (const Found& one : shown) {
    if (shelf->find(one.seen.id) != nullptr) items.push_back(item_of_all(call, *all, *shelf, one));
  }
  net::Response response = json_response(std::move(items));
  set_links(response, call, *page, page->offset + page->limit < found.size());
  return response;
}

}  // namespace picket::api
