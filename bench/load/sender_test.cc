#include "load/sender.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "load/fake_server.h"

namespace picket::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class CountingFeed : public Feed {
 public:
  explicit CountingFeed(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      Prepared event;
      event.event_id.low = i;
      event.request = fmt::format("POST /{} HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", i);
      events_.push_back(std::move(event));
    }
  }
  const Prepared* next(SteadyTime) override {
    return given_ == events_.size() ? nullptr : &events_[given_++];
  }
  void answered(const Prepared& event, int status, SteadyTime intended, SteadyTime at) override {
    ++statuses[status];
    EXPECT_TRUE(seen_.insert(event.event_id.low).second);
    intended_times.push_back(intended);
    EXPECT_LE(intended, at);
  }
  void tick(SteadyTime) override { ++ticks; }

  std::map<int, std::size_t> statuses;
  std::vector<SteadyTime> intended_times;
  std::size_t ticks = 0;

 private:
  std::deque<Prepared> events_;
  std::size_t given_ = 0;
  std::set<std::uint64_t> seen_;
};

void send_all(const Url& url, std::size_t connections, Feed& feed,
              const std::optional<Schedule>& schedule = std::nullopt) {
  const Address address = resolve(url).value();
  Sender sender(address, connections, feed);
  sender.run(schedule);
}

TEST(Sender, SendsEveryEventOnceOverItsConnections) {
  std::atomic<int> bodies = 0;
  FakeServer server([&](const FakeServer::Request& request) {
    bodies += request.body == "abc" ? 1 : 0;
    return http_answer(200, "{}");
  });
  CountingFeed feed(500);
  send_all(server.url(), 4, feed);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{200, 500}}));
  EXPECT_EQ(bodies, 500);
  EXPECT_LE(server.connections(), 4);
  EXPECT_GT(feed.ticks, 0U);
}

TEST(Sender, ReportsRefusals) {
  FakeServer server([](const FakeServer::Request& request) {
    return http_answer(request.line.find("/1 ") != std::string::npos ? 503 : 200, "{}");
  });
  CountingFeed feed(10);
  send_all(server.url(), 2, feed);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{200, 9}, {503, 1}}));
}

TEST(Sender, OpensAnotherConnectionWhenTheServerCloses) {
  FakeServer server(
      [](const FakeServer::Request&) { return http_answer(200, "{}", "Connection: close\r\n"); });
  CountingFeed feed(6);
  send_all(server.url(), 2, feed);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{200, 6}}));
  EXPECT_EQ(server.connections(), 6);
}

TEST(Sender, CountsBrokenConnectionsAndGoesOn) {
  FakeServer server([](const FakeServer::Request& request) {
    return request.line.find("/0 ") != std::string::npos ? "" : http_answer(200, "{}");
  });
  CountingFeed feed(4);
  send_all(server.url(), 1, feed);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{0, 1}, {200, 3}}));
}

TEST(Sender, CountsAServerThatIsNotThere) {
  Url nobody;
  {
    FakeServer server([](const FakeServer::Request&) { return std::string(); });
    nobody = server.url();
  }
  CountingFeed feed(2);
  send_all(nobody, 2, feed);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{0, 2}}));
}

TEST(Sender, HoldsEventsToTheirSchedule) {
  FakeServer server([](const FakeServer::Request&) { return http_answer(200, "{}"); });
  CountingFeed feed(20);
  const SteadyTime start = steady_clock::now();
  const Schedule schedule(start, 1000);
  send_all(server.url(), 2, feed, schedule);
  EXPECT_GE(steady_clock::now() - start, milliseconds(19));
  std::sort(feed.intended_times.begin(), feed.intended_times.end());
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(feed.intended_times[i], schedule.at(i));
}

TEST(Sender, ChargesAStallToTheEventsThatHadToWait) {
  // All were due a second ago; the one connection takes them one by one. None may be left out, and
  // each counts from when it was due.
  FakeServer server([](const FakeServer::Request&) { return http_answer(200, "{}"); });
  CountingFeed feed(50);
  const Schedule schedule(steady_clock::now() - std::chrono::seconds(1), 1e6);
  send_all(server.url(), 1, feed, schedule);
  EXPECT_EQ(feed.statuses, (std::map<int, std::size_t>{{200, 50}}));
  for (const SteadyTime intended : feed.intended_times) {
    EXPECT_LE(intended, schedule.at(49));
  }
}

}  // namespace
}  // namespace picket::load
