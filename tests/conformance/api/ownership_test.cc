// Whose code it is: rules and files, as clients read and change them, and what they do to issues.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class OwnershipApi : public PeopleApi {
 protected:
  net::testkit::Answer put(const json::value& body) {
    return ask(bo, Method::put, kOwnership, json::serialize(body));
  }
  void write(std::string_view rules) { EXPECT_EQ(put({{"raw", rules}}).status, 200) << rules; }
  json::value flaws(std::string_view rules) {
    const auto answer = put({{"raw", rules}});
    EXPECT_EQ(answer.status, 400) << answer.body;
    return json::parse(answer.body).at("raw");
  }

  void send(std::string_view id, std::string_view file) {
    world.send("1", people.key, id,
               {{"exception",
                 {{"values",
                   {{{"type", file},
                     {"stacktrace", {{"frames", {{{"filename", file}, {"in_app", true}}}}}}}}}}}});
    world.consume();
  }
  json::value assignee(std::string_view event) {
    return get(ada, "issues/" + world.issue_of(event) + "/").at("assignedTo");
  }
  std::vector<std::string> story(std::string_view event) {
    std::vector<std::string> types;
    const json::value activity =
        get(ada, "issues/" + world.issue_of(event) + "/activities/").at("activity");
    for (const json::value& one : activity.as_array())
      types.emplace_back(one.at("type").as_string());
    return types;
  }

  static constexpr std::string_view kOwnership = "projects/acme/shop-api/ownership/";
  static constexpr std::string_view kCodeowners = "projects/acme/shop-api/codeowners/";
  static constexpr std::string_view kEvent = "11111111111111111111111111111111";
  static constexpr std::string_view kOther = "22222222222222222222222222222222";
};

TEST_F(OwnershipApi, NobodyWroteRulesAtFirst) {
  EXPECT_EQ(get(bo, kOwnership),
            json::parse(R"({"schema":null,"raw":null,"fallthrough":true,"dateCreated":null,
                "lastUpdated":null,"isActive":true,"autoAssignment":"Auto Assign to Issue Owner",
                "codeownersAutoSync":true})"));
  EXPECT_EQ(get(bo, kCodeowners), json::array());
}

TEST_F(OwnershipApi, RulesAreShownAsTextAndAsASchema) {
  write("# Ours\nsrc/* #backend\ntags.os:linux ADA@acme.test\n");
  const json::value shown = get(bo, kOwnership);
  EXPECT_EQ(shown.at("raw"), json::value("# Ours\nsrc/* #backend\ntags.os:linux ADA@acme.test\n"));
  const json::array& rules = shown.at("schema").at("rules").as_array();
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].at("matcher"), (json::value{{"type", "path"}, {"pattern", "src/*"}}));
  EXPECT_EQ(rules[0].at("owners").at(0).at("type"), json::value("team"));
  EXPECT_EQ(rules[0].at("owners").at(0).at("name"), json::value("backend"));
  EXPECT_EQ(rules[1].at("matcher").at("type"), json::value("tags.os"));
  EXPECT_EQ(rules[1].at("owners").at(0).at("id"), json::value(std::to_string(people.ada.value)));
  EXPECT_FALSE(shown.at("dateCreated").is_null());

  write("");
  EXPECT_TRUE(get(bo, kOwnership).at("schema").is_null());
}

TEST_F(OwnershipApi, WhatIsWrongIsSaidWithItsPlace) {
  EXPECT_EQ(
      flaws("src/* #backend\n[a #backend"),
      json::array{"Line 2, column 1: This pattern cannot be read: unbalanced square brackets."});
  // Team core has no place in the project, Sam none in the organization.
  EXPECT_EQ(flaws("a #backend #core #none\nb sam@globex.test nobody@x.com"),
            json::array{"Invalid rule owners: #core, #none, sam@globex.test, nobody@x.com"});
  EXPECT_EQ(put({{"autoAssignment", "Sometimes"}}).status, 400);
  EXPECT_EQ(put({{"raw", 7}}).status, 400);
  EXPECT_TRUE(get(bo, kOwnership).at("dateCreated").is_null());
}

TEST_F(OwnershipApi, AChangeIsInTheAuditLogOnce) {
  write("src/* #backend");
  write("src/* #backend");
  const json::value log =
      get(ada, "organizations/acme/audit-logs/?event=project.ownership-rule.edit");
  ASSERT_EQ(log.at("rows").as_array().size(), 1U);
  EXPECT_EQ(log.at("rows").at(0).at("data").at("changed").at("raw").at("after"),
            json::value("src/* #backend"));
}

TEST_F(OwnershipApi, ANewIssueGoesToWhoOwnsTheCode) {
  write("* #backend\nsrc/* ada@acme.test");
  send(kEvent, "src/a.py");
  EXPECT_EQ(assignee(kEvent).at("id"), json::value(std::to_string(people.ada.value)));
  EXPECT_EQ(story(kEvent), (std::vector<std::string>{"assigned", "first_seen"}));
  send(kOther, "lib/b.py");
  EXPECT_EQ(assignee(kOther).at("type"), json::value("team"));
  EXPECT_EQ(assignee(kOther).at("name"), json::value("backend"));
}

