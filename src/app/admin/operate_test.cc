// The commands about log and ledger: outcomes, consumer groups, dead letters, cleanup, doctor.
#include <filesystem>
#include <fstream>

#include "app/admin/doctor.h"
#include "app/admin/installation_fixture.h"
#include "base/testkit/temp_dir.h"
#include "ports/dead_letters.h"

namespace picket::app {
namespace {

namespace json = boost::json;
using protocol::Category;
using protocol::Outcome;

class Operate : public InstallationTest {
 protected:
  std::int64_t dead_letter(const std::string& bytes, ProjectId project) {
    const auto tx = write();
    ports::DeadLetter letter;
    letter.from = partition;
    letter.offset = 7;
    letter.project = project;
    letter.reason = "exception";
    letter.detail = "why";
    letter.message = bytes;
    letter.created = kNow;
    const std::int64_t id = *tx->dead_letters().add(letter);
    EXPECT_TRUE(tx->commit().has_value());
    return id;
  }

  std::string health(std::string_view name) {
    const json::value result = value_of("doctor").at("checks");
    for (const json::value& check : result.as_array()) {
      if (check.at("name").as_string() == name) return std::string(check.at("health").as_string());
    }
    return "none";
  }
};

TEST_F(Operate, OutcomesAddUpToWhatWasReceived) {
  const ProjectId app = setup("app");
  const ProjectId web = setup("web");
  outcome(app, Outcome::accepted, "", 5);
  outcome(app, Outcome::invalid, "cors", 2);
  outcome(app, Outcome::client_discard, "sample_rate", 100);
  outcome(app, Outcome::lost, "offset_gap", 100);
  outcome(app, Outcome::accepted, "", 1000, Category::attachment);
  outcome(web, Outcome::rate_limited, "quota", 3, Category::transaction);
  append("a");
  append("b");
  apply_offset(1);
  const json::value result = value_of("outcomes");
  EXPECT_EQ(result.at("pending"), 1);
  EXPECT_EQ(result.at("received"), 5 + 2 + 3 + 1);
  ASSERT_EQ(result.at("outcomes").as_array().size(), 6U);
  const json::value& first = result.at("outcomes").at(0);
  EXPECT_EQ(first.at("project"), "app");
  EXPECT_EQ(first.at("category"), "error");
  EXPECT_EQ(first.at("outcome"), "accepted");
  EXPECT_EQ(first.at("quantity"), 5);
}

TEST_F(Operate, OutcomesOfAPartHaveNoSum) {
  const ProjectId app = setup("app");
  setup("web");
  outcome(app, Outcome::accepted, "", 5);
  EXPECT_TRUE(value_of("outcomes", {{"project", "web"}}).at("outcomes").as_array().empty());
  EXPECT_TRUE(value_of("outcomes", {{"project", "app"}}).at("received").is_null());
  clock.advance(std::chrono::hours(2));
  EXPECT_TRUE(value_of("outcomes", {{"hours", 1}}).at("outcomes").as_array().empty());
  EXPECT_EQ(value_of("outcomes", {{"hours", 3}}).at("outcomes").as_array().size(), 1U);
}

TEST_F(Operate, GroupsShowOffsetsLagAndAge) {
  setup();
  append("a");
  append("b");
  append("c");
  ASSERT_TRUE(log.commit("ingest-consumer", partition, {1, ""}).has_value());
  apply_offset(1);
  clock.advance(std::chrono::milliseconds(1500));
  const json::value described = value_of("consumer-groups.describe");
  ASSERT_EQ(described.as_array().size(), 3U);  // Two partitions of events, one of outcomes.
  const json::value& first = described.at(0);
  EXPECT_EQ(first.at("group"), "ingest-consumer");
  EXPECT_EQ(first.at("topic"), "ingest-events");
  EXPECT_EQ(first.at("partition"), 0);
  EXPECT_EQ(first.at("current_offset"), 1);
  EXPECT_EQ(first.at("log_end_offset"), 3);
  EXPECT_EQ(first.at("lag"), 2);
  EXPECT_EQ(first.at("oldest_pending_seconds"), 1.5);
  EXPECT_TRUE(described.at(1).at("current_offset").is_null());
  EXPECT_EQ(described.at(1).at("lag"), 0);
}

TEST_F(Operate, GroupsCanBeAskedForByName) {
  setup();
  const json::value one = value_of("consumer-groups.describe", {{"group", "outcomes-consumer"}});
  ASSERT_EQ(one.as_array().size(), 1U);
  EXPECT_EQ(one.at(0).at("group"), "outcomes-consumer");
  EXPECT_EQ(one.at(0).at("topic"), "outcomes");
  EXPECT_EQ(error_of("consumer-groups.describe", {{"group", "none"}}).kind, ErrorKind::not_found);
}

TEST_F(Operate, DeadLettersCanBeListedAndRead) {
  const ProjectId app = setup();
  const std::int64_t readable = dead_letter(message(app, R"({"a":1})"), app);
  const std::int64_t garbage = dead_letter("garbage", {});
  const json::value listed = value_of("dead-letters.list");
  ASSERT_EQ(listed.as_array().size(), 2U);
  EXPECT_EQ(listed.at(0).at("id"), garbage);
  EXPECT_TRUE(listed.at(0).at("project").is_null());
  EXPECT_EQ(listed.at(1).at("project"), "app");
  EXPECT_EQ(listed.at(1).at("reason"), "exception");
  EXPECT_TRUE(listed.at(1).at("replayed").is_null());
  EXPECT_EQ(value_of("dead-letters.list", {{"limit", 1}}).as_array().size(), 1U);

  EXPECT_EQ(value_of("dead-letters.show", {{"id", readable}}).at("event"), R"({"a":1})");
  const json::value unreadable = value_of("dead-letters.show", {{"id", garbage}});
  EXPECT_TRUE(unreadable.at("event").is_null());
  EXPECT_EQ(unreadable.at("size"), 7);
  EXPECT_EQ(error_of("dead-letters.show", {{"id", 99}}).kind, ErrorKind::not_found);
}

TEST_F(Operate, ReplayPutsTheMessageBackMarkedAsReplayed) {
  const ProjectId app = setup();
  const std::int64_t id = dead_letter(message(app, R"({"a":1})"), app);
  const json::value result = value_of("dead-letters.replay", {{"id", id}});
  EXPECT_EQ(result.at("replayed").at(0).at("id"), id);
  EXPECT_EQ(result.at("replayed").at(0).at("offset"), 0);

  std::vector<std::string> records;
  for (const std::uint32_t number : {0U, 1U}) {
    const auto read = log.read({partition.topic, number}, 0, 10, 1 << 20, Deadline::now());
    for (const ports::LogRecord& record : *read) records.push_back(record.value);
  }
  ASSERT_EQ(records.size(), 1U);
  const auto replayed = protocol::decode_ingest_message(records.front());
  ASSERT_TRUE(replayed.has_value());
  EXPECT_TRUE(replayed->replayed);
  EXPECT_EQ(replayed->project, app);
  EXPECT_EQ(*codec::zstd_decompress(replayed->payload, 100), R"({"a":1})");

  EXPECT_EQ(error_of("dead-letters.replay", {{"id", id}}).kind, ErrorKind::conflict);
  EXPECT_EQ(value_of("dead-letters.list").at(0).at("replayed"), "2026-11-25T12:00:00Z");
}

TEST_F(Operate, ReplayOfAllLeavesOutWhatCannotBeReplayed) {
  const ProjectId app = setup();
  const std::int64_t first = dead_letter(message(app, "{}"), app);
  const std::int64_t garbage = dead_letter("garbage", {});
  value_of("dead-letters.replay", {{"id", first}});
  const std::int64_t third = dead_letter(message(app, "{}"), app);
  const json::value result = value_of("dead-letters.replay", {{"all", true}});
  ASSERT_EQ(result.at("replayed").as_array().size(), 1U);
  EXPECT_EQ(result.at("replayed").at(0).at("id"), third);
  ASSERT_EQ(result.at("failed").as_array().size(), 1U);
  EXPECT_EQ(result.at("failed").at(0).at("id"), garbage);
  EXPECT_EQ(error_of("dead-letters.replay", {{"id", garbage}}).kind, ErrorKind::invalid_argument);
  EXPECT_EQ(error_of("dead-letters.replay").kind, ErrorKind::invalid_argument);
}

TEST_F(Operate, AReplayThatTheLogRefusesStaysOpen) {
  const ProjectId app = setup();
  const std::int64_t id = dead_letter(message(app, "{}"), app);
  ASSERT_TRUE(log.close(Deadline::now()).has_value());
  EXPECT_EQ(error_of("dead-letters.replay", {{"id", id}}).kind, ErrorKind::unavailable);
  EXPECT_TRUE(value_of("dead-letters.list").at(0).at("replayed").is_null());
}

TEST_F(Operate, CleanupDropsWhatWasReceivedBeforeTheDay) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom", 2);
  const EventId old = event(app, id, "{}", kNow - std::chrono::days(31));
  const EventId kept = event(app, id, "{}", kNow - std::chrono::days(30));
  dead_letter("x", {});
  const json::value planned = value_of("cleanup", {{"dry_run", true}});
  EXPECT_EQ(planned.at("events"), 1);
  EXPECT_EQ(planned.at("before"), "2026-10-26T00:00:00Z");
  value_of("events.show", {{"id", old.to_hex()}});

