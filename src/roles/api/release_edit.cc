// Announcing releases, as sentry-cli does (`releases new`, `finalize`, `set-commits`), and removing
// them. Source: shared spec "api", section 16.2.
#include <utility>

#include "base/utf8.h"
#include "domain/release/name.h"
#include "ports/issues.h"
#include "roles/api/release_fields.h"
#include "roles/api/release_handlers.h"
#include "roles/api/release_json.h"
#include "roles/api/release_lookup.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxUserAgent = 256;  ///< Bytes; as Sentry keeps.

std::string user_agent(const Call& call) {
  return std::string(
      utf8_cut(to_valid_utf8(call.request.headers.get("User-Agent")), kMaxUserAgent));
}

struct Announcement {
  std::string version;
  std::vector<ProjectId> projects;
  ReleaseFields fields;
};

Answer<Announcement> read_announcement(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  Announcement announced;
  announced.version = fields.required_text("version", domain::release::kMaxNameBytes);
  if (!announced.version.empty() && !domain::release::is_valid_new_name(announced.version))
    fields.refuse("version", "Release with name " + announced.version + " is not allowed");
  if (call.request.param("project").empty()) {
    auto projects = read_release_projects(call, *body, fields);
    if (!projects || (projects->empty() && fields.ok()))
      fields.refuse("projects", "This field is required.");
    if (projects) announced.projects = *std::move(projects);
  } else {
    announced.projects = call.grant.project_ids();
  }
  auto read = read_release_fields(call, *body, fields);
  if (!read) return unexpected(std::move(read.error()));
  if (!fields.ok()) return unexpected(fields.problem());
  announced.fields = *std::move(read);
  return announced;
}

/// Issues that are resolved in the next release of the project, which this is.
Answer<void> settle_issues(const Call& call, ProjectId project, std::string_view version) {
  for (std::int64_t settled = 1; settled > 0;) {
    const auto some = call.meta().issues().settle_next_release(project, version);
    if (!some) return unexpected(failed(some.error()));
    settled = *some;
  }
  return {};
}

Answer<void> add_projects(const Call& call, const ports::Release& release,
                          std::span<const ProjectId> projects) {
  for (const ProjectId project : projects) {
    const auto added = call.meta().releases().add_project(release.id, project, call.now);
    if (!added && added.error().code == "too_many_releases")
      return unexpected(bad_request("A project has as many releases as it may have in use."));
    if (!added) return unexpected(failed(added.error()));
    if (!*added) continue;
    if (auto settled = settle_issues(call, project, release.version); !settled) return settled;
  }
  return {};
}

Answer<net::Response> shown(const Call& call, const ports::Release& release, int status) {
  const auto shelf = ReleaseShelf::read(call, {&release, 1}, {});
  if (!shelf) return unexpected(shelf.error());
  return json_response(shelf->full(release), status);
}

}  // namespace

Answer<net::Response> create_release(Call& call) {
  const auto announced = read_announcement(call);
  if (!announced) return unexpected(announced.error());
  ports::ReleaseRepository& releases = call.meta().releases();
  const auto known = releases.find(call.grant.org, announced->version);
  if (!known) return unexpected(failed(known.error()));
  ports::Release release = known->value_or(ports::Release{});
  if (!*known) {
    release.org = call.grant.org;
    release.version = announced->version;
    release.added = call.now;
  }
  announced->fields.apply_to(release);
  if (!release.announced) release.user_agent = user_agent(call);
  release.announced = true;
  if (*known) {
    if (auto updated = releases.update(release); !updated)
      return unexpected(failed(updated.error()));
  } else {
    const auto id = releases.create(release);
    if (!id) return unexpected(failed(id.error()));
    release.id = *id;
  }
  if (auto added = add_projects(call, release, announced->projects); !added)
    return unexpected(added.error());
  return shown(call, release, *known ? 208 : 201);
}

Answer<net::Response> update_release(Call& call) {
  auto release = find_release(call);
  if (!release) return unexpected(release.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const auto read = read_release_fields(call, *body, fields);
  if (!read) return unexpected(read.error());
  const auto projects = read_release_projects(call, *body, fields);
  if (!fields.ok()) return unexpected(fields.problem());
  read->apply_to(*release);
  release->announced = true;
  if (auto updated = call.meta().releases().update(*release); !updated)
    return unexpected(failed(updated.error()));
  if (projects) {
    if (auto added = add_projects(call, *release, *projects); !added)
      return unexpected(added.error());
  }
  return shown(call, *release, 200);
}

Answer<net::Response> delete_release(Call& call) {
  const auto release = find_release(call);
  if (!release) return unexpected(release.error());
  const auto removed = call.meta().releases().remove(release->id);
  if (!removed && removed.error().code == "release_in_use")
    return unexpected(
        bad_request("This release is referenced by active issues and cannot be removed."));
  if (!removed) return unexpected(failed(removed.error()));
  return empty_response();
}

}  // namespace picket::api
