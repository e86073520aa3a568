// Tables: what columns say, what groups are, which of them pass, in which order.
#include "event_store/tables.h"

#include <cmath>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "texts.h"

namespace picket::contract {
namespace {

using domain::search::EventField;
using ports::EventFunction;
using ports::TableQuery;
using ports::TableRow;
using ports::TableValue;
using Table = std::vector<TableRow>;
namespace search = domain::search;

class EventStoreTables : public EventStoreContract {
 protected:
  Table ask(const TableQuery& query) {
    const auto table = store().table(query);
    EXPECT_TRUE(table) << table.error().code << ": " << table.error().detail;
    return table ? *table : Table{{text("refused")}};
  }

  /// What one function is of all events of project 1.
  TableValue all(const ports::EventAggregate& aggregate) {
    TableQuery query;
    query.filter = all_of_project();
    query.aggregates = {aggregate};
    const Table table = ask(query);
    return table.size() == 1 && table[0].size() == 1 ? table[0][0] : text("not one row");
  }

  /// Counts of project 1 by the tag "plan".
  static TableQuery by_plan() {
    TableQuery query;
    query.filter = all_of_project();
    query.values = {tag("plan")};
    query.aggregates = {of(EventFunction::count)};
    return query;
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreTables, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

domain::EventRow with_tags(std::uint64_t id,
                           std::vector<std::pair<std::string, std::string>> tags) {
  auto row = make_row(id, static_cast<std::int64_t>(id));
  row.tags = std::move(tags);
  return row;
}

domain::EventRow with_plan(std::uint64_t id, std::string plan) {
  return with_tags(id, {{"plan", std::move(plan)}});
}

TEST_P(EventStoreTables, EachFieldIsAColumn) {
  auto row = make_row(0xAB, 5);
  row.event_id.high = 0xFFEE000000000001;
  row.project = ProjectId{9};
  row.issue = IssueId{7};
  row.level = domain::Level::fatal;
  row.handled = false;
  row.type = "default";
  row.platform = "python";
  row.title = "Title";
  row.culprit = "culprit";
  row.message = "no such order";
  row.transaction = "/checkout";
  row.release = "app@1.0";
  row.dist = "12";
  row.environment = "production";
  row.user = "id:7";
  row.user_email = "a@b.test";
  row.sdk_name = "sentry.python";
  row.sdk_version = "2.1";
  row.trace_id = "0123456789abcdef0123456789abcdef";
  row.tags = {{"level", "odd"}, {"plan", "pro"}};
  append({row});
  TableQuery query;
  query.filter.projects = {ProjectId{9}};
  TableRow want;
  const auto expect = [&](ports::EventValue value, TableValue is) {
    query.values.push_back(std::move(value));
    want.push_back(std::move(is));
  };
  expect(field(EventField::id), text("ffee00000000000100000000000000ab"));
  expect(field(EventField::timestamp), kNoon + std::chrono::seconds(5));
  expect(field(EventField::project), number(9));
  expect(field(EventField::issue), number(7));
  expect(field(EventField::level), text("fatal"));
  expect(field(EventField::handled), false);
  expect(field(EventField::type), text("default"));
  expect(field(EventField::platform), text("python"));
  expect(field(EventField::title), text("Title"));
  expect(field(EventField::culprit), text("culprit"));
  expect(field(EventField::transaction), text("/checkout"));
  expect(field(EventField::release), text("app@1.0"));
  EXPECT_EQ(ask(query), Table{want});

  query.values.clear();
  want.clear();
  expect(field(EventField::dist), text("12"));
  expect(field(EventField::environment), text("production"));
  expect(field(EventField::user), text("id:7"));
  expect(field(EventField::user_email), text("a@b.test"));
  expect(field(EventField::sdk_name), text("sentry.python"));
  expect(field(EventField::sdk_version), text("2.1"));
  expect(field(EventField::trace_id), text("0123456789abcdef0123456789abcdef"));
  expect(field(EventField::message), text("no such order"));
  expect(tag("level"), text("odd"));
  expect(tag("plan"), text("pro"));
  expect(tag("release"), kNone);
  EXPECT_EQ(ask(query), Table{want});
  query.aggregates = {of(EventFunction::count)};
  want.push_back(number(1));
  EXPECT_EQ(ask(query), Table{want}) << "as groups";
}

TEST_P(EventStoreTables, PartsOfValuesMakeGroups) {
  using enum search::ValuePart;
  std::vector<domain::EventRow> rows;
  for (const char* const user :
       {"id:7", "id:7", "username:ann", "ip:::1", "email:a@b", "id:", "ida:7", ""}) {
    rows.push_back(make_row(rows.size(), static_cast<std::int64_t>(rows.size()) * 1800));
    rows.back().user = user;
  }
  append(rows);
  const auto counts = [this](EventField of_field, search::ValuePart part) {
    TableQuery query;
    query.filter = all_of_project();
    query.values = {{of_field, "", part}};
    query.aggregates = {of(EventFunction::count)};
    return ask(query);
  };
  EXPECT_EQ(counts(EventField::user, user_id), (Table{{text("7"), number(2)}, {kNone, number(6)}}));
  EXPECT_EQ(counts(EventField::user, user_username),
            (Table{{text("ann"), number(1)}, {kNone, number(7)}}));
  EXPECT_EQ(counts(EventField::user, user_ip),
            (Table{{text("::1"), number(1)}, {kNone, number(7)}}));
  const Timestamp day_of = std::chrono::floor<std::chrono::days>(kNoon);
  EXPECT_EQ(counts(EventField::timestamp, day), (Table{{day_of, number(8)}}));
  Table hours;
  for (int i = 0; i < 4; ++i) hours.push_back({kNoon + std::chrono::hours(i), number(2)});
  EXPECT_EQ(counts(EventField::timestamp, hour), hours);
  EXPECT_EQ(all(of(EventFunction::count_unique, {EventField::timestamp, "", hour})), number(4));
  EXPECT_EQ(all(of(EventFunction::min, {EventField::timestamp, "", day})), TableValue(day_of));
}

TEST_P(EventStoreTables, PartsAreThoseOfTheirField) {
  for (const ports::EventValue& value :
       {ports::EventValue{EventField::title, "", search::ValuePart::day},
        ports::EventValue{EventField::timestamp, "", search::ValuePart::user_id}}) {
    TableQuery query;
    query.filter = all_of_project();
    query.values = {value};
    const auto refused = store().table(query);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_event_table");
  }
}

TEST_P(EventStoreTables, LevelsHaveNames) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 0; id < 6; ++id) {
    rows.push_back(make_row(id));
    rows.back().level = static_cast<domain::Level>(id * 10);
  }
  append(rows);
  TableQuery query;
  query.filter = all_of_project();
  query.values = {field(EventField::level)};
  query.order = {{0, false}};
  EXPECT_EQ(ask(query), (Table{{text("debug")},
                               {text("error")},
                               {text("fatal")},
                               {text("info")},
                               {text("sample")},
                               {text("warning")}}));
}

TEST_P(EventStoreTables, AnEmptyTextIsNoValue) {
  append({with_plan(1, ""), make_row(2)});
  TableQuery query;
  query.filter = all_of_project();
  query.values = {tag("plan"), field(EventField::environment), field(EventField::title)};
  query.aggregates = {of(EventFunction::count), of(EventFunction::count_unique, tag("plan"))};
  EXPECT_EQ(ask(query), (Table{{kNone, kNone, kNone, number(2), number(0)}}));
}

TEST_P(EventStoreTables, SingleEventsAreNewestFirst) {
  append({make_row(1, 5), make_row(3, 9), make_row(2, 9)});
  TableQuery query;
  query.filter = all_of_project();
  query.values = {field(EventField::id), field(EventField::timestamp)};
  const Table table = ask(query);
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0][0], text(EventId{0, 3}.to_hex())) << "equal times: the larger id";
  EXPECT_EQ(table[1][0], text(EventId{0, 2}.to_hex()));
  EXPECT_EQ(table[2][1], TableValue(kNoon + std::chrono::seconds(5)));
  query.order = {{1, false}};
  EXPECT_EQ(ask(query)[0][0], text(EventId{0, 1}.to_hex()));
  EXPECT_EQ(ask(query)[1][0], text(EventId{0, 3}.to_hex()));
}

