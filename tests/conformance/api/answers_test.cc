// The answers of the read API beside the examples of Sentry's.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/compat.h"
#include "conformance/api/people.h"
#include "conformance/api/shape.h"
#include "conformance/api/world.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

/// What the specification lets be null where the example has a value.
constexpr std::string_view kNullable[] = {
    "issues[].assignedTo",
    "issues[].subscriptionDetails",
    "issues[].inbox",
    "issues[].owners",
    "issue.assignedTo",
    "issue.subscriptionDetails",
    "issue.firstRelease.dateReleased",
    "issue.firstRelease.userAgent",
    "issue.lastRelease.dateReleased",
    "issue.lastRelease.userAgent",
    "event.release.dateReleased",
    "event.release.userAgent",
    "event.userReport",
    "members[].inviterName",
    "member-detail.inviterName",
    "organization-detail.teams[].teamRole",
    "project-keys[].secret",
};

/// Of a user, wherever one stands.
constexpr std::string_view kNullableEndings[] = {".lastLogin", ".lastActive"};

bool may_be(std::string_view path, std::string_view kind) {
  for (const std::string_view ending : kNullableEndings) {
    if (kind == "null" && path.ends_with(ending)) return true;
  }
  // Of the one project that the example has and this world has not.
  if (path == "projects-all[].firstEvent") return kind == "date";
  return kind == "null" &&
         std::find(std::begin(kNullable), std::end(kNullable), path) != std::end(kNullable);
}

bool covers(const Place& place, const Mismatch& mismatch) {
  if (place.path.empty() || place.what != mismatch.what) return false;
  if (!place.path.ends_with('*')) return place.path == mismatch.path;
  return mismatch.path.starts_with(place.path.substr(0, place.path.size() - 1));
}

/// Places of the table, with what was found at each.
class Ledger {
 public:
  Ledger() {
    for (const Fact& fact : facts()) {
      for (const Place& place : fact.places) {
        if (!place.path.empty()) lines_.push_back({place, fact.state == State::silent});
      }
    }
  }

  void check(const Mismatch& mismatch) {
    bool known = false;
    for (Line& line : lines_) {
      if (!covers(line.place, mismatch)) continue;
      known = line.used = true;
    }
    EXPECT_TRUE(known) << mismatch.path << ": " << mismatch.what;
  }

  /// A difference that is gone must leave the table. How much an example leaves out is no promise.
  void check_all_used() const {
    for (const Line& line : lines_)
      EXPECT_TRUE(line.used || line.silent) << "no difference any more: " << line.place.path;
  }

 private:
  struct Line {
    Place place;
    bool silent;
    bool used = false;
  };
  std::vector<Line> lines_;
};

/// `_meta` knows entries by their place, which depends on which entries there are: by type instead.
json::value by_type(json::value event) {
  json::object& object = event.as_object();
  const json::array& entries = object.at("entries").as_array();
  json::object named;
  for (const json::key_value_pair& member : object.at("_meta").at("entries").as_object()) {
    const json::value& entry = entries.at(std::stoul(std::string(member.key())));
    named[entry.at("type").as_string()] = member.value();
  }
  object.at("_meta").as_object()["entries"] = std::move(named);
  return event;
}

class ReadApi : public testing::Test {
 protected:
  ReadApi() { world.fill(); }

  void add(std::vector<Mismatch> more) { found.insert(found.end(), more.begin(), more.end()); }

  /// The body of an answer to a change.
  json::value change(net::Method method, const std::string& path, std::string_view body,
                     int status = 200) {
    const auto answer = world.ask(method, "/api/0/" + path, body);
    EXPECT_EQ(answer.status, status) << path << ": " << answer.body;
    boost::system::error_code failed;
    json::value parsed = json::parse(answer.body, failed);
    EXPECT_FALSE(failed) << path;
    return parsed;
  }

  /// What the examples show that people did.
  void add_changes(const std::string& issue) {
    add(compare("note", fixture("issue-note-created.json"),
                change(net::Method::post, issue + "notes/", R"({"text":"Fixed in 2.4.2"})", 201),
                &may_be));
    change(net::Method::put, issue, R"({"assignedTo":"ada@acme.test","hasSeen":true})");
  }

  void add_what_is_below(const std::string& issue) {
    add(compare("project_issues", fixture("project-issues-list.json"),
                world.get_json("projects/acme/shop-api/issues/?query=is:unresolved&limit=20"),
                &may_be));
    add(compare("tags", fixture("issue-tags.json"),
                world.get_json(issue + "tags/?key=environment&key=user"), &may_be));
    add(compare("tag", fixture("issue-tag-detail.json"),
                world.get_json(issue + "tags/environment/"), &may_be));
    add(compare("hashes", fixture("issue-hashes.json"),
                world.get_json(issue + "hashes/?full=false"), &may_be));
    add(compare("story", fixture("issue-activities.json"), world.get_json(issue + "activities/"),
                &may_be));
    add(compare("org_tags", fixture("organization-tags.json"),
                world.get_json("organizations/acme/tags/"), &may_be));
  }

  void add_endings(const std::string& issue) {
    add(compare("update", fixture("issue-update.json"),
                change(net::Method::put, issue, R"({"status":"resolved"})"), &may_be));
    add(compare("bulk", fixture("issues-bulk-update.json"),
                change(net::Method::put, "organizations/acme/issues/?id=1&id=2",
                       R"({"status":"ignored","substatus":"archived_until_escalating",)"
                       R"("assignedTo":"team:1","hasSeen":true})"),
                &may_be));
  }

