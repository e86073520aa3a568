#include "domain/items/form_data.h"

#include <string>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::domain::items {
namespace {

std::string merged(const std::vector<FormField>& fields, boost::json::object event = {}) {
  merge_form(fields, event);
  std::string text;
  protocol::write_json(event, text);
  return text;
}

boost::json::array crumbs(std::string_view text) {
  return protocol::parse_json(text)->get_array();
}

TEST(MergeForm, TakesJsonPathsAndExtras) {
  EXPECT_EQ(merged({{"sentry", R"({"release":"1","tags":{"a":"b"}})"},
                    {"sentry___scope", R"({"tags":{"c":"d"}})"},
                    {"sentry[user][id]", "7"},
                    {"sentry[tags][a]", "z"},
                    {"guid", "x-y"}}),
            R"({"release":"1","tags":{"a":"z","c":"d"},"user":{"id":"7"},"extra":{"guid":"x-y"}})");
}

TEST(MergeForm, PutsPiecesTogetherByNumber) {
  EXPECT_EQ(
      merged({{"sentry__2", R"("1"})"}, {"sentry__10", " "}, {"sentry__1", R"({"release":)"}}),
      R"({"release":"1"})");
}

TEST(MergeForm, KeepsWhatItDoesNotUnderstandAsExtra) {
  EXPECT_EQ(merged({{"sentry", "{"},
                    {"sentry[a", "1"},
                    {"sentry__x", "2"},
                    {"sentryfoo", "3"},
                    {"sentry___y", "[]"}}),
            R"({"extra":{"sentry":"{","sentry[a":"1","sentry__x":"2","sentryfoo":"3",)"
            R"("sentry___y":"[]"}})");
  EXPECT_EQ(merged({{"sentry__1", "{"}}), R"({"extra":{"sentry":"{"}})");
  EXPECT_EQ(merged({{"a\xff", "b\xff"}}), "{\"extra\":{\"a\xef\xbf\xbd\":\"b\xef\xbf\xbd\"}}");
}

TEST(MergeForm, ReplacesWhatIsNoObjectOnAPath) {
  EXPECT_EQ(
      merged({{"sentry", R"({"user":"x","extra":7})"}, {"sentry[user][id]", "1"}, {"k", "v"}}),
      R"({"user":{"id":"1"},"extra":{"k":"v"}})");
}

TEST(MergeForm, DoesNotFollowDeepPaths) {
  std::string deep = "sentry";
  for (std::size_t i = 0; i <= kMaxFormDepth; ++i) deep += "[a]";
  EXPECT_EQ(merged({{deep, "1"}}), R"({"extra":{")" + deep + R"(":"1"}})");
}

TEST(MergeDeep, PutsArraysTogether) {
  boost::json::value into = *protocol::parse_json(R"({"a":[1],"b":{"c":1},"d":1})");
  merge_deep(*protocol::parse_json(R"({"a":[2],"b":{"e":2},"d":[2]})"), into);
  std::string text;
  protocol::write_json(into, text);
  EXPECT_EQ(text, R"({"a":[1,2],"b":{"c":1,"e":2},"d":[2]})");
}

TEST(MergeBreadcrumbs, PutsTheOlderFileFirst) {
  const auto names = [](const boost::json::array& list) {
    std::string all;
    for (const auto& crumb : list) all += crumb.at("m").as_string();
    return all;
  };
  const char* newer = R"([{"m":"c","timestamp":3},{"m":"d"}])";
  const char* older = R"([{"m":"a","timestamp":1},{"m":"b","timestamp":2},{"m":"x"}])";
  EXPECT_EQ(names(merge_breadcrumbs(crumbs(newer), crumbs(older))), "xcd");
  EXPECT_EQ(names(merge_breadcrumbs(crumbs(older), crumbs(newer))), "xcd");
  EXPECT_EQ(names(merge_breadcrumbs({}, crumbs(older))), "abx");
  EXPECT_EQ(names(merge_breadcrumbs(crumbs(newer), {})), "cd");
  EXPECT_TRUE(merge_breadcrumbs({}, {}).empty());
}

}  // namespace
}  // namespace picket::domain::items
