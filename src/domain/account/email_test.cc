#include "domain/account/email.h"

#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/utf8.h"

namespace picket::domain::account {
namespace {

std::string read(std::string_view typed) {
  return read_email(typed, kMaxEmail).value_or("none");
}

EmailFlaw flaw(std::string_view typed, std::size_t most = kMaxEmail) {
  const auto email = read_email(typed, most);
  EXPECT_FALSE(email) << typed.substr(0, 100);
  return email ? EmailFlaw::empty : email.error();
}

TEST(ReadEmail, LowersTheDomainOnly) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Ada.Lovelace@Example.ORG", "Ada.Lovelace@example.org"},
      {"  a@b.co\r\n", "a@b.co"},
      {"\u00A0a@b.co\u3000", "a@b.co"},
      {"o'brien+tag!#$%&*-/=?^_`{|}~@sub-domain.example.org",
       "o'brien+tag!#$%&*-/=?^_`{|}~@sub-domain.example.org"},
      {"admin@localhost", "admin@localhost"},
      {"admin@LOCALHOST", "admin@localhost"},
      {"Łukasz@Example.org", "Łukasz@example.org"},
      {"a@xn--bcher-kva.example", "a@xn--bcher-kva.example"},
      {"1@2.c0m", "1@2.c0m"},
  };
  for (const auto& [typed, want] : cases) EXPECT_EQ(read(typed), want) << typed;
}

TEST(ReadEmail, RefusesWhatIsNone) {
  for (const std::string_view typed : {"a",
                                       "@",
                                       "a@",
                                       "@b.co",
                                       "a@b",
                                       "a@b.",
                                       "a@.co",
                                       "a@b..co",
                                       "a@-b.co",
                                       "a@b-.co",
                                       "a b@c.co",
                                       "a@b c.co",
                                       "a@b.co,c@d.co",
                                       "<a@b.co>",
                                       "Ada <a@b.co>",
                                       "a@@b.co",
                                       "a@c@b.co",
                                       ".a@b.co",
                                       "a.@b.co",
                                       "a..b@c.co",
                                       "\"a b\"@c.co",
                                       "a(comment)@b.co",
                                       "a@[127.0.0.1]",
                                       "a@127.0.0.1",
                                       "a@b.c_m",
                                       "a@bücher.example",
                                       "mailto:a@b.co",
                                       "a\n@b.co",
                                       "a@b.co\nBcc: c@d.co",
                                       "a\\@b.co",
                                       "a;b@c.co",
                                       "a@b.co;",
                                       "a\u200b@b.co",
                                       "a\u202eb@c.co",
                                       "a\u00a0b@c.co",
                                       "a\xff@b.co",
                                       "a@b.co\xc3",
                                       "a\ufeffb@c.co",
                                       "a@b.123"}) {
    EXPECT_EQ(flaw(typed), EmailFlaw::bad_syntax) << typed;
  }
  EXPECT_EQ(flaw(std::string_view("a\0b@c.co", 8)), EmailFlaw::bad_syntax);
}

TEST(ReadEmail, SaysWhenThereIsNothing) {
  EXPECT_EQ(flaw(""), EmailFlaw::empty);
  EXPECT_EQ(flaw(" \t\r\n"), EmailFlaw::empty);
}

TEST(ReadEmail, LimitsEveryPart) {
  const std::string label(63, 'b');
  EXPECT_NE(read(std::string(64, 'a') + "@b.co"), "none");
  EXPECT_EQ(flaw(std::string(65, 'a') + "@b.co"), EmailFlaw::bad_syntax);
  EXPECT_NE(read("a@" + label + ".co"), "none");
  EXPECT_EQ(flaw("a@b" + label + ".co"), EmailFlaw::bad_syntax);
  const std::string longest = "a@" + label + "." + label + "." + label + "." + label.substr(0, 60);
  ASSERT_EQ(longest.size(), 254U);
  EXPECT_EQ(read(longest), longest);
  EXPECT_EQ(flaw(longest + "b"), EmailFlaw::too_long);
  EXPECT_EQ(flaw(longest + "bb", 300), EmailFlaw::bad_syntax);  // The domain itself.
  EXPECT_EQ(read_email(longest + "b", 300), longest + "b");
  EXPECT_EQ(flaw(std::string(10'000'000, 'a')), EmailFlaw::too_long);
}

TEST(ReadEmail, CountsCharactersNotBytes) {
  std::string email;
  for (int i = 0; i < 30; ++i) email += "ü";
  email += "@" + std::string(40, 'b') + ".co";
  EXPECT_EQ(flaw(email, 73), EmailFlaw::too_long);
  EXPECT_EQ(read_email(email, 74), email);
}

TEST(MaskEmail, KeepsOneCharacterAndTheDomain) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"ada@example.org", "a***@example.org"},
      {"a@example.org", "***@example.org"},
      {"Łukasz@b.co", "Ł***@b.co"},
      {"a@b@c.co", "a***@c.co"},
      {"@b.co", "***"},
      {"ada", "***"},
      {"", "***"},
      {"\xff\xff@b", "\uFFFD***@b"},
  };
  for (const auto& [email, want] : cases) EXPECT_EQ(mask_email(email), want) << email;
}

TEST(Email, HasASentenceForEachFlaw) {
  std::set<std::string_view> sentences;
  for (const EmailFlaw one : {EmailFlaw::empty, EmailFlaw::too_long, EmailFlaw::bad_syntax}) {
    EXPECT_TRUE(sentence(one).ends_with('.'));
    sentences.insert(sentence(one));
  }
  EXPECT_EQ(sentences.size(), 3U);
}

TEST(Email, SurvivesAnyBytes) {
  SeededRandom random(13);
  int read_ones = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string typed = "ada.l@mail.example.org";
    for (std::uint64_t edits = random.below(4); edits > 0; --edits) {
      const std::size_t at = random.below(typed.size());
      typed[at] = random.below(2) == 0 ? static_cast<char>(random.next())
                                       : "@.- a\xc3\xbc"[random.below(7)];
    }
    EXPECT_TRUE(is_valid_utf8(mask_email(typed)));
    const auto email = read_email(typed, kMaxEmail);
    if (!email) continue;
    ++read_ones;
    EXPECT_EQ(read_email(*email, kMaxEmail), email);
    EXPECT_EQ(email->find_first_of(" <>\",;\r\n\t"), std::string::npos) << *email;
  }
  EXPECT_GT(read_ones, 1'000);
}

}  // namespace
}  // namespace picket::domain::account