TEST_P(EventStoreTables, OnlyEventsOfTheFilterAreThere) {
  auto foreign = with_plan(9, "pro");
  foreign.project = ProjectId{2};
  append({with_plan(1, "pro"), with_plan(2, "free"), foreign});
  auto query = by_plan();
  query.filter.start = kNoon + std::chrono::seconds(2);
  EXPECT_EQ(ask(query), (Table{{text("free"), number(1)}}));
  query.filter = {};
  EXPECT_EQ(ask(query), Table{});
}

TEST_P(EventStoreTables, FunctionsOfValues) {
  append({with_plan(1, "pro"), with_plan(2, "free"), make_row(3, 3), with_plan(4, "pro")});
  using enum EventFunction;
  EXPECT_EQ(all(of(count)), number(4));
  EXPECT_EQ(all(of(count_unique, tag("plan"))), number(2));
  EXPECT_EQ(all(of(min, tag("plan"))), text("free"));
  EXPECT_EQ(all(of(max, tag("plan"))), text("pro"));
  EXPECT_EQ(all(of(latest, tag("plan"))), text("pro"));
  EXPECT_NE(all(of(any, tag("plan"))), kNone);
  EXPECT_EQ(all(of(max, field(EventField::timestamp))),
            TableValue(kNoon + std::chrono::seconds(4)));
  EXPECT_EQ(all(of(max, field(EventField::id))), text(EventId{0, 4}.to_hex()));
  EXPECT_EQ(all(of(count_unique, field(EventField::id))), number(4));
  EXPECT_EQ(all(of(latest, field(EventField::handled))), TableValue(true));
  EXPECT_EQ(all(of(any, field(EventField::project))), number(1));
  append({make_row(5, 5)});
  EXPECT_EQ(all(of(latest, tag("plan"))), kNone) << "the newest has none";
}

