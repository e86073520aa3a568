#include "adapters/geo_maxmind/geo_database.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "adapters/geo_maxmind/mmdb_image.h"

/// The library leaks when metadata is damaged, once at a start that fails.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: LeakSanitizer's name.
  return "leak:libmaxminddb";
}

namespace picket::adapters {
namespace {

namespace fs = std::filesystem;

class GeoDatabaseTest : public testing::Test {
 protected:
  GeoDatabaseTest() {
    std::string pattern = (fs::temp_directory_path() / "picket_geo_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~GeoDatabaseTest() override { fs::remove_all(folder_); }

  std::string write(std::string_view bytes) const {
    const fs::path path = folder_ / "test.mmdb";
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  fs::path folder_;
};

std::string vienna() {
  using namespace mmdb;
  return map({{"city", map({{"names", names("Vienna")}})},
              {"country", map({{"iso_code", text("AT")}, {"names", names("Austria")}})},
              {"subdivisions",
               array({map({{"names", names("East")}}), map({{"names", names("Vienna State")}})})}});
}

std::string image() {
  mmdb::Image image;
  image.add({203, 0, 113, 0}, 24, vienna());
  image.add({198, 51, 100, 7}, 32,
            mmdb::map({{"country", mmdb::map({{"iso_code", mmdb::text("NZ")}})}}));
  image.add({192, 0, 2, 0}, 24, mmdb::map({{"continent", mmdb::text("odd")}}));
  return image.bytes();
}

std::string shown(const std::optional<domain::GeoPlace>& place) {
  if (!place) return "unknown";
  return place->country_code + "/" + place->city + "/" + place->subdivision + "/" + place->region;
}

TEST_F(GeoDatabaseTest, KnowsThePlaceOfAnAddress) {
  const auto database = GeoDatabase::open(write(image()));
  ASSERT_TRUE(database.has_value()) << database.error();
  const auto find = [&](std::string_view address) { return shown((*database)->find(address)); };
  EXPECT_EQ(find("203.0.113.9"), "AT/Vienna/Vienna State/Austria");
  EXPECT_EQ(find("203.0.113.255"), "AT/Vienna/Vienna State/Austria");
  EXPECT_EQ(find("203.0.114.0"), "unknown");
  EXPECT_EQ(find("198.51.100.7"), "NZ///");
  EXPECT_EQ(find("198.51.100.6"), "unknown");
  EXPECT_EQ(find("192.0.2.1"), "///");
  EXPECT_EQ(find("2001:db8::1"), "unknown");  // The tree has addresses of version 4 only.
}

TEST_F(GeoDatabaseTest, TakesAnyText) {
  const auto database = GeoDatabase::open(write(image()));
  ASSERT_TRUE(database.has_value()) << database.error();
  for (const std::string& address :
       {std::string(), std::string("{{auto}}"), std::string("203.0.113"), std::string(1000, '1'),
        std::string("203.0.113.9\0x", 13), std::string("localhost"), std::string("\xFF")}) {
    EXPECT_EQ(shown((*database)->find(address)), "unknown") << address;
  }
}

TEST_F(GeoDatabaseTest, SaysWhyAFileIsNoDatabase) {
  const auto error = [](const std::string& path) {
    const auto database = GeoDatabase::open(path);
    return database ? "none" : database.error();
  };
  const std::string missing = (folder_ / "missing.mmdb").string();
  EXPECT_EQ(error(missing), missing + ": Error opening the specified MaxMind DB file");
  const std::string text = write("not a database");
  EXPECT_EQ(error(text), text + ": The MaxMind DB file contains invalid metadata");
  EXPECT_NE(error(write("")), "none");
  EXPECT_NE(error(folder_.string()), "none");

  mmdb::Image networks;
  networks.add({203, 0, 113, 0}, 24, mmdb::map({{"autonomous_system_number", mmdb::number(6, 7)}}));
  const std::string other = write(networks.bytes());
  EXPECT_EQ(error(other), other + " knows no countries: it should be a City or Country database");

  std::string broken = image();
  broken.replace(broken.find("Vienna State"), 12, std::string(12, '\xFF'));
  broken.replace(broken.find("\xEFMaxMind.com") - 30, 20, std::string(20, '\xFF'));
  const std::string damaged = write(broken);
  EXPECT_EQ(error(damaged), damaged + " is damaged");
}

/// Whatever byte is wrong: an error, or places, but no crash.
TEST_F(GeoDatabaseTest, SurvivesDamageAnywhere) {
  const std::string right = image();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < right.size(); ++at) {
    std::string wrong = right;
    wrong[at] = static_cast<char>(~wrong[at]);
    const auto database = GeoDatabase::open(write(wrong));
    if (!database) {
      ++refused;
      continue;
    }
    for (const std::string_view address : {"203.0.113.9", "198.51.100.7", "192.0.2.1"}) {
      (void)(*database)->find(address);
    }
  }
  EXPECT_GT(refused, 100U);
}

TEST_F(GeoDatabaseTest, SurvivesAnEndAnywhere) {
  const std::string right = image();
  for (std::size_t size = 0; size < right.size(); ++size) {
    const auto database = GeoDatabase::open(write(right.substr(0, size)));
    if (database) (void)(*database)->find("203.0.113.9");
  }
}

}  // namespace
}  // namespace picket::adapters
