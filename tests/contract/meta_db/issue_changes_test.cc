// What people and events make of an issue: status, priority, assignment, share, story, marks.
#include "adapters.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using domain::Activity;
using domain::IssueMark;
using domain::IssueStatus;
using domain::Priority;
using domain::Substatus;
using std::chrono::seconds;

class IssueChanges : public MetaDbContract {
 protected:
  IssueChanges() : tx_(write()), project_(project(*tx_, "shop")), issue_(add()) {}
  ~IssueChanges() override { tx_.reset(); }

  IssueId add() { return *tx_->issues().create(project_, {}, kStart, Priority::medium); }
  domain::Issue seen(IssueId issue) { return **tx_->issues().get(issue); }
  domain::Issue seen() { return seen(issue_); }
  std::int64_t tell(std::string_view type, UserId actor = UserId{7}) {
    return *tx_->issues().add_activity(
        {0, issue_, std::string(type), actor, kStart + seconds(1), R"({"text":"a"})"});
  }
  std::vector<std::int64_t> ids(ports::ActivityQuery query) {
    query.issue = issue_;
    std::vector<std::int64_t> found;
    const auto story = *tx_->issues().activities(query);
    for (const Activity& one : story) found.push_back(one.id);
    return found;
  }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId project_;
  IssueId issue_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, IssueChanges, testing::ValuesIn(meta_db_adapters()),
                         adapter_name);

TEST_P(IssueChanges, AnIssueBeginsWithNothingSaidAboutIt) {
  const domain::Issue issue = seen();
  EXPECT_EQ(issue.initial_priority, Priority::medium);
  EXPECT_EQ(issue.active, kStart);
  EXPECT_FALSE(issue.priority_locked);
  EXPECT_FALSE(issue.resolved);
  EXPECT_FALSE(issue.assignee);
  EXPECT_EQ(issue.comments, 0);
  EXPECT_EQ(issue.share_id, "");
}

TEST_P(IssueChanges, AStatusSaysSinceWhen) {
  const Timestamp later = kStart + seconds(5);
  ASSERT_TRUE(tx_->issues().move(issue_, {{IssueStatus::resolved, Substatus::none, later}}));
  EXPECT_EQ(seen().status, IssueStatus::resolved);
  EXPECT_EQ(seen().substatus, Substatus::none);
  EXPECT_EQ(seen().resolved, later);
  EXPECT_EQ(seen().active, kStart);
  const auto state = tx_->issues().apply({issue_, 1, kStart, kStart, {}});
  ASSERT_TRUE(state);
  EXPECT_EQ(state->status, IssueStatus::resolved);
  EXPECT_EQ(state->resolved, later);

  ASSERT_TRUE(
      tx_->issues().move(issue_, {{IssueStatus::resolved, Substatus::none, later + seconds(1)}}));
  EXPECT_EQ(seen().resolved, later) << "resolved all the time";
  const Timestamp back = later + seconds(5);
  ASSERT_TRUE(tx_->issues().move(issue_, {{IssueStatus::unresolved, Substatus::regressed, back}}));
  EXPECT_EQ(seen().substatus, Substatus::regressed);
  EXPECT_FALSE(seen().resolved);
  EXPECT_EQ(seen().active, back);
  ASSERT_TRUE(tx_->issues().move(
      issue_, {{IssueStatus::unresolved, Substatus::ongoing, back + seconds(1)}}));
  EXPECT_EQ(seen().active, back) << "unresolved all the time";
  EXPECT_EQ((*tx_->issues().state_of(issue_))->since, back + seconds(1));
}

TEST_P(IssueChanges, PriorityAssigneeAndShareAreKept) {
  ASSERT_TRUE(tx_->issues().set_priority(issue_, Priority::low, kStart + seconds(1)));
  ASSERT_TRUE(tx_->issues().assign(issue_, {UserId{7}, TeamId{}}));
  ASSERT_TRUE(tx_->issues().share(issue_, "abc"));
  EXPECT_EQ(seen().priority, Priority::low);
  EXPECT_EQ(seen().priority_locked, kStart + seconds(1));
  EXPECT_EQ(seen().initial_priority, Priority::medium);
  EXPECT_EQ(seen().assignee, (domain::Assignee{UserId{7}, TeamId{}}));
  EXPECT_EQ(seen().share_id, "abc");
  ASSERT_TRUE(tx_->issues().assign(issue_, {}));
  ASSERT_TRUE(tx_->issues().share(issue_, ""));
  EXPECT_FALSE(seen().assignee);
  ASSERT_TRUE(tx_->issues().share(add(), "")) << "many may be shared not at all";
}

