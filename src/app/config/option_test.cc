#include "app/config/option.h"

#include <set>

#include <gtest/gtest.h>

namespace picket::app {
namespace {

const Option& option(std::string_view key) {
  const Option* const found = find_option(key);
  EXPECT_NE(found, nullptr) << key;
  return *found;
}

TEST(Options, HaveUniqueKeysValidDefaultsAndReasons) {
  std::set<std::string_view> keys;
  std::set<std::string> names;
  for (const Option& o : options()) {
    EXPECT_TRUE(keys.insert(o.key).second) << o.key;
    EXPECT_TRUE(names.insert(environment_name(o)).second) << o.key;
    Settings settings;
    EXPECT_TRUE(assign(o, o.fallback, settings).has_value()) << o.key;
    EXPECT_GT(o.reason.size(), 30U) << o.key;
    EXPECT_EQ(o.unit.empty(), !std::holds_alternative<NumberOption>(o.value)) << o.key;
  }
}

TEST(FindOption, IsNullForAnUnknownKey) {
  EXPECT_EQ(find_option("log"), nullptr);
  EXPECT_EQ(find_option(""), nullptr);
}

TEST(EnvironmentName, IsUpperCaseWithUnderscores) {
  EXPECT_EQ(environment_name(option("log.level")), "PICKET_LOG_LEVEL");
  EXPECT_EQ(environment_name(option("retention_days")), "PICKET_RETENTION_DAYS");
}

TEST(Assign, TakesOnlyTheChoicesOfAText) {
  Settings settings;
  EXPECT_TRUE(assign(option("log.level"), "debug", settings).has_value());
  EXPECT_EQ(settings.log_level, "debug");
  const auto refused = assign(option("log.level"), "loud", settings);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error(), "takes one of debug, info, warn, error");
  EXPECT_EQ(settings.log_level, "debug");
}

TEST(Assign, TakesNumbersWithinTheirRange) {
  Settings settings;
  for (const std::string_view bad : {"", "0", "3651", "-1", "1.5", "ten", "99999999999"}) {
    const auto refused = assign(option("retention_days"), bad, settings);
    ASSERT_FALSE(refused.has_value()) << bad;
    EXPECT_EQ(refused.error(), "takes a whole number from 1 to 3650");
  }
  EXPECT_TRUE(assign(option("retention_days"), "1", settings).has_value());
  EXPECT_EQ(settings.retention_days, 1);
  EXPECT_TRUE(assign(option("retention_days"), "3650", settings).has_value());
  EXPECT_EQ(settings.retention_days, 3650);
}

TEST(Assign, TakesNumbersBelowZeroWhereThereAreAny) {
  Settings settings;
  EXPECT_TRUE(assign(option("abuse.project_errors"), "-1", settings).has_value());
  EXPECT_EQ(settings.abuse_project_errors, -1);
  EXPECT_FALSE(assign(option("abuse.project_errors"), "-2", settings).has_value());
  EXPECT_FALSE(assign(option("abuse.project_errors"), "+1", settings).has_value());
}

TEST(Assign, SplitsListsAtCommas) {
  Settings settings;
  ASSERT_TRUE(assign(option("trusted_proxies"), " 10.0.0.0/8 ,, ::1/128", settings).has_value());
  EXPECT_EQ(settings.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "::1/128"}));
  ASSERT_TRUE(assign(option("trusted_proxies"), "", settings).has_value());
  EXPECT_TRUE(settings.trusted_proxies.empty());
}

TEST(Format, InvertsAssign) {
  for (const Option& o : options()) {
    Settings settings;
    ASSERT_TRUE(assign(o, o.fallback, settings).has_value());
    EXPECT_EQ(format(o, settings), o.fallback) << o.key;
  }
}

TEST(DescribeType, SaysWhatIsTaken) {
  EXPECT_EQ(describe_type(option("data")), "text");
  EXPECT_EQ(describe_type(option("log.format")), "one of text, json");
  EXPECT_EQ(describe_type(option("partitions")), "number, 1 to 64");
  EXPECT_EQ(describe_type(option("trusted_proxies")), "list");
}

}  // namespace
}  // namespace picket::app
