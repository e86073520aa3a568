#include "domain/discover/layout.h"

#include <gtest/gtest.h>

namespace picket::domain::discover {
namespace {

using search::EventField;
using Places = std::vector<std::size_t>;

std::vector<Column> columns(std::initializer_list<std::string_view> texts) {
  std::vector<Column> read;
  for (const std::string_view text : texts) {
    auto column = read_column(text);
    EXPECT_TRUE(column) << text;
    if (column) read.push_back(*std::move(column));
  }
  return read;
}

TEST(LayOut, PutsValuesBeforeFunctions) {
  const auto layout = lay_out(columns({"count()", "title", "last_seen()", "release"}));
  EXPECT_TRUE(layout.is_grouped());
  EXPECT_EQ(layout.values,
            (std::vector<search::EventValue>{{EventField::title, {}}, {EventField::release, {}}}));
  EXPECT_EQ(layout.aggregates.size(), 2U);
  EXPECT_EQ(layout.places, (Places{2, 0, 3, 1}));
}

TEST(LayOut, AsksForEachValueOnce) {
  const auto layout = lay_out(columns({"issue", "issue.id", "count()", "eps()", "epm()", "issue"}));
  EXPECT_EQ(layout.values.size(), 1U);
  EXPECT_EQ(layout.aggregates.size(), 1U);
  EXPECT_EQ(layout.places, (Places{0, 0, 1, 1, 1, 0}));
}

TEST(LayOut, TellsPartsOfAValueApart) {
  const auto layout = lay_out(columns({"timestamp.to_day", "timestamp", "user.id", "user.ip",
                                       "user", "timestamp.to_day", "count()"}));
  EXPECT_EQ(layout.values.size(), 5U);
  EXPECT_EQ(layout.places, (Places{0, 1, 2, 3, 4, 0, 5}));
  EXPECT_FALSE(lay_out(columns({"timestamp.to_day"})).is_grouped());
}

}  // namespace
}  // namespace picket::domain::discover
