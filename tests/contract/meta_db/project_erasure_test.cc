// What is left of deleted projects, and how it goes.
#include "adapters.h"
#include "ports/issues.h"
#include "ports/items.h"
#include "ports/monitors.h"
#include "ports/session_counts.h"

namespace picket::contract {
namespace {

class ProjectErasure : public MetaDbContract {
 protected:
  ProjectErasure() : tx_(write()), shop_(project(*tx_, "shop")) {}
  ~ProjectErasure() override { tx_.reset(); }

  ProjectId another(OrgId org, const char* slug) {
    domain::ProjectConfig config;
    config.org = org;
    config.slug = slug;
    config.keys.push_back({{}, std::string("key-") + slug, "Default", true});
    return *tx_->projects().create(config, slug, kStart);
  }
  OrgId org_of(ProjectId project) { return tx_->projects().get({&project, 1})->front().org; }

  IssueId add_issue(ProjectId project, const std::string& hash) {
    const IssueId issue = *tx_->issues().create(project, {}, kStart, domain::Priority::medium);
    const std::vector<std::string> hashes = {hash};
    EXPECT_TRUE(tx_->issues().assign_hashes(project, hashes, issue));
    EXPECT_TRUE(tx_->issues().add_activity({0, issue, "note", UserId{1}, kStart, "{}"}));
    return issue;
  }
  bool knows(ProjectId project, const std::string& hash) {
    const std::vector<std::string> hashes = {hash};
    return tx_->issues().find_hashes(project, hashes)->front().id.value != 0;
  }
  std::vector<ProjectId> waiting() { return *tx_->projects().projects_in_deletion(10); }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId shop_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, ProjectErasure, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(ProjectErasure, TakesADeletedProjectApartInSteps) {
  const OrgId org = org_of(shop_);
  const ProjectId other = another(org, "other");
  const ProjectId gone = another(org, "gone");
  std::vector<IssueId> issues;
  for (const char* hash : {"a", "b", "c"}) issues.push_back(add_issue(gone, hash));
  const IssueId kept = add_issue(other, "a");
  ASSERT_TRUE(tx_->projects().saw_environment(gone, "production"));
  ASSERT_TRUE(tx_->projects().saw_platform(gone, "python"));
  EXPECT_TRUE(waiting().empty());
  ASSERT_TRUE(tx_->projects().remove(gone));
  EXPECT_EQ(waiting(), std::vector{gone});

  const auto version = *tx_->issues().hash_version();
  EXPECT_EQ(*tx_->projects().erase_issues(gone, 2), 2);
  EXPECT_GT(*tx_->issues().hash_version(), version) << "nobody may remember where they led";
  EXPECT_EQ(*tx_->projects().erase_issues(gone, 2), 1);
  EXPECT_EQ(*tx_->projects().erase_issues(gone, 2), 0);
  for (const IssueId issue : issues) EXPECT_FALSE(*tx_->issues().get(issue));
  EXPECT_FALSE(knows(gone, "a"));
  ASSERT_TRUE(tx_->projects().finish_deletion(gone));
  EXPECT_TRUE(waiting().empty());
  EXPECT_TRUE(tx_->projects().keys({&gone, 1})->empty());
  EXPECT_TRUE(tx_->projects().environments({&gone, 1})->empty());
  EXPECT_TRUE(tx_->projects().platforms({&gone, 1})->empty());

  EXPECT_TRUE(*tx_->issues().get(kept));
  EXPECT_TRUE(knows(other, "a"));
  EXPECT_EQ(tx_->projects().keys({&other, 1})->size(), 1U);
}

TEST_P(ProjectErasure, ComesAgainForWhatEventsOnTheirWayMade) {
  ASSERT_TRUE(tx_->projects().remove(shop_));
  ASSERT_TRUE(tx_->projects().finish_deletion(shop_));
  EXPECT_TRUE(waiting().empty());
  add_issue(shop_, "late");
  EXPECT_EQ(waiting(), std::vector{shop_});
  EXPECT_EQ(*tx_->projects().erase_issues(shop_, 10), 1);
  EXPECT_TRUE(waiting().empty());
}

TEST_P(ProjectErasure, TakesTheProjectsOfADeletedOrganization) {
  const OrgId other_org = *tx_->organizations().create_org({{}, "other", "Other", kStart});
  const ProjectId other = another(other_org, "other");
  ASSERT_TRUE(tx_->organizations().delete_org(other_org));
  EXPECT_EQ(waiting(), std::vector{other});
  ASSERT_TRUE(tx_->projects().finish_deletion(other));
  EXPECT_TRUE(waiting().empty());
}

TEST_P(ProjectErasure, RefusesAProjectThatIsNotDeleted) {
  const IssueId issue = add_issue(shop_, "a");
  EXPECT_EQ(tx_->projects().erase_issues(shop_, 1).error().code, "project_not_deleted");
  EXPECT_EQ(tx_->projects().finish_deletion(shop_).error().code, "project_not_deleted");
  EXPECT_TRUE(*tx_->issues().get(issue));
}

TEST_P(ProjectErasure, FindsAgainWhatCameLater) {
  const ProjectId gone = another(org_of(shop_), "gone");
  ASSERT_TRUE(tx_->projects().remove(gone));
  ASSERT_TRUE(tx_->projects().finish_deletion(gone));
  EXPECT_TRUE(waiting().empty());
  const ports::SessionCount late[] = {{gone, kStart, "1", "production", 1}};
  ASSERT_TRUE(tx_->items().session_counts().add(late));
  EXPECT_EQ(waiting(), std::vector{gone});
  EXPECT_EQ(*tx_->items().erase(gone, 10), 1);
  EXPECT_TRUE(waiting().empty());
  ASSERT_TRUE(*tx_->items().monitors().put({0, gone, "nightly", "{}", kStart}));
  EXPECT_EQ(waiting(), std::vector{gone});
}

}  // namespace
}  // namespace picket::contract
