#include "domain/account/password_policy.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"
#include "domain/account/password.h"

namespace picket::domain::account {
namespace {

using Flaws = std::vector<PasswordFlaw>;

Flaws flaws(std::string_view password, std::string_view email = "ada.lovelace@engines.example.org",
            std::string_view name = "Ada Lovelace") {
  return find_password_flaws(password, email, name);
}

TEST(PasswordPolicy, AdmitsLongOnesOfAnyCharacters) {
  for (const std::string& password :
       {std::string("tidal-cobalt-gnome"), std::string("vJ8#kQm2Lp9x"),
        std::string("пароль из трёх слов"),
        std::string("🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🐍"),
        std::string("12 grüne Tauben"), random_hex(12), random_hex(512)})
    EXPECT_EQ(flaws(password), Flaws{}) << password;
}

TEST(PasswordPolicy, CountsCharactersUpToItsLimitsOfLength) {
  EXPECT_EQ(flaws("vJ8#kQm2Lp9"), Flaws{PasswordFlaw::too_short});
  EXPECT_EQ(flaws("ж8#кЩм2Лп9ъю"), Flaws{});
  EXPECT_EQ(flaws("ж8#кЩм2Лп9ъ"), Flaws{PasswordFlaw::too_short});
  const std::string longest = random_hex(kMaxPasswordBytes / 2);
  EXPECT_EQ(flaws(longest), Flaws{});
  EXPECT_EQ(flaws(longest + "x"), Flaws{PasswordFlaw::too_long});
  EXPECT_EQ(flaws(std::string(10'000'000, 'x')), Flaws{PasswordFlaw::too_long});
}

TEST(PasswordPolicy, RefusesWhatIsGuessed) {
  EXPECT_EQ(flaws("Password1234"), Flaws{PasswordFlaw::guessable});
  EXPECT_EQ(flaws("P\u00E4ssword1234"), Flaws{PasswordFlaw::guessable});
  EXPECT_EQ(flaws("\uFF30assword1234"), Flaws{PasswordFlaw::guessable});
  EXPECT_EQ(flaws("secret"), (Flaws{PasswordFlaw::too_short, PasswordFlaw::guessable}));
  EXPECT_EQ(flaws(""), (Flaws{PasswordFlaw::too_short, PasswordFlaw::guessable}));
}

TEST(PasswordPolicy, RefusesTheOwnersNameAndAddress) {
  for (const char* password :
       {"ada.lovelace@engines.example.org", "Ada Lovelace", "lovelace-1815", "LOVELACE18151",
        "adalovelace!!", "engines-ada-1815", "Lövelace-1815x"}) {
    const Flaws found = flaws(password);
    EXPECT_EQ(std::count(found.begin(), found.end(), PasswordFlaw::personal), 1) << password;
  }
  EXPECT_EQ(flaws("lovelace-tidal-gnome"), Flaws{});
  EXPECT_EQ(flaws("łukasz.wójcik7", "a@b.co", "Lukasz Wojcik"), Flaws{PasswordFlaw::personal});
  EXPECT_EQ(flaws("vJ8#kQm2Lp9x", "", ""), Flaws{});
  EXPECT_EQ(flaws("q8j8w8j8x8j8", "j8@kq.co", "J8"), Flaws{});  // Too short to mean anything.
  EXPECT_EQ(flaws("adalbert-7xq", "", "Ada Adalbert"), Flaws{PasswordFlaw::personal});
  // Nobody's name is that long.
  EXPECT_EQ(flaws("lovelace-7xq", "", std::string(392, ' ') + "lovelace"),
            Flaws{PasswordFlaw::personal});
  EXPECT_EQ(flaws("lovelace-7xq", "", std::string(400, ' ') + "lovelace"), Flaws{});
}

TEST(PasswordPolicy, ExplainsEachFlaw) {
  std::set<std::string_view> sentences;
  for (const PasswordFlaw flaw : {PasswordFlaw::too_short, PasswordFlaw::too_long,
                                  PasswordFlaw::personal, PasswordFlaw::guessable}) {
    EXPECT_TRUE(sentence(flaw).ends_with('.'));
    sentences.insert(sentence(flaw));
  }
  EXPECT_EQ(sentences.size(), 4U);
  EXPECT_NE(sentence(PasswordFlaw::too_short).find(std::to_string(kMinPasswordCharacters)),
            std::string_view::npos);
  EXPECT_NE(sentence(PasswordFlaw::too_long).find(std::to_string(kMaxPasswordBytes)),
            std::string_view::npos);
}

}  // namespace
}  // namespace picket::domain::account
