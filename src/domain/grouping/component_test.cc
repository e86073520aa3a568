#include "domain/grouping/component.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace picket::domain::grouping {
namespace {

std::string leaves(const Component& root) {
  std::string out;
  append_leaves(root, out);
  return out;
}

TEST(Component, ContributesWhenAChildDoes) {
  std::array<Component, 2> children{Component{.id = ComponentId::type},
                                    leaf(ComponentId::value, "")};
  EXPECT_TRUE(branch(ComponentId::exception, children).contributes);
  children[1].contributes = false;
  EXPECT_FALSE(branch(ComponentId::exception, children).contributes);
  EXPECT_FALSE(branch(ComponentId::exception, {}).contributes);
}

TEST(Component, KeepsItsContributionWhenAChildChanges) {
  std::array<Component, 1> children{leaf(ComponentId::function, "f")};
  const Component frame = branch(ComponentId::frame, children);
  children[0].contributes = false;
  EXPECT_TRUE(frame.contributes);
  EXPECT_EQ(leaves(frame), "");
}

TEST(Component, HashesLeavesInOrderWithNothingBetween) {
  std::array<Component, 2> parts{leaf(ComponentId::domain, "ab"), leaf(ComponentId::code, "c")};
  std::array<Component, 2> children{leaf(ComponentId::type, "T"),
                                    branch(ComponentId::ns_error, parts)};
  EXPECT_EQ(leaves(branch(ComponentId::exception, children)), "Tabc");
}

TEST(Component, SkipsWhatIsBelowOneThatDoesNotContribute) {
  std::array<Component, 1> function{leaf(ComponentId::function, "f")};
  std::array<Component, 2> frames{branch(ComponentId::frame, function),
                                  branch(ComponentId::frame, function)};
  frames[0].ignore("why");
  const Component stacktrace = branch(ComponentId::stacktrace, frames);
  EXPECT_EQ(leaves(stacktrace), "f");
  EXPECT_TRUE(frames[0].children[0].contributes);
  EXPECT_EQ(frames[0].hint, "why");
}

TEST(Component, ContributesAgainWhenRewritten) {
  Component part = leaf(ComponentId::module, "a");
  part.ignore("ignored");
  part.rewrite("b", "rewritten");
  EXPECT_TRUE(part.contributes);
  EXPECT_EQ(part.value, "b");
  EXPECT_EQ(part.hint, "rewritten");
}

TEST(Component, FindsStackTracesThatContributeBelowIt) {
  std::array<Component, 1> frame{leaf(ComponentId::function, "f")};
  std::array<Component, 1> inner{branch(ComponentId::stacktrace, frame)};
  std::array<Component, 1> exceptions{branch(ComponentId::exception, inner)};
  Component chain = branch(ComponentId::chained_exception, exceptions);
  EXPECT_TRUE(has_contributing_stacktrace(chain));
  chain.contributes = false;  // The root's own does not matter.
  EXPECT_TRUE(has_contributing_stacktrace(chain));
  exceptions[0].contributes = false;
  EXPECT_FALSE(has_contributing_stacktrace(chain));
  exceptions[0].contributes = true;
  inner[0].contributes = false;
  EXPECT_FALSE(has_contributing_stacktrace(chain));
  EXPECT_FALSE(has_contributing_stacktrace(branch(ComponentId::stacktrace, frame)));
}

TEST(Component, IsTheSameOnlyWhenAllIs) {
  std::array<Component, 1> one{leaf(ComponentId::function, "f")};
  std::array<Component, 1> two{leaf(ComponentId::function, "f")};
  const Component a = branch(ComponentId::frame, one);
  EXPECT_TRUE(same(a, branch(ComponentId::frame, two)));
  EXPECT_FALSE(same(a, branch(ComponentId::stacktrace, two)));
  EXPECT_FALSE(same(a, branch(ComponentId::frame, {})));
  two[0].value = "g";
  EXPECT_FALSE(same(a, branch(ComponentId::frame, two)));
  two[0] = one[0];
  two[0].hint = "h";
  EXPECT_FALSE(same(a, branch(ComponentId::frame, two)));
  two[0].hint = {};
  two[0].contributes = false;
  EXPECT_FALSE(same(one[0], two[0]));
  two[0] = {.id = ComponentId::function, .contributes = true};
  one[0].value = {};
  EXPECT_FALSE(same(one[0], two[0]));  // An empty text is not no text.
}

}  // namespace
}  // namespace picket::domain::grouping
