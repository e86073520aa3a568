#include "roles/api/issue_lookup.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "domain/issue/names.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"

namespace picket::api {
namespace {

Result<std::optional<domain::Issue>> by_short_id(const Call& call, std::string_view name) {
  const auto short_id = domain::parse_short_id(name);
  if (!short_id) return std::optional<domain::Issue>();
  const auto& projects = call.grant.projects;
  const auto project =
      std::find_if(projects.begin(), projects.end(),
                   [&](const domain::ProjectConfig* p) { return p->slug == short_id->slug; });
  if (project == projects.end()) return std::optional<domain::Issue>();
  ports::IssueRepository& issues = call.meta().issues();
  auto found = issues.get_by_number((*project)->project, short_id->number);
  if (!found || *found) return found;
  const auto target = issues.number_merged_into((*project)->project, short_id->number);
  if (!target) return unexpected(target.error());
  return *target ? issues.get(**target) : found;
}

Result<std::optional<domain::Issue>> by_id(const Call& call, IssueId id) {
  ports::IssueRepository& issues = call.meta().issues();
  auto found = issues.get(id);
  if (!found || *found) return found;
  const auto target = issues.merged_into(id);
  if (!target) return unexpected(target.error());
  return *target ? issues.get(**target) : found;
}

Result<std::optional<domain::Issue>> by_name(const Call& call, std::string_view name) {
  if (name.find_first_not_of("0123456789") != std::string_view::npos)
    return by_short_id(call, name);
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto id = ascii::parse_uint<std::uint64_t>(name);
  if (!id || *id > kMost) return std::optional<domain::Issue>();
  return by_id(call, IssueId{static_cast<std::int64_t>(*id)});
}

}  // namespace

Answer<domain::Issue> find_issue(const Call& call, std::string_view name) {
  auto found = by_name(call, name);
  if (!found) return unexpected(failed(found.error()));
  if (!*found || domain::is_deleted((*found)->status) ||
      call.grant.find((*found)->project) == nullptr) {
    return unexpected(not_found());
  }
  return **std::move(found);
}

}  // namespace picket::api
