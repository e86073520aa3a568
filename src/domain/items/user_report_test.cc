#include "domain/items/user_report.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

constexpr EventId kEnvelope{1, 2};

TEST(ReadUserReport, WritesEveryMember) {
  const auto report = read_user_report(
      R"({"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC","name":"Jane","email":"j@x.org",)"
      R"("comments":"It broke.","more":1})",
      kEnvelope);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->event.to_hex(), "9ec79c33ec9942ab8353589fcb2e04dc");
  EXPECT_EQ(report->json,
            R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","name":"Jane","email":"j@x.org",)"
            R"("comments":"It broke."})");
}

TEST(ReadUserReport, ReadsNullAsNothingAndTakesTheEnvelopesEvent) {
  const auto report = read_user_report(R"({"event_id":null,"name":null})", kEnvelope);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->event, kEnvelope);
  EXPECT_EQ(report->json, R"({"event_id":"00000000000000010000000000000002","name":"",)"
                          R"("email":"","comments":""})");
}

TEST(ReadUserReport, CutsLongTexts) {
  const auto report = read_user_report(R"({"name":")" + std::string(200, 'n') + R"(","email":")" +
                                           std::string(200, 'e') + R"(","comments":")" +
                                           std::string(5000, 'c') + "\"}",
                                       kEnvelope);
  ASSERT_TRUE(report.has_value());
  EXPECT_NE(report->json.find('"' + std::string(kMaxReportNameChars, 'n') + '"'),
            std::string::npos);
  EXPECT_NE(report->json.find('"' + std::string(kMaxReportEmailChars, 'e') + '"'),
            std::string::npos);
  EXPECT_NE(report->json.find('"' + std::string(kMaxReportCommentsChars, 'c') + '"'),
            std::string::npos);
}

TEST(ReadUserReport, RefusesWhatIsNone) {
  for (const char* json : {"", "[]", "{", R"({"event_id":"x"})", R"({"event_id":7})",
                           R"({"name":1})", R"({"email":[]})", R"({"comments":{}})"}) {
    EXPECT_FALSE(read_user_report(json, kEnvelope).has_value()) << json;
  }
}

}  // namespace
}  // namespace picket::domain::items
