#include "roles/api/search_tokens.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

TEST(SearchTokens, AreWordsAndKeys) {
  const SearchTokens tokens = parse_search_tokens("  ada\tsmith email:a@b role:owner role:member");
  EXPECT_EQ(tokens.text, "ada smith");
  EXPECT_EQ(tokens.find("email"), "a@b");
  EXPECT_EQ(tokens.find("role"), "member");
  EXPECT_FALSE(tokens.find("id"));
}

TEST(SearchTokens, MayBeQuoted) {
  const SearchTokens tokens = parse_search_tokens(R"("two words" team:"a b" open:"c d)");
  EXPECT_EQ(tokens.text, "two words");
  EXPECT_EQ(tokens.find("team"), "a b");
  EXPECT_EQ(tokens.find("open"), "c d");
}

TEST(SearchTokens, OfNothingAreNone) {
  for (const char* nothing : {"", "  ", "\"\""}) {
    EXPECT_EQ(parse_search_tokens(nothing).text, "");
    EXPECT_TRUE(parse_search_tokens(nothing).keys.empty());
  }
}

TEST(SearchTokens, KnowWhatIsNoKey) {
  EXPECT_EQ(parse_search_tokens(":a https://b a@b:c").text, ":a a@b:c");
  EXPECT_EQ(parse_search_tokens("user.id:7").find("user.id"), "7");
  EXPECT_EQ(parse_search_tokens("id:").find("id"), "");
}

TEST(SearchTokens, TellKeysThatAreNotKnown) {
  constexpr std::string_view kKnown[] = {"id", "slug"};
  EXPECT_FALSE(parse_search_tokens("id:1 slug:a word").has_unknown(kKnown));
  EXPECT_TRUE(parse_search_tokens("id:1 team:a").has_unknown(kKnown));
}

TEST(Holds, LooksInAnyCaseOfAnyScript) {
  EXPECT_TRUE(holds("Shop API", "p a"));
  EXPECT_TRUE(holds("\xC3\x84pfel", "\xC3\xA4PF"));
  EXPECT_TRUE(holds("", ""));
  EXPECT_FALSE(holds("Shop", "shops"));
}

}  // namespace
}  // namespace picket::api
