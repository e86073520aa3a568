// Items besides events take effect once: whatever call fails, or is the last one of a process.
#include "ports/items.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/zstd.h"
#include "crash/consumer/world.h"
#include "ports/attachments.h"
#include "ports/monitors.h"
#include "ports/session_counts.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"
#include "protocol/item_message.h"
#include "protocol/topics.h"
#include "roles/consumer/item_rows.h"
#include "roles/consumer/replay.h"

namespace picket::crash {
namespace {

using protocol::Category;
using protocol::ItemType;
using protocol::Outcome;

const std::string kTopic(protocol::kTopicIngestTransactions);

class ItemsOnce : public testing::Test {
 protected:
  void send(ItemType type, EventId id, std::string_view json,
            std::vector<protocol::Quantity> counts, bool readable = true) {
    std::string payload;
    codec::zstd_compress(json, payload);
    protocol::ItemMessage message = head(type, id);
    message.counts = std::move(counts);
    message.payload_size = readable ? static_cast<std::uint32_t>(json.size()) : 1;
    message.payload = payload;
    append(message);
  }

  void send_attachment(EventId id, std::string_view bytes) {
    const std::string_view halves[] = {bytes.substr(0, bytes.size() / 2),
                                       bytes.substr(bytes.size() / 2)};
    const auto refs = world.blobs.put(kStart, halves);
    ASSERT_TRUE(refs);
    protocol::ItemMessage message = head(ItemType::attachment, id);
    message.counts = {{Category::attachment, static_cast<std::int64_t>(bytes.size())},
                      {Category::attachment_item, 1}};
    message.filename = "log.txt";
    message.size = bytes.size();
    for (const domain::BlobRef& ref : *refs) {
      message.pieces.push_back({ref.container, ref.offset, ref.size});
    }
    append(message);
  }

  void send_everything() {
    for (std::uint64_t n = 0; n < 4; ++n) {
      send(ItemType::transaction, {1, n + 1}, R"({"type":"transaction","transaction":"GET /"})",
           {{Category::transaction, 1}});
      send_attachment({1, n + 1}, "abc" + std::to_string(n));
      send(ItemType::user_report, {1, n + 1}, R"({"comments":"No."})", {});
      send(ItemType::feedback, {2, n + 1}, R"({"contexts":{"feedback":{"message":"Yes."}}})",
           {{Category::user_report_v2, 1}});
      send(ItemType::span, {}, R"({"items":[{},{}]})", {{Category::span, 2}});
      send(ItemType::sessions, {},
           R"({"aggregates":[{"started":"2025-11-24T16:00:00Z","exited":3,"crashed":1}],
               "attrs":{"release":"1"}})",
           {});
      send(ItemType::session, {},
           R"({"sid":"4c79f60c11214eb38604f4ae0781bfb2","started":"2025-11-24T16:00:00Z",
               "errors":1,"attrs":{"release":"1"}})",
           {});
      send(ItemType::check_in, {}, R"({"monitor_slug":"nightly","status":"ok"})",
           {{Category::monitor, 1}});
    }
    // A retry of the SDK, and one that nobody can read.
    send(ItemType::transaction, {1, 1}, R"({"type":"transaction","transaction":"GET /"})",
         {{Category::transaction, 1}});
    send_attachment({1, 1}, "abc0");
    send(ItemType::transaction, {1, 99}, R"({"transaction":"GET /"})", {{Category::transaction, 1}},
         false);
  }

  void check_everything_is_there_once() {
    const auto tx = *world.meta->begin_read();
    auto& items = tx->items();
    const ProjectId projects[] = {world.project};
    for (std::uint64_t n = 0; n < 4; ++n) {
      const auto transaction = *items.transactions().find(world.project, {1, n + 1});
      ASSERT_TRUE(transaction);
      EXPECT_EQ(transaction->name, "GET /");
      const auto payload = world.blobs.get(transaction->payload);
      ASSERT_TRUE(payload);
      EXPECT_TRUE(codec::zstd_decompress(*payload, transaction->json_size));
      ports::AttachmentQuery query;
      query.project = world.project;
      query.event = {1, n + 1};
      const auto attachments = *items.attachments().list(query);
      ASSERT_EQ(attachments.size(), 1U);
      EXPECT_EQ(attachments[0].pieces.size(), 2U);
    }
    EXPECT_EQ(items.user_reports().list(projects, 0, 100)->size(), 8U);
    ports::SessionQuery sessions;
    sessions.projects = {world.project};
    sessions.start = kStart - std::chrono::hours(24);
    sessions.end = kStart + std::chrono::hours(24);
    const auto counts = *items.session_counts().series(sessions);
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].started, 4 * 4);
    EXPECT_EQ(counts[0].crashed, 4);
    EXPECT_EQ(counts[0].errored, 4 + 1) << "one session with errors, however often it says so";
    const auto monitor = *items.monitors().find(projects, "nightly");
    ASSERT_TRUE(monitor);
    EXPECT_EQ(items.monitors().check_ins(monitor->id, 0, 100)->size(), 4U);
    EXPECT_EQ(sum(Category::transaction, Outcome::accepted), 4);
    EXPECT_EQ(sum(Category::transaction, Outcome::invalid), 2);
    EXPECT_EQ(sum(Category::attachment, Outcome::accepted), 16);
    EXPECT_EQ(sum(Category::attachment_item, Outcome::invalid), 1);
    EXPECT_EQ(sum(Category::user_report_v2, Outcome::accepted), 4);
    EXPECT_EQ(sum(Category::span, Outcome::accepted), 8);
    EXPECT_EQ(sum(Category::monitor, Outcome::accepted), 4);
    EXPECT_EQ(world.letters().size(), 1U);
  }

  std::int64_t sum(Category category, Outcome outcome) {
    const auto tx = *world.meta->begin_read();
    std::int64_t quantity = 0;
    const auto sums = *tx->outcomes().sum({{world.project}, {}, {}});
    for (const protocol::OutcomeCount& count : sums) {
      if (count.category == category && count.outcome == outcome) quantity += count.quantity;
    }
    return quantity;
  }

  protocol::ItemMessage head(ItemType type, EventId id) const {
    protocol::ItemMessage message;
    message.org = world.org;
    message.project = world.project;
    message.key = KeyId{1};
    message.event_id = id;
    message.received = kStart;
    message.type = type;
    return message;
  }
  void append(const protocol::ItemMessage& message) {
    std::string bytes;
    protocol::encode(message, bytes);
    world.append(kTopic, 0, std::move(bytes));
  }

  World world;
};

