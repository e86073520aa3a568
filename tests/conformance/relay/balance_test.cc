// Every item is accounted for: what was sent is in the log or has an outcome, whatever was sent,
// how much of it was let through, and how many send at once.
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/little_endian.h"
#include "codec/testkit/encode.h"
#include "conformance/relay/world.h"
#include "net/testkit/client.h"
#include "protocol/client_report.h"
#include "protocol/envelope.h"
#include "protocol/item_limits.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using Balance = std::map<Category, std::int64_t>;

/// One request of a careless SDK, and what it has in it.
struct Request {
  std::string text;
  Balance items;
  Balance discarded;  ///< What its client reports say.
};

/// What relay counts of an envelope.
void count(std::string_view body, Request& request) {
  const auto envelope = protocol::parse_envelope(body);
  ASSERT_TRUE(envelope) << body;
  for (const protocol::EnvelopeItem& item : envelope->items) {
    for (const protocol::Quantity& one : protocol::quantities(item)) {
      request.items[one.category] += one.amount;
    }
    if (item.type != protocol::ItemType::client_report) continue;
    const auto report = protocol::parse_client_report(item.payload);
    if (!report) continue;
    for (const protocol::DiscardedItems& one : report->discarded) {
      request.discarded[one.category] += one.quantity;
    }
  }
}

void add(const Balance& more, Balance& to) {
  for (const auto& [category, amount] : more) to[category] += amount;
}

struct Kind {
  const char* type;
  const char* payload;
};

constexpr Kind kSound[] = {
    {"event", R"({"message":"hello"})"},
    {"event", R"({"message":"hello","extra":{"password":"x"}})"},
    {"event", R"({"message":"unwanted thing"})"},
    {"event", R"({"message":"hello","release":"old@1.0"})"},
    {"transaction",
     R"({"type":"transaction","transaction":"/a","start_timestamp":784111776,"timestamp":784111777,"contexts":{"trace":)"
     R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902b7"}}})"},
    {"transaction",
     R"({"type":"transaction","transaction":"/health","start_timestamp":784111776,"timestamp":784111777,"contexts":)"
     R"({"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba902b7"}}})"},
    {"attachment", "some text of a file"},
    {"attachment", "a"},
    {"check_in",
     R"({"check_in_id":"a460c25ff25546089ad2c0a1a1d6d4e3","monitor_slug":"m","status":"ok"})"},
    {"user_report", R"({"event_id":"4c79f60c11214eb38604f4ae0781bfb2","comments":"c"})"},
    {"feedback", R"({"contexts":{"feedback":{"message":"it broke"}}})"},
    {"security", R"({"csp-report":{"document-uri":"https://a.example/",)"
                 R"("effective-directive":"img-src","blocked-uri":"https://b.example/x"}})"},
    {"client_report", R"({"discarded_events":[{"reason":"queue_overflow","category":"error",)"
                      R"("quantity":3},{"reason":"sample_rate","category":"transaction",)"
                      R"("quantity":11}]})"},
    {"client_report", R"({"discarded_events":[{"reason":"x","category":"attachment",)"
                      R"("quantity":700},{"reason":"y","category":"session","quantity":0}]})"},
};

constexpr const char* kTypes[] = {
    "event",         "transaction",  "attachment",     "session",
    "sessions",      "check_in",     "span",           "log",
    "feedback",      "replay_event", "profile",        "replay_recording",
    "profile_chunk", "trace_metric", "user_report",    "raw_security",
    "client_report", "security",     "from_the_future"};
constexpr const char* kPayloads[] = {R"({"message":"hello"})", "{", "", "null",
                                     R"({"message":"x","timestamp":1})"};

class Mixture {
 public:
  explicit Mixture(unsigned seed) : random_(seed) {}

  Request request() {
    switch (below(10)) {
      case 0:
        return store();
      case 1:
        return security();
      case 2:
        return minidump();
      default:
        return envelope();
    }
  }

 private:
  unsigned below(unsigned most) { return static_cast<unsigned>(random_() % most); }
  std::string hex() {
    std::string id;
    for (int i = 0; i < 32; ++i) id += "0123456789abcdef"[below(16)];
    return id;
  }

  static std::string item(std::string_view type, std::string_view payload,
                          std::string_view more = "") {
    return R"({"type":")" + std::string(type) + R"(","length":)" + std::to_string(payload.size()) +
           std::string(more) + "}\n" + std::string(payload) + '\n';
  }
  std::string item() {
    if (below(3) > 0) {
      const Kind& kind = kSound[below(std::size(kSound))];
      return item(kind.type, kind.payload);
    }
    const std::string more =
        below(4) == 0 ? R"(,"item_count":)" + std::to_string(below(5)) : std::string();
    return item(kTypes[below(std::size(kTypes))], kPayloads[below(std::size(kPayloads))], more);
  }

  Request envelope() {
    std::string body = R"({"event_id":")" + hex() + "\"}\n";
    for (unsigned i = below(6); i > 0; --i) body += item();
    Request request;
    count(body, request);
    const bool packed = below(3) == 0;
    request.text =
        net::testkit::post("/api/1/envelope/", packed ? codec::testkit::gzip(body) : body,
                           auth() + (packed ? "Content-Encoding: gzip\r\n" : ""));
    return request;
  }

  Request store() {
    const bool good = below(4) > 0;
    const std::string event = R"({"event_id":")" + hex() + R"(","message":")" +
                              (below(3) == 0 ? "unwanted" : "hello") + (good ? "\"}" : "");
    Request request;
    request.text = net::testkit::post("/api/1/store/", event, auth());
    request.items[Category::error] = 1;  // Also one that cannot be read.
    return request;
  }

  Request security() {
    Request request;
    request.text = net::testkit::post(
        "/api/1/security/?sentry_key=" + std::string(kKey),
        R"({"csp-report":{"document-uri":"https://a.example/","effective-directive":"img-src"}})",
        "Content-Type: application/csp-report\r\n");
    request.items[Category::security] = 1;
    return request;
  }

  Request minidump() {
    std::string dump = "MDMP";
    for (const std::uint32_t value : {0xa793U, 0U, 32U, 0U, 784'111'700U, 0U, 0U}) {
      put_le(dump, value);
    }
    const std::string log(1 + below(100), 'l');
    const auto part = [](std::string_view name, const std::string& content) {
      return "--xx\r\nContent-Disposition: form-data; name=\"" + std::string(name) +
             "\"; filename=\"f\"\r\n\r\n" + content + "\r\n";
    };
    Request request;
    request.text =
        net::testkit::post("/api/1/minidump/?sentry_key=" + std::string(kKey),
                           part("upload_file_minidump", dump) + part("log", log) + "--xx--\r\n",
                           "Content-Type: multipart/form-data; boundary=xx\r\n");
    request.items[Category::error] = 1;
    request.items[Category::attachment] = static_cast<std::int64_t>(dump.size() + log.size());
    request.items[Category::attachment_item] = 2;
    return request;
  }

  std::mt19937 random_;
};

