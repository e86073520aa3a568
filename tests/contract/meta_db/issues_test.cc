// Issues, their hashes, and what a batch does to them.
#include "ports/issues.h"

#include "../texts.h"
#include "adapters.h"
#include "ports/outcomes.h"

namespace picket::contract {
namespace {

using domain::IssueDelta;
using domain::IssueFacts;
using domain::Level;
using ports::HashRow;

IssueFacts facts(const std::string& title) {
  return {Level::warning,
          "error",
          "python",
          "django.request",
          title,
          "views.py in index",
          R"({"type":"ValueError"})",
          "message of " + title,
          "shop@1.0"};
}

TEST_P(MetaDbContract, AnIssueStartsUnresolvedNewAndUnseen) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId id =
      *tx->issues().create(p, facts("ValueError: x"), kStart, domain::Priority::medium);
  const auto issue = *tx->issues().get(id);
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->id, id);
  EXPECT_EQ(issue->project, p);
  EXPECT_EQ(issue->short_number, 1);
  EXPECT_EQ(issue->status, domain::IssueStatus::unresolved);
  EXPECT_EQ(issue->substatus, domain::Substatus::new_);
  EXPECT_EQ(issue->priority, domain::Priority::medium);
  EXPECT_EQ(issue->facts, facts("ValueError: x"));
  EXPECT_EQ(issue->first_seen, kStart);
  EXPECT_EQ(issue->last_seen, kStart);
  EXPECT_EQ(issue->times_seen, 0);
}

TEST_P(MetaDbContract, ShortNumbersCountPerProjectFromOne) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  for (std::int64_t number = 1; number <= 3; ++number) {
    const IssueId id = *tx->issues().create(one, facts("a"), kStart, domain::Priority::low);
    EXPECT_EQ(tx->issues().get(id).value()->short_number, number);
  }
  const IssueId other = *tx->issues().create(two, facts("b"), kStart, domain::Priority::low);
  EXPECT_EQ(tx->issues().get_by_number(two, 1).value()->id, other);
  EXPECT_FALSE(*tx->issues().get_by_number(two, 2));
  EXPECT_FALSE(*tx->issues().get(IssueId{999}));
}

TEST_P(MetaDbContract, AShortNumberOfARolledBackIssueIsGivenAgain) {
  const ProjectId p = committed_project();
  ASSERT_TRUE(write()->issues().create(p, facts("a"), kStart, domain::Priority::low));
  const auto tx = write();
  const IssueId id = *tx->issues().create(p, facts("b"), kStart, domain::Priority::low);
  EXPECT_EQ(tx->issues().get(id).value()->short_number, 1);
}

TEST_P(MetaDbContract, AnIssueNeedsItsProject) {
  const auto tx = write();
  const auto refused =
      tx->issues().create(ProjectId{77}, facts("a"), kStart, domain::Priority::low);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(tx->commit());
}

TEST_P(MetaDbContract, ANewerDeltaMovesTimesAndFacts) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId id = *tx->issues().create(p, facts("old"), kStart, domain::Priority::low);
  IssueFacts latest = facts("new");
  latest.level = Level::fatal;
  latest.release = "shop@2.0";
  const Timestamp later = kStart + std::chrono::hours(1);
  ASSERT_TRUE(tx->issues().apply({id, 3, kStart + std::chrono::minutes(1), later, latest}));
  const auto issue = *tx->issues().get(id);
  EXPECT_EQ(issue->times_seen, 3);
  EXPECT_EQ(issue->first_seen, kStart);
  EXPECT_EQ(issue->last_seen, later);
  latest.release = "shop@1.0";  // The first release stays.
  EXPECT_EQ(issue->facts, latest);
}

TEST_P(MetaDbContract, AnOlderDeltaOnlyCountsAndMovesFirstSeen) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId id = *tx->issues().create(p, facts("kept"), kStart, domain::Priority::low);
  IssueFacts older = facts("older");
  older.level = Level::debug;
  const Timestamp early = kStart - std::chrono::hours(2);
  ASSERT_TRUE(tx->issues().apply({id, 1, kStart, kStart, facts("kept")}));
  ASSERT_TRUE(tx->issues().apply({id, 2, early, kStart - std::chrono::microseconds(1), older}));
  const auto issue = *tx->issues().get(id);
  EXPECT_EQ(issue->times_seen, 3);
  EXPECT_EQ(issue->first_seen, early);
  EXPECT_EQ(issue->last_seen, kStart);
  EXPECT_EQ(issue->facts, facts("kept"));
}

TEST_P(MetaDbContract, OfTwoDeltasAtTheSameInstantTheLastOneShows) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId id = *tx->issues().create(p, facts("a"), kStart, domain::Priority::low);
  ASSERT_TRUE(tx->issues().apply({id, 1, kStart, kStart, facts("b")}));
  EXPECT_EQ(tx->issues().get(id).value()->facts.title, "b");
}