TEST_P(EventStoreTables, TheLatestIsByTimeThenId) {
  auto older = with_plan(9, "older");
  older.timestamp = kNoon;
  auto newer = with_plan(2, "newer");
  newer.timestamp = kNoon + std::chrono::seconds(1);
  auto same = with_plan(1, "same time");
  same.timestamp = newer.timestamp;
  append({newer, older, same});
  EXPECT_EQ(all(of(EventFunction::latest, tag("plan"))), text("newer"));
}

TEST_P(EventStoreTables, FunctionsOfNumbers) {
  append({with_tags(1, {{"ms", "10"}}), with_tags(2, {{"ms", "2.5e1"}}),
          with_tags(3, {{"ms", "-5"}}), with_tags(4, {{"ms", "10.0"}}),
          with_tags(5, {{"ms", "soon"}}), make_row(6, 6)});
  using enum EventFunction;
  EXPECT_EQ(all(of_numbers(sum, tag("ms"))), TableValue(40.0));
  EXPECT_EQ(all(of_numbers(average, tag("ms"))), TableValue(10.0));
  EXPECT_EQ(all(of_numbers(min, tag("ms"))), TableValue(-5.0));
  EXPECT_EQ(all(of_numbers(max, tag("ms"))), TableValue(25.0));
  EXPECT_EQ(all(of(max, tag("ms"))), text("soon")) << "as texts";
  EXPECT_EQ(all(of_numbers(count_unique, tag("ms"))), number(3));
  EXPECT_EQ(all(of_numbers(latest, tag("ms"))), kNone);
  EXPECT_EQ(all(of_numbers(sum, field(EventField::project))), TableValue(6.0));
  EXPECT_EQ(all(of_numbers(sum, tag("nowhere"))), kNone);
  EXPECT_EQ(all(of_numbers(quantile, tag("nowhere"))), kNone);
  EXPECT_EQ(all(of_numbers(max, field(EventField::timestamp))), kNone) << "a time is no number";
  EXPECT_EQ(all(of_numbers(max, field(EventField::handled))), kNone);
  EXPECT_EQ(all(of_numbers(max, field(EventField::level))), kNone);
}

