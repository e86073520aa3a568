#include "codec/file_compression.h"

#include <string>

#include <gtest/gtest.h>

#include "base/base64.h"
#include "codec/testkit/encode.h"

namespace picket::codec {
namespace {

/// "MDMP of a test\n", by xz and by bzip2.
const std::string kPlain = "MDMP of a test\n";
const std::string kXz = *base64_decode(
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAOTURNUCBvZiBhIHRlc3QKAACKW+sdl/0GbQABJw/fGvxq"
    "H7bzfQEAAAAABFla");
const std::string kBzip2 = *base64_decode(
    "QlpoOTFBWSZTWcBYIuYAAALXgAAQQAAEAkAAIwCMACAAMQDTTQQaE/UJ2eCxBq3l8XckU4UJDAWCLmA=");

TEST(FileCompression, IsToldByTheFirstBytes) {
  EXPECT_EQ(detect_file_compression(testkit::gzip("x")), FileCompression::gzip);
  EXPECT_EQ(detect_file_compression(testkit::zstd_stream("x")), FileCompression::zstd);
  EXPECT_EQ(detect_file_compression(kXz), FileCompression::xz);
  EXPECT_EQ(detect_file_compression(kBzip2), FileCompression::bzip2);
  for (const char* bytes : {"", "M", "MDMP", "BZ", "\x1f",
                            "\xfd"
                            "7zX"}) {
    EXPECT_EQ(detect_file_compression(bytes), std::nullopt) << bytes;
  }
}

TEST(FileCompression, IsUndone) {
  for (const std::string& file :
       {testkit::gzip(kPlain), testkit::zstd_stream(kPlain), kXz, kBzip2}) {
    const FileCompression compression = *detect_file_compression(file);
    EXPECT_EQ(undo_file_compression(compression, file, kPlain.size()).value_or(""), kPlain)
        << file_suffix(compression);
    EXPECT_EQ(undo_file_compression(compression, file, kPlain.size() - 1).error(),
              DecodeError::too_large)
        << file_suffix(compression);
    EXPECT_EQ(undo_file_compression(compression, file, 0).error(), DecodeError::too_large);
    for (std::size_t size = 0; size < file.size(); size += 9) {
      EXPECT_EQ(undo_file_compression(compression, file.substr(0, size), 100).error(),
                DecodeError::corrupt)
          << file_suffix(compression) << ' ' << size;
    }
    EXPECT_EQ(undo_file_compression(compression, file + "tail", 100).error(), DecodeError::corrupt)
        << file_suffix(compression);
  }
}

TEST(FileCompression, HasTheUsualEndings) {
  EXPECT_EQ(file_suffix(FileCompression::gzip), ".gz");
  EXPECT_EQ(file_suffix(FileCompression::xz), ".xz");
  EXPECT_EQ(file_suffix(FileCompression::bzip2), ".bz2");
  EXPECT_EQ(file_suffix(FileCompression::zstd), ".zst");
}

}  // namespace
}  // namespace picket::codec
