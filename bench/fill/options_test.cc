#include "fill/options.h"

#include <gtest/gtest.h>

namespace picket::fill {
namespace {

TEST(FillOptions, TakeNumbers) {
  const char* const given[] = {"picket_fill", "--data",  "/tmp",   "--samples", "/tmp",
                               "--events",    "5000",    "--days", "3",         "--issues",
                               "7",           "--users", "9"};
  const auto options = parse_options(static_cast<int>(std::size(given)), given);
  ASSERT_TRUE(options.has_value()) << options.error().text;
  EXPECT_EQ(options->events, 5'000U);
  EXPECT_EQ(options->days, 3U);
  EXPECT_EQ(options->issues, 7U);
  EXPECT_EQ(options->users, 9U);
}

TEST(FillOptions, RefuseWhatCannotBe) {
  const char* const none[] = {"picket_fill", "--data",   "/tmp", "--samples",
                              "/tmp",        "--events", "0"};
  EXPECT_EQ(parse_options(static_cast<int>(std::size(none)), none).error().exit_code, 2);
  const char* const nowhere[] = {"picket_fill", "--data", "/no/such/folder", "--samples", "/tmp"};
  EXPECT_EQ(parse_options(static_cast<int>(std::size(nowhere)), nowhere).error().exit_code, 2);
}

}  // namespace
}  // namespace picket::fill