TEST_P(EventStoreTables, QuantilesLieBetweenValues) {
  std::vector<domain::EventRow> rows;
  for (const std::uint64_t id : {3U, 1U, 5U, 2U, 4U}) {
    rows.push_back(with_tags(id, {{"ms", std::to_string(id * 10)}}));
  }
  append(rows);
  const auto at = [this](double quantile) {
    return all(of_numbers(EventFunction::quantile, tag("ms"), quantile));
  };
  EXPECT_EQ(at(0), TableValue(10.0));
  EXPECT_EQ(at(0.25), TableValue(20.0));
  EXPECT_EQ(at(0.5), TableValue(30.0));
  EXPECT_EQ(at(0.625), TableValue(35.0));
  EXPECT_EQ(at(1), TableValue(50.0));
}

TEST_P(EventStoreTables, WhatIsNoFiniteNumberIsNoValue) {
  std::vector<domain::EventRow> rows;
  std::uint64_t id = 0;
  for (const char* const odd : {"nan", "inf", "-Infinity", "1e400", " 1", "1 ", "+1", "1_000",
                                "0x10", "1,5", "1f", "--1", "1e", ".", "1\n", "٣"}) {
    rows.push_back(with_tags(++id, {{"ms", odd}, {"large", "9e99"}}));
  }
  append(rows);
  EXPECT_EQ(all(of_numbers(EventFunction::count_unique, tag("ms"))), number(0));
  EXPECT_EQ(all(of_numbers(EventFunction::sum, tag("ms"))), kNone);
}

TEST_P(EventStoreTables, CountsThoseThatMeetACondition) {
  append({with_plan(1, "pro"), with_plan(2, "free"), make_row(3), with_plan(4, "PROFESSIONAL")});
  using enum EventFunction;
  EXPECT_EQ(all(of_those_with(count_if, tag("plan"), "pro")), number(1));
  EXPECT_EQ(all(of_those_with(count_if, tag("plan"), "pro*")), number(2));
  EXPECT_EQ(all(of_those_with(share_if, tag("plan"), "pro*")), TableValue(0.5));
  EXPECT_EQ(all(of_those_with(share_if, tag("plan"), "none")), TableValue(0.0));
  auto negated = of_those_with(count_if, tag("plan"), "pro");
  std::get<search::EventCondition>(negated.condition.parts[0].node).negated = true;
  EXPECT_EQ(all(negated), number(3)) << "an event without the tag counts";
  EXPECT_EQ(all(of(count_if)), number(4)) << "no condition";
}

TEST_P(EventStoreTables, OneGroupOfAllIsThereWithoutEvents) {
  TableQuery query;
  query.filter = all_of_project();
  using enum EventFunction;
  query.aggregates = {of(count),
                      of(count_if),
                      of(share_if),
                      of(count_unique, tag("plan")),
                      of(any, tag("plan")),
                      of(latest, field(EventField::id)),
                      of(max, field(EventField::timestamp)),
                      of_numbers(sum, tag("ms")),
                      of_numbers(average, tag("ms")),
                      of_numbers(quantile, tag("ms"))};
  EXPECT_EQ(
      ask(query),
      (Table{{number(0), number(0), kNone, number(0), kNone, kNone, kNone, kNone, kNone, kNone}}));
  query.having.parts = {
      {ports::GroupCondition{of(count), search::NumberBound{search::Operator::greater, 0}}}};
  EXPECT_EQ(ask(query), Table{});
  query.having = {};
  query.values = {tag("plan")};
  EXPECT_EQ(ask(query), Table{});
  query.aggregates.clear();
  EXPECT_EQ(ask(query), Table{});
}