  const json::value done = value_of("cleanup");
  EXPECT_EQ(done.at("events"), 1);
  EXPECT_EQ(done.at("dead_letters"), 0);
  EXPECT_EQ(error_of("events.show", {{"id", old.to_hex()}}).kind, ErrorKind::not_found);
  EXPECT_FALSE(value_of("events.show", {{"id", kept.to_hex()}}).at("event").is_null());

  clock.advance(std::chrono::days(1));
  const json::value rest = value_of("cleanup", {{"days", 0}});
  EXPECT_EQ(rest.at("events"), 1);
  EXPECT_EQ(rest.at("dead_letters"), 1);
  EXPECT_EQ(value_of("cleanup", {{"days", 0}}).at("events"), 0);
}

TEST_F(Operate, DoctorIsContentWithAnInstallationThatAddsUp) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom", 2);
  event(app, id, "{}");
  event(app, id, "{}");
  outcome(app, Outcome::accepted, "", 2);
  EXPECT_EQ(health("schema"), "ok");
  EXPECT_EQ(health("log"), "ok");
  EXPECT_EQ(health("dead letters"), "ok");
  EXPECT_EQ(health("ledger"), "ok");
  EXPECT_EQ(health("clock"), "ok");
  EXPECT_EQ(value_of("doctor").at("health"), "warn");  // It is all in memory.
}

