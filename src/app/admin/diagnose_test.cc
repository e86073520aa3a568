#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "app/admin/doctor.h"
#include "base/units.h"

namespace picket::app {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 25);

DoctorFacts healthy() {
  DiskFacts disk;
  disk.path = "/data";
  disk.free_bytes = 10_GiB;
  disk.used_bytes = 1_GiB;
  disk.bytes_per_day = 100 << 20;
  disk.days_kept = 10;
  disk.retention_days = 30;
  return {disk,
          SchemaFacts{5, {}},
          KeyFacts{false, "/data/secret.key", false, 2, 0},
          LagFacts{true, 0, Duration{0}},
          std::int64_t{0},
          LedgerFacts{true, 7, 3, 10, 10},
          ClockFacts{kNow, kNow - minutes(1)},
          LimitFacts{1U << 20U},
          IntakeFacts{100, 90, 8, 0, 0}};
}

Check find(const DoctorFacts& facts, std::string_view name) {
  for (const Check& check : diagnose(facts)) {
    if (check.name == name) return check;
  }
  ADD_FAILURE() << "no check " << name;
  return {};
}

TEST(Diagnose, FindsNothingOnAHealthyInstallation) {
  const auto checks = diagnose(healthy());
  EXPECT_EQ(checks.size(), 10U);
  for (const Check& check : checks) {
    EXPECT_EQ(check.health, Health::ok) << check.name << ": " << check.finding;
    EXPECT_FALSE(check.finding.empty()) << check.name;
    EXPECT_TRUE(check.remedy.empty()) << check.name;
  }
}

TEST(Diagnose, HasARemedyForEverythingThatIsNotOk) {
  DoctorFacts facts{
      unexpected<std::string>("e1"), unexpected<std::string>("e2"), unexpected<std::string>("e3"),
      unexpected<std::string>("e4"), unexpected<std::string>("e5"), unexpected<std::string>("e6"),
      unexpected<std::string>("e7"), unexpected<std::string>("e8"), unexpected<std::string>("e9")};
  for (const Check& check : diagnose(facts)) {
    EXPECT_EQ(check.health, Health::fail) << check.name;
    EXPECT_EQ(check.finding.substr(0, 1), "e");
    EXPECT_TRUE(check.remedy.ends_with('.')) << check.name;
  }
}

TEST(Diagnose, FailsWhenTheDataDirectoryCannotBeWritten) {
  DoctorFacts facts = healthy();
  facts.disk->not_writable = "Read-only file system";
  const Check check = find(facts, "data directory");
  EXPECT_EQ(check.health, Health::fail);
  EXPECT_EQ(check.finding, "/data: Read-only file system");
}

TEST(Forecast, IsOfThePaceUntilRetentionSetsIn) {
  DiskFacts disk = *healthy().disk;
  disk.free_bytes = 4'150_MiB;
  const auto fits = forecast(disk);
  ASSERT_TRUE(fits);
  EXPECT_EQ(fits->days_left, 41);
  EXPECT_EQ(fits->days_to_grow, 20);
  EXPECT_TRUE(fits->fits());
  disk.retention_days = 90;
  EXPECT_FALSE(forecast(disk)->fits());
  disk.bytes_per_day = 0;
  EXPECT_FALSE(forecast(disk));
}

TEST(Diagnose, WarnsWhenEverythingIsInMemory) {
  DoctorFacts facts = healthy();
  facts.disk->in_memory = true;
  facts.disk->free_bytes = 0;
  EXPECT_EQ(find(facts, "data directory").health, Health::warn);
  EXPECT_EQ(find(facts, "disk space").health, Health::ok);
}

TEST(Diagnose, ForecastsWhenTheDiskIsFull) {
  DoctorFacts facts = healthy();  // It grows for 20 more days of 100 MiB.
  facts.disk->free_bytes = 20 * 100_MiB;
  EXPECT_EQ(find(facts, "disk space").health, Health::ok);
  facts.disk->free_bytes -= 1;
  EXPECT_EQ(find(facts, "disk space").health, Health::warn);
  EXPECT_NE(find(facts, "disk space").finding.find("full in 19 days"), std::string::npos);
  facts.disk->bytes_per_day = 1 << 30;
  facts.disk->free_bytes = 2_GiB;
  EXPECT_EQ(find(facts, "disk space").health, Health::warn);
  facts.disk->free_bytes -= 1;
  EXPECT_EQ(find(facts, "disk space").health, Health::fail);
}

TEST(Diagnose, NeedsNoMoreSpaceOnceRetentionFreesAsMuchAsComesIn) {
  DoctorFacts facts = healthy();
  facts.disk->days_kept = 30;
  facts.disk->bytes_per_day = 1 << 30;
  facts.disk->free_bytes = 256_MiB;
  EXPECT_EQ(find(facts, "disk space").health, Health::ok);
  facts.disk->free_bytes -= 1;  // But some room is always needed.
  EXPECT_EQ(find(facts, "disk space").health, Health::fail);
}

TEST(Diagnose, GivesNoForecastWithoutHistory) {
  DoctorFacts facts = healthy();
  facts.disk->bytes_per_day = 0;
  EXPECT_NE(find(facts, "disk space").finding.find("too few events"), std::string::npos);
  EXPECT_EQ(find(facts, "disk space").health, Health::ok);
}

