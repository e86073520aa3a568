#include "codec/decoder.h"

#include <array>

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "base/random.h"
#include "codec/gunzip.h"

namespace picket::codec {
namespace {

using Step = StreamDecoder::Step;

constexpr int kGzip = 15 + 16;
constexpr int kZlib = 15;
constexpr int kRaw = -15;

std::string deflate_as(std::string_view raw, int window_bits) {
  z_stream stream{};
  EXPECT_EQ(
      deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY),
      Z_OK);
  std::string out(deflateBound(&stream, raw.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw.data()));
  stream.avail_in = static_cast<uInt>(raw.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view raw) {
  std::size_t size = raw.size() + raw.size() / 8 + 1024;
  std::string out(size, '\0');
  EXPECT_TRUE(BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, raw.size(),
                                    reinterpret_cast<const std::uint8_t*>(raw.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(out.data())));
  out.resize(size);
  return out;
}

/// A frame without content size, as streaming encoders write it.
std::string zstd_stream(std::string_view raw, int window_log = 0) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  std::string out(ZSTD_compressBound(raw.size()), '\0');
  ZSTD_inBuffer in{raw.data(), raw.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  EXPECT_EQ(ZSTD_compressStream2(context, &to, &in, ZSTD_e_end), 0U);
  out.resize(to.pos);
  ZSTD_freeCCtx(context);
  return out;
}

struct Encoded {
  const char* name;
  ContentCoding coding;
  std::string (*encode)(std::string_view raw);
};

const std::array kEncodings = {
    Encoded{"gzip", ContentCoding::gzip, [](std::string_view r) { return deflate_as(r, kGzip); }},
    Encoded{"zlib", ContentCoding::deflate,
            [](std::string_view r) { return deflate_as(r, kZlib); }},
    Encoded{"raw", ContentCoding::deflate, [](std::string_view r) { return deflate_as(r, kRaw); }},
    Encoded{"br", ContentCoding::br, brotli},
    Encoded{"zstd", ContentCoding::zstd, [](std::string_view r) { return zstd_stream(r); }},
};

std::string json_like(std::size_t bytes) {
  SeededRandom random(7);
  std::string text;
  while (text.size() < bytes) text += R"({"function":"f)" + std::to_string(random.next()) + "\"},";
  text.resize(bytes);
  return text;
}

class EveryCoding : public testing::TestWithParam<Encoded> {
 protected:
  ContentCoding coding() const { return GetParam().coding; }
  std::string encode(std::string_view raw) const { return GetParam().encode(raw); }
};

TEST_P(EveryCoding, BringsBytesBackHoweverTheyAreCut) {
  for (const std::size_t size : {0U, 1U, 5'000U, 300'000U}) {
    const std::string raw = json_like(size);
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
  const std::string body = encode(json_like(50'000));
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

TEST_P(EveryCoding, RefusesEveryTruncation) {
  const std::string body = encode(json_like(3'000));
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_EQ(decode_all(coding(), body.substr(0, size), 3'000).error(), DecodeError::corrupt)
        << size;
  }
}

TEST_P(EveryCoding, SurvivesAnyFlippedBit) {
  const std::string body = encode(json_like(3'000));
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
  EXPECT_EQ(decode_all(ContentCoding::gzip, deflate_as("ab", kGzip) + deflate_as("cd", kGzip), 4),
            "abcd");
  EXPECT_EQ(decode_all(ContentCoding::zstd, zstd_stream("ab") + zstd_stream("cd"), 4), "abcd");
  EXPECT_EQ(
      decode_all(ContentCoding::gzip, deflate_as("ab", kGzip) + deflate_as("cd", kGzip), 3).error(),
      DecodeError::too_large);
}

TEST(StreamDecoder, RefusesAZstdWindowBeyondEightMebibytes) {
  const std::string raw(20'000'000, 'x');
  EXPECT_TRUE(decode_all(ContentCoding::zstd, zstd_stream(raw, 23), raw.size()).has_value());
  EXPECT_EQ(decode_all(ContentCoding::zstd, zstd_stream(raw, 24), raw.size()).error(),
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
  const std::string raw = json_like(5'000);
  std::string out = "kept";
  ASSERT_TRUE(gunzip_exact(deflate_as(raw, kGzip), out, 5'000));
  EXPECT_EQ(out, "kept" + raw);
  out.clear();
  ASSERT_TRUE(gunzip_exact(deflate_as("", kGzip), out, 0));
  EXPECT_EQ(out, "");
}

TEST(Gunzip, LeavesEverythingElseToTheStream) {
  const std::string body = deflate_as(json_like(5'000), kGzip);
  std::string out = "kept";
  EXPECT_FALSE(gunzip_exact(body, out, 4'999));
  EXPECT_FALSE(gunzip_exact(body + body, out, 20'000));
  EXPECT_FALSE(gunzip_exact(body + "x", out, 20'000));
  EXPECT_FALSE(gunzip_exact(deflate_as("abc", kZlib), out, 100));
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
