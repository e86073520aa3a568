#include "adapters/blob_segment/day_directory.h"

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

TEST(DayNames, AreDatesAndComeBack) {
  EXPECT_EQ(day_name(0), "1970-01-01");
  EXPECT_EQ(day_name(20'417), "2025-11-25");
  for (const std::uint32_t day : {0U, 1U, 58U, 59U, 11'016U, 20'417U, 2'932'896U}) {
    EXPECT_EQ(parse_day_name(day_name(day)), day);
  }
}

TEST(DayNames, RefuseWhatIsNoDate) {
  for (const char* name : {"", "2025-11-2", "2025-11-255", "2025-13-01", "2025-02-30", "2025/11/25",
                           "1969-12-31", "+025-11-25", "2025-11-2x", "lost+found"}) {
    EXPECT_FALSE(parse_day_name(name)) << name;
  }
}

TEST(BlobFileNames, GrowWithTheNumberAndComeBack) {
  EXPECT_EQ(blob_file_name(1), "00000000004294967296.seg");
  EXPECT_LT(blob_file_name(9), blob_file_name(10));
  for (const std::uint32_t number : {1U, 2U, 77U, 1'000'000U}) {
    EXPECT_EQ(parse_blob_file_name(blob_file_name(number)), number);
  }
  for (const char* name : {"", "1.seg", "00000000004294967297.seg", "00000000004294967296.tmp",
                           "0000000000429496729x.seg", "99999999999999999999.seg"}) {
    EXPECT_FALSE(parse_blob_file_name(name)) << name;
  }
}

}  // namespace
}  // namespace picket::adapters
