#include "conformance/api/house.h"

#include <gtest/gtest.h>

#include "base/assert.h"
#include "domain/account/token.h"
#include "ports/issues.h"
#include "ports/tokens.h"
#include "ports/users.h"

namespace picket::conformance {
namespace {

/// A token of that name, which the routes about tokens can change.
std::string make_token(ApiWorld& world, OrgId org, UserId user) {
  auto tx = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(tx.has_value());
  ports::ApiToken token;
  token.org = org;
  token.user = user;
  token.name = "ci";
  token.sha256_hex = domain::account::hash_token(org ? "of the org" : "of ada");
  token.scopes = {"org:ci"};
  token.created = world.now();
  const auto id = (*tx)->users().tokens().create(token);
  PICKET_ASSERT(id.has_value() && (*tx)->commit().has_value());
  return std::to_string(*id);
}

/// Of the issue that no path names.
std::string make_tombstone(ApiWorld& world, UserId by) {
  const IssueId issue{std::stoll(world.issue_of(kMessageEvent))};
  auto tx = world.meta().begin_write(Deadline::never());
  PICKET_ASSERT(tx.has_value());
  const auto id = (*tx)->issues().discard(issue, by, world.now());
  PICKET_ASSERT(id.has_value() && (*tx)->commit().has_value());
  return std::to_string(*id);
}

/// One of each kind that a path names.
void send_items(ApiWorld& world) {
  protocol::ItemMessage check_in;
  check_in.type = protocol::ItemType::check_in;
  world.send_item(check_in, {{"monitor_slug", "nightly"}, {"status", "ok"}});
  protocol::ItemMessage attachment;
  attachment.type = protocol::ItemType::attachment;
  attachment.event_id = *EventId::parse(kNewerEvent);
  world.send_item(attachment);
}

}  // namespace

bool is_read(const api::ApiRoute& route) noexcept {
  return route.method == net::Method::get;
}

House::House(const std::function<void(ApiWorld&, const People&)>& before) : people(settle(world)) {
  if (before) before(world, people);
  send_items(world);
  world.fill();
  token_ = token_of(world, people.ada, every_scope());
  session_ = session_of(world, people.ada);
  session_of(world, people.ada);
  names_ = {{"org", "acme"},
            {"project", "shop-api"},
            {"team", "backend"},
            {"member", people.bo_member},
            {"key", people.key},
            {"environment", "production"},
            {"filter", "localhost"},
            {"issue", world.issue_of(kNewerEvent)},
            {"event", std::string(kNewerEvent)},
            {"project_event", "shop-api:" + std::string(kNewerEvent)},
            {"short_id", "SHOP-API-2"},
            {"tag", "environment"},
            {"attachment", "1"},
            {"monitor", "nightly"},
            {"user", "me"},
            {"version", "shop-api%402.4.1"},
            {"unused_version", "unused%401.0.0"},
            {"session", "2"},
            {"auth", "totp"}};
  names_["note"] = note_of(names_["issue"]);
  names_["letter"] = dead_letter_of(world, people.acme, ProjectId{1});
  names_["tombstone"] = make_tombstone(world, people.ada);
  names_["token"] = make_token(world, people.acme, {});
  names_["own_token"] = make_token(world, {}, people.ada);
  make("projects/acme/shop-api/codeowners/", R"({"raw": "* @acme/backend"})");
  names_["codeowners"] = "1";
  make("organizations/acme/releases/", R"({"version": "unused@1.0.0", "projects": ["shop-api"]})");
  make("organizations/acme/discover/saved/", R"({"name": "Errors", "fields": ["title"]})");
  names_["query"] = "1";
  make("organizations/acme/searches/", R"({"name": "New", "query": "is:new"})", 200);
  names_["search"] = "1";
}

std::string House::path_of(const api::ApiRoute& route) const {
  // One in which no issue began.
  if (route.name.ends_with("release_delete"))
    return path_of(route.pattern, {{"version", names_.at("unused_version")}});
  if (!route.name.starts_with("api_token")) return path_of(route.pattern, {});
  return path_of(route.pattern, {{"token", names_.at("own_token")}});
}

std::string House::path_of(std::string_view pattern, const Names& others) const {
  std::string path;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    path += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    const std::string name(pattern.substr(open + 1, close - open - 1));
    const auto other = others.find(name);
    const auto known = names_.find(name);
    path += other != others.end() ? other->second : known == names_.end() ? "1" : known->second;
    pattern.remove_prefix(close + 1);
  }
  return path;
}

net::testkit::Answer House::ask(const api::ApiRoute& route, std::string_view token) {
  return world.ask_as(token, route.method, path_of(route), is_read(route) ? "" : "{}");
}

net::testkit::Answer House::ask_as_ada(const api::ApiRoute& route, std::string_view body,
                                       std::string_view query) {
  const std::string path = path_of(route) + std::string(query);
  if (!route.session_only) return world.ask_as(token_, route.method, path, body);
  return world.ask_as("", route.method, path, body, session_);
}

void House::make(std::string_view path, std::string_view body, int status) {
  const auto answer = world.ask_as(token_, net::Method::post, "/api/0/" + std::string(path), body);
  EXPECT_EQ(answer.status, status) << answer.body;
}

std::string House::note_of(const std::string& issue) {
  const auto answer = world.ask_as(token_, net::Method::post, "/api/0/issues/" + issue + "/notes/",
                                   R"({"text": "Look at this."})");
  EXPECT_EQ(answer.status, 201) << answer.body;
  return std::string(boost::json::parse(answer.body).at("id").as_string());
}

}  // namespace picket::conformance
