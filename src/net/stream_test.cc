// Bodies that are made while they are sent, and clients that do not wait for their answer.
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "net/testkit/client.h"
#include "net/testkit/running_server.h"

namespace picket::net {
namespace {

using testkit::Client;
using testkit::get;
using testkit::RunningServer;

/// Sends what it is given, and says when it is gone.
class Pieces : public BodyStream {
 public:
  explicit Pieces(std::vector<std::optional<std::string>> pieces,
                  std::promise<void>* gone = nullptr)
      : pieces_(std::move(pieces)), gone_(gone) {}
  ~Pieces() override {
    if (gone_ != nullptr) gone_->set_value();
  }

  std::optional<std::string> next() override {
    if (at_ == pieces_.size()) return std::string();
    return pieces_[at_++];
  }

 private:
  const std::vector<std::optional<std::string>> pieces_;
  std::size_t at_ = 0;
  std::promise<void>* gone_;
};

/// Never ends.
class Endless : public BodyStream {
 public:
  explicit Endless(std::promise<void>& gone) : gone_(gone) {}
  ~Endless() override { gone_.set_value(); }
  std::optional<std::string> next() override { return std::string(64U * 1024, 'x'); }

 private:
  std::promise<void>& gone_;
};

class Throwing : public BodyStream {
 public:
  std::optional<std::string> next() override { throw std::runtime_error("broken"); }
};

class StreamTest : public testing::Test {
 protected:
  explicit StreamTest(ServerOptions options = {}) : server_(std::move(options)) {}

  void add(std::string pattern, BlockingHandler handler) {
    Route route;
    route.name = pattern;
    route.method = Method::get;
    route.pattern = std::move(pattern);
    route.handler = std::move(handler);
    server_.router.add(std::move(route));
  }

  /// GET /pieces answers with these.
  void add_pieces(std::vector<std::optional<std::string>> pieces, std::string first = "") {
    add("/pieces", [pieces = std::move(pieces), first = std::move(first)](const Request&) {
      Response response;
      response.content_type = "text/csv";
      response.body = first;
      response.stream = std::make_shared<Pieces>(pieces);
      return response;
    });
  }

  RunningServer server_;
};

constexpr std::string_view kHeader =
    "HTTP/1.1 200 OK\r\nServer: picket\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
    "Content-Type: text/csv\r\n";

TEST_F(StreamTest, SendsPiecesAsChunks) {
  add_pieces({"abc", std::string(16, 'd')}, "a,b\r\n");
  server_.start();
  Client client(server_.port());
  const std::string expected = std::string(kHeader) +
                               "Transfer-Encoding: chunked\r\n\r\n"
                               "5\r\na,b\r\n\r\n3\r\nabc\r\n10\r\ndddddddddddddddd\r\n0\r\n\r\n";
  for (int i = 0; i < 2; ++i) {  // The connection goes on.
    ASSERT_TRUE(client.send(get("/pieces")));
    EXPECT_EQ(client.read(expected.size()), expected);
  }
  EXPECT_EQ(server_.metric("picket_net_requests_total{class=\"2xx\"}"), 2);
  EXPECT_EQ(server_.metric("picket_net_sent_bytes_total"),
            static_cast<std::int64_t>(2 * expected.size()));
}

TEST_F(StreamTest, EndsWithTheConnectionForOldClients) {
  add_pieces({"abc", "def"});
  server_.start();
  Client client(server_.port());
  ASSERT_TRUE(client.send("GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
  EXPECT_EQ(client.read_to_end(), std::string(kHeader) + "Connection: close\r\n\r\nabcdef");
}

TEST_F(StreamTest, HasNoBodyForHead) {
  add_pieces({"abc"});
  server_.start();
  Client client(server_.port());
  ASSERT_TRUE(client.send("HEAD /pieces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  EXPECT_EQ(client.read_to_end(),
            std::string(kHeader) + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
}

TEST_F(StreamTest, CutsOffWhatCannotGoOn) {
  add_pieces({"abc", std::nullopt});
  add("/throws", [](const Request&) {
    Response response;
    response.stream = std::make_shared<Throwing>();
    return response;
  });
  server_.start();
  Client client(server_.port());
  ASSERT_TRUE(client.send(get("/pieces")));
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n3\r\nabc\r\n"));
  Client other(server_.port());
  ASSERT_TRUE(other.send(get("/throws")));
  EXPECT_EQ(other.read_to_end(), "");
  EXPECT_EQ(server_.metric("picket_net_broken_streams_total"), 2);
  EXPECT_EQ(server_.metric("picket_net_handler_failures_total"), 1);
}

TEST_F(StreamTest, StopsWhenItsClientLeaves) {
  std::promise<void> gone;
  add("/endless", [&gone](const Request&) {
    Response response;
    response.stream = std::make_shared<Endless>(gone);
    return response;
  });
  server_.start();
  {
    Client client(server_.port());
    ASSERT_TRUE(client.send(get("/endless")));
    EXPECT_EQ(client.read(100'000).size(), 100'000U);
  }
  EXPECT_EQ(gone.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

ServerOptions impatient() {
  ServerOptions options;
  options.limits.departure_grace = std::chrono::milliseconds(20);
  return options;
}

/// GET /wait is worked on until somebody stops it.
class LeavingTest : public StreamTest {
 protected:
  LeavingTest() : StreamTest(impatient()) {
    add("/wait", [this](const Request& request) {
      std::mutex mutex;
      std::condition_variable_any changed;
      std::unique_lock lock(mutex);
      started_.set_value();
      changed.wait_for(lock, request.stop, std::chrono::seconds(10), [] { return false; });
      stopped_.set_value(request.stop.stop_requested());
      return error_response(503, "stopped");
    });
    add("/now", [](const Request& request) {
      return error_response(request.stop.stop_requested() ? 503 : 200, "now");
    });
    server_.start();
  }

  bool stopped() {
    auto stopped = stopped_.get_future();
    return stopped.wait_for(std::chrono::seconds(10)) == std::future_status::ready && stopped.get();
  }

  std::promise<void> started_;
  std::promise<bool> stopped_;
};

TEST_F(LeavingTest, StopsTheWorkForAClientThatLeft) {
  {
    Client client(server_.port());
    ASSERT_TRUE(client.send(get("/wait")));
    started_.get_future().wait();
  }
  EXPECT_TRUE(stopped());
  EXPECT_EQ(server_.metric("picket_net_clients_left_total"), 1);
}

TEST_F(LeavingTest, AnswersAClientThatOnlyClosedItsHalf) {
  Client client(server_.port());
  ASSERT_TRUE(client.send(get("/wait")));
  client.half_close();
  EXPECT_TRUE(stopped());
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
}

TEST_F(LeavingTest, GoesOnForAClientThatAsksMore) {
  Client client(server_.port());
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(client.send(get("/now") + get("/now")));
    for (int answers = 0; answers < 2; ++answers) {
      const auto answer = client.receive();
      ASSERT_TRUE(answer);
      EXPECT_EQ(answer->status, 200);
    }
  }
  EXPECT_EQ(server_.metric("picket_net_clients_left_total"), 0);
}

TEST_F(LeavingTest, StopsTheWorkWhenTheServerStops) {
  Client client(server_.port());
  ASSERT_TRUE(client.send(get("/wait")));
  started_.get_future().wait();
  server_.server().stop(Deadline::now());
  EXPECT_TRUE(stopped());
}

}  // namespace
}  // namespace picket::net
