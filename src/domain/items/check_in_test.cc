#include "domain/items/check_in.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

std::string read(const std::string& json) {
  const auto check_in = read_check_in(json);
  if (!check_in) return check_in.error() == Fault::json ? "json" : "value";
  return *check_in;
}

TEST(ReadCheckIn, WritesTheIdWithoutHyphens) {
  EXPECT_EQ(read(R"({"check_in_id":"A460C25F-F255-4608-9AD2-C0A1A1D6D4E3","status":"ok",)"
                 R"("monitor_slug":"nightly","environment":"prod","duration":21,"x":1})"),
            R"({"check_in_id":"a460c25ff25546089ad2c0a1a1d6d4e3","monitor_slug":"nightly",)"
            R"("status":"ok","environment":"prod","duration":21})");
}

TEST(ReadCheckIn, HasNoIdWhereTheSdkGaveNone) {
  EXPECT_EQ(read(R"({"monitor_slug":"m","status":"in_progress"})"),
            R"({"check_in_id":"00000000000000000000000000000000","monitor_slug":"m",)"
            R"("status":"in_progress"})");
}

TEST(ReadCheckIn, TakesEveryStatus) {
  for (const char* status : {"ok", "error", "in_progress"}) {
    EXPECT_NE(read(R"({"monitor_slug":"m","status":")" + std::string(status) + "\"}")
                  .find(R"("status":")" + std::string(status)),
              std::string::npos);
  }
  for (const char* status : {"missed", "timeout", "OK", "new"}) {
    EXPECT_NE(read(R"({"monitor_slug":"m","status":")" + std::string(status) + "\"}")
                  .find(R"("status":"unknown")"),
              std::string::npos)
        << status;
  }
}

TEST(ReadCheckIn, CutsTheSlugBetweenCharacters) {
  std::string slug;
  for (int i = 0; i < 60; ++i) slug += "é";
  const std::string kept = read(R"({"status":"ok","monitor_slug":")" + slug + "\"}");
  EXPECT_NE(kept.find('"' + slug.substr(0, 100) + '"'), std::string::npos) << kept;
}

TEST(ReadCheckIn, KeepsTheConfigurationThatIsKnown) {
  const std::string head = R"({"monitor_slug":"m","status":"ok","monitor_config":)";
  EXPECT_NE(read(head + R"({"schedule":{"type":"crontab","value":"0 * * * *"},)"
                        R"("checkin_margin":5,"max_runtime":10,"timezone":"Europe/Oslo",)"
                        R"("failure_issue_threshold":2,"recovery_threshold":3,"owner":"team:1",)"
                        R"("unknown":1}})")
                .find(R"("monitor_config":{"schedule":{"type":"crontab","value":"0 * * * *"},)"
                      R"("checkin_margin":5,"max_runtime":10,"failure_issue_threshold":2,)"
                      R"("recovery_threshold":3,"timezone":"Europe/Oslo","owner":"team:1"}})"),
            std::string::npos);
  EXPECT_NE(read(head + R"({"schedule":{"type":"interval","value":2,"unit":"week"}}})"), "json");
  for (const char* config :
       {"7", "{}", R"({"schedule":{}})", R"({"schedule":{"type":"crontab","value":7}})",
        R"({"schedule":{"type":"interval","value":"2","unit":"day"}})",
        R"({"schedule":{"type":"interval","value":-2,"unit":"day"}})",
        R"({"schedule":{"type":"interval","value":2,"unit":"fortnight"}})",
        R"({"schedule":{"type":"sometimes","value":2}})",
        R"({"schedule":{"type":"crontab","value":"* * * * *"},"max_runtime":"10"})",
        R"({"schedule":{"type":"crontab","value":"* * * * *"},"timezone":1})"}) {
    EXPECT_EQ(read(head + config + '}'), "json") << config;
  }
}

TEST(ReadCheckIn, KeepsTheTrace) {
  EXPECT_NE(read(R"({"monitor_slug":"m","status":"ok","contexts":{"trace":{"trace_id":)"
                 R"("8F431B7A-A08441BB-BD5A0100-FD91F9FE"}}})"),
            "value");
  EXPECT_NE(read(R"({"monitor_slug":"m","status":"ok","contexts":{"trace":{"trace_id":)"
                 R"("8F431B7AA08441BBBD5A0100FD91F9FE"}}})")
                .find(R"("contexts":{"trace":{"trace_id":"8f431b7aa08441bbbd5a0100fd91f9fe"}})"),
            std::string::npos);
  EXPECT_EQ(read(R"({"monitor_slug":"m","status":"ok","contexts":{"trace":{"trace_id":"x"}}})"),
            "json");
}

TEST(ReadCheckIn, RefusesWhatIsNone) {
  for (const char* json :
       {"", "{", "[]", "{}", R"({"monitor_slug":"m"})", R"({"monitor_slug":7,"status":"ok"})",
        R"({"monitor_slug":"m","status":1})",
        R"({"monitor_slug":"m","status":"ok","check_in_id":"x"})",
        R"({"monitor_slug":"m","status":"ok","check_in_id":1})",
        R"({"monitor_slug":"m","status":"ok","environment":1})",
        R"({"monitor_slug":"m","status":"ok","duration":"1"})"}) {
    EXPECT_EQ(read(json), "json") << json;
  }
  EXPECT_EQ(read(R"({"monitor_slug":"","status":"ok"})"), "value");
  EXPECT_EQ(read(R"({"status":"ok"})"), "value");
  const std::string name(64, 'e');
  const std::string head = R"({"monitor_slug":"m","status":"ok","environment":")" + name;
  EXPECT_NE(read(head + "\"}"), "value");
  EXPECT_EQ(read(head + "e\"}"), "value");
}

}  // namespace
}  // namespace picket::domain::items
