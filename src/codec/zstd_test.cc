#include "codec/zstd.h"

#include <gtest/gtest.h>

namespace picket::codec {
namespace {

TEST(Zstd, BringsBytesBack) {
  const std::string raw = std::string(5000, 'a') + "end";
  std::string frame = "kept";
  zstd_compress(raw, frame);
  EXPECT_EQ(frame.substr(0, 4), "kept");
  EXPECT_EQ(zstd_decompress(std::string_view(frame).substr(4), 10000), raw);
}

TEST(Zstd, StopsAtTheLimitAndAtDamage) {
  std::string frame;
  zstd_compress(std::string(5000, 'a'), frame);
  EXPECT_EQ(zstd_decompress(frame, 4999).error(), DecodeError::too_large);
  EXPECT_EQ(zstd_decompress(frame.substr(0, frame.size() - 1), 5000).error(), DecodeError::corrupt);
  EXPECT_EQ(zstd_decompress("not zstd", 5000).error(), DecodeError::corrupt);
  EXPECT_EQ(zstd_decompress("", 5000).error(), DecodeError::corrupt);
}

}  // namespace
}  // namespace picket::codec
