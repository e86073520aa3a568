#include "domain/grouping/exception_group.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

/// {"type": type, mechanism of id, parent (-1: none) and whether it is a group}
std::string node(const std::string& type, int id, int parent, bool group = false,
                 const std::string& more = "") {
  std::string text =
      R"({"type":")" + type + R"(","mechanism":{"exception_id":)" + std::to_string(id);
  if (parent >= 0) text += R"(,"parent_id":)" + std::to_string(parent);
  if (group) text += R"(,"is_exception_group":true)";
  return text + "}" + more + "}";
}

Grouped group_of(std::initializer_list<std::string> values, const std::string& more = "") {
  std::string text = R"({"platform":"python")" + more + R"(,"exception":{"values":[)";
  for (const std::string& value : values) {
    if (text.back() != '[') text += ',';
    text += value;
  }
  return Grouped(text + "]}}");
}

TEST(ExceptionGroup, OfOneProblemIsThatProblem) {
  // Payload order is root cause first, so the group itself comes last.
  const Grouped grouped = group_of({node("ValueError", 1, 0), node("Group", 0, -1, true)});
  EXPECT_EQ(grouped.leaves("app"), (Texts{"ValueError"}));
  EXPECT_EQ(grouped.main_exception_id(), 1);
  EXPECT_EQ(grouped.component("app", ComponentId::chained_exception).children.size(), 0U);
}

TEST(ExceptionGroup, OfOneProblemSeveralTimesIsThatProblem) {
  const Grouped grouped = group_of({node("ValueError", 3, 0), node("ValueError", 2, 0),
                                    node("ValueError", 1, 0), node("Group", 0, -1, true)});
  EXPECT_EQ(grouped.leaves("app"), (Texts{"ValueError"}));
  EXPECT_EQ(grouped.main_exception_id(), 1);
}

TEST(ExceptionGroup, KeepsTheCausesOfItsProblem) {
  const Grouped grouped = group_of({node("Deeper", 4, 2), node("Cause", 2, 1), node("Other", 3, 1),
                                    node("ValueError", 1, 0), node("Group", 0, -1, true)});
  // Children are in reverse payload order: Other (3) comes before Cause (2).
  EXPECT_EQ(grouped.leaves("app"), (Texts{"ValueError", "Other"}));
  EXPECT_EQ(grouped.main_exception_id(), 1);
}

TEST(ExceptionGroup, OfSeveralProblemsIsThemAndTheRoot) {
  const Grouped grouped = group_of({node("KeyError", 2, 0), node("ValueError", 1, 0),
                                    node("KeyError", 3, 0), node("Group", 0, -1, true)});
  EXPECT_EQ(grouped.leaves("app"), (Texts{"ValueError", "KeyError", "Group"}));
  EXPECT_EQ(grouped.main_exception_id(), std::nullopt);
}

TEST(ExceptionGroup, LooksThroughNestedGroups) {
  const Grouped grouped = group_of({node("KeyError", 3, 2), node("ValueError", 1, 0),
                                    node("Inner", 2, 0, true), node("Outer", 0, -1, true)});
  EXPECT_EQ(grouped.leaves("app"), (Texts{"ValueError", "KeyError", "Outer"}));
}

TEST(ExceptionGroup, SortsProblemsByTypeDescendingAndStable) {
  const Grouped grouped =
      group_of({R"({"value":"n","mechanism":{"exception_id":4,"parent_id":0}})",
                node("Z", 3, 0, false, R"(,"value":"two")"), node("A", 2, 0),
                node("Z", 1, 0, false, R"(,"value":"one")"), node("Group", 0, -1, true)});
  // Without a type an exception sorts as "None".
  EXPECT_EQ(grouped.leaves("app"), (Texts{"Z", "one", "Z", "two", "n", "A", "Group"}));
}

TEST(ExceptionGroup, TellsProblemsApartByTheirFrames) {
  const auto frames = [](const std::string& app, const std::string& lib) {
    return R"(,"stacktrace":{"frames":[{"function":")" + app + R"(","in_app":true},{"function":")" +
           lib + R"("}]})";
  };
  const Grouped same = group_of({node("E", 2, 0, false, frames("f", "l")),
                                 node("E", 1, 0, false, frames("f", "l")), node("G", 0, -1, true)});
  EXPECT_EQ(same.leaves("app"), (Texts{"E", "f"}));
  const Grouped app = group_of({node("E", 2, 0, false, frames("g", "l")),
                                node("E", 1, 0, false, frames("f", "l")), node("G", 0, -1, true)});
  EXPECT_EQ(app.leaves("app"), (Texts{"E", "f", "E", "g", "G"}));
  const Grouped system =
      group_of({node("E", 2, 0, false, frames("f", "l")), node("E", 1, 0, false, frames("f", "k")),
                node("G", 0, -1, true)});
  EXPECT_EQ(system.leaves("system"), (Texts{"E", "f", "k", "E", "f", "l"}));
}

TEST(ExceptionGroup, OfAChainWithoutGroupsIsFollowedFromItsRoot) {
  const Grouped grouped = group_of({node("Cause", 1, 0), node("Error", 0, -1)});
  EXPECT_EQ(grouped.leaves("app"), (Texts{"Error", "Cause"}));
  EXPECT_EQ(grouped.main_exception_id(), 0);
}

TEST(ExceptionGroup, IsLeftAloneUnlessItIsATree) {
  const Texts both{"A", "G"};
  EXPECT_EQ(group_of({R"({"type":"A"})", node("G", 0, -1, true)}).leaves("app"), both) << "no id";
  EXPECT_EQ(group_of({node("A", 1, 1), node("G", 0, -1, true)}).leaves("app"), both)
      << "its own parent";
  EXPECT_EQ(group_of({node("A", 0, -1), node("G", 0, -1, true)}).leaves("app"), both) << "id twice";
  EXPECT_EQ(group_of({node("A", 2, 1), node("G", 1, -1, true)}).leaves("app"), both) << "no root";
  EXPECT_EQ(group_of({node("A", 1, 7), node("G", 0, -1, true)}).leaves("app"), both)
      << "a group without problems";
}

TEST(ExceptionGroup, IsLeftAloneWhenItIsARing) {
  const Grouped groups = group_of({node("A", 1, 0, true), node("G", 0, 1, true)});
  EXPECT_EQ(groups.leaves("app"), (Texts{"A", "G"}));
  const Grouped path = group_of({node("A", 1, 0), node("B", 0, 1)});
  EXPECT_EQ(path.leaves("app"), (Texts{"A", "B"}));
}

TEST(ExceptionGroup, IsLeftAloneForPythonsSdk3) {
  const std::initializer_list<std::string> values = {node("A", 1, 0), node("G", 0, -1, true)};
  EXPECT_EQ(group_of(values, R"(,"sdk":{"version":"3.0.1"})").leaves("app"), (Texts{"A", "G"}));
  EXPECT_EQ(group_of(values, R"(,"sdk":{"version":"2.30"})").leaves("app"), (Texts{"A"}));
}

TEST(ExceptionGroup, IsSearchedUpToALimit) {
  const auto leaves_of = [](std::size_t problems) {
    std::string text;
    for (std::size_t id = problems; id > 0; --id) text += node("E", static_cast<int>(id), 0) + ",";
    return group_of({text + node("G", 0, -1, true)}).leaves("app").size();
  };
  EXPECT_EQ(leaves_of(kMostGroupedExceptions - 1), 1U);
  EXPECT_EQ(leaves_of(kMostGroupedExceptions), kMostGroupedExceptions + 1);
}

}  // namespace
}  // namespace picket::domain::grouping
