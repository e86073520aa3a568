// Issues that became one, and what left one again.
#include "adapters.h"
#include "ports/issues.h"
#include "ports/releases.h"

namespace picket::contract {
namespace {

using domain::IssueMark;
using std::chrono::hours;
using std::chrono::seconds;
using Ids = std::vector<IssueId>;

constexpr UserId kAnn{7};
constexpr UserId kBob{8};

class IssueMerges : public MetaDbContract {
 protected:
  IssueMerges() : tx_(write()), project_(project(*tx_, "shop")), parent_(add("a", 5)) {
    child_ = add("b", 3);
  }
  ~IssueMerges() override { tx_.reset(); }

  ports::IssueRepository& issues() { return tx_->issues(); }
  domain::Issue seen(IssueId issue) { return **issues().get(issue); }
  std::string hash(char letter) { return std::string(32, letter); }
  /// With the hash and that many events in the first hour.
  IssueId add(const std::string& letter, std::int64_t events) {
    const IssueId issue = *issues().create(project_, {}, kStart, domain::Priority::medium);
    const std::vector<std::string> hashes = {hash(letter.front())};
    EXPECT_TRUE(issues().assign_hashes(project_, hashes, issue));
    domain::IssueDelta delta{issue, events, kStart, kStart, {}};
    delta.hour = kStart;
    delta.hour_events = events;
    EXPECT_TRUE(issues().apply(delta));
    return issue;
  }
  HashId id_of(char letter) {
    return (*issues().find_hashes(project_, std::vector{hash(letter)}))[0].id;
  }
  IssueId leads_to(char letter) {
    return (*issues().find_hashes(project_, std::vector{hash(letter)}))[0].issue;
  }
  Result<void> merge(const Ids& ids) {
    std::vector<domain::Issue> all;
    for (const IssueId id : ids) all.push_back(seen(id));
    return issues().merge(*domain::plan_merge(all));
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId project_;
  IssueId parent_;
  IssueId child_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, IssueMerges, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(IssueMerges, TheChildsEventsAndIdsLeadToTheParent) {
  const std::int64_t version = *issues().hash_version();
  const std::int64_t number = seen(child_).short_number;
  ASSERT_TRUE(merge({parent_, child_}));
  EXPECT_FALSE(*issues().get(child_));
  EXPECT_FALSE(*issues().get_by_number(project_, number));
  EXPECT_EQ(*issues().merged_into(child_), parent_);
  EXPECT_EQ(*issues().number_merged_into(project_, number), parent_);
  EXPECT_FALSE(*issues().merged_into(parent_));
  EXPECT_FALSE(*issues().number_merged_into(project_, seen(parent_).short_number));
  EXPECT_EQ(leads_to('b'), parent_);
  EXPECT_EQ(*issues().overrides(), (std::vector<ports::HashOverride>{{id_of('b'), parent_}}));
  EXPECT_GT(*issues().hash_version(), version);
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueMerges, CountsAreAdded) {
  domain::IssueDelta later{child_, 4, kStart - hours(9), kStart + hours(2), {}};
  later.hour = kStart + hours(2);
  later.hour_events = 4;
  ASSERT_TRUE(issues().apply(later));
  ASSERT_TRUE(issues().assign(parent_, {kAnn, TeamId{}}));
  ASSERT_TRUE(merge({parent_, child_}));
  const domain::Issue issue = seen(child_);  // It has more events now, and is the parent.
  EXPECT_EQ(issue.times_seen, 12);
  EXPECT_EQ(issue.first_seen, kStart - hours(9));
  EXPECT_EQ(issue.last_seen, kStart + hours(2));
  EXPECT_EQ(issue.assignee, (domain::Assignee{kAnn, TeamId{}}));
  const auto state = **issues().state_of(issue.id);
  EXPECT_EQ(state.hour, kStart + hours(2));
  EXPECT_EQ(state.hour_events, 4);
}

TEST_P(IssueMerges, EventsOfTheSameHourAreAddedToo) {
  const IssueId third = add("c", 2);
  ASSERT_TRUE(merge({parent_, child_, third}));
  EXPECT_EQ((*issues().state_of(parent_))->hour_events, 10);
  EXPECT_EQ((*issues().state_of(parent_))->hour, kStart);
  EXPECT_EQ(seen(parent_).times_seen, 10);
}

TEST_P(IssueMerges, TheLatestHourOfAllIsTheParents) {
  const IssueId big = add("c", 100);
  const IssueId last = add("d", 4);
  domain::IssueDelta later{child_, 3, kStart, kStart + hours(1), {}};
  later.hour = kStart + hours(1);
  later.hour_events = 3;
  ASSERT_TRUE(issues().apply(later));
  ASSERT_TRUE(merge({big, parent_, child_, last}));
  EXPECT_EQ((*issues().state_of(big))->hour, kStart + hours(1));
  EXPECT_EQ((*issues().state_of(big))->hour_events, 3) << "those of former hours are over";
}

TEST_P(IssueMerges, StoriesMarksAndEnvironmentsMove) {
  ASSERT_TRUE(issues().add_activity({0, child_, "note", kAnn, kStart, R"({"text":"a"})"}));
  ASSERT_TRUE(issues().add_activity({0, parent_, "note", kAnn, kStart, R"({"text":"b"})"}));
  const IssueMark childs{child_, kAnn, kStart, true};
  const IssueMark parents{parent_, kBob, kStart};
  ASSERT_TRUE(issues().put_mark(childs));
  ASSERT_TRUE(issues().put_mark(parents));
  ASSERT_TRUE(issues().put_mark({child_, kBob, std::nullopt, true}));
  const std::vector<ports::IssueSighting> sightings = {
      {parent_, "prod", kStart, kStart + hours(1), "1", "1", kStart},
      {child_, "prod", kStart - hours(1), kStart, "1", "2", kStart + seconds(1)},
      {child_, "dev", kStart, kStart, "", "", {}}};
  ASSERT_TRUE(tx_->releases().note_issues(sightings));
  ASSERT_TRUE(merge({parent_, child_}));
  EXPECT_EQ(seen(parent_).comments, 2);
  EXPECT_EQ(issues().activities({.issue = parent_})->size(), 2U);
  const auto marks = *issues().marks_on(parent_);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0], (IssueMark{parent_, kAnn, kStart, true}));
  EXPECT_EQ(marks[1], parents) << "the parent's where both have one";
  const auto places = *tx_->releases().issue_environments({&parent_, 1});
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0].environment, "dev");
  EXPECT_EQ(places[1].first_seen, kStart - hours(1));
  EXPECT_EQ(places[1].last_seen, kStart + hours(1));
  EXPECT_EQ(places[1].last_release, "2");
}

