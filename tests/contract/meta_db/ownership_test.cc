// Whose code it is: the rules of a project, and whom they suggest for an issue.
#include "adapters.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using domain::IssueOwner;
using domain::OwnerKind;
using domain::ownership::AutoAssignment;
using domain::ownership::OwnershipSettings;
using std::chrono::seconds;

class Ownership : public MetaDbContract {
 protected:
  Ownership() : tx_(write()), project_(project(*tx_, "shop")) {}
  ~Ownership() override { tx_.reset(); }

  OwnershipSettings settings(std::string rules) const {
    return {project_, std::move(rules), "* @a/b",           false, AutoAssignment::off,
            false,    kStart,           kStart + seconds(1)};
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId project_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, Ownership, testing::ValuesIn(meta_db_adapters()), adapter_name);

TEST_P(Ownership, RulesAreKeptAsTheyWereWritten) {
  EXPECT_EQ(*tx_->projects().ownership(project_), std::nullopt);
  const OwnershipSettings first = settings("a #web\n");
  ASSERT_TRUE(tx_->projects().put_ownership(first));
  EXPECT_EQ(*tx_->projects().ownership(project_), first);

  OwnershipSettings second = settings("b #ops\n");
  second.codeowners.clear();
  second.fallthrough = true;
  second.codeowners_sync = true;
  second.auto_assignment = AutoAssignment::suspect_commit;
  second.updated = kStart + seconds(9);
  ASSERT_TRUE(tx_->projects().put_ownership(second));
  EXPECT_EQ(*tx_->projects().ownership(project_), second);
}

TEST_P(Ownership, WhoKeepsRulesHearsOfLaterOnes) {
  const ProjectId other = project(*tx_, "other");
  const auto version = [&] { return *tx_->projects().config_version(); };
  const auto since = [&](std::int64_t than) {
    std::vector<ProjectId> found;
    const auto changed = *tx_->projects().ownership_since(than);
    for (const OwnershipSettings& one : changed) found.push_back(one.project);
    return found;
  };
  const std::int64_t before = version();
  ASSERT_TRUE(tx_->projects().put_ownership(settings("a")));
  const std::int64_t between = version();
  EXPECT_GT(between, before);
  OwnershipSettings of_other = settings("b");
  of_other.project = other;
  ASSERT_TRUE(tx_->projects().put_ownership(of_other));
  EXPECT_EQ(since(before), (std::vector{project_, other}));
  EXPECT_EQ(since(between), std::vector{other});
  EXPECT_EQ(since(version()), std::vector<ProjectId>{});

  ASSERT_TRUE(tx_->projects().put_ownership(settings("c")));
  EXPECT_EQ(since(between), (std::vector{project_, other}));
  ASSERT_TRUE(tx_->projects().remove(other));
  EXPECT_EQ(since(before), std::vector{project_});
}

TEST_P(Ownership, OwnersOfIssuesKeepTheirOrder) {
  ports::IssueRepository& issues = tx_->issues();
  const IssueId a = *issues.create(project_, {}, kStart, domain::Priority::medium);
  const IssueId b = *issues.create(project_, {}, kStart, domain::Priority::medium);
  EXPECT_EQ(*issues.owners_evaluated(a), std::nullopt);
  const std::vector<IssueOwner> of_a{
      {a, OwnerKind::codeowners, {UserId{}, TeamId{3}}, "codeowners:* #web"},
      {a, OwnerKind::ownership_rule, {UserId{7}, TeamId{}}, "path:' ann@x.com"}};
  const std::vector<IssueOwner> of_b{{b, OwnerKind::ownership_rule, {UserId{8}, TeamId{}}, "x"}};
  ASSERT_TRUE(issues.put_owners(a, of_a, kStart + seconds(1)));
  ASSERT_TRUE(issues.put_owners(b, of_b, kStart + seconds(2)));
  EXPECT_EQ(*issues.owners_evaluated(a), kStart + seconds(1));
  const std::vector<IssueId> both{b, a};
  EXPECT_EQ(*issues.owners_of(both), (std::vector{of_b[0], of_a[0], of_a[1]}));
  EXPECT_TRUE(issues.owners_of({})->empty());

  ASSERT_TRUE(issues.put_owners(a, {}, kStart + seconds(3)));
  EXPECT_EQ(*issues.owners_of(both), of_b);
  EXPECT_EQ(*issues.owners_evaluated(a), kStart + seconds(3));
}

TEST_P(Ownership, OwnersGoWithTheirIssue) {
  ports::IssueRepository& issues = tx_->issues();
  const IssueId a = *issues.create(project_, {}, kStart, domain::Priority::medium);
  const IssueOwner owner{a, OwnerKind::ownership_rule, {UserId{8}, TeamId{}}, "x"};
  ASSERT_TRUE(issues.put_owners(a, {&owner, 1}, kStart));
  ASSERT_TRUE(issues.begin_deletion(a));
  ASSERT_TRUE(issues.erase(a));
  EXPECT_TRUE(issues.owners_of({&a, 1})->empty());
  EXPECT_EQ(*issues.owners_evaluated(a), std::nullopt);
}

}  // namespace
}  // namespace picket::contract
