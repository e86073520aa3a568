#include "roles/api/project_json.h"

#include <algorithm>
#include <utility>

#include "domain/project/settings.h"
#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// What Picket's projects have of what clients ask for by these names.
constexpr std::string_view kFeatures[] = {"alert-filters", "discard-groups", "rate-limits",
                                          "releases"};

/// Kinds of data that Picket does not keep.
constexpr std::string_view kNever[] = {"hasFeedbacks",
                                       "hasFlags",
                                       "hasMinifiedStackTrace",
                                       "hasMonitors",
                                       "hasNewFeedbacks",
                                       "hasProfiles",
                                       "hasReplays",
                                       "hasSessions",
                                       "hasInsightsHttp",
                                       "hasInsightsDb",
                                       "hasInsightsAssets",
                                       "hasInsightsAppStart",
                                       "hasInsightsScreenLoad",
                                       "hasInsightsVitals",
                                       "hasInsightsCaches",
                                       "hasInsightsQueues",
                                       "hasInsightsAgentMonitoring",
                                       "hasInsightsMCP",
                                       "hasLogs",
                                       "hasTraceMetrics"};

json::array features() {
  json::array words;
  for (const std::string_view feature : kFeatures) words.emplace_back(feature);
  return words;
}

json::array texts(const std::vector<std::string>& from) {
  json::array words;
  for (const std::string& word : from) words.emplace_back(word);
  return words;
}

json::array texts_of(const std::unordered_map<ProjectId, std::vector<std::string>>& from,
                     ProjectId project) {
  const auto found = from.find(project);
  return found == from.end() ? json::array() : texts(found->second);
}

/// Always the same for the same slug, readable on white.
std::string color_of(std::string_view slug) {
  static constexpr std::string_view kColors[] = {"#3f70bf", "#bf6e3f", "#3fbf7a", "#bf3f55",
                                                 "#803fbf", "#3fa4bf", "#8a8f2c", "#bf3fa0"};
  std::size_t sum = 0;
  for (const char c : slug) sum = sum * 31 + static_cast<unsigned char>(c);
  return std::string(kColors[sum % std::size(kColors)]);
}

json::object options_of(const ports::Project& project) {
  json::object options;
  for (const domain::Setting& option : domain::project_options())
    options[option.name] = project.settings.get(option);
  return options;
}

}  // namespace

std::vector<SeenProject> seen_projects(const domain::access::Grant& grant) {
  std::vector<SeenProject> seen;
  seen.reserve(grant.projects.size());
  for (std::size_t i = 0; i < grant.projects.size(); ++i) {
    const domain::ProjectConfig& project = *grant.projects[i];
    const bool is_member =
        grant.membership != nullptr &&
        std::any_of(project.teams.begin(), project.teams.end(),
                    [&](TeamId team) { return grant.membership->role_in(team).has_value(); });
    seen.push_back({project.project, grant.project_scopes[i], is_member});
  }
  return seen;
}

SeenProject seen_project(const Call& call) {
  return seen_projects(call.grant).front();
}

json::object team_ref(const ports::Team& team) {
  return {{"id", id_text(team.id.value)}, {"slug", team.slug}, {"name", team.name}};
}

Answer<std::vector<ports::Team>> read_teams(const Call& call) {
  auto teams = call.meta().organizations().list_teams(call.grant.org);
  if (!teams) return unexpected(failed(teams.error()));
  return *std::move(teams);
}

Answer<ProjectShelf> ProjectShelf::read(const Call& call, std::span<const SeenProject> seen,
                                        std::span<const ports::Team> teams) {
  ProjectShelf shelf;
  for (const ports::Team& team : teams) shelf.teams_.emplace(team.id, &team);
  std::vector<ProjectId> ids;
  for (const SeenProject& one : seen) ids.push_back(one.id);
  ports::ProjectRepository& repository = call.meta().projects();
  auto projects = repository.get(ids);
  if (!projects) return unexpected(failed(projects.error()));
  for (ports::Project& project : *projects) {
    const ProjectId id = project.id;
    shelf.projects_.emplace(id, std::move(project));
  }
  auto environments = repository.environments(ids);
  if (!environments) return unexpected(failed(environments.error()));
  for (ports::ProjectEnvironment& one : *environments) {
    if (!one.hidden) shelf.environments_[one.project].push_back(std::move(one.name));
  }
  auto platforms = repository.platforms(ids);
  if (!platforms) return unexpected(failed(platforms.error()));
  for (ports::ProjectPlatform& one : *platforms)
    shelf.platforms_[one.project].push_back(std::move(one.platform));
  if (!call.user()) return shelf;
  const auto bookmarks = repository.bookmarks(call.user());
  if (!bookmarks) return unexpected(failed(bookmarks.error()));
  shelf.bookmarks_.insert(bookmarks->begin(), bookmarks->end());
  return shelf;
}

