#include "adapters/events_duckdb/user_sketch.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::adapters::duck {
namespace {

std::uint32_t user(std::uint64_t number) {
  return user_hash("id:" + std::to_string(number));
}

UserSketch sketch_of(std::uint64_t first, std::uint64_t end) {
  UserSketch sketch;
  for (std::uint64_t i = first; i < end; ++i) sketch.add(user(i));
  return sketch;
}

UserSketch merged(std::initializer_list<std::string> stored, UserSketch into = UserSketch()) {
  for (const std::string& one : stored) EXPECT_TRUE(into.merge(one));
  return into;
}

TEST(UserHash, StaysWhatIsStored) {
  EXPECT_EQ(user_hash("id:1"), 0x7e30b608U);
  EXPECT_EQ(user_hash(""), 0xef46db37U);
}

TEST(UserSketch, CountsFewExactly) {
  EXPECT_EQ(UserSketch().count(), 0);
  EXPECT_EQ(sketch_of(0, 1).count(), 1);
  UserSketch sketch = sketch_of(0, UserSketch::kExact);
  EXPECT_EQ(sketch.count(), UserSketch::kExact);
  for (int again = 0; again < 20; ++again) {
    for (std::uint64_t i = 0; i < UserSketch::kExact; ++i) sketch.add(user(i));
  }
  EXPECT_EQ(sketch.count(), UserSketch::kExact);
}

TEST(UserSketch, EstimatesManyWithinTwoPercent) {
  for (const std::uint64_t many :
       {1'025U, 1'500U, 5'120U, 5'121U, 20'000U, 80'000U, 300'000U, 1'000'000U}) {
    UserSketch sketch = sketch_of(0, many);
    const auto error =
        std::abs(static_cast<double>(sketch.count()) / static_cast<double>(many) - 1);
    EXPECT_LT(error, 0.02) << many;
  }
}

TEST(UserSketch, ErrsByLittleOnTheWhole) {
  SeededRandom random(1);
  double squares = 0;
  constexpr int kTimes = 40;
  for (int i = 0; i < kTimes; ++i) {
    UserSketch sketch = UserSketch::for_counting();
    constexpr int kMany = 50'000;
    for (int of = 0; of < kMany; ++of) sketch.add(static_cast<std::uint32_t>(random.next()));
    const double error = static_cast<double>(sketch.count()) / kMany - 1;
    squares += error * error;
  }
  EXPECT_LT(std::sqrt(squares / kTimes), 0.008) << "0.0057 in theory";
}

TEST(UserSketch, OfSeveralIsThatOfTheirUnion) {
  SeededRandom random(2);
  for (const std::uint64_t size : {3U, 900U, 3'000U, 9'000U}) {
    std::vector<std::uint32_t> hashes;
    for (std::uint64_t i = 0; i < size; ++i) hashes.push_back(user(random.below(size)));
    UserSketch whole;
    std::vector<UserSketch> parts(5);
    for (const std::uint32_t hash : hashes) {
      whole.add(hash);
      parts[random.below(parts.size())].add(hash);
      if (random.below(3) == 0) parts[random.below(parts.size())].add(hash);
    }
    UserSketch backwards;
    for (auto hash = hashes.rbegin(); hash != hashes.rend(); ++hash) backwards.add(*hash);
    UserSketch sum;
    UserSketch counted = UserSketch::for_counting();
    std::reverse(parts.begin(), parts.end());
    for (UserSketch& part : parts) {
      ASSERT_TRUE(sum.merge(part.encode()));
      ASSERT_TRUE(counted.merge(part.encode()));
    }
    EXPECT_EQ(sum.encode(), whole.encode()) << size;
    EXPECT_EQ(backwards.encode(), whole.encode()) << size;
    EXPECT_EQ(sum.count(), whole.count()) << size;
    EXPECT_EQ(counted.count(), whole.count()) << size;
  }
}

TEST(UserSketch, IsNothingWithoutUsers) {
  EXPECT_EQ(UserSketch().encode(), "");
  EXPECT_EQ(merged({"", ""}).count(), 0);
}

TEST(UserSketch, CanBeUsedAgain) {
  UserSketch sketch = sketch_of(0, 9'000);
  sketch.clear();
  EXPECT_EQ(sketch.count(), 0);
  EXPECT_EQ(sketch.encode(), "");
  sketch.add(0);
  sketch.add(user(1));
  EXPECT_EQ(sketch.count(), 2);
  sketch.clear();
  EXPECT_EQ(sketch.count(), 0);
}

TEST(UserSketch, OfFewIsAListInOrder) {
  UserSketch sketch;
  for (const std::uint32_t hash : {0x01020304U, 0x00000007U, 0x01020304U}) sketch.add(hash);
  const std::string stored = sketch.encode();
  EXPECT_EQ(stored, std::string("\x01\x07\x00\x00\x00\x04\x03\x02\x01", 9));
  EXPECT_EQ(merged({stored}).count(), 2);
}

TEST(UserSketch, HasTheHashZeroToo) {
  UserSketch sketch;
  sketch.add(0);
  sketch.add(0);
  sketch.add(5);
  EXPECT_EQ(sketch.count(), 2);
  EXPECT_EQ(sketch.encode(), std::string("\x01\0\0\0\0\x05\0\0\0", 9));
  UserSketch counted = UserSketch::for_counting();
  for (std::uint32_t hash = 0; hash < UserSketch::kExact; ++hash) counted.add(hash << 20U);
  EXPECT_EQ(counted.count(), UserSketch::kExact);
}

TEST(UserSketch, BecomesRegistersWhenAListWouldBeLonger) {
  UserSketch longest = sketch_of(0, UserSketch::kListed);
  EXPECT_EQ(longest.encode().size(), 1 + UserSketch::kRegisterBytes);
  EXPECT_EQ(longest.encode().front(), '\x01');
  longest.add(user(UserSketch::kListed));
  const std::string stored = longest.encode();
  EXPECT_EQ(stored.size(), 1 + UserSketch::kRegisterBytes);
  EXPECT_EQ(stored.front(), '\x02');
  EXPECT_EQ(merged({stored}).encode(), stored);
  EXPECT_EQ(merged({stored}).count(), longest.count());
}

TEST(UserSketch, PacksEightRegistersIntoFiveBytes) {
  std::string stored = "\x02" + std::string(UserSketch::kRegisterBytes, '\0');
  stored[1] = '\x12';  // Register 0 is 18: no bit is set in the lower 17 of some hash.
  stored[2] = '\x04';  // Register 1 is 0, register 2 is 1.
  UserSketch sketch = merged({stored});
  EXPECT_EQ(sketch.encode(), stored);
  EXPECT_EQ(sketch.count(), 2);
  sketch.add(0);                     // 18 in register 0.
  sketch.add((2U << 17U) | 65536U);  // 1 in register 2.
  EXPECT_EQ(sketch.encode(), stored);
  sketch.add((2U << 17U) | 32768U);  // 2 in register 2.
  EXPECT_NE(sketch.encode(), stored);
}

TEST(UserSketch, RefusesWhatIsNotOne) {
  const auto error_of = [](const std::string& stored) {
    UserSketch sketch;
    const auto refused = sketch.merge(stored);
    EXPECT_FALSE(refused) << stored.size();
    return refused ? UserSketchError::unknown_form : refused.error();
  };
  using enum UserSketchError;
  EXPECT_EQ(error_of(std::string("\x00", 1)), unknown_form);
  EXPECT_EQ(error_of("\x03xxxx"), unknown_form);
  EXPECT_EQ(error_of("\x01"), bad_size);
  EXPECT_EQ(error_of("\x01xxx"), bad_size);
  EXPECT_EQ(error_of("\x01" + std::string(4 * UserSketch::kListed + 4, 'x')), bad_size);
  EXPECT_EQ(error_of("\x01xxxxxxxx"), not_ascending);
  EXPECT_EQ(error_of("\x01yyyyxxxx"), not_ascending);
  EXPECT_EQ(error_of("\x02" + std::string(UserSketch::kRegisterBytes - 1, '\0')), bad_size);
  EXPECT_EQ(error_of("\x02" + std::string(UserSketch::kRegisterBytes, '\x13')), bad_register);
  for (const auto error : {unknown_form, bad_size, not_ascending, bad_register}) {
    EXPECT_FALSE(to_string(error).empty());
  }
}

}  // namespace
}  // namespace picket::adapters::duck
