#include "net/request_parser.h"

#include <gtest/gtest.h>

namespace picket::net {
namespace {

using Status = RequestParser::Status;

struct Parsed {
  Status status = Status::need_more;
  std::string body;
  std::string rest;
};

/// Feeds `bytes` in pieces of `piece`, as a connection does.
Parsed feed(RequestParser& parser, std::string_view bytes, std::size_t piece) {
  Parsed parsed;
  std::string input;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    input += bytes.substr(at, piece);
    while (!parser.done()) {
      std::string_view rest = input;
      const std::size_t before = rest.size();
      parsed.status = parser.parse(rest, parsed.body);
      input.erase(0, before - rest.size());
      if (parsed.status == Status::bad_request || parsed.status == Status::header_too_big) {
        return parsed;
      }
      if (parsed.status == Status::need_more || input.empty()) break;
    }
  }
  parsed.rest = input;
  return parsed;
}

Status status_of(std::string_view bytes) {
  const Limits limits;
  RequestParser parser(limits);
  return feed(parser, bytes, bytes.size()).status;
}

TEST(RequestParser, ReadsARequestHoweverItIsCut) {
  const std::string bytes =
      "POST //api//7/envelope/?sentry_key=a%20b HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nx-a:2\r\n"
      "Content-Length: 5\r\n\r\nhelloGET";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    const Limits limits;
    RequestParser parser(limits);
    const Parsed parsed = feed(parser, bytes, piece);
    ASSERT_EQ(parsed.status, Status::progress) << piece;
    ASSERT_TRUE(parser.done()) << piece;
    EXPECT_EQ(parser.request().method, Method::post);
    EXPECT_EQ(parser.request().path, "/api/7/envelope/");
    EXPECT_EQ(parser.request().query, "sentry_key=a%20b");
    EXPECT_EQ(parser.request().headers.get("X-a"), "1");
    EXPECT_EQ(parser.announced_bytes(), 5U);
    EXPECT_EQ(parsed.body, "hello");
    EXPECT_EQ(parsed.rest, "GET");
    EXPECT_TRUE(parser.wants_keep_alive());
  }
}

TEST(RequestParser, ReadsChunksWithExtensionsAndTrailers) {
  const std::string bytes =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "3;a=b\r\nabc\r\n0A\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\nrest";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    const Limits limits;
    RequestParser parser(limits);
    const Parsed parsed = feed(parser, bytes, piece);
    ASSERT_TRUE(parser.done()) << piece;
    EXPECT_EQ(parsed.body, "abc0123456789");
    EXPECT_EQ(parsed.rest, "rest");
    EXPECT_FALSE(parser.request().headers.has("X-Trailer"));
  }
}

TEST(RequestParser, UnderstandsEveryFormOfTarget) {
  for (const auto& [target, path, query] :
       {std::tuple<const char*, const char*, const char*>{"/a/b?c=d?e", "/a/b", "c=d?e"},
        {"http://host:9000/a?b", "/a", "b"},
        {"HTTPS://host", "/", ""},
        {"http://host?q", "/", "q"},
        {"/a#fragment", "/a", ""},
        {"/a%2Fb%20c", "/a/b c", ""},
        {"//", "/", ""},
        {"/a/../b", "/a/../b", ""},
        {"*", "*", ""}}) {
    const Limits limits;
    RequestParser parser(limits);
    feed(parser, "OPTIONS " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n", 4096);
    ASSERT_TRUE(parser.done()) << target;
    EXPECT_EQ(parser.request().path, path) << target;
    EXPECT_EQ(parser.request().query, query) << target;
  }
}

TEST(RequestParser, RefusesWhatAProxyMightReadDifferently) {
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const std::string& fields :
       {std::string("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"),
        std::string("Content-Length: 3\r\nContent-Length: 3\r\n"),
        std::string("Content-Length: 3\r\nContent-Length: 4\r\n"),
        std::string("Content-Length: 3, 3\r\n"),
        std::string("Content-Length: +3\r\n"),
        std::string("Content-Length: -3\r\n"),
        std::string("Content-Length: 0x3\r\n"),
        std::string("Content-Length: \r\n"),
        std::string("Content-Length: 3 3\r\n"),
        std::string("Content-Length: 99999999999999999999\r\n"),
        std::string("Transfer-Encoding: identity\r\n"),
        std::string("Transfer-Encoding: chunked, identity\r\n"),
        std::string("Transfer-Encoding: gzip, chunked\r\n"),
        std::string("Transfer-Encoding: xchunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding : chunked\r\n"),
        std::string("Transfer-Encoding: \x0b"
                    "chunked\r\n"),
        std::string("Content-Length : 3\r\n"),
        std::string("Host: y\r\n"),
        std::string("X: a\0b\r\n", 8),
        std::string("X: a\rb\r\n"),
        std::string("X\r\n"),
        std::string(": x\r\n"),
        std::string("X y: 1\r\n")}) {
    EXPECT_EQ(status_of(post + fields + "\r\nabc"), Status::bad_request) << fields;
  }
}

TEST(RequestParser, TakesChunkedForAZeroLengthButEndsTheConnection) {
  for (const char* fields : {"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                             "Transfer-Encoding: chunked\r\ncontent-length:0 \r\n"}) {
    const Limits limits;
    RequestParser parser(limits);
    const Parsed parsed = feed(
        parser, "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n2\r\nab\r\n0\r\n\r\n",
        1);
    ASSERT_TRUE(parser.done()) << fields;
    EXPECT_EQ(parsed.body, "ab");
    EXPECT_FALSE(parser.wants_keep_alive());
  }
  EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Status::bad_request);
}