TEST_P(EventStoreTables, GroupsAreByAllValues) {
  append({with_tags(1, {{"os", "Linux"}, {"plan", "pro"}}), with_tags(2, {{"plan", "pro"}}),
          with_tags(3, {{"os", "Linux"}, {"plan", "pro"}}), with_tags(4, {{"os", "Linux"}})});
  auto query = by_plan();
  query.values = {tag("os"), tag("plan")};
  EXPECT_EQ(ask(query), (Table{{text("Linux"), text("pro"), number(2)},
                               {text("Linux"), kNone, number(1)},
                               {kNone, text("pro"), number(1)}}))
      << "by the values, no value last";
  query.values = {tag("plan"), tag("plan")};
  EXPECT_EQ(ask(query), (Table{{text("pro"), text("pro"), number(3)}, {kNone, kNone, number(1)}}));
}

TEST_P(EventStoreTables, SortsWithNoValueLast) {
  append({with_plan(1, "b"), with_plan(2, "a"), with_plan(3, "b"), make_row(4, 4), make_row(5, 5),
          make_row(6, 6), with_plan(7, "c")});
  auto query = by_plan();
  query.order = {{0, true}};
  EXPECT_EQ(ask(query), (Table{{text("c"), number(1)},
                               {text("b"), number(2)},
                               {text("a"), number(1)},
                               {kNone, number(3)}}));
  query.order = {{0, false}};
  EXPECT_EQ(ask(query).front()[0], text("a"));
  EXPECT_EQ(ask(query).back()[0], kNone);
  query.order = {{1, true}};
  EXPECT_EQ(ask(query), (Table{{kNone, number(3)},
                               {text("b"), number(2)},
                               {text("a"), number(1)},
                               {text("c"), number(1)}}))
      << "ties by the value, ascending";
  query.order = {{1, false}, {0, true}};
  EXPECT_EQ(ask(query), (Table{{text("c"), number(1)},
                               {text("a"), number(1)},
                               {text("b"), number(2)},
                               {kNone, number(3)}}));
  query.aggregates.clear();
  query.order = {{0, true}};
  EXPECT_EQ(ask(query).back()[0], kNone) << "single events, too";
}

TEST_P(EventStoreTables, PagesFollowEachOther) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 0; id < 30; ++id) {
    rows.push_back(with_plan(id, std::string(1, static_cast<char>('a' + id % 10))));
  }
  append(rows);
  auto query = by_plan();
  query.order = {{1, true}};
  const Table whole = ask(query);
  ASSERT_EQ(whole.size(), 10U);
  query.limit = 4;
  Table pages;
  for (query.offset = 0; query.offset < 16; query.offset += query.limit) {
    const Table page = ask(query);
    pages.insert(pages.end(), page.begin(), page.end());
  }
  EXPECT_EQ(pages, whole);
}

