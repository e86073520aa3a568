#include "domain/scrub/graphql.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "domain/scrub/rule.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;
using Names = std::set<std::string, std::less<>>;

json::object* find_object(json::object* parent, std::string_view key) noexcept {
  json::value* const value = parent ? parent->if_contains(key) : nullptr;
  return value ? value->if_object() : nullptr;
}

Names filter_variables(json::object& variables) {
  Names names;
  for (json::key_value_pair& variable : variables) {
    names.emplace(variable.key());
    variable.value() = kFilteredText;
  }
  return names;
}

void filter_named(json::object& data, const Names& names) {
  for (json::key_value_pair& member : data) {
    if (json::object* inner = member.value().if_object()) {
      filter_named(*inner, names);
    } else if (names.contains(std::string_view(member.key()))) {
      member.value() = kFilteredText;
    }
  }
}

}  // namespace

void scrub_graphql(json::object& event) {
  json::object* const request = find_object(&event, "request");
  json::object* const body = find_object(request, "data");
  if (body == nullptr) return;
  if (!ascii::iequals(protocol::find_string(*request, "api_target"), "graphql")) return;
  json::object* const variables = find_object(body, "variables");
  const Names names = variables ? filter_variables(*variables) : Names();
  json::object* const contexts = find_object(&event, "contexts");
  json::object* const answer = find_object(find_object(contexts, "response"), "data");
  json::object* const data = find_object(answer, "data");
  if (data == nullptr) return;
  if (names.empty()) {
    answer->erase("data");  // Nobody knows which of it was asked for.
  } else {
    filter_named(*data, names);
  }
}

}  // namespace picket::domain::scrub
