#include "domain/account/guessable.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "domain/account/notorious_words.h"

namespace picket::domain::account {
namespace {

TEST(NotoriousWords, AreFoundAtTheStart) {
  using Sizes = std::vector<std::size_t>;
  EXPECT_EQ(notorious_prefixes("passwords!"), (Sizes{4, 5, 8, 9}));
  EXPECT_EQ(notorious_prefixes("password"), (Sizes{4, 5, 8}));
  EXPECT_EQ(notorious_prefixes("aaron"), (Sizes{5}));  // The first and the last.
  EXPECT_EQ(notorious_prefixes("zxcvbnm"), (Sizes{4, 6, 7}));
  EXPECT_EQ(notorious_prefixes("correcthorsebatterystaple1"), (Sizes{25}));
  for (const char* text : {"", "a", "gnome", "Password", " password", "\xff"})
    EXPECT_EQ(notorious_prefixes(text), Sizes{}) << text;
}

TEST(IsGuessable, KnowsWhatPeopleChooseWhenTwelveCharactersAreAsked) {
  for (const char* text : {"password1234",
                           "password123!",
                           "p@ssw0rd2024",
                           "p@$$w0rd2024!",
                           "pa55word1234",
                           "passw0rd!!!!",
                           "passwordpassword",
                           "password8273",
                           "mypassword12",
                           "123456789012",
                           "1234567890qw",
                           "098765432109",
                           "qwertyuiop12",
                           "qwertyuiopas",
                           "qwertzuiop123",
                           "azertyuiop123",
                           "qwerty123456",
                           "asdfghjkl123",
                           "1qaz2wsx3edc",
                           "1q2w3e4r5t6y",
                           "q1w2e3r4t5y6",
                           "qazwsxedcrfv",
                           "a1b2c3d4e5f6",
                           "zaq12wsxcde3",
                           "abcdefghijkl",
                           "abcd1234abcd",
                           "abc123abc123",
                           "poiuytrewqlk",
                           "iloveyou1234",
                           "iloveyouforever",
                           "letmein12345",
                           "l3tm31n12345",
                           "we1come12345",
                           "welcome2024!",
                           "welcome-2024",
                           "changeme1234",
                           "administrator",
                           "administrator1",
                           "admin@123456",
                           "adminadmin123",
                           "superman1234",
                           "dragonmonkey12",
                           "trustno1trustno1",
                           "football12345",
                           "summer2024winter",
                           "monkey.dragon.1",
                           "sentry-sentry",
                           "picket123456",
                           "!@#$%^&*()_+",
                           "aaaaaaaaaaaa",
                           "aaaaaaaaaaab",
                           "111111111111",
                           "121212121212",
                           "aaaabbbbcccc",
                           "xyxyxyxyxyxy",
                           "correcthorsebatterystaple",
                           "correcthorsebatterystaple1",
                           "147258369147",
                           "passpasspass",
                           "$ecret123456",
                           "123$ecret456"}) {
    EXPECT_TRUE(is_guessable(text)) << text;
  }
}

TEST(IsGuessable, LeavesOthersAlone) {
  for (const char* text : {"vj8#kqm2lp9x", "tidal-cobalt-gnome", "my cat eats blue cheese",
                           "horse stapled correct batteries", "8f3a1c9e77b2d04c5e6f1a2b",
                           "829374650192", "green tiger 77 boats", "ov3r the h1lls & far",
                           "xkcdhorse42!xkcdhorse42!", "passwordvj8#kq", "zq9x1vw4kt7m"}) {
    EXPECT_FALSE(is_guessable(text)) << text;
  }
}

TEST(IsGuessable, NeedsMoreThanFivePieces) {
  EXPECT_TRUE(is_guessable("password-x7k"));     // 1 + 4.
  EXPECT_FALSE(is_guessable("password-x7kq"));   // 1 + 5.
  EXPECT_FALSE(is_guessable("password-12-ab"));  // Two characters are no run.
  EXPECT_TRUE(is_guessable("x7kq9zw2x7kq9zw2"));
  EXPECT_FALSE(is_guessable("x7kq9zw2px7kq9zw2p"));  // Nine characters are no short unit.
}

TEST(IsGuessable, AdmitsRandomOnes) {
  SeededRandom random(2);
  for (int round = 0; round < 1'000; ++round) {
    std::string text;
    while (text.size() < 12) text += "abcdefghijklmnopqrstuvwxyz0123456789"[random.below(36)];
    EXPECT_FALSE(is_guessable(text)) << text;
  }
}

TEST(IsGuessable, TakesAnyLength) {
  EXPECT_TRUE(is_guessable(""));
  EXPECT_TRUE(is_guessable("x"));
  EXPECT_TRUE(is_guessable(std::string(1'024, 'x')));
  EXPECT_TRUE(is_guessable(std::string(512, 'x') + std::string(512, 'y')));
  std::string text;
  SeededRandom random(1);
  for (int i = 0; i < 1'024; ++i) text += static_cast<char>('a' + random.below(26));
  EXPECT_FALSE(is_guessable(text));
}

}  // namespace
}  // namespace picket::domain::account
