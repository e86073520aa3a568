#include "domain/release/describe.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::release {
namespace {

const std::string kSha1 = "9d1c7be2a40f5e6688d2c0b7a1f3e5d749b8c6a2";

TEST(ShortVersion, LeavesOutJavaPackagesAndMostOfAHash) {
  const std::pair<std::string, std::string> cases[] = {{"shop-api@2.4.1", "shop-api@2.4.1"},
                                                       {"com.acme.Shop-1.2", "1.2"},
                                                       {"com.acme.shop-api-1.2", "1.2"},
                                                       {"com.acme-1.2-rc", "1.2-rc"},
                                                       {"com-1.2", "com-1.2"},
                                                       {"c.acme-1.2", "c.acme-1.2"},
                                                       {"com.1acme-1.2", "com.1acme-1.2"},
                                                       {"com.acme", "com.acme"},
                                                       {"-", "-"},
                                                       {"", ""},
                                                       {kSha1, "9d1c7be"},
                                                       {kSha1 + "0", kSha1 + "0"},
                                                       {"a@" + kSha1, "a@" + kSha1}};
  for (const auto& [name, want] : cases) EXPECT_EQ(short_version(name), want) << name;
}

TEST(Description, IsForPeople) {
  const std::pair<std::string, std::string> cases[] = {{"shop-api@2.4.1", "2.4.1"},
                                                       {"2.4", "2.4"},
                                                       {"a@1.0-rc.1+77", "1.0-rc.1 (77)"},
                                                       {"a@1.0+" + kSha1, "1.0 (9d1c7be2a40f)"},
                                                       {"a@" + kSha1, "9d1c7be2a40f"},
                                                       {"a@nightly", "nightly"},
                                                       {"nightly", "nightly"},
                                                       {"", ""}};
  for (const auto& [name, want] : cases) EXPECT_EQ(description(parse_name(name)), want) << name;
}

}  // namespace
}  // namespace picket::domain::release
