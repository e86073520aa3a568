// The server over real loopback sockets: what a well-behaved client gets.
#include "net/server.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/may_block.h"
#include "base/testkit/temp_dir.h"
#include "codec/testkit/encode.h"
#include "net/testkit/client.h"
#include "net/testkit/running_server.h"

namespace picket::net {
namespace {

namespace asio = boost::asio;
using testkit::Client;
using testkit::get;
using testkit::post;
using testkit::RunningServer;

Response echo(const Request& request) {
  Response response;
  response.content_type = "text/plain";
  response.body = request.path + "|" + request.query + "|" + request.body;
  for (const auto& [name, value] : request.params) response.body += "|" + name + "=" + value;
  return response;
}

asio::awaitable<Response> echo_later(Request request) {
  co_await asio::post(asio::use_awaitable);
  co_return echo(request);
}

asio::awaitable<Response> throw_later(Request /*request*/) {
  co_await asio::post(asio::use_awaitable);
  throw std::runtime_error("broken");
}

void add(Router& router, Method method, std::string pattern,
         std::variant<BlockingHandler, AsyncHandler> handler) {
  Route route;
  route.name = std::string(to_string(method)) + pattern;
  route.method = method;
  route.pattern = std::move(pattern);
  route.handler = std::move(handler);
  router.add(std::move(route));
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    add(server_.router, Method::post, "/blocking/{id}/", BlockingHandler(echo));
    add(server_.router, Method::post, "/async/{id}/", AsyncHandler(echo_later));
    add(server_.router, Method::get, "/page", BlockingHandler(echo));
    server_.start();
  }

