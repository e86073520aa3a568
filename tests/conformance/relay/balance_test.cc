// Every item is accounted for: what was sent is in the log or has an outcome, whatever was sent,
// how much of it was let through, and how many send at once.
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/relay/world.h"
#include "net/testkit/client.h"
#include "protocol/envelope.h"
#include "protocol/item_limits.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using Balance = std::map<Category, std::int64_t>;

/// Envelopes as a careless SDK might send them.
class Mixture {
 public:
  explicit Mixture(unsigned seed) : random_(seed) {}

  std::string envelope() {
    std::string text = "{\"event_id\":\"" + hex() + "\"}\n";
    const unsigned items = below(6);
    for (unsigned i = 0; i < items; ++i) text += item();
    return text;
  }

 private:
  unsigned below(unsigned most) { return static_cast<unsigned>(random_() % most); }
  std::string hex() {
    std::string id;
    for (int i = 0; i < 32; ++i) id += "0123456789abcdef"[below(16)];
    return id;
  }
  std::string item() {
    static constexpr const char* kTypes[] = {"event",
                                             "event",
                                             "event",
                                             "transaction",
                                             "attachment",
                                             "attachment",
                                             "session",
                                             "sessions",
                                             "check_in",
                                             "span",
                                             "log",
                                             "feedback",
                                             "replay_event",
                                             "replay_recording",
                                             "profile",
                                             "profile_chunk",
                                             "trace_metric",
                                             "user_report",
                                             "client_report",
                                             "security",
                                             "from_the_future"};
    static constexpr const char* kPayloads[] = {R"({"message":"hello"})", "{", "", "null",
                                                R"({"message":"x","timestamp":1})"};
    const std::string payload = kPayloads[below(std::size(kPayloads))];
    std::string header = R"({"type":")" + std::string(kTypes[below(std::size(kTypes))]) +
                         R"(","length":)" + std::to_string(payload.size());
    if (below(4) == 0) header += R"(,"item_count":)" + std::to_string(below(5));
    return header + "}\n" + payload + '\n';
  }

  std::mt19937 random_;
};

/// What relay counts of it.
void add_sent(std::string_view body, Balance& to) {
  const auto envelope = protocol::parse_envelope(body);
  ASSERT_TRUE(envelope) << body;
  for (const protocol::EnvelopeItem& item : envelope->items) {
    for (const protocol::Quantity& one : protocol::quantities(item)) to[one.category] += one.amount;
  }
}

void set_random_limits(World& world, std::mt19937& random) {
  const auto limit = [&] { return std::to_string(random() % 60); };
  world.limit_key(5 + static_cast<std::int64_t>(random() % 50), 3600);
  world.set_project("quotas",
                    R"([{"id":"a","categories":["attachment"],"window":3600,"limit":)" + limit() +
                        R"(},{"id":"s","categories":["session","span"],"window":3600,"limit":)" +
                        limit() + R"(},{"id":"all","window":3600,"scope":"key","limit":)" +
                        std::to_string(1 + random() % 900) +
                        R"(},{"id":"log","categories":["log_item"],"limit":0}])");
  world.set_organization("accountRateLimit", limit());
}

TEST(RelayBalance, WhatIsSentIsKeptOrHasAnOutcome) {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    World world;
    std::mt19937 random(seed);
    if (seed > 1) set_random_limits(world, random);
    constexpr unsigned kSenders = 4;
    std::vector<Balance> sent(kSenders);
    std::vector<std::thread> senders;
    for (unsigned s = 0; s < kSenders; ++s) {
      senders.emplace_back([&, s] {
        Mixture mixture(seed * 100 + s);
        net::testkit::Client client(world.port);
        for (int i = 0; i < 100; ++i) {
          const std::string body = mixture.envelope();
          add_sent(body, sent[s]);
          const auto answer = client.ask(net::testkit::post("/api/1/envelope/", body, auth()));
          ASSERT_TRUE(answer) << body;
          EXPECT_TRUE(answer->status == 200 || answer->status == 429 || answer->status == 413)
              << answer->status << ": " << body;
        }
      });
    }
    for (std::thread& sender : senders) sender.join();
    Balance all;
    for (const Balance& one : sent) {
      for (const auto& [category, amount] : one) all[category] += amount;
    }
    Balance found = world.kept();
    bool limited = false;
    for (const protocol::OutcomeCount& one : world.outcome_counts()) {
      EXPECT_NE(one.outcome, protocol::Outcome::accepted) << "the consumer counts that";
      EXPECT_NE(one.reason, protocol::reason::kInternal);
      limited = limited || one.outcome == protocol::Outcome::rate_limited;
      found[one.category] += one.quantity;
    }
    EXPECT_EQ(world.relay->balance().in_progress(), 0);
    EXPECT_EQ(limited, seed > 1);
    EXPECT_EQ(found, all) << "seed " << seed;
  }
}

}  // namespace
}  // namespace picket::conformance
