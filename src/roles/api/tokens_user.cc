// API tokens of a user: api-tokens/. Source: shared spec "api", section 2; only with a session.
#include <algorithm>
#include <chrono>

#include "base/random.h"
#include "domain/account/token.h"
#include "ports/users.h"
#include "roles/api/account_audit.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/tokens_json.h"

namespace picket::api {
namespace {

namespace account = domain::account;
namespace json = boost::json;

constexpr std::int64_t kMaxTokenDays = 3650;

Answer<std::vector<ports::ApiToken>> own_tokens(const Call& call) {
  auto tokens = call.meta().users().tokens().list_of_user(call.user(), kMaxTokens);
  if (!tokens) return unexpected(failed(tokens.error()));
  return *std::move(tokens);
}

Answer<ports::ApiToken> find_own(const Call& call, std::string_view id) {
  const auto tokens = own_tokens(call);
  if (!tokens) return unexpected(tokens.error());
  const auto found = std::find_if(tokens->begin(), tokens->end(), [&](const ports::ApiToken& one) {
    return std::to_string(one.id) == id;
  });
  if (found == tokens->end()) return unexpected(not_found());
  return *found;
}

void check_scopes(const std::vector<std::string>& scopes, Fields& fields) {
  for (const std::string& scope : scopes) {
    if (!domain::access::parse_scope(scope))
      fields.refuse("scopes", "There is no scope \"" + scope + "\".");
  }
  if (scopes.empty()) fields.refuse("scopes", "Choose at least one.");
}

/// As much of it as is shown to its owner later.
Answer<void> record_token(const Call& call, std::string_view event, const ports::ApiToken& token) {
  return record_own_account(call, event,
                            {{"name", token.name},
                             {"tokenLastCharacters", token.last_characters},
                             {"scopes", json::array(token.scopes.begin(), token.scopes.end())}});
}

}  // namespace

Answer<net::Response> list_user_tokens(Call& call) {
  const auto tokens = own_tokens(call);
  if (!tokens) return unexpected(tokens.error());
  json::array list;
  for (const ports::ApiToken& token : *tokens) list.push_back(user_token_json(token));
  return json_response(std::move(list));
}

Answer<net::Response> create_user_token(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  ports::ApiToken token;
  token.user = call.user();
  token.created = call.now;
  token.name = fields.text("name", kMaxTokenName).value_or("");
  token.scopes =
      fields.texts("scopes", domain::access::kScopes).value_or(std::vector<std::string>());
  const auto days = fields.number("expiresInDays", 1, kMaxTokenDays);
  if (fields.ok()) check_scopes(token.scopes, fields);
  if (!fields.ok()) return unexpected(fields.problem());
  if (days) token.expires = call.now + std::chrono::days(*days);
  const auto others = own_tokens(call);
  if (!others) return unexpected(others.error());
  if (others->size() >= kMaxTokens)
    return unexpected(bad_request("There are 100 tokens already. Revoke one that is not needed."));

  const std::string secret = account::make_user_token(random_bytes<32>());
  token.sha256_hex = account::hash_token(secret);
  token.last_characters = account::last_characters(secret);
  std::sort(token.scopes.begin(), token.scopes.end());
  token.scopes.erase(std::unique(token.scopes.begin(), token.scopes.end()), token.scopes.end());
  const auto id = call.meta().users().tokens().create(token);
  if (!id) return unexpected(failed(id.error()));
  token.id = *id;
  if (auto recorded = record_token(call, "api-key.create", token); !recorded)
    return unexpected(recorded.error());
  json::object shown = user_token_json(token);
  shown["token"] = secret;
  return json_response(std::move(shown), 201);
}

Answer<net::Response> rename_user_token(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const std::string name = fields.required_text("name", kMaxTokenName);
  if (!fields.ok()) return unexpected(fields.problem());
  const auto token = find_own(call, call.request.param("token"));
  if (!token) return unexpected(token.error());
  if (const auto done = call.meta().users().tokens().rename(token->id, name); !done)
    return unexpected(failed(done.error()));
  Changes changes;
  changes.note_text("name", token->name, name);
  auto recorded = record_own_account(call, "api-key.edit",
                                     {{"name", token->name}, {"changed", changes.fields()}});
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

Answer<net::Response> revoke_user_token(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const json::value* const id = body->if_contains("tokenId");
  if (id == nullptr) return unexpected(bad_request("tokenId is missing."));
  const std::string named = id->is_string() ? std::string(id->get_string()) : json::serialize(*id);
  const auto token = find_own(call, named);
  if (!token) return unexpected(token.error());
  if (const auto done = call.meta().users().tokens().revoke(token->id); !done)
    return unexpected(failed(done.error()));
  if (auto recorded = record_token(call, "api-key.remove", *token); !recorded)
    return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
