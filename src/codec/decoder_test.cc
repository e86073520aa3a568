#include "codec/decoder.h"

#include <array>

#include <gtest/gtest.h>

#include "codec/gunzip.h"
#include "codec/testkit/encode.h"

namespace picket::codec {
namespace {

using Step = StreamDecoder::Step;

struct Encoded {
  const char* name;
  ContentCoding coding;
  std::string (*encode)(std::string_view raw);
};

const std::array kEncodings = {
    Encoded{"gzip", ContentCoding::gzip, testkit::gzip},
    Encoded{"zlib", ContentCoding::deflate, testkit::zlib},
    Encoded{"raw", ContentCoding::deflate, testkit::raw_deflate},
    Encoded{"br", ContentCoding::br, testkit::brotli},
    Encoded{"zstd", ContentCoding::zstd,
            [](std::string_view r) { return testkit::zstd_stream(r); }},
};

class EveryCoding : public testing::TestWithParam<Encoded> {
 protected:
  ContentCoding coding() const { return GetParam().coding; }
  std::string encode(std::string_view raw) const { return GetParam().encode(raw); }
};

TEST_P(EveryCoding, BringsBytesBackHoweverTheyAreCut) {
  for (const std::size_t size : {0U, 1U, 5'000U, 300'000U}) {
    const std::string raw = testkit::json_like(size);
    const std::string body = encode(raw);
    EXPECT_EQ(decode_all(coding(), body, size), raw);
    for (const std::size_t piece : {1U, 7U, 4'096U}) {
      const auto decoder = make_stream_decoder(coding());
      std::string out;
      Step last = Step::need_input;
      for (std::size_t at = 0; at < body.size(); at += piece) {
        std::string_view input = std::string_view(body).substr(at, piece);
        for (;;) {
          const std::size_t before = out.size();
          const auto step = decoder->decode(input, out, 1'000);
          ASSERT_TRUE(step.has_value());
          ASSERT_LE(out.size() - before, 1'000U);
          last = *step;
          if (last != Step::output_full) break;
        }
        ASSERT_TRUE(input.empty());
      }
      EXPECT_EQ(last, Step::finished) << size << " in pieces of " << piece;
      EXPECT_EQ(out, raw) << size << " in pieces of " << piece;
    }
  }
}

TEST_P(EveryCoding, StopsAtTheLimitExactly) {
  const std::string body = encode(testkit::json_like(50'000));
  EXPECT_TRUE(decode_all(coding(), body, 50'000).has_value());
  EXPECT_EQ(decode_all(coding(), body, 49'999).error(), DecodeError::too_large);
  EXPECT_EQ(decode_all(coding(), body, 0).error(), DecodeError::too_large);
}

TEST_P(EveryCoding, NeverMakesMoreOfABombThanAskedFor) {
  const std::string body = encode(std::string(16'000'000, '\0'));
  EXPECT_LT(body.size(), 100'000U);
  const auto decoder = make_stream_decoder(coding());
  std::string_view input = body;
  std::string out;
  const auto step = decoder->decode(input, out, 100'000);
  ASSERT_TRUE(step.has_value());
  EXPECT_EQ(*step, Step::output_full);
  EXPECT_EQ(out.size(), 100'000U);
  EXPECT_LE(out.capacity(), 400'000U);
}

TEST_P(EveryCoding, TellsWhatItHoldsBesidesItsWindow) {
  const std::string body = encode(testkit::json_like(3'000'000));
  const auto decoder = make_stream_decoder(coding());
  std::string_view input = body;
  std::string out;
  ASSERT_EQ(decoder->decode(input, out, 2'000'000), Step::output_full);
  EXPECT_GE(decoder->memory_bytes(), 7'000U);
  EXPECT_LE(decoder->memory_bytes(), 500'000U);
  EXPECT_GE(max_window_bytes(coding()), 32U * 1024);
}

TEST_P(EveryCoding, RefusesEveryTruncation) {
  const std::string body = encode(testkit::json_like(3'000));
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_EQ(decode_all(coding(), body.substr(0, size), 3'000).error(), DecodeError::corrupt)
        << size;
  }
}

TEST_P(EveryCoding, SurvivesAnyFlippedBit) {
  const std::string body = encode(testkit::json_like(3'000));
  for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
    std::string damaged = body;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1U << (bit % 8)));
    const auto out = decode_all(coding(), damaged, 4'000);
    EXPECT_LE(out.value_or("").size(), 4'000U);
  }
}

TEST_P(EveryCoding, RefusesTextAndGarbageAfterTheEnd) {
  EXPECT_EQ(decode_all(coding(), R"({"event_id":"x"})", 100).error(), DecodeError::corrupt);
  const std::string body = encode("{}");
  EXPECT_EQ(decode_all(coding(), body + "{}", 100).error(), DecodeError::corrupt);
}

INSTANTIATE_TEST_SUITE_P(Codings, EveryCoding, testing::ValuesIn(kEncodings),
                         [](const auto& case_info) { return case_info.param.name; });

TEST(StreamDecoder, JoinsGzipMembersAndZstdFrames) {
  EXPECT_EQ(decode_all(ContentCoding::gzip, testkit::gzip("ab") + testkit::gzip("cd"), 4), "abcd");
  EXPECT_EQ(
      decode_all(ContentCoding::zstd, testkit::zstd_stream("ab") + testkit::zstd_stream("cd"), 4),
      "abcd");
  EXPECT_EQ(decode_all(ContentCoding::gzip, testkit::gzip("ab") + testkit::gzip("cd"), 3).error(),
            DecodeError::too_large);
}

TEST(StreamDecoder, RefusesAZstdWindowBeyondEightMebibytes) {
  const std::string raw(20'000'000, 'x');
  EXPECT_TRUE(
      decode_all(ContentCoding::zstd, testkit::zstd_stream(raw, 23), raw.size()).has_value());
  EXPECT_EQ(decode_all(ContentCoding::zstd, testkit::zstd_stream(raw, 24), raw.size()).error(),
            DecodeError::corrupt);
}

TEST(DecodeAll, CopiesIdentityWithinTheLimit) {
  EXPECT_EQ(decode_all(ContentCoding::identity, "abc", 3), "abc");
  EXPECT_EQ(decode_all(ContentCoding::identity, "abc", 2).error(), DecodeError::too_large);
}

TEST(ParseContentCoding, KnowsWhatSdksSend) {
  using enum ContentCoding;
  for (const auto& [header, want] : {std::pair<std::string_view, ContentCoding>{"gzip", gzip},
                                     {"x-gzip", gzip},
                                     {" GZip ", gzip},
                                     {"deflate", deflate},
                                     {"br", br},
                                     {"zstd", zstd},
                                     {"", identity},
                                     {"identity", identity},
                                     {"utf-8", identity},
                                     {"UTF-8", identity}}) {
    EXPECT_EQ(parse_content_coding(header), want) << header;
  }
  for (const char* header : {"compress", "gzip, br", "gzip;q=1", "lzma"}) {
    EXPECT_EQ(parse_content_coding(header), std::nullopt) << header;
  }
}

TEST(Gunzip, UndoesOneIntactMember) {
  const std::string raw = testkit::json_like(5'000);
  std::string out = "kept";
  ASSERT_TRUE(gunzip_exact(testkit::gzip(raw), out, 5'000));
  EXPECT_EQ(out, "kept" + raw);
  out.clear();
  ASSERT_TRUE(gunzip_exact(testkit::gzip(""), out, 0));
  EXPECT_EQ(out, "");
}

TEST(Gunzip, LeavesEverythingElseToTheStream) {
  const std::string body = testkit::gzip(testkit::json_like(5'000));
  std::string out = "kept";
  EXPECT_FALSE(gunzip_exact(body, out, 4'999));
  EXPECT_FALSE(gunzip_exact(body + body, out, 20'000));
  EXPECT_FALSE(gunzip_exact(body + "x", out, 20'000));
  EXPECT_FALSE(gunzip_exact(testkit::zlib("abc"), out, 100));
  std::string with_header_checksum = body;
  with_header_checksum[3] = 2;
  with_header_checksum.insert(10, "ab");
  EXPECT_FALSE(gunzip_exact(with_header_checksum, out, 20'000));
  EXPECT_FALSE(gunzip_exact("", out, 100));
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_FALSE(gunzip_exact(body.substr(0, size), out, 5'000)) << size;
  }
  std::string lying = body;
  lying[lying.size() - 4] = '\x01';
  EXPECT_FALSE(gunzip_exact(lying, out, 20'000));
  EXPECT_EQ(out, "kept");
}

}  // namespace
}  // namespace picket::codec