TEST_P(EventStoreTables, GroupsMustPassTheirConditions) {
  append({with_plan(1, "pro"), with_plan(2, "pro"), with_plan(3, "pro"), with_plan(4, "free"),
          with_plan(5, "free"), with_plan(6, "trial")});
  auto query = by_plan();
  const auto passing = [&](ports::GroupConditions having) {
    query.having = std::move(having);
    std::vector<std::string> plans;
    for (const TableRow& row : ask(query)) plans.push_back(std::get<std::string>(row[0]));
    return plans;
  };
  using Plans = std::vector<std::string>;
  using Groups = ports::GroupConditions;
  const auto more_than = [](double bound) {
    return ports::GroupExpression{ports::GroupCondition{
        of(EventFunction::count), search::NumberBound{search::Operator::greater, bound}}};
  };
  const auto exactly = [](double count, bool negated) {
    return ports::GroupExpression{
        ports::GroupCondition{of(EventFunction::count), search::NumberTest{{count, 99}}, negated}};
  };
  const ports::GroupExpression late{ports::GroupCondition{
      of(EventFunction::max, field(EventField::timestamp)),
      search::TimeBound{search::Operator::greater_equal, kNoon + std::chrono::seconds(5)}}};
  const ports::GroupExpression named{ports::GroupCondition{
      of(EventFunction::any, tag("plan")),
      search::TextTest{{search::TextPattern("*R*"), search::TextPattern::exactly("trial")}}}};
  EXPECT_EQ(passing({}), (Plans{"free", "pro", "trial"}));
  EXPECT_EQ(passing({true, {}}), Plans{}) << "any of none";
  EXPECT_EQ(passing({false, {more_than(1)}}), (Plans{"free", "pro"}));
  EXPECT_EQ(passing({false, {more_than(1), late}}), (Plans{"free"}));
  EXPECT_EQ(passing({true, {more_than(2), late}}), (Plans{"free", "pro", "trial"}));
  EXPECT_EQ(passing({false, {exactly(2, false)}}), (Plans{"free"}));
  EXPECT_EQ(passing({false, {exactly(2, true)}}), (Plans{"pro", "trial"}));
  EXPECT_EQ(passing({false, {named, exactly(3, true)}}), (Plans{"free", "trial"}));
  EXPECT_EQ(passing({true, {{Groups{false, {late, exactly(1, false)}}}, exactly(3, false)}}),
            (Plans{"pro", "trial"}));
  query.aggregates = {of_numbers(EventFunction::sum, tag("nowhere"))};
  EXPECT_EQ(passing({false, {more_than(2)}}), (Plans{"pro"})) << "of what is no column";
}

TEST_P(EventStoreTables, NoValuePassesOnlyWhatIsNegated) {
  append({with_tags(1, {{"ms", "5"}, {"plan", "a"}}), with_plan(2, "b"),
          with_tags(3, {{"ms", "x"}, {"plan", "c"}})});
  auto query = by_plan();
  ports::GroupCondition condition{of(EventFunction::max, tag("ms")),
                                  search::NumberBound{search::Operator::greater, 4}};
  query.having.parts = {{condition}};
  EXPECT_EQ(ask(query), (Table{{text("a"), number(1)}}));
  condition.negated = true;
  query.having.parts = {{condition}};
  EXPECT_EQ(ask(query), (Table{{text("b"), number(1)}, {text("c"), number(1)}}));
}

TEST_P(EventStoreTables, IssuesAreThoseAfterOverrides) {
  auto moved = make_row(1);
  moved.hash_id = HashId{5};
  append({moved, make_row(2), make_row(3)});
  ASSERT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{5}, IssueId{8}}}));
  auto query = by_plan();
  query.values = {field(EventField::issue)};
  EXPECT_EQ(ask(query), (Table{{number(1), number(2)}, {number(8), number(1)}}));
  auto counts = of_those_with(EventFunction::count_if, field(EventField::issue), "8");
  EXPECT_EQ(all(counts), number(1));
  query.filter.issues = {IssueId{8}};
  EXPECT_EQ(ask(query), (Table{{number(8), number(1)}}));
}

