// The server over real loopback sockets: what slow, greedy and hostile clients get. Time limits are
// injected; nothing here sleeps.
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "codec/testkit/encode.h"
#include "net/server.h"
#include "net/testkit/client.h"
#include "net/testkit/running_server.h"

namespace picket::net {
namespace {

using namespace std::chrono_literals;
using testkit::Client;
using testkit::get;
using testkit::post;
using testkit::RunningServer;

Response size_of_body(const Request& request) {
  Response response;
  response.body = std::to_string(request.body.size());
  return response;
}

Route upload(BlockingHandler handler = size_of_body) {
  Route route;
  route.name = "upload";
  route.method = Method::post;
  route.pattern = "/upload";
  route.handler = std::move(handler);
  return route;
}

ServerOptions with(const std::function<void(Limits&)>& change) {
  ServerOptions options;
  change(options.limits);
  return options;
}

constexpr auto kShort = 20ms;

TEST(ServerTimeouts, CutOffASlowHeader) {
  RunningServer server(with([](Limits& l) { l.header_timeout = kShort; }));
  server.start();
  Client client(server.port());
  const auto answer = client.ask("GET / HTTP/1.1\r\nHo");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server.metric("picket_net_timeouts_total{phase=\"header\"}"), 1);
}

TEST(ServerTimeouts, CutOffABodyThatStopsComing) {
  for (const auto& change : {std::function([](Limits& l) { l.body_grace = kShort; }),
                             std::function([](Limits& l) { l.body_timeout = kShort; })}) {
    RunningServer server(with(change));
    server.router.add(upload());
    server.start();
    Client client(server.port());
    const auto answer = client.ask(
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nsome of it, and then");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(server.metric("picket_net_timeouts_total{phase=\"body\"}"), 1);
  }
}

TEST(ServerTimeouts, CloseIdleConnectionsWithoutAWord) {
  RunningServer server(with([](Limits& l) { l.idle_timeout = kShort; }));
  server.router.add(upload());
  server.start();
  Client silent(server.port());
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(server.metric("picket_net_timeouts_total{phase=\"idle\"}"), 1);
  // On a busy machine the time may be over before the request is sent: again, then.
  for (bool answered = false; !answered;) {
    Client used(server.port());
    const auto answer = used.ask(post("/upload", "abc"));
    answered = answer.has_value();
    EXPECT_TRUE(used.closed());
  }
}

TEST(ServerTimeouts, CloseOnAClientThatDoesNotRead) {
  constexpr std::size_t kLarge = 50'000'000;
  RunningServer server(with([](Limits& l) { l.write_timeout = kShort; }));
  server.router.add(upload([](const Request&) {
    Response response;
    response.body.assign(kLarge, 'x');
    return response;
  }));
  server.start();
  Client client(server.port());
  ASSERT_TRUE(client.send(post("/upload", "")));
  while (server.metric("picket_net_timeouts_total{phase=\"write\"}") < 1) std::this_thread::yield();
  EXPECT_LT(client.read_to_end().size(), kLarge);
}

TEST(ServerTimeouts, DoNotCountWhileAHandlerRuns) {
  RunningServer server(with(
      [](Limits& l) { l.header_timeout = l.body_grace = l.body_timeout = l.write_timeout = 1ms; }));
  // Longer than any of them by the server's own measure: another connection is cut off meanwhile.
  server.router.add(upload([&server](const Request&) {
    Client other(server.port());
    EXPECT_EQ(other.ask("GET / HTTP/1.1\r\n")->status, 408);
    return Response{};
  }));
  server.start();
  Client client(server.port());
  const auto answer = client.ask(post("/upload", ""));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
}

TEST(ServerLimits, TurnConnectionsAwayAboveTheirNumber) {
  RunningServer server(with([](Limits& l) { l.max_connections = 2; }));
  server.router.add(upload());
  server.start();
  auto first = std::make_unique<Client>(server.port());
  Client second(server.port());
  ASSERT_EQ(first->ask(post("/upload", "a"))->status, 200);
  ASSERT_EQ(second.ask(post("/upload", "a"))->status, 200);
  Client third(server.port());
  const auto refused = third.receive();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->headers.get("retry-after"), "5");
  EXPECT_EQ(refused->body, R"({"detail":"too many connections"})");
  EXPECT_TRUE(third.closed());
  EXPECT_EQ(server.metric("picket_net_connections_refused_total"), 1);

