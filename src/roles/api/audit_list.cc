// GET organizations/{org}/audit-logs/. Source: shared spec "api", section 6, and "access", 1.12.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "ports/audit.h"
#include "ports/factors.h"
#include "ports/users.h"
#include "protocol/json.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/time_range.h"
#include "roles/api/user_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// What there may be entries of, for a filter to choose from.
constexpr std::string_view kEvents[] = {"account.disable",
                                        "account.email",
                                        "account.enable",
                                        "account.password",
                                        "account.remove",
                                        "account.reset-link",
                                        "api-key.create",
                                        "api-key.edit",
                                        "api-key.remove",
                                        "dead-letters.replay",
                                        "discover-query.create",
                                        "discover-query.edit",
                                        "discover-query.remove",
                                        "environment.edit",
                                        "issue.delete",
                                        "issue.discard",
                                        "issue.tombstone-remove",
                                        "login.failure",
                                        "login.success",
                                        "member.accept-invite",
                                        "member.add",
                                        "member.edit",
                                        "member.invite",
                                        "member.join-team",
                                        "member.leave-team",
                                        "member.reinvite",
                                        "member.remove",
                                        "mfa.add",
                                        "mfa.codes",
                                        "mfa.remove",
                                        "org-auth-token.create",
                                        "org-auth-token.edit",
                                        "org-auth-token.remove",
                                        "org.create",
                                        "org.edit",
                                        "org.remove",
                                        "project-team.add",
                                        "project-team.remove",
                                        "project.create",
                                        "project.disable",
                                        "project.edit",
                                        "project.enable",
                                        "project.remove",
                                        "projectkey.create",
                                        "projectkey.disable",
                                        "projectkey.edit",
                                        "projectkey.enable",
                                        "projectkey.remove",
                                        "saved-search.create",
                                        "saved-search.edit",
                                        "saved-search.remove",
                                        "session.revoked",
                                        "team-and-project.created",
                                        "team.create",
                                        "team.edit",
                                        "team.remove"};

struct KnownUser {
  ports::User user;
  bool has_2fa = false;
};
using Users = std::unordered_map<UserId, KnownUser>;

std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  std::string text;
  protocol::write_json(value, text);
  return text;
}

/// "team.edit web: slug from a to web"
std::string note_of(const ports::AuditEntry& entry, const json::object& data) {
  std::string note = entry.event;
  for (const char* name : {"slug", "email", "team", "environment", "key"}) {
    const std::string_view word = protocol::find_string(data, name);
    if (!word.empty()) note += fmt::format(" {}", word);
  }
  const json::object* const changed = protocol::find_object(data, "changed");
  if (changed == nullptr) return note;
  const char* separator = ": ";
  for (const json::key_value_pair& field : *changed) {
    note += separator;
    separator = ", ";
    note += field.key();
    const json::object* const values = field.value().if_object();
    if (values == nullptr || !values->contains("before") || !values->contains("after")) continue;
    note +=
        fmt::format(" from {} to {}", text_of(values->at("before")), text_of(values->at("after")));
  }
  return note;
}

json::value user_or_null(const Users& users, UserId id) {
  const auto found = users.find(id);
  return found == users.end() ? json::value(nullptr)
                              : json::value(user_json(found->second.user, found->second.has_2fa));
}

json::object entry_json(const ports::AuditEntry& entry, const Users& users) {
  auto parsed = protocol::parse_json(entry.data_json);
  json::object data = parsed && parsed->is_object() ? parsed->get_object() : json::object();
  json::value actor = user_or_null(users, entry.actor);
  if (actor.is_null()) actor = json::object{{"name", entry.actor_label}};
  std::string note = note_of(entry, data);
  return {{"id", id_text(entry.id)},
          {"actor", std::move(actor)},
          {"event", entry.event},
          {"ipAddress", text_or_null(entry.address)},
          {"note", std::move(note)},
          {"targetObject", entry.target == 0 ? json::value(nullptr) : json::value(entry.target)},
          {"targetUser", user_or_null(users, entry.target_user)},
          {"data", std::move(data)},
          {"dateCreated", date_text(entry.created)}};
}

Answer<Users> read_users(const Call& call, std::span<const ports::AuditEntry> entries) {
  std::vector<UserId> ids;
  for (const ports::AuditEntry& entry : entries) {
    for (const UserId id : {entry.actor, entry.target_user}) {
      if (id && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  auto found = call.meta().users().get_users(ids);
  if (!found) return unexpected(failed(found.error()));
  Users users;
  for (ports::User& user : *found) {
    const UserId id = user.id;
    users[id].user = std::move(user);
  }
  const auto with_2fa = call.meta().users().factors().with_totp(ids);
  if (!with_2fa) return unexpected(failed(with_2fa.error()));
  for (const UserId id : *with_2fa) users[id].has_2fa = true;
  return users;
}

Answer<ports::AuditQuery> read_query(const Call& call, const OffsetPage& page) {
  ports::AuditQuery query;
  query.org = call.grant.org;
  query.event = call.parameters.text_or("event", "");
  const std::string_view actor = call.parameters.text_or("actor", "");
  if (!actor.empty()) {
    const auto id = ascii::parse_uint<std::uint32_t>(actor);
    if (!id || *id == 0) return unexpected(unsupported_value("actor", actor));
    query.actor = UserId{static_cast<std::int64_t>(*id)};
  }
  const bool in_range = !call.parameters.text_or("statsPeriod", "").empty() ||
                        !call.parameters.text_or("start", "").empty() ||
                        !call.parameters.text_or("end", "").empty();
  if (in_range) {
    const auto range = read_time_range(call.parameters, call.now);
    if (!range) return unexpected(range.error());
    query.start = range->start;
    query.end = range->end;
  }
  query.offset = page.offset;
  query.limit = page.limit + 1;
  return query;
}

}  // namespace

Answer<net::Response> list_audit_log(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto query = read_query(call, *page);
  if (!query) return unexpected(query.error());
  auto entries = call.meta().audit().list(*query);
  if (!entries) return unexpected(failed(entries.error()));
  const bool has_next = entries->size() > page->limit;
  entries->resize(std::min(entries->size(), page->limit));
  const auto users = read_users(call, *entries);
  if (!users) return unexpected(users.error());
  json::array rows;
  for (const ports::AuditEntry& entry : *entries) rows.push_back(entry_json(entry, *users));
  json::array options;
  for (const std::string_view event : kEvents) options.emplace_back(event);
  net::Response response =
      json_response(json::object{{"rows", std::move(rows)}, {"options", std::move(options)}});
  set_links(response, call, *page, has_next);
  return response;
}

}  // namespace picket::api
