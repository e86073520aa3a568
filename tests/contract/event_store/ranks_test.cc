// Issues in the order of what their events say, page by page.
#include <algorithm>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "event_store/search.h"

namespace picket::contract {
namespace {

using ports::IssueRank;
using ports::IssueRankQuery;
using ports::RankedIssue;
using Ranked = std::vector<RankedIssue>;

class EventStoreRanks : public EventStoreContract {
 protected:
  /// Of issue, hash and user of one number each.
  void add(std::int64_t issue, std::int64_t seconds, const std::string& user = "") {
    auto row = make_row(++last_, seconds);
    row.issue = IssueId{issue};
    row.hash_id = HashId{issue};
    row.user = user;
    rows_.push_back(row);
  }
  void append_all() { append(rows_); }

  Ranked ranked(const IssueRankQuery& query) {
    const auto answer = store().rank_issues(query);
    EXPECT_TRUE(answer) << answer.error().code << ": " << answer.error().detail;
    return answer ? *answer : Ranked{};
  }
  static IssueRankQuery by(IssueRank rank) { return {.filter = all_of_project(), .rank = rank}; }
  static std::int64_t us(std::int64_t seconds) {
    return to_unix_us(kNoon + std::chrono::seconds(seconds));
  }
  std::string refusal(const IssueRankQuery& query) {
    const auto answer = store().rank_issues(query);
    if (answer) return "";
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_argument);
    return std::string(answer.error().code);
  }

