#include "roles/api/audit_record.h"

#include <string>
#include <utility>

#include "ports/users.h"
#include "protocol/json.h"
#include "roles/api/caller.h"
#include "roles/api/operator.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// What did it, for when the actor is gone or was no user.
Answer<std::string> label_of(const Call& call, UserId actor) {
  if (call.identity != nullptr && call.identity->is_operator) return std::string(kOperatorLabel);
  if (!actor) return std::string(call.caller == nullptr ? "anonymous" : "organization token");
  const auto users = call.meta().users().get_users({&actor, 1});
  if (!users) return unexpected(failed(users.error()));
  if (users->empty()) return std::string("deleted user");
  const bool by_token = call.caller != nullptr && call.caller->token_scopes.has_value();
  return by_token ? users->front().email + " (API token)" : users->front().email;
}

}  // namespace

void Changes::note(std::string_view field, const json::value& before, const json::value& after) {
  if (before == after) return;
  fields_[field] = json::object{{"before", before}, {"after", after}};
}

void Changes::note_text(std::string_view field, std::string_view before, std::string_view after) {
  note(field, json::value(before), json::value(after));
}

void Changes::note_secret(std::string_view field, bool changed) {
  if (changed) fields_[field] = "changed";
}

Answer<void> record_audit(const Call& call, AuditFact fact) {
  // Somebody in whose name the operator acts did nothing.
  const bool by_operator = call.identity != nullptr && call.identity->is_operator;
  const UserId somebody = fact.actor ? fact.actor : call.user();
  const UserId actor = by_operator ? UserId{} : somebody;
  auto label = label_of(call, actor);
  if (!label) return unexpected(std::move(label.error()));
  ports::AuditEntry entry;
  entry.org = fact.org ? fact.org : call.grant.org;
  entry.created = call.now;
  entry.event = fact.event;
  entry.actor = actor;
  entry.actor_label = *std::move(label);
  entry.address = call.address;
  entry.target = fact.target;
  entry.target_user = fact.target_user;
  protocol::write_json(fact.data, entry.data_json);
  const auto added = call.meta().audit().add(entry);
  if (!added) return unexpected(failed(added.error()));
  return {};
}

Answer<void> record_audit(const Call& call, AuditFact fact, const Changes& changes) {
  if (changes.empty()) return {};
  fact.data["changed"] = changes.fields();
  return record_audit(call, std::move(fact));
}

}  // namespace picket::api
