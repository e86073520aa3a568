#include "roles/consumer/owner_search.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

using domain::OwnerKind;
using domain::ownership::AutoAssignment;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

NamedOwners found(std::string_view rules, AutoAssignment choice = AutoAssignment::owner) {
  auto parsed = domain::ownership::parse_rules(rules);
  EXPECT_TRUE(parsed);
  const OwnershipRules compiled{domain::ownership::Ownership(*std::move(parsed)), choice};
  const auto event = boost::json::parse(
      R"({"stacktrace":{"frames":[{"filename":"src/a.py"}]},"tags":[["os","linux"]]})");
  return search_owners(compiled, event.as_object());
}

std::vector<std::string> names(const std::vector<NamedOwner>& owners) {
  std::vector<std::string> out;
  for (const NamedOwner& owner : owners) out.push_back(owner.name.name + " by " + owner.rule);
  return out;
}

TEST(SearchOwners, NamesTheRuleThatSpeaksForEachOwner) {
  const NamedOwners owners = found("* #web\ntags.os:linux #ops ann@x.com\nsrc/* #web");
  EXPECT_EQ(
      names(owners.suggested),
      (std::vector<std::string>{"web by path:src/* #web", "ops by tags.os:linux #ops ann@x.com",
                                "ann@x.com by tags.os:linux #ops ann@x.com"}));
  EXPECT_EQ(names(owners.assignees), std::vector<std::string>{"web by path:src/* #web"});
}

TEST(SearchOwners, SuggestsWithoutAssigningWhenThatIsOff) {
  const NamedOwners owners = found("* #web", AutoAssignment::off);
  EXPECT_EQ(owners.suggested.size(), 1U);
  EXPECT_TRUE(owners.assignees.empty());
  EXPECT_TRUE(found("other/* #web").suggested.empty());
}

TEST(SearchOwners, TellsImportedRulesFromWrittenOnes) {
  EXPECT_EQ(found("codeowners:*.py #web").suggested.front().kind, OwnerKind::codeowners);
  EXPECT_EQ(found("*.py #web").suggested.front().kind, OwnerKind::ownership_rule);
}

TEST(OwnerSearches, AreDueOnceADay) {
  OwnerSearches searches;
  const ProjectId project{1};
  EXPECT_TRUE(searches.due(project, "a", kNow));
  searches.done(project, "a", kNow);
  EXPECT_FALSE(searches.due(project, "a", kNow + kOwnersStand - Duration(1)));
  EXPECT_TRUE(searches.due(project, "a", kNow + kOwnersStand));
  EXPECT_TRUE(searches.due(project, "b", kNow));
  EXPECT_TRUE(searches.due(ProjectId{2}, "a", kNow));
  EXPECT_TRUE(searches.due(project, "a", kNow - Duration(1)));  // The clock was set back.
}

TEST(OwnerSearches, ForgetRatherThanGrow) {
  OwnerSearches searches;
  for (std::size_t i = 0; i <= OwnerSearches::kMaxGroups; ++i)
    searches.done(ProjectId{1}, std::to_string(i), kNow);
  EXPECT_TRUE(searches.due(ProjectId{1}, "0", kNow));
  EXPECT_FALSE(searches.due(ProjectId{1}, std::to_string(OwnerSearches::kMaxGroups), kNow));
}

}  // namespace
}  // namespace picket::consumer
