// Series: functions of the events by time, of all, of those with chosen values, of the others.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "event_store/tables.h"
#include "texts.h"

namespace picket::contract {
namespace {

using namespace std::chrono_literals;
using domain::search::EventField;
using ports::EventFunction;
using ports::EventSeries;
using ports::SeriesQuery;
using ports::TableRow;
using ports::TableValue;

class EventStoreSeries : public EventStoreContract {
 protected:
  std::vector<EventSeries> ask(const SeriesQuery& query) {
    const auto series = store().series(query);
    EXPECT_TRUE(series) << series.error().code << ": " << series.error().detail;
    return series ? *series : std::vector<EventSeries>{{{text("refused")}}};
  }

  void expect_refused(const SeriesQuery& query, std::string_view code, const char* why) {
    const auto series = store().series(query);
    ASSERT_FALSE(series) << why;
    EXPECT_EQ(series.error().kind, ErrorKind::invalid_argument) << why;
    EXPECT_EQ(series.error().code, code) << why;
  }

  /// Counts of project 1 in three minutes from noon.
  static SeriesQuery counts() {
    SeriesQuery query;
    query.filter = all_of_project();
    query.filter.start = kNoon;
    query.filter.end = kNoon + 3min;
    query.width = 1min;
    query.aggregates = {of(EventFunction::count)};
    return query;
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreSeries, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

domain::EventRow with_plan(std::uint64_t id, std::int64_t seconds, std::string plan) {
  auto row = make_row(id, seconds);
  row.tags = {{"plan", std::move(plan)}};
  return row;
}

EventSeries counted(const std::vector<std::int64_t>& counts) {
  EventSeries series;
  for (const std::int64_t count : counts) series.push_back({number(count)});
  return series;
}

TEST_P(EventStoreSeries, BucketsBeginAtTheStart) {
  append({make_row(1, -1), make_row(2, 0), make_row(3, 59), make_row(4, 60), make_row(5, 179),
          make_row(6, 180)});
  EXPECT_EQ(ask(counts()), (std::vector<EventSeries>{counted({2, 1, 1})}));
  auto cut = counts();
  cut.filter.end = kNoon + 61s;  // A last bucket that is not whole.
  EXPECT_EQ(ask(cut), (std::vector<EventSeries>{counted({2, 1})}));
  cut.filter.end = cut.filter.start;
  EXPECT_EQ(ask(cut), (std::vector<EventSeries>{{}}));
}

TEST_P(EventStoreSeries, ABucketWithoutEventsCountsNone) {
  auto query = counts();
  using enum EventFunction;
  query.aggregates = {of(count),
                      of(count_if),
                      of(share_if),
                      of(count_unique, tag("plan")),
                      of(latest, tag("plan")),
                      of_numbers(sum, tag("plan")),
                      of_numbers(quantile, tag("plan"), 0.25)};
  append({with_plan(1, 70, "4"), with_plan(2, 80, "8")});
  const TableRow empty = {number(0), number(0), kNone, number(0), kNone, kNone, kNone};
  const TableRow middle = {number(2), number(2),        TableValue(1.0), number(2),
                           text("8"), TableValue(12.0), TableValue(5.0)};
  EXPECT_EQ(ask(query), (std::vector<EventSeries>{{empty, middle, empty}}));
}

TEST_P(EventStoreSeries, OneForEachOfTheChosenAndTheOthers) {
  append({with_plan(1, 0, "pro"), with_plan(2, 61, "pro"), with_plan(3, 62, "free"),
          with_plan(4, 63, "trial"), make_row(5, 179)});
  auto query = counts();
  query.values = {tag("plan")};
  query.chosen = {{text("free")}, {text("nowhere")}, {text("pro")}};
  EXPECT_EQ(ask(query),
            (std::vector<EventSeries>{counted({0, 1, 0}), counted({0, 0, 0}), counted({1, 1, 0})}));
  query.others = true;
  EXPECT_EQ(ask(query).back(), counted({0, 1, 1}));
  query.chosen = {{kNone}};
  EXPECT_EQ(ask(query), (std::vector<EventSeries>{counted({0, 0, 1}), counted({1, 3, 0})}));
  query.chosen = {{text("")}};
  EXPECT_EQ(ask(query).front(), counted({0, 0, 0})) << "an empty text is no value";
  query.chosen.clear();
  EXPECT_EQ(ask(query), (std::vector<EventSeries>{counted({1, 3, 1})}));
  query.others = false;
  EXPECT_TRUE(ask(query).empty());
}

TEST_P(EventStoreSeries, ChosenByEachKindOfValue) {
  auto row = make_row(0xA, 5);
  row.handled = false;
  row.level = domain::Level::fatal;
  row.hash_id = HashId{5};
  auto other = make_row(0xB, 6);
  other.issue = IssueId{2};
  append({row, other});
  ASSERT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{5}, IssueId{8}}}));
  auto query = counts();
  const auto count = [&](EventField of, TableValue is) {
    query.values = {field(of)};
    query.chosen = {{std::move(is)}};
    return std::get<std::int64_t>(ask(query)[0][0][0]);
  };
  EXPECT_EQ(count(EventField::id, text(row.event_id.to_hex())), 1);
  EXPECT_EQ(count(EventField::id, text("a")), 0);
  EXPECT_EQ(count(EventField::issue, number(8)), 1);
  EXPECT_EQ(count(EventField::issue, number(1)), 0);
  EXPECT_EQ(count(EventField::project, number(1)), 2);
  EXPECT_EQ(count(EventField::handled, false), 1);
  EXPECT_EQ(count(EventField::handled, true), 1);
  EXPECT_EQ(count(EventField::level, text("fatal")), 1);
  EXPECT_EQ(count(EventField::timestamp, kNoon + 6s), 1);
  EXPECT_EQ(count(EventField::environment, kNone), 2);
}