  /// Of what people make and change, as an owner sees it.
  void add_people() {
    const People people = settle(world);
    const std::string ada = token_of(world, people.ada, every_scope());
    const auto get = [&](std::string_view path) {
      const auto answer = world.ask_as(ada, net::Method::get, "/api/0/" + std::string(path));
      EXPECT_EQ(answer.status, 200) << path << answer.body;
      return json::parse(answer.body);
    };
    // For the log to have an entry, and the key a limit.
    for (const auto& [path, body] :
         {std::pair{"projects/acme/shop-api/", R"({"resolveAge":1,"defaultEnvironment":"x"})"},
          std::pair{"projects/acme/shop-api/keys/0123456789abcdef0123456789abcdef/",
                    R"({"rateLimit":{"count":1,"window":60}})"}})
      EXPECT_EQ(world.ask_as(ada, net::Method::put, "/api/0/" + std::string(path), body).status,
                200);
    EXPECT_EQ(
        world
            .ask_as(ada, net::Method::put, "/api/0/projects/acme/shop-api/filters/legacy-browsers/",
                    R"({"subfilters":["ie"]})")
            .status,
        204);
    // For the release to have a date, and to know who announced it.
    EXPECT_EQ(world
                  .ask_as(ada, net::Method::post, "/api/0/organizations/acme/releases/",
                          R"({"version":"shop-api@2.4.1","projects":["shop-api"],)"
                          R"("dateReleased":"2026-05-11T16:00:00Z"})",
                          "User-Agent: sentry-cli/2.58.0\r\n")
                  .status,
              208);
    const std::pair<std::string_view, std::string> answers[] = {
        {"releases", "organizations/acme/releases/"},
        {"release-detail", "organizations/acme/releases/shop-api%402.4.1/"},
        {"release-commits", "organizations/acme/releases/shop-api%402.4.1/commits/"},
        {"release-deploys", "organizations/acme/releases/shop-api%402.4.1/deploys/"},
        {"organizations", "organizations/"},
        {"organization-detail", "organizations/acme/"},
        {"projects", "organizations/acme/projects/"},
        {"project-detail", "projects/acme/shop-api/"},
        {"projects-all", "projects/"},
        {"teams", "organizations/acme/teams/?query=backend"},
        {"members", "organizations/acme/members/?per_page=2"},
        {"member-detail", "organizations/acme/members/" + people.bo_member + "/"},
        {"project-filters", "projects/acme/shop-api/filters/"},
        {"project-keys", "projects/acme/shop-api/keys/"},
        {"audit-logs", "organizations/acme/audit-logs/"},
        {"project-stats", "projects/acme/shop-api/stats/?stat=received&resolution=1h"}};
    for (const auto& [example, path] : answers)
      add(compare(example, fixture(std::string(example) + ".json"), get(path), &may_be));
  }

  std::vector<Mismatch> all_mismatches() {
    const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
    add_changes(issue);
    add(compare("issues", fixture("issues-list.json"),
                world.get_json("organizations/acme/issues/?query=&project=1&statsPeriod=24h"
                               "&expand=inbox&expand=owners&limit=2"),
                &may_be));
    add(compare("issue", fixture("issue-detail.json"), world.get_json(issue), &may_be));
    add(compare("events", fixture("issue-events.json"), world.get_json(issue + "events/"),
                &may_be));
    add(compare("event", by_type(fixture("event-latest.json")),
                by_type(world.get_json(issue + "events/latest/")), &may_be));
    add(compare("message", by_type(fixture("event-message.json")),
                by_type(world.get_json("projects/acme/shop-api/events/" +
                                       std::string(kMessageEvent) + "/")),
                &may_be));
    add_what_is_below(issue);
    add_endings(issue);
    add_people();
    return found;
  }

  ApiWorld world;
  std::vector<Mismatch> found;
};

TEST_F(ReadApi, AnswersAsTheExamplesShowButForTheTable) {
  Ledger ledger;
  for (const Mismatch& mismatch : all_mismatches()) ledger.check(mismatch);
  ledger.check_all_used();
}

TEST_F(ReadApi, ChartsHaveAsManyPointsAsInTheExamples) {
  const std::string issue = "organizations/acme/issues/" + world.issue_of(kNewerEvent) + "/";
  const json::value list = world.get_json("organizations/acme/issues/");
  const json::value detail = world.get_json(issue);
  const json::value list_example = fixture("issues-list.json");
  const json::value detail_example = fixture("issue-detail.json");
  const auto points = [](const json::value& of, const char* chart) {
    return of.at("stats").at(chart).as_array().size();
  };
  EXPECT_EQ(points(list.at(0), "24h"), points(list_example.at(0), "24h"));
  for (const char* chart : {"24h", "30d"})
    EXPECT_EQ(points(detail, chart), points(detail_example, chart)) << chart;
}

TEST_F(ReadApi, ErrorsReadAsInTheExamples) {
  const json::value examples = fixture("errors.json");
  struct Case {
    const char* path;
    int status;
    const char* example;
  };
  for (const auto& [path, status, example] :
       {Case{"/api/0/organizations/acme/issues/?cursor=x", 400, "400_detail"},
        Case{"/api/0/organizations/acme/issues/?project=999", 403, "403"},
        Case{"/api/0/organizations/acme/issues/999/", 404, "404"},
        Case{"/api/0/organizations/nobody/issues/", 404, "404"}}) {
    const auto answer = world.ask(net::Method::get, path);
    EXPECT_EQ(answer.status, status) << path;
    EXPECT_EQ(answer.body, json::serialize(examples.at(example))) << path;
  }
  const auto answer = world.get_anonymously("/api/0/organizations/acme/issues/");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.body, json::serialize(examples.at("401")));
}

}  // namespace
}  // namespace picket::conformance
