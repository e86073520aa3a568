// One client key. Source: shared spec "api", section 4.8.
#include <utility>

#include <fmt/format.h>

#include "ports/projects.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/key_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/version_tag.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of one project. The relay holds all keys in memory.
constexpr std::size_t kMaxKeys = 100;

net::Response key_response(const Call& call, const ports::ClientKey& key, int status) {
  net::Response response = json_response(key_json(call, key), status);
  set_tag(response, version_tag(key.version));
  return response;
}

/// The public half is no secret: it stands in every page that reports errors.
AuditFact fact_of(const Call& call, std::string_view event, const ports::ClientKey& key) {
  return {.event = event,
          .target = key.project.value,
          .data = {{"slug", call.grant.projects.front()->slug},
                   {"key", key.public_key},
                   {"name", key.label}}};
}

std::string_view edit_event(const ports::ClientKey& before, const ports::ClientKey& after) {
  if (before.active == after.active) return "projectkey.edit";
  return after.active ? "projectkey.enable" : "projectkey.disable";
}

}  // namespace

Answer<net::Response> create_project_key(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto keys = read_keys(call);
  if (!keys) return unexpected(keys.error());
  if (keys->size() >= kMaxKeys)
    return unexpected(bad_request("The project has as many keys as it may have."));
  Fields fields(*body);
  ports::ClientKey key =
      read_key_fields(fields, *body,
                      new_key(call.grant.projects.front()->project,
                              fmt::format("Key {}", keys->size() + 1), call.now));
  if (!fields.ok()) return unexpected(fields.problem());
  const auto id = call.meta().projects().add_key(key);
  if (!id) return unexpected(failed(id.error()));
  call.projects_changed = true;
  auto recorded = record_audit(call, fact_of(call, "projectkey.create", key));
  if (!recorded) return unexpected(recorded.error());
  return key_response(call, key, 201);
}

Answer<net::Response> show_project_key(Call& call) {
  const auto key = read_key(call);
  if (!key) return unexpected(key.error());
  return key_response(call, *key, 200);
}

Answer<net::Response> update_project_key(Call& call) {
  const auto before = read_key(call);
  if (!before) return unexpected(before.error());
  if (auto same = check_tag(call.request, version_tag(before->version)); !same)
    return unexpected(same.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  ports::ClientKey after = read_key_fields(fields, *body, *before);
  if (!fields.ok()) return unexpected(fields.problem());
  const Changes changes = compare_keys(*before, after);
  if (changes.empty()) return key_response(call, after, 200);
  const auto updated = call.meta().projects().update_key(after);
  if (!updated) return unexpected(failed(updated.error()));
  ++after.version;
  call.projects_changed = true;
  auto recorded = record_audit(call, fact_of(call, edit_event(*before, after), after), changes);
  if (!recorded) return unexpected(recorded.error());
  return key_response(call, after, 200);
}

Answer<net::Response> delete_project_key(Call& call) {
  const auto key = read_key(call);
  if (!key) return unexpected(key.error());
  const auto removed = call.meta().projects().remove_key(key->id);
  if (!removed) return unexpected(failed(removed.error()));
  call.projects_changed = true;
  auto recorded = record_audit(call, fact_of(call, "projectkey.remove", *key));
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
