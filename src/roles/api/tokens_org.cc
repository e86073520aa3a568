// Tokens of an organization: org-auth-tokens/, for what announces releases.
// Source: shared spec "api", section 2, and "access", section 2.9.
#include <algorithm>

#include "base/random.h"
#include "domain/account/token.h"
#include "ports/users.h"
#include "protocol/json.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_handlers.h"
#include "roles/api/body.h"
#include "roles/api/caller.h"
#include "roles/api/tokens_json.h"

namespace picket::api {
namespace {

namespace account = domain::account;
namespace json = boost::json;

Answer<std::vector<ports::ApiToken>> tokens_of_org(const Call& call) {
  auto tokens = call.meta().users().tokens().list_of_org(call.grant.org, kMaxTokens);
  if (!tokens) return unexpected(failed(tokens.error()));
  return *std::move(tokens);
}

Answer<ports::ApiToken> find_token(const Call& call) {
  const auto tokens = tokens_of_org(call);
  if (!tokens) return unexpected(tokens.error());
  const std::string_view id = call.request.param("token");
  const auto found = std::find_if(tokens->begin(), tokens->end(), [&](const ports::ApiToken& one) {
    return std::to_string(one.id) == id;
  });
  if (found == tokens->end()) return unexpected(not_found());
  return *found;
}

Answer<std::string> read_name(const Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  auto name = fields.text("name", kMaxTokenName).value_or("");
  if (!fields.ok()) return unexpected(fields.problem());
  if (name.empty()) {
    Problem problem{400, ""};
    problem.body = {{"detail", json::array{"The name cannot be blank."}}};
    return unexpected(problem);
  }
  return name;
}

Answer<void> note(const Call& call, std::string_view event, std::int64_t token,
                  const json::object& data) {
  return record_audit(call, {.event = event, .target = token, .data = data});
}

/// Last used first, then by name, then the newest.
bool is_before(const ports::ApiToken& a, const ports::ApiToken& b) {
  if (a.last_used != b.last_used) return a.last_used > b.last_used;
  if (a.name != b.name) return a.name < b.name;
  return a.id > b.id;
}

}  // namespace

Answer<net::Response> list_org_tokens(Call& call) {
  auto tokens = tokens_of_org(call);
  if (!tokens) return unexpected(tokens.error());
  std::sort(tokens->begin(), tokens->end(), &is_before);
  json::array list;
  for (const ports::ApiToken& token : *tokens) list.push_back(org_token_json(token));
  return json_response(std::move(list));
}

Answer<net::Response> show_org_token(Call& call) {
  const auto token = find_token(call);
  if (!token) return unexpected(token.error());
  return json_response(org_token_json(*token));
}

Answer<net::Response> create_org_token(Call& call) {
  auto name = read_name(call);
  if (!name) return unexpected(name.error());
  const auto others = tokens_of_org(call);
  if (!others) return unexpected(others.error());
  if (others->size() >= kMaxTokens)
    return unexpected(bad_request("There are 100 tokens already. Revoke one that is not needed."));
  const std::string secret = account::make_org_token(
      {call.now, call.options.url, call.options.url, std::string(call.org_slug())},
      random_bytes<32>());
  ports::ApiToken token;
  token.org = call.grant.org;
  token.name = *std::move(name);
  token.sha256_hex = account::hash_token(secret);
  token.last_characters = account::last_characters(secret);
  token.scopes = {std::string(to_string(domain::access::Scope::org_ci))};
  token.created = call.now;
  const auto id = call.meta().users().tokens().create(token);
  if (!id) return unexpected(failed(id.error()));
  token.id = *id;
  if (auto noted = note(call, "org-auth-token.create", token.id, {{"name", token.name}}); !noted)
    return unexpected(noted.error());
  json::object shown = org_token_json(token);
  shown["token"] = secret;
  return json_response(std::move(shown), 201);
}

Answer<net::Response> rename_org_token(Call& call) {
  const auto name = read_name(call);
  if (!name) return unexpected(name.error());
  const auto token = find_token(call);
  if (!token) return unexpected(token.error());
  if (const auto done = call.meta().users().tokens().rename(token->id, *name); !done)
    return unexpected(failed(done.error()));
  const json::object data{{"name", *name}, {"before", token->name}};
  if (auto noted = note(call, "org-auth-token.edit", token->id, data); !noted)
    return unexpected(noted.error());
  return empty_response();
}

Answer<net::Response> revoke_org_token(Call& call) {
  const auto token = find_token(call);
  if (!token) return unexpected(token.error());
  if (const auto done = call.meta().users().tokens().revoke(token->id); !done)
    return unexpected(failed(done.error()));
  if (auto noted = note(call, "org-auth-token.remove", token->id, {{"name", token->name}}); !noted)
    return unexpected(noted.error());
  return empty_response();
}

}  // namespace picket::api
