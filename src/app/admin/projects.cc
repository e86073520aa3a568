#include "app/admin/projects.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/issue/short_id.h"
#include "ports/projects.h"

namespace picket::app {

Result<ProjectList> ProjectList::read(ports::MetaTx& tx) {
  auto projects = tx.projects().list();
  if (!projects) return unexpected(projects.error());
  ProjectList list;
  list.projects_ = *std::move(projects);
  return list;
}

Result<std::vector<ProjectId>> ProjectList::select(const std::optional<std::string>& slug) const {
  std::vector<ProjectId> ids;
  for (const domain::ProjectConfig& project : projects_) {
    if (!slug || project.slug == *slug || project.org_slug + "/" + project.slug == *slug)
      ids.push_back(project.project);
  }
  if (slug && ids.empty()) return unexpected(no_such("project", *slug));
  if (slug && ids.size() > 1) {
    return unexpected(
        Error{ErrorKind::conflict, "ambiguous_project",
              fmt::format("several organizations have a project {0}: write ORG/{0}", *slug)});
  }
  return ids;
}

std::string ProjectList::slug_of(ProjectId project) const {
  const auto found =
      std::find_if(projects_.begin(), projects_.end(),
                   [&](const domain::ProjectConfig& p) { return p.project == project; });
  return found == projects_.end() ? fmt::format("#{}", project.value) : found->slug;
}

std::string ProjectList::short_id(ProjectId project, std::int64_t number) const {
  return domain::format_short_id(slug_of(project), number);
}

Error no_such(std::string_view kind, std::string_view name) {
  return {ErrorKind::not_found, "no_such_entity", fmt::format("there is no {} {}", kind, name)};
}

}  // namespace picket::app
