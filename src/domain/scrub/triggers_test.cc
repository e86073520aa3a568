#include "domain/scrub/triggers.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain::scrub {
namespace {

constexpr Triggers kAll = ~Triggers{0};

Triggers scan(std::string_view text) {
  static const WordFilter words;
  return scan_text(text, words, kAll);
}

TEST(Triggers, AreInWhatAPatternNeeds) {
  EXPECT_TRUE(scan("4111-1111 1111 1111") & kCardLike);
  EXPECT_FALSE(scan("41111111111111") & kCardLike) << "14 digits";
  EXPECT_TRUE(scan("078-05-1120") & kSsnLike);
  EXPECT_FALSE(scan("078051120") & kSsnLike);
  EXPECT_TRUE(scan("x DE89370400440532013000") & kIbanLike);
  EXPECT_FALSE(scan("DE8937040044053") == 0);
  EXPECT_FALSE(scan("DE89 3704 0044 0532") & kIbanLike);
  EXPECT_FALSE(scan("de89370400440532013000") & kIbanLike);
  EXPECT_TRUE(scan("a@b") & kEmailLike);
  EXPECT_TRUE(scan("//a@b") & kUrlAuthLike);
  EXPECT_TRUE(scan("\n-----BEGIN RSA") & kPemLike);
  EXPECT_FALSE(scan("----BEGIN") & kPemLike);
  EXPECT_TRUE(scan("at 127.0.0.1.") & kIpLike);
  EXPECT_TRUE(scan("::1") & kIpLike);
  EXPECT_FALSE(scan("1234. 5") & kIpLike);
  EXPECT_TRUE(scan("4a-00-04-10-9b-50") & kMacLike);
  EXPECT_TRUE(scan("ceee0822ed8f4622b2a3789e73e75cd1") & kUuidLike);
  EXPECT_TRUE(scan("C:\\x") & kPathLike);
  EXPECT_EQ(scan("nothing to see here"), kAlways);
}

TEST(Triggers, AreOnlyThoseAskedFor) {
  const WordFilter words;
  EXPECT_EQ(scan_text("password a@b 127.0.0.1", words, kEmailLike), kEmailLike);
  EXPECT_EQ(scan_text("", words, kAll), kAlways);
}

TEST(WordFilter, FindsWordsInAnyCaseAnywhere) {
  for (const char* text : {"password", "my_PassWord1", "apiKey", "x-auth-token", "otp",
                           "a two-factor", "MYSQL_PWD", "privatekey", "credentials"}) {
    EXPECT_TRUE(scan(text) & kPasswordWord) << text;
  }
  EXPECT_EQ(scan("passwort tokyo option"), kAlways);
  EXPECT_TRUE(scan("a Bearer b") & kBearerWord);
}

TEST(WordFilter, FindsWordsOfPeople) {
  const WordFilter words({"MyStuff", "id", "x"});
  EXPECT_EQ(words.find("mystuffs"), kOwnWord);
  EXPECT_EQ(words.find("user_ID"), kOwnWord);
  EXPECT_EQ(words.find("i"), 0U);
  EXPECT_EQ(words.find("X"), kOwnWord);
  EXPECT_EQ(words.find("aX"), kOwnWord);
  EXPECT_EQ(words.find("id"), kOwnWord);
  EXPECT_EQ(words.find(""), 0U);
  EXPECT_EQ(words.find("h"), 0U);
}

}  // namespace
}  // namespace picket::domain::scrub
