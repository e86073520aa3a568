#include "adapters/events_duckdb/duckdb_handles.h"

#include <gtest/gtest.h>

#include "adapters/events_duckdb/reader_pool.h"

namespace picket::adapters::duck {
namespace {

using namespace std::chrono_literals;

class Snapshot : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(duckdb_open(nullptr, database_.out()), DuckDBSuccess);
    reader_ = connect();
    writer_ = connect();
    ASSERT_TRUE(run(writer_, "CREATE TABLE t (i BIGINT)"));
    ASSERT_TRUE(run(writer_, "INSERT INTO t VALUES (1)"));
  }

  Connection connect() {
    Connection made;
    EXPECT_EQ(duckdb_connect(database_.get(), made.out()), DuckDBSuccess);
    return made;
  }
  Outcome<std::int64_t> rows() {
    return run(reader_, "SELECT count(*) FROM t").map([](QueryResult result) {
      return result.single_int64();
    });
  }

  Database database_;
  Connection reader_;
  Connection writer_;
};

TEST_F(Snapshot, IsOneStateForAllStatements) {
  const auto counted = in_snapshot(reader_, [&]() -> Outcome<std::int64_t> {
    const auto before = rows();
    EXPECT_TRUE(run(writer_, "INSERT INTO t VALUES (2)"));
    EXPECT_EQ(*rows(), *before);
    return before;
  });
  EXPECT_EQ(*counted, 1);
  EXPECT_EQ(*rows(), 2) << "and it has ended";
}

TEST_F(Snapshot, EndsWhenAStatementFails) {
  const auto failed = in_snapshot(reader_, [&]() -> Outcome<std::int64_t> {
    const auto wrong = run(reader_, "SELECT error('on purpose')");
    EXPECT_FALSE(wrong);
    return unexpected(wrong.error());
  });
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().error.detail.find("on purpose"), std::string::npos);
  EXPECT_EQ(*in_snapshot(reader_, [&] { return rows(); }), 1) << "the connection is good again";
}

TEST_F(Snapshot, MayBeReadWhileAnAnswerIsMade) {
  Parameters with;
  with.add(std::int64_t{100'000});
  auto answer = run_streaming(reader_, "SELECT range FROM range($1)", with);
  ASSERT_TRUE(answer);
  std::int64_t rows = 0;
  for_each_row(*answer, [&rows](auto, idx_t) { ++rows; });
  EXPECT_EQ(rows, 100'000);
  EXPECT_TRUE(answer->whole());
}

TEST_F(Snapshot, SaysWhenAnAnswerBrokeOff) {
  Parameters with;
  with.add(std::int64_t{1'000'000});
  auto answer = run_streaming(
      reader_, "SELECT CASE WHEN range = 900000 THEN error('late') END FROM range($1)", with);
  ASSERT_TRUE(answer);
  while (answer->next_chunk()) {
  }
  const auto whole = answer->whole();
  ASSERT_FALSE(whole);
  EXPECT_NE(whole.error().error.detail.find("late"), std::string::npos);
}

TEST_F(Snapshot, EndsWhenAStatementIsInterrupted) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1h, .query = 20ms});
  std::vector<Connection> connections;
  connections.push_back(std::move(reader_));
  pool.open(std::move(connections));
  {
    const auto lease = pool.acquire();
    const auto endless = in_snapshot(lease->connection(), [&]() -> Outcome<QueryResult> {
      return run(lease->connection(),
                 "SELECT sum(a.range * b.range) FROM range(100000000) a, range(100000000) b");
    });
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().error.kind, ErrorKind::timeout);
  }
  const auto lease = pool.acquire();
  EXPECT_TRUE(
      in_snapshot(lease->connection(), [&] { return run(lease->connection(), "SELECT 1"); }));
}

}  // namespace
}  // namespace picket::adapters::duck
