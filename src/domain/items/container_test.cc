#include "domain/items/container.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

const std::string kIds =
    R"("trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe","span_id":"b01b9f6349558cd1")";
const std::string kSpan =
    "{" + kIds + R"(,"name":"GET /","start_timestamp":1795867140.5,"end_timestamp":1795867141})";

TEST(CheckContainer, CountsWhatTheHeaderSays) {
  EXPECT_EQ(check_container(R"({"items":[{},{}]})", 2).value_or(0), 2U);
  for (const char* json : {R"({"items":[{}]})", R"({"items":{}})", "{}", "[{},{}]", "{", "7"}) {
    EXPECT_FALSE(check_container(json, 2).has_value()) << json;
  }
}

TEST(ContainerContentType, IsKnownForContainersAlone) {
  EXPECT_EQ(container_content_type(protocol::ItemType::log),
            "application/vnd.sentry.items.log+json");
  EXPECT_EQ(container_content_type(protocol::ItemType::event), "");
}

TEST(NamesContainer, ComparesTheContentTypeOfTheHeader) {
  using protocol::ItemType;
  const std::string log =
      R"({"type":"log","content_type":"application/vnd.sentry.items.log+json"})";
  EXPECT_TRUE(names_container(log, ItemType::log));
  EXPECT_FALSE(names_container(log, ItemType::span));
  EXPECT_FALSE(names_container(R"({"content_type":""})", ItemType::event));
  for (const char* header : {R"({"type":"log"})", R"({"content_type":"application/json"})",
                             R"({"content_type":7})", "[]", "{", ""}) {
    EXPECT_FALSE(names_container(header, ItemType::log)) << header;
  }
}

TEST(ReadSpans, KeepsSpansAsTheyCame) {
  const auto spans = read_spans(R"({"items":[)" + kSpan + "]}", 1);
  ASSERT_TRUE(spans.has_value());
  EXPECT_EQ(spans->kept, 1U);
  EXPECT_EQ(spans->invalid, 0U);
  EXPECT_NE(spans->json.find(R"({"items":[{"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe")"),
            std::string::npos);
}

TEST(ReadSpans, TakesOneOfTheFirstVersion) {
  const auto span =
      read_spans("{" + kIds + R"(,"start_timestamp":1795867140.5,"timestamp":1795867141})", 0);
  ASSERT_TRUE(span.has_value());
  EXPECT_EQ(span->kept, 1U);
  EXPECT_TRUE(span->json.starts_with(R"({"items":[{)"));
}

TEST(ReadSpans, CountsInvalidOnes) {
  const auto spans =
      read_spans(R"({"items":[)" + kSpan + R"(,{},7,{"start_timestamp":2,"end_timestamp":1,)" +
                     kIds + "}," + R"({"start_timestamp":-2,"end_timestamp":1,)" + kIds +
                     R"(},{"start_timestamp":1,"end_timestamp":2,"trace_id":"x","span_id":"y"}]})",
                 6);
  ASSERT_TRUE(spans.has_value());
  EXPECT_EQ(spans->kept, 1U);
  EXPECT_EQ(spans->invalid, 5U);
}

TEST(ReadSpans, LeavesOutWhatNobodyWants) {
  const std::string two = R"({"items":[)" + kSpan + ",7," + kSpan + "]}";
  std::size_t asked = 0;
  const auto one = read_spans(two, 3, [&](const boost::json::object&) { return ++asked == 2; });
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(asked, 2U);
  EXPECT_EQ(one->kept, 1U);
  EXPECT_EQ(one->invalid, 1U);
  const auto none = read_spans(two, 3, [](const boost::json::object&) { return false; });
  ASSERT_TRUE(none.has_value()) << "they were valid";
  EXPECT_EQ(none->kept, 0U);
  EXPECT_EQ(none->json, R"({"items":[]})");
}

TEST(ReadSpans, TellsBrokenContainersFromInvalidSpans) {
  EXPECT_EQ(read_spans(R"({"items":[{}]})", 1).error(), Fault::value);
  EXPECT_EQ(read_spans("{}", 0).error(), Fault::value);
  EXPECT_EQ(read_spans(R"({"items":[{}]})", 2).error(), Fault::json);
  EXPECT_EQ(read_spans("[]", 0).error(), Fault::json);
  EXPECT_EQ(read_spans("{", 0).error(), Fault::json);
}

}  // namespace
}  // namespace picket::domain::items