TEST_F(ItemsOnce, EveryKindIsStoredAndCounted) {
  send_everything();
  EXPECT_EQ(live_until_drained(world, options_for(100)), 0);
  check_everything_is_there_once();
}

/// Restarts the fixture's world for every point; a fixture of its own would say the same 32 times.
TEST(ItemsOnceAtEveryCall, HoldsForErrorsAndDeaths) {
  struct Case : ItemsOnce {
    void TestBody() override {}
    void run(Call where, When when, bool dies, int nth) {
      send_everything();
      int passages = 0;
      world.director = [&, nth](Call call, When at) -> std::optional<Error> {
        if (call != where || at != when || ++passages != nth) return std::nullopt;
        if (dies) throw ProcessDied{};
        return store_away();
      };
      live_until_drained(world, options_for(5));
      world.director = nullptr;
      check_everything_is_there_once();
    }
  };
  for (const Call where : kCalls) {
    for (const When when : {When::before, When::after}) {
      for (const bool dies : {false, true}) {
        for (const int nth : {1, 3}) {
          SCOPED_TRACE(static_cast<int>(where) * 100 + static_cast<int>(when) * 10 + nth);
          Case().run(where, when, dies, nth);
        }
      }
    }
  }
}

TEST_F(ItemsOnce, AnAttachmentWhoseBytesAreGoneIsSetAside) {
  protocol::ItemMessage message = head(ItemType::attachment, {1, 1});
  message.counts = {{Category::attachment, 5}, {Category::attachment_item, 1}};
  message.pieces = {{77, 0, 5}};
  append(message);
  live_until_drained(world, options_for(10));
  ASSERT_EQ(world.letters().size(), 1U);
  EXPECT_EQ(world.letters()[0].reason, "bad_attachment");
  EXPECT_EQ(world.letters()[0].project, world.project);
  EXPECT_EQ(sum(Category::attachment, Outcome::invalid), 5);
}

TEST_F(ItemsOnce, HostileBytesAreSetAside) {
  world.append(kTopic, 0, "");
  world.append(kTopic, 0, "\x01 what is this?");
  send(ItemType::log, {}, "{}", {{Category::log_item, 1}});
  send(ItemType::transaction, {1, 1}, "[]", {{Category::transaction, 1}});
  send(ItemType::transaction, {1, 2}, "{", {{Category::transaction, 1}});
  send(ItemType::check_in, {}, R"({"monitor_slug":""})", {{Category::monitor, 1}});
  live_until_drained(world, options_for(10));
  EXPECT_EQ(world.letters().size(), 6U);
  EXPECT_EQ(sum(Category::transaction, Outcome::invalid), 2);
  EXPECT_EQ(sum(Category::monitor, Outcome::invalid), 1);
}

TEST_F(ItemsOnce, AReplayedItemIsCountedOnce) {
  protocol::ItemMessage message = head(ItemType::attachment, {1, 1});
  message.counts = {{Category::attachment, 3}, {Category::attachment_item, 1}};
  message.pieces = {{77, 0, 3}};
  append(message);
  live_until_drained(world, options_for(10));
  ASSERT_EQ(world.letters().size(), 1U);
  const auto replayed =
      consumer::replay_dead_letter(world.plain(), world.clock, world.letters()[0].id);
  ASSERT_TRUE(replayed) << replayed.error().detail;
  live_until_drained(world, options_for(10));
  EXPECT_EQ(world.letters().size(), 2U);
  EXPECT_EQ(sum(Category::attachment, Outcome::invalid), 3);
}

TEST_F(ItemsOnce, MonitorsBeyondTheLimitAreRefused) {
  for (std::int64_t n = 0; n <= ports::MonitorRepository::kMaxMonitors; ++n) {
    send(ItemType::check_in, {}, R"({"status":"ok","monitor_slug":"m)" + std::to_string(n) + "\"}",
         {{Category::monitor, 1}});
  }
  live_until_drained(world, options_for(2'000));
  EXPECT_EQ(sum(Category::monitor, Outcome::accepted), ports::MonitorRepository::kMaxMonitors);
  EXPECT_EQ(world.sum(Outcome::invalid, consumer::reason::kTooManyMonitors), 1);
}

}  // namespace
}  // namespace picket::crash
