#include "domain/account/password.h"

#include <cstdint>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace {
std::uint64_t g_work = 0;
}  // namespace

// The linker puts this in front of the library's own (CMakeLists.txt), so that work is counted
// instead of timed.
extern "C" int __real_argon2id_hash_raw(std::uint32_t passes, std::uint32_t memory_kib,
                                        std::uint32_t lanes, const void* password,
                                        std::size_t password_size, const void* salt,
                                        std::size_t salt_size, void* hash, std::size_t hash_size);
extern "C" int __wrap_argon2id_hash_raw(std::uint32_t passes, std::uint32_t memory_kib,
                                        std::uint32_t lanes, const void* password,
                                        std::size_t password_size, const void* salt,
                                        std::size_t salt_size, void* hash, std::size_t hash_size) {
  g_work += std::uint64_t{memory_kib} * passes;
  return __real_argon2id_hash_raw(passes, memory_kib, lanes, password, password_size, salt,
                                  salt_size, hash, hash_size);
}

namespace picket::domain::account {
namespace {

constexpr PasswordCost kCheap{64, 1, 1};
constexpr PasswordCost kDear{128, 3, 1};
constexpr std::uint64_t kWorkOfDear = std::uint64_t{128} * 3;
constexpr std::string_view kDjango =
    "pbkdf2_sha256$1000$saltsaltsalt$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=";

std::string hash(std::string_view password, PasswordCost cost = kCheap) {
  return hash_password(password, random_bytes<16>(), cost).value_or("no memory");
}

/// Memory times passes of what was hashed since the last call: what a hash takes is made of that.
std::uint64_t work_of(const std::function<void()>& does) {
  const std::uint64_t before = g_work;
  does();
  return g_work - before;
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
  const std::string kept = hash("x", kDear);
  const std::string huge(10'000'000, 'x');
  EXPECT_EQ(work_of([&] { (void)verify_password("y", kept, kDear); }), kWorkOfDear);
  EXPECT_EQ(work_of([&] { (void)verify_password(huge, kept, kDear); }), 0U);
  EXPECT_EQ(work_of([&] { (void)verify_nobody(huge, kDear); }), 0U);
}

TEST(VerifyNobody, TakesAsLongAsAWrongPassword) {
  const std::string kept = hash("x", kDear);
  EXPECT_EQ(work_of([&] { (void)verify_password("y", kept, kDear); }), kWorkOfDear);
  EXPECT_EQ(work_of([&] { (void)verify_nobody("y", kDear); }), kWorkOfDear);
  EXPECT_EQ(work_of([&] { (void)verify_password("y", "!", kDear); }), kWorkOfDear);
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
