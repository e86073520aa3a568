// Each route of the table asked for a success, and with what it must refuse, as it is described.
#include "conformance/api/described.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "conformance/api/house.h"
#include "conformance/api/schema_check.h"
#include "roles/api/parameter_shapes.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using api::ApiRoute;

/// What a link, a password or an authenticator decides, which this house has not: tests/security
/// holds their answers against the description.
constexpr std::string_view kElsewhere[] = {
    "auth_basic",          "auth_prove",        "auth_login",
    "auth_recover",        "user_password",     "user_totp_confirm",
    "invitation",          "invitation_accept", "user_authenticator_remove",
    "user_recovery_codes", "user_email_remove"};

bool is_elsewhere(const ApiRoute& route) {
  return std::find(std::begin(kElsewhere), std::end(kElsewhere), route.name) !=
         std::end(kElsewhere);
}

/// A body that succeeds, with every member that can be sent along.
const std::map<std::string_view, json::value>& samples() {
  static const std::map<std::string_view, json::value> kSamples = [] {
    std::map<std::string_view, json::value> all;
    const auto add = [&](std::string_view route, std::string_view body) {
      all.emplace(route, json::parse(body));
    };
    add("user_change", R"({"name": "Ada", "username": "ada@acme.test", "email": "ada@acme.test",
        "options": {"theme": "dark", "defaultIssueEvent": "latest", "timezone": "Europe/Paris",
                    "language": "en", "clock24Hours": true, "stacktraceOrder": 1}})");
    add("user_email_add", R"({"email": "ada@home.test"})");
    add("user_email_primary", R"({"email": "ada@acme.test"})");
    add("user_delete", R"({"organizations": ["acme"]})");
    add("organization_project_create",
        R"({"name": "New", "slug": "fresh", "platform": "go", "default_rules": true})");
    add("api_token_create", R"({"name": "ci", "scopes": ["org:read"], "expiresInDays": 9})");
    add("api_token_rename", R"({"name": "ci"})");
    add("organization_token_create", R"({"name": "ci"})");
    add("organization_token_rename", R"({"name": "ci"})");
    add("organization_create", R"({"name": "New", "slug": "fresh", "defaultTeam": true})");
    add("organization_update", R"({"name": "A", "slug": "acme", "openMembership": true,
        "allowMemberInvite": true, "allowMemberProjectCreation": true, "eventsMemberAdmin": false,
        "alertsMemberWrite": true, "defaultRole": "member"})");
    add("organization_team_create", R"({"name": "New", "slug": "fresh"})");
    add("team_update", R"({"name": "New", "slug": "fresh"})");
    add("team_project_create",
        R"({"name": "New", "slug": "fresh", "platform": "go", "default_rules": true})");
    add("organization_member_invite", R"({"email": "di@acme.test", "orgRole": "member",
        "teams": ["core"], "reinvite": true, "sendInvite": false})");
    add("organization_member_update",
        R"({"orgRole": "manager", "teamRoles": [{"teamSlug": "core", "role": "admin"}]})");
    add("member_team_role", R"({"teamRole": "admin"})");
    add("project_update", R"({"name": "Shop", "slug": "shop", "platform": "go",
        "isBookmarked": true, "allowedDomains": ["*"], "options": {"filters:releases": "1.*"},
        "resolveAge": 24, "verifySSL": true, "highlightTags": ["a"], "defaultEnvironment": null})");
    add("project_environment_update", R"({"isHidden": true})");
    add("project_ownership_update", R"({"raw": "* #backend", "fallthrough": false,
        "autoAssignment": "Turn off Auto-Assignment", "codeownersAutoSync": false})");
    add("project_codeowners_add", R"({"raw": "* @acme/backend"})");
    add("project_codeowners_update", R"({"raw": "* @acme/backend"})");
    add("preview_scrubbing", R"({"event": {"message": "x"}})");
    add("organization_release_create", R"({"version": "fresh@1.0.0", "projects": ["shop-api"]})");
    add("project_release_create", R"({"version": "fresh@1.0.0"})");
    add("organization_search_create", R"({"type": 0, "name": "Mine", "query": "is:resolved",
        "sort": "freq", "visibility": "organization"})");
    all.emplace("organization_search_update", all.at("organization_search_create"));
    add("organization_search_pin", R"({"type": 0, "query": "is:new", "sort": "date"})");
    add("organization_search_unpin", R"({"type": 0})");
    add("organization_recent_search_note", R"({"type": 0, "query": "is:new"})");
    add("organization_discover_query_create", R"json({"name": "All", "projects": [1],
        "queryDataset": "discover", "environment": ["production"], "query": "level:error",
        "fields": ["title", "count()"], "widths": ["-1"], "range": "14d",
        "start": "2026-05-01T00:00:00Z", "end": "2026-05-02T00:00:00Z", "orderby": "-count",
        "yAxis": ["count()"], "display": "top5", "topEvents": 5, "interval": "1h",
        "version": 2})json");
    all.emplace("organization_discover_query_update", all.at("organization_discover_query_create"));
    json::object homepage = all.at("organization_discover_query_create").as_object();
    homepage.erase("name");
    all.emplace("organization_discover_homepage_update", std::move(homepage));
    add("organization_issue_flood_stop", R"({"action": "limit-key", "count": 5, "window": 60})");
    add("project_filter_update", R"({"active": true, "subfilters": ["ie"]})");
    add("project_key_create", R"({"name": "Two", "isActive": true,
        "rateLimit": {"count": 5, "window": 60}, "browserSdkVersion": "9.x",
        "dynamicSdkLoaderOptions": {"hasDebug": true}})");
    all.emplace("project_key_update", all.at("project_key_create"));
    const std::string_view update = R"({"status": "ignored",
        "statusDetails": {"inNextRelease": false, "inUpcomingRelease": false,
            "inRelease": "1", "untilEscalating": true, "ignoreDuration": 30,
            "ignoreUntil": "2099-01-01T00:00:00Z", "ignoreCount": 5, "ignoreWindow": 60,
            "ignoreUserCount": 3, "ignoreUserWindow": 60}, "substatus": "archived_until_escalating",
        "priority": "low", "assignedTo": "user:1", "hasSeen": true, "isBookmarked": true,
        "isSubscribed": true, "isPublic": true, "inbox": false})";
    add("organization_issues_update", update);
    add("organization_issue_update", update);
    add("project_issues_update", update);
    add("organization_issue_note_create", R"({"text": "Hm.", "mentions": ["user:2"]})");
    add("project_user_feedback_create",
        R"({"event_id": "00000000000000000000000000000001", "name": "Ada",
            "email": "ada@acme.example", "comments": "It broke."})");
    add("organization_issue_note_update", R"({"text": "Hm.", "mentions": ["user:2"]})");
    return all;
  }();
  return kSamples;
}

