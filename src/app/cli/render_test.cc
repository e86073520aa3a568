#include "app/cli/render.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

namespace json = boost::json;

std::string rendered(std::string_view command, const char* result) {
  return render(command, json::parse(result), {"bin/picket", " --data d"});
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Render, SetupCanBePasted) {
  const char* const result =
      R"({"url":"http://h:9000","dsn":"http://abc@h:9000/p/7","org":"o","project":"p",
          "token":"sntryu_1","email":"a@b","password":"pw"})";
  const std::string text = rendered("setup", result);
  EXPECT_TRUE(has(text, "DSN       http://abc@h:9000/p/7\n")) << text;
  EXPECT_TRUE(has(text, "curl 'http://h:9000/p/api/7/store/?sentry_version=7&sentry_key=abc'"))
      << text;
  EXPECT_TRUE(has(text, "sentry_sdk.init(dsn=\"http://abc@h:9000/p/7\")")) << text;
  EXPECT_TRUE(has(text, "bin/picket issues list --data d\n")) << text;
  EXPECT_TRUE(has(text, "Password  pw")) << text;
}

TEST(Render, SetupShowsNoPasswordThatItDidNotMake) {
  EXPECT_FALSE(has(rendered("setup", R"({"dsn":"http://a@h/1","password":null})"), "Password"));
}

TEST(Render, IssuesAreATable) {
  EXPECT_EQ(rendered("issues.list", "[]"), "No issues.\n");
  EXPECT_EQ(rendered("issues.list",
                     R"([{"short_id":"APP-1","level":"error","status":"unresolved","events":12,
                          "last_seen":"2026-01-02T03:04:05Z","title":"Boom"}])"),
            "ISSUE  LEVEL  STATUS      EVENTS  LAST SEEN             TITLE\n"
            "APP-1  error  unresolved      12  2026-01-02T03:04:05Z  Boom\n");
}

TEST(Render, AnIssueNamesItsEvents) {
  const std::string text =
      rendered("issues.show",
               R"({"short_id":"APP-1","title":"Boom","events":5,"stored":{"events":3,"users":2},
          "latest_events":[{"id":"ab","timestamp":"t","environment":"prod"}]})");
  EXPECT_TRUE(has(text, "APP-1  Boom\n")) << text;
  EXPECT_TRUE(has(text, "5 (3 stored, of 2 users)")) << text;
  EXPECT_TRUE(has(text, "\nab     t     prod")) << text;
  EXPECT_TRUE(has(text, "bin/picket events show --data d ID")) << text;
  EXPECT_TRUE(has(rendered("issues.show", R"({"latest_events":[]})"), "have expired"));
}

TEST(Render, OutcomesEndInTheSum) {
  const std::string text =
      rendered("outcomes", R"({"outcomes":[{"project":"p","category":"error","outcome":"accepted",
                                        "reason":"","quantity":3}],"pending":2,"received":5})");
  EXPECT_TRUE(has(text, "p        error     accepted  -              3\n")) << text;
  EXPECT_TRUE(has(text, "pending   2\nreceived  5\n")) << text;
  EXPECT_FALSE(
      has(rendered("outcomes", R"({"outcomes":[],"pending":2,"received":null})"), "received"));
}

TEST(Render, GroupsHaveKafkasColumns) {
  const std::string text =
      rendered("consumer-groups.describe",
               R"([{"group":"g","topic":"t","partition":0,"current_offset":null,"log_end_offset":5,
           "lag":5,"oldest_pending_seconds":1.5}])");
  EXPECT_TRUE(has(text, "GROUP  TOPIC  PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG")) << text;
  EXPECT_TRUE(has(text, "g      t              0               -               5    5")) << text;
}

TEST(Render, DeadLettersShowReasonAndMessage) {
  EXPECT_EQ(rendered("dead-letters.list", "[]"), "No dead letters.\n");
  EXPECT_TRUE(
      has(rendered("dead-letters.list", R"([{"id":3,"reason":"exception"}])"), "exception"));
  const std::string text =
      rendered("dead-letters.show", R"({"id":3,"reason":"exception","event":"{\"a\":1}"})");
  EXPECT_TRUE(has(text, "reason     exception\n")) << text;
  EXPECT_TRUE(has(text, "\n{\"a\":1}\n")) << text;
  EXPECT_EQ(rendered("dead-letters.replay",
                     R"({"replayed":[{"id":1}],"failed":[{"id":2,"detail":"why"}]})"),
            "1 put back into the log\n2: why\n");
}

TEST(Render, UpgradeSaysWhatWasOrWouldBeDone) {
  EXPECT_EQ(rendered("upgrade", R"({"schema_version":5,"pending":[],"applied":0})"),
            "schema version 5, nothing to do\n");
  EXPECT_EQ(rendered("upgrade",
                     R"({"schema_version":4,"pending":[{"number":5,"name":"x"}],"applied":0})"),
            "pending migration 5 x\nschema version 4\n");
  EXPECT_EQ(rendered("upgrade",
                     R"({"schema_version":5,"pending":[{"number":5,"name":"x"}],"applied":1})"),
            "applied migration 5 x\nschema version 5\n");
}

TEST(Render, CleanupSaysWhatWasOrWouldBeDropped) {
  EXPECT_EQ(rendered("cleanup", R"({"before":"d","dry_run":true,"events":4,"bytes":null})"),
            "about 4 events from before d would be dropped\n");
  EXPECT_EQ(rendered("cleanup",
                     R"({"before":"d","dry_run":false,"events":4,"bytes":9,"dead_letters":1})"),
            "dropped 4 events, 9 bytes of payloads and 1 dead letters from before d\n");
}

TEST(Render, BackupsSayWhatTheyHold) {
  const std::string facts =
      R"({"directory":"/b","files":7,"bytes":1572864,"taken":"2026-11-28T12:00:00Z"})";
  EXPECT_EQ(rendered("backup", facts.c_str()),
            "Backed up to /b: 7 files, 1.5 MiB, as of 2026-11-28T12:00:00Z\n");
  EXPECT_EQ(rendered("restore", facts.c_str()),
            "Restored 7 files, 1.5 MiB, as of 2026-11-28T12:00:00Z\n");
  EXPECT_EQ(rendered("restore.check", facts.c_str()),
            "The backup is whole: 7 files, 1.5 MiB, as of 2026-11-28T12:00:00Z\n");
}

TEST(Render, DoctorPutsTheRemedyBelowTheFinding) {
  EXPECT_EQ(rendered("doctor",
                     R"({"checks":[{"name":"clock","health":"ok","finding":"fine","remedy":""},
                                   {"name":"log","health":"warn","finding":"slow",
                                    "remedy":"Wait."}]})"),
            "ok    clock           fine\n"
            "warn  log             slow\n"
            "                      Wait.\n");
}

TEST(Render, SurvivesAResultOfAnotherShape) {
  for (const std::string_view command :
       {"setup", "issues.list", "issues.show", "events.show", "outcomes",
        "consumer-groups.describe", "dead-letters.list", "dead-letters.show", "dead-letters.replay",
        "upgrade", "cleanup", "doctor", "backup", "restore", "restore.check", "unknown"}) {
    for (const char* const result : {"null", "{}", "[1]", "[{}]", R"({"checks":[1]})"})
      EXPECT_FALSE(rendered(command, result).empty() && command != "doctor" &&
                   command != "dead-letters.show")
          << command;
  }
}

}  // namespace
}  // namespace picket::app
