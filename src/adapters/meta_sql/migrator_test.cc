#include "adapters/meta_sql/migrator.h"

#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/meta_sql/unit_of_work.h"

namespace picket::adapters::meta {
namespace {

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

class MigratorTest : public testing::Test {
 protected:
  Migrator with(const std::vector<Migration>& known) { return {*connections_, clock_, known}; }

  std::vector<std::string> recorded() {
    static constexpr Sql<List<>, List<Int, Text, Int>> kRows{
        "SELECT number, name, applied_at FROM schema_migrations ORDER BY number"};
    std::vector<std::string> rows;
    const auto work = UnitOfWork::begin_read(*connections_);
    EXPECT_TRUE((*work)->read(kRows, [&](Int number, const std::string& name, Int at) {
      rows.push_back(std::to_string(number) + " " + name);
      EXPECT_EQ(at, to_unix_us(kNow));
    }));
    return rows;
  }
  bool has_table(std::string_view name) {
    bool found = false;
    const auto work = UnitOfWork::begin_read(*connections_);
    EXPECT_TRUE((*work)->read(kTableExists, name, [&](Int n) { found = n == 1; }));
    return found;
  }

  ManualClock clock_{kNow};
  std::unique_ptr<Connections> connections_ = *MemoryConnections::open({});
};

const Migration kFirst{1, "first", "CREATE TABLE a (x BIGINT);\nINSERT INTO a VALUES (1);\n"};
const Migration kSecond{2, "second", "CREATE TABLE b (x BIGINT);\n"};

TEST_F(MigratorTest, AppliesWhatIsMissingInOrder) {
  const std::vector<Migration> one = {kFirst};
  const std::vector<Migration> both = {kFirst, kSecond};
  EXPECT_EQ(*with(one).version(), 0);
  ASSERT_TRUE(with(one).migrate());
  EXPECT_EQ(*with(one).version(), 1);
  ASSERT_EQ(with(both).pending()->size(), 1U);
  EXPECT_EQ(with(both).pending()->at(0).name, "second");
  ASSERT_TRUE(with(both).migrate());
  EXPECT_EQ(recorded(), (std::vector<std::string>{"1 first", "2 second"}));
}

TEST_F(MigratorTest, AFailedMigrationLeavesNothingOfItself) {
  const Migration broken{2, "broken", "CREATE TABLE b (x BIGINT);\nCREATE TABLE a (x BIGINT);\n"};
  const std::vector<Migration> known = {kFirst, broken};
  const auto failed = with(known).migrate();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "sql_error");
  EXPECT_EQ(*with(known).version(), 1);
  EXPECT_TRUE(has_table("a"));
  EXPECT_FALSE(has_table("b"));
  const std::vector<Migration> repaired = {kFirst, kSecond};
  EXPECT_TRUE(with(repaired).migrate());
}

TEST_F(MigratorTest, AskingForTheVersionChangesNothing) {
  const std::vector<Migration> known = {kFirst};
  EXPECT_EQ(*with(known).version(), 0);
  EXPECT_EQ(with(known).pending()->size(), 1U);
  EXPECT_FALSE(has_table("schema_migrations"));
}

TEST_F(MigratorTest, RefusesADatabaseThatKnowsMore) {
  const std::vector<Migration> both = {kFirst, kSecond};
  ASSERT_TRUE(with(both).migrate());
  const std::vector<Migration> one = {kFirst};
  const auto refused = with(one).migrate();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().code, "schema_too_new");
}

TEST_F(MigratorTest, TheRowsOfTheLastBatchAreKeptOverTheirMove) {
  const auto all = migrations();
  const std::vector<Migration> before(all.begin(), all.begin() + 5);
  ASSERT_TRUE(with(before).migrate());
  {
    const auto work = *UnitOfWork::begin_write(*connections_, Deadline::never());
    ASSERT_TRUE(work->execute(
        "INSERT INTO batches VALUES ('g', 't', 0, 7, x'6161'), ('g', 't', 1, 9, NULL), "
        "('g', 't', 2, 8, x'6262'), ('g.epoch', 't', 2, 3, NULL), ('g.epoch', 't', 1, 4, NULL)"));
    ASSERT_TRUE(work->commit());
  }
  const std::vector<Migration> now(all.begin(), all.end());
  ASSERT_TRUE(with(now).migrate());
  static constexpr Sql<List<>, List<Int, Int, Int, Int, Bytes>> kKept{
      "SELECT partition_index, epoch, next_offset, follows, event_rows FROM kept_batches "
      "WHERE consumer_group = 'g' AND topic = 't' ORDER BY partition_index"};
  std::vector<std::string> kept;
  const auto work = *UnitOfWork::begin_read(*connections_);
  EXPECT_TRUE(work->read(
      kKept, [&](Int partition, Int epoch, Int next, Int follows, const std::string& rows) {
        kept.push_back(fmt::format("{} {} {} {} {}", partition, epoch, next, follows, rows));
      }));
  EXPECT_EQ(kept, (std::vector<std::string>{"0 0 7 0 aa", "2 3 8 0 bb"}));
}

TEST(Migrations, AreNumberedWithoutGaps) {
  int expected = 1;
  for (const Migration& migration : migrations()) {
    EXPECT_EQ(migration.number, expected++);
    EXPECT_FALSE(migration.name.empty());
    EXPECT_FALSE(split_statements(migration.sql).empty());
  }
  EXPECT_GT(expected, 1);
}

TEST(SplitStatements, EndsThemAtASemicolonAtTheEndOfALine) {
  const auto statements = split_statements(
      "-- A comment; with a semicolon;\n"
      "CREATE TABLE a (\n"
      "  x BIGINT, -- what it is;\n"
      "\n"
      "  y BIGINT\n"
      ");  \n"
      "INSERT INTO a VALUES (1);INSERT INTO a VALUES (2);\n"
      "DROP TABLE a");
  ASSERT_EQ(statements.size(), 3U);
  EXPECT_EQ(statements[0], "CREATE TABLE a (\nx BIGINT,\ny BIGINT\n)");
  EXPECT_EQ(statements[1], "INSERT INTO a VALUES (1);INSERT INTO a VALUES (2)");
  EXPECT_EQ(statements[2], "DROP TABLE a");
  EXPECT_TRUE(split_statements("").empty());
  EXPECT_TRUE(split_statements("-- nothing\n").empty());
}

}  // namespace
}  // namespace picket::adapters::meta
