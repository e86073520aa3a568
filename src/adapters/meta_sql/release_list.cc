// Lists of releases, and what each project has of them.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/release_row.h"
#include "adapters/meta_sql/releases.h"

namespace picket::adapters::meta {
namespace {

tl::unexpected<Error> refuse(std::string_view code) {
  return unexpected(Error{ErrorKind::invalid_argument, code, {}});
}

/// A list of texts as one parameter. No environment holds a slash or a line feed, so that
/// kIsListed finds whole ones only.
std::string slashed(std::span<const std::string> environments) {
  std::string list;
  for (const std::string& one : environments) list += "/" + one + "/\n";
  return list;
}

constexpr std::string_view kIsListed =
    "REPLACE(:listed1, '/' || e.environment || '/', '') <> :listed2";

Result<void> check(const ports::ReleaseQuery& query) {
  if (query.projects.size() > kMaxQueriedProjects) return refuse("too_many_projects");
  if (query.environments.size() > kMaxListed) return refuse("too_many_environments");
  if (query.text.size() > kMaxSearchText) return refuse("search_text_too_long");
  if (query.limit > kMaxListed || query.offset > kMaxListOffset) return refuse("limit_too_large");
  return {};
}

std::string list_text(const ports::ReleaseQuery& query) {
  const std::string projects = number_list(query.projects);
  std::string text = fmt::format(
      "SELECT " PICKET_RELEASE_COLUMNS
      " FROM releases r WHERE r.org_id = {} AND EXISTS (SELECT 1 FROM release_projects p WHERE "
      "p.release_id = r.id AND p.project_id IN ({}))",
      query.org.value, projects);
  if (query.archived) text += fmt::format(" AND r.archived = {}", *query.archived ? 1 : 0);
  if (query.since) text += fmt::format(" AND r.placed >= {}", to_unix_us(*query.since));
  if (query.until) text += fmt::format(" AND r.placed < {}", to_unix_us(*query.until));
  text += " AND lower(r.version) LIKE lower(:pattern) ESCAPE '!'";
  // With no environments both parameters are empty and nothing differs.
  text += fmt::format(
      " AND ({} = 1 OR EXISTS (SELECT 1 FROM release_environments e WHERE e.release_id = r.id AND "
      "e.project_id IN ({}) AND {}))",
      query.environments.empty() ? 1 : 0, projects, kIsListed);
  text += fmt::format(" ORDER BY r.placed DESC, r.id DESC LIMIT {} OFFSET {}", query.limit,
                      query.offset);
  return text;
}

}  // namespace

Result<std::vector<ports::Release>> Releases::list(const ports::ReleaseQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  std::vector<ports::Release> listed;
  if (query.projects.empty()) return listed;
  const std::string environments = slashed(query.environments);
  const auto read = work_.read_once<List<Text, Text, Text>, ReleaseColumns>(
      list_text(query), like_pattern(query.text), environments, environments,
      [&](auto&&... columns) { listed.push_back(release_row(columns...)); });
  if (!read) return unexpected(read.error());
  return listed;
}

Result<std::vector<ports::ReleaseInProject>> Releases::in_projects(
    std::span<const std::int64_t> releases, std::span<const ProjectId> projects,
    std::span<const std::string> environments) {
  if (releases.size() > kMaxListed) return refuse("too_many_releases");
  if (projects.size() > kMaxQueriedProjects) return refuse("too_many_projects");
  if (environments.size() > kMaxListed) return refuse("too_many_environments");
  std::vector<ports::ReleaseInProject> found;
  if (releases.empty() || projects.empty()) return found;
  const std::string listed = slashed(environments);
  const auto read = work_.read_once<List<Text, Text>, List<Int, Int, Int, Int, Int, Int>>(
      fmt::format("SELECT p.release_id, p.project_id, p.new_issues, "
                  "CAST(COALESCE(SUM(e.events), 0) AS BIGINT), COALESCE(MIN(e.first_event), 0), "
                  "COALESCE(MAX(e.last_event), 0) FROM release_projects p "
                  "LEFT JOIN release_environments e ON e.release_id = p.release_id AND "
                  "e.project_id = p.project_id AND ({} = 1 OR {}) "
                  "WHERE p.release_id IN ({}) AND p.project_id IN ({}) "
                  "GROUP BY p.release_id, p.project_id, p.new_issues "
                  "ORDER BY p.release_id, p.project_id",
                  environments.empty() ? 1 : 0, kIsListed, fmt::join(releases, ", "),
                  number_list(projects)),
      listed, listed,
      [&](Int release, Int project, Int new_issues, Int events, Int first, Int last) {
        found.push_back({release, ProjectId{project}, new_issues, events, never_or_time(first),
                         never_or_time(last)});
      });
  if (!read) return unexpected(read.error());
  return found;
}

}  // namespace picket::adapters::meta
