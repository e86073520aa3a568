// What deployed clients ask about issues, and each field that they read, over a real socket with a
// token. Source: shared spec "api", section 18: GitLab's error tracking, sentry-cli, the MCP
// server.
#include <regex>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/ascii.h"
#include "conformance/api/fields.h"
#include "conformance/api/world.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

const Fields kGitlabListed = {
    {"id", "digits"},         {"firstSeen", "date"},      {"lastSeen", "date"},
    {"title", "text"},        {"type", "text"},           {"userCount", "integer"},
    {"count", "digits"},      {"metadata.value", "text"}, {"culprit", "text"},
    {"shortId", "text"},      {"status", "text"},         {"project.id", "digits"},
    {"project.name", "text"}, {"project.slug", "text"}};

class Clients : public testing::Test {
 protected:
  Clients() {
    world.fill();
    id = world.issue_of(kNewerEvent);
  }

  int put(const std::string& path, std::string_view body) {
    return world.ask(net::Method::put, "/api/0/" + path, body).status;
  }

  ApiWorld world;
  std::string id;
};

/// GitLab keeps the URL of a project and asks below it.
TEST_F(Clients, GitlabListsTheIssuesOfAProject) {
  const std::string path =
      "/api/0/projects/acme/shop-api/issues/"
      "?query=is:unresolved%20price&limit=20&sort=freq&cursor=";
  const auto answer = world.ask(net::Method::get, path);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
  const json::value list = json::parse(answer.body);
  ASSERT_EQ(list.as_array().size(), 1U);
  expect_fields(list.at(0), kGitlabListed);
  EXPECT_EQ(at(list, "0.stats.24h")->as_array().size(), 24U);
  // The header is split at each comma, then matched.
  const std::string link(answer.headers.get("Link"));
  const std::regex relation(R"re(rel="(\w+)";\sresults="(\w+)";\scursor="(.+)")re");
  std::size_t relations = 0;
  for (std::string_view rest = link; !rest.empty(); ++relations) {
    const ascii::Split parts = ascii::split_once(rest, ',');
    EXPECT_TRUE(std::regex_search(std::string(parts.head), relation)) << parts.head;
    rest = parts.tail;
  }
  EXPECT_EQ(relations, 2U) << link;
}

