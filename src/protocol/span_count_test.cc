#include "protocol/span_count.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

TEST(CountSpans, CountsElementsOfTheArray) {
  EXPECT_EQ(count_spans(R"({"spans":[]})"), 0U);
  EXPECT_EQ(count_spans(R"({"spans":[ ]})"), 0U);
  EXPECT_EQ(count_spans(R"({"spans":[{}]})"), 1U);
  EXPECT_EQ(count_spans(R"( { "spans" : [ {"data":[1,2,{"a":[3,4]}]} , null,"a,]\"," ] } )"), 3U);
  EXPECT_EQ(count_spans(R"({"spans":[1,[2,3],4],"contexts":{"trace":{}}})"), 3U);
}

TEST(CountSpans, LooksAtNoOtherPlace) {
  EXPECT_EQ(count_spans(R"({"contexts":{"spans":[1,2]},"extra":[{"spans":[1]}]})"), 0U);
  EXPECT_EQ(count_spans(R"({"name":"spans","x":[1,2]})"), 0U) << "a value of that name";
  EXPECT_EQ(count_spans(R"({"spans":{"spans":[1,2]}})"), 0U);
  EXPECT_EQ(count_spans(R"({"spans":"[1,2]"})"), 0U);
  EXPECT_EQ(count_spans(R"({"a\\":1,"span":[1],"spans\"":[1]})"), 0U);
  EXPECT_EQ(count_spans(R"([{"spans":[1]}])"), 0U);
}

TEST(CountSpans, LetsTheLastMemberCount) {
  EXPECT_EQ(count_spans(R"({"spans":[1,2],"spans":[1]})"), 1U);
  EXPECT_EQ(count_spans(R"({"spans":[1,2],"spans":null})"), 0U);
}

TEST(CountSpans, TakesAnythingForJson) {
  const std::string whole = R"({"a":"\"","spans":[{"b":[1]},"c\\"]})";
  ASSERT_EQ(count_spans(whole), 2U);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(count_spans(whole.substr(0, size)), 0U) << size;
  }
  for (const char* text : {"", "null", "}", "{]", "{\"spans\"", "{\"spans\":", "{\"", "{\"\\"}) {
    EXPECT_EQ(count_spans(text), 0U) << text;
  }
}

}  // namespace
}  // namespace picket::protocol
