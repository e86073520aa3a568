#include "load/run.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/mutex.h"
#include "base/testkit/temp_dir.h"
#include "codec/gunzip.h"
#include "load/fake_server.h"
#include "protocol/envelope.h"

namespace picket::load {
namespace {

constexpr std::size_t kMostBytes = 1'000'000;

/// Keeps events as a Sentry server does, in one issue; every tenth is refused or lost on demand.
class FakeSentry {
 public:
  explicit FakeSentry(int refuse_status = 200, bool lose = false)
      : refuse_status_(refuse_status), lose_(lose) {}

  std::string operator()(const FakeServer::Request& request) {
    const MutexLock lock(mutex_);
    if (request.line.starts_with("POST /api/7/envelope/")) return take(request.body);
    if (request.line.find("/issues/") != std::string::npos) {
      return http_answer(200, fmt::format(R"([{{"count":"{}"}}])", events_.size()));
    }
    const std::size_t at = request.line.find("/events/") + 8;
    return http_answer(events_.contains(request.line.substr(at, 32)) ? 200 : 404, "{}");
  }

 private:
  std::string take(const std::string& body) PICKET_REQUIRES(mutex_) {
    std::string text;
    EXPECT_TRUE(codec::gunzip_exact(body, text, kMostBytes));
    const auto envelope = protocol::parse_envelope(text);
    EXPECT_TRUE(envelope && envelope->items.size() == 1);
    const bool tenth = ++taken_ % 10 == 0;
    if (tenth && refuse_status_ != 200) return http_answer(refuse_status_, "{}");
    if (!(tenth && lose_)) {
      EXPECT_TRUE(events_.insert(envelope->header.event_id->to_hex()).second);
    }
    return http_answer(200, "{}");
  }

  Mutex mutex_;
  std::set<std::string> events_ PICKET_GUARDED_BY(mutex_);
  int taken_ PICKET_GUARDED_BY(mutex_) = 0;
  int refuse_status_;
  bool lose_;
};

class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.file("a.json")) << R"({"platform":"python","message":"m"})";
    std::ofstream(folder_.file("b.json")) << R"({"platform":"native","message":"n"})";
  }

  Options options(const FakeServer& server) const {
    Options options;
    options.dsn =
        fmt::format("http://0123456789abcdef0123456789abcdef@{}/7", server.url().authority());
    options.samples = folder_.path();
    options.events = 200;
    options.connections = 4;
    options.warm_up = 20;
    options.api_url = fmt::format("http://{}", server.url().authority());
    options.token = "t";
    options.org = "o";
    options.project = "p";
    return options;
  }

  testkit::TempDir folder_;
};

TEST_F(RunTest, CountsWhatWasAcceptedAndShown) {
  FakeSentry sentry;
  FakeServer server([&](const auto& request) { return sentry(request); });
  Options with = options(server);
  with.pid = ::getpid();
  with.data = folder_.path();
  const auto report = run(with, nullptr);
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->events, 200U);
  EXPECT_EQ(report->accepted, 200U);
  EXPECT_EQ(report->rejected(), 0U);
  EXPECT_EQ(report->lost, 0U);
  EXPECT_EQ(report->answer.count, 200U);
  EXPECT_GT(report->accepted_per_s, 0);
  EXPECT_GT(report->visible_per_s, 0);
  EXPECT_GE(report->visible->count, 1U);
  EXPECT_TRUE(report->server_cpu_us_per_event);
  EXPECT_GT(report->server_peak_rss_mb, 1);
  EXPECT_EQ(report->disk_bytes_per_event, 0);
  EXPECT_GT(report->raw_bytes_per_event, report->gzip_bytes_per_event);
  EXPECT_EQ(report->prepared_late, 0U);
}

TEST_F(RunTest, CountsRefusalsByStatus) {
  FakeSentry sentry(429);
  FakeServer server([&](const auto& request) { return sentry(request); });
  const auto report = run(options(server), nullptr);
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->rejected(), 20U);
  EXPECT_EQ(report->refused, (std::map<int, std::uint64_t>{{429, 20}}));
  EXPECT_EQ(report->lost, 0U);
}

TEST_F(RunTest, HoldsASchedule) {
  FakeSentry sentry;
  FakeServer server([&](const auto& request) { return sentry(request); });
  Options open_loop = options(server);
  open_loop.rate = 1000;
  const auto report = run(open_loop, nullptr);
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->accepted, 200U);
  EXPECT_GE(report->seconds, 0.199);
}

TEST_F(RunTest, EndsWithTheTime) {
  FakeSentry sentry;
  FakeServer server([&](const auto& request) { return sentry(request); });
  Options timed = options(server);
  timed.events = 0;
  timed.seconds = 0.2;
  timed.rate = 500;
  timed.api_url.clear();
  const auto report = run(timed, nullptr);
  ASSERT_TRUE(report) << report.error();
  EXPECT_GT(report->accepted, 0U);
  EXPECT_LE(report->accepted, 100U);
  EXPECT_FALSE(report->lost);
  EXPECT_FALSE(report->visible_per_s);
}

TEST_F(RunTest, SaysWhyItCannotStart) {
  FakeServer server([](const auto&) { return http_answer(403, "{}"); });
  EXPECT_FALSE(run(options(server), nullptr)) << "nothing accepted";
  Options wrong = options(server);
  wrong.dsn = "x";
  EXPECT_FALSE(run(wrong, nullptr));
  wrong = options(server);
  wrong.samples = folder_.file("none");
  EXPECT_FALSE(run(wrong, nullptr));
  wrong = options(server);
  wrong.api_url = "https://h";
  EXPECT_FALSE(run(wrong, nullptr));
  wrong = options(server);
  wrong.event_bytes = 1'000'000;
  EXPECT_FALSE(run(wrong, nullptr));
}

}  // namespace
}  // namespace picket::load
