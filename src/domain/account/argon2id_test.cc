#include "domain/account/argon2id.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

constexpr PasswordCost kCheap{64, 1, 1};

// Made by argon2-cffi 25.1 (Python) with the salts "somesalt" and "0123456789abcdef".
constexpr std::string_view kPassword =
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
constexpr std::string_view kTwoLanes =
    "$argon2id$v=19$m=64,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$A7sL2tUZeqq9YpOcxijM7I0/ABvwn3eZ";

PasswordSalt salt_of(std::string_view text) {
  PasswordSalt salt{};
  std::transform(text.begin(), text.end(), salt.begin(),
                 [](char c) { return static_cast<std::byte>(c); });
  return salt;
}

bool fits(std::string_view password, std::string_view encoded) {
  const auto known = parse_argon2id(encoded);
  EXPECT_TRUE(known) << encoded;
  return known && matches(password, *known).value_or(false);
}

std::string with(std::string_view from, std::string_view to) {
  std::string text(kPassword);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Argon2id, ChecksWhatOthersMade) {
  EXPECT_TRUE(fits("password", kPassword));
  EXPECT_FALSE(fits("passwore", kPassword));
  EXPECT_FALSE(fits("", kPassword));
  EXPECT_TRUE(fits("pÄss wörd", kTwoLanes));
  EXPECT_FALSE(fits("pÄss worD", kTwoLanes));
}

TEST(Argon2id, WritesWhatItReads) {
  const auto encoded = argon2id("hunter2", salt_of("0123456789abcdef"), {128, 2, 1});
  ASSERT_TRUE(encoded);
  EXPECT_TRUE(encoded->starts_with("$argon2id$v=19$m=128,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"))
      << *encoded;
  EXPECT_EQ(parse_argon2id(*encoded)->cost, (PasswordCost{128, 2, 1}));
  EXPECT_EQ(parse_argon2id(*encoded)->hash.size(), 32U);
  EXPECT_TRUE(fits("hunter2", *encoded));
  EXPECT_FALSE(fits("hunter3", *encoded));
}

TEST(Argon2id, IsSalted) {
  EXPECT_NE(*argon2id("x", random_bytes<16>(), kCheap), *argon2id("x", random_bytes<16>(), kCheap));
}

TEST(Argon2id, TakesAnyBytes) {
  for (const std::string& password :
       {std::string(), std::string("a\0b", 3), std::string(1024, '\xff')}) {
    const auto encoded = argon2id(password, random_bytes<16>(), kCheap);
    ASSERT_TRUE(encoded);
    EXPECT_TRUE(fits(password, *encoded));
    EXPECT_FALSE(fits(password + '\0', *encoded));
  }
}

TEST(ParseArgon2id, ReadsTheParts) {
  const auto known = parse_argon2id(kTwoLanes);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->cost, (PasswordCost{64, 3, 2}));
  EXPECT_EQ(known->salt, "0123456789abcdef");
  EXPECT_EQ(known->hash.size(), 24U);
}

TEST(ParseArgon2id, RefusesOtherForms) {
  for (const std::string& text :
       {std::string(),
        std::string("$"),
        std::string("$argon2id$v=19$"),
        with("argon2id", "argon2i"),
        with("argon2id", "argon2d"),
        with("v=19", "v=16"),
        with("$argon2id", "argon2id"),
        with("m=256,t=2,p=1", "t=2,m=256,p=1"),
        with("m=256,t=2,p=1", "m=256,t=2"),
        with("p=1", "p=1,x=1"),
        with("p=1", "p=1,"),
        with("m=256", "m="),
        with("m=256", "m=0"),
        with("m=256", "m=-1"),
        with("m=256", "m=99999999999"),
        with("t=2", "t=0"),
        with("p=1", "p=0"),
        with("$c29tZXNhbHQ$", "$$"),
        with("$c29tZXNhbHQ$", "$c29tZXNhbA$"),
        with("$c29tZXNhbHQ$", "$c29tZXNhbHQ=$"),
        with("$c29tZXNhbHQ$", "$c29tZX NhbHQ$"),
        with("$c29tZXNhbHQ$", "$c29tZXNhbHR$"),
        with("HGi/4", "HGi/4$"),
        with("HGi/4", "HGi_4"),
        with("$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "$nf65EOgLrQMR"),
        with("$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "$" + std::string(88, 'A')),
        with("$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", ""),
        std::string(kPassword) + std::string(1'000'000, 'A')}) {
    EXPECT_FALSE(parse_argon2id(text)) << text.substr(0, 120);
  }
}

TEST(ParseArgon2id, RefusesWhatNoSignInShouldTake) {
  EXPECT_TRUE(parse_argon2id(with("m=256,t=2,p=1", "m=262144,t=10,p=4")));
  EXPECT_TRUE(parse_argon2id(with("m=256,t=2,p=1", "m=8,t=1,p=1")));
  for (const char* cost : {"m=262145,t=1,p=1", "m=256,t=11,p=1", "m=256,t=1,p=5",
                           "m=4294967295,t=1,p=1", "m=7,t=1,p=1", "m=31,t=1,p=4"})
    EXPECT_FALSE(parse_argon2id(with("m=256,t=2,p=1", cost))) << cost;
}

TEST(ParseArgon2id, SurvivesAnyEdit) {
  SeededRandom random(11);
  int parsed = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text(kPassword);
    for (std::uint64_t edits = 1 + random.below(3); edits > 0; --edits) {
      const std::size_t at = random.below(text.size());
      if (random.below(2) == 0) {
        text[at] = "$,=mtp0189Aa+/ \xff"[random.below(16)];
      } else {
        text.erase(at, 1 + random.below(5));
      }
    }
    const auto known = parse_argon2id(text);
    if (!known) continue;
    ++parsed;
    EXPECT_LE(known->cost.memory_kib, kMostPasswordCost.memory_kib);
    EXPECT_GE(known->salt.size(), 8U);
    EXPECT_LE(known->hash.size(), 64U);
  }
  EXPECT_GT(parsed, 100);  // Else the edits never leave anything that parses.
}

}  // namespace
}  // namespace picket::domain::account
