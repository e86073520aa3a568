#include "adapters/events_duckdb/reader_pool.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

using namespace std::chrono_literals;

class QueryConnections : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(duckdb_open(nullptr, database_.out()), DuckDBSuccess); }

  std::vector<Connection> connections(std::size_t count) {
    std::vector<Connection> made(count);
    for (Connection& connection : made) {
      EXPECT_EQ(duckdb_connect(database_.get(), connection.out()), DuckDBSuccess);
    }
    return made;
  }

  Database database_;
};

TEST_F(QueryConnections, AreLentAndComeBack) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1ms});
  pool.open(connections(1));
  for (int i = 0; i < 3; ++i) {
    const auto lease = pool.acquire();
    ASSERT_TRUE(lease);
    EXPECT_TRUE(run(lease->connection(), "SELECT 1"));
  }
}

TEST_F(QueryConnections, AreRefusedWhenNoneGetsFreeInTime) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1ms});
  pool.open(connections(1));
  const auto lease = pool.acquire();
  const auto refused = pool.acquire();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "event_store_busy");
}

TEST_F(QueryConnections, AreRefusedAtOnceWhenTooManyWait) {
  ReaderPool pool({.connections = 1, .waiting = 0, .wait = 1h});
  pool.open(connections(1));
  const auto lease = pool.acquire();
  EXPECT_FALSE(pool.acquire());
}

TEST_F(QueryConnections, ServeThreadsThatWait) {
  ReaderPool pool({.connections = 2, .waiting = 8, .wait = 1h});
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&pool] {
      for (int n = 0; n < 20; ++n) {
        const auto lease = pool.acquire();
        ASSERT_TRUE(lease);
        ASSERT_TRUE(run(lease->connection(), "SELECT 1"));
      }
    });
  }
  pool.open(connections(2));  // They wait for the pool to open, too.
  for (std::thread& thread : threads) thread.join();
}

// Hours of work for any machine, so the query can only end by being interrupted.
constexpr const char* kEndless =
    "SELECT sum(a.range * b.range) FROM range(100000000) a, range(100000000) b";

TEST_F(QueryConnections, AreInterruptedWhenAQueryRunsTooLong) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1h, .query = 20ms});
  pool.open(connections(1));
  {
    const auto lease = pool.acquire();
    const auto result = run(lease->connection(), kEndless);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.kind, ErrorKind::timeout);
    EXPECT_FALSE(result.error().fatal);
  }
  const auto again = pool.acquire();
  EXPECT_TRUE(run(again->connection(), "SELECT 1"));
}

TEST_F(QueryConnections, AreInterruptedWhenNobodyWaits) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1h, .query = 1h});
  pool.open(connections(1));
  std::stop_source asker;
  {
    const auto lease = pool.acquire(asker.get_token());
    ASSERT_TRUE(lease);
    std::thread leaves([&] {
      asker.request_stop();
      pool.notice_stops();
    });
    const auto result = run(lease->connection(), kEndless);
    leaves.join();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.kind, ErrorKind::timeout);
  }
  const auto refused = pool.acquire(asker.get_token());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "event_query_cancelled");
  const auto other = pool.acquire();
  EXPECT_TRUE(run(other->connection(), "SELECT 1"));
}

TEST_F(QueryConnections, AreNotWaitedForByWhoLeft) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1h, .query = 1h});
  pool.open(connections(1));
  const auto lease = pool.acquire();
  std::stop_source asker;
  std::thread waits([&] {
    const auto refused = pool.acquire(asker.get_token());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "event_query_cancelled");
  });
  asker.request_stop();
  waits.join();
}

TEST_F(QueryConnections, AreClosedAfterRunningQueriesWereInterrupted) {
  ReaderPool pool({.connections = 1, .waiting = 1, .wait = 1h, .query = 20ms});
  pool.open(connections(1));
  std::promise<void> acquired;
  std::thread reader([&] {
    const auto lease = pool.acquire();
    acquired.set_value();
    EXPECT_FALSE(run(lease->connection(), kEndless));
  });
  acquired.get_future().wait();
  pool.close();
  reader.join();
}

}  // namespace
}  // namespace picket::adapters::duck
