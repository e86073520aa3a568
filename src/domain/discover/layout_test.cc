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
  ASSERT_TRUE(layout);
  EXPECT_TRUE(layout->is_grouped());
  EXPECT_EQ(layout->values,
            (std::vector<search::EventValue>{{EventField::title, {}}, {EventField::release, {}}}));
  EXPECT_EQ(layout->aggregates.size(), 2U);
  EXPECT_EQ(layout->places, (Places{2, 0, 3, 1}));
}

TEST(LayOut, AsksForEachValueOnce) {
  const auto layout = lay_out(columns({"issue", "issue.id", "count()", "eps()", "epm()", "issue"}));
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->values.size(), 1U);
  EXPECT_EQ(layout->aggregates.size(), 1U);
  EXPECT_EQ(layout->places, (Places{0, 0, 1, 1, 1, 0}));
}

TEST(LayOut, GroupsOnlyByWhatStaysApart) {
  EXPECT_TRUE(lay_out(columns({"timestamp.to_day", "user.id"})));
  EXPECT_FALSE(lay_out(columns({"timestamp.to_day"}))->is_grouped());
  EXPECT_EQ(lay_out(columns({"title", "user.id", "count()"})).error(),
            "Field user.id cannot be combined with functions yet");
  EXPECT_EQ(lay_out(columns({"count()", "timestamp.to_day"})).error(),
            "Field timestamp.to_day cannot be combined with functions yet");
  EXPECT_TRUE(lay_out(columns({"user.display", "error.handled", "project", "count()"})));
}

}  // namespace
}  // namespace picket::domain::discover
