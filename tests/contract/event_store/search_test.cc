// What a search asks of events: every field and test, on rows made to be told apart by them.
#include "event_store/search.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using namespace domain::search;
using Ids = std::vector<std::uint64_t>;

class EventStoreSearch : public EventStoreContract {
 protected:
  Ids found(const EventGroup& where) {
    auto filter = all_of_project();
    filter.where = where;
    const auto rows = store().find(filter, ports::EventOrder::oldest_first, std::nullopt, 100);
    EXPECT_TRUE(rows) << rows.error().code << ": " << rows.error().detail;
    if (!rows) return {};
    Ids found = ids(*rows);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(store().count(filter)->events, static_cast<std::int64_t>(found.size()));
    return found;
  }
  Ids found(const EventExpression& one) { return found(all_of({one})); }
  /// All but those found by the condition.
  Ids not_found(const EventExpression& one) { return found(negated(one)); }

  std::string refusal(const EventGroup& where) {
    auto filter = all_of_project();
    filter.where = where;
    const auto answer = store().count(filter);
    if (answer) return "";
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_argument);
    return std::string(answer.error().code);
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreSearch, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreSearch, EveryTextOfTheRowIsAField) {
  const std::pair<EventField, std::string domain::EventRow::*> fields[] = {
      {EventField::type, &domain::EventRow::type},
      {EventField::platform, &domain::EventRow::platform},
      {EventField::title, &domain::EventRow::title},
      {EventField::culprit, &domain::EventRow::culprit},
      {EventField::transaction, &domain::EventRow::transaction},
      {EventField::release, &domain::EventRow::release},
      {EventField::dist, &domain::EventRow::dist},
      {EventField::environment, &domain::EventRow::environment},
      {EventField::user, &domain::EventRow::user},
      {EventField::user_email, &domain::EventRow::user_email},
      {EventField::sdk_name, &domain::EventRow::sdk_name},
      {EventField::sdk_version, &domain::EventRow::sdk_version},
      {EventField::trace_id, &domain::EventRow::trace_id},
  };
  std::vector<domain::EventRow> rows;
  std::uint64_t id = 0;
  for (const auto& [field, member] : fields) {
    rows.push_back(make_row(++id));
    rows.back().type = "";
    rows.back().*member = "Value " + std::to_string(id);
  }
  append(rows);
  id = 0;
  for (const auto& [field, member] : fields) {
    const Ids only{++id};
    EXPECT_EQ(found(on(field, texts({"Value " + std::to_string(id)}))), only);
    EXPECT_EQ(found(on(field, texts({"value " + std::to_string(id)}))), Ids{})
        << "letter by letter";
    EXPECT_EQ(found(on(field, texts({"VALUE*"}))), only);
    EXPECT_EQ(found(on(field, PresenceTest())), only);
    EXPECT_EQ(found(on(field, RegexTest{"^V.l.e [0-9]+$"})), only);
    EXPECT_EQ(not_found(on(field, PresenceTest())).size(), std::size(fields) - 1);
    EXPECT_EQ(found(on(field, texts({""}))), Ids{}) << "empty is not there";
    EXPECT_EQ(found(on(field, texts({"*"}))), only);
    EXPECT_EQ(found(on(field, RegexTest{"^"})), only);
  }
}

