#include "net/body_reader.h"

#include <limits>

#include <gtest/gtest.h>

#include "codec/testkit/encode.h"

namespace picket::net {
namespace {

using codec::ContentCoding;
using Progress = BodyReader::Progress;

constexpr std::size_t kNoBound = std::numeric_limits<std::size_t>::max();

class BodyReaderTest : public testing::Test {
 protected:
  virtual BodyBudget& budget() { return budget_; }

  /// Adds in pieces, decodes whole batches and the end, as a connection does.
  Result<std::string, Refusal> read(ContentCoding coding, std::string_view wire,
                                    std::size_t max_bytes, std::size_t piece = 1'000) {
    BodyCharge charge(budget());
    BodyReader reader(coding, max_bytes, charge);
    for (std::size_t at = 0; at < wire.size(); at += piece) {
      if (const auto added = reader.add(wire.substr(at, piece)); !added) {
        return unexpected(added.error());
      }
      if (!reader.batch_is_full()) continue;
      if (const auto decoded = reader.decode(false, kNoBound); !decoded) {
        return unexpected(decoded.error());
      }
    }
    const auto decoded = reader.decode(true, kNoBound);
    if (!decoded) return unexpected(decoded.error());
    EXPECT_EQ(*decoded, Progress::drained);
    return reader.take_body();
  }

