#include "roles/api/tokens_json.h"

#include <algorithm>

#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

json::array sorted_scopes(const ports::ApiToken& token) {
  std::vector<std::string> scopes = token.scopes;
  std::sort(scopes.begin(), scopes.end());
  json::array list;
  for (const std::string& scope : scopes) list.emplace_back(scope);
  return list;
}

}  // namespace

json::object user_token_json(const ports::ApiToken& token) {
  return {{"id", id_text(token.id)},
          {"name", text_or_null(token.name)},
          {"scopes", sorted_scopes(token)},
          {"application", nullptr},
          {"expiresAt", date_or_null(token.expires)},
          {"dateCreated", date_text(token.created)},
          {"dateLastUsed", date_or_null(token.last_used)},
          {"state", nullptr},
          {"refreshToken", nullptr},
          {"tokenLastCharacters", token.last_characters}};
}

json::object org_token_json(const ports::ApiToken& token) {
  return {{"id", id_text(token.id)},
          {"name", token.name},
          {"scopes", sorted_scopes(token)},
          {"tokenLastCharacters", token.last_characters},
          {"dateCreated", date_text(token.created)},
          {"dateLastUsed", date_or_null(token.last_used)},
          {"projectLastUsedId", nullptr}};
}

}  // namespace picket::api