TEST(Diagnose, FailsWhileMigrationsArePending) {
  DoctorFacts facts = healthy();
  facts.schema->pending = {{6, "next"}};
  EXPECT_EQ(find(facts, "schema").health, Health::fail);
}

TEST(Diagnose, JudgesTheLogByItsOldestMessage) {
  DoctorFacts facts = healthy();
  facts.lag = LagFacts{true, 5, seconds(59)};
  EXPECT_EQ(find(facts, "log").health, Health::ok);
  facts.lag->oldest = seconds(60);
  EXPECT_EQ(find(facts, "log").health, Health::warn);
  facts.lag->oldest = minutes(10);
  EXPECT_EQ(find(facts, "log").health, Health::fail);
  facts.lag->serving = false;
  EXPECT_EQ(find(facts, "log").health, Health::warn);
  EXPECT_EQ(find(facts, "log").finding, "5 messages wait, the oldest for 10 min");
}

TEST(Diagnose, WarnsOfDeadLetters) {
  DoctorFacts facts = healthy();
  facts.dead_letters = 1;
  EXPECT_EQ(find(facts, "dead letters").health, Health::warn);
}

TEST(Diagnose, FailsWhenTheLedgerDoesNotAddUp) {
  for (const LedgerFacts& wrong :
       {LedgerFacts{true, 6, 3, 10, 10}, LedgerFacts{true, 7, 2, 10, 10},
        LedgerFacts{true, 7, 3, 11, 10}, LedgerFacts{true, 7, 3, 10, 9}}) {
    DoctorFacts facts = healthy();
    facts.ledger = wrong;
    EXPECT_EQ(find(facts, "ledger").health, Health::fail);
    facts.ledger->settled = false;
    EXPECT_EQ(find(facts, "ledger").health, Health::ok);
  }
}

TEST(Diagnose, WarnsOfAnEventStoreThatIsBehind) {
  DoctorFacts facts = healthy();
  facts.ledger = LedgerFacts{false, 6, 3, 10, 10, 4};
  const Check check = find(facts, "ledger");
  EXPECT_EQ(check.health, Health::warn);
  EXPECT_NE(check.finding.find("4 messages behind"), std::string::npos);
  EXPECT_FALSE(check.remedy.empty());
  facts.ledger = LedgerFacts{false, 7, 3, 10, 10, 1};
  EXPECT_EQ(find(facts, "ledger").health, Health::ok) << "of messages without rows";
}

TEST(Diagnose, FailsWhenAnItemHasNoOutcome) {
  DoctorFacts facts = healthy();
  EXPECT_EQ(find(facts, "intake").finding,
            "100 items received: 90 kept, 8 dropped with an outcome, 2 in progress, 0 without any");
  facts.intake = IntakeFacts{100, 90, 8, 1, 0};
  EXPECT_EQ(find(facts, "intake").health, Health::fail);
  facts.intake = IntakeFacts{100, 90, 8, 0, 7};
  EXPECT_EQ(find(facts, "intake").health, Health::warn);
  facts.intake = std::optional<IntakeFacts>();
  EXPECT_EQ(find(facts, "intake").health, Health::ok);
}

TEST(Diagnose, FailsWhenTheClockCannotBeRight) {
  DoctorFacts facts = healthy();
  facts.clock = ClockFacts{kNow, kNow + minutes(5)};
  EXPECT_EQ(find(facts, "clock").health, Health::ok);
  facts.clock = ClockFacts{kNow, kNow + minutes(5) + Duration(1)};
  EXPECT_EQ(find(facts, "clock").health, Health::fail);
  facts.clock = ClockFacts{Timestamp{}, Timestamp{}};
  EXPECT_EQ(find(facts, "clock").health, Health::fail);
}

TEST(Diagnose, JudgesTheLimitOfOpenFiles) {
  DoctorFacts facts = healthy();
  facts.limits = LimitFacts{8192};
  EXPECT_EQ(find(facts, "file limit").health, Health::ok);
  facts.limits = LimitFacts{8191};
  EXPECT_EQ(find(facts, "file limit").health, Health::warn);
  facts.limits = LimitFacts{1023};
  EXPECT_EQ(find(facts, "file limit").health, Health::fail);
}

TEST(Diagnose, FailsWhenWhatTheSecretKeyOpensIsLost) {
  DoctorFacts facts = healthy();
  facts.key->missing = true;
  EXPECT_EQ(find(facts, "secret key").health, Health::fail);
  EXPECT_NE(find(facts, "secret key").finding.find("2 accounts"), std::string::npos);
  EXPECT_NE(find(facts, "secret key").remedy.find("reset-all-2fa"), std::string::npos);
  facts.key->factors = 0;
  EXPECT_EQ(find(facts, "secret key").health, Health::ok) << "there is nothing to lose yet";

  facts = healthy();
  facts.key->unreadable = 1;
  EXPECT_EQ(find(facts, "secret key").health, Health::fail);
  EXPECT_NE(find(facts, "secret key").finding.find("1 of 2"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