TEST_P(EventStoreSeries, ChosenBySeveralValues) {
  auto linux_pro = with_plan(1, 0, "pro");
  linux_pro.platform = "native";
  append({linux_pro, with_plan(2, 0, "pro")});
  auto query = counts();
  query.values = {tag("plan"), field(EventField::platform)};
  query.chosen = {{text("pro"), text("native")}, {text("pro"), kNone}, {kNone, kNone}};
  EXPECT_EQ(ask(query),
            (std::vector<EventSeries>{counted({1, 0, 0}), counted({1, 0, 0}), counted({0, 0, 0})}));
}

TEST_P(EventStoreSeries, HostileTextsAreTexts) {
  auto query = counts();
  std::vector<domain::EventRow> rows;
  for (const std::string& hostile : kHostileTexts) {
    if (hostile.empty()) continue;
    rows.push_back(with_plan(rows.size(), 0, hostile));
    query.chosen.push_back({text(hostile)});
  }
  rows.push_back(with_plan(99, 0, "v\xFF"));
  query.chosen.push_back({text("v\xFE")});
  append(rows);
  query.values = {tag("plan")};
  for (const EventSeries& series : ask(query)) EXPECT_EQ(series, counted({1, 0, 0}));
}

TEST_P(EventStoreSeries, RefusesWhatHasNoMeaning) {
  auto query = counts();
  query.aggregates.clear();
  expect_refused(query, "bad_event_table", "no aggregates");
  query = counts();
  query.aggregates = {of(EventFunction::sum, tag("ms"))};
  expect_refused(query, "bad_event_table", "a sum of texts");
  query = counts();
  query.others = true;
  expect_refused(query, "bad_event_table", "others than what");
  query.chosen = {{}};
  expect_refused(query, "bad_event_table", "chosen of no values");
  query.values = {tag("plan")};
  expect_refused(query, "bad_event_table", "fewer than the values");
  query.chosen = {{number(1)}};
  expect_refused(query, "bad_event_table", "a number of a text");
  query.chosen = {{text("a")}, {text("a")}};
  expect_refused(query, "bad_event_table", "twice");
  query.values = {field(EventField::text)};
  expect_refused(query, "bad_event_table", "a field that no event has");
}

TEST_P(EventStoreSeries, LimitsHold) {
  auto query = counts();
  query.values = {tag("plan")};
  for (std::size_t i = 0; i < ports::EventTables::kMaxChosen; ++i) {
    query.chosen.push_back({text(std::to_string(i))});
  }
  EXPECT_EQ(ask(query).size(), ports::EventTables::kMaxChosen);
  query.chosen.push_back({text("one more")});
  expect_refused(query, "bad_event_table", "series");

  query = counts();
  query.width = 36ms;
  query.aggregates.assign(2, of(EventFunction::count));
  EXPECT_EQ(ask(query)[0].size(), 5000U);
  query.aggregates.emplace_back();
  expect_refused(query, "bad_buckets", "buckets times aggregates");
  query.width = 0ms;
  expect_refused(query, "bad_buckets", "no width");
  query = counts();
  query.filter.end.reset();
  expect_refused(query, "bad_buckets", "no range");
  query = counts();
  query.aggregates.assign(ports::EventTables::kMaxColumns + 1, of(EventFunction::count));
  expect_refused(query, "bad_event_table", "aggregates");
}

}  // namespace
}  // namespace picket::contract
