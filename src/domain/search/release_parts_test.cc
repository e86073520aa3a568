#include "domain/search/release_parts.h"

#include <gtest/gtest.h>

#include "domain/search/testing.h"

namespace picket::domain::search {
namespace {

constexpr std::string_view kReleases[] = {"web@1.0.0",     "web@1.2.0+7", "web@1.2.0-rc.1",
                                          "web@1.10.0+12", "app@2.0.0+x", "nightly"};

Filter filter_of(std::string_view query) {
  const auto search = parse_search(query, event_search(), kNow);
  EXPECT_TRUE(search) << query << ": " << search.error().text;
  EXPECT_EQ(search->root.parts.size(), 1U) << query;
  return std::get<Filter>(search->root.parts.front().node);
}

std::vector<std::string> passing(std::string_view query) {
  const Filter filter = filter_of(query);
  EXPECT_TRUE(asks_for_release_part(filter)) << query;
  const auto test = ReleasePartTest::of(filter);
  EXPECT_TRUE(test) << query << ": " << test.error().text;
  std::vector<std::string> found;
  for (const std::string_view release : kReleases) {
    if (test->passes(release)) found.emplace_back(release);
  }
  return found;
}

/// As the query that asks for whole names.
std::string on_releases(std::string_view query) {
  const auto test = ReleasePartTest::of(filter_of(query));
  EXPECT_TRUE(test) << query;
  const Expression expression = test->on_releases(passing(query));
  const auto* const group = std::get_if<Group>(&expression.node);
  if (group == nullptr) return print(std::get<Filter>(expression.node));
  EXPECT_TRUE(group->parts.empty());
  return group->any ? "nothing" : "everything";
}

using Names = std::vector<std::string>;

TEST(ReleaseParts, KnowsTheKeys) {
  EXPECT_TRUE(asks_for_release_part(filter_of("release.build:1")));
  EXPECT_FALSE(asks_for_release_part(filter_of("release:1")));
  EXPECT_FALSE(asks_for_release_part(filter_of("release.stage:low")));
  EXPECT_FALSE(asks_for_release_part(filter_of("tags[release.version]:1")));
}

TEST(ReleaseParts, ComparesVersionsAsVersions) {
  EXPECT_EQ(passing("release.version:>1.2.0"), (Names{"web@1.10.0+12", "app@2.0.0+x"}));
  EXPECT_EQ(passing("release.version:>=1.2.0").size(), 3U);
  EXPECT_EQ(passing("release.version:<1.2.0"), (Names{"web@1.0.0", "web@1.2.0-rc.1"}));
  EXPECT_EQ(passing("release.version:<=1.0"), (Names{"web@1.0.0"}));
  EXPECT_EQ(passing("release.version:1.2.0"), (Names{"web@1.2.0+7"}));
  EXPECT_EQ(passing("release.version:[1.0.0, 2.0]"), (Names{"web@1.0.0", "app@2.0.0+x"}));
  EXPECT_EQ(passing("release.version:>web@1.0.0").size(), 3U) << "of that package alone";
}

TEST(ReleaseParts, MatchesVersionsByStars) {
  EXPECT_EQ(passing("release.version:1.2.*"), (Names{"web@1.2.0+7", "web@1.2.0-rc.1"}));
  EXPECT_EQ(passing("release.version:*rc*"), (Names{"web@1.2.0-rc.1"}));
  EXPECT_EQ(passing("release.version:*+7"), Names{}) << "the build is another part";
}

TEST(ReleaseParts, ComparesBuildsAsNumbersOrTexts) {
  EXPECT_EQ(passing("release.build:>7"), (Names{"web@1.10.0+12"}));
  EXPECT_EQ(passing("release.build:>=7").size(), 2U);
  EXPECT_EQ(passing("release.build:x"), (Names{"app@2.0.0+x"}));
  EXPECT_EQ(passing("release.build:>x"), Names{});
  EXPECT_EQ(passing("release.build:1*"), (Names{"web@1.10.0+12"}));
}

TEST(ReleaseParts, ComparesPackages) {
  EXPECT_EQ(passing("release.package:app"), (Names{"app@2.0.0+x"}));
  EXPECT_EQ(passing("release.package:w*").size(), 4U);
}

TEST(ReleaseParts, BecomeFiltersOnReleases) {
  EXPECT_EQ(on_releases("release.package:app"), "release IN [app@2.0.0+x]");
  EXPECT_EQ(on_releases("!release.package:app"), "release NOT IN [app@2.0.0+x]");
  EXPECT_EQ(on_releases("!release.version:>1.0.0"), "release IN [web@1.0.0]");
  EXPECT_EQ(on_releases("release.package:none"), "nothing");
  EXPECT_EQ(on_releases("!release.package:none"), "everything");
}

TEST(ReleaseParts, SaysWhichReleasesHaveOne) {
  EXPECT_EQ(on_releases("has:release.build"),
            "release IN [web@1.2.0+7, web@1.10.0+12, app@2.0.0+x]");
  EXPECT_EQ(on_releases("!has:release.build"),
            "release NOT IN [web@1.2.0+7, web@1.10.0+12, app@2.0.0+x]");
  EXPECT_EQ(passing("has:release.version").size(), 5U);
  EXPECT_EQ(passing("has:release.package").size(), 5U);
}

TEST(ReleaseParts, RefusesWhatIsNoVersion) {
  const auto refused = [](std::string_view query) {
    const auto test = ReleasePartTest::of(filter_of(query));
    return test ? std::string() : test.error().text;
  };
  EXPECT_EQ(refused("release.version:>nightly"),
            "'nightly' is not a version such as 1.2.3. For other releases use 'release:'");
  EXPECT_NE(refused("release.version:[1.0, web@]"), "");
  EXPECT_NE(refused("release.version:>1.*"), "");
  EXPECT_NE(refused("release.package://web//"), "");
}

}  // namespace
}  // namespace picket::domain::search