TEST_P(EventStoreTables, HostileTextsAreTexts) {
  std::vector<domain::EventRow> rows;
  std::uint64_t id = 0;
  for (const std::string& hostile : kHostileTexts) {
    if (!hostile.empty()) rows.push_back(with_tags(++id, {{hostile, hostile}}));
  }
  append(rows);
  for (const std::string& hostile : kHostileTexts) {
    if (hostile.empty()) continue;
    TableQuery query;
    query.filter = all_of_project();
    query.values = {tag(hostile)};
    query.aggregates = {of(EventFunction::count), of(EventFunction::latest, tag(hostile)),
                        of_those_with(EventFunction::count_if, tag(hostile), "x")};
    query.having.parts = {
        {ports::GroupCondition{of(EventFunction::max, tag(hostile)),
                               search::TextTest{{search::TextPattern::exactly(hostile)}}}}};
    const Table table = ask(query);
    ASSERT_EQ(table.size(), 1U) << hostile;
    EXPECT_EQ(table[0][0], text(hostile));
    EXPECT_EQ(table[0][1], number(1));
  }
}

TEST_P(EventStoreTables, KeysThatAreNotUtf8AreReadAsStored) {
  append({with_tags(1, {{"a\xFF", "v\xFF"}})});
  TableQuery query;
  query.filter = all_of_project();
  query.values = {tag("a\xFE")};
  query.aggregates = {of(EventFunction::max, tag("a\xFD"))};
  EXPECT_EQ(ask(query), (Table{{text("v\xEF\xBF\xBD"), text("v\xEF\xBF\xBD")}}));
}

