#include "roles/api/issue_conditions.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

Answer<ArchiveConditions> read(std::string_view details) {
  return read_archive_conditions(json::parse(details).as_object(), kNow);
}

domain::Snooze snooze(std::string_view details) {
  const auto conditions = read(details);
  EXPECT_TRUE(conditions) << details;
  EXPECT_TRUE(conditions->snooze) << details;
  return conditions && conditions->snooze ? *conditions->snooze : domain::Snooze{};
}

TEST(ArchiveConditions, AreReadInTheWordsOfTheApi) {
  EXPECT_EQ(snooze(R"({"ignoreCount":5})"), (domain::Snooze{.count = 5}));
  EXPECT_EQ(snooze(R"({"ignoreCount":5,"ignoreWindow":60})"),
            (domain::Snooze{.count = 5, .window = minutes(60)}));
  EXPECT_EQ(snooze(R"({"ignoreUserCount":5})"), (domain::Snooze{.user_count = 5}));
  EXPECT_EQ(snooze(R"({"ignoreUserCount":5,"ignoreUserWindow":10080})"),
            (domain::Snooze{.user_count = 5, .user_window = minutes(10080)}));
  EXPECT_EQ(snooze(R"({"ignoreUntil":"2025-11-24T16:00:01Z"})"),
            (domain::Snooze{.until = kNow + std::chrono::seconds(1)}));
  const auto both = read(R"({"ignoreDuration":30,"ignoreCount":2})");
  ASSERT_TRUE(both && both->snooze);
  EXPECT_EQ(*both->snooze, (domain::Snooze{.until = kNow + minutes(30), .count = 2}));
  EXPECT_EQ(both->duration, minutes(30));
  EXPECT_EQ(snooze(R"({"snoozeDuration":1})").until, kNow + minutes(1));
}

TEST(ArchiveConditions, WhatAsksForNothingIsNone) {
  for (const std::string_view details :
       {"{}", R"({"ignoreCount":null,"ignoreDuration":null,"ignoreUntil":null})",
        R"({"snoozeDuration":null,"ignoreUserCount":0,"ignoreCount":false})",
        R"({"ignoreWindow":60,"ignoreUserWindow":60})", R"({"inRelease":"1","other":[]})"}) {
    const auto conditions = read(details);
    ASSERT_TRUE(conditions) << details;
    EXPECT_FALSE(conditions->snooze) << details;
    EXPECT_FALSE(conditions->duration) << details;
    EXPECT_FALSE(conditions->until_escalating) << details;
  }
  EXPECT_TRUE(read(R"({"untilEscalating":true})")->until_escalating);
}

TEST(ArchiveConditions, WhatIsWrongIsNamed) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"ignoreCount":-1})", "ignoreCount"},
      {R"({"ignoreCount":1000000001})", "ignoreCount"},
      {R"({"ignoreCount":"many"})", "ignoreCount"},
      {R"({"ignoreCount":1.5})", "ignoreCount"},
      {R"({"ignoreDuration":1e300})", "ignoreDuration"},
      {R"({"ignoreDuration":9000000})", "ignoreDuration"},
      {R"({"ignoreCount":1,"ignoreWindow":10081})", "ignoreWindow"},
      {R"({"ignoreUserCount":1,"ignoreUserWindow":10081})", "ignoreUserWindow"},
      {R"({"ignoreUntil":"soon"})", "ignoreUntil"},
      {R"({"ignoreUntil":5})", "ignoreUntil"},
      {R"({"ignoreUntil":"2025-11-24T16:00:00Z"})", "ignoreUntil"},
      {R"({"untilEscalating":"yes"})", "untilEscalating"},
  };
  for (const auto& [details, field] : cases) {
    const auto refused = read(details);
    ASSERT_FALSE(refused) << details;
    EXPECT_EQ(refused.error().status, 400);
    ASSERT_TRUE(refused.error().body) << details;
    EXPECT_TRUE(refused.error().body->contains(field)) << details;
    EXPECT_EQ(refused.error().body->size(), 1U) << details;
  }
}

}  // namespace
}  // namespace picket::api