TEST_P(EventStoreSearch, PatternsMeanTheirTextAndNothingElse) {
  const std::string values[] = {
      "a",                                     // 1
      "100% _under_ \\back\\ [x] (y) {2} ^$",  // 2
      "'; DROP TABLE events; -- \"q\"",        // 3
      "Zażółć GĘŚLĄ jaźń 🦊🦊",   // 4
      std::string("nul\0 Byte", 9),            // 5
      "two\nLines",                            // 6
      "*star*",                                // 7
      "aXbXc",                                 // 8
  };
  std::vector<domain::EventRow> rows;
  for (const std::string& value : values) {
    rows.push_back(make_row(rows.size() + 1));
    rows.back().title = value;
    rows.back().tags = {{"custom", value}, {"url", value}};
  }
  append(rows);
  const std::pair<std::string, Ids> cases[] = {
      {"a", {1}},
      {"A", {}},
      {"A*", {1, 8}},
      {"*", {1, 2, 3, 4, 5, 6, 7, 8}},
      {"*%*", {2}},
      {"*0%*_UNDER_*", {2}},
      {"1*0_*", {}},
      {R"(*\back\*)", {}},     // A plain star.
      {R"(*\BACK\\*)", {2}},   // A backslash and a star.
      {R"(*\back\\ [*)", {}},  // Backslashes elsewhere are themselves.
      {R"(*\back\ [*)", {2}},
      {"*[X]*(Y)*{2}*^$", {2}},
      {"'; drop table*", {3}},
      {"*\"Q\"", {3}},
      {"*żÓŁĆ*", {4}},
      {"*gęślą*🦊", {4}},
      {"*🦊🦊", {4}},
      {"*🦊*🦊*🦊*", {}},
      {std::string("*L\0 b*", 6), {5}},
      {std::string("N*\0*BYTE", 8), {5}},
      {std::string("nul\0 Byte", 9), {5}},
      {"two*lines", {6}},
      {R"(\*star\*)", {7}},
      {R"(\**\*)", {7}},
      {"A*B*C", {8}},
      {"a*c*b", {}},
      {"*b", {}},
      {"*C", {8}},
      {"a*ax*c", {}},  // Ends do not overlap.
  };
  for (const auto& item : cases) {
    const std::string& written = item.first;
    const Ids& want = item.second;  // No structured binding: the lambda below captures it.
    for (const EventExpression& one :
         {on(EventField::title, texts({written})), on(EventField::text, texts({written})),
          on_tag("custom", texts({written})), on_tag("url", texts({written}))}) {
      EXPECT_EQ(found(one), want) << written;
      Ids rest{1, 2, 3, 4, 5, 6, 7, 8};
      std::erase_if(rest, [&](auto id) { return std::count(want.begin(), want.end(), id) != 0; });
      EXPECT_EQ(not_found(one), rest) << "not " << written;
    }
  }
  EXPECT_EQ(found(on(EventField::title, texts({"a", "*c", "nowhere", "TWO*"}))), (Ids{1, 6, 8}));
  EXPECT_EQ(found(on(EventField::title, texts({}))), Ids{});
  EXPECT_EQ(found(on(EventField::title, ReleaseTest{false, texts({"a", "*c"}).any_of})),
            (Ids{1, 8}));
}

TEST_P(EventStoreSearch, StarsAndRegexesTakeNoLongerThanTheTextIsLong) {
  auto row = make_row(1);
  row.title = std::string(8000, 'a');
  append({row});
  // An engine that goes back and forth would take years.
  EXPECT_EQ(found(on(EventField::title, texts({"*a*a*a*a*a*a*b*"}))), Ids{});
  EXPECT_EQ(found(on(EventField::title, texts({"*a*a*a*a*a*a*"}))), Ids{1});
  EXPECT_EQ(found(on(EventField::title, RegexTest{"^.*a.*a.*a.*a.*a.*b.*$"})), Ids{});
  EXPECT_EQ(found(on(EventField::title, RegexTest{"(a*)*b"})), Ids{});
}

TEST_P(EventStoreSearch, TagsAreInColumnsFieldsAndTheMap) {
  auto plain = make_row(1);
  plain.release = "1.0";
  plain.tags = {{"custom", "Pro"}, {"release", "1.0"}, {"url", "/a"}};
  auto stray = make_row(2);
  stray.release = "1.0";
  stray.tags = {{"custom", "basic"}, {"release", "2.0"}, {"url", "/b"}};
  auto empty = make_row(3);
  empty.tags = {{"custom", ""}, {"release", ""}, {"url", ""}};
  auto without = make_row(4);
  without.release = "1.0";  // The field alone is no tag.
  append({plain, stray, empty, without});
  const std::vector<std::pair<std::string, std::vector<std::string>>> keys = {
      {"custom", {"Pro", "basic", "pr*"}},
      {"release", {"1.0", "2.0", "1*"}},
      {"url", {"/a", "/b", "*A"}},
  };
  for (const auto& [key, values] : keys) {
    SCOPED_TRACE(key);
    EXPECT_EQ(found(on_tag(key, texts({values[0]}))), Ids{1});
    EXPECT_EQ(found(on_tag(key, texts({values[1]}))), Ids{2});
    EXPECT_EQ(found(on_tag(key, texts({values[0], values[1], "?"}))), (Ids{1, 2}));
    EXPECT_EQ(found(on_tag(key, texts({values[2]}))), Ids{1});
    EXPECT_EQ(found(on_tag(key, texts({values[2], values[1]}))), (Ids{1, 2}));
    EXPECT_EQ(not_found(on_tag(key, texts({values[0]}))), (Ids{2, 3, 4})) << "also without it";
    EXPECT_EQ(not_found(on_tag(key, texts({values[0], values[1]}))), (Ids{3, 4}));
    EXPECT_EQ(found(on_tag(key, PresenceTest())), (Ids{1, 2}));
    EXPECT_EQ(not_found(on_tag(key, PresenceTest())), (Ids{3, 4}));
    EXPECT_EQ(found(on_tag(key, texts({""}))), Ids{}) << "an empty tag is not there";
    EXPECT_EQ(found(on_tag(key, texts({"*"}))), (Ids{1, 2}));
    EXPECT_EQ(found(on_tag(key, RegexTest{"^$"})), Ids{});
    EXPECT_EQ(found(on_tag(key, RegexTest{"."})), (Ids{1, 2}));
  }
  EXPECT_EQ(found(on(EventField::release, texts({"1.0"}))), (Ids{1, 2, 4}));
  EXPECT_EQ(found(on_tag("nowhere", texts({"*"}))), Ids{});
  EXPECT_EQ(found(on_tag("' OR true; --", texts({"x"}))), Ids{});
  EXPECT_EQ(not_found(on_tag("nowhere", PresenceTest())), (Ids{1, 2, 3, 4}));
}

