// What the contract suite cannot ask of every adapter: SQLite's failures, files and limits.
#include "adapters/meta_sql/meta_db.h"

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/meta_sql/failing_vfs.h"
#include "base/fault_point.h"
#include "base/testkit/temp_dir.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"

namespace picket::adapters {
namespace {

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

class MetaSqlFile : public testing::Test {
 protected:
  MetaSqlFile() { options_.path = folder_.file("meta.db"); }
  ~MetaSqlFile() override { EXPECT_TRUE(arm_fault_points("")); }

  Result<std::unique_ptr<MetaSql>> try_open() { return MetaSql::open(options_, clock_); }
  std::unique_ptr<MetaSql> open() {
    auto opened = try_open();
    EXPECT_TRUE(opened) << opened.error().detail;
    EXPECT_TRUE((*opened)->migrate());
    return *std::move(opened);
  }

  /// Begins, creates an organization, commits: the first failure on the way.
  static Result<void> add_org(MetaSql& db, const std::string& slug) {
    auto tx = db.begin_write(Deadline::in(std::chrono::milliseconds(20)));
    if (!tx) return unexpected(tx.error());
    const auto org = (*tx)->organizations().create_org({{}, slug, std::string(20'000, 'n'), kNow});
    if (!org) return unexpected(org.error());
    return (*tx)->commit();
  }
  static std::size_t orgs(MetaSql& db) {
    const auto tx = db.begin_read();
    EXPECT_TRUE(tx) << tx.error().detail;
    const auto listed = (*tx)->organizations().list_orgs();
    EXPECT_TRUE(listed) << listed.error().detail;
    return listed->size();
  }
  /// Runs SQL behind the adapter's back.
  void run_sql(const char* sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(options_.path.c_str(), &raw), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(raw, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
    sqlite3_close(raw);
  }

  ManualClock clock_{kNow};
  const testkit::TempDir folder_;
  MetaSqlOptions options_;
};

void expect_error(const Result<void>& result, ErrorKind kind, std::string_view code) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, kind) << result.error().detail;
  EXPECT_EQ(result.error().code, code) << result.error().detail;
}

TEST_F(MetaSqlFile, WorksAgainWhenThereIsSpaceAgain) {
  meta::FailingVfs disk;
  const auto db = open();
  ASSERT_TRUE(add_org(*db, "before"));
  disk.fail_writes(SQLITE_FULL);
  expect_error(add_org(*db, "refused"), ErrorKind::unavailable, "disk_full");
  expect_error(add_org(*db, "refused again"), ErrorKind::unavailable, "disk_full");
  EXPECT_EQ(orgs(*db), 1U);  // Reading goes on.
  disk.fail_writes(SQLITE_OK);
  EXPECT_TRUE(add_org(*db, "after"));
  EXPECT_EQ(orgs(*db), 2U);
}

TEST_F(MetaSqlFile, AFailedWriteOrSyncIsNoCommit) {
  meta::FailingVfs disk;
  const auto db = open();
  disk.fail_writes(SQLITE_IOERR_WRITE);
  expect_error(add_org(*db, "written"), ErrorKind::unavailable, "io_error");
  disk.fail_writes(SQLITE_OK);
  disk.fail_syncs(SQLITE_IOERR_FSYNC);
  expect_error(add_org(*db, "synced"), ErrorKind::unavailable, "io_error");
  disk.fail_syncs(SQLITE_OK);
  EXPECT_EQ(orgs(*db), 0U);
  EXPECT_TRUE(add_org(*db, "after"));
}

TEST_F(MetaSqlFile, EveryCommitIsSynced) {
  const meta::FailingVfs disk;
  const auto db = open();
  for (int i = 0; i < 5; ++i) {
    const int before = disk.syncs();
    ASSERT_TRUE(add_org(*db, std::to_string(i)));
    EXPECT_GT(disk.syncs(), before);
  }
}

TEST_F(MetaSqlFile, AReaderThatCannotOpenTakesNoPlace) {
  options_.max_readers = 1;
  meta::FailingVfs disk;
  const auto db = open();
  const auto first = db->begin_read();  // Opens the only reader.
  ASSERT_TRUE(first);
  const auto other = try_open();
  ASSERT_TRUE(other);
  disk.fail_opens(SQLITE_CANTOPEN);
  const auto refused = (*other)->begin_read();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "io_error");
  disk.fail_opens(SQLITE_OK);
  EXPECT_TRUE((*other)->begin_read());
}

TEST_F(MetaSqlFile, ReadersPastTheLimitWaitThenGiveUp) {
  options_.max_readers = 2;
  options_.reader_wait = std::chrono::milliseconds(10);
  const auto db = open();
  auto one = db->begin_read();
  auto two = db->begin_read();
  ASSERT_TRUE(one && two);
  const auto three = db->begin_read();
  ASSERT_FALSE(three);
  EXPECT_EQ(three.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(three.error().code, "locked");
  one->reset();
  EXPECT_TRUE(db->begin_read());
}

TEST_F(MetaSqlFile, AWriterOfAnotherProcessIsWaitedForUntilTheDeadline) {
  const auto db = open();
  const auto other = open();
  const auto held = other->begin_write(Deadline::now());
  ASSERT_TRUE(held);
  expect_error(add_org(*db, "a"), ErrorKind::unavailable, "locked");
  ASSERT_TRUE((*held)->commit());
  EXPECT_TRUE(add_org(*db, "a"));
}

TEST_F(MetaSqlFile, IsReadableByItsOwnerOnly) {
  const auto db = open();
  ASSERT_TRUE(add_org(*db, "a"));
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    struct stat info {};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << entry.path();
  }
}

TEST_F(MetaSqlFile, WhatIsNoDatabaseIsCorrupt) {
  std::ofstream(options_.path) << std::string(100'000, 'x');
  const auto opened = try_open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::corrupt);
}

TEST_F(MetaSqlFile, ADamagedPageIsCorrupt) {
  { ASSERT_TRUE(add_org(*open(), "a")); }
  {
    std::fstream file(options_.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    const std::string garbage(8000, '\xEE');
    file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
  }
  const auto opened = try_open();
  const auto migrated = opened ? (*opened)->migrate() : unexpected(opened.error());
  ASSERT_FALSE(migrated);
  EXPECT_EQ(migrated.error().kind, ErrorKind::corrupt) << migrated.error().detail;
}

TEST_F(MetaSqlFile, APathThatCannotBeIsRefused) {
  options_.path = folder_.file("no/such/folder/meta.db");
  const auto missing = try_open();
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(missing.error().code, "io_error");
  options_.path = folder_.file("a\"b");
  const auto quoted = try_open();
  ASSERT_FALSE(quoted);
  EXPECT_EQ(quoted.error().kind, ErrorKind::invalid_argument);
}

TEST_F(MetaSqlFile, ADatabaseWithoutTablesIsAnErrorNotACrash) {
  const auto db = try_open();
  ASSERT_TRUE(db);
  const auto added = add_org(**db, "a");
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, ErrorKind::internal);
  EXPECT_EQ(added.error().code, "sql_error");
}

TEST_F(MetaSqlFile, RefusesTheSchemaOfANewerProgram) {
  { open(); }
  run_sql("INSERT INTO schema_migrations VALUES (9999, 'from_the_future', 0)");
  const auto db = try_open();
  ASSERT_TRUE(db);
  EXPECT_EQ(*(*db)->schema_version(), 9999);
  expect_error((*db)->migrate(), ErrorKind::conflict, "schema_too_new");
  const auto pending = (*db)->pending_migrations();
  ASSERT_FALSE(pending);
  EXPECT_EQ(pending.error().code, "schema_too_new");
}

TEST_F(MetaSqlFile, AnInterruptedMigrationResumes) {
  {
    const auto db = try_open();
    ASSERT_TRUE(arm_fault_points("meta.migration=fail@2"));
    expect_error((*db)->migrate(), ErrorKind::unavailable, "fault_injected");
    EXPECT_EQ(*(*db)->schema_version(), 2);
  }
  const auto db = open();
  EXPECT_TRUE(db->pending_migrations()->empty());
  EXPECT_TRUE(add_org(*db, "a"));
}

// Deaths at every statement are in tests/crash/meta.
TEST_F(MetaSqlFile, AMigrationThatFailsBetweenItsStatementsLeavesTheOldVersion) {
  ASSERT_TRUE(arm_fault_points("meta.migration_statement=fail@2"));
  const auto db = try_open();
  expect_error((*db)->migrate(), ErrorKind::unavailable, "fault_injected");
  EXPECT_EQ(*(*db)->schema_version(), 0);
  EXPECT_EQ((*db)->pending_migrations()->front().number, 1);
  ASSERT_TRUE((*db)->migrate());
  EXPECT_TRUE((*db)->pending_migrations()->empty());
  EXPECT_TRUE(add_org(**db, "a"));
}

TEST_F(MetaSqlFile, AFaultBeforeCommitLosesAndOneAfterItKeeps) {
  const auto db = open();
  ASSERT_TRUE(arm_fault_points("meta.before_commit=fail"));
  expect_error(add_org(*db, "lost"), ErrorKind::unavailable, "fault_injected");
  EXPECT_EQ(orgs(*db), 0U);
  ASSERT_TRUE(arm_fault_points("meta.after_commit=fail"));
  expect_error(add_org(*db, "kept"), ErrorKind::unavailable, "fault_injected");
  EXPECT_EQ(orgs(*db), 1U);
}

TEST_F(MetaSqlFile, DeletingAnIssueKeepsItsEventsInTheTotals) {
  const auto db = open();
  {
    const auto tx = *db->begin_write(Deadline::never());
    domain::ProjectConfig config;
    config.org = *tx->organizations().create_org({{}, "acme", "", kNow});
    config.slug = "shop";
    const ProjectId project = *tx->projects().create(config, "", kNow);
    const IssueId issue = *tx->issues().create(project, {}, kNow, domain::Priority::low);
    ASSERT_TRUE(tx->issues().apply({issue, 5, kNow, kNow, {}}));
    ASSERT_TRUE(tx->commit());
  }
  run_sql("DELETE FROM issue_facts; DELETE FROM issues");
  const auto tx = *db->begin_read();
  EXPECT_EQ(tx->outcomes().totals()->issue_events, 5);
}

TEST_F(MetaSqlFile, OverridesAreReadFromTheirTable) {
  const auto db = open();
  {
    const auto tx = *db->begin_write(Deadline::never());
    domain::ProjectConfig config;
    config.org = *tx->organizations().create_org({{}, "acme", "", kNow});
    config.slug = "shop";
    const ProjectId project = *tx->projects().create(config, "", kNow);
    const IssueId issue = *tx->issues().create(project, {}, kNow, domain::Priority::low);
    const std::vector<std::string> hashes = {"aa"};
    ASSERT_TRUE(tx->issues().assign_hashes(project, hashes, issue));
    ASSERT_TRUE(tx->commit());
  }
  run_sql("INSERT INTO hash_overrides VALUES (1, 1)");
  const auto tx = *db->begin_read();
  const auto overrides = *tx->issues().overrides();
  ASSERT_EQ(overrides.size(), 1U);
  EXPECT_EQ(overrides[0], (ports::HashOverride{HashId{1}, IssueId{1}}));
}

/// Whether SQLite's connections hold the lock that says that the database is in use.
bool in_use(const std::string& path) {
  // sqlite.org/src: SHARED_FIRST and SHARED_SIZE. A lock of this kind meets those of its own
  // process, too.
  struct flock shared = {
      .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510, .l_pid = 0};
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_EQ(::fcntl(fd, F_OFD_GETLK, &shared), 0);
  ::close(fd);
  return shared.l_type != F_UNLCK;
}

// Else whoever looks into it with another program takes the log away from under the server.
TEST_F(MetaSqlFile, ItStaysInUseWhateverIsOpened) {
  const auto db = open();
  const auto first = *db->begin_read();
  const auto second = *db->begin_read();
  EXPECT_TRUE(in_use(options_.path));
}

TEST(MetaSqlMemory, AWriterWaitsForReadersUntilItsDeadline) {
  const ManualClock clock(kNow);
  const auto db = *MetaSql::open({}, clock);
  ASSERT_TRUE(db->migrate());
  auto reader = db->begin_read();
  ASSERT_TRUE(reader);
  const auto writer = db->begin_write(Deadline::in(std::chrono::milliseconds(10)));
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, "locked");
  reader->reset();
  EXPECT_TRUE(db->begin_write(Deadline::now()));
}

}  // namespace
}  // namespace picket::adapters
