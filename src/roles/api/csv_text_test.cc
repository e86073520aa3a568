#include "roles/api/csv_text.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

std::string cell(std::string_view text) {
  std::string line;
  append_csv_text(text, line);
  return line;
}

TEST(CsvText, QuotesWhatWouldEndTheCell) {
  EXPECT_EQ(cell("plain text"), "plain text");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(cell("two\rlines"), "\"two\rlines\"");
}

TEST(CsvText, DefusesFormulas) {
  EXPECT_EQ(cell("=1+1"), "'=1+1");
  EXPECT_EQ(cell("+1"), "'+1");
  EXPECT_EQ(cell("-1"), "'-1");
  EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(cell("\tx"), "'\tx");
  EXPECT_EQ(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(cell("a=1"), "a=1");
}

}  // namespace
}  // namespace picket::api