TEST_P(EventStoreSearch, ATextIsANumberInOneFormOnly) {
  const std::string values[] = {"5",  "5.0", "-5", "0.5", "5e1", "5E-1", "1e99",  "abc",
                                "",   " 5",  "5 ", "5_0", "nan", "inf",  "1e400", "0x5",
                                "+5", "5.",  ".5", "--5", "5\n", "٥",    "1,5",   "1e-7"};
  std::vector<domain::EventRow> rows;
  for (const std::string& value : values) {
    rows.push_back(make_row(rows.size() + 1));
    rows.back().dist = value;
    rows.back().tags = {{"custom", value}, {"dist", value}, {"url", value}};
  }
  append(rows);
  const std::pair<domain::search::Test, Ids> cases[] = {
      {NumberTest{{5}}, {1, 2}},
      {NumberTest{{0.5, 50}}, {4, 5, 6}},
      {NumberTest{{1e99}}, {7}},
      {NumberTest{{1e-7}}, {24}},
      {NumberTest{{}}, {}},
      {NumberBound{Operator::less, 0}, {3}},
      {NumberBound{Operator::less_equal, 0.5}, {3, 4, 6, 24}},
      {NumberBound{Operator::greater, 5}, {5, 7}},
      {NumberBound{Operator::greater_equal, 5}, {1, 2, 5, 7}},
  };
  for (const auto& [test, want] : cases) {
    for (const EventExpression& one : {on_tag("custom", test), on_tag("url", test),
                                       on_tag("dist", test), on(EventField::dist, test)}) {
      EXPECT_EQ(found(one), want);
      EXPECT_EQ(not_found(one).size(), std::size(values) - want.size());
    }
  }
}

TEST_P(EventStoreSearch, NumbersIdsLevelsTruthsAndTimes) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 1; id <= 3; ++id) {
    rows.push_back(make_row(id, static_cast<std::int64_t>(id)));
    rows.back().issue = IssueId{static_cast<std::int64_t>(id * 10)};
    rows.back().handled = id != 2;
  }
  rows[0].level = domain::Level::fatal;
  rows[1].level = domain::Level::warning;
  append(rows);
  const auto hex = [](std::uint64_t id) { return EventId{0, id}.to_hex(); };
  const std::pair<EventExpression, Ids> cases[] = {
      {on(EventField::issue, NumberTest{{10, 30, 30.5}}), {1, 3}},
      {on(EventField::issue, NumberTest{{10.5}}), {}},
      {on(EventField::issue, NumberBound{Operator::greater, 10}), {2, 3}},
      {on(EventField::issue, NumberBound{Operator::less, 10.5}), {1}},
      {on(EventField::issue, texts({"10", "2*"})), {1, 2}},
      {on(EventField::issue, PresenceTest()), {1, 2, 3}},
      {on(EventField::project, NumberTest{{1}}), {1, 2, 3}},
      {on(EventField::project, NumberTest{{2, -1, 1e300}}), {}},
      {on(EventField::id, texts({hex(2)})), {2}},
      {on(EventField::id, texts({hex(1), "*03", "nonsense"})), {1, 3}},
      {on(EventField::id, texts({"00000000-0000-0000-0000-000000000002"})), {}},
      {on(EventField::id, RegexTest{"0[13]$"}), {1, 3}},
      {on(EventField::level, texts({"fatal", "warn*"})), {1, 2}},
      {on(EventField::level, texts({"Error"})), {}},
      {on(EventField::level, RegexTest{"^e"}), {3}},
      {on(EventField::level, PresenceTest()), {1, 2, 3}},
      {on(EventField::level, NumberTest{{50}}), {}},
      {on(EventField::handled, TruthTest{true}), {1, 3}},
      {on(EventField::handled, TruthTest{false}), {2}},
      {on(EventField::handled, PresenceTest()), {1, 2, 3}},
      {on(EventField::handled, texts({"true"})), {}},
      {on(EventField::timestamp, TimeBound{Operator::less, rows[1].timestamp}), {1}},
      {on(EventField::timestamp, TimeBound{Operator::less_equal, rows[1].timestamp}), {1, 2}},
      {on(EventField::timestamp, TimeBound{Operator::greater, rows[1].timestamp}), {3}},
      {on(EventField::timestamp, TimeBound{Operator::greater_equal, rows[1].timestamp}), {2, 3}},
      {on(EventField::timestamp, TimeBound{Operator::equal, rows[1].timestamp}), {2}},
      {on(EventField::timestamp, PresenceTest()), {1, 2, 3}},
      {on(EventField::timestamp, texts({"*"})), {}},
      {on(EventField::title, TimeBound{Operator::less, rows[1].timestamp}), {}},
      {on(EventField::type, TruthTest{true}), {}},
  };
  int number = 0;
  for (const auto& [one, want] : cases) {
    SCOPED_TRACE("case " + std::to_string(number++));
    EXPECT_EQ(found(one), want);
    EXPECT_EQ(not_found(one).size(), 3 - want.size());
  }
}

