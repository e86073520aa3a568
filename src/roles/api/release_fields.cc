#include "roles/api/release_fields.h"

#include <algorithm>
#include <string_view>

#include "base/rfc3339.h"
#include "roles/api/issue_assignee.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxRef = 250;
constexpr std::size_t kMaxUrl = 2'000;
constexpr std::size_t kMaxOwner = 320;
/// Of one request.
constexpr std::size_t kMaxProjects = 1'000;
constexpr std::string_view kPassedOver[] = {"commits", "refs", "headCommits"};

/// Outer nullopt: absent or wrong; null and blank clear it.
std::optional<std::optional<Timestamp>> read_date(const json::object& body, std::string_view name,
                                                  Fields& fields) {
  const json::value* const value = body.if_contains(name);
  if (value == nullptr) return std::nullopt;
  const json::string* const text = value->if_string();
  if (value->is_null() || (text != nullptr && text->empty())) return std::optional<Timestamp>();
  const auto time = text == nullptr ? std::nullopt : parse_rfc3339(*text);
  // 0 is how stores say that there is none.
  if (!time || *time <= Timestamp()) {
    fields.refuse(name, "Not a date: use ISO 8601, as in 2026-05-13T12:00:00Z.");
    return std::nullopt;
  }
  return time;
}

/// Null clears it.
std::optional<std::string> read_text(const json::object& body, std::string_view name,
                                     std::size_t most, Fields& fields) {
  const json::value* const value = body.if_contains(name);
  if (value != nullptr && value->is_null()) return std::string();
  return fields.text(name, most);
}

bool is_web_address(std::string_view url) {
  return url.empty() || url.starts_with("http://") || url.starts_with("https://");
}

std::optional<bool> read_status(Fields& fields) {
  const auto status = fields.text("status", 20);
  if (!status || status->empty()) return std::nullopt;
  if (*status != "open" && *status != "archived") {
    fields.refuse("status", "Use open or archived.");
    return std::nullopt;
  }
  return *status == "archived";
}

Answer<std::optional<UserId>> read_owner(const Call& call, Fields& fields) {
  const auto text = fields.text("owner", kMaxOwner);
  if (!text) return std::optional<UserId>();
  if (text->empty()) return std::optional(UserId{});
  const auto owner = find_assignee(call, *text);
  if (!owner) return unexpected(owner.error());
  if (*owner && (*owner)->user) return std::optional((*owner)->user);
  fields.refuse("owner", "Nobody of this organization.");
  return std::optional<UserId>();
}

}  // namespace

void ReleaseFields::apply_to(ports::Release& release) const {
  if (ref) release.ref = *ref;
  if (url) release.url = *url;
  if (released) release.released = *released;
  if (started) release.started = *started;
  if (archived) release.archived = *archived;
  if (owner) release.owner = *owner;
}

Answer<ReleaseFields> read_release_fields(const Call& call, const json::object& body,
                                          Fields& fields) {
  ReleaseFields read;
  read.ref = read_text(body, "ref", kMaxRef, fields);
  read.url = read_text(body, "url", kMaxUrl, fields);
  // It becomes a link.
  if (read.url && !is_web_address(*read.url)) fields.refuse("url", "Enter a valid URL.");
  read.released = read_date(body, "dateReleased", fields);
  read.started = read_date(body, "dateStarted", fields);
  read.archived = read_status(fields);
  const auto owner = read_owner(call, fields);
  if (!owner) return unexpected(owner.error());
  read.owner = *owner;
  for (const std::string_view name : kPassedOver) {
    const json::value* const value = body.if_contains(name);
    if (value != nullptr && !value->is_null() && !value->is_array())
      fields.refuse(name, "Expected a list of items.");
  }
  return read;
}

std::optional<std::vector<ProjectId>> read_release_projects(const Call& call,
                                                            const json::object& body,
                                                            Fields& fields) {
  constexpr std::string_view kInvalid = "Invalid project ids or slugs";
  const json::value* const value = body.if_contains("projects");
  if (value == nullptr || value->is_null()) return std::nullopt;
  std::vector<ProjectId> projects;
  const json::array* const list = value->if_array();
  if (list == nullptr || list->size() > kMaxProjects) {
    fields.refuse("projects", list == nullptr ? "Expected a list of items." : kInvalid);
    return projects;
  }
  for (const json::value& item : *list) {
    std::string text;
    if (item.is_string()) text = std::string_view(item.get_string());
    if (item.is_int64()) text = std::to_string(item.get_int64());
    const auto found = std::find_if(
        call.grant.projects.begin(), call.grant.projects.end(), [&](const auto* project) {
          return domain::access::names(text, project->project.value, project->slug);
        });
    if (text.empty() || found == call.grant.projects.end()) {
      fields.refuse("projects", kInvalid);
      return projects;
    }
    projects.push_back((*found)->project);
  }
  return projects;
}

}  // namespace picket::api
