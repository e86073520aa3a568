#include "net/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::net {
namespace {

TEST(Headers, CompareNamesWithoutCaseAndKeepOrder) {
  Headers headers;
  headers.add("Vary", "Origin");
  headers.add("vary", "Accept");
  EXPECT_EQ(headers.get("VARY"), "Origin");
  EXPECT_TRUE(headers.has("vArY"));
  EXPECT_FALSE(headers.has("var"));
  EXPECT_EQ(headers.get("absent"), "");
  headers.set("VARY", "*");
  EXPECT_EQ(headers.end() - headers.begin(), 1);
  EXPECT_EQ(headers.get("vary"), "*");
}

TEST(PercentDecode, UndoesEscapesAndLeavesBrokenOnes) {
  EXPECT_EQ(percent_decode("a%20b%2Fc%41", false), "a b/cA");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  EXPECT_EQ(percent_decode("a+b", false), "a+b");
  EXPECT_EQ(percent_decode("%", false), "%");
  EXPECT_EQ(percent_decode("%4", false), "%4");
  EXPECT_EQ(percent_decode("%zz%4g%41", false), "%zz%4gA");
  EXPECT_EQ(percent_decode("%00", false), std::string(1, '\0'));
}

TEST(QueryValue, FindsTheFirstAndAll) {
  const std::string_view query = "project=1&project=2&empty&q=is%3Aopen+x&&%70roject=3";
  EXPECT_EQ(query_value(query, "project"), "1");
  EXPECT_THAT(query_values(query, "project"), testing::ElementsAre("1", "2", "3"));
  EXPECT_EQ(query_value(query, "q"), "is:open x");
  EXPECT_EQ(query_value(query, "empty"), "");
  EXPECT_EQ(query_value(query, "proj"), std::nullopt);
  EXPECT_EQ(query_value("", ""), std::nullopt);
  EXPECT_TRUE(query_values(query, "absent").empty());
}

TEST(ErrorResponse, IsJsonWhateverTheText) {
  const Response response = error_response(404, "no \"x\\\n");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.body, R"({"detail":"no \"x\\\u000a"})");
}

TEST(Request, FindsItsParameters) {
  Request request;
  request.params = {{"org", "acme"}, {"id", "7"}};
  EXPECT_EQ(request.param("id"), "7");
  EXPECT_EQ(request.param("project"), "");
}

}  // namespace
}  // namespace picket::net