TEST_P(EventStoreSearch, AnIssueIsWhereTheEventBelongsNow) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 1; id <= 3; ++id) {
    rows.push_back(make_row(id));
    rows.back().issue = IssueId{static_cast<std::int64_t>(id)};
    rows.back().hash_id = HashId{static_cast<std::int64_t>(id)};
  }
  append(rows);
  const std::vector<ports::HashOverride> overrides = {{HashId{1}, IssueId{2}},
                                                      {HashId{3}, IssueId{1}}};
  ASSERT_TRUE(store().set_overrides(overrides));
  EXPECT_EQ(found(on(EventField::issue, NumberTest{{1}})), Ids{3});
  EXPECT_EQ(found(on(EventField::issue, NumberTest{{2}})), (Ids{1, 2}));
  EXPECT_EQ(found(on(EventField::issue, NumberTest{{3}})), Ids{});
  EXPECT_EQ(not_found(on(EventField::issue, NumberTest{{2}})), Ids{3});
  auto filter = all_of_project();
  filter.issues = {IssueId{2}};
  filter.where = any_of({{all_of({on(EventField::issue, NumberBound{Operator::greater, 1})})}});
  const auto rows_now = store().find(filter, ports::EventOrder::oldest_first, std::nullopt, 10);
  ASSERT_TRUE(rows_now);
  EXPECT_EQ(ids(*rows_now), (Ids{1, 2}));
  EXPECT_EQ(rows_now->front().issue, IssueId{2});
}

TEST_P(EventStoreSearch, TextIsTheTitleOrTheMessage) {
  auto title = make_row(1);
  title.title = "Price";
  auto message = make_row(2);
  message.message = "the price";
  append({title, message, make_row(3)});
  EXPECT_EQ(found(on(EventField::text, texts({"*PRICE*"}))), (Ids{1, 2}));
  EXPECT_EQ(found(on(EventField::text, texts({"Price"}))), Ids{1});
  EXPECT_EQ(not_found(on(EventField::text, texts({"*PRICE*"}))), Ids{3});
  EXPECT_EQ(not_found(on(EventField::text, PresenceTest())), Ids{3});
  EXPECT_EQ(found(on(EventField::text, RegexTest{"^the"})), Ids{2});
}

TEST_P(EventStoreSearch, GroupsJoinTheirParts) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 1; id <= 4; ++id) {
    rows.push_back(make_row(id));
    rows.back().dist = id % 2 == 0 ? "even" : "odd";
    rows.back().platform = id <= 2 ? "low" : "high";
  }
  append(rows);
  const auto even = on(EventField::dist, texts({"even"}));
  const auto low = on(EventField::platform, texts({"low"}));
  EXPECT_EQ(found(all_of({even, low})), Ids{2});
  EXPECT_EQ(found(any_of({even, low})), (Ids{1, 2, 4}));
  EXPECT_EQ(found(any_of({{all_of({even, negated(low)})}, {all_of({low, negated(even)})}})),
            (Ids{1, 4}));
  EXPECT_EQ(found(all_of({{any_of({even, low})}, negated(low)})), Ids{4});
  EXPECT_EQ(found(all_of({})), (Ids{1, 2, 3, 4})) << "none of all";
  EXPECT_EQ(found(any_of({})), Ids{}) << "none of any";
  EXPECT_EQ(found(all_of({{any_of({})}})), Ids{});
  EXPECT_EQ(found(any_of({{all_of({})}})), (Ids{1, 2, 3, 4}));
}