 private:
  std::vector<domain::EventRow> rows_;
  std::uint64_t last_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreRanks, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreRanks, ByLastSeenOfEventsFarApart) {
  // One issue an hour over five days, seen again a day later: of many the newest are looked at.
  Ranked want;
  for (std::int64_t hour = 0; hour < 120; ++hour) {
    add(hour + 1, hour * 3600);
    add(hour + 1, (hour + 24) * 3600);
    want.insert(want.begin(), {IssueId{hour + 1}, us((hour + 24) * 3600)});
  }
  append_all();
  IssueRankQuery query = by(IssueRank::last_seen);
  for (const std::size_t limit : {1, 3, 50, 200}) {
    query.limit = limit;
    query.after.reset();
    for (std::size_t at = 0; at < want.size(); at += limit) {
      const auto size = static_cast<std::ptrdiff_t>(std::min(limit, want.size() - at));
      const auto first = want.begin() + static_cast<std::ptrdiff_t>(at);
      EXPECT_EQ(ranked(query), Ranked(first, first + size)) << limit;
      query.after = *(first + size - 1);
    }
  }
  query.after.reset();
  query.filter.issues = {IssueId{3}, IssueId{120}, IssueId{500}};
  EXPECT_EQ(ranked(query), (Ranked{{IssueId{120}, us(143 * 3600)}, {IssueId{3}, us(26 * 3600)}}));
  query.filter.start = kNoon + std::chrono::hours(200);
  EXPECT_TRUE(ranked(query).empty());
  query.filter.start.reset();
  query.filter.end = kNoon + std::chrono::hours(10);
  EXPECT_EQ(ranked(query), (Ranked{{IssueId{3}, us(2 * 3600)}}));
}

TEST_P(EventStoreRanks, ByLastSeenEventsAndUsers) {
  add(1, 10, "id:1");
  add(1, 50, "id:2");
  add(2, 60);
  add(2, 20);
  add(2, 30, "id:1");
  add(3, 50, "id:1");
  add(3, 1, "id:1");
  append_all();
  EXPECT_EQ(ranked(by(IssueRank::last_seen)),
            (Ranked{{IssueId{2}, us(60)}, {IssueId{3}, us(50)}, {IssueId{1}, us(50)}}));
  EXPECT_EQ(ranked(by(IssueRank::events)),
            (Ranked{{IssueId{2}, 3}, {IssueId{3}, 2}, {IssueId{1}, 2}}));
  EXPECT_EQ(ranked(by(IssueRank::users)),
            (Ranked{{IssueId{1}, 2}, {IssueId{3}, 1}, {IssueId{2}, 1}}));
}

TEST_P(EventStoreRanks, ATrendComparesTheHalvesOfTheRange) {
  for (const std::int64_t second : {0, 1, 2, 50, 51, 99}) add(1, second);  // 3 and 3.
  for (const std::int64_t second : {49, 50, 60, 100}) add(2, second);  // 1 and 2; one is behind.
  for (const std::int64_t second : {80, 81}) add(3, second);           // None and 2.
  for (const std::int64_t second : {-1, 10, 20}) add(4, second);       // 2 and none.
  for (const std::int64_t second : {5, 6, 7, 77, 78}) add(5, second);  // 3 and 2.
  append_all();
  auto query = by(IssueRank::trend);
  query.filter.start = kNoon;
  query.filter.end = kNoon + std::chrono::seconds(100);
  EXPECT_EQ(ranked(query), (Ranked{{IssueId{3}, 2000},
                                   {IssueId{2}, 2000},
                                   {IssueId{1}, 1000},
                                   {IssueId{5}, 666},
                                   {IssueId{4}, 0}}));
  query.filter.end = query.filter.start;
  EXPECT_EQ(ranked(query), Ranked{});
}

TEST_P(EventStoreRanks, OnlyEventsOfTheFilterCount) {
  add(1, 1);
  add(1, 2, "id:9");
  add(2, 3);
  append_all();
  auto query = by(IssueRank::events);
  query.filter.where = all_of({on(domain::search::EventField::user, texts({"ID:*"}))});
  EXPECT_EQ(ranked(query), (Ranked{{IssueId{1}, 1}}));
  query.filter.projects = {};
  EXPECT_EQ(ranked(query), Ranked{});
}

TEST_P(EventStoreRanks, IssuesAreThoseAfterOverrides) {
  add(1, 1);
  add(2, 2);
  add(3, 3);
  append_all();
  const std::vector<ports::HashOverride> overrides = {{HashId{1}, IssueId{3}},
                                                      {HashId{2}, IssueId{7}}};
  ASSERT_TRUE(store().set_overrides(overrides));
  EXPECT_EQ(ranked(by(IssueRank::events)), (Ranked{{IssueId{3}, 2}, {IssueId{7}, 1}}));
}

TEST_P(EventStoreRanks, PagesBothWaysWithoutGapsOrRepeats) {
  for (std::int64_t issue = 1; issue <= 20; ++issue) {
    for (std::int64_t event = 0; event <= issue / 3; ++event) add(issue, event);
  }
  append_all();
  for (const IssueRank rank : {IssueRank::last_seen, IssueRank::events}) {
    auto query = by(rank);
    const Ranked whole = ranked(query);
    ASSERT_EQ(whole.size(), 20U);
    query.limit = 7;
    Ranked forwards;
    for (Ranked page = ranked(query); !page.empty(); page = ranked(query)) {
      forwards.insert(forwards.end(), page.begin(), page.end());
      query.after = page.back();
    }
    EXPECT_EQ(forwards, whole);

    query.ascending = true;
    Ranked backwards = {whole.back()};
    for (Ranked page = ranked(query); !page.empty(); page = ranked(query)) {
      backwards.insert(backwards.end(), page.begin(), page.end());
      query.after = page.back();
    }
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(backwards, whole);
  }
}

TEST_P(EventStoreRanks, APlaceNeedNotHoldAnIssue) {
  add(1, 1);
  add(2, 2);
  append_all();
  auto query = by(IssueRank::last_seen);
  query.after = {IssueId{5}, us(2)};
  EXPECT_EQ(ranked(query).size(), 2U);
  query.after = {IssueId{1}, us(2)};
  EXPECT_EQ(ranked(query), (Ranked{{IssueId{1}, us(1)}}));
}

TEST_P(EventStoreRanks, RefusesWhatIsOutOfRange) {
  auto query = by(IssueRank::events);
  query.limit = 0;
  EXPECT_EQ(refusal(query), "bad_rank_query");
  query.limit = ports::EventRanks::kMaxRanked + 1;
  EXPECT_EQ(refusal(query), "bad_rank_query");
  query.limit = ports::EventRanks::kMaxRanked;
  EXPECT_EQ(refusal(query), "");
  query.rank = IssueRank::trend;
  EXPECT_EQ(refusal(query), "bad_rank_query");
  query.filter.start = kNoon;
  EXPECT_EQ(refusal(query), "bad_rank_query");
  query.filter.tags.resize(ports::EventFilter::kMaxTags + 1);
  query.filter.end = kNoon;
  EXPECT_EQ(refusal(query), "bad_event_filter");
}

}  // namespace
}  // namespace picket::contract
