#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

TEST(NormalizeLogentry, EndsInFormatted) {
  expect_all({
      {R"({"message":"hi"})", "/logentry", R"({"formatted":"hi"})"},
      {R"({"logentry":"hi"})", "/logentry", R"({"formatted":"hi"})"},
      {R"({"sentry.interfaces.Message":{"message":"hi"}})", "/logentry", R"({"formatted":"hi"})"},
      {R"({"logentry":{"message":"hi"}})", "/logentry", R"({"formatted":"hi"})"},
      {R"({"logentry":{"message":"hi","formatted":"hi"}})", "/logentry", R"({"formatted":"hi"})"},
      {R"({"logentry":{"message":42}})", "/logentry", R"({"formatted":"42"})"},
      {R"({"logentry":{"message":"a","formatted":"b"}})", "/logentry/message", R"("a")"},
      {R"({"logentry":{"message":"a","formatted":"b"}})", "/logentry/formatted", R"("b")"},
      {R"({"logentry":{"message":"%s","params":["x"]}})", "/logentry/formatted", R"("x")"},
      {R"({"logentry":{"message":"%s","params":["x"]}})", "/logentry/message", R"("%s")"},
      {R"({"logentry":{"message":"%s %s","params":["x"]}})", "/logentry/formatted", R"("%s %s")"},
      {R"({"logentry":{"message":"%s %s","params":["x"]}})", "/logentry/message", "absent"},
      {R"({"message":[1,2]})", "/logentry/formatted", R"("[1,2]")"},
      {R"({"message":false})", "/logentry", "absent"},
      {R"({"message":"top","logentry":{"message":"inner"}})", "/logentry/formatted", R"("inner")"},
  });
}

TEST(NormalizeLogentry, RejectsOneThatSaysNothing) {
  expect_all({
      {R"({"logentry":{"params":["x"]}})", "/logentry", "null"},
      {R"({"logentry":{"params":["x"]}})", "/_meta/logentry//err",
       R"([["invalid_data",{"reason":"no message present"}]])"},
      {R"({"logentry":{"formatted":42,"params":["bogus"]}})", "/_meta/logentry//val",
       R"({"formatted":null,"message":null,"params":["bogus"]})"},
      {R"({"logentry":{}})", "/logentry", "absent"},
      {R"({"logentry":null})", "/logentry", "absent"},
  });
}

TEST(NormalizeLogentry, IsCutAtItsLimit) {
  const std::string fits(8392, 'x');
  const std::string longer = fits + "x";
  EXPECT_EQ(shown(normalized(R"({"message":")" + fits + "\"}"), "/logentry/formatted"),
            '"' + fits + '"');
  const auto cut = normalized(R"({"message":")" + longer + "\"}");
  EXPECT_EQ(shown(cut, "/logentry/formatted"), '"' + std::string(8189, 'x') + "...\"");
  EXPECT_EQ(shown(cut, "/_meta/logentry/formatted/"),
            R"({"rem":[["!limit","s",8189,8192]],"len":8393})");
}

}  // namespace
}  // namespace picket::domain::normalize