TEST_P(IssueChanges, WhatIsNotThereCannotBeChanged) {
  const IssueId none{999};
  tx_.reset();
  const std::vector<std::function<Result<void>(ports::IssueRepository&)>> changes = {
      [&](auto& issues) { return issues.move(none, {}); },
      [&](auto& issues) { return issues.set_priority(none, Priority::low, kStart); },
      [&](auto& issues) { return issues.assign(none, {}); },
      [&](auto& issues) { return issues.share(none, "a"); },
      [&](auto& issues) { return issues.begin_deletion(none); },
      [&](auto& issues) { return issues.edit_note(999, "{}"); },
      [&](auto& issues) { return issues.remove_note(999); }};
  for (const auto& change : changes) {
    const auto tx = write();
    const auto refused = change(tx->issues());
    ASSERT_FALSE(refused) << &change - changes.data();
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found) << &change - changes.data();
  }
}

TEST_P(IssueChanges, AStoryIsReadFromTheNewest) {
  const std::int64_t one = tell("set_resolved");
  const std::int64_t two = tell("note");
  const std::int64_t three = tell("set_unresolved", UserId{});
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(ids({}), (Ids{three, two, one}));
  EXPECT_EQ(ids({.issue = {}, .type = "note"}), Ids{two});
  EXPECT_EQ(ids({.issue = {}, .before = three}), (Ids{two, one}));
  EXPECT_EQ(ids({.issue = {}, .limit = 2}), (Ids{three, two}));
  EXPECT_EQ(ids({.issue = {}, .after = one, .limit = 1}), Ids{two}) << "the one next to it";
  const auto read = *tx_->issues().find_activity(one);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (Activity{one, issue_, "set_resolved", UserId{7}, kStart + seconds(1),
                             R"({"text":"a"})"}));
  EXPECT_FALSE(*tx_->issues().find_activity(999));
  const auto other = tx_->issues().activities({.issue = add()});
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->empty());
}

TEST_P(IssueChanges, OnlyNotesAreCountedEditedAndRemoved) {
  const std::int64_t told = tell("set_resolved");
  EXPECT_EQ(seen().comments, 0);
  const std::int64_t note = tell("note");
  EXPECT_EQ(seen().comments, 1);
  ASSERT_TRUE(tx_->issues().edit_note(note, R"({"text":"b"})"));
  EXPECT_EQ((*tx_->issues().find_activity(note))->data_json, R"({"text":"b"})");
  ASSERT_TRUE(tx_->issues().remove_note(note));
  EXPECT_EQ(seen().comments, 0);
  EXPECT_FALSE(*tx_->issues().find_activity(note));
  const auto refused = tx_->issues().remove_note(told);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "no_such_note");
}

TEST_P(IssueChanges, MarksAreEachUsersOwn) {
  const IssueId other = add();
  const IssueMark mark{
      issue_, UserId{7}, kStart, true, domain::Following::on, domain::FollowReason::bookmark};
  ASSERT_TRUE(tx_->issues().put_mark({issue_, UserId{7}}));
  ASSERT_TRUE(tx_->issues().put_mark(mark));
  ASSERT_TRUE(
      tx_->issues().put_mark({issue_, UserId{3}, std::nullopt, false, domain::Following::off}));
  const std::vector<IssueId> asked = {other, issue_};
  EXPECT_EQ(*tx_->issues().marks_of(UserId{7}, asked),
            (std::vector<IssueMark>{{other, UserId{7}}, mark}));
  EXPECT_EQ(*tx_->issues().marks_of(UserId{}, asked),
            (std::vector<IssueMark>{{other, UserId{}}, {issue_, UserId{}}}));
  const auto on = *tx_->issues().marks_on(issue_);
  ASSERT_EQ(on.size(), 2U);
  EXPECT_EQ(on[0].user, UserId{3});
  EXPECT_EQ(on[1], mark);
}

