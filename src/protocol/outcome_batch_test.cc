#include "protocol/outcome_batch.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

OutcomeCount count(std::string reason, std::int64_t quantity = 3) {
  return {{1},
          {2},
          {3},
          from_unix_us(1'700'000'040'000'000),
          Category::error,
          Outcome::invalid,
          std::move(reason),
          quantity};
}

void expect_same(const OutcomeCount& a, const OutcomeCount& b) {
  EXPECT_EQ(a.org, b.org);
  EXPECT_EQ(a.project, b.project);
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.minute, b.minute);
  EXPECT_EQ(a.category, b.category);
  EXPECT_EQ(a.outcome, b.outcome);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.quantity, b.quantity);
}

std::string encoded(const std::vector<OutcomeCount>& counts) {
  std::string bytes;
  encode(counts, bytes);
  return bytes;
}

TEST(OutcomeBatch, ReadsBackWhatItWrote) {
  std::vector<OutcomeCount> counts = {count("no_data"), count("", 1)};
  counts[1].category = Category::unknown;
  counts[1].outcome = Outcome::lost;
  counts[1].key = {};
  const auto decoded = decode_outcome_batch(encoded(counts));
  ASSERT_TRUE(decoded.has_value());
  ASSERT_EQ(decoded->size(), 2U);
  expect_same((*decoded)[0], counts[0]);
  expect_same((*decoded)[1], counts[1]);
  EXPECT_TRUE(decode_outcome_batch(encoded({}))->empty());
}

TEST(OutcomeBatch, BytesAreThoseOfTheFormatPage) {
  const unsigned char expected[] = {
      0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x9a, 0x80, 0x1a, 0x24, 0x0a, 0x06, 0x00, 0x03, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x03, 0x04, 0x00, 0x63, 0x6f, 0x72, 0x73};
  EXPECT_EQ(encoded({count("cors")}),
            std::string(reinterpret_cast<const char*>(expected), sizeof expected));
}

TEST(OutcomeBatch, CutsLongReasons) {
  const auto decoded = decode_outcome_batch(encoded({count(std::string(300, 'x'))}));
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->front().reason, std::string(kMaxOutcomeReasonBytes, 'x'));
}

TEST(OutcomeBatch, EveryShorterOrLongerTextIsTruncated) {
  const std::string whole = encoded({count("cors"), count("")});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto decoded = decode_outcome_batch(std::string_view(whole).substr(0, size));
    ASSERT_FALSE(decoded.has_value()) << size;
    EXPECT_EQ(decoded.error(), OutcomeBatchError::truncated) << size;
  }
  EXPECT_EQ(decode_outcome_batch(whole + "x").error(), OutcomeBatchError::truncated);
}

TEST(OutcomeBatch, NamesTheReasonItRejects) {
  std::string bytes = encoded({count("cors")});
  const auto with = [&](std::size_t at, char value) {
    std::string changed = bytes;
    changed[at] = value;
    return decode_outcome_batch(changed).error();
  };
  EXPECT_EQ(with(0, 2), OutcomeBatchError::unknown_version);
  EXPECT_EQ(with(7, 1), OutcomeBatchError::too_many);
  EXPECT_EQ(with(48, 99), OutcomeBatchError::bad_category);
  EXPECT_EQ(with(49, 50), OutcomeBatchError::bad_outcome);
  EXPECT_EQ(to_string(OutcomeBatchError::bad_outcome), "bad outcome");
}

}  // namespace
}  // namespace picket::protocol
