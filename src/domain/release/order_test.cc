#include "domain/release/order.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::release {
namespace {

constexpr std::string_view kYes = "a@1.0.0";
constexpr std::string_view kNo = "nightly";

Timestamp day(int n) {
  return Timestamp(std::chrono::days(n));
}

bool numbers(const std::vector<std::string_view>& newest_first) {
  return numbers_its_releases(newest_first);
}

TEST(NumbersItsReleases, AsksTheNewestThree) {
  EXPECT_FALSE(numbers({}));
  EXPECT_TRUE(numbers({kYes}));
  EXPECT_FALSE(numbers({kNo}));
  EXPECT_FALSE(numbers({"1.0.0"})) << "a version without a package is none";
  EXPECT_TRUE(numbers({kNo, kNo, kYes}));
  EXPECT_FALSE(numbers({kNo, kNo, kNo, kYes}));
  EXPECT_TRUE(numbers({kYes, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kNo})) << "nine are too few to ask";
}

TEST(NumbersItsReleases, AsksTenOnceThereAreTen) {
  EXPECT_FALSE(numbers({kYes, kYes, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kNo}));
  EXPECT_TRUE(numbers({kYes, kNo, kNo, kNo, kNo, kYes, kNo, kNo, kNo, kYes}));
  EXPECT_FALSE(numbers({kNo, kNo, kNo, kYes, kYes, kYes, kYes, kYes, kYes, kYes}));
  EXPECT_FALSE(numbers({kYes, kYes, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kNo, kYes}))
      << "the eleventh does not count";
}

TEST(IsLater, GoesByVersionWhereReleasesAreNumbered) {
  const Placed old_minor{"a@1.9.0", day(9), {}};
  const Placed new_minor{"a@1.10.0", day(1), {}};
  EXPECT_TRUE(is_later(new_minor, old_minor, true));
  EXPECT_FALSE(is_later(old_minor, new_minor, true));
  EXPECT_FALSE(is_later(new_minor, old_minor, false));
  EXPECT_TRUE(is_later(old_minor, new_minor, false));
}

TEST(IsLater, GoesByDateWhereVersionsDoNotTell) {
  const Placed other_package{"b@1.0.0", day(2), {}};
  const Placed word{"nightly", day(2), {}};
  const Placed build{"a@1.0.0+2", day(2), {}};
  const Placed first{"a@1.0.0+1", day(1), {}};
  for (const Placed& one : {other_package, word, build}) {
    EXPECT_TRUE(is_later(one, first, true)) << one.name;
    EXPECT_FALSE(is_later(first, one, true)) << one.name;
  }
  EXPECT_FALSE(is_later(first, first, true));
}

TEST(IsLater, PrefersTheDateAnnounced) {
  const Placed planned{"x", day(1), day(30)};
  const Placed added_later{"y", day(20), {}};
  EXPECT_TRUE(is_later(planned, added_later, false));
}

TEST(Latest, IsTheOneThatNoneFollows) {
  const std::vector<Placed> releases = {
      {"a@1.2.0", day(3), {}}, {"a@1.10.0", day(1), {}}, {"a@1.9.0", day(9), {}}};
  EXPECT_EQ(latest(releases, true), &releases[1]);
  EXPECT_EQ(latest(releases, false), &releases[2]);
  EXPECT_EQ(latest({}, true), nullptr);
}

TEST(Latest, IsTheSameInAnyOrderWithSeveralPackages) {
  std::vector<Placed> releases = {{"a@2.0.0", day(1), {}},
                                  {"a@1.0.0", day(9), {}},
                                  {"b@1.0.0", day(5), {}},
                                  {"nightly", day(3), {}}};
  std::sort(releases.begin(), releases.end(),
            [](const Placed& a, const Placed& b) { return a.name < b.name; });
  do {
    EXPECT_EQ(latest(releases, true)->name, "b@1.0.0");
    EXPECT_EQ(latest(releases, false)->name, "a@1.0.0");
  } while (std::next_permutation(releases.begin(), releases.end(),
                                 [](const Placed& a, const Placed& b) { return a.name < b.name; }));
}

TEST(Latest, IsTheFirstOfEquals) {
  const std::vector<Placed> releases = {{"x", day(1), {}}, {"y", day(1), {}}, {"a@1", day(1), {}}};
  EXPECT_EQ(latest(releases, true), &releases[0]);
  EXPECT_EQ(latest(releases, false), &releases[0]);
}

}  // namespace
}  // namespace picket::domain::release