class EventStoreBadTables : public EventStoreTables {
 protected:
  void expect_refused(const TableQuery& query, const char* why) {
    const auto table = store().table(query);
    ASSERT_FALSE(table) << why;
    EXPECT_EQ(table.error().kind, ErrorKind::invalid_argument) << why;
    EXPECT_EQ(table.error().code, "bad_event_table") << why;
  }
  void expect_refused(const ports::EventAggregate& aggregate, const char* why) {
    auto query = by_plan();
    query.aggregates = {aggregate};
    expect_refused(query, why);
  }
  void expect_refused(const ports::GroupCondition& condition, const char* why) {
    auto query = by_plan();
    query.having.parts = {{condition}};
    expect_refused(query, why);
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreBadTables, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreBadTables, LimitsHold) {
  auto query = by_plan();
  query.limit = ports::EventTables::kMaxRows;
  query.offset = ports::EventTables::kMaxOffset;
  query.values.assign(ports::EventTables::kMaxColumns, tag("plan"));
  query.aggregates.assign(ports::EventTables::kMaxColumns, of(EventFunction::count));
  query.order.assign(ports::EventTables::kMaxColumns, {});
  EXPECT_EQ(ask(query), Table{});
  const auto refused = [&](auto change, const char* why) {
    auto changed = query;
    change(changed);
    expect_refused(changed, why);
  };
  refused([](auto& changed) { changed.limit = 0; }, "no rows");
  refused([](auto& changed) { ++changed.limit; }, "limit");
  refused([](auto& changed) { ++changed.offset; }, "offset");
  refused([](auto& changed) { changed.values.emplace_back(); }, "values");
  refused([](auto& changed) { changed.aggregates.emplace_back(); }, "aggregates");
  refused([](auto& changed) { changed.order.emplace_back(); }, "order");
  refused([](auto& changed) { changed.order[3].column = 40; }, "a column that is not there");
  refused([](auto& changed) { changed.values = {}, changed.aggregates = {}; }, "no columns");
  query.filter.tags.resize(ports::EventFilter::kMaxTags + 1);
  EXPECT_FALSE(store().table(query));
}

TEST_P(EventStoreBadTables, WhatHasNoMeaning) {
  for (const EventField missing :
       {EventField::text, EventField::project_slug, EventField::short_id}) {
    auto query = by_plan();
    query.values = {field(missing)};
    expect_refused(query, "a field that no event has");
    expect_refused(of(EventFunction::max, field(missing)), "a field that no event has");
  }
  for (const EventFunction function :
       {EventFunction::sum, EventFunction::average, EventFunction::quantile}) {
    expect_refused(of(function, tag("ms")), "of texts");
  }
  for (const double quantile : {-0.1, 1.1, std::nan("")}) {
    expect_refused(of_numbers(EventFunction::quantile, tag("ms"), quantile), "no quantile");
  }
  auto slug = of_those_with(EventFunction::count_if, field(EventField::project_slug), "web");
  auto query = by_plan();
  query.aggregates = {slug};
  EXPECT_FALSE(store().table(query)) << "for the caller to replace";
  query.aggregates.clear();
  query.having.parts = {{ports::GroupCondition{of(EventFunction::count), search::NumberTest{{1}}}}};
  expect_refused(query, "conditions on groups, but no groups");
}

TEST_P(EventStoreBadTables, TestsOfAnotherKind) {
  using search::Operator;
  const auto count = of(EventFunction::count);
  const auto plan = of(EventFunction::any, tag("plan"));
  const auto time = of(EventFunction::max, field(EventField::timestamp));
  expect_refused({count, search::TextTest{{search::TextPattern("1")}}}, "a text of a number");
  expect_refused({count, search::TimeBound{Operator::less, kNoon}}, "a time of a number");
  expect_refused({plan, search::TimeBound{Operator::less, kNoon}}, "a time of a text");
  expect_refused({time, search::NumberBound{Operator::less, 1}}, "a number of a time");
  expect_refused({count, search::NumberBound{Operator::equal, 1}}, "no bound");
  expect_refused({time, search::TimeBound{Operator::not_equal, kNoon}}, "no bound");
  expect_refused({count, search::NumberBound{Operator::less, std::nan("")}}, "no number");
  expect_refused({count, search::NumberTest{{1, INFINITY}}}, "not finite");
  expect_refused({plan, search::RegexTest{"a"}}, "a regex");
  expect_refused({plan, search::PresenceTest{}}, "presence");
  expect_refused({of(EventFunction::any, field(EventField::handled)), search::TruthTest{}},
                 "truth");
}

TEST_P(EventStoreBadTables, ConditionsHaveLimits) {
  const ports::GroupExpression condition{
      ports::GroupCondition{of(EventFunction::count), search::NumberTest{{1}}}};
  auto query = by_plan();
  query.having.parts.assign(ports::EventFilter::kMaxConditions, condition);
  EXPECT_TRUE(store().table(query));
  query.having.parts.push_back(condition);
  expect_refused(query, "conditions");

  query.having = {false, {condition}};
  for (std::size_t depth = 1; depth < ports::EventFilter::kMaxDepth; ++depth) {
    query.having = {false, {{query.having}}};
  }
  EXPECT_TRUE(store().table(query));
  query.having = {false, {{query.having}}};
  expect_refused(query, "depth");

  query.having = {};
  for (std::size_t i = 0; i <= ports::EventTables::kMaxColumns; ++i) {
    query.having.parts.push_back({ports::GroupCondition{
        of(EventFunction::count_unique, tag(std::to_string(i))), search::NumberTest{{1}}}});
  }
  expect_refused(query, "other aggregates");
  query.having.parts.pop_back();
  EXPECT_TRUE(store().table(query));

  query.having.parts = {{ports::GroupCondition{
      of(EventFunction::count),
      search::NumberTest{std::vector<double>(ports::EventFilter::kMaxTexts + 1)}}}};
  expect_refused(query, "values to test for");

  query = by_plan();
  auto many = of_those_with(EventFunction::count_if, tag("plan"), "pro");
  many.condition.parts.assign(ports::EventFilter::kMaxConditions, many.condition.parts[0]);
  query.aggregates = {many};
  EXPECT_TRUE(store().table(query));
  query.aggregates.push_back(of_those_with(EventFunction::share_if, tag("plan"), "pro"));
  EXPECT_FALSE(store().table(query)) << "the limit is of all of them";
}

}  // namespace
}  // namespace picket::contract