  first.reset();
  while (server.metric("picket_net_connections") > 1) std::this_thread::yield();
  EXPECT_EQ(Client(server.port()).ask(post("/upload", "abc"))->body, "3");
}

TEST(ServerLimits, StopBombsAtTheRoutesLimitAndServeOn) {
  using namespace codec::testkit;
  RunningServer server;
  server.router.add(upload());
  server.start();
  const std::string zeros(30'000'000, '\0');
  for (const auto& [coding, bomb] : {std::pair{"gzip", gzip(zeros)},
                                     {"deflate", zlib(zeros)},
                                     {"br", brotli(zeros)},
                                     {"zstd", zstd_stream(zeros)}}) {
    Client client(server.port());
    const auto answer =
        client.ask(post("/upload", bomb, "Content-Encoding: " + std::string(coding) + "\r\n"));
    ASSERT_TRUE(answer) << coding;
    EXPECT_EQ(answer->status, 413) << coding;
    EXPECT_EQ(answer->body, R"({"detail":"request body exceeds 1048576 bytes"})");
    EXPECT_EQ(client.ask(post("/upload", "abc"))->body, "3") << coding;
  }
  EXPECT_EQ(server.metric("picket_net_body_bytes"), 0);
}

TEST(ServerLimits, RefuseBodiesThatAreNotWhatTheySay) {
  RunningServer server;
  server.router.add(upload());
  server.start();
  Client client(server.port());
  const auto corrupt = client.ask(post("/upload", "no gzip", "Content-Encoding: gzip\r\n"));
  EXPECT_EQ(corrupt->status, 400);
  EXPECT_EQ(corrupt->body, R"({"detail":"invalid request body"})");
  const auto unknown = client.ask(post("/upload", "x", "Content-Encoding: compress\r\n"));
  EXPECT_EQ(unknown->status, 415);
  EXPECT_EQ(client.ask(post("/upload", "", "Content-Encoding: gzip\r\n"))->body, "0");
}

TEST(ServerLimits, LetALargeUploadReadItsRefusal) {
  RunningServer server;
  server.router.add(upload());
  server.start();
  for (const char* path : {"/upload", "/unknown"}) {
    Client client(server.port());
    ASSERT_TRUE(client.send(post(path, std::string(8'000'000, 'x'))));
    const auto answer = client.receive();
    ASSERT_TRUE(answer) << path;
    EXPECT_EQ(answer->headers.get("connection"), "close");
  }
  Client chunked(server.port());
  std::string request = "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 30; ++i) request += "10000\r\n" + std::string(65'536, 'x') + "\r\n";
  ASSERT_TRUE(chunked.send(request + "0\r\n\r\n"));
  EXPECT_EQ(chunked.receive()->status, 413);
}

/// Handlers that wait until the test lets them go.
class Gate {
 public:
  BlockingHandler handler() {
    return [this](const Request& request) {
      entered_.fetch_add(1);
      open_.wait();
      return size_of_body(request);
    };
  }
  void wait_for(int entered) {
    while (entered_.load() < entered) std::this_thread::yield();
  }
  void open() { opened_.set_value(); }

 private:
  std::atomic<int> entered_ = 0;
  std::promise<void> opened_;
  std::shared_future<void> open_ = opened_.get_future().share();
};

