#include "domain/account/slug.h"

#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

using enum SlugKind;
constexpr SlugKind kKinds[] = {organization, team, project};

TEST(SlugFlaw, GoodOnesHaveNone) {
  for (const SlugKind kind : kKinds) {
    for (const std::string_view slug : {"a", "shop-api", "1a", "a_b", "-a", "_", "-", "2024-q1"})
      EXPECT_EQ(find_slug_flaw(kind, slug), std::nullopt) << slug;
    EXPECT_EQ(find_slug_flaw(kind, std::string(max_slug_length(kind), 'a')), std::nullopt);
  }
}

TEST(SlugFlaw, NamesTheReason) {
  const std::pair<std::string, SlugFlaw> cases[] = {
      {"", SlugFlaw::empty},
      {std::string(1'000'000, 'a'), SlugFlaw::too_long},
      {"Shop", SlugFlaw::bad_character},
      {"a b", SlugFlaw::bad_character},
      {"a.b", SlugFlaw::bad_character},
      {"a/b", SlugFlaw::bad_character},
      {"ü", SlugFlaw::bad_character},
      {"a\n", SlugFlaw::bad_character},
      {std::string("a\0", 2), SlugFlaw::bad_character},
      {"a%20", SlugFlaw::bad_character},
      {"0", SlugFlaw::only_digits},
      {"0123456789", SlugFlaw::only_digits},
  };
  for (const SlugKind kind : kKinds) {
    for (const auto& [slug, flaw] : cases) EXPECT_EQ(find_slug_flaw(kind, slug), flaw) << slug;
    EXPECT_EQ(find_slug_flaw(kind, std::string(max_slug_length(kind) + 1, 'a')),
              SlugFlaw::too_long);
  }
}

TEST(SlugFlaw, LengthsAreSentrys) {
  EXPECT_EQ(max_slug_length(organization), 50U);
  EXPECT_EQ(max_slug_length(team), 50U);
  EXPECT_EQ(max_slug_length(project), 100U);
}

TEST(SlugFlaw, WordsOfUrlsAreReservedWhereTheyWouldBeMistaken) {
  for (const char* slug : {"_admin", "api", "organizations", "settings", "www", "auth", "new"})
    EXPECT_EQ(find_slug_flaw(organization, slug), SlugFlaw::reserved) << slug;
  for (const char* slug : {"api-keys", "usage", "members", "settings", "new"})
    EXPECT_EQ(find_slug_flaw(project, slug), SlugFlaw::reserved) << slug;
  EXPECT_EQ(find_slug_flaw(team, "new"), SlugFlaw::reserved);
  EXPECT_EQ(find_slug_flaw(team, "api"), std::nullopt);
  EXPECT_EQ(find_slug_flaw(project, "api"), std::nullopt);
  EXPECT_EQ(find_slug_flaw(organization, "api2"), std::nullopt);
}

TEST(SlugFlaw, HasASentenceForEachReason) {
  std::set<std::string_view> sentences;
  for (const SlugFlaw flaw : {SlugFlaw::empty, SlugFlaw::too_long, SlugFlaw::bad_character,
                              SlugFlaw::only_digits, SlugFlaw::reserved}) {
    EXPECT_TRUE(sentence(flaw).ends_with('.'));
    sentences.insert(sentence(flaw));
  }
  EXPECT_EQ(sentences.size(), 5U);
}

TEST(SuggestSlug, FollowsTheName) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Shop API", "shop-api"},
      {"  Shop -- API!  ", "shop-api"},
      {"Łódź (Straße)", "lodz-strasse"},
      {"Ada's team", "adas-team"},
      {"Ada’s team", "adas-team"},
      {"my.web/app", "my-web-app"},
      {"snake_case", "snake_case"},
      {"_private_", "private"},
      {"--a--", "a"},
      {"Привет world", "world"},
      {"Привет", "project"},
      {"", "project"},
      {"!?", "project"},
      {"2024", "project-2024"},
      {"2024 Q1", "2024-q1"},
      {"Settings", "settings-project"},
      {"API", "api"},
  };
  for (const auto& [name, want] : cases) EXPECT_EQ(suggest_slug(project, name, 0), want) << name;
  EXPECT_EQ(suggest_slug(organization, "API", 0), "api-organization");
  EXPECT_EQ(suggest_slug(team, "...", 0), "team");
}

TEST(SuggestSlug, CountsWhenTaken) {
  EXPECT_EQ(suggest_slug(project, "Shop", 1), "shop-2");
  EXPECT_EQ(suggest_slug(project, "Shop", 9), "shop-10");
  EXPECT_EQ(suggest_slug(project, "Shop", 4'294'967'295), "shop-4294967296");
  EXPECT_EQ(suggest_slug(project, "42", 1), "project-42-2");
  EXPECT_EQ(suggest_slug(organization, "api", 1), "api-organization-2");
}

TEST(SuggestSlug, KeepsToTheLength) {
  EXPECT_EQ(suggest_slug(team, std::string(60, 'a'), 0), std::string(50, 'a'));
  EXPECT_EQ(suggest_slug(team, std::string(60, 'a'), 1), std::string(48, 'a') + "-2");
  EXPECT_EQ(suggest_slug(team, std::string(49, 'a') + " b", 0), std::string(49, 'a'));
  EXPECT_EQ(suggest_slug(team, std::string(60, '1'), 0), "team-" + std::string(45, '1'));
  EXPECT_EQ(suggest_slug(team, std::string(1'000'000, 'a'), 0), std::string(50, 'a'));
}

TEST(SuggestSlug, IsGoodForAnyNameAndAttempt) {
  SeededRandom random(9);
  for (int round = 0; round < 20'000; ++round) {
    std::string name(random.below(120), '\0');
    for (char& c : name) {
      c = random.below(3) == 0 ? static_cast<char>(random.next()) : "-_ 019aZ'"[random.below(9)];
    }
    const SlugKind kind = kKinds[random.below(3)];
    for (const std::uint32_t attempt : {0U, 1U, 99U, 4'294'967'295U}) {
      const std::string slug = suggest_slug(kind, name, attempt);
      EXPECT_EQ(find_slug_flaw(kind, slug), std::nullopt) << slug << " for " << name;
    }
  }
}

}  // namespace
}  // namespace picket::domain::account
