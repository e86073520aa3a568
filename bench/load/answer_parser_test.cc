#include "load/answer_parser.h"

#include <gtest/gtest.h>

namespace picket::load {
namespace {

using State = AnswerParser::State;

TEST(AnswerParser, ReadsAnAnswerInOnePieceOrByteByByte) {
  constexpr std::string_view kText =
      "HTTP/1.1 200 OK\r\nContent-Type: a\r\ncontent-length: 5\r\nLink: <x>\r\n\r\nhello";
  AnswerParser whole;
  ASSERT_EQ(whole.feed(kText), State::done);
  const Answer answer = whole.take();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.link, "<x>");
  EXPECT_TRUE(answer.keep_alive);
  EXPECT_TRUE(whole.idle());

  AnswerParser pieces;
  for (std::size_t i = 0; i + 1 < kText.size(); ++i) {
    ASSERT_EQ(pieces.feed(kText.substr(i, 1)), State::more);
    EXPECT_FALSE(pieces.idle());
  }
  ASSERT_EQ(pieces.feed("o"), State::done);
  EXPECT_EQ(pieces.take().body, "hello");
}

TEST(AnswerParser, ReadsOneAnswerAfterAnother) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"), State::done);
  EXPECT_EQ(parser.take().body, "a");
  ASSERT_EQ(parser.feed("HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            State::done);
  const Answer second = parser.take();
  EXPECT_EQ(second.status, 503);
  EXPECT_EQ(second.body, "");
  EXPECT_FALSE(second.keep_alive);
}

TEST(AnswerParser, ReadsChunks) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"),
            State::more);
  ASSERT_EQ(parser.feed("lo\r\nA;x=y\r\n0123456789\r\n0\r\n"), State::more);
  ASSERT_EQ(parser.feed("\r\n"), State::done);
  EXPECT_EQ(parser.take().body, "hello0123456789");
  EXPECT_TRUE(parser.idle());
}

TEST(AnswerParser, ReadsTrailers) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n"),
            State::done);
  EXPECT_EQ(parser.take().body, "");
  EXPECT_TRUE(parser.idle());
}

TEST(AnswerParser, LetsTheConnectionEndABody) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.0 200 OK\r\n\r\nhel"), State::more);
  ASSERT_EQ(parser.feed("lo"), State::more);
  ASSERT_EQ(parser.end(), State::done);
  const Answer answer = parser.take();
  EXPECT_EQ(answer.body, "hello");
  EXPECT_FALSE(answer.keep_alive);
}

TEST(AnswerParser, WantsNoBodyOf204) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.1 204 No Content\r\n\r\n"), State::done);
  EXPECT_EQ(parser.take().status, 204);
}

TEST(AnswerParser, RefusesWhatIsNoAnswer) {
  for (std::string_view text : {"SSH-2.0 200 x\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    AnswerParser parser;
    EXPECT_EQ(parser.feed(text), State::bad) << text;
  }
}

TEST(AnswerParser, RefusesAnAnswerCutShort) {
  AnswerParser parser;
  ASSERT_EQ(parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"), State::more);
  EXPECT_EQ(parser.end(), State::bad);
}

}  // namespace
}  // namespace picket::load
