#include "domain/access/token_hash.h"

#include <gtest/gtest.h>

namespace picket::domain::access {
namespace {

TEST(HashToken, IsSha256InHex) {  // Vectors of FIPS 180-4.
  EXPECT_EQ(hash_token(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace picket::domain::access
