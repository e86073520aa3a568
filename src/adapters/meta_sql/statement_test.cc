#include "adapters/meta_sql/statement.h"

#include <vector>

#include <gtest/gtest.h>

#include "adapters/meta_sql/connection.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<>, List<Int>> kThree{"SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"};
constexpr Sql<List<Text, Bytes, Int>, List<Text, Bytes, Int>> kEcho{"SELECT :a, :b, :c"};
constexpr Sql<List<>> kCreate{"CREATE TABLE t (x BIGINT)"};
constexpr Sql<List<Int>> kInsert{"INSERT INTO t VALUES (:x)"};
constexpr Sql<List<Int>> kMove{"UPDATE t SET x = x + :by"};
constexpr Sql<List<>, List<Int>> kNull{"SELECT NULL"};

std::unique_ptr<Connection> memory() {
  return *Connection::open({{}, 1 << 20, false});
}

TEST(Statement, GivesEveryRowInOrderEachTimeItRuns) {
  const auto connection = memory();
  for (int run = 0; run < 2; ++run) {
    std::vector<Int> rows;
    ASSERT_TRUE(connection->run(kThree, [&](Int n) { rows.push_back(n); }));
    EXPECT_EQ(rows, (std::vector<Int>{1, 2, 3}));
  }
}

TEST(Statement, BindsEachRunAnew) {
  const auto connection = memory();
  const auto echo = [&](std::string_view text, std::string_view bytes, Int number) {
    int rows = 0;
    ASSERT_TRUE(connection->run(kEcho, text, bytes, number,
                                [&](const std::string& a, const std::string& b, Int c) {
                                  EXPECT_EQ(a, text);
                                  EXPECT_EQ(b, bytes);
                                  EXPECT_EQ(c, number);
                                  ++rows;
                                }));
    EXPECT_EQ(rows, 1);
  };
  echo("text", std::string_view("\0bytes", 6), 7);
  echo("", "", 0);
  echo("longer text than before", "x", -1);
  echo("x", std::string(100'000, 'b'), std::numeric_limits<Int>::min());
}

TEST(Statement, CountsTheRowsItChanged) {
  const auto connection = memory();
  ASSERT_TRUE(connection->run(kCreate));
  EXPECT_EQ(*connection->run(kMove, 1), 0);
  for (Int i = 0; i < 3; ++i) EXPECT_EQ(*connection->run(kInsert, i), 1);
  EXPECT_EQ(*connection->run(kMove, 1), 3);
}

TEST(Statement, AFailureInTheMiddleLeavesTheConnectionUsable) {
  const auto connection = memory();
  const auto failed = connection->run(kNull, [](Int) {});  // NULL is no number.
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::internal);
  const auto thrown = connection->run(kThree, [](Int) { throw std::bad_alloc(); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().code, "out_of_memory");
  EXPECT_TRUE(connection->begin_write(std::chrono::milliseconds(0)));
  EXPECT_TRUE(connection->rollback());
  EXPECT_TRUE(connection->run(kThree));
}

TEST(AssignText, ReplacesWhatNoTextColumnCanHold) {
  std::string to = "old";
  assign_text(to, "plain");
  EXPECT_EQ(to, "plain");
  assign_text(to, std::string_view("\0a\0", 3));
  EXPECT_EQ(to,
            "\xEF\xBF\xBD"
            "a\xEF\xBF\xBD");
  assign_text(to, "a\xC3");
  EXPECT_EQ(to, "a\xEF\xBF\xBD");
  assign_text(to, "");
  EXPECT_EQ(to, "");
}

}  // namespace
}  // namespace picket::adapters::meta