TEST(ServerLimits, HoldBodiesWithinTheBudgetOfTheProcess) {
  RunningServer server(with([](Limits& l) { l.max_body_bytes_in_flight = 150'000; }));
  Gate gate;
  server.router.add(upload(gate.handler()));
  server.start();
  const std::string body(100'000, 'x');
  Client first(server.port());
  ASSERT_TRUE(first.send(post("/upload", body)));
  gate.wait_for(1);
  Client second(server.port());
  const auto refused = second.ask(post("/upload", body));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->headers.get("retry-after"), "5");
  gate.open();
  EXPECT_EQ(first.receive()->body, "100000");
  EXPECT_EQ(Client(server.port()).ask(post("/upload", body))->body, "100000");
}

TEST(ServerLimits, AllowNoBodyMoreThanItsShareOfTheBudget) {
  RunningServer server(with([](Limits& l) { l.max_body_bytes_in_flight = 4'000'000; }));
  Route route = upload();
  route.max_body_bytes = 200'000'000;
  server.router.add(std::move(route));
  server.start();
  const std::string zeros(30'000'000, '\0');
  const std::string fields = "Content-Encoding: gzip\r\n";
  Client client(server.port());
  const auto bomb = client.ask(post("/upload", codec::testkit::gzip(zeros), fields));
  EXPECT_EQ(bomb->status, 413);
  EXPECT_EQ(bomb->body, R"({"detail":"request body exceeds 2000000 bytes"})");
  const std::string largest = zeros.substr(0, 2'000'000);
  EXPECT_EQ(client.ask(post("/upload", codec::testkit::gzip(largest), fields))->body, "2000000");
  EXPECT_EQ(client.ask(post("/upload", largest + ' '))->status, 413);
}

TEST(ServerLimits, ChargeHeadersThatAreNotSmall) {
  RunningServer server(with([](Limits& l) { l.max_body_bytes_in_flight = 20'000; }));
  server.router.add(upload());
  server.start();
  const std::string large = "X-Large: " + std::string(25'000, 'x') + "\r\n";
  Client unfinished(server.port());
  const auto refused = unfinished.ask("POST /upload HTTP/1.1\r\nHost: x\r\n" + large);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->headers.get("retry-after"), "5");
  EXPECT_TRUE(unfinished.closed());
  const std::string medium = "X-Medium: " + std::string(8'000, 'x') + "\r\n";
  Client sending(server.port());
  ASSERT_TRUE(
      sending.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n" + medium + "\r\n"));
  while (server.metric("picket_net_body_bytes") < 8'000) std::this_thread::yield();
  Client client(server.port());
  EXPECT_EQ(client.ask(post("/upload", "abc"))->body, "3");
  ASSERT_TRUE(sending.send("123456789"));
  EXPECT_EQ(sending.receive()->body, "9");
  EXPECT_EQ(sending.ask(post("/upload", "abc"))->body, "3") << "its connection goes on";
  while (server.metric("picket_net_body_bytes") > 0) std::this_thread::yield();
}

TEST(ServerLimits, RefuseWhatTheHandlersPoolHasNoPlaceFor) {
  RunningServer server;
  Gate gate;
  server.router.add(upload(gate.handler()));
  server.start();
  std::vector<std::unique_ptr<Client>> waiting;
  for (int i = 0; i < 4; ++i) {  // Two run, two wait.
    waiting.push_back(std::make_unique<Client>(server.port()));
    ASSERT_TRUE(waiting.back()->send(post("/upload", "abc")));
  }
  while (server.metric("picket_net_pool_jobs{pool=\"blocking\"}") < 4) std::this_thread::yield();
  Client fifth(server.port());
  const auto refused = fifth.ask(post("/upload", "abc"));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_EQ(refused->headers.get("retry-after"), "5");
  gate.open();
  for (const auto& client : waiting) EXPECT_EQ(client->receive()->body, "3");
  EXPECT_EQ(fifth.ask(post("/upload", "abc"))->status, 200) << "its connection goes on";
}

TEST(ServerLimits, LetNoUsualBodyWaitForLargeOnes) {
  RunningServer server;
  Route route = upload();
  route.max_body_bytes = 4'000'000;
  server.router.add(std::move(route));
  server.start();
  std::promise<void> promise;
  const std::shared_future<void> released = promise.get_future().share();
  for (int i = 0; i < 2; ++i) {  // Each of its threads.
    boost::asio::post(server.bulk.executor(), [released] { released.wait(); });
  }
  const auto gzipped = [](std::size_t bytes) {
    return post("/upload", codec::testkit::gzip(std::string(bytes, 'x')),
                "Content-Encoding: gzip\r\n");
  };
  Client large(server.port());
  ASSERT_TRUE(large.send(gzipped(3'500'000)));
  while (server.metric("picket_net_pool_jobs{pool=\"bulk\"}") < 1) std::this_thread::yield();
  Client usual(server.port());
  EXPECT_EQ(usual.ask(gzipped(500'000))->body, "500000");
  promise.set_value();
  EXPECT_EQ(large.receive()->body, "3500000");
}

TEST(ServerLimits, TellTheRouteWhatItsHandlerNeverSaw) {
  RunningServer server;
  std::vector<std::pair<Refusal, std::string>> seen;
  Route route = upload();
  route.on_refusal = [&seen](const Request& request, Refusal why, Response& response) {
    seen.emplace_back(why, std::string(request.headers.get("x-key")) + request.body);
    response.headers.add("X-Seen", "1");
  };
  server.router.add(std::move(route));
  server.start();
  Client client(server.port());
  const auto answer = client.ask(post("/upload", codec::testkit::gzip(std::string(2'000'000, 'x')),
                                      "X-Key: a\r\nContent-Encoding: gzip\r\n"));
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(answer->headers.get("x-seen"), "1");
  EXPECT_EQ(client.ask(post("/upload", "b", "X-Key: b\r\nContent-Encoding: x\r\n"))->status, 415);
  EXPECT_EQ(client.ask(post("/upload", "c", "X-Key: c\r\nContent-Encoding: br\r\n"))->status, 400);
  EXPECT_EQ(seen,
            (std::vector<std::pair<Refusal, std::string>>{{Refusal::too_large, "a"},
                                                          {Refusal::unsupported_encoding, "b"},
                                                          {Refusal::corrupt_encoding, "c"}}));
}

TEST(ServerStop, ClosesIdleConnectionsAndRefusesNewOnes) {
  RunningServer server;
  server.router.add(upload());
  const std::uint16_t port = server.start();
  Client used(port);
  ASSERT_EQ(used.ask(post("/upload", "a"))->status, 200);
  Client silent(port);
  server.server().stop(Deadline::never());
  EXPECT_TRUE(used.closed());
  EXPECT_TRUE(silent.closed());
  EXPECT_FALSE(Client(port).connected());
}

TEST(ServerStop, LetsRequestsInFlightFinish) {
  RunningServer server;
  Gate gate;
  server.router.add(upload(gate.handler()));
  const std::uint16_t port = server.start();
  Client client(port);
  ASSERT_TRUE(client.send(post("/upload", "abc")));
  gate.wait_for(1);
  // Idle, on the same thread: closed when that thread knows of the stop, which is later than the
  // port refuses.
  Client idle(port);
  ASSERT_EQ(idle.ask(get("/missing"))->status, 404);
  auto stopped = std::async(std::launch::async, [&] { server.server().stop(Deadline::never()); });
  EXPECT_TRUE(idle.closed());
  EXPECT_FALSE(Client(port).connected());
  gate.open();
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "3");
  EXPECT_EQ(answer->headers.get("connection"), "close");
  EXPECT_TRUE(client.closed());
  stopped.get();
}

TEST(ServerStop, CutsOffWhatIsNotDoneAtTheDeadlineOrWhenForced) {
  for (const bool force : {false, true}) {
    RunningServer server;
    Gate gate;
    server.router.add(upload(gate.handler()));
    server.start();
    Client handled(server.port());
    ASSERT_TRUE(handled.send(post("/upload", "abc")));
    gate.wait_for(1);
    Client sending(server.port());
    ASSERT_TRUE(sending.send("POST /upload HTTP/1.1\r\n"));
    const Deadline deadline = force ? Deadline::never() : Deadline::now();
    auto stopped = std::async(std::launch::async, [&] { server.server().stop(deadline); });
    if (force) server.server().force_stop();
    EXPECT_FALSE(handled.receive()) << force;
    EXPECT_FALSE(sending.receive()) << force;
    gate.open();
    stopped.get();
  }
}

TEST(ServerStop, AnswersWhatComesWithinTheGraceOnceMore) {
  RunningServer server;
  server.router.add(upload());
  const std::uint16_t port = server.start();
  Client used(port);
  ASSERT_EQ(used.ask(post("/upload", "a"))->status, 200);
  Client silent(port);
  while (server.metric("picket_net_connections") < 2) std::this_thread::yield();  // Accepted.
  auto stopped = std::async(
      std::launch::async, [&] { server.server().stop(Deadline::never(), std::chrono::hours(1)); });
  while (Client(port).connected()) std::this_thread::yield();  // Until nobody accepts any more.
  for (Client* client : {&used, &silent}) {
    const auto answer = client->ask(post("/upload", "b"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.get("connection"), "close");
    EXPECT_TRUE(client->closed());
  }
  stopped.get();
}

TEST(ServerStop, ClosesIdleConnectionsAfterTheGrace) {
  RunningServer server;
  server.router.add(upload());
  const std::uint16_t port = server.start();
  Client used(port);
  ASSERT_EQ(used.ask(post("/upload", "a"))->status, 200);
  Client silent(port);
  while (server.metric("picket_net_connections") < 2) std::this_thread::yield();
  server.server().stop(Deadline::never(), std::chrono::milliseconds(1));
  EXPECT_TRUE(used.closed());
  EXPECT_TRUE(silent.closed());
}

}  // namespace
}  // namespace picket::net
