#include "adapters/events_duckdb/columns.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

// Stored values: docs/formats/event_rows.md.
TEST(TagHash, IsXxh64OfKeyEqualsValue) {
  EXPECT_EQ(tag_hash("plan", "pro"), 0x0fffe80b5639d36fU);
  EXPECT_EQ(tag_hash("", ""), 0x773d59fb056e6cf5U);
  EXPECT_EQ(tag_hash("pl", "an=pro"), tag_hash("pl", "an=pro"));
  EXPECT_NE(tag_hash("plan", "pro"), tag_hash("plan", "pro "));
}

TEST(AllColumns, NamesEveryColumnOnce) {
  const std::string& names = all_columns();
  EXPECT_EQ(std::count(names.begin(), names.end(), ',') + 1,
            static_cast<std::ptrdiff_t>(column::count));
}

TEST(FieldTags, FitTheirBitsAndAreNotPromotedToo) {
  static_assert(column_bit::of(kFieldTags[std::size(kFieldTags) - 1]) < column_bit::stray_tags);
  for (const FieldTag& field : kFieldTags) {
    for (const PromotedTag& promoted : kPromotedTags) EXPECT_NE(field.key, promoted.key);
  }
}

}  // namespace
}  // namespace picket::adapters::duck
