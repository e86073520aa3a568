// The search language in lists of issues and events, from events that SDKs send to the answers.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "domain/issue/owner.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Titles = std::vector<std::string>;

constexpr std::string_view kTrace = "aaaabbbbccccddddaaaabbbbccccdddd";
constexpr std::string_view kOtherTrace = "1111222233334444111122223333444f";

std::string escaped(std::string_view text) {
  std::string sent;
  for (const char c : text) sent += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return sent;
}

class IssueSearchApi : public PeopleApi {
 protected:
  IssueSearchApi() {
    // Oldest first, a minute between each.
    send({.title = "cart lost",
          .release = "shop@1.0.0",
          .environment = "prod",
          .user = "1",
          .color = "red"});
    send({.title = "cart lost",
          .release = "shop@1.1.0",
          .environment = "dev",
          .user = "2",
          .color = "blue"});
    send({.title = "price is odd",
          .release = "shop@1.1.0",
          .environment = "prod",
          .user = "1",
          .color = "blue",
          .trace = std::string(kTrace)});
    send({.title = "price is odd",
          .release = "shop@1.1.0",
          .environment = "prod",
          .user = "1",
          .color = "blue"});
    send({.title = "login failed",
          .level = "info",
          .release = "web@2.0.0",
          .trace = std::string(kOtherTrace)});
    send({.title = "price of login", .release = "", .trace = std::string(kOtherTrace)});
  }

  struct Event {
    std::string title{};
    std::string level = "error";
    std::string release{};
    std::string environment{};
    std::string user{};
    std::string color{};
    std::string trace{};
  };

  static std::string id_of(int number) { return fmt::format("{:032x}", number); }

  void send(const Event& event) {
    world.pass(std::chrono::minutes(1));
    json::object body = {{"message", event.title}, {"level", event.level}};
    if (!event.release.empty()) body["release"] = event.release;
    if (!event.environment.empty()) body["environment"] = event.environment;
    if (!event.user.empty()) body["user"] = json::object{{"id", event.user}};
    if (!event.color.empty()) body["tags"] = json::object{{"color", event.color}};
    if (!event.trace.empty())
      body["contexts"] =
          json::object{{"trace", {{"trace_id", event.trace}, {"span_id", "1234567890abcdef"}}}};
    world.send("1", kKey, id_of(++sent_), body);
    world.consume();
  }

  Titles listed(std::string_view parameters) {
    Titles titles;
    const json::value page = get(ada, "organizations/acme/issues/?" + std::string(parameters));
    for (const json::value& one : page.as_array()) titles.emplace_back(one.at("title").as_string());
    return titles;
  }
  Titles found(std::string_view query, std::string_view more = "") {
    return listed("query=" + escaped(query) + std::string(more));
  }
  std::string refusal(std::string_view query) {
    return refused_at("organizations/acme/issues/?query=" + escaped(query));
  }
  std::string refused_at(const std::string& path) {
    const auto answer = ask(ada, Method::get, path);
    EXPECT_EQ(answer.status, 400) << path << answer.body;
    if (answer.status != 400) return {};
    return std::string(json::parse(answer.body).at("detail").as_string());
  }
  std::string issue_path(int event) {
    return "organizations/acme/issues/" + world.issue_of(id_of(event)) + "/";
  }
  std::vector<std::string> events(const std::string& path) {
    std::vector<std::string> ids;
    const json::value page = get(ada, path);
    for (const json::value& one : page.as_array()) ids.emplace_back(one.at("eventID").as_string());
    return ids;
  }

  int sent_ = 0;
};

TEST_F(IssueSearchApi, AsksEventsAndIssues) {
  EXPECT_THAT(found("release:shop@1.0.0"), ElementsAre("cart lost"));
  EXPECT_THAT(found("release:shop@1.1.0"), ElementsAre("price is odd", "cart lost"));
  EXPECT_THAT(found("release:shop* timesSeen:>1 color:blue"),
              ElementsAre("price is odd", "cart lost"));
  EXPECT_THAT(found("!has:release"), ElementsAre("price of login"));
  EXPECT_THAT(found("user.id:2"), ElementsAre("cart lost"));
  EXPECT_THAT(found("user:id:2"), ElementsAre("cart lost"));
  EXPECT_THAT(found("tags[color]:[red, green]"), ElementsAre("cart lost"));
  EXPECT_THAT(found("color:none"), IsEmpty());
  EXPECT_THAT(found("level:info"), ElementsAre("login failed"));
}

