#include "domain/release/version.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::release {
namespace {

TEST(ParseVersion, ReadsEveryPart) {
  const auto parsed = parse_version("shop-api@1.2.3.4-rc.1-x+build.7");
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->package, "shop-api");
  const Version& version = parsed->version;
  EXPECT_EQ(version.raw, "1.2.3.4-rc.1-x+build.7");
  EXPECT_EQ(version.major, 1U);
  EXPECT_EQ(version.minor, 2U);
  EXPECT_EQ(version.patch, 3U);
  EXPECT_EQ(version.revision, 4U);
  EXPECT_EQ(version.components, 4U);
  EXPECT_EQ(version.prerelease, "rc.1-x");
  EXPECT_EQ(version.build, "build.7");
}

TEST(ParseVersion, TakesNumbersThatAreLeftOutAsZero) {
  const auto parsed = parse_version("a@7");
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->version.major, 7U);
  EXPECT_EQ(parsed->version.minor, 0U);
  EXPECT_EQ(parsed->version.components, 1U);
  EXPECT_EQ(parse_version("a@7.1+2")->version.components, 2U);
}

TEST(ParseVersion, TakesTheLargestNumberAndNoLarger) {
  const auto most = parse_version("a@9223372036854775807.0.0");
  ASSERT_TRUE(most.has_value());
  EXPECT_EQ(most->version.major, 9223372036854775807U);
  EXPECT_FALSE(parse_version("a@9223372036854775808.0.0"));
  EXPECT_FALSE(parse_version("a@1.99999999999999999999.0"));
}

TEST(ParseVersion, RefusesWhatIsNone) {
  for (const char* name : {"",
                           "@",
                           "@@",
                           "1.2.3",
                           "a@",
                           "@1.2.3",
                           "a@b@1.2.3",
                           "a@1.",
                           "a@.1",
                           "a@1..2",
                           "a@v1.2.3",
                           "a@1.2.3.4.5",
                           "a@-1.2.3",
                           "a@+1",
                           "a@1.2.3-",
                           "a@1.2.3+",
                           "a@1.2.3-a..b",
                           "a@1.2.3-a_b",
                           "a@1.2.3+a+b",
                           "a@1.2.3 ",
                           "a@ 1.2.3",
                           "a@1.2.3-\xC3\xA9",
                           "a@0x1.2.3",
                           "a@1,2,3",
                           "a@9d1c7be2a40f5e6688d2c0b7a1f3e5d749b8c6a2",
                           "a@123456789012"}) {
    EXPECT_FALSE(parse_version(name)) << name;
  }
}

TEST(ParseName, FindsThePackage) {
  const std::pair<const char*, std::pair<const char*, const char*>> cases[] = {
      {"shop@1.0", {"shop", "1.0"}},
      {"@scope@1.0", {"@scope", "1.0"}},
      {"1.0", {"", "1.0"}},
      {"a@", {"a", ""}},
      {"@a", {"", "@a"}},
      {"@@1", {"", "@@1"}},
      {"a b@nightly", {"a b", "nightly"}},
      {"a@b@1", {"a", "b@1"}}};
  for (const auto& [name, want] : cases) {
    EXPECT_EQ(parse_name(name).package, want.first) << name;
    EXPECT_EQ(parse_name(name).rest, want.second) << name;
  }
}

TEST(ParseName, KnowsHashes) {
  const std::string sha1 = "9d1c7be2a40f5e6688d2c0b7a1f3e5d749b8c6a2";
  EXPECT_EQ(parse_name(sha1).build_hash, sha1);
  EXPECT_FALSE(parse_name(sha1).version);
  EXPECT_EQ(parse_name("a@" + sha1).build_hash, sha1);
  EXPECT_EQ(parse_name("a@1.0+" + sha1).build_hash, sha1);
  EXPECT_TRUE(parse_name("a@1.0+" + sha1).version);
  EXPECT_EQ(parse_name("9D1C7BE2A40F").build_hash, "9D1C7BE2A40F");
  for (const char* none : {"9d1c7be2a40", "9d1c7be2a40g", "a@1.0+7", ""}) {
    EXPECT_EQ(parse_name(none).build_hash, "") << none;
  }
}

TEST(CompareVersions, FollowTheOrderOfSemanticVersioning) {
  const char* const in_order[] = {"a@0.0.0-0",
                                  "a@0.9",
                                  "a@1.0.0-1",
                                  "a@1.0.0-2",
                                  "a@1.0.0-00010",
                                  "a@1.0.0-11",
                                  "a@1.0.0-99999999999999999999999999",
                                  "a@1.0.0-100000000000000000000000000",
                                  "a@1.0.0--",
                                  "a@1.0.0-Alpha",
                                  "a@1.0.0-alpha",
                                  "a@1.0.0-alpha.1",
                                  "a@1.0.0-alpha.1.0",
                                  "a@1.0.0-alpha.beta",
                                  "a@1.0.0-beta.2",
                                  "a@1.0.0-beta.11",
                                  "a@1.0.0-rc-1",
                                  "a@1.0.0",
                                  "a@1.0.0.1-a",
                                  "a@1.0.0.1",
                                  "a@1.0.1",
                                  "a@1.2",
                                  "a@1.10.0",
                                  "a@2",
                                  "a@10.0.0"};
  for (std::size_t i = 0; i < std::size(in_order); ++i) {
    for (std::size_t j = 0; j < std::size(in_order); ++j) {
      const auto a = parse_version(in_order[i]);
      const auto b = parse_version(in_order[j]);
      ASSERT_TRUE(a && b) << in_order[i];
      EXPECT_EQ(compare(*a, *b), i <=> j) << in_order[i] << " and " << in_order[j];
    }
  }
}

TEST(CompareVersions, DoNotSeeTheBuildOrHowNumbersAreWritten) {
  const std::pair<const char*, const char*> same[] = {
      {"a@1.2.3+1", "a@1.2.3+2"}, {"a@1.2.3", "a@1.2.3+x"},      {"a@1", "a@1.0.0.0"},
      {"a@01.2", "a@1.2"},        {"a@1.0-rc.01", "a@1.0-rc.1"}, {"a@1.0-000", "a@1.0-0"}};
  for (const auto& [a, b] : same) {
    EXPECT_EQ(compare(*parse_version(a), *parse_version(b)), std::weak_ordering::equivalent)
        << a << " and " << b;
  }
}

TEST(CompareVersions, AreOfOnePackage) {
  EXPECT_FALSE(compare(*parse_version("a@1.0"), *parse_version("b@1.0")));
  EXPECT_FALSE(compare(*parse_version("a@1.0"), *parse_version("A@1.0")));
}

TEST(ParseName, TakesHostileNamesInLinearTime) {
  const std::size_t size = 4 << 20;
  std::vector<std::string> hostile = {std::string(size, '@'), std::string(size, '.'),
                                      "a@" + std::string(size, '1'),
                                      "a@1-" + std::string(size, '0')};
  std::string dots = "a@1-";
  while (dots.size() < size) dots += "1.";
  hostile.push_back(dots + "1");
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& name : hostile) {
    const auto version = parse_version(name);
    if (version) {
      EXPECT_EQ(compare(*version, *version), std::weak_ordering::equivalent);
    }
  }
  // Some 100 ms with sanitizers; what is quadratic takes hours.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace picket::domain::release