TEST_P(IssueMerges, WhatLedToTheChildLeadsOn) {
  const IssueId big = add("c", 100);
  ASSERT_TRUE(merge({parent_, child_}));
  ASSERT_TRUE(merge({big, parent_}));
  EXPECT_EQ(*issues().merged_into(child_), big);
  EXPECT_EQ(*issues().merged_into(parent_), big);
  const auto overrides = *issues().overrides();
  ASSERT_EQ(overrides.size(), 2U);
  for (const auto& entry : overrides) EXPECT_EQ(entry.issue, big);
}

TEST_P(IssueMerges, NeitherHiddenNorUnknownIssuesAreMerged) {
  ASSERT_TRUE(issues().begin_deletion(child_));
  ASSERT_TRUE(tx_->commit());
  for (const domain::IssueMerge& plan :
       {domain::IssueMerge{parent_, {child_}}, domain::IssueMerge{child_, {parent_}},
        domain::IssueMerge{IssueId{999}, {parent_}}, domain::IssueMerge{parent_, {IssueId{999}}}}) {
    tx_ = write();
    const auto refused = issues().merge(plan);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "no_such_issue");
    tx_.reset();
  }
}

TEST_P(IssueMerges, ADeletedParentTakesItsRedirectsAndOverridesAlong) {
  ASSERT_TRUE(merge({parent_, child_}));
  const HashId before = id_of('b');
  ASSERT_TRUE(issues().begin_deletion(parent_));
  const IssueId next = *issues().create(project_, {}, kStart, domain::Priority::low);
  const auto rows = *issues().assign_hashes(project_, std::vector{hash('b')}, next);
  EXPECT_NE(rows[0].id, before) << "or the override would take its events";
  ASSERT_EQ(issues().overrides()->size(), 1U) << "the events before must still be found";
  const std::int64_t version = *issues().hash_version();
  ASSERT_TRUE(issues().erase(parent_));
  EXPECT_TRUE(issues().overrides()->empty());
  EXPECT_GT(*issues().hash_version(), version);
  EXPECT_FALSE(*issues().merged_into(child_));
  EXPECT_EQ(leads_to('b'), next);
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueMerges, HashesLeaveForAnotherIssueWithTheirEvents) {
  ASSERT_TRUE(merge({parent_, child_}));
  const IssueId target = *issues().create(project_, {}, kStart, domain::Priority::low);
  const std::int64_t version = *issues().hash_version();
  ASSERT_TRUE(issues().split(parent_, target, std::vector{id_of('a')}));
  EXPECT_GT(*issues().hash_version(), version);
  EXPECT_EQ(leads_to('a'), target);
  EXPECT_EQ(leads_to('b'), parent_);
  EXPECT_EQ(*issues().overrides(),
            (std::vector<ports::HashOverride>{{id_of('a'), target}, {id_of('b'), parent_}}));
  EXPECT_EQ(*issues().open_splits(10),
            (std::vector<ports::OpenSplit>{{target, parent_, project_}}));
  EXPECT_EQ(seen(parent_).times_seen, 8) << "until it is settled";

  domain::IssueFacts facts;
  facts.title = "Boom";
  facts.level = domain::Level::fatal;
  const domain::SplitShare share{5, kStart - hours(1), kStart, kStart, kStart + hours(1)};
  ASSERT_TRUE(issues().settle_split({target, share, facts, "shop@2"}));
  EXPECT_EQ(seen(parent_).times_seen, 3);
  EXPECT_EQ(seen(parent_).first_seen, kStart);
  EXPECT_EQ(seen(parent_).last_seen, kStart + hours(1));
  EXPECT_EQ(seen(target).times_seen, 5);
  EXPECT_EQ(seen(target).first_seen, kStart - hours(1));
  EXPECT_EQ(seen(target).facts.title, "Boom");
  EXPECT_EQ(seen(target).facts.level, domain::Level::fatal);
  EXPECT_EQ(seen(target).facts.release, "shop@2");
  EXPECT_TRUE(issues().open_splits(10)->empty());
  ASSERT_TRUE(issues().settle_split({target, share, facts, ""})) << "nothing the second time";
  EXPECT_EQ(seen(target).times_seen, 5);
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueMerges, WhatJustLeftMustSettleFirst) {
  ASSERT_TRUE(merge({parent_, child_}));
  const IssueId target = *issues().create(project_, {}, kStart, domain::Priority::low);
  ASSERT_TRUE(issues().split(parent_, target, std::vector{id_of('a')}));
  const IssueId other = add("c", 1);
  ASSERT_TRUE(tx_->commit());
  const std::vector<std::function<Result<void>()>> tries = {
      [&] {
        return merge({target, other});
      },
      [&] {
        return merge({target, parent_});
      },
      [&] { return issues().split(target, other, std::vector{id_of('a')}); }};
  for (const auto& one : tries) {
    tx_ = write();
    const auto refused = one();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "split_is_open");
    tx_.reset();
  }
  tx_ = write();
  ASSERT_TRUE(merge({parent_, other})) << "what it left may be merged";
  EXPECT_EQ(*issues().open_splits(10),
            (std::vector<ports::OpenSplit>{{target, parent_, project_}}));
}

TEST_P(IssueMerges, OnlyHashesOfTheSourceLeave) {
  const HashId foreign = id_of('b');
  const IssueId target = *issues().create(project_, {}, kStart, domain::Priority::low);
  const auto refused = issues().split(parent_, target, std::vector{foreign});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_its_hash");
  EXPECT_FALSE(tx_->commit());
}

TEST_P(IssueMerges, AsksForNoMoreThanOneAnswerHolds) {
  EXPECT_EQ(issues().open_splits(1001).error().kind, ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace picket::contract