TEST_P(IssueChanges, ListsKnowIdsAssigneesSubstatusesAndBookmarks) {
  const IssueId team = add();
  const IssueId nobody = add();
  ASSERT_TRUE(tx_->issues().assign(issue_, {UserId{7}, TeamId{}}));
  ASSERT_TRUE(tx_->issues().assign(team, {UserId{}, TeamId{2}}));
  ASSERT_TRUE(tx_->issues().put_mark({team, UserId{7}, std::nullopt, true}));
  ASSERT_TRUE(tx_->issues().put_mark({nobody, UserId{7}, kStart, false}));
  ASSERT_TRUE(
      tx_->issues().move(nobody, {{IssueStatus::unresolved, Substatus::regressed, kStart}}));
  const auto list = [&](auto&& change) {
    ports::IssueQuery query;
    query.projects = {project_};
    change(query);
    std::vector<IssueId> found;
    const auto listed = *tx_->issues().list(query);
    for (const domain::Issue& issue : listed) found.push_back(issue.id);
    EXPECT_EQ(*tx_->issues().count(query), static_cast<std::int64_t>(found.size()));
    return found;
  };
  using Ids = std::vector<IssueId>;
  using Query = ports::IssueQuery;
  EXPECT_EQ(list([](Query&) {}), (Ids{nobody, team, issue_}));
  EXPECT_EQ(list([&](Query& q) { q.issues = {team, IssueId{999}}; }), Ids{team});
  EXPECT_EQ(list([](Query& q) { q.substatuses = {Substatus::regressed}; }), Ids{nobody});
  EXPECT_EQ(list([](Query& q) { q.assigned = {{.nobody = true}}; }), Ids{nobody});
  EXPECT_EQ(list([](Query& q) { q.assigned = {{.anybody = true}}; }), (Ids{team, issue_}));
  EXPECT_EQ(list([](Query& q) { q.assigned = {{.users = {UserId{7}}}}; }), Ids{issue_});
  EXPECT_EQ(list([](Query& q) { q.assigned = {{.users = {UserId{7}}, .teams = {TeamId{2}}}}; }),
            (Ids{team, issue_}));
  EXPECT_EQ(list([](Query& q) { q.assigned = {{.users = {UserId{7}}}, {.nobody = true}}; }), Ids{});
  EXPECT_EQ(list([](Query& q) { q.assigned = {{}}; }), Ids{});
  EXPECT_EQ(list([](Query& q) { q.bookmarked_by = UserId{7}; }), Ids{team});
}

TEST_P(IssueChanges, ADeletedIssueIsGoneAtOnceAndItsHashesAreFree) {
  const std::vector<std::string> hashes = {std::string(32, 'a')};
  const auto rows = *tx_->issues().assign_hashes(project_, hashes, issue_);
  ASSERT_TRUE(tx_->issues().put_mark({issue_, UserId{7}, kStart}));
  tell("note");
  const std::int64_t version = *tx_->issues().hash_version();
  EXPECT_TRUE(tx_->issues().in_deletion(10)->empty());
  ASSERT_TRUE(tx_->issues().erase(issue_)) << "does nothing to what is not hidden";
  ASSERT_EQ(seen().status, IssueStatus::unresolved);

  ASSERT_TRUE(tx_->issues().begin_deletion(issue_));
  ports::IssueQuery query;
  query.projects = {project_};
  EXPECT_EQ(*tx_->issues().count(query), 0);
  EXPECT_EQ(seen().status, IssueStatus::pending_deletion);
  EXPECT_GT(*tx_->issues().hash_version(), version);
  const IssueId next = add();
  const auto freed = *tx_->issues().assign_hashes(project_, hashes, next);
  EXPECT_NE(freed[0].id, rows[0].id) << "what is said of the events before is not said of it";
  EXPECT_EQ(freed[0].issue, next);
  EXPECT_EQ(*tx_->issues().in_deletion(10), std::vector<IssueId>{issue_});

  ASSERT_TRUE(tx_->issues().erase(issue_));
  ASSERT_TRUE(tx_->issues().erase(issue_)) << "safe to repeat";
  EXPECT_FALSE(*tx_->issues().get(issue_));
  EXPECT_TRUE(tx_->issues().in_deletion(10)->empty());
  EXPECT_TRUE(tx_->issues().marks_on(issue_)->empty());
  EXPECT_TRUE(tx_->issues().activities({.issue = issue_})->empty());
  EXPECT_EQ((*tx_->issues().find_hashes(project_, hashes))[0].issue, next);
  EXPECT_TRUE(tx_->commit());
}

TEST_P(IssueChanges, AnIssueKnowsItsHashes) {
  const std::vector<std::string> hashes = {std::string(32, 'a'), std::string(32, 'b')};
  ASSERT_TRUE(tx_->issues().assign_hashes(project_, hashes, issue_));
  const auto known = *tx_->issues().hashes_of(issue_, 10);
  ASSERT_EQ(known.size(), 2U);
  EXPECT_EQ(known[0].hash, hashes[1]) << "newest first";
  EXPECT_EQ(known[1].hash, hashes[0]);
  EXPECT_EQ(tx_->issues().hashes_of(issue_, 1)->size(), 1U);
  EXPECT_TRUE(tx_->issues().hashes_of(add(), 10)->empty());
}

TEST_P(IssueChanges, AsksForNoMoreThanOneAnswerHolds) {
  EXPECT_EQ(tx_->issues().activities({.issue = issue_, .limit = 1001}).error().kind,
            ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().activities({.issue = issue_, .before = 1, .after = 1}).error().kind,
            ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().hashes_of(issue_, 1001).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().in_deletion(1001).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(tx_->issues().marks_of(UserId{7}, std::vector<IssueId>(1001)).error().kind,
            ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace picket::contract