/// What a route cannot do without.
std::string query_of(const ApiRoute& route) {
  if (route.name == "organization_stats_v2") return "?field=sum(quantity)&groupBy=category";
  if (route.name == "organization_stats_summary") return "?field=sum(quantity)";
  if (route.name == "organization_sessions") return "?field=sum(session)";
  if (route.name == "organization_issues_stats") return "?groups=2";
  if (route.name == "organization_search_values") return "?key=environment";
  if (route.name == "organization_discover" || route.name == "organization_discover_flat")
    return "?field=title&field=count()";
  return "?";
}

json::object sample_of(const ApiRoute& route) {
  const auto found = samples().find(route.name);
  return found == samples().end() ? json::object() : found->second.as_object();
}

std::string body_of(House& house, const ApiRoute& route, json::object body) {
  if (route.name == "api_token_revoke" && !body.contains("tokenId"))
    body["tokenId"] = house.own_token();
  return route.body == nullptr ? std::string() : json::serialize(body);
}

void expect_success(House& house, const ApiRoute& route, json::object body) {
  const auto answer =
      house.ask_as_ada(route, body_of(house, route, std::move(body)), query_of(route));
  const bool succeeds = answer.status == route.status || answer.status == route.empty_status;
  EXPECT_TRUE(succeeds) << route.name << " " << answer.status << answer.body.substr(0, 200);
}

TEST(EveryRoute, AnswersAsItIsDescribed) {
  House reading;
  for (const ApiRoute& route : api::api_routes()) {
    if (is_elsewhere(route)) continue;
    if (is_read(route)) {
      expect_success(reading, route, {});
    } else {
      House changed;
      expect_success(changed, route, sample_of(route));
    }
  }
}

TEST(EveryRoute, PassesOverMembersThatAreNotDescribed) {
  for (const ApiRoute& route : api::api_routes()) {
    if (is_elsewhere(route) || route.body == nullptr) continue;
    House changed;
    json::object body = sample_of(route);
    body["neverHeardOf"] = {{"id", "1"}};
    expect_success(changed, route, std::move(body));
  }
}

