#include "load/options.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::load {
namespace {

Result<Options, Usage> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), {"picket_load", "--dsn", "D", "--samples", "S"});
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

TEST(ParseOptions, NeedsOnlyDsnAndSamples) {
  const auto options = parse({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->dsn, "D");
  EXPECT_EQ(options->events, 50'000U);
  EXPECT_EQ(options->rate, 0);
  EXPECT_FALSE(options->with_api());
}

TEST(ParseOptions, TakesEventsOrSeconds) {
  EXPECT_EQ(parse({"--events", "7"})->events, 7U);
  const auto timed = parse({"--seconds", "1.5"});
  ASSERT_TRUE(timed);
  EXPECT_EQ(timed->events, 0U);
  EXPECT_EQ(timed->seconds, 1.5);
  EXPECT_FALSE(parse({"--events", "7", "--seconds", "1"}));
}

TEST(ParseOptions, WantsAllOfTheApiOrNone) {
  EXPECT_TRUE(
      parse({"--api-url", "http://h", "--token", "t", "--org", "o", "--project", "p"})->with_api());
  EXPECT_FALSE(parse({"--api-url", "http://h"}));
  EXPECT_FALSE(parse({"--token", "t"}));
}

TEST(ParseOptions, RefusesWhatMakesNoSense) {
  EXPECT_FALSE(parse({"--connections", "0"}));
  EXPECT_FALSE(parse({"--rate", "-1"}));
  EXPECT_FALSE(parse({"--seconds", "0"}));
  EXPECT_FALSE(parse({"--data", "/no/such/folder"}));
  EXPECT_FALSE(parse({"--unknown"}));
  EXPECT_EQ(parse({"--unknown"}).error().exit_code, 2);
}

TEST(ParseOptions, GivesHelp) {
  const auto help = parse({"--help"});
  ASSERT_FALSE(help);
  EXPECT_EQ(help.error().exit_code, 0);
  EXPECT_NE(help.error().text.find("--dsn"), std::string::npos);
}

}  // namespace
}  // namespace picket::load
