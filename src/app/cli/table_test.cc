#include "app/cli/table.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

TEST(Table, AlignsItsColumns) {
  Table table({{"NAME"}, {"N", Align::right}, {"NOTE"}});
  table.add({"long name", "7", "a"});
  table.add({"é", "1234", ""});
  EXPECT_EQ(table.text(),
            "NAME          N  NOTE\n"
            "long name     7  a\n"
            "é          1234\n");
}

TEST(Table, CutsCellsAtTheirLimitByCodePoints) {
  Table table({{"T", Align::left, 4}});
  table.add({"éééé"});
  table.add({"ééééé"});
  EXPECT_EQ(table.text(), "T\néééé\nééé…\n");
}

TEST(Printable, TakesAwayWhatCouldMoveTheCursor) {
  EXPECT_EQ(printable("a\x1b[31mb\tc\r\nd\x7f"), "a [31mb c  d ");
  EXPECT_EQ(printable("x\xc2\x9b"
                      "31m\xc2\xa0y"),
            "x 31m\xc2\xa0y");
  EXPECT_EQ(printable("a\nb", true), "a\nb");
  EXPECT_EQ(printable("über 💥"), "über 💥");
}

}  // namespace
}  // namespace picket::app