TEST_F(Operate, DoctorFindsALedgerThatDoesNotAddUp) {
  const ProjectId app = setup();
  const IssueId id = issue(app, "boom", 1);
  event(app, id, "{}");
  EXPECT_EQ(health("ledger"), "fail");
  outcome(app, Outcome::accepted, "", 1);
  EXPECT_EQ(health("ledger"), "ok");
  EXPECT_TRUE(event_store.expire(kNow + std::chrono::days(1)).has_value());
  EXPECT_EQ(health("ledger"), "ok");
  outcome(app, Outcome::accepted, "", 1);
  EXPECT_EQ(health("ledger"), "fail");
  EXPECT_EQ(value_of("doctor").at("health"), "fail");
}

TEST_F(Operate, DoctorDoesNotJudgeTheLedgerBetweenTheTwoStores) {
  const ProjectId app = setup();
  apply_offset(5);
  EXPECT_EQ(health("ledger"), "ok") << "no rows are missing";
  issue(app, "boom", 1);
  outcome(app, Outcome::accepted, "", 1);
  EXPECT_EQ(health("ledger"), "warn") << "nobody is about to store the row";
  context.serving = true;
  const json::value result = value_of("doctor").at("checks");
  for (const json::value& check : result.as_array()) {
    if (check.at("name") != "ledger") continue;
    EXPECT_EQ(check.at("health"), "ok");
    EXPECT_TRUE(check.at("finding").as_string().starts_with("not compared"));
  }
}

TEST_F(Operate, DoctorFindsLagDeadLettersAndAWrongClock) {
  const ProjectId app = setup();
  append("a");
  EXPECT_EQ(health("log"), "warn");
  context.serving = true;
  EXPECT_EQ(health("log"), "ok");
  clock.advance(std::chrono::minutes(11));
  EXPECT_EQ(health("log"), "fail");
  dead_letter("x", {});
  EXPECT_EQ(health("dead letters"), "warn");
  event(app, issue(app, "x"), "{}", kNow + std::chrono::hours(1));
  EXPECT_EQ(health("clock"), "fail");
}

TEST_F(Operate, DoctorWorksOnAnUnmigratedDatabase) {
  EXPECT_EQ(health("schema"), "fail");
  EXPECT_EQ(health("ledger"), "fail");
  EXPECT_EQ(health("file limit"), "ok");
}

TEST_F(Operate, DoctorForecastsFromTheDaysThatAreStored) {
  context.data_path = testing::TempDir();
  const ProjectId app = setup();
  const IssueId id = issue(app, "x");
  const auto finding = [&] {
    const json::value result = value_of("doctor").at("checks");
    for (const json::value& check : result.as_array()) {
      if (check.at("name") == "disk space") return std::string(check.at("finding").as_string());
    }
    return std::string();
  };
  event(app, id, "{}");
  EXPECT_NE(finding().find("too few events"), std::string::npos) << finding();
  event(app, id, "{}", kNow - std::chrono::days(2));
  EXPECT_NE(finding().find(" a day"), std::string::npos) << finding();
  EXPECT_EQ(health("data directory"), "ok");
  context.data_path = "/proc";
  EXPECT_EQ(health("data directory"), "fail");
}

TEST_F(Operate, TheDiskIsSharedOutByStore) {
  const testkit::TempDir dir;
  std::filesystem::create_directories(dir.path() + "/log/events-0");
  const auto fill = [&](const std::string& name, std::size_t bytes) {
    std::ofstream(dir.path() + "/" + name) << std::string(bytes, 'x');
  };
  fill("log/events-0/1.segment", 100'000);
  fill("meta.db", 50'000);
  fill("meta.db-wal", 60'000);
  fill("picket.lock", 1);
  context.data_path = dir.path();
  const auto disk = examine_disk(context);
  ASSERT_TRUE(disk);
  std::vector<std::string> names;
  std::uint64_t sum = 0;
  for (const EntrySize& entry : disk->entries) {
    names.push_back(entry.name);
    sum += entry.bytes;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"log", "meta.db", "other"}));
  EXPECT_EQ(sum, disk->used_bytes);
  EXPECT_GE(disk->entries[0].bytes, 100'000U);
  EXPECT_GE(disk->entries[1].bytes, 110'000U);
  EXPECT_LT(disk->entries[2].bytes, 50'000U);
}

}  // namespace
}  // namespace picket::app
