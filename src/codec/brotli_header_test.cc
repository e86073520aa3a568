#include "codec/brotli_header.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "codec/testkit/encode.h"

namespace picket::codec {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;

TEST(BrotliStepBytes, IsTheWholeOfAShortStream) {
  for (const std::size_t bytes : {500U, 65'536U, 65'537U, 1'000'000U}) {
    EXPECT_EQ(brotli_step_bytes(testkit::brotli(testkit::json_like(bytes))), bytes) << bytes;
  }
  EXPECT_EQ(brotli_step_bytes(testkit::brotli("")), 0U);
  // Stored as it is, which the last meta-block cannot do.
  EXPECT_EQ(brotli_step_bytes(testkit::brotli("x")), 4 * kMiB);
}

TEST(BrotliStepBytes, IsTheWindowOfALongOne) {
  EXPECT_EQ(brotli_step_bytes(testkit::brotli(testkit::json_like(5 * kMiB))), 4 * kMiB);
}

TEST(BrotliStepBytes, ReadsEveryCodeOfTheWindow) {
  // The first bits, the next ones saying that this is not the last meta-block.
  for (const auto& [code, bits] : {std::pair{0b0, 16U},
                                   {0b0011, 18U},
                                   {0b0101, 19U},
                                   {0b1011, 22U},
                                   {0b1111, 24U},
                                   {0b0000001, 17U},
                                   {0b0100001, 10U},
                                   {0b1110001, 15U}}) {
    const std::string start{static_cast<char>(code), '\0', '\0'};
    EXPECT_EQ(brotli_step_bytes(start), std::size_t{1} << bits) << code;
  }
  EXPECT_EQ(brotli_step_bytes("\x11"), 0U) << "a large window, which nobody may send";
}

TEST(BrotliStepBytes, FearsTheWorstOfWhatIsNotThereYet) {
  EXPECT_EQ(brotli_step_bytes(""), 16 * kMiB);
  const std::string stream = testkit::brotli(testkit::json_like(500));
  EXPECT_EQ(brotli_step_bytes(stream.substr(0, 1)), 4 * kMiB);
  EXPECT_EQ(brotli_step_bytes(stream.substr(0, 3)), 500U);
}

}  // namespace
}  // namespace picket::codec
