// How a project's events are grouped: rules, configs and their change, explanations, drafts.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

constexpr std::string_view kIds[] = {
    "11111111111111111111111111111111", "22222222222222222222222222222222",
    "33333333333333333333333333333333", "44444444444444444444444444444444"};

class GroupingApi : public PeopleApi {
 protected:
  void set(const json::value& settings) {
    const auto answer = ask(ada, Method::put, kProject, json::serialize(settings));
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  json::value flaw(std::string_view name, std::string_view value) {
    const auto answer =
        ask(ada, Method::put, kProject, json::serialize(json::value{{name, value}}));
    EXPECT_EQ(answer.status, 400) << answer.body;
    return json::parse(answer.body).at(name);
  }
  /// Consumed with what was sent before.
  void send(std::size_t id, std::string_view type, std::string_view value) {
    world.send("1", people.key, kIds[id],
               {{"exception", {{"values", {{{"type", type}, {"value", value}}}}}}});
    world.consume();
  }
  std::string issue(std::size_t id) { return world.issue_of(kIds[id]); }
  json::value info(std::size_t id, std::string_view query = "") {
    return get(
        bo, kProject + "events/" + std::string(kIds[id]) + "/grouping-info/" + std::string(query));
  }
  json::value preview(const json::value& draft) {
    const auto answer =
        ask(ada, Method::post, kProject + "grouping/preview/", json::serialize(draft));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }

  const std::string kProject = "projects/acme/shop-api/";
};

TEST_F(GroupingApi, NumbersInMessagesMakeNoNewIssue) {
  send(0, "Timeout", "after 30 s");
  send(1, "Timeout", "after 45 s");
  EXPECT_EQ(issue(0), issue(1));
}

TEST_F(GroupingApi, RulesOfTheProjectDecideOverLaterEvents) {
  send(0, "A", "x");
  set({{"fingerprintingRules", "type:B -> b title=\"All of B\""}});
  send(1, "B", "one");
  send(2, "B", "two");
  EXPECT_EQ(issue(1), issue(2));
  EXPECT_NE(issue(0), issue(1));
  EXPECT_EQ(get(bo, "issues/" + issue(1) + "/").at("title"), json::value("All of B"));
}

TEST_F(GroupingApi, RulesThatCannotBeReadAreRefusedWithTheirPlace) {
  const auto starts = [](const json::value& flaw, std::string_view with) {
    return std::string_view(flaw.at(0).as_string()).starts_with(with);
  };
  EXPECT_TRUE(starts(flaw("fingerprintingRules", "type:A -> a\nnone:x -> a"), "Line 2, column "));
  EXPECT_TRUE(starts(flaw("groupingEnhancements", "function:a"), "Line 1, column "));
  EXPECT_TRUE(starts(flaw("groupingConfig", "legacy:2019"), "Grouping config is unknown"));
}

TEST_F(GroupingApi, AnOlderConfigStillFindsIssuesWhileTheProjectChangesOver) {
  set({{"groupingConfig", "newstyle:2023-01-11"}});
  const json::value event{
      {"exception",
       {{"values",
         {{{"type", "A"},
           {"stacktrace", {{"frames", {{{"filename", "a.py"}, {"in_app", true}}}}}}}}}}}};
  const auto send_it = [&](std::size_t id) {
    world.send("1", people.key, kIds[id], event);
    world.consume();
  };
  send_it(0);
  const std::int64_t later = to_unix_us(world.now() + std::chrono::hours(24)) / 1'000'000;
  set({{"groupingConfig", "newstyle:2026-01-20"},
       {"secondaryGroupingConfig", "newstyle:2023-01-11"},
       {"secondaryGroupingExpiry", later}});
  send_it(1);
  EXPECT_EQ(issue(0), issue(1));
  // Both hashes lead there now: the end of the time changes nothing.
  world.pass(std::chrono::hours(25));
  send_it(2);
  EXPECT_EQ(issue(0), issue(2));
}

TEST_F(GroupingApi, AnEventIsExplained) {
  send(0, "A", "x");
  const json::value shown = info(0);
  EXPECT_EQ(shown.at("grouping_config"), json::value("newstyle:2026-01-20"));
  const json::value& app = shown.at("variants").at("app");
  EXPECT_EQ(app.at("type"), json::value("component"));
  EXPECT_EQ(app.at("hashMismatch"), json::value(false));
  EXPECT_EQ(app.at("component").at("id"), json::value("app"));
  EXPECT_EQ(info(0, "?config=newstyle:2023-01-11").at("grouping_config"),
            json::value("newstyle:2023-01-11"));
  const std::string path = kProject + "events/" + std::string(kIds[0]) + "/grouping-info/";
  EXPECT_EQ(ask(bo, Method::get, path + "?config=legacy:2019").status, 400);
  EXPECT_EQ(
      ask(bo, Method::get, kProject + "events/" + std::string(kIds[3]) + "/grouping-info/").status,
      404);
  set({{"fingerprintingRules", "type:A -> a"}});
  EXPECT_EQ(info(0).at("variants").at("custom_server_fingerprint").at("hashMismatch"),
            json::value(true));
}

TEST_F(GroupingApi, ADraftOfRulesTellsWhatWouldMove) {
  send(0, "A", "x");
  send(1, "A", "y");
  send(2, "C", "z");
  const json::value merged = preview({{"fingerprintingRules", "type:A -> a"}});
  EXPECT_EQ(merged.at("sample").at("examined"), json::value(3));
  EXPECT_EQ(merged.at("moved"), json::value(2));
  EXPECT_EQ(merged.at("merged"), json::value(1));
  EXPECT_EQ(merged.at("split"), json::value(0));
  ASSERT_EQ(merged.at("moves").as_array().size(), 2U);
  EXPECT_TRUE(merged.at("moves").at(0).at("to").is_null());

  send(3, "A", "x");
  const json::value same = preview({{"fingerprintingRules", "type:A value:y -> {{ default }}"}});
  EXPECT_EQ(same.at("moved"), json::value(0));
  const json::value split =
      preview({{"fingerprintingRules", "type:A -> {{ default }}, {{ tags.none }}"}});
  EXPECT_EQ(split.at("moved"), json::value(3));
  EXPECT_EQ(get(ada, kProject).at("fingerprintingRules"), json::value(""));
}

TEST_F(GroupingApi, ADraftOfAConfigKeepsWhatTheFormerOneFinds) {
  const json::value of_frames{{"platform", "python"},
                              {"exception",
                               {{"values",
                                 {{{"type", "A"},
                                   {"value", "x"},
                                   {"stacktrace",
                                    {{"frames",
                                      {{{"filename", "shop.py"},
                                        {"function", "pay"},
                                        {"context_line", "pay(order)"},
                                        {"in_app", true}}}}}}}}}}}};
  set({{"groupingConfig", "newstyle:2023-01-11"},
       {"secondaryGroupingConfig", nullptr},
       {"secondaryGroupingExpiry", 0}});
  send(0, "A", "number 17 of 0x1f at 10.0.0.1");
  world.send("1", people.key, kIds[1], of_frames);
  world.consume();
  const json::object draft{{"groupingConfig", "newstyle:2026-01-20"}};
  json::object alone = draft;
  alone["secondaryGroupingConfig"] = nullptr;
  const json::value moved = preview(alone);
  json::object changing = draft;
  changing["secondaryGroupingConfig"] = "newstyle:2023-01-11";
  changing["secondaryGroupingExpiry"] = to_unix_us(world.now()) / 1'000'000 + 3600;
  EXPECT_EQ(preview(changing).at("moved"), json::value(0)) << "the former config finds them";
  changing["secondaryGroupingExpiry"] = to_unix_us(world.now()) / 1'000'000 - 3600;
  EXPECT_EQ(preview(changing).at("moved"), moved.at("moved")) << "it does not any more";
  EXPECT_GT(moved.at("moved").as_int64(), 0) << "the configs differ about these events";
}

TEST_F(GroupingApi, FramesAreShownAsRulesMarkThem) {
  const json::value event{
      {"platform", "python"},
      {"exception",
       {{"values",
         {{{"type", "A"},
           {"stacktrace",
            {{"frames",
              {{{"filename", "lib.py"}, {"function", "vendored"}, {"in_app", true}}}}}}}}}}}};
  world.send("1", people.key, kIds[0], event);
  world.consume();
  const auto in_app = [&] {
    const json::value shown = get(bo, kProject + "events/" + std::string(kIds[0]) + "/");
    for (const json::value& entry : shown.at("entries").as_array()) {
      if (entry.at("type") != json::value("exception")) continue;
      return entry.at("data").at("values").at(0).at("stacktrace").at("frames").at(0).at("inApp");
    }
    return json::value();
  };
  EXPECT_EQ(in_app(), json::value(true));
  set({{"groupingEnhancements", "function:vendored -app"}});
  EXPECT_EQ(in_app(), json::value(false));
}

}  // namespace
}  // namespace picket::conformance