TEST(RequestParser, RefusesMalformedRequestLines) {
  for (const std::string& line :
       {std::string("GET /\r\n"), std::string("GET  / HTTP/1.1\r\n"),
        std::string("GET / HTTP/2.0\r\n"), std::string("GET / HTTP/0.9\r\n"),
        std::string("GET / http/1.1\r\n"), std::string("G@T / HTTP/1.1\r\n"),
        std::string("GET /a b HTTP/1.1\r\n"), std::string("GET /\0 HTTP/1.1\r\n", 17),
        std::string("GET /%00 HTTP/1.1\r\n"), std::string("GET /a%0d%0aX HTTP/1.1\r\n"),
        std::string("\x16\x03\x01\x02\x00\x01\x00", 7), std::string("GET / HTTP/1.1\n"),
        std::string("GET / HTTP/1.1\r\r\n")}) {
    EXPECT_EQ(status_of(line + "Host: x\r\n\r\n"), Status::bad_request) << line;
  }
}

TEST(RequestParser, RefusesBinaryAtItsFirstByte) {
  for (const std::string& bytes : {std::string("\x16\x03\x01", 3), std::string("\xff\xfe"),
                                   std::string(1, '\0'), std::string(" GET / HTTP/1.1")}) {
    EXPECT_EQ(status_of(bytes), Status::bad_request);
  }
}

TEST(RequestParser, WantsAHostFromHttp11Only) {
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), Status::bad_request);
  EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), Status::progress);
  EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
            Status::bad_request);
}

TEST(RequestParser, RefusesBadChunks) {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* body :
       {"x\r\nabc\r\n", "-3\r\nabc\r\n", "0x3\r\nabc\r\n", "3\nabc\r\n", "3\r\nabcd\r\n",
        "3\r\nabcXX", "10000000000000000\r\na", "3;\x01\r\nabc\r\n", "\r\n",
        "3\r\nabc\r\n0\r\nContent-Length: 5\r\n\r\n",
        "3\r\nabc\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    const Limits limits;
    RequestParser parser(limits);
    // More behind it, so that the parser does not just wait.
    EXPECT_EQ(feed(parser, head + body + "\r\n\r\n", 4096).status, Status::bad_request) << body;
  }
}

TEST(RequestParser, LimitsTheWholeHeader) {
  Limits limits;
  limits.max_header_bytes = 2'000;
  limits.max_header_fields = 10;
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\n";

  std::string many = start;
  for (int i = 0; i < 10; ++i) many += "X: y\r\n";
  std::string long_one = start + "X: " + std::string(3'000, 'y') + "\r\n";
  std::string together = start;
  for (int i = 0; i < 5; ++i) together += "X: " + std::string(500, 'y') + "\r\n";
  for (const std::string& bytes :
       {many + "\r\n", long_one + "\r\n", together + "\r\n",
        "GET /" + std::string(3'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n",
        std::string(3'000, 'G')}) {
    for (const std::size_t piece : {std::size_t{100}, bytes.size()}) {
      RequestParser parser(limits);
      EXPECT_EQ(feed(parser, bytes, piece).status, Status::header_too_big) << bytes.substr(0, 40);
    }
  }
  std::string allowed = start;
  for (int i = 0; i < 9; ++i) allowed += "X: " + std::string(150, 'y') + "\r\n";
  RequestParser parser(limits);
  EXPECT_EQ(feed(parser, allowed + "\r\n", 100).status, Status::progress);
}

TEST(RequestParser, ReadsAnEmptyChunkedBodyByteByByte) {
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string body = "0\r\n\r\n";
  const Limits limits;
  RequestParser parser(limits);
  std::string out;
  std::string_view input = head;
  ASSERT_EQ(parser.parse(input, out), Status::progress);
  for (std::size_t size = 1; size < body.size(); ++size) {
    input = std::string_view(body).substr(0, size);
    EXPECT_EQ(parser.parse(input, out), Status::need_more) << size;
    EXPECT_EQ(input.size(), size);
  }
  input = body;
  EXPECT_EQ(parser.parse(input, out), Status::progress);
  EXPECT_TRUE(parser.done());
}

TEST(RequestParser, LimitsWhatItBuffersOfChunkHeadersAndTrailers) {
  Limits limits;
  limits.max_header_bytes = 2'000;
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& body :
       {"3;" + std::string(5'000, 'a'), "0\r\nX: " + std::string(5'000, 'a')}) {
    RequestParser parser(limits);
    EXPECT_EQ(feed(parser, head + body, 100).status, Status::header_too_big);
  }
}

TEST(RequestParser, KnowsTheTwoKindsOfExpectation) {
  const Limits limits;
  RequestParser known(limits);
  feed(known, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
       4096);
  EXPECT_TRUE(known.expects_continue());
  EXPECT_FALSE(known.expects_unknown());
  RequestParser unknown(limits);
  feed(unknown, "POST / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 4096);
  EXPECT_TRUE(unknown.expects_unknown());
  RequestParser old(limits);
  feed(old, "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", 4096);
  EXPECT_FALSE(old.expects_continue());
}

TEST(RequestParser, ReadsTheWishToKeepTheConnection) {
  const Limits limits;
  for (const auto& [bytes, keep] :
       {std::pair<const char*, bool>{"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.0\r\n\r\n", false},
        {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true}}) {
    RequestParser parser(limits);
    feed(parser, bytes, 4096);
    EXPECT_EQ(parser.wants_keep_alive(), keep) << bytes;
  }
}

}  // namespace
}  // namespace picket::net
