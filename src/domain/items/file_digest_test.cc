#include "domain/items/file_digest.h"

#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

// FIPS 180-4 by way of NIST's example values.
TEST(FileDigest, IsSha1) {
  FileDigest empty;
  EXPECT_EQ(empty.hex(), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  FileDigest whole;
  whole.update("abc");
  EXPECT_EQ(whole.hex(), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(FileDigest, DoesNotDependOnThePieces) {
  FileDigest pieces;
  pieces.update("a");
  pieces.update("");
  pieces.update("bc");
  EXPECT_EQ(pieces.hex(), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

}  // namespace
}  // namespace picket::domain::items
