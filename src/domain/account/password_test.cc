#include "domain/account/password.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

constexpr PasswordCost kCheap{64, 1, 1};
constexpr std::string_view kDjango =
    "pbkdf2_sha256$1000$saltsaltsalt$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=";

std::string hash(std::string_view password, PasswordCost cost = kCheap) {
  return hash_password(password, random_bytes<16>(), cost).value_or("no memory");
}

/// The least CPU time of each, in turns, so that a busy machine slows all of them down.
std::vector<double> seconds_of(const std::vector<std::function<void()>>& works) {
  std::vector<double> least(works.size(), 1e9);
  for (int round = 0; round < 5; ++round) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      const std::clock_t start = std::clock();
      works[i]();
      const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      least[i] = std::min(least[i], taken);
    }
  }
  return least;
}

TEST(VerifyPassword, KnowsItsOwnHashesAndDjangos) {
  EXPECT_EQ(verify_password("correct horse", hash("correct horse"), kCheap), true);
  EXPECT_EQ(verify_password("correct horsf", hash("correct horse"), kCheap), false);
  EXPECT_EQ(verify_password("correct horse", kDjango, kCheap), true);
  EXPECT_EQ(verify_password("correct horsf", kDjango, kCheap), false);
}

TEST(VerifyPassword, LetsNobodyInWhereNothingUsableIsKept) {
  for (const std::string_view kept :
       {"", "!", "correct horse", "$argon2id$v=19$m=1,t=1,p=1$$", "sha1$salt$hash", "!unusable"}) {
    EXPECT_EQ(verify_password("correct horse", kept, kCheap), false) << kept;
    EXPECT_EQ(verify_password("", kept, kCheap), false) << kept;
    EXPECT_EQ(verify_password(kept, kept, kCheap), false) << kept;
  }
}

TEST(VerifyPassword, RefusesWhatIsTooLongWithoutLooking) {
  const std::string longest(kMaxPasswordBytes, 'x');
  EXPECT_EQ(verify_password(longest, hash(longest), kCheap), true);
  EXPECT_EQ(verify_password(longest + "x", hash(longest), kCheap), false);
  const PasswordCost dear{std::uint32_t{8} << 10U, 3, 1};
  const std::string kept = hash("x", dear);
  const std::string huge(10'000'000, 'x');
  const auto seconds = seconds_of({[&] { (void)verify_password("y", kept, dear); },
                                   [&] { (void)verify_password(huge, kept, dear); },
                                   [&] { (void)verify_nobody(huge, dear); }});
  EXPECT_LT(seconds[1], seconds[0] / 4);
  EXPECT_LT(seconds[2], seconds[0] / 4);
}

TEST(VerifyNobody, TakesAsLongAsAWrongPassword) {
  const PasswordCost dear{std::uint32_t{16} << 10U, 2, 1};
  const std::string kept = hash("x", dear);
  const auto seconds = seconds_of({[&] { (void)verify_password("y", kept, dear); },
                                   [&] { (void)verify_nobody("y", dear); },
                                   [&] { (void)verify_password("y", "!", dear); }});
  // Less work would show by far more than the noise of a busy machine.
  for (const double other : {seconds[1], seconds[2]}) {
    EXPECT_GT(other, seconds[0] / 4);
    EXPECT_LT(other, seconds[0] * 4);
  }
}

TEST(HashPassword, TakesAsMuchAsItIsTold) {
  EXPECT_TRUE(hash("x", {128, 2, 2}).starts_with("$argon2id$v=19$m=128,t=2,p=2$"));
  EXPECT_GE(kPasswordCost.memory_kib, kLeastPasswordCost.memory_kib);
  const std::string usual = hash("x", kPasswordCost);
  EXPECT_TRUE(usual.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << usual;
  EXPECT_EQ(verify_password("x", usual, kPasswordCost), true);
}

TEST(HashPasswordDeathTest, AbortsOnWhatThePolicyMustHaveRefused) {
  EXPECT_DEATH((void)hash(std::string(kMaxPasswordBytes + 1, 'x')), "kMaxPasswordBytes");
}

TEST(NeedsRehash, WhenCheaperInAnyRespect) {
  const std::string kept = hash("x", {256, 2, 2});
  EXPECT_FALSE(needs_rehash(kept, {256, 2, 2}));
  EXPECT_FALSE(needs_rehash(kept, {64, 1, 1}));
  EXPECT_TRUE(needs_rehash(kept, {257, 2, 2}));
  EXPECT_TRUE(needs_rehash(kept, {256, 3, 2}));
  EXPECT_TRUE(needs_rehash(kept, {256, 2, 3}));
  EXPECT_TRUE(needs_rehash(kDjango, kCheap));
  EXPECT_TRUE(needs_rehash("", kCheap));
}

}  // namespace
}  // namespace picket::domain::account
