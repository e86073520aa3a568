#include "adapters/meta_sql/snapshot.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "adapters/meta_sql/meta_db.h"
#include "base/testkit/temp_dir.h"
#include "ports/organizations.h"

namespace picket::adapters {
namespace {

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

class MetaSnapshotTest : public testing::Test {
 protected:
  MetaSnapshotTest() : db_(open(folder_.file("meta.db"))) {}

  std::unique_ptr<MetaSql> open(const std::string& path) {
    MetaSqlOptions options;
    options.path = path;
    auto opened = MetaSql::open(options, clock_);
    EXPECT_TRUE(opened) << opened.error().detail;
    EXPECT_TRUE((*opened)->migrate());
    return *std::move(opened);
  }
  /// Each takes some pages.
  void add_org(const std::string& slug) {
    auto tx = *db_->begin_write(Deadline::in(std::chrono::seconds(1)));
    ASSERT_TRUE(tx->organizations().create_org({{}, slug, std::string(50'000, 'n'), kNow}));
    ASSERT_TRUE(tx->commit());
  }
  static std::size_t orgs(MetaSql& db) {
    const auto tx = *db.begin_read();
    return tx->organizations().list_orgs()->size();
  }

  const testkit::TempDir folder_;
  const ManualClock clock_{kNow};
  std::unique_ptr<MetaSql> db_;
  const std::string copy_ = folder_.file("copy.db");
};

TEST_F(MetaSnapshotTest, HoldsWhatWasThereWhenItWasTaken) {
  add_org("before");
  const auto snapshot = MetaSnapshot::take(folder_.file("meta.db"));
  ASSERT_TRUE(snapshot) << snapshot.error().detail;
  add_org("after");
  ASSERT_TRUE(db_->maintain(Deadline::in(std::chrono::seconds(1))));
  EXPECT_GT((*snapshot)->bytes(), 50'000U);
  std::uint64_t last = 0;
  std::uint64_t of = 0;
  const auto saved = (*snapshot)->save(copy_, [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GE(done, last);
    last = done;
    of = total;
    return true;
  });
  ASSERT_TRUE(saved) << saved.error().detail;
  EXPECT_EQ(last, of);
  EXPECT_EQ(of, std::filesystem::file_size(copy_));
  EXPECT_EQ(std::filesystem::status(copy_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(orgs(*open(copy_)), 1U);
  EXPECT_EQ(orgs(*db_), 2U);
}

TEST_F(MetaSnapshotTest, IsUndisturbedByCommitsBetweenItsSteps) {
  for (int i = 0; i < 60; ++i) add_org("org-" + std::to_string(i));  // 3 MB: several steps.
  const auto snapshot = MetaSnapshot::take(folder_.file("meta.db"));
  ASSERT_TRUE(snapshot);
  int steps = 0;
  ASSERT_TRUE((*snapshot)->save(copy_, [&](std::uint64_t, std::uint64_t) {
    add_org("late-" + std::to_string(++steps));
    return true;
  }));
  EXPECT_GT(steps, 1);
  EXPECT_EQ(orgs(*open(copy_)), 60U);
}

TEST_F(MetaSnapshotTest, StopsWhenToldTo) {
  for (int i = 0; i < 60; ++i) add_org("org-" + std::to_string(i));
  const auto snapshot = MetaSnapshot::take(folder_.file("meta.db"));
  ASSERT_TRUE(snapshot);
  const auto saved = (*snapshot)->save(copy_, [](std::uint64_t, std::uint64_t) { return false; });
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, "stopped");
}

TEST_F(MetaSnapshotTest, SaysWhatKeepsItFromWriting) {
  const auto snapshot = MetaSnapshot::take(folder_.file("meta.db"));
  ASSERT_TRUE(snapshot);
  const auto saved = (*snapshot)->save(folder_.file("absent/copy.db"),
                                       [](std::uint64_t, std::uint64_t) { return true; });
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().kind, ErrorKind::unavailable);
  EXPECT_NE(saved.error().detail.find("absent/copy.db"), std::string::npos);
}

}  // namespace
}  // namespace picket::adapters