TEST_F(Clients, GitlabSortsAndPages) {
  const std::string path = "/api/0/projects/acme/shop-api/issues/?query=&limit=1&sort=new";
  const auto first = world.ask(net::Method::get, path);
  ASSERT_EQ(first.status, 200) << first.body;
  const std::string link(first.headers.get("Link"));
  std::smatch match;
  ASSERT_TRUE(std::regex_search(link, match,
                                std::regex(R"re(rel="next"; results="true"; cursor="([^"]+)")re")))
      << link;
  const auto second = world.ask(net::Method::get, path + "&cursor=" + match[1].str());
  ASSERT_EQ(second.status, 200);
  EXPECT_NE(json::parse(first.body).at(0).at("id"), json::parse(second.body).at(0).at("id"));
}

TEST_F(Clients, GitlabReadsAnIssueWithoutItsOrganization) {
  const json::value issue = world.get_json("issues/" + id + "/");
  expect_fields(issue, kGitlabListed);
  expect_fields(issue, {{"level", "text"},
                        {"logger", "null|text"},
                        {"annotations", "array"},
                        {"pluginIssues", "array"},
                        {"stats.24h", "array"},
                        {"firstRelease.version", "text"},
                        {"lastRelease.version", "text"}});
}

TEST_F(Clients, GitlabReadsTheLatestEvent) {
  const json::value event = world.get_json("issues/" + id + "/events/latest/");
  expect_fields(event, {{"groupID", "digits"}, {"dateReceived", "date"}});
  const json::value* frames = nullptr;
  for (const json::value& entry : event.at("entries").as_array()) {
    if (entry.at("type") != "exception") continue;
    for (const json::value& one : entry.at("data").at("values").as_array()) {
      if (frames == nullptr && !one.at("stacktrace").is_null())
        frames = at(one, "stacktrace.frames");
    }
  }
  ASSERT_NE(frames, nullptr);
  expect_fields(frames->as_array().back(), {{"function", "text"},
                                            {"lineNo", "integer"},
                                            {"filename", "text"},
                                            {"context", "array"},
                                            {"absPath", "text|null"}});
}

TEST_F(Clients, GitlabChangesTheStatus) {
  for (const std::string_view status : {"resolved", "ignored", "unresolved"}) {
    EXPECT_EQ(put("issues/" + id + "/", json::serialize(json::value{{"status", status}})), 200);
    EXPECT_EQ(world.get_json("issues/" + id + "/").at("status").as_string(), status);
  }
}

/// It looks for the repository that an integration knows, and without one links by itself alone.
TEST_F(Clients, GitlabFindsNothingToLinkAnIssueBy) {
  EXPECT_TRUE(world.get_json("organizations/acme/repos/").as_array().empty());
  const json::value projects = world.get_json("projects/");
  expect_fields(projects, {{"0.id", "digits"},
                           {"0.name", "text"},
                           {"0.slug", "text"},
                           {"0.status", "text"},
                           {"0.organization.id", "digits"},
                           {"0.organization.name", "text"},
                           {"0.organization.slug", "text"}});
  EXPECT_EQ(put("groups/" + id + "/integrations/3/", R"({"project":5,"externalIssue":"5#7"})"),
            404);
  const auto linked = world.ask(net::Method::post, "/api/0/issues/" + id + "/plugins/gitlab/link/",
                                R"({"issue_id":7})");
  EXPECT_EQ(linked.status, 404);
  EXPECT_TRUE(linked.headers.get("Location").empty());
}

TEST_F(Clients, SentryCliListsAndResolves) {
  const json::value list = world.get_json("projects/acme/shop-api/issues/?cursor=");
  ASSERT_EQ(list.as_array().size(), 2U);
  for (const json::value& issue : list.as_array()) {
    expect_fields(issue, {{"id", "digits"},
                          {"shortId", "text"},
                          {"title", "text"},
                          {"lastSeen", "date"},
                          {"status", "text"},
                          {"level", "text"}});
  }
  constexpr std::string_view kResolve = R"({"status":"resolved","snoozeDuration":null})";
  EXPECT_EQ(put("projects/acme/shop-api/issues/?id=" + id, kResolve), 200);
  EXPECT_EQ(world.get_json("issues/" + id + "/").at("status"), "resolved");
  EXPECT_EQ(put("projects/acme/shop-api/issues/?status=unresolved", kResolve), 200);
  EXPECT_TRUE(world.get_json("projects/acme/shop-api/issues/?cursor=").as_array().empty());
  EXPECT_EQ(put("projects/acme/shop-api/issues/?status=ignored", R"({"status":"unresolved"})"),
            204);
  EXPECT_EQ(put("projects/acme/shop-api/issues/?status=resolved", R"({"status":"unresolved"})"),
            200);
  EXPECT_EQ(world.get_json("projects/acme/shop-api/issues/?cursor=").as_array().size(), 2U);
  EXPECT_EQ(put("projects/acme/shop-api/issues/?id=" + id + "&status=resolved", kResolve), 204);
  EXPECT_EQ(put("projects/acme/shop-api/issues/?status=loud", kResolve), 400);
}

TEST_F(Clients, SentryCliListsEvents) {
  const json::value list = world.get_json("projects/acme/shop-api/events/?cursor=");
  ASSERT_EQ(list.as_array().size(), 3U);
  for (const json::value& event : list.as_array()) {
    expect_fields(event, {{"eventID", "text|digits"}, {"dateCreated", "date"}, {"title", "text"}});
    for (const json::value& tag : event.at("tags").as_array())
      expect_fields(tag, {{"key", "text"}, {"value", "text|digits"}});
  }
  expect_fields(list.at(0).at("user"), {{"id", "text"}, {"email", "text"}, {"ip_address", "text"}});
}

const Fields kMcpIssue = {
    {"id", "digits"},           {"shortId", "text"},          {"title", "text"},
    {"firstSeen", "date"},      {"lastSeen", "date"},         {"count", "digits"},
    {"userCount", "integer"},   {"project.id", "digits"},     {"project.slug", "text"},
    {"project.name", "text"},   {"project.platform", "text"}, {"status", "text"},
    {"substatus", "text|null"}, {"culprit", "text"},          {"assignedTo", "object|null"},
    {"metadata.title", "text"}};

TEST_F(Clients, McpReadsAndChangesAnIssueByItsShortId) {
  const json::value list = world.get_json(
      "organizations/acme/issues/?limit=10&sort=date&statsPeriod=24h&query=&project=1"
      "&collapse=unhandled");
  expect_fields(list.at(0), kMcpIssue);
  const std::string short_id(list.at(0).at("shortId").as_string());
  const std::string path = "organizations/acme/issues/" + short_id + "/";
  expect_fields(world.get_json(path), kMcpIssue);
  const auto changed = world.ask(net::Method::put, "/api/0/" + path,
                                 R"({"status":"ignored","substatus":"archived_until_escalating",)"
                                 R"("assignedTo":"team:1"})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  const json::value issue = json::parse(changed.body);
  expect_fields(issue, kMcpIssue);
  EXPECT_TRUE(issue.at("permalink").as_string().starts_with("https://"));
  EXPECT_EQ(issue.at("substatus"), "archived_until_escalating");
  expect_fields(
      issue,
      {{"assignedTo.type", "text"}, {"assignedTo.id", "digits"}, {"assignedTo.name", "text"}});
  EXPECT_EQ(at(issue, "assignedTo.email"), nullptr) << "a string or not there, never null";
}

TEST_F(Clients, McpReadsWhatIsBelowAnIssue) {
  const std::string issue = "organizations/acme/issues/" + id + "/";
  const json::value tag = world.get_json(issue + "tags/environment/");
  expect_fields(tag, {{"key", "text"},
                      {"name", "text"},
                      {"totalValues", "integer"},
                      {"uniqueValues", "integer"},
                      {"topValues.0.value", "text"},
                      {"topValues.0.count", "integer"},
                      {"topValues.0.firstSeen", "date"},
                      {"topValues.0.lastSeen", "date"}});
  const auto written =
      world.ask(net::Method::post, "/api/0/" + issue + "notes/", R"({"text":"a note"})");
  ASSERT_EQ(written.status, 201) << written.body;
  expect_fields(json::parse(written.body), {{"id", "digits"}, {"data.text", "text"}});
  expect_fields(world.get_json(issue + "activities/"), {{"activity.0.id", "digits"},
                                                        {"activity.0.type", "text"},
                                                        {"activity.0.dateCreated", "date"},
                                                        {"activity.0.user", "object"},
                                                        {"activity.0.data", "object"}});
  expect_fields(world.get_json(issue + "notes/"), {{"0.data.text", "text"}});
  expect_fields(world.get_json(issue + "events/?full=true"), {{"0.id", "text|digits"},
                                                              {"0.title", "text"},
                                                              {"0.entries", "array"},
                                                              {"0.contexts", "object"},
                                                              {"0.tags", "array"},
                                                              {"0.dateCreated", "date"}});
}

TEST_F(Clients, GrafanaListsTags) {
  const json::value tags = world.get_json("organizations/acme/tags/");
  for (const json::value& tag : tags.as_array())
    expect_fields(tag, {{"key", "text"}, {"name", "text"}, {"totalValues", "integer"}});
  expect_fields(world.get_json("organizations/acme/tags/environment/values/"),
                {{"0.name", "text"}, {"0.count", "integer"}, {"0.lastSeen", "date"}});
}

}  // namespace
}  // namespace picket::conformance
