#include "roles/api/issue_resolution.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/releases.h"
#include "roles/api/body.h"
#include "roles/api/issue_conditions.h"
#include "roles/api/release_latest.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Characters; no release has a longer name.
constexpr std::size_t kMaxVersion = 250;

Problem wrong_detail(std::string_view name, std::string_view sentence) {
  Problem problem{400, ""};
  problem.body = json::object{{"statusDetails", {{name, json::array{sentence}}}}};
  return problem;
}

Answer<domain::Resolution> in_next_release(const Call& call, ProjectId project) {
  const auto newest = newest_releases(call, project);
  if (!newest) return unexpected(newest.error());
  if (newest->empty()) {
    return unexpected(
        wrong_detail("inNextRelease",
                     "No release data present in the system to form a basis for 'Next Release'"));
  }
  return domain::Resolution{domain::ResolutionKind::in_next_release, newest->front().version, true,
                            greatest_release(*newest)};
}

Answer<domain::Resolution> in_release(const Call& call, ProjectId project, std::string version) {
  constexpr std::string_view kUnknown = "Unable to find a release with the given version.";
  if (version == "latest") {
    const auto newest = newest_releases(call, project);
    if (!newest) return unexpected(newest.error());
    if (newest->empty()) return unexpected(wrong_detail("inRelease", kUnknown));
    version = greatest_release(*newest);
  } else {
    const auto found = call.meta().releases().find_in_project(project, version);
    if (!found) return unexpected(failed(found.error()));
    if (!*found) return unexpected(wrong_detail("inRelease", kUnknown));
  }
  return domain::Resolution{domain::ResolutionKind::in_release, std::move(version)};
}

}  // namespace

Answer<std::optional<domain::Resolution>> read_resolution(const Call& call,
                                                          const json::object& details, bool in_next,
                                                          std::span<const domain::Issue> issues) {
  if (asks_for(details, "inCommit")) {
    return unexpected(wrong_detail(
        "inCommit", "Resolving in a commit is not supported: Picket knows no commits."));
  }
  const bool next =
      in_next || asks_for(details, "inNextRelease") || asks_for(details, "inUpcomingRelease");
  if ((!next && !asks_for(details, "inRelease")) || issues.empty()) return std::nullopt;
  const ProjectId project = issues.front().project;
  const bool one_project = std::all_of(issues.begin(), issues.end(),
                                       [&](const auto& issue) { return issue.project == project; });
  if (!one_project) {
    return unexpected(bad_request(next
                                      ? "Cannot set resolved in next release for multiple projects."
                                      : "Cannot set resolved in release for multiple projects."));
  }
  const auto wrap =
      [](Answer<domain::Resolution> read) -> Answer<std::optional<domain::Resolution>> {
    if (!read) return unexpected(std::move(read.error()));
    return std::optional(*std::move(read));
  };
  if (next) return wrap(in_next_release(call, project));
  Fields fields(details);
  const auto version = fields.text("inRelease", kMaxVersion);
  if (!version || version->empty()) {
    return unexpected(
        wrong_detail("inRelease", "Unable to find a release with the given version."));
  }
  return wrap(in_release(call, project, *version));
}

}  // namespace picket::api
