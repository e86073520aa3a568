// The stores of one process in memory, with events of some days in them.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/items.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/stores.h"
#include "ports/transactions.h"

namespace picket::crash {

inline constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
inline const ports::TopicPartition kFrom{"ingest-events", 0};

struct World {
  ManualClock clock{kNow};
  adapters::MemoryLog log{{{kFrom.topic, 1}}, clock};
  adapters::MemoryEventStore events;
  adapters::MemoryBlobStore blobs;
  std::unique_ptr<adapters::MetaSql> meta = *adapters::MetaSql::open({}, clock);
  std::unique_ptr<ports::TaskQueue> tasks;
  ports::Offset next = 0;
  IssueId issue;

  World() {
    EXPECT_TRUE(meta->migrate());
    tasks = meta->task_queue();
    const auto tx = *meta->begin_write(Deadline::never());
    domain::ProjectConfig config;
    config.org = *tx->organizations().create_org({{}, "acme", "Acme", kNow});
    config.slug = "shop";
    const ProjectId project = *tx->projects().create(config, "Shop", kNow);
    issue = *tx->issues().create(project, {}, kNow, domain::Priority::low);
    EXPECT_TRUE(tx->commit());
  }

  ports::Stores stores() { return {log, events, blobs, *meta, *tasks}; }

  /// `count` events received `days_ago`, stored and accounted for as the consumer does it.
  void add_events(int count, int days_ago) {
    const Timestamp received = kNow - std::chrono::days(days_ago);
    std::vector<domain::EventRow> rows(static_cast<std::size_t>(count));
    for (domain::EventRow& row : rows) {
      const std::array<std::string_view, 1> payload = {"payload"};
      row.project = ProjectId{1};
      row.issue = issue;
      row.timestamp = row.received = received;
      row.payload = blobs.put(received, payload)->at(0);
    }
    const auto tx = *meta->begin_write(Deadline::never());
    const std::vector<protocol::OutcomeCount> counts = {{OrgId{1}, ProjectId{1}, KeyId{1}, received,
                                                         protocol::Category::error,
                                                         protocol::Outcome::accepted, "", count}};
    EXPECT_TRUE(tx->outcomes().add(counts));
    EXPECT_TRUE(tx->issues().apply({issue, count, received, received, {}}));
    EXPECT_TRUE(tx->commit());
    next += count;
    EXPECT_TRUE(events.append(kFrom, next, rows));
  }

  void add_dead_letter(int days_ago) {
    const auto tx = *meta->begin_write(Deadline::never());
    ports::DeadLetter letter;
    letter.from = kFrom;
    letter.reason = "unreadable";
    letter.created = kNow - std::chrono::days(days_ago);
    EXPECT_TRUE(tx->dead_letters().add(letter));
    EXPECT_TRUE(tx->commit());
  }

  /// Transactions, of which each is a row.
  void add_items(int count, int days_ago) {
    const auto tx = *meta->begin_write(Deadline::never());
    for (int i = 0; i < count; ++i) {
      ports::TransactionRow row;
      row.project = ProjectId{1};
      row.event = EventId::random();
      row.received = kNow - std::chrono::days(days_ago);
      EXPECT_TRUE(*tx->items().transactions().add(row));
    }
    EXPECT_TRUE(tx->commit());
  }

  std::int64_t dead_letters() { return *(*meta->begin_read())->dead_letters().count_open(); }

  /// Accepted events of the minutes from `start` on.
  std::int64_t accepted_since(std::optional<Timestamp> start) {
    std::int64_t sum = 0;
    const auto rows = *(*meta->begin_read())->outcomes().sum({{ProjectId{1}}, start, {}});
    for (const auto& row : rows) sum += row.quantity;
    return sum;
  }

  void expect_ledger(std::int64_t accepted) {
    const auto ledger = *(*meta->begin_read())->outcomes().totals();
    const auto totals = *events.totals();
    EXPECT_EQ(totals.rows + totals.expired, accepted);
    EXPECT_EQ(ledger.accepted_errors, accepted);
    EXPECT_EQ(ledger.issue_events, accepted);
  }
};

}  // namespace picket::crash