TEST_F(OwnershipApi, AnEventNamesItsOwners) {
  send(kEvent, "src/a.py");
  const std::string owners = "projects/acme/shop-api/events/" + std::string(kEvent) + "/owners/";
  EXPECT_EQ(get(bo, owners),
            (json::value{{"owners", json::array{}}, {"rule", nullptr}, {"rules", json::array{}}}));
  write("* #backend\nlib/* bo@acme.test\nsrc/* ada@acme.test");
  const json::value shown = get(bo, owners);
  ASSERT_EQ(shown.at("owners").as_array().size(), 2U);
  EXPECT_EQ(shown.at("owners").at(0).at("id"), json::value(std::to_string(people.ada.value)));
  EXPECT_EQ(shown.at("owners").at(1).at("name"), json::value("backend"));
  EXPECT_EQ(shown.at("rule"), (json::array{"path", "src/*"}));
  EXPECT_EQ(shown.at("rules").as_array().size(), 2U);
  EXPECT_EQ(ask(bo, Method::get, "projects/acme/shop-api/events/abc/owners/").status, 404);
}

TEST_F(OwnershipApi, NobodyIsAssignedWhenThatIsOff) {
  write("* #backend");
  EXPECT_EQ(put({{"autoAssignment", "Turn off Auto-Assignment"}}).status, 200);
  send(kEvent, "src/a.py");
  EXPECT_TRUE(assignee(kEvent).is_null());
}

TEST_F(OwnershipApi, WhatPeopleDecidedStands) {
  send(kEvent, "src/a.py");
  EXPECT_TRUE(assignee(kEvent).is_null());
  const std::string issue = "issues/" + world.issue_of(kEvent) + "/";
  for (const std::string_view to : {R"({"assignedTo":"#backend"})", R"({"assignedTo":""})"})
    EXPECT_EQ(ask(bo, Method::put, issue, to).status, 200);
  write("* ada@acme.test");
  world.pass(std::chrono::hours(25));
  send(kOther, "src/a.py");
  EXPECT_EQ(world.issue_of(kOther), world.issue_of(kEvent));
  EXPECT_TRUE(assignee(kEvent).is_null());
}

TEST_F(OwnershipApi, AnUnassignedIssueIsAskedAboutOnceADay) {
  write("* #backend");
  EXPECT_EQ(put({{"autoAssignment", "Turn off Auto-Assignment"}}).status, 200);
  send(kEvent, "src/a.py");
  EXPECT_EQ(put({{"autoAssignment", "Auto Assign to Issue Owner"}}).status, 200);
  send(kOther, "src/a.py");
  EXPECT_TRUE(assignee(kEvent).is_null());
  world.pass(std::chrono::hours(24));
  send("33333333333333333333333333333333", "src/a.py");
  EXPECT_FALSE(assignee(kEvent).is_null());
}

TEST_F(OwnershipApi, AFileIsImportedReplacedAndForgotten) {
  const auto import = [&](Method method, const std::string& path, std::string_view text) {
    return ask(bo, method, path, json::serialize(json::value{{"raw", text}}));
  };
  const auto first = import(Method::post, std::string(kCodeowners),
                            "* @acme/backend @ann\n/src/ ada@acme.test @acme/core");
  ASSERT_EQ(first.status, 201) << first.body;
  const json::value shown = json::parse(first.body);
  EXPECT_EQ(shown.at("ownershipSyntax"),
            json::value("codeowners:* #backend\ncodeowners:/src/ ada@acme.test #core\n"));
  EXPECT_EQ(shown.at("errors").at("missing_external_users"), json::array{"ann"});
  EXPECT_EQ(shown.at("errors").at("teams_without_access"), json::array{"#core"});
  EXPECT_EQ(get(bo, kCodeowners).as_array().size(), 1U);

  send(kEvent, "src/a.py");
  EXPECT_EQ(assignee(kEvent).at("id"), json::value(std::to_string(people.ada.value)));
  // Rules of the project's own come after those of the file.
  write("src/* #backend");
  send(kOther, "src/b.py");
  EXPECT_EQ(assignee(kOther).at("name"), json::value("backend"));

  const std::string one = std::string(kCodeowners) + std::string(shown.at("id").as_string()) + "/";
  EXPECT_EQ(import(Method::put, one, "* @acme/backend").status, 200);
  EXPECT_EQ(ask(bo, Method::delete_, one, "").status, 204);
  EXPECT_EQ(ask(bo, Method::delete_, one, "").status, 404);
  EXPECT_EQ(import(Method::put, one, "*").status, 404);
  EXPECT_EQ(get(bo, kCodeowners), json::array());
}

}  // namespace
}  // namespace picket::conformance
