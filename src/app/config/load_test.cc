#include "app/config/load.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class LoadSettings : public testing::Test {
 protected:
  ConfigSources with_file(std::string_view text) const {
    std::ofstream(path_) << text;
    return {path_, {}, {}};
  }

  const testkit::TempDir dir_;
  const std::string path_ = dir_.file("picket.toml");
};

std::string error_of(const ConfigSources& sources) {
  const auto settings = load_settings(sources);
  return settings ? "" : settings.error();
}

TEST_F(LoadSettings, NeedsNoSourceAtAll) {
  const auto settings = load_settings({});
  ASSERT_TRUE(settings.has_value()) << settings.error();
  EXPECT_EQ(settings->listen, "127.0.0.1:9000");
  EXPECT_EQ(settings->partitions, 2);
  EXPECT_EQ(settings->retention_days, 30);
  EXPECT_EQ(settings->duckdb_memory_mb, 128);
  EXPECT_EQ(settings->trusted_proxies.size(), 6U);
}

TEST_F(LoadSettings, LetsEnvironmentOverrideFileAndFlagsBoth) {
  ConfigSources sources = with_file("retention_days = 10\n[log]\nlevel = \"debug\"\n");
  EXPECT_EQ(load_settings(sources)->retention_days, 10);
  sources.environment = {"HOME=/root", "PICKET_RETENTION_DAYS=20"};
  EXPECT_EQ(load_settings(sources)->retention_days, 20);
  sources.flags = {{"retention_days", "40", "--set"}};
  EXPECT_EQ(load_settings(sources)->retention_days, 40);
  EXPECT_EQ(load_settings(sources)->log_level, "debug");
}

TEST_F(LoadSettings, NamesTheNearestKeyOfAnUnknownOne) {
  EXPECT_EQ(error_of(with_file("[log]\nlevl = \"info\"\n")),
            path_ + " line 2: there is no option \"log.levl\"; did you mean \"log.level\"?");
  EXPECT_EQ(error_of({{}, {"PICKET_LISTN=x"}, {}}),
            "the environment variable PICKET_LISTN sets no option; did you mean PICKET_LISTEN?");
  EXPECT_EQ(error_of({{}, {}, {{"retention", "3", "--set"}}}),
            "--set: there is no option \"retention\"; did you mean \"retention_days\"?");
}

TEST_F(LoadSettings, SaysWhereABadValueStands) {
  EXPECT_EQ(error_of(with_file("partitions = 100\n")),
            path_ + " line 1: partitions takes a whole number from 1 to 64, not \"100\"");
  EXPECT_EQ(error_of({{}, {"PICKET_LOG_FORMAT=xml"}, {}}),
            "PICKET_LOG_FORMAT: log.format takes one of text, json, not \"xml\"");
}

TEST_F(LoadSettings, RefusesAddressesThatCannotBe) {
  EXPECT_NE(error_of({{}, {"PICKET_LISTEN=9000"}, {}}).find("listen takes ADDRESS:PORT"),
            std::string::npos);
  EXPECT_NE(error_of({{}, {"PICKET_URL=errors.example"}, {}}).find("url takes an address"),
            std::string::npos);
  EXPECT_NE(error_of({{}, {"PICKET_INGEST_URL=x"}, {}}).find("ingest_url takes an address"),
            std::string::npos);
  EXPECT_NE(error_of({{}, {"PICKET_DATA="}, {}}).find("data takes a directory"), std::string::npos);
}

TEST_F(LoadSettings, RefusesProxiesThatAreNoNetworks) {
  EXPECT_EQ(error_of({{}, {"PICKET_TRUSTED_PROXIES=10.0.0.0/8, ::1, 192.0.2.7"}, {}}), "");
  EXPECT_EQ(error_of({{}, {"PICKET_TRUSTED_PROXIES="}, {}}), "");
  for (const std::string bad : {"10.0.0.0/33", "localhost", "10.0.0"}) {
    EXPECT_EQ(
        error_of({{}, {"PICKET_TRUSTED_PROXIES=::1, " + bad}, {}}),
        "trusted_proxies takes addresses and networks such as 10.0.0.0/8, not \"" + bad + "\"");
  }
}

TEST_F(LoadSettings, RefusesFiltersThatCannotBeRead) {
  EXPECT_EQ(error_of({{}, {R"(PICKET_GENERIC_FILTERS={"version":1,"filters":[]})"}, {}}), "");
  EXPECT_EQ(error_of({{}, {"PICKET_GENERIC_FILTERS={"}, {}}), "generic_filters: Not valid JSON.");
}

TEST_F(LoadSettings, IgnoresVariablesThatOthersOwn) {
  const std::vector<std::string> environment = {
      "PICKET_CONFIG=/x", "PICKET_FAULT=a=kill", "PICKET_SERVICE_HOST=10.0.0.1",
      "PICKET_PORT=tcp://10.0.0.1:9000", "PICKET_PORT_9000_TCP_ADDR=10.0.0.1"};
  EXPECT_EQ(error_of({{}, environment, {}}), "");
}

TEST_F(LoadSettings, SaysThatAFileIsMissing) {
  EXPECT_NE(error_of({path_ + ".none", {}, {}}).find(path_ + ".none"), std::string::npos);
}

}  // namespace
}  // namespace picket::app