TEST_F(IssueSearchApi, ConditionsOnEventsAreAboutOneEvent) {
  EXPECT_THAT(found("release:shop@1.0.0 color:red"), ElementsAre("cart lost"));
  EXPECT_THAT(found("release:shop@1.0.0 color:blue"), IsEmpty());
  EXPECT_THAT(found("color:red", "&environment=prod"), ElementsAre("cart lost"));
  EXPECT_THAT(found("color:red", "&environment=dev"), IsEmpty());
  EXPECT_THAT(found("color:red", "&start=2026-05-13T12:00:30&end=2026-05-13T12:01:30"),
              ElementsAre("cart lost"));
  EXPECT_THAT(found("color:red", "&start=2026-05-13T12:01:30&end=2026-05-13T13:00:00"), IsEmpty());
}

TEST_F(IssueSearchApi, EachTextIsAConditionOfItsOwn) {
  EXPECT_THAT(found("price color:blue odd"), ElementsAre("price is odd"));
  EXPECT_THAT(found("price odd"), IsEmpty()) << "one text, with a blank in it";
  EXPECT_THAT(found("price*"), ElementsAre("price of login", "price is odd"));
  EXPECT_THAT(found("*login"), ElementsAre("price of login"));
  EXPECT_THAT(found("!message:price"), ElementsAre("login failed", "cart lost"));
}

TEST_F(IssueSearchApi, KnowsProjectsAndIssuesByName) {
  EXPECT_EQ(found("project:shop-api").size(), 4U);
  EXPECT_THAT(found("!project:shop-api"), IsEmpty());
  EXPECT_EQ(found("project.id:1").size(), 4U);
  EXPECT_THAT(found("project:web*"), IsEmpty());
  EXPECT_EQ(found("!project:nowhere").size(), 4U);
  EXPECT_EQ(refusal("project:nowhere"),
            "Error parsing search query: Invalid query. Project(s) nowhere do not exist or are "
            "not actively selected.");
  EXPECT_THAT(found("issue:SHOP-API-1"), ElementsAre("cart lost"));
  EXPECT_EQ(found("!issue:SHOP-API-1").size(), 3U);
  EXPECT_THAT(refusal("issue:SHOP-API-ZZZ"),
              HasSubstr("Invalid value 'SHOP-API-ZZZ' for 'issue:'"));
  EXPECT_THAT(refusal("issue:[SHOP-API-1,SHOP]"), HasSubstr("Invalid value 'SHOP'"));
}

TEST_F(IssueSearchApi, KnowsReleasesByTheirParts) {
  EXPECT_THAT(found("release.version:>1.0.0 release.package:shop"),
              ElementsAre("price is odd", "cart lost"));
  EXPECT_THAT(found("release.version:>=2"), ElementsAre("login failed"));
  EXPECT_THAT(found("release.package:nothing"), IsEmpty());
  EXPECT_EQ(found("!release.package:nothing").size(), 4U);
  EXPECT_THAT(refusal("release.version:>new"), HasSubstr("'new' is not a version"));
  EXPECT_THAT(refusal("release.stage:adopted"), HasSubstr("is not supported yet"));
  EXPECT_THAT(found("release:latest"), ElementsAre("login failed")) << "the newest of the packages";
  EXPECT_THAT(found("firstRelease:latest"), ElementsAre("login failed"));
  EXPECT_EQ(found("!firstRelease:latest").size(), 3U);
  EXPECT_THAT(found("release:latest", "&environment=dev"), ElementsAre("cart lost"));
}

TEST_F(IssueSearchApi, KnowsWhoIsAssignedOrSuggested) {
  const std::string cart = world.issue_of(id_of(1));
  const std::string odd = world.issue_of(id_of(3));
  ASSERT_EQ(ask(ada, Method::put, issue_path(1), R"({"assignedTo":"ada@acme.test"})").status, 200);
  {
    auto tx = *world.meta().begin_write(Deadline::never());
    const IssueId issue{std::stoll(odd)};
    const domain::IssueOwner owner{
        issue, domain::OwnerKind::ownership_rule, {people.ada, TeamId{}}, "*"};
    ASSERT_TRUE(tx->issues().put_owners(issue, {&owner, 1}, world.now()));
    ASSERT_TRUE(tx->commit());
  }
  EXPECT_THAT(found("assigned_or_suggested:me"), ElementsAre("price is odd", "cart lost"));
  EXPECT_THAT(found("assigned_or_suggested:none"), ElementsAre("price of login", "login failed"));
  EXPECT_THAT(found("!assigned_or_suggested:ada@acme.test color:red"), IsEmpty());
  EXPECT_THAT(found("assigned_or_suggested:stranger@x.test"), IsEmpty());
  EXPECT_EQ(found("!assigned:me").size(), 3U);
  EXPECT_THAT(found("has:assigned"), ElementsAre("cart lost"));
  std::string many = "assigned:[";
  for (int i = 0; i < 21; ++i) many += fmt::format("{}a{}", i == 0 ? "" : ",", i);
  EXPECT_THAT(refusal(many + "]"), HasSubstr("At most 20 users and teams"));
}

