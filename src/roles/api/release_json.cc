#include "roles/api/release_json.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "domain/release/describe.h"
#include "domain/release/version.h"
#include "ports/items.h"
#include "ports/projects.h"
#include "ports/session_counts.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace release = domain::release;

/// How far back sessions make a release one with health data: as long as they are kept by default.
constexpr std::chrono::days kHealthRange{30};

/// The earlier or later of two times that may be missing.
template <class Better>
void take_better(std::optional<Timestamp>& best, const std::optional<Timestamp>& time,
                 Better better) {
  if (time && (!best || better(*time, *best))) best = time;
}

}  // namespace

json::object version_info(std::string_view version) {
  const release::Name name = release::parse_name(version);
  json::object parsed{{"raw", name.rest}};
  if (name.version) {
    parsed["major"] = name.version->major;
    parsed["minor"] = name.version->minor;
    parsed["patch"] = name.version->patch;
    parsed["pre"] = text_or_null(name.version->prerelease);
    parsed["buildCode"] = text_or_null(name.version->build);
    parsed["components"] = name.version->components;
  }
  return {{"package", text_or_null(name.package)},
          {"version", std::move(parsed)},
          {"description", release::description(name)},
          {"buildHash", text_or_null(name.build_hash)}};
}

Answer<void> ReleaseShelf::read_people(const Call& call, std::span<const ports::Release> releases) {
  People people(call);
  for (const ports::Release& one : releases) {
    if (!one.owner) continue;
    auto owner = people.user(one.owner);
    if (!owner) return unexpected(std::move(owner.error()));
    owners_.emplace(one.id, *std::move(owner));
  }
  return {};
}

Answer<void> ReleaseShelf::read_health(const Call& call) {
  ports::SessionQuery asked;
  for (const auto& [id, project] : projects_) asked.projects.push_back(id);
  asked.end = call.now + std::chrono::hours(1);
  asked.start = std::chrono::floor<std::chrono::hours>(call.now - kHealthRange);
  asked.bucket = asked.end - asked.start;
  asked.by_project = true;
  asked.by_release = true;
  auto counts = call.meta().items().session_counts().series(asked);
  // With more releases than that nobody can tell from the answer who is missing.
  if (!counts && counts.error().code == "too_many_rows") return {};
  if (!counts) return unexpected(failed(counts.error()));
  for (ports::SessionCount& one : *counts) healthy_.emplace(one.project, std::move(one.release));
  return {};
}

Answer<ReleaseShelf> ReleaseShelf::read(const Call& call, std::span<const ports::Release> releases,
                                        const std::vector<std::string>& environments) {
  ReleaseShelf shelf;
  std::vector<std::int64_t> ids;
  for (const ports::Release& one : releases) ids.push_back(one.id);
  const auto places =
      call.meta().releases().in_projects(ids, call.grant.project_ids(), environments);
  if (!places) return unexpected(failed(places.error()));
  std::vector<ProjectId> projects;
  for (const ports::ReleaseInProject& place : *places) {
    shelf.places_[place.release].push_back(place);
    const domain::ProjectConfig* const config = call.grant.find(place.project);
    PICKET_ASSERT(config != nullptr);
    const auto [known, is_new] = shelf.projects_.try_emplace(place.project);
    if (!is_new) continue;
    known->second = {
        config->slug, config->name.empty() ? config->slug : config->name, config->platform, {}};
    projects.push_back(place.project);
  }
  const auto platforms = call.meta().projects().platforms(projects);
  if (!platforms) return unexpected(failed(platforms.error()));
  for (const ports::ProjectPlatform& one : *platforms)
    shelf.projects_.at(one.project).platforms.emplace_back(one.platform);
  if (auto done = shelf.read_people(call, releases); !done) return unexpected(done.error());
  if (projects.empty()) return shelf;
  if (auto done = shelf.read_health(call); !done) return unexpected(done.error());
  return shelf;
}

json::object ReleaseShelf::project_json(const ports::Release& shown,
                                        const ports::ReleaseInProject& place) const {
  const Project& project = projects_.at(place.project);
  return {{"id", place.project.value},
          {"slug", project.slug},
          {"name", project.name},
          {"newGroups", place.new_issues},
          {"platform", text_or_null(project.platform)},
          {"platforms", project.platforms},
          {"hasHealthData", healthy_.contains({place.project, shown.version})}};
}

json::object ReleaseShelf::full(const ports::Release& shown) const {
  json::array projects;
  std::int64_t new_issues = 0;
  std::optional<Timestamp> first;
  std::optional<Timestamp> last;
  if (const auto places = places_.find(shown.id); places != places_.end()) {
    for (const ports::ReleaseInProject& place : places->second) {
      projects.push_back(project_json(shown, place));
      new_issues += place.new_issues;
      take_better(first, place.first_event, std::less<>());
      take_better(last, place.last_event, std::greater<>());
    }
  }
  const auto owner = owners_.find(shown.id);
  return {{"id", shown.id},
          {"version", shown.version},
          {"status", shown.archived ? "archived" : "open"},
          {"shortVersion", release::short_version(shown.version)},
          {"versionInfo", version_info(shown.version)},
          {"ref", text_or_null(shown.ref)},
          {"url", text_or_null(shown.url)},
          {"dateReleased", date_or_null(shown.released)},
          {"dateCreated", date_text(shown.added)},
          {"dateStarted", date_or_null(shown.started)},
          {"data", json::object()},
          {"newGroups", new_issues},
          {"owner", owner == owners_.end() ? json::value(nullptr) : owner->second},
          {"commitCount", 0},
          {"lastCommit", nullptr},
          {"deployCount", 0},
          {"lastDeploy", nullptr},
          {"authors", json::array()},
          {"projects", std::move(projects)},
          {"firstEvent", date_or_null(first)},
          {"lastEvent", date_or_null(last)},
          {"currentProjectMeta", json::object()},
          {"userAgent", text_or_null(shown.user_agent)}};
}

Answer<json::value> release_of_project(const Call& call, ProjectId project,
                                       std::string_view version) {
  if (version.empty()) return json::value(nullptr);
  const auto found = call.meta().releases().find_in_project(project, version);
  if (!found) return unexpected(failed(found.error()));
  if (!*found) return release_ref(version);
  const auto shelf = ReleaseShelf::read(call, {&**found, 1}, {});
  if (!shelf) return unexpected(shelf.error());
  return json::value(shelf->full(**found));
}

}  // namespace picket::api