const ports::Project* ProjectShelf::find(ProjectId project) const noexcept {
  const auto found = projects_.find(project);
  return found == projects_.end() ? nullptr : &found->second;
}

json::array ProjectShelf::team_refs(const ports::Project& project) const {
  json::array refs;
  for (const TeamId id : project.teams) {
    const auto team = teams_.find(id);
    if (team != teams_.end()) refs.push_back(team_ref(*team->second));
  }
  return refs;
}

json::object ProjectShelf::base(const SeenProject& seen) const {
  const ports::Project& project = projects_.at(seen.id);
  json::object shown = {
      {"id", id_text(project.id.value)},
      {"slug", project.slug},
      {"name", project.name},
      {"platform", text_or_null(project.platform)},
      {"dateCreated", date_text(project.created)},
      {"isBookmarked", bookmarks_.contains(seen.id)},
      {"isMember", seen.is_member},
      {"hasAccess", true},
      {"features", features()},
      {"firstEvent", project.first_event ? date_text(*project.first_event) : json::value(nullptr)},
      {"firstTransactionEvent", false},
      {"access", scopes_json(seen.scopes)}};
  for (const std::string_view name : kNever) shown[name] = false;
  return shown;
}

json::object ProjectShelf::summary(const SeenProject& seen) const {
  json::object shown = base(seen);
  json::array teams = team_refs(projects_.at(seen.id));
  shown["team"] = teams.empty() ? json::value(nullptr) : teams.front();
  shown["teams"] = std::move(teams);
  shown["platforms"] = texts_of(platforms_, seen.id);
  shown["environments"] = texts_of(environments_, seen.id);
  shown["hasUserReports"] = false;
  shown["latestRelease"] = nullptr;
  shown["eventProcessing"] = {{"symbolicationDegraded", false}};
  return shown;
}

json::object ProjectShelf::in_team(const SeenProject& seen) const {
  json::object shown = base(seen);
  add_status(shown, projects_.at(seen.id));
  return shown;
}

void ProjectShelf::add_status(json::object& shown, const ports::Project& project) {
  shown["isInternal"] = false;
  shown["isPublic"] = false;
  shown["avatar"] = letter_avatar();
  shown["color"] = color_of(project.slug);
  shown["status"] = "active";
}

json::object ProjectShelf::detail(const Call& call, const SeenProject& seen,
                                  const ports::Organization& org) const {
  const ports::Project& project = projects_.at(seen.id);
  json::object shown = summary(seen);
  shown.erase("environments");
  add_status(shown, project);
  json::object summary_of_org = organization_summary(call, org);
  summary_of_org["access"] = scopes_json(call.grant.scopes);
  shown["organization"] = std::move(summary_of_org);
  shown["options"] = options_of(project);
  for (const domain::Setting& setting : domain::project_settings())
    shown[setting.name] = project.settings.get(setting);
  shown["allowedDomains"] = texts(project.allowed_domains);
  // Only who may change it needs to read it.
  if (!seen.scopes.intersects(domain::access::kWriteProject)) shown["securityToken"] = "";
  shown["highlightPreset"] = {{"tags", json::array()}, {"context", json::object()}};
  shown["derivedGroupingEnhancements"] = "";
  shown["plugins"] = json::array();
  shown["processingIssues"] = 0;
  shown["dynamicSamplingBiases"] = nullptr;
  shown["isDynamicallySampled"] = false;
  shown["tempestFetchScreenshots"] = false;
  shown["autofixAutomationTuning"] = "off";
  shown["seerScannerAutomation"] = false;
  shown["seerNightshiftTweaks"] = nullptr;
  shown["scmSourceContextEnabled"] = false;
  shown["debugFilesRole"] = nullptr;
  return shown;
}

}  // namespace picket::api