TEST_F(IssueSearchApi, NamesWhatNothingAnswers) {
  for (const char* query : {"is:linked", "is:for_review", "detector:\"x\"", "stack.module:\"Ulm\""})
    EXPECT_THAT(refusal(query), HasSubstr(query)) << query;
  EXPECT_EQ(refusal("a OR b"),
            "Error parsing search query: Boolean statements containing \"OR\" or \"AND\" are not "
            "supported in this search");
}

TEST_F(IssueSearchApi, SaysWhereAQueryIsWrong) {
  const auto place = [this](std::string_view query, std::string_view path) {
    const auto answer = ask(ada, Method::get, fmt::format("{}?query={}", path, query));
    EXPECT_EQ(answer.status, 400) << answer.body;
    const json::value at = json::parse(answer.body).at("at");
    return std::pair(at.at("start").as_int64(), at.at("end").as_int64());
  };
  const std::string issues = "organizations/acme/issues/";
  // In characters, without the blanks around.
  const std::pair<std::int64_t, std::int64_t> number{15, 19};
  EXPECT_EQ(place("%20%C3%A4%20is:%20", issues), std::pair(std::int64_t{5}, std::int64_t{5}));
  EXPECT_EQ(place("%C3%A4bc%20%20timesSeen:lots%20b", issues), number);
  EXPECT_EQ(
      place("%C3%A4bc%20%20timestamp:lots%20b", issues + world.issue_of(id_of(1)) + "/events/"),
      number);
  EXPECT_THAT(refusal("timesSeen:lots"), HasSubstr("Error parsing search query: "));
}

TEST_F(IssueSearchApi, SortsByWhatEventsSay) {
  send({.title = "price of login"});
  send({.title = "price of login", .color = "blue"});
  EXPECT_THAT(found("", "&sort=freq"),
              ElementsAre("price of login", "price is odd", "cart lost", "login failed"));
  EXPECT_THAT(found("color:blue", "&sort=freq"),
              ElementsAre("price is odd", "price of login", "cart lost"));
  EXPECT_EQ(found("", "&sort=user").front(), "cart lost");
  EXPECT_EQ(found("", "&sort=trends&statsPeriod=10m").front(), "price of login");
  EXPECT_THAT(refused_at("organizations/acme/issues/?sort=inbox"), HasSubstr("is:for_review"));
  EXPECT_THAT(refused_at("organizations/acme/issues/?sort=recommended"), HasSubstr("recommended"));
  const auto page = ask(ada, Method::get, "organizations/acme/issues/?query=&sort=freq&limit=1");
  EXPECT_EQ(page.headers.get("X-Hits"), "4");
  EXPECT_THAT(std::string(page.headers.get("Link")), HasSubstr("rel=\"next\"; results=\"true\""));
}

TEST_F(IssueSearchApi, ShowsWhatASearchCounted) {
  const json::value shown =
      get(ada, "organizations/acme/issues/?query=color:red&groupStatsPeriod=auto&statsPeriod=24h");
  ASSERT_EQ(shown.as_array().size(), 1U);
  const json::value& issue = shown.at(0);
  EXPECT_EQ(issue.at("count"), "2");
  EXPECT_EQ(issue.at("filtered").at("count"), "1");
  EXPECT_EQ(issue.at("filtered").at("lastSeen"), "2026-05-13T12:01:00Z");
  EXPECT_EQ(issue.at("stats").at("auto").as_array().size(), 24U);
  EXPECT_EQ(issue.at("filtered").at("stats").at("auto").as_array().size(), 24U);
  EXPECT_TRUE(get(ada, "organizations/acme/issues/?query=cart").at(0).at("filtered").is_null());
}

TEST_F(IssueSearchApi, WithoutAQueryListsWhatMatters) {
  EXPECT_THAT(listed(""), ElementsAre("price of login", "price is odd", "cart lost"))
      << "an info is of low priority";
  ASSERT_EQ(ask(ada, Method::put, issue_path(3), R"({"status":"resolved"})").status, 200);
  EXPECT_THAT(listed(""), ElementsAre("price of login", "cart lost"));
  EXPECT_EQ(found("").size(), 4U);
}

