#include "domain/search/number_text.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

TEST(NumberOfText, ReadsDecimalsWithOrWithoutAnExponent) {
  const std::pair<const char*, double> cases[] = {
      {"0", 0},     {"-0", 0},      {"12", 12},          {"-1.25", -1.25}, {"007", 7},
      {"1e3", 1e3}, {"1E-7", 1e-7}, {"2.5e+10", 2.5e10}, {"0.1", 0.1},
  };
  for (const auto& [text, number] : cases) EXPECT_EQ(number_of_text(text), number) << text;
  EXPECT_TRUE(number_of_text(std::string(40, '9') + "." + std::string(40, '9') + "e99"));
}

TEST(NumberOfText, TakesNoOtherForm) {
  for (const char* text :
       {"",  " 1", "1 ", "+1",  "1.",    ".5",  "1_0", "0x1", "nan", "inf",
        "-", "e5", "1e", "1e+", "1e100", "1,5", "--1", "1-",  "1\n", "\xD9\xA5"}) {
    EXPECT_EQ(number_of_text(text), std::nullopt) << text;
  }
  EXPECT_EQ(number_of_text(std::string(41, '1')), std::nullopt);
  EXPECT_EQ(number_of_text(std::string_view("1\0", 2)), std::nullopt);
}

TEST(WholeNumber, IsAnIntegerThatDoublesTellApart) {
  EXPECT_EQ(whole_number(5), 5);
  EXPECT_EQ(whole_number(-5), -5);
  EXPECT_EQ(whole_number(9007199254740992.0), 9007199254740992);
  EXPECT_EQ(whole_number(9007199254740994.0), std::nullopt);
  EXPECT_EQ(whole_number(0.5), std::nullopt);
  EXPECT_EQ(whole_number(std::numeric_limits<double>::infinity()), std::nullopt);
  EXPECT_EQ(whole_number(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

}  // namespace
}  // namespace picket::domain::search
