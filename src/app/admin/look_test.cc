// The commands that show issues and events.
#include "app/admin/installation_fixture.h"

namespace picket::app {
namespace {

namespace json = boost::json;

class Look : public InstallationTest {
 protected:
  std::string titles(const json::object& arguments) {
    std::string all;
    const json::value result = value_of("issues.list", arguments);
    for (const json::value& issue : result.as_array())
      all += std::string(issue.at("title").as_string()) + ";";
    return all;
  }
};

TEST_F(Look, ListsIssuesOfAllProjects) {
  const ProjectId app = setup("app");
  const ProjectId web = setup("web");
  issue(app, "one", 3);
  issue(web, "two");
  const json::value listed = value_of("issues.list");
  ASSERT_EQ(listed.as_array().size(), 2U);
  const json::value& two = listed.at(0);
  EXPECT_EQ(two.at("title"), "two");
  EXPECT_EQ(two.at("short_id"), "WEB-1");
  EXPECT_EQ(two.at("project"), "web");
  EXPECT_EQ(two.at("status"), "unresolved");
  EXPECT_EQ(two.at("level"), "error");
  EXPECT_EQ(two.at("last_seen"), "2026-11-25T12:00:00Z");
  EXPECT_EQ(listed.at(1).at("events"), 3);
}

TEST_F(Look, NarrowsTheListOfIssues) {
  const ProjectId app = setup("app");
  const ProjectId web = setup("web");
  issue(app, "alpha", 1);
  issue(app, "beta", 9);
  issue(web, "gamma", 5);
  EXPECT_EQ(titles({{"project", "app"}, {"sort", "events"}}), "beta;alpha;");
  EXPECT_EQ(titles({{"project", "picket/web"}}), "gamma;");
  EXPECT_EQ(titles({{"sort", "events"}, {"limit", 2}}), "beta;gamma;");
  EXPECT_EQ(titles({{"query", "ALPH"}}), "alpha;");
  EXPECT_EQ(titles({{"status", "resolved"}}), "");
  EXPECT_EQ(titles({{"status", "archived"}}), "");
  EXPECT_EQ(titles({{"status", "unresolved"}, {"sort", "events"}}), "beta;gamma;alpha;");
  EXPECT_EQ(error_of("issues.list", {{"project", "none"}}).kind, ErrorKind::not_found);
  EXPECT_EQ(error_of("issues.list", {{"status", "open"}}).kind, ErrorKind::invalid_argument);
  EXPECT_EQ(error_of("issues.list", {{"sort", "random"}}).kind, ErrorKind::invalid_argument);
  EXPECT_EQ(error_of("issues.list", {{"limit", 0}}).kind, ErrorKind::invalid_argument);
}

TEST_F(Look, AsksForTheOrganizationOfAnAmbiguousProject) {
  setup("app");
  value_of("setup", {{"org", "other"}, {"project", "app"}});
  EXPECT_EQ(error_of("issues.list", {{"project", "app"}}).kind, ErrorKind::conflict);
  value_of("issues.list", {{"project", "other/app"}});
}

TEST_F(Look, ShowsAnIssueByNumberOrShortId) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom", 2);
  event(app, id, "{}");
  const EventId latest = event(app, id, "{}", kNow + Duration(1));
  for (const std::string& name :
       {std::to_string(id.value), std::string("APP-1"), std::string("app-1")}) {
    const json::value shown = value_of("issues.show", {{"id", name}});
    EXPECT_EQ(shown.at("title"), "boom") << name;
    EXPECT_EQ(shown.at("metadata").at("type"), "E");
    EXPECT_EQ(shown.at("stored").at("events"), 2);
    EXPECT_EQ(shown.at("latest_events").at(0).at("id"), json::value(latest.to_hex()));
  }
  for (const char* const none : {"APP-2", "WEB-1", "999", "?", ""})
    EXPECT_EQ(error_of("issues.show", {{"id", none}}).kind, ErrorKind::not_found) << none;
}

TEST_F(Look, ShowsTheStoredEvent) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom");
  const EventId with = event(app, id, R"({"event_id":"x","level":"error"})");
  const json::value shown = value_of("events.show", {{"id", with.to_hex()}});
  EXPECT_EQ(json::serialize(shown.at("event")), R"({"event_id":"x","level":"error"})");
  EXPECT_EQ(shown.at("short_id"), "APP-1");
  EXPECT_EQ(shown.at("project"), "app");
  EXPECT_EQ(shown.at("received"), "2026-11-25T12:00:00Z");
}

TEST_F(Look, SaysWhichEventItCannotShow) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom");
  for (const char* const broken : {"not json", "[1]"}) {
    const EventId damaged = event(app, id, broken);
    EXPECT_EQ(error_of("events.show", {{"id", damaged.to_hex()}}).kind, ErrorKind::corrupt);
  }
  const EventId without = event(app, id, "");
  EXPECT_TRUE(value_of("events.show", {{"id", without.to_hex()}}).at("event").is_null());
  const EventId with = event(app, id, "{}");
  EXPECT_TRUE(blob_store.expire(kNow + std::chrono::days(1)).has_value());
  EXPECT_TRUE(value_of("events.show", {{"id", with.to_hex()}}).at("event").is_null());
  EXPECT_EQ(error_of("events.show", {{"id", EventId::random().to_hex()}}).kind,
            ErrorKind::not_found);
  EXPECT_EQ(error_of("events.show", {{"id", "abc"}}).kind, ErrorKind::invalid_argument);
  EXPECT_EQ(error_of("events.show").kind, ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace picket::app
