#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/cli/render.h"

namespace picket::app {
namespace {

namespace json = boost::json;

std::string rendered(const std::string& event) {
  return render_event(
      json::parse(R"({"title":"ValueError: bad","short_id":"APP-1","project":"app","received":"r",
                      "event":)" +
                  event + "}")
          .as_object());
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(RenderEvent, ShowsTheFactsOnTop) {
  const std::string text = rendered(
      R"({"event_id":"ab","timestamp":1700000000.5,"level":"error","environment":"prod",
          "user":{"id":"7","email":"a@b","name":"ignored"},
          "request":{"method":"GET","url":"http://x/"},"sdk":{"name":"s","version":"1"}})");
  EXPECT_TRUE(text.starts_with("ValueError: bad\n\nevent        ab\nissue        APP-1\n")) << text;
  EXPECT_TRUE(has(text, "time         2023-11-14T22:13:20.5")) << text;
  EXPECT_TRUE(has(text, "environment  prod\n")) << text;
  EXPECT_TRUE(has(text, "user         id:7  email:a@b\n")) << text;
  EXPECT_TRUE(has(text, "request      GET http://x/\n")) << text;
  EXPECT_TRUE(has(text, "sdk          s 1\n")) << text;
  EXPECT_FALSE(has(text, "release")) << text;
}

TEST(RenderEvent, ShowsTheLastExceptionFirstAndTheNewestFrameFirst) {
  const std::string text = rendered(
      R"J({"exception":{"values":[
           {"type":"KeyError","value":"k"},
           {"type":"ValueError","value":"bad","mechanism":{"handled":false},
            "stacktrace":{"frames":[
              {"function":"main","filename":"a.py","lineno":1},
              {"function":"f","filename":"b.py","lineno":2,"in_app":true,
               "context_line":"    raise ValueError()"}]}}]}})J");
  const std::string want =
      "\nValueError: bad  (unhandled)\n"
      "  * f  (b.py:2)\n"
      "        raise ValueError()\n"
      "    main  (a.py:1)\n"
      "\ncaused by KeyError: k\n";
  EXPECT_TRUE(has(text, want)) << text;
}

TEST(RenderEvent, SaysHowManyFramesAndBreadcrumbsItLeftOut) {
  json::array frames;
  json::array crumbs;
  for (int i = 0; i < 40; ++i) {
    frames.push_back(json::object{{"function", "f" + std::to_string(i)}});
    crumbs.push_back(json::object{{"message", "m" + std::to_string(i)}});
  }
  const json::object event{
      {"exception", json::array{json::object{{"type", "E"}, {"stacktrace", {{"frames", frames}}}}}},
      {"breadcrumbs", {{"values", crumbs}}}};
  const std::string text = rendered(json::serialize(event));
  EXPECT_TRUE(has(text, "f39")) << text;
  EXPECT_FALSE(has(text, "f9 ")) << text;
  EXPECT_TRUE(has(text, "... 10 more frames\n")) << text;
  EXPECT_TRUE(has(text, "... 20 earlier ones\n")) << text;
  EXPECT_TRUE(has(text, "m39")) << text;
  EXPECT_FALSE(has(text, "m19")) << text;
}

TEST(RenderEvent, ShowsMessageTagsAndBreadcrumbs) {
  const std::string text = rendered(
      R"({"logentry":{"message":"hi %s","formatted":"hi you"},
          "tags":[["k","v"],["broken"]],
          "breadcrumbs":[{"timestamp":1700000000,"level":"info","category":"http","message":"m"},
                         {"data":{"a":1}}]})");
  EXPECT_TRUE(has(text, "\nmessage\n  hi you\n")) << text;
  EXPECT_TRUE(has(text, "\ntags\n  k = v\n")) << text;
  EXPECT_TRUE(has(text, "2023-11-14T22:13:20Z  info    http: m\n")) << text;
  EXPECT_TRUE(has(text, ": {\"a\":1}\n")) << text;
  EXPECT_TRUE(has(rendered(R"({"tags":{"a":"b"}})"), "  a = b\n"));
}

TEST(RenderEvent, TakesControlCharactersAway) {
  EXPECT_FALSE(has(rendered(R"({"level":"\u001b[31m"})"), "\x1b"));
}

TEST(RenderEvent, SaysThatThePayloadExpired) {
  EXPECT_TRUE(has(rendered("null"), "has expired"));
}

TEST(RenderEvent, SurvivesAnyShape) {
  for (const char* const event :
       {"{}", R"({"exception":1,"breadcrumbs":[1],"tags":[1],"user":[],"request":"x"})",
        R"({"exception":[null,{"stacktrace":{"frames":[null]}}],"timestamp":1e300})",
        R"({"timestamp":-1,"logentry":[],"sdk":null})"})
    EXPECT_FALSE(rendered(event).empty()) << event;
}

}  // namespace
}  // namespace picket::app