/// Values that a member must not take.
std::vector<json::value> wrong_values(const json::object& schema) {
  std::vector<json::value> wrong;
  const json::value* const type = schema.if_contains("type");
  const std::string types = type == nullptr ? std::string() : json::serialize(*type);
  const auto is = [&](std::string_view name) { return types.find(name) != std::string::npos; };
  if (is("string")) wrong.push_back(json::array{1});
  if (is("boolean")) wrong.emplace_back("yes");
  if (is("integer")) wrong.emplace_back("many");
  if (is("array") || is("object")) wrong.emplace_back(7);
  if (schema.contains("$ref")) wrong.emplace_back(7);
  if (is("string") && schema.contains("enum")) wrong.emplace_back("no such word");
  if (const json::value* const most = schema.if_contains("maxLength"))
    wrong.emplace_back(std::string(most->to_number<std::size_t>() + 1, 'a'));
  if (const json::value* const least = schema.if_contains("minimum"))
    wrong.emplace_back(least->to_number<std::int64_t>() - 1);
  if (const json::value* const most = schema.if_contains("maximum"))
    wrong.emplace_back(most->to_number<std::int64_t>() + 1);
  if (const json::value* const most = schema.if_contains("maxItems"))
    wrong.emplace_back(json::array(most->to_number<std::size_t>() + 1, "a"));
  return wrong;
}

const json::object& body_schema(const ApiRoute& route) {
  const std::string name = "#/components/schemas/" + std::string(route.body->name);
  return resolve(described_api(), name)->as_object();
}

/// What must be sent, and nothing beside it that decides before the member in question does.
json::object required_of(const ApiRoute& route) {
  json::object body;
  const json::value* const required = body_schema(route).if_contains("required");
  if (required == nullptr) return body;
  const json::object sample = sample_of(route);
  for (const json::value& name : required->as_array()) {
    const json::value* const value = sample.if_contains(name.as_string());
    body[name.as_string()] = value == nullptr ? json::value("something") : *value;
  }
  return body;
}

TEST(EveryRoute, ReadsTheMembersThatItDescribesAndRefusesWrongOnesByName) {
  House house;
  int refused = 0;
  for (const ApiRoute& route : api::api_routes()) {
    if (route.body == nullptr || route.name == "invitation_accept") continue;
    for (const json::key_value_pair& member : body_schema(route).at("properties").as_object()) {
      for (const json::value& wrong : wrong_values(member.value().as_object())) {
        if (member.key() == "tokenId") continue;  // Any value may be an id; an unknown one is 404.
        json::object body = required_of(route);
        body[member.key()] = wrong;
        const auto answer = house.ask_as_ada(route, body_of(house, route, body));
        const std::string where =
            fmt::format("{} {} {}", route.name, std::string_view(member.key()),
                        json::serialize(wrong).substr(0, 60));
        EXPECT_EQ(answer.status, 400) << where << answer.body.substr(0, 200);
        EXPECT_NE(answer.body.find("\"" + std::string(member.key()) + "\":"), std::string::npos)
            << where << answer.body.substr(0, 200);
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 200);
}

/// The schema of one value; a parameter that can be repeated is a list of them.
const api::Shape& one_of_it(const api::ParameterShape& parameter) {
  const bool list = parameter.shape.kind == api::ShapeKind::list;
  return list ? parameter.shape.parts().front() : parameter.shape;
}

/// What a query must not say there.
std::vector<std::string> wrong_words(const api::Shape& shape) {
  std::vector<std::string> wrong;
  const bool number = shape.kind == api::ShapeKind::integer;
  if (!shape.words.empty() || number) wrong.emplace_back("no-such-word");
  if (number) wrong.push_back(std::to_string(shape.least - 1));
  if (number && shape.most != 0) wrong.push_back(std::to_string(shape.most + 1));
  const bool text = shape.kind == api::ShapeKind::text;
  if (text && shape.most != 0) wrong.emplace_back(static_cast<std::size_t>(shape.most) + 1, 'a');
  return wrong;
}

TEST(EveryRoute, TakesTheWordsOfItsParametersAndNoOthers) {
  House house;
  int taken = 0;
  for (const ApiRoute& route : api::api_routes()) {
    for (const std::string_view name : route.parameters) {
      const api::ParameterShape& parameter = *api::find_query_parameter(route.name, name);
      const api::Shape& shape = one_of_it(parameter);
      const auto ask = [&](std::string_view value) {
        return house.ask_as_ada(route, body_of(house, route, {}),
                                fmt::format("{}&{}={}", query_of(route), name, value));
      };
      // What is deleted cannot be deleted by the next word; the words are those of its list.
      const bool once = route.method == net::Method::delete_;
      for (const std::string_view word : once ? std::span<const std::string_view>() : shape.words) {
        const auto answer = ask(word);
        EXPECT_LT(answer.status, 300) << route.name << name << "=" << word << answer.body;
        ++taken;
      }
      for (const std::string& value : wrong_words(shape))
        EXPECT_EQ(ask(value).status, 400) << route.name << " " << name << "=" << value;
    }
  }
  EXPECT_GT(taken, 100);
}

}  // namespace
}  // namespace picket::conformance