TEST_F(IssueSearchApi, FindsTheIssuesOfATrace) {
  const auto one = ask(ada, Method::get, "organizations/acme/issues/?query=" + std::string(kTrace));
  EXPECT_EQ(one.headers.get("X-Sentry-Direct-Hit"), "1");
  EXPECT_EQ(json::parse(one.body).at(0).at("title"), "price is odd");
  EXPECT_FALSE(json::parse(one.body).at(0).as_object().contains("matchingEventId"));
  const auto several =
      ask(ada, Method::get, "organizations/acme/issues/?query=" + std::string(kOtherTrace));
  EXPECT_EQ(several.headers.get("X-Sentry-Direct-Hit"), "");
  EXPECT_THAT(found(kOtherTrace), ElementsAre("price of login", "login failed"));
  EXPECT_THAT(found("ffffffffffffffffffffffffffffffff"), IsEmpty());
  const auto dashed = ask(ada, Method::get,
                          "organizations/acme/issues/?query=00000000-0000-0000-0000-000000000003");
  EXPECT_EQ(json::parse(dashed.body).at(0).at("matchingEventId"), json::value(id_of(3)));
}

TEST_F(IssueSearchApi, SearchesEventsOfAnIssueAndAProject) {
  const std::string list = issue_path(1) + "events/?query=";
  EXPECT_THAT(events(list + "color:red"), ElementsAre(id_of(1)));
  EXPECT_THAT(events(list + escaped("color:red OR environment:dev")),
              ElementsAre(id_of(2), id_of(1)));
  EXPECT_THAT(events(list + escaped("release.version:>1.0.0")), ElementsAre(id_of(2)));
  EXPECT_THAT(events(list + "project:shop-api").size(), 2U);
  EXPECT_THAT(events(list + escaped("release.package:none")), IsEmpty());
  EXPECT_EQ(refused_at(list + escaped("count():>1")),
            "Functions such as count() are for groups of events; here single events are searched.");
  EXPECT_THAT(refused_at(list + escaped("timestamp:never")), HasSubstr("Invalid date"));
  EXPECT_THAT(refused_at(list + escaped("project://a//")), HasSubstr("regular expression"));
  EXPECT_THAT(refused_at(list + escaped("a:x b://[//")), HasSubstr("does not compile"));
  const std::string all = "projects/acme/shop-api/events/?query=";
  EXPECT_THAT(events(all + escaped("color:blue user.id:1")), ElementsAre(id_of(4), id_of(3)));
  EXPECT_THAT(events(all + "login").size(), 2U);
  EXPECT_THAT(events(all + "trace:" + std::string(kTrace)), ElementsAre(id_of(3)));
}

TEST_F(IssueSearchApi, NamesAnEventByASearch) {
  const auto shown = [&](const std::string& name, std::string_view query) {
    return get(ada, issue_path(1) + "events/" + name + "/?query=" + escaped(query));
  };
  EXPECT_EQ(shown("latest", "color:red").at("eventID"), json::value(id_of(1)));
  EXPECT_EQ(shown("oldest", "color:blue").at("eventID"), json::value(id_of(2)));
  EXPECT_EQ(shown("recommended", "environment:prod").at("eventID"), json::value(id_of(1)));
  EXPECT_TRUE(shown("latest", "color:red").at("previousEventID").is_null());
  EXPECT_EQ(shown("latest", "").at("previousEventID"), json::value(id_of(1)));
  EXPECT_EQ(shown(id_of(1), "color:red").at("eventID"), json::value(id_of(1)));
  for (const char* none : {"color:green", "release.package:none"}) {
    const auto answer =
        ask(ada, Method::get, issue_path(1) + "events/latest/?query=" + escaped(none));
    EXPECT_EQ(answer.status, 404) << none;
  }
  EXPECT_THAT(refused_at(issue_path(1) + "events/latest/?query=" + escaped("is:unresolved")),
              HasSubstr("not supported in this search"));
}

TEST_F(IssueSearchApi, CountsTagsOfTheEventsFound) {
  const json::value tag = get(ada, issue_path(1) + "tags/environment/?query=color:red");
  EXPECT_EQ(tag.at("totalValues"), 1);
  EXPECT_EQ(get(ada, issue_path(1) + "tags/environment/values/?query=color:blue").at(0).at("value"),
            "dev");
  EXPECT_THAT(refused_at(issue_path(1) + "tags/?query=" + escaped("foo:\"")), HasSubstr("quote"));
}

TEST_F(IssueSearchApi, ChangesWhatASearchFinds) {
  const std::string path = "organizations/acme/issues/?query=" + escaped("color:red");
  ASSERT_EQ(ask(ada, Method::put, path, R"({"status":"resolved"})").status, 200);
  EXPECT_THAT(found("is:resolved"), ElementsAre("cart lost"));
  ASSERT_EQ(ask(ada, Method::delete_,
                "organizations/acme/issues/?query=" + escaped("release:shop@1.1.0 color:blue"))
                .status,
            204);
  EXPECT_THAT(found(""), ElementsAre("price of login", "login failed"));
}

}  // namespace
}  // namespace picket::conformance
