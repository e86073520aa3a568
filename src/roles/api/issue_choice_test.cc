#include "roles/api/issue_choice.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

Cursor cursor_at(std::int64_t value) {
  return Cursor{value, {}, false};
}

/// A search whose pages hold so many issues, of those that were asked for.
class Pages {
 public:
  explicit Pages(std::vector<std::size_t> sizes) : sizes_(std::move(sizes)) {}

  Answer<IssuePage> operator()(const std::optional<Cursor>& from, std::size_t limit) {
    const auto at = static_cast<std::size_t>(from ? from->value : 0);
    asked.push_back(at);
    limits.push_back(limit);
    IssuePage page{{}, {}, std::nullopt};
    for (std::size_t i = 0; i < sizes_.at(at); ++i) {
      domain::Issue issue;
      issue.id = IssueId{++last_};
      page.issues.push_back(std::move(issue));
    }
    page.links.next = cursor_at(static_cast<std::int64_t>(at) + 1);
    page.links.has_next = at + 1 < sizes_.size();
    return page;
  }

  std::vector<std::size_t> asked;
  std::vector<std::size_t> limits;

 private:
  std::vector<std::size_t> sizes_;
  std::int64_t last_ = 0;
};

Answer<WalkedIssues> walk(Pages& pages, const ChoiceLimits& limits,
                          std::optional<Cursor> from = std::nullopt) {
  const ReadPage read = [&pages](const std::optional<Cursor>& place, std::size_t limit) {
    return pages(place, limit);
  };
  return walk_issues(read, from, limits);
}

TEST(WalkIssues, EndsWhereTheSearchDoes) {
  Pages pages({2, 0, 1});
  const auto walked = walk(pages, {10, 10});
  ASSERT_TRUE(walked);
  EXPECT_EQ(walked->issues, (std::vector{IssueId{1}, IssueId{2}, IssueId{3}}));
  EXPECT_FALSE(walked->links.has_next);
  EXPECT_FALSE(walked->links.has_previous);
  EXPECT_EQ(pages.asked, (std::vector<std::size_t>{0, 1, 2}));
}

TEST(WalkIssues, AsksForNoMoreThanARequestChanges) {
  Pages pages({3, 2, 4});
  const auto walked = walk(pages, {5, 10});
  ASSERT_TRUE(walked);
  EXPECT_EQ(walked->issues.size(), 5U);
  EXPECT_EQ(pages.limits, (std::vector<std::size_t>{5, 2}));
  EXPECT_TRUE(walked->links.has_next);
  EXPECT_EQ(walked->links.next, cursor_at(2));
}

TEST(WalkIssues, OfARareSearchEndAfterSomePagesAndSayWhere) {
  Pages pages({0, 0, 0, 1});
  const auto walked = walk(pages, {5, 3});
  ASSERT_TRUE(walked);
  EXPECT_TRUE(walked->issues.empty());
  EXPECT_TRUE(walked->links.has_next);
  const auto onwards = walk(pages, {5, 3}, walked->links.next);
  ASSERT_TRUE(onwards);
  EXPECT_EQ(onwards->issues.size(), 1U);
  EXPECT_FALSE(onwards->links.has_next);
  EXPECT_EQ(pages.asked, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(WalkIssues, PassErrorsOn) {
  const ReadPage read = [](const std::optional<Cursor>&, std::size_t) -> Answer<IssuePage> {
    return unexpected(bad_request("no"));
  };
  const auto walked = walk_issues(read, std::nullopt);
  ASSERT_FALSE(walked);
  EXPECT_EQ(walked.error().status, 400);
}

}  // namespace
}  // namespace picket::api
