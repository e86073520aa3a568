#include "net/response_writer.h"

#include <gtest/gtest.h>

namespace picket::net {
namespace {

constexpr ResponseContext kContext{"picket", "Sun, 06 Nov 1994 08:49:37 GMT"};

TEST(HttpDate, IsTheOneOfTheRfc) {
  EXPECT_EQ(http_date(from_unix_us(784'111'777'999'999)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(from_unix_us(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(from_unix_us(1'709'251'199'000'000)), "Thu, 29 Feb 2024 23:59:59 GMT");
}

TEST(Serialize, WritesStatusFieldsAndBody) {
  Response response;
  response.body = "{}";
  response.headers.add("X-A", "1");
  EXPECT_EQ(serialize(response, kContext),
            "HTTP/1.1 200 OK\r\nServer: picket\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: application/json\r\nContent-Length: 2\r\nX-A: 1\r\n\r\n{}");
}

TEST(Serialize, LeavesTheBodyOutForHead) {
  Response response;
  response.body = "{}";
  ResponseContext head = kContext;
  head.head_only = true;
  const std::string bytes = serialize(response, head);
  EXPECT_NE(bytes.find("Content-Length: 2\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
}

TEST(Serialize, HasNoLengthWhereThereIsNoContent) {
  Response response;
  response.status = 204;
  response.body = "ignored";
  const std::string bytes = serialize(response, kContext);
  EXPECT_EQ(bytes.find("Content-"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
  response.status = 200;
  response.body.clear();
  EXPECT_NE(serialize(response, kContext).find("Content-Length: 0\r\n"), std::string::npos);
}

TEST(Serialize, SaysWhatBecomesOfTheConnection) {
  ResponseContext context = kContext;
  EXPECT_EQ(serialize({}, context).find("Connection"), std::string::npos);
  context.http10 = true;
  EXPECT_NE(serialize({}, context).find("Connection: keep-alive\r\n"), std::string::npos);
  context.keep_alive = false;
  EXPECT_NE(serialize({}, context).find("Connection: close\r\n"), std::string::npos);
}

TEST(Serialize, LetsNoValueForgeAField) {
  Response response;
  response.headers.add("Location", "/a\r\nSet-Cookie: x");
  response.content_type = std::string("a\nb\0c", 5);
  response.body = "x";
  const std::string bytes = serialize(response, kContext);
  EXPECT_NE(bytes.find("Location: /a  Set-Cookie: x\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("Content-Type: a b c\r\n"), std::string::npos);
}

TEST(ReasonPhrase, ExistsForEveryStatus) {
  EXPECT_EQ(reason_phrase(503), "Service Unavailable");
  EXPECT_EQ(reason_phrase(431), "Request Header Fields Too Large");
  EXPECT_EQ(reason_phrase(299), "Status");
}

}  // namespace
}  // namespace picket::net