  obs::Gauge gauge_;
  BodyBudget budget_{4'000'000, gauge_};
};

TEST_F(BodyReaderTest, DecodesEveryCodingWithinTheLimit) {
  using namespace codec::testkit;
  for (const std::size_t size : {1U, 5'000U, 1'000'000U}) {
    const std::string raw = json_like(size);
    for (const auto& [coding, wire] :
         {std::pair{ContentCoding::identity, raw},
          {ContentCoding::gzip, gzip(raw)},
          {ContentCoding::gzip, gzip(raw.substr(0, size / 2)) + gzip(raw.substr(size / 2))},
          {ContentCoding::deflate, zlib(raw)},
          {ContentCoding::deflate, raw_deflate(raw)},
          {ContentCoding::br, brotli(raw)},
          {ContentCoding::zstd, zstd_stream(raw)}}) {
      EXPECT_EQ(read(coding, wire, size), raw);
      EXPECT_EQ(read(coding, wire, size - 1).error(), Refusal::too_large);
    }
  }
  EXPECT_EQ(budget_.taken(), 0U);
}

TEST_F(BodyReaderTest, TakesNoBodyForAnEmptyOneInAnyCoding) {
  for (const auto coding : {ContentCoding::identity, ContentCoding::gzip, ContentCoding::br}) {
    EXPECT_EQ(read(coding, "", 10), "");
  }
}

TEST_F(BodyReaderTest, RefusesBodiesThatEndEarlyOrAreNotWhatTheySay) {
  const std::string wire = codec::testkit::gzip(codec::testkit::json_like(5'000));
  EXPECT_EQ(read(ContentCoding::gzip, wire.substr(0, wire.size() - 1), 10'000).error(),
            Refusal::corrupt_encoding);
  EXPECT_EQ(read(ContentCoding::gzip, "{}", 10'000).error(), Refusal::corrupt_encoding);
  EXPECT_EQ(read(ContentCoding::zstd, wire, 10'000).error(), Refusal::corrupt_encoding);
}

TEST_F(BodyReaderTest, StopsABombAtTheLimitWithoutHoldingMore) {
  using namespace codec::testkit;
  const std::string zeros(30'000'000, '\0');
  for (const auto& [coding, wire] : {std::pair{ContentCoding::gzip, gzip(zeros)},
                                     {ContentCoding::deflate, zlib(zeros)},
                                     {ContentCoding::br, brotli(zeros)},
                                     {ContentCoding::zstd, zstd_stream(zeros)}}) {
    EXPECT_EQ(read(coding, wire, 1'000'000).error(), Refusal::too_large);
  }
  // Where the route would allow more than one body may ever have, coming again is of no use either.
  EXPECT_EQ(read(ContentCoding::gzip, gzip(zeros), 30'000'000).error(), Refusal::too_large);
  EXPECT_EQ(read(ContentCoding::identity, zeros, 30'000'000).error(), Refusal::too_large);
  EXPECT_EQ(budget_.taken(), 0U);
}

TEST_F(BodyReaderTest, TakesTheLargestBodyThatItsBudgetAllows) {
  const std::string raw = codec::testkit::json_like(budget_.max_body_bytes());
  EXPECT_EQ(read(ContentCoding::identity, raw, 30'000'000), raw);
  EXPECT_EQ(read(ContentCoding::gzip, codec::testkit::gzip(raw), 30'000'000), raw);
  EXPECT_EQ(read(ContentCoding::identity, raw + ' ', 30'000'000).error(), Refusal::too_large);
  EXPECT_EQ(read(ContentCoding::gzip, codec::testkit::gzip(raw + ' '), 30'000'000).error(),
            Refusal::too_large);
}

/// A budget whose share for large bodies is taken by another request: 36 of 64 MB, with 60 for
/// decoders and 32 for one body.
class BodyReaderBesideALargeBody : public BodyReaderTest {
 protected:
  void SetUp() override { ASSERT_TRUE(other_.grow_to(35'000'000)); }

  BodyBudget& budget() override { return large_budget_; }

  BodyBudget large_budget_{64'000'000, gauge_};
  BodyCharge other_{large_budget_};
};

TEST_F(BodyReaderBesideALargeBody, TellsABombFromABodyThatMayComeAgain) {
  using namespace codec::testkit;
  const std::string zeros(40'000'000, '\0');
  const std::string honest = json_like(3'000'000);
  using Encode = std::string (*)(std::string_view);
  const Encode zstd = [](std::string_view raw) { return zstd_stream(raw); };
  for (const auto& [coding, encode] : {std::pair<ContentCoding, Encode>{ContentCoding::gzip, gzip},
                                       {ContentCoding::deflate, zlib},
                                       {ContentCoding::br, brotli},
                                       {ContentCoding::zstd, zstd}}) {
    EXPECT_EQ(read(coding, encode(zeros), 200'000'000).error(), Refusal::too_large);
    EXPECT_EQ(read(coding, encode(honest), 200'000'000).error(), Refusal::overloaded);
    EXPECT_EQ(read(coding, encode(honest.substr(0, 500'000)), 200'000'000),
              honest.substr(0, 500'000));
    EXPECT_EQ(read(coding, encode(honest).substr(0, 400'000), 200'000'000).error(),
              Refusal::corrupt_encoding);
  }
  EXPECT_EQ(read(ContentCoding::identity, honest, 200'000'000).error(), Refusal::overloaded);
  EXPECT_EQ(large_budget_.taken(), 35'000'000U);
}

TEST_F(BodyReaderBesideALargeBody, HoldsItsDecoderAloneWhileItMeasures) {
  const std::string wire = codec::testkit::brotli(std::string(20'000'000, '\0'));
  BodyCharge charge(large_budget_);
  BodyReader reader(ContentCoding::br, 30'000'000, charge);
  ASSERT_TRUE(reader.add(wire).has_value());
  ASSERT_EQ(reader.decode(true, 19'000'000), Progress::paused);
  const std::size_t held = large_budget_.taken() - 35'000'000;
  EXPECT_GE(held, 16_MiB) << "its window";
  EXPECT_LT(held, 18_MiB);
  EXPECT_EQ(reader.decode(true, kNoBound).error(), Refusal::overloaded);
}

TEST_F(BodyReaderBesideALargeBody, GivesUpWhereNotEvenTheDecoderHasRoom) {
  BodyCharge decoders(large_budget_);
  ASSERT_TRUE(decoders.grow_to(20'000'000, BodyUse::measured));
  const std::string zeros(40'000'000, '\0');
  EXPECT_EQ(read(ContentCoding::br, codec::testkit::brotli(zeros), 200'000'000).error(),
            Refusal::overloaded);
  EXPECT_EQ(read(ContentCoding::gzip, codec::testkit::gzip(zeros), 200'000'000).error(),
            Refusal::too_large);
}

TEST_F(BodyReaderTest, BelievesNoTrailer) {
  std::string wire = codec::testkit::gzip(codec::testkit::json_like(5'000));
  wire[wire.size() - 4] = '\x7f';  // ISIZE, so the stream's own check fails as well.
  EXPECT_EQ(read(ContentCoding::gzip, wire, 900'000).error(), Refusal::corrupt_encoding);
}

TEST_F(BodyReaderTest, PausesWhenMoreComesOutThanAskedFor) {
  const std::string raw = codec::testkit::json_like(200'000);
  for (const auto& [coding, wire] : {std::pair{ContentCoding::gzip, codec::testkit::gzip(raw)},
                                     {ContentCoding::zstd, codec::testkit::zstd_stream(raw)}}) {
    BodyCharge charge(budget_);
    BodyReader reader(coding, raw.size(), charge);
    ASSERT_TRUE(reader.add(wire).has_value());
    ASSERT_EQ(reader.decode(true, BodyReader::kInlineBytes), Progress::paused);
    ASSERT_EQ(reader.decode(true, kNoBound), Progress::drained);
    EXPECT_EQ(reader.take_body(), raw);
  }
}

TEST_F(BodyReaderTest, LeavesToOthersWhatADecoderDoesAtOnce) {
  // A window of 16 MiB, a meta-block that is not the last, and then nothing sensible: whoever
  // decoded any of it would know.
  const std::string corrupt = "\xcf" + std::string(20, '\xff');
  BodyCharge charge(budget_);
  BodyReader heavy(ContentCoding::br, 100'000, charge);
  ASSERT_TRUE(heavy.add(corrupt).has_value());
  EXPECT_EQ(heavy.decode(true, BodyReader::kInlineBytes), Progress::paused);
  EXPECT_TRUE(heavy.is_heavy());
  EXPECT_EQ(heavy.decode(true, BodyReader::kSliceBytes).error(), Refusal::corrupt_encoding);

  for (const auto& [bytes, progress] : {std::pair{BodyReader::kInlineBytes, Progress::drained},
                                        {BodyReader::kInlineBytes + 1, Progress::paused}}) {
    BodyReader usual(ContentCoding::br, 100'000, charge);
    ASSERT_TRUE(usual.add(codec::testkit::brotli(codec::testkit::json_like(bytes))).has_value());
    EXPECT_EQ(usual.decode(true, BodyReader::kInlineBytes), progress) << bytes;
    EXPECT_FALSE(usual.is_heavy());
  }
}

TEST_F(BodyReaderTest, GetsThroughSliceBySlice) {
  constexpr std::size_t kAll = 3 * BodyReader::kSliceBytes;
  // Just at a slice, where a body of known size is decoded whole, and beyond.
  for (const std::size_t bytes : {BodyReader::kSliceBytes, BodyReader::kSliceBytes + 1, kAll}) {
    BodyBudget budget(64'000'000, gauge_);
    BodyCharge charge(budget);
    BodyReader reader(ContentCoding::gzip, kAll, charge);
    ASSERT_TRUE(reader.add(codec::testkit::gzip(std::string(bytes, 'x'))).has_value());
    std::size_t slices = 1;
    for (;; ++slices) {
      ASSERT_LE(slices, kAll);
      const auto progress = reader.decode(true, BodyReader::kSliceBytes);
      ASSERT_TRUE(progress.has_value());
      if (*progress == Progress::drained) break;
    }
    EXPECT_GE(slices * BodyReader::kSliceBytes, bytes);
    EXPECT_EQ(reader.take_body().size(), bytes);
  }
}

TEST_F(BodyReaderTest, BoundsWireBytesThatDecodeToNothing) {
  std::string wire;
  while (wire.size() < 10'000) wire += codec::testkit::gzip("");
  EXPECT_EQ(read(ContentCoding::gzip, wire, 100).error(), Refusal::too_large);
  BodyCharge charge(budget_);
  const BodyReader coded(ContentCoding::gzip, 1'000, charge);
  EXPECT_TRUE(coded.may_announce(1'020));
  EXPECT_FALSE(coded.may_announce(10'000));
  const BodyReader plain(ContentCoding::identity, 1'000, charge);
  EXPECT_TRUE(plain.may_announce(1'000));
  EXPECT_FALSE(plain.may_announce(1'001));
}

TEST_F(BodyReaderTest, ChargesWireBytesAndDecoderUntilTheBodyIsTaken) {
  const std::string raw = codec::testkit::json_like(150'000);
  for (const auto& [coding, wire] : {std::pair{ContentCoding::gzip, codec::testkit::gzip(raw)},
                                     {ContentCoding::br, codec::testkit::brotli(raw)},
                                     {ContentCoding::zstd, codec::testkit::zstd_stream(raw)}}) {
    BodyCharge charge(budget_);
    BodyReader reader(coding, 200'000, charge);
    ASSERT_TRUE(reader.add(wire.substr(0, 5'000)).has_value());
    EXPECT_GE(budget_.taken(), 5'000U);
    ASSERT_EQ(reader.decode(false, kNoBound), Progress::drained);
    ASSERT_TRUE(reader.add(wire.substr(5'000)).has_value());
    ASSERT_EQ(reader.decode(true, kNoBound), Progress::drained);
    EXPECT_GE(budget_.taken(), raw.size() + wire.size());
    const std::string body = reader.take_body();
    EXPECT_EQ(body, raw);
    EXPECT_EQ(budget_.taken(), body.capacity());
  }
  BodyCharge others(budget_);
  ASSERT_TRUE(others.grow_to(3'999'000, BodyUse::small));
  BodyCharge charge(budget_);
  BodyReader crowded_out(ContentCoding::gzip, 200'000, charge);
  EXPECT_EQ(crowded_out.add(codec::testkit::gzip(raw)).error(), Refusal::overloaded);
}

TEST_F(BodyReaderTest, ChargesWhatItHoldsUntilTheChargeEnds) {
  {
    BodyCharge charge(budget_);
    BodyReader reader(ContentCoding::identity, 1'000'000, charge);
    ASSERT_TRUE(reader.add(std::string(100'000, 'x')).has_value());
    EXPECT_GE(budget_.taken(), 100'000U);
    const std::string body = reader.take_body();
    EXPECT_GE(budget_.taken(), body.capacity());
    BodyCharge other(budget_);
    BodyReader second(ContentCoding::identity, 1'000'000, other);
    ASSERT_TRUE(BodyCharge(budget_).grow_to(3'000'000, BodyUse::small));
    BodyCharge rest(budget_);
    ASSERT_TRUE(rest.grow_to(3'000'000, BodyUse::small));
    EXPECT_EQ(second.add(std::string(950'000, 'x')).error(), Refusal::overloaded);
  }
  EXPECT_EQ(budget_.taken(), 0U);
  EXPECT_EQ(gauge_.value(), 0);
}

}  // namespace
}  // namespace picket::net