TEST_P(EventStoreSearch, TextThatIsNotUtf8IsSearchedAsItIsStored) {
  auto row = make_row(1);
  row.title = "bad \xC3 byte";
  row.tags = {{"k\xFF", "v\xFF"}};
  append({row});
  EXPECT_EQ(found(on(EventField::title, texts({"bad \xC3 byte"}))), Ids{1});
  EXPECT_EQ(found(on(EventField::title, texts({"BAD \xEF\xBF\xBD*"}))), Ids{1});
  EXPECT_EQ(found(on(EventField::title, texts({"b*\xC3*E"}))), Ids{1});
  EXPECT_EQ(found(on_tag("k\xFF", texts({"v\xFF"}))), Ids{1});
  EXPECT_EQ(found(on_tag("k\xEF\xBF\xBD", texts({"V\xFF*", "other"}))), Ids{1});
}

TEST_P(EventStoreSearch, TakesAsMuchAsALimitAllows) {
  auto row = make_row(1);
  row.title = "last";
  append({row});
  std::vector<std::string> many(ports::EventFilter::kMaxTexts, "a*");
  many.back() = "LAST*";
  EXPECT_EQ(found(on(EventField::title, texts(many))), Ids{1});
  std::vector<EventExpression> conditions(ports::EventFilter::kMaxConditions,
                                          on(EventField::title, texts({"first"})));
  conditions.back() = on(EventField::title, texts({"last"}));
  EXPECT_EQ(found(any_of(conditions)), Ids{1});
  EventGroup deep = all_of({on(EventField::title, texts({"last"}))});
  for (std::size_t depth = 1; depth < ports::EventFilter::kMaxDepth; ++depth) {
    deep = EventGroup{depth % 2 == 1,
                      {{deep}, on(EventField::title, texts({depth % 2 == 1 ? "no" : "last"}))}};
  }
  EXPECT_EQ(found(deep), Ids{1});
  const std::vector<EventExpression> regexes(ports::EventFilter::kMaxRegexes,
                                             on(EventField::title, texts({"l*t"})));
  EXPECT_EQ(found(all_of(regexes)), Ids{1});
}

TEST_P(EventStoreSearch, RefusesWhatIsTooMuchOrForTheCaller) {
  const auto deeper = [](EventGroup group, std::size_t levels) {
    for (; levels > 0; --levels) group = all_of({{group}});
    return group;
  };
  const auto title = [](domain::search::Test test) {
    return all_of({on(EventField::title, std::move(test))});
  };
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const EventGroup cases[] = {
      all_of(std::vector<EventExpression>(ports::EventFilter::kMaxConditions + 1,
                                          on(EventField::title, PresenceTest()))),
      title(texts(std::vector<std::string>(ports::EventFilter::kMaxTexts + 1, "a"))),
      title(NumberTest{std::vector<double>(ports::EventFilter::kMaxTexts + 1, 1)}),
      all_of(std::vector<EventExpression>(ports::EventFilter::kMaxRegexes + 1,
                                          on(EventField::title, RegexTest{"a"}))),
      title(texts(std::vector<std::string>(ports::EventFilter::kMaxRegexes + 1, "a*b"))),
      deeper(EventGroup(), ports::EventFilter::kMaxDepth),
      title(RegexTest{"("}),
      title(RegexTest{"a**("}),
      title(RegexTest{"(?=look)"}),
      title(RegexTest{"\xFF"}),
      title(RegexTest{"((((a{1,100}){1,100}){1,100}){1,100})"}),
      title(RegexTest{std::string(1 << 20, 'a')}),
      title(PeopleTest{{Actor()}}),
      title(ReleaseTest{true, {}}),
      title(NumberBound{Operator::equal, 1}),
      title(NumberBound{Operator::less, kInfinity}),
      title(NumberTest{{std::numeric_limits<double>::quiet_NaN()}}),
      title(TimeBound{Operator::not_equal, kNoon}),
      all_of({on(EventField::project_slug, texts({"shop"}))}),
      all_of({{any_of({on(EventField::short_id, texts({"SHOP-1"}))})}}),
  };
  int number = 0;
  for (const EventGroup& where : cases) {
    EXPECT_EQ(refusal(where), "bad_event_filter") << "case " << number++;
  }
  EXPECT_EQ(refusal(title(RegexTest{R"(\Qunended (quote)"})), "");
}

}  // namespace
}  // namespace picket::contract
