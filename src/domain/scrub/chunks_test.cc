#include "domain/scrub/chunks.h"

#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;

/// "text|[redacted]|text".
std::string shown(const std::vector<Chunk>& chunks) {
  std::string text;
  for (const Chunk& chunk : chunks) {
    if (!text.empty()) text += '|';
    text +=
        chunk.is_redacted() ? '[' + chunk.rule + chunk.type + ' ' + chunk.text + ']' : chunk.text;
  }
  return text;
}

std::string split(std::string_view text, std::string_view remarks) {
  const json::value value = json::parse(remarks);
  return shown(split_chunks(text, &value.as_array()));
}

TEST(SplitChunks, CutsAtRemarks) {
  EXPECT_EQ(shown(split_chunks("abc", nullptr)), "abc");
  EXPECT_EQ(split("hello ****!", R"([["r","m",6,10]])"), "hello |[rm ****]|!");
  EXPECT_EQ(split("abcd", R"([["a","s",0,1],["b","s",1,4]])"), "[as a]|[bs bcd]");
  EXPECT_EQ(split("ab", R"([["a","x",1,1]])"), "a|[ax ]|b");
}

TEST(SplitChunks, IgnoresWhatIsNoPiece) {
  EXPECT_EQ(
      split("abc", R"([["r","x"],7,["r","s",2,1],["r","s",-1,1],["r","s",0,9],["r","s","0",1]])"),
      "abc");
  EXPECT_EQ(split("abcd", R"([["a","s",1,3],["b","s",2,4]])"), "a|[as bc]|d") << "one in another";
  EXPECT_EQ(split("\xC3\xA9", R"([["r","s",1,2]])"), "\xC3\xA9") << "inside of a character";
}

TEST(JoinChunks, IsTheOppositeOfSplitting) {
  const json::value remarks = json::parse(R"([["a","s",1,3],["b","x",3,3],["c","m",5,6]])");
  const auto chunks = split_chunks("0aa12*", &remarks.as_array());
  const Joined joined = join_chunks(chunks, {});
  EXPECT_EQ(joined.text, "0aa12*");
  EXPECT_EQ(json::value(joined.remarks), remarks);
}

class RedactChunks : public testing::Test {
 protected:
  static Step step(std::string_view expression, std::vector<std::uint8_t> groups = {0}) {
    return {.pattern = Pattern::compile(expression).value(), .groups = std::move(groups)};
  }
  std::string redacted(std::string_view text, const Step& step, bool whole = false,
                       const json::array* remarks = nullptr) const {
    auto chunks = split_chunks(text, remarks);
    return redact_chunks(chunks, rule_, step, whole) ? shown(chunks) : "";
  }

  CompiledRule rule_{.id = "r", .origin = "r", .redaction = {Method::replace, "X"}};
};

TEST_F(RedactChunks, EveryMatch) {
  EXPECT_EQ(redacted("a1b22c", step(R"(\d+)")), "a|[rs X]|b|[rs X]|c");
  EXPECT_EQ(redacted("abc", step(R"(\d+)")), "");
}

TEST_F(RedactChunks, Groups) {
  EXPECT_EQ(redacted("k=v; k=w", step("(k)=(v|w)", {2})), "k=|[rs X]|; k=|[rs X]");
  EXPECT_EQ(redacted("k=v", step("(k)=(v)", {1, 2})), "[rs X]|=|[rs X]");
  EXPECT_EQ(redacted("k=v", step("(k)=(v)", {2, 1, 7})), "[rs X]|=|[rs X]") << "in any order";
  EXPECT_EQ(redacted("k=v", step("(k)=(v)", {0, 1})), "[rs X]") << "one in another";
  EXPECT_EQ(redacted("k=v", step("(x)?k", {1})), "") << "a group that took no part";
}

TEST_F(RedactChunks, EmptyMatches) {
  EXPECT_EQ(redacted("abc", step(".*")), "[rs X]");
  EXPECT_EQ(redacted("a\nb", step(".*")), "[rs X]|\n|[rs X]");
  EXPECT_EQ(redacted("\xC3\xA9", step("x*")), "[rs X]|\xC3\xA9|[rs X]");
}

TEST_F(RedactChunks, TheWholeTextIfItOccurs) {
  EXPECT_EQ(redacted("my secret is", step("secret"), true), "[rs X]");
  EXPECT_EQ(redacted("my is", step("secret"), true), "");
}

TEST_F(RedactChunks, DoesNotLookIntoPieces) {
  const json::value remarks = json::parse(R"([["p","s",1,4]])");
  const json::array& list = remarks.as_array();
  EXPECT_EQ(redacted("a111b1", step(R"(\d+)"), false, &list), "a|[ps 111]|b|[rs X]");
  EXPECT_EQ(redacted("a111b", step("a1"), false, &list), "");
  EXPECT_EQ(redacted("a111b", step(".*"), false, &list), "[rs X]") << "a piece in a match is gone";
  const json::value all = json::parse(R"([["p","s",0,3]])");
  EXPECT_EQ(redacted("111", step(R"(\d+)"), false, &all.as_array()), "");
  EXPECT_EQ(redacted("111", step(".*"), true, &all.as_array()), "");
}

TEST_F(RedactChunks, ATextCannotPretendToHoldPieces) {
  const std::string text(
      "a\0"
      "1",
      3);
  EXPECT_EQ(redacted(text, step("a1")), "[rs X]");
}

TEST_F(RedactChunks, ByEachMethod) {
  const Step digits = step(R"([\d\x{e9}]+)");
  const auto with = [&](Method method) {
    rule_.redaction = {method, "X"};
    return redacted("a12\xC3\xA9", digits);
  };
  EXPECT_EQ(with(Method::replace), "a|[rs X]");
  EXPECT_EQ(with(Method::mask), "a|[rm ***]") << "characters, not bytes";
  EXPECT_EQ(with(Method::remove), "a|[rx ]");
  EXPECT_EQ(with(Method::standard), "a|[rx ]");
  rule_.redaction = {Method::hash};
  EXPECT_EQ(redacted("a356938035643809", digits),
            "a|[rp 3888108AA99417402969D0B47A2CA4ECD2A1AAD3]");
}

}  // namespace
}  // namespace picket::domain::scrub
