// What nobody wants to hear of any more.
#include "adapters.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using std::chrono::seconds;

constexpr UserId kAnn{7};

class IssueTombstones : public MetaDbContract {
 protected:
  IssueTombstones() : tx_(write()), project_(project(*tx_, "shop")), issue_(add('a')) {}
  ~IssueTombstones() override { tx_.reset(); }

  ports::IssueRepository& issues() { return tx_->issues(); }
  IssueId add(char letter) {
    const IssueId issue = *issues().create(project_, facts(), kStart, domain::Priority::medium);
    const std::vector<std::string> hashes = {std::string(32, letter)};
    EXPECT_TRUE(issues().assign_hashes(project_, hashes, issue));
    return issue;
  }
  static domain::IssueFacts facts() {
    domain::IssueFacts facts;
    facts.level = domain::Level::warning;
    facts.type = "error";
    facts.platform = "python";
    facts.logger = "root";
    facts.title = "ValueError: no";
    facts.culprit = "shop in pay";
    facts.metadata_json = R"({"type":"ValueError"})";
    facts.message = "no";
    return facts;
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId project_;
  IssueId issue_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, IssueTombstones, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(IssueTombstones, ADiscardedIssueLeavesItsHashesAndFacts) {
  const std::int64_t version = *issues().tombstone_version();
  const Timestamp at = kStart + seconds(9);
  const auto id = issues().discard(issue_, kAnn, at);
  ASSERT_TRUE(id);
  EXPECT_GT(*issues().tombstone_version(), version);
  EXPECT_EQ((*issues().get(issue_))->status, domain::IssueStatus::pending_deletion);
  EXPECT_EQ(*issues().discarded_hashes(),
            (std::vector<domain::DiscardedHash>{{project_, std::string(32, 'a'), *id}}));
  EXPECT_EQ(*issues().find_tombstone(*id),
            (domain::Tombstone{*id, project_, facts(), kAnn, at, kStart, 0}));
  ASSERT_TRUE(issues().erase(issue_)) << "the tombstone outlives the issue";
  EXPECT_EQ(issues().tombstones(project_, 0, 10)->size(), 1U);
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueTombstones, AreListedFromTheNewest) {
  const std::int64_t one = *issues().discard(issue_, kAnn, kStart);
  const std::int64_t two = *issues().discard(add('b'), kAnn, kStart);
  const auto ids = [&](std::size_t offset, std::size_t limit) {
    std::vector<std::int64_t> found;
    const auto listed = *issues().tombstones(project_, offset, limit);
    for (const domain::Tombstone& tombstone : listed) found.push_back(tombstone.id);
    return found;
  };
  using Found = std::vector<std::int64_t>;
  EXPECT_EQ(ids(0, 10), (Found{two, one}));
  EXPECT_EQ(ids(0, 1), Found{two});
  EXPECT_EQ(ids(1, 10), Found{one});
  EXPECT_TRUE(issues().tombstones(ProjectId{999}, 0, 10)->empty());
  EXPECT_EQ(issues().tombstones(project_, 0, 1001).error().kind, ErrorKind::invalid_argument);
}

TEST_P(IssueTombstones, AHashHasTheLatestTombstone) {
  ASSERT_TRUE(issues().discard(issue_, kAnn, kStart));
  const std::int64_t again = *issues().discard(add('a'), kAnn, kStart);
  ASSERT_EQ(issues().discarded_hashes()->size(), 1U);
  EXPECT_EQ(issues().discarded_hashes()->front().tombstone, again);
}

TEST_P(IssueTombstones, CountWhatTheyDropped) {
  const std::int64_t id = *issues().discard(issue_, kAnn, kStart);
  const std::vector<domain::DiscardCount> counts = {
      {id, 3, kStart + seconds(5)}, {id, 1, kStart + seconds(2)}, {999, 1, kStart}};
  ASSERT_TRUE(issues().count_discarded(counts));
  EXPECT_EQ((*issues().find_tombstone(id))->times_seen, 4);
  EXPECT_EQ((*issues().find_tombstone(id))->last_seen, kStart + seconds(5));
}

TEST_P(IssueTombstones, ARemovedOneLetsEventsInAgain) {
  const std::int64_t id = *issues().discard(issue_, kAnn, kStart);
  const std::int64_t version = *issues().tombstone_version();
  ASSERT_TRUE(issues().remove_tombstone(id));
  EXPECT_TRUE(issues().discarded_hashes()->empty());
  EXPECT_FALSE(*issues().find_tombstone(id));
  EXPECT_GT(*issues().tombstone_version(), version);
  const auto refused = issues().remove_tombstone(id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "no_such_tombstone");
}

TEST_P(IssueTombstones, WhatIsGoneCannotBeDiscarded) {
  ASSERT_TRUE(issues().begin_deletion(issue_));
  ASSERT_TRUE(tx_->commit());
  for (const IssueId none : {issue_, IssueId{999}}) {
    tx_ = write();
    const auto refused = issues().discard(none, kAnn, kStart);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "no_such_issue");
    tx_.reset();
  }
}

TEST_P(IssueTombstones, AProjectHasABoundOfHashes) {
  std::vector<std::string> hashes;
  for (std::int64_t i = 1; i <= ports::IssueTombstones::kMaxDiscardedHashes; ++i)
    hashes.push_back(std::to_string(i));
  ASSERT_TRUE(issues().assign_hashes(project_, hashes, issue_));
  const auto refused = issues().discard(issue_, kAnn, kStart);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "too_many_tombstones");
}

TEST_P(IssueTombstones, GoWithTheirProject) {
  const std::int64_t id = *issues().discard(issue_, kAnn, kStart);
  ASSERT_TRUE(tx_->projects().remove(project_));
  while (*tx_->projects().erase_issues(project_, 10) > 0) continue;
  ASSERT_TRUE(tx_->projects().finish_deletion(project_));
  EXPECT_FALSE(*issues().find_tombstone(id));
  EXPECT_TRUE(issues().discarded_hashes()->empty());
}

}  // namespace
}  // namespace picket::contract