  RunningServer server_;
};

TEST_F(ServerTest, AnswersBothKindsOfHandler) {
  Client client(server_.port());
  for (const char* kind : {"blocking", "async"}) {
    const auto answer =
        client.ask(post("//" + std::string(kind) + "//a%20b/?q=1", "body", "X-A: 1\r\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "/" + std::string(kind) + "/a b/|q=1|body|id=a b");
    EXPECT_EQ(answer->headers.get("content-type"), "text/plain");
    EXPECT_EQ(answer->headers.get("server"), "picket");
    EXPECT_EQ(answer->headers.get("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_FALSE(answer->headers.has("connection"));
  }
  EXPECT_EQ(server_.metric("picket_net_connections_total"), 1);
  EXPECT_EQ(server_.metric("picket_net_requests_total{class=\"2xx\"}"), 2);
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  Client client(server_.port());
  std::string requests;
  for (int i = 0; i < 100; ++i) {
    requests += post(i % 2 == 0 ? "/blocking/x/" : "/async/x/", std::to_string(i));
  }
  ASSERT_TRUE(client.send(requests));
  for (int i = 0; i < 100; ++i) {
    const auto answer = client.receive();
    ASSERT_TRUE(answer) << i;
    EXPECT_TRUE(answer->body.ends_with("|" + std::to_string(i) + "|id=x")) << answer->body;
  }
}

TEST_F(ServerTest, AnswersAClientThatClosedItsHalf) {
  Client client(server_.port());
  ASSERT_TRUE(client.send("\r\n\r\n" + post("/async/1/", "last words")));
  client.half_close();
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "/async/1/||last words|id=1");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, ReadsChunkedBodies) {
  Client client(server_.port());
  ASSERT_TRUE(
      client.send("POST /async/1/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "3\r\nabc\r\n"));
  ASSERT_TRUE(client.send("2;x=y\r\nde\r\n0\r\n\r\n"));
  EXPECT_EQ(client.receive()->body, "/async/1/||abcde|id=1");
  // What one SDK sends. Chunked counts, and the connection ends.
  const auto both = client.ask(
      "POST /async/1/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "2\r\nab\r\n0\r\n\r\n");
  EXPECT_EQ(both->body, "/async/1/||ab|id=1");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, DecodesEveryContentCoding) {
  using namespace codec::testkit;
  Client client(server_.port());
  for (const std::size_t size : {10U, 5'000U, 500'000U}) {
    const std::string raw = json_like(size);
    for (const auto& [coding, body] : {std::pair<const char*, std::string>{"gzip", gzip(raw)},
                                       {"X-GZIP", gzip(raw)},
                                       {"deflate", zlib(raw)},
                                       {"deflate", raw_deflate(raw)},
                                       {"br", brotli(raw)},
                                       {"zstd", zstd_stream(raw)},
                                       {"identity", raw},
                                       {"utf-8", raw},
                                       {"", raw}}) {
      const auto answer =
          client.ask(post("/async/1/", body, "Content-Encoding: " + std::string(coding) + "\r\n"));
      ASSERT_TRUE(answer) << coding;
      EXPECT_EQ(answer->body, "/async/1/||" + raw + "|id=1") << coding << size;
    }
  }
  EXPECT_EQ(server_.metric("picket_net_body_bytes"), 0);
}

TEST_F(ServerTest, AsksForTheBodyThatAClientHoldsBack) {
  Client client(server_.port());
  ASSERT_TRUE(
      client.send("POST /async/1/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                  "Content-Length: 2\r\n\r\n"));
  EXPECT_EQ(client.read(25), "HTTP/1.1 100 Continue\r\n\r\n");
  ASSERT_TRUE(client.send("ok"));
  EXPECT_EQ(client.receive()->body, "/async/1/||ok|id=1");
  // Already there: no need to ask.
  EXPECT_EQ(client.ask(post("/async/1/", "ok", "Expect: 100-continue\r\n"))->status, 200);
  EXPECT_EQ(client.ask(post("/async/1/", "ok", "Expect: tea\r\n"))->status, 417);
}

TEST_F(ServerTest, RefusesABodyBeforeAskingForIt) {
  Client client(server_.port());
  const auto answer = client.ask(
      "POST /async/1/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
      "Content-Length: 2000000\r\n\r\n");
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(answer->headers.get("connection"), "close");
}

TEST_F(ServerTest, SaysWhenAPathOrMethodIsUnknown) {
  Client client(server_.port());
  const auto unknown = client.ask(get("/nothing"));
  EXPECT_EQ(unknown->status, 404);
  EXPECT_EQ(unknown->body, R"({"detail":"The requested resource does not exist"})");
  const auto method = client.ask(post("/page", "ignored body"));
  EXPECT_EQ(method->status, 405);
  EXPECT_EQ(method->headers.get("allow"), "GET, HEAD");
  EXPECT_EQ(client.ask(get("/page"))->status, 200) << "the connection goes on";
}

TEST_F(ServerTest, AnswersHeadWithoutTheBody) {
  Client client(server_.port());
  ASSERT_TRUE(client.send("HEAD /page HTTP/1.1\r\nHost: x\r\n\r\n"));
  const auto head = client.receive(true);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->headers.get("content-length"), "7");
  EXPECT_EQ(client.ask(get("/page"))->body, "/page||");
}

TEST_F(ServerTest, KeepsAnOldClientOnlyWhenItAsks) {
  Client once(server_.port());
  EXPECT_EQ(once.ask("GET /page HTTP/1.0\r\n\r\n")->headers.get("connection"), "close");
  EXPECT_TRUE(once.closed());
  Client kept(server_.port());
  const std::string request = "GET /page HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  EXPECT_EQ(kept.ask(request)->headers.get("connection"), "keep-alive");
  EXPECT_EQ(kept.ask(request)->status, 200);
  Client closing(server_.port());
  EXPECT_EQ(closing.ask(get("/page", "Connection: close\r\n"))->status, 200);
  EXPECT_TRUE(closing.closed());
}

TEST_F(ServerTest, TurnsMalformedRequestsAway) {
  for (const char* bytes :
       {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /async/1/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    Client client(server_.port());
    const auto answer = client.ask(bytes);
    ASSERT_TRUE(answer) << bytes;
    EXPECT_EQ(answer->status, 400) << bytes;
    EXPECT_EQ(answer->headers.get("connection"), "close");
    EXPECT_TRUE(client.closed());
  }
  Client client(server_.port());
  EXPECT_EQ(client.ask(get("/page", "X: " + std::string(40'000, 'a') + "\r\n"))->status, 431);
}

TEST(Server, AnswersAnExceptionWith500AndGoesOn) {
  RunningServer server;
  add(server.router, Method::get, "/blocking",
      BlockingHandler([](const Request&) -> Response { throw std::runtime_error("broken"); }));
  add(server.router, Method::get, "/odd", BlockingHandler([](const Request&) -> Response {
        throw 7;  // NOLINT: what a library might do.
      }));
  add(server.router, Method::get, "/async", AsyncHandler(throw_later));
  server.start();
  Client client(server.port());
  for (const char* path : {"/blocking", "/odd", "/async"}) {
    const auto answer = client.ask(get(path));
    ASSERT_TRUE(answer) << path;
    EXPECT_EQ(answer->status, 500) << path;
    EXPECT_EQ(answer->body, R"({"detail":"Internal Error"})");
  }
  EXPECT_EQ(server.metric("picket_net_handler_failures_total"), 3);
  EXPECT_EQ(server.metric("picket_net_requests_total{class=\"5xx\"}"), 3);
}

asio::awaitable<Response> tell_thread(Request /*request*/) {
  Response response;
  response.body = on_io_thread() ? "io" : "other";
  co_return response;
}

TEST(Server, RunsBlockingHandlersOffTheIoThreads) {
  RunningServer server;
  add(server.router, Method::get, "/blocking", BlockingHandler([](const Request&) {
        PICKET_MAY_BLOCK();
        return Response{};
      }));
  add(server.router, Method::get, "/async", AsyncHandler(tell_thread));
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/blocking"))->status, 200);
  EXPECT_EQ(client.ask(get("/async"))->body, "io");
}

TEST(Server, TellsThePeerOverTcpOnly) {
  RunningServer server;
  add(server.router, Method::get, "/", BlockingHandler([](const Request& request) {
        Response response;
        response.body = "peer " + request.peer;
        return response;
      }));
  const picket::testkit::TempDir dir;
  const std::string path = dir.file("socket");
  ASSERT_TRUE(server.server().listen_unix(path, server.router).has_value());
  server.start();
  EXPECT_EQ(Client(server.port()).ask(get("/"))->body, "peer 127.0.0.1");
  EXPECT_EQ(Client(path).ask(get("/"))->body, "peer ");
}

TEST(Server, GuardsItsUnixSocket) {
  const picket::testkit::TempDir dir;
  const std::string path = dir.file("socket");
  const Router router;
  {
    RunningServer first;
    ASSERT_TRUE(first.server().listen_unix(path, router).has_value());
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    first.start();
    RunningServer second;
    EXPECT_EQ(second.server().listen_unix(path, router).error().code, "address_in_use");
  }
  EXPECT_FALSE(std::filesystem::exists(path)) << "removed by stop()";

  // A file left by a killed process.
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(fd);
  RunningServer third;
  EXPECT_TRUE(third.server().listen_unix(path, router).has_value());
  EXPECT_EQ(third.server().listen_unix(std::string(200, 'x'), router).error().code, "bad_address");
}

TEST(Server, SaysWhyItCannotListen) {
  RunningServer first;
  const std::uint16_t port = first.start();
  RunningServer second;
  const auto taken = second.server().listen_tcp("127.0.0.1", port, second.router);
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(taken.error().code, "address_in_use");
  EXPECT_EQ(second.server().listen_tcp("no address", 0, second.router).error().kind,
            ErrorKind::invalid_argument);
}

TEST(Server, ServesManyClientsOnSeveralThreads) {
  ServerOptions options;
  options.io_threads = 2;
  RunningServer server(options);
  add(server.router, Method::post, "/async/{id}/", AsyncHandler(echo_later));
  add(server.router, Method::post, "/blocking/{id}/", BlockingHandler(echo));
  server.start();
  const std::string raw = codec::testkit::json_like(100'000);
  const std::string body = codec::testkit::gzip(raw);
  std::vector<std::future<int>> clients;
  for (int c = 0; c < 8; ++c) {
    clients.push_back(std::async(std::launch::async, [&, c] {
      int right = 0;
      Client client(server.port());
      for (int i = 0; i < 25; ++i) {
        const bool large = i % 5 == 0;
        const auto answer =
            client.ask(post(c % 4 == 0 ? "/blocking/1/" : "/async/1/", large ? body : "small",
                            large ? "Content-Encoding: gzip\r\n" : ""));
        // Both pools are small: a refusal is a right answer too.
        if (answer && (answer->status == 503 || answer->body.size() > 20)) ++right;
      }
      return right;
    }));
  }
  for (auto& client : clients) EXPECT_EQ(client.get(), 25);
}

/// Of a socket that connects to the port of this machine, without waiting; -1 on failure.
int begin_connecting(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* const raw = &address;
  ::connect(fd, static_cast<const sockaddr*>(raw), sizeof address);
  return fd;
}

TEST(Server, TakesACrowdThatConnectsAtOnce) {
  constexpr std::size_t kCrowd = 1500;
  int most = 0;
  std::ifstream("/proc/sys/net/core/somaxconn") >> most;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::max<rlim_t>(files.rlim_cur, 3 * kCrowd);
  if (most < static_cast<int>(kCrowd) || ::setrlimit(RLIMIT_NOFILE, &files) != 0)
    GTEST_SKIP() << "this machine allows no crowd: NOT TESTED";

  RunningServer busy;
  const auto port = busy.server().listen_tcp("127.0.0.1", 0, busy.router);
  ASSERT_TRUE(port);
  std::vector<int> crowd;
  for (std::size_t i = 0; i < kCrowd; ++i) crowd.push_back(begin_connecting(*port));
  // It accepts nothing yet: all of them have to fit into the kernel's queue.
  std::size_t connected = 0;
  for (const int fd : crowd) {
    pollfd writable{fd, POLLOUT, 0};
    if (::poll(&writable, 1, 200) == 1 && (writable.revents & POLLOUT) != 0) {
      ++connected;
    } else {
      break;
    }
  }
  EXPECT_EQ(connected, kCrowd) << "the others try again after seconds";
  busy.server().start();
  const Deadline deadline = Deadline::in(std::chrono::seconds(30));
  while (busy.metric("picket_net_connections") < static_cast<std::int64_t>(kCrowd) &&
         !deadline.over()) {
    std::this_thread::yield();
  }
  EXPECT_EQ(busy.metric("picket_net_connections"), static_cast<std::int64_t>(kCrowd));
  for (const int fd : crowd) ::close(fd);
}

TEST(Server, HandsItsSocketToAnother) {
  RunningServer first;
  add(first.router, Method::get, "/who",
      BlockingHandler([](const Request&) { return error_response(410, "first"); }));
  const std::uint16_t port = first.start();
  auto sockets = first.server().share_sockets();
  ASSERT_TRUE(sockets);
  ASSERT_EQ(sockets->size(), 1U);
  first.server().stop(Deadline::never());
  Client between(port);
  ASSERT_TRUE(between.connected()) << "it waits for whoever accepts";
  ASSERT_TRUE(between.send(get("/who")));

  RunningServer second;
  add(second.router, Method::get, "/who",
      BlockingHandler([](const Request&) { return error_response(404, "second"); }));
  const auto adopted = second.server().adopt_tcp(sockets->front(), second.router);
  ASSERT_TRUE(adopted) << adopted.error().detail;
  EXPECT_EQ(*adopted, port);
  second.server().start();
  EXPECT_EQ(between.receive()->status, 404);
  EXPECT_EQ(Client(port).ask(get("/who"))->status, 404);
}

TEST(Server, AdoptsNothingButAListeningTcpSocket) {
  const Router router;
  RunningServer server;
  const int kinds[] = {::socket(AF_UNIX, SOCK_STREAM, 0), ::socket(AF_INET, SOCK_DGRAM, 0),
                       ::socket(AF_INET, SOCK_STREAM, 0), -1};
  for (const int fd : kinds) {
    const auto refused = server.server().adopt_tcp(fd, router);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_socket");
    EXPECT_EQ(::fcntl(fd, F_GETFD), -1) << "closed";
  }
}

}  // namespace
}  // namespace picket::net
