#include "roles/api/freshness.h"

#include <chrono>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Timestamp kNow{std::chrono::sys_days(std::chrono::year(2026) / 5 / 13)};

GroupLag lag(std::string group, std::int64_t pending, Duration oldest) {
  GroupLag made;
  made.group = std::move(group);
  made.pending = pending;
  made.oldest_pending = oldest;
  return made;
}

class FakeInstance final : public Instance {
 public:
  ProgramFacts program() override { return {}; }
  Result<std::vector<GroupLag>> lag() override {
    ++looks;
    return answer;
  }
  Result<StorageFacts> storage() override { return StorageFacts{}; }
  std::vector<HealthCheck> diagnose() override { return {}; }
  Result<void> replay(std::int64_t) override { return {}; }
  std::optional<Duration> until_full() override { return std::nullopt; }

  Result<std::vector<GroupLag>> answer = std::vector<GroupLag>{};
  int looks = 0;
};

TEST(DataAge, IsThatOfTheOldestRecordThatWaits) {
  const std::vector<GroupLag> all{lag("ingest-consumer", 1000, seconds(36)),
                                  lag("ingest-consumer", 204, seconds(12)),
                                  lag("outcomes-consumer", 7, seconds(90))};
  const DataAge age = data_age(all, kNow);
  EXPECT_EQ(age.pending, 1204);
  EXPECT_EQ(age.until, kNow - seconds(36));
}

TEST(DataAge, IsNowWhenNothingWaits) {
  const DataAge age = data_age(std::vector{lag("ingest-consumer", 0, {})}, kNow);
  EXPECT_EQ(age.pending, 0);
  EXPECT_EQ(age.until, kNow);
}

TEST(FreshnessOfAnswers, IsMeasuredOnceASecond) {
  FakeInstance instance;
  Freshness freshness(instance);
  instance.answer = std::vector{lag("ingest-consumer", 3, seconds(5))};
  ASSERT_TRUE(freshness.look(kNow));
  instance.answer = std::vector{lag("ingest-consumer", 4, seconds(6))};
  EXPECT_EQ(freshness.look(kNow + milliseconds(999))->pending, 3);
  EXPECT_EQ(instance.looks, 1);
  EXPECT_EQ(freshness.look(kNow + seconds(1))->pending, 4);
  // The clock was set back.
  EXPECT_EQ(freshness.look(kNow)->until, kNow - seconds(6));
  EXPECT_EQ(instance.looks, 3);
}

TEST(FreshnessOfAnswers, IsUnknownWhenTheLogDoesNotSay) {
  FakeInstance instance;
  Freshness freshness(instance);
  instance.answer = unexpected(Error{ErrorKind::unavailable, "disk", {}});
  EXPECT_FALSE(freshness.look(kNow));
  // And asked again at once.
  instance.answer = std::vector<GroupLag>{};
  EXPECT_TRUE(freshness.look(kNow));
}

}  // namespace
}  // namespace picket::api
