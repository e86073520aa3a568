#include "domain/project/settings.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

const Setting& of(std::span<const Setting> table, std::string_view name) {
  const Setting* const found = find_setting(table, name);
  EXPECT_NE(found, nullptr) << name;
  return *found;
}

TEST(Settings, HaveDefaultsWithoutFlawAndNamesThatMeanOneThing) {
  for (const auto tables : {std::array{project_settings(), project_options()},
                            std::array{key_settings(), loader_options()}}) {
    std::set<std::string_view> seen;
    for (const auto table : tables) {
      for (const Setting& setting : table) {
        EXPECT_FALSE(find_flaw(setting, json::parse(setting.initial))) << setting.name;
        EXPECT_TRUE(seen.insert(setting.name).second) << setting.name;
      }
    }
  }
}

TEST(Settings, RefuseWhatIsNotOfTheirKind) {
  const std::pair<std::string_view, const char*> cases[] = {
      {"verifySSL", "1"},
      {"verifySSL", "null"},
      {"subjectPrefix", "7"},
      {"subjectPrefix", "null"},
      {"subjectPrefix", "\"a\\u0000b\""},
      {"resolveAge", "-1"},
      {"resolveAge", "8761"},
      {"resolveAge", "1.5"},
      {"resolveAge", "\"12\""},
      {"digestsMinDelay", "59"},
      {"storeCrashReports", "101"},
      {"safeFields", "\"a\""},
      {"safeFields", "[1]"},
      {"highlightContext", "[]"},
  };
  for (const auto& [name, value] : cases)
    EXPECT_TRUE(find_flaw(of(project_settings(), name), json::parse(value))) << name << value;
}

TEST(Settings, CountCharactersNotBytes) {
  const Setting& prefix = of(project_settings(), "subjectPrefix");
  std::string letters;
  for (int i = 0; i < 200; ++i) letters += "\xC3\xA4";
  EXPECT_FALSE(find_flaw(prefix, json::value(letters)));
  EXPECT_TRUE(find_flaw(prefix, json::value(letters + "a")));
  EXPECT_TRUE(find_flaw(of(project_settings(), "safeFields"),
                        json::array{std::string(2000, 'a'), std::string(2000, 'a')}));
  EXPECT_TRUE(find_flaw(of(project_settings(), "highlightContext"),
                        json::object{{"a", std::string(4000, 'a')}}));
}

TEST(SettingValues, KeepWhatDiffersAlone) {
  SettingValues values;
  EXPECT_EQ(values.to_json(), "{}");
  const Setting& age = of(project_settings(), "resolveAge");
  EXPECT_EQ(values.get(age), json::value(0));
  values.set(age, 24);
  EXPECT_EQ(values.to_json(), R"({"resolveAge":24})");
  EXPECT_EQ(SettingValues::parse(values.to_json()), values);
  EXPECT_EQ(values.get(age), json::value(24));
  values.set(age, "");
  EXPECT_EQ(values.to_json(), "{}");
}

TEST(SettingValues, ReadEmptyAsNullWhereNullIsMeant) {
  SettingValues values;
  const Setting& environment = of(project_settings(), "defaultEnvironment");
  values.set(environment, "production");
  EXPECT_EQ(values.get(environment), json::value("production"));
  values.set(environment, "");
  EXPECT_TRUE(values.get(environment).is_null());
}

TEST(SettingValues, SurviveDamageAndNewerPrograms) {
  EXPECT_EQ(SettingValues::parse("[").to_json(), "{}");
  const auto newer = SettingValues::parse(R"({"future":1,"resolveAge":"soon"})");
  EXPECT_EQ(newer.get(of(project_settings(), "resolveAge")), json::value(0));
  EXPECT_EQ(newer.to_json(), R"({"future":1,"resolveAge":"soon"})");
}

}  // namespace
}  // namespace picket::domain
