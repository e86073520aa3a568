#include "adapters/blob_segment/place.h"

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

TEST(BlobPlace, IsPackedIntoAReferenceAndBack) {
  const BlobPlace place{{20'000, 7}, 0x89abcdefU, 0xfedcba98U, 123};
  const domain::BlobRef ref = to_ref(place);
  EXPECT_EQ(ref.container, 20'000ULL << 32U | 7);
  EXPECT_EQ(ref.offset, 0x89abcdeffedcba98U);
  EXPECT_EQ(ref.size, 123U);
  EXPECT_EQ(place_of(ref), place);
}

TEST(DayName, IsTheDateAndBack) {
  const std::pair<std::uint32_t, const char*> cases[] = {
      {0, "1970-01-01"}, {11'016, "2000-02-29"}, {20'417, "2025-11-25"}, {2'932'896, "9999-12-31"}};
  for (const auto& [day, name] : cases) {
    EXPECT_EQ(day_name(day), name);
    EXPECT_EQ(day_of(name), day);
  }
}

TEST(DayName, IsNothingElse) {
  for (const char* name : {"", "1969-12-31", "2025-02-29", "2025-13-01", "2025-00-01", "2025-1-010",
                           "2025-11-25 ", "2025-11-2x", "+025-11-25", "2025/11/25", "groups"}) {
    EXPECT_FALSE(day_of(name)) << name;
  }
}

TEST(BlobFileName, IsTheNumberAndBack) {
  EXPECT_EQ(file_name(1), "00000001.seg");
  for (const std::uint32_t number : {1U, 99'999'999U, 100'000'000U, 4'294'967'295U}) {
    EXPECT_EQ(number_of(file_name(number)), number);
  }
}

TEST(BlobFileName, IsNothingElse) {
  for (const char* name : {"", ".seg", "1.seg", "00000000.seg", "00000001.se", "00000001.seg~",
                           "-0000001.seg", "4294967296.seg", "000000001.seg"}) {
    EXPECT_FALSE(number_of(name)) << name;
  }
}

}  // namespace
}  // namespace picket::adapters
