// Drafts of settings, tried on real events before they are made.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class PreviewApi : public PeopleApi {
 protected:
  PreviewApi() { world.fill(); }

  json::value preview(std::string_view what, const json::value& draft) {
    const auto answer =
        ask(ada, Method::post, kProject + std::string(what) + "/preview/", json::serialize(draft));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }
  int refused(std::string_view what, std::string_view draft) {
    return ask(ada, Method::post, kProject + std::string(what) + "/preview/", draft).status;
  }

  const std::string kProject = "projects/acme/shop-api/";
};

TEST_F(PreviewApi, ADraftOfFiltersTellsWhatItWouldDrop) {
  const json::value draft{{"options", {{"filters:error_messages", "ValueError: price*"}}}};
  const json::value shown = preview("filters", draft);
  EXPECT_EQ(shown.at("dropped"), json::value(2));
  EXPECT_EQ(shown.at("byReason"), (json::value{{"error-message", 2}}));
  EXPECT_EQ(shown.at("issueCount"), json::value(1));
  EXPECT_EQ(shown.at("issues").at(0).at("id"), json::value(world.issue_of(kNewerEvent)));
  EXPECT_EQ(shown.at("issues").at(0).at("events"), json::value(2));
  const json::value& sample = shown.at("sample");
  EXPECT_EQ(sample.at("stored"), json::value(3));
  EXPECT_EQ(sample.at("examined"), json::value(3));
  EXPECT_EQ(sample.at("complete"), json::value(true));
  ASSERT_EQ(shown.at("examples").as_array().size(), 2U);
  const json::value& example = shown.at("examples").at(0);
  EXPECT_EQ(example.at("eventID"), json::value(kNewerEvent));
  EXPECT_EQ(example.at("groupID"), json::value(world.issue_of(kNewerEvent)));
  EXPECT_EQ(example.at("reason"), json::value("error-message"));
  // Nothing was changed.
  EXPECT_EQ(get(ada, kProject).at("options").at("filters:error_messages"), json::value(""));
}

TEST_F(PreviewApi, FiltersByNameArePartOfADraft) {
  EXPECT_EQ(preview("filters", {{"filters", {{"localhost", {{"active", true}}}}}}).at("dropped"),
            json::value(0));
  world.send("1", people.key, "11111111111111111111111111111111",
             {{"message", "x"},
              {"request", {{"url", "http://localhost/a"}}},
              {"contexts", {{"browser", {{"name", "IE"}, {"version", "9.0"}}}}}});
  world.consume();
  EXPECT_EQ(preview("filters", {{"filters", {{"localhost", {{"active", true}}}}}}).at("byReason"),
            (json::value{{"localhost", 1}}));
}

TEST_F(PreviewApi, EventsOfTheLastDayOnly) {
  world.pass(std::chrono::hours(25));
  const json::value shown = preview("filters", json::object());
  EXPECT_EQ(shown.at("sample").at("stored"), json::value(0));
  EXPECT_TRUE(shown.at("sample").at("oldest").is_null());
}

TEST_F(PreviewApi, WhatCannotBeADraftIsRefused) {
  EXPECT_EQ(refused("filters", R"({"options":{"filters:error_messages":7}})"), 400);
  EXPECT_EQ(refused("filters", R"({"filters":{"none":{"active":true}}})"), 400);
  EXPECT_EQ(refused("filters", R"({"filters":{"localhost":{"active":7}}})"), 400);
  EXPECT_EQ(refused("filters", R"({"filters":[]})"), 400);
  EXPECT_EQ(refused("scrubbing", "{}"), 400);
  EXPECT_EQ(refused("scrubbing", R"({"event":7})"), 400);
  EXPECT_EQ(refused("scrubbing", R"({"eventId":"x"})"), 400);
  EXPECT_EQ(refused("scrubbing", R"({"eventId":"ffffffffffffffffffffffffffffffff"})"), 404);
  EXPECT_EQ(refused("scrubbing", R"({"event":{},"relayPiiConfig":"{"})"), 400);
}

TEST_F(PreviewApi, ADraftOfScrubbingShowsEachValueThatChanges) {
  const json::value draft{
      {"sensitiveFields", {"basket"}},
      {"event", {{"extra", {{"basket", "12"}, {"plain", "x"}}}, {"platform", "python"}}}};
  const json::value shown = preview("scrubbing", draft);
  ASSERT_EQ(shown.at("changes").as_array().size(), 1U);
  EXPECT_EQ(shown.at("changes").at(0).at("path"), json::value("extra.basket"));
  EXPECT_EQ(shown.at("changes").at(0).at("before"), json::value("12"));
  EXPECT_EQ(shown.at("event").at("extra").at("basket"), json::value("[Filtered]"));
  EXPECT_TRUE(shown.at("event").as_object().contains("_meta"));
}

TEST_F(PreviewApi, AStoredEventIsTriedByItsId) {
  const json::value draft{
      {"relayPiiConfig", R"({"applications":{"exception.values.*.value":["@anything"]}})"},
      {"eventId", kNewerEvent}};
  const json::value shown = preview("scrubbing", draft);
  ASSERT_FALSE(shown.at("changes").as_array().empty());
  EXPECT_EQ(shown.at("changes").at(0).at("path"), json::value("exception.values.0.value"));
}

}  // namespace
}  // namespace picket::conformance
