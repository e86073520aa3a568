#include "segment/checksum.h"

#include <gtest/gtest.h>

namespace picket::segment {
namespace {

TEST(Crc32, IsTheOneOfZlib) {
  EXPECT_EQ(crc32(""), 0U);
  EXPECT_EQ(crc32("123456789"), 0xcbf43926U);  // The check value of the CRC catalogue.
}

TEST(Crc32, ContinuesWhereItStopped) {
  EXPECT_EQ(crc32("6789", crc32("12345")), crc32("123456789"));
}

TEST(Crc32, IsNotChangedByNothing) {
  EXPECT_EQ(crc32(std::string_view(), crc32("12345")), crc32("12345"));
  EXPECT_EQ(crc32("", crc32("12345")), crc32("12345"));
}

}  // namespace
}  // namespace picket::segment