TEST_P(MetaDbContract, EachFactAloneIsUpdated) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  IssueFacts now = facts("a");
  const IssueId id = *tx->issues().create(p, now, kStart, domain::Priority::low);
  for (std::string IssueFacts::*field :
       {&IssueFacts::type, &IssueFacts::platform, &IssueFacts::logger, &IssueFacts::title,
        &IssueFacts::culprit, &IssueFacts::metadata_json, &IssueFacts::message}) {
    now.*field += "'changed";
    ASSERT_TRUE(tx->issues().apply({id, 1, kStart, kStart, now}));
    EXPECT_EQ(tx->issues().get(id).value()->facts, now);
  }
}

TEST_P(MetaDbContract, FactsAreAnyText) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  for (const std::string& text : kHostileTexts) {
    const IssueFacts hostile{Level::info, text, text, text, text, text, text, text, text};
    const IssueId id = *tx->issues().create(p, hostile, kStart, domain::Priority::low);
    EXPECT_EQ(tx->issues().get(id).value()->facts, hostile);
    ASSERT_TRUE(tx->issues().apply({id, 1, kStart, kStart, hostile}));
    EXPECT_EQ(tx->issues().get(id).value()->facts, hostile);
  }
}

TEST_P(MetaDbContract, ADeltaNeedsItsIssue) {
  const auto tx = write();
  const auto refused = tx->issues().apply({IssueId{77}, 1, kStart, kStart, facts("a")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(tx->commit());
}

TEST_P(MetaDbContract, UnknownHashesAreZero) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const std::vector<std::string> hashes = {"aa", "bb"};
  const auto rows = *tx->issues().find_hashes(p, hashes);
  ASSERT_EQ(rows.size(), 2U);
  for (const HashRow& row : rows) {
    EXPECT_FALSE(row.id);
    EXPECT_FALSE(row.issue);
  }
  EXPECT_TRUE(tx->issues().find_hashes(p, {})->empty());
}

TEST_P(MetaDbContract, AssignedHashesAreFoundInTheOrderAsked) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId id = *tx->issues().create(p, facts("a"), kStart, domain::Priority::low);
  const std::vector<std::string> hashes = {"aa", "bb", "aa"};
  const auto assigned = *tx->issues().assign_hashes(p, hashes, id);
  ASSERT_EQ(assigned.size(), 3U);
  EXPECT_TRUE(assigned[0].id);
  EXPECT_NE(assigned[0].id, assigned[1].id);
  EXPECT_EQ(assigned[0].id, assigned[2].id);
  const std::vector<std::string> asked = {"bb", "cc", "aa"};
  const auto found = *tx->issues().find_hashes(p, asked);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].id, assigned[1].id);
  EXPECT_EQ(found[0].issue, id);
  EXPECT_FALSE(found[1].id);
  EXPECT_EQ(found[2].id, assigned[0].id);
}

TEST_P(MetaDbContract, AHashKeepsItsFirstIssue) {
  const auto tx = write();
  const ProjectId p = project(*tx);
  const IssueId first = *tx->issues().create(p, facts("a"), kStart, domain::Priority::low);
  const IssueId second = *tx->issues().create(p, facts("b"), kStart, domain::Priority::low);
  const std::vector<std::string> one = {"aa"};
  const std::vector<std::string> both = {"aa", "bb"};
  ASSERT_TRUE(tx->issues().assign_hashes(p, one, first));
  const auto rows = *tx->issues().assign_hashes(p, both, second);
  EXPECT_EQ(rows[0].issue, first);
  EXPECT_EQ(rows[1].issue, second);
}

TEST_P(MetaDbContract, TheSameHashInTwoProjectsIsTwoHashes) {
  const auto tx = write();
  const ProjectId one = project(*tx, "one");
  const ProjectId two = project(*tx, "two");
  const IssueId issue = *tx->issues().create(one, facts("a"), kStart, domain::Priority::low);
  const std::vector<std::string> hashes = {"aa"};
  ASSERT_TRUE(tx->issues().assign_hashes(one, hashes, issue));
  EXPECT_FALSE(tx->issues().find_hashes(two, hashes)->at(0).id);
}

TEST_P(MetaDbContract, ABatchOfTwoThousandHashesAndDeltas) {
  constexpr std::size_t kBatch = 2000;
  const auto tx = write();
  const ProjectId p = project(*tx);
  std::vector<std::string> hashes;
  std::vector<IssueId> issues;
  for (std::size_t i = 0; i < kBatch; ++i) {
    hashes.push_back(std::to_string(1'000'000 + i));
    issues.push_back(*tx->issues().create(p, facts(hashes[i]), kStart, domain::Priority::low));
    ASSERT_TRUE(tx->issues().assign_hashes(p, std::span(hashes).last(1), issues[i]));
    ASSERT_TRUE(tx->issues().apply({issues[i], 2, kStart, kStart, facts(hashes[i])}));
  }
  ASSERT_TRUE(tx->commit());
  const auto after = read();
  const auto found = *after->issues().find_hashes(p, hashes);
  for (std::size_t i = 0; i < kBatch; ++i) EXPECT_EQ(found[i].issue, issues[i]);
  EXPECT_EQ(after->outcomes().totals()->issue_events, 2 * static_cast<std::int64_t>(kBatch));
}

TEST_P(MetaDbContract, ThereAreNoOverridesBeforeAnyMerge) {
  EXPECT_TRUE(read()->issues().overrides()->empty());
}

}  // namespace
}  // namespace picket::contract