void set_filters(World& world) {
  world.set_project("filters:error_messages", R"("*unwanted*")");
  world.set_project("filters:releases", R"("old@*")");
  world.set_project("filters:filtered-transaction", "true");
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

/// Sends them from as many threads as there are balances, each of which becomes what it sent.
void send_all(std::uint16_t port, unsigned seed, std::vector<Balance>& sent) {
  constexpr int kRequests = 120;
  std::vector<std::thread> senders;
  for (unsigned s = 0; s < sent.size(); ++s) {
    senders.emplace_back([port, seed, s, &sent] {
      Mixture mixture(seed * 100 + s);
      net::testkit::Client client(port);
      for (int i = 0; i < kRequests; ++i) {
        const Request request = mixture.request();
        const auto answer = client.ask(request.text);
        ASSERT_TRUE(answer) << request.text;
        const int status = answer->status;
        EXPECT_TRUE(status == 200 || status == 400 || status == 413 || status == 429)
            << status << ": " << request.text;
        add(request.items, sent[s]);
        // Of an envelope with too much in it nothing is read.
        if (status != 413) add(request.discarded, sent[s]);
      }
    });
  }
  for (std::thread& sender : senders) sender.join();
}

/// By seed: 1 has the defaults, 2 filters too, others also limit.
TEST(RelayBalance, WhatIsSentIsKeptOrHasAnOutcome) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
    SCOPED_TRACE(seed);
    World world;
    std::mt19937 random(seed);
    if (seed > 1) set_filters(world);
    if (seed > 2) set_random_limits(world, random);
    constexpr unsigned kSenders = 4;
    std::vector<Balance> sent(kSenders);
    send_all(world.port, seed, sent);
    Balance all;
    for (const Balance& one : sent) add(one, all);
    Balance found = world.kept();
    std::map<protocol::Outcome, std::int64_t> decided;
    for (const protocol::OutcomeCount& one : world.outcome_counts()) {
      EXPECT_NE(one.outcome, protocol::Outcome::accepted) << "the consumer counts that";
      EXPECT_NE(one.reason, protocol::reason::kInternal);
      decided[one.outcome] += one.quantity;
      found[one.category] += one.quantity;
    }
    EXPECT_EQ(world.relay->balance().in_progress(), 0);
    EXPECT_TRUE(decided.contains(protocol::Outcome::filtered));  // Health checks by default.
    EXPECT_EQ(decided.contains(protocol::Outcome::rate_limited), seed > 2);
    EXPECT_TRUE(decided.contains(protocol::Outcome::invalid));
    EXPECT_TRUE(decided.contains(protocol::Outcome::client_discard));
    EXPECT_EQ(found, all);
  }
}

}  // namespace
}  // namespace picket::conformance
