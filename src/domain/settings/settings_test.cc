#include "domain/settings/settings.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

constexpr Setting kLines{"lines", SettingKind::lines, R"("")", 0, 40};
constexpr Setting kLower{"lower", SettingKind::lower_lines, R"("")", 0, 40};
constexpr Setting kCount{"count", SettingKind::number, "5", 0, 9};
constexpr Setting kDelay{"delay", SettingKind::number, "180", 60, 3600};
constexpr Setting kChoice{"choice", SettingKind::flag_or_texts, "false", 0, 10};

json::value kept(const Setting& setting, const json::value& value) {
  EXPECT_FALSE(find_flaw(setting, value)) << value;
  SettingValues values;
  values.set(setting, value);
  return SettingValues::parse(values.to_json()).get(setting);
}

TEST(SettingLines, AreKeptWithoutWhatIsBlank) {
  EXPECT_EQ(kept(kLines, " A b \r\n\n\t\nC"), json::value("A b\nC"));
  EXPECT_EQ(kept(kLower, "A b\n\xC3\x89 "), json::value("a b\n\xC3\xA9"));
  EXPECT_EQ(kept(kLines, "\n \n"), json::value(""));
}

TEST(SettingLines, RefuseWhatTextRefuses) {
  for (const Setting& setting : {kLines, kLower}) {
    EXPECT_TRUE(find_flaw(setting, 1));
    EXPECT_TRUE(find_flaw(setting, nullptr));
    EXPECT_TRUE(find_flaw(setting, json::array{"a"}));
    EXPECT_TRUE(find_flaw(setting, json::value(std::string(41, 'a'))));
  }
}

TEST(SettingNumber, ReadsNothingAsZeroWhereThatIsANumber) {
  for (const json::value& nothing : {json::value(""), json::value(nullptr)}) {
    EXPECT_EQ(kept(kCount, nothing), json::value(0));
    EXPECT_TRUE(find_flaw(kDelay, nothing)) << "it would be kept, and read as the default";
  }
  EXPECT_EQ(kept(kDelay, 60), json::value(60));
}

TEST(SettingFlagOrTexts, TakesBothAndNothingElse) {
  EXPECT_EQ(kept(kChoice, true), json::value(true));
  EXPECT_EQ(kept(kChoice, json::array{"a", "b"}), (json::value{"a", "b"}));
  EXPECT_TRUE(find_flaw(kChoice, "a"));
  EXPECT_TRUE(find_flaw(kChoice, nullptr));
  EXPECT_TRUE(find_flaw(kChoice, json::array{1}));
  EXPECT_TRUE(find_flaw(kChoice, json::array{std::string(11, 'a')}));
}

}  // namespace
}  // namespace picket::domain
