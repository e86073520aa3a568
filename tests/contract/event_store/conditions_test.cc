// What a filter may ask beyond project, environment and range: tags, level, text, several issues.
#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"

namespace picket::contract {
namespace {

using ports::EventFilter;
using ports::EventOrder;
using ports::TagCondition;
using Ids = std::vector<std::uint64_t>;

class EventStoreConditions : public EventStoreContract {
 protected:
  Ids found(const EventFilter& filter) {
    const auto rows = store().find(filter, EventOrder::oldest_first, std::nullopt, 100);
    EXPECT_TRUE(rows) << rows.error().detail;
    return rows ? ids(*rows) : Ids{};
  }
  Ids with_tags(std::vector<TagCondition> tags) {
    auto filter = all_of_project();
    filter.tags = std::move(tags);
    return found(filter);
  }
  Ids with_text(const std::string& text) {
    auto filter = all_of_project();
    filter.text = text;
    return found(filter);
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreConditions, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

TEST_P(EventStoreConditions, ATagIsWhateverColumnItIsKeptIn) {
  auto first = make_row(1);
  first.release = "1";
  first.tags = {{"plan", "pro"}, {"release", "1"}, {"url", "/a"}};
  auto second = make_row(2);
  second.release = "2";
  second.tags = {{"plan", "Pro"}, {"release", "2"}, {"url", "/a"}};
  auto bare = make_row(3);
  bare.release = "1";  // The field alone is no tag.
  append({first, second, bare});
  EXPECT_EQ(with_tags({{"release", "1"}}), (Ids{1}));
  EXPECT_EQ(with_tags({{"url", "/a"}}), (Ids{1, 2}));
  EXPECT_EQ(with_tags({{"plan", "pro"}}), (Ids{1})) << "case matters";
  EXPECT_EQ(with_tags({{"plan", "Pro"}, {"url", "/a"}}), (Ids{2})) << "all of them";
  EXPECT_EQ(with_tags({{"plan", "pro"}, {"plan", "Pro"}}), Ids{});
  EXPECT_EQ(with_tags({{"plan", ""}}), Ids{}) << "another value";
  EXPECT_EQ(with_tags({{"nowhere", ""}}), Ids{}) << "missing is not empty";
  EXPECT_EQ(with_tags({{"environment", ""}}), Ids{});
}

TEST_P(EventStoreConditions, AnEmptyTagIsThere) {
  auto row = make_row(1);
  row.tags = {{"", "empty key"}, {"environment", ""}, {"plan", ""}, {"url", ""}};
  append({row, make_row(2)});
  for (const char* const key : {"environment", "plan", "url"}) {
    EXPECT_EQ(with_tags({{key, ""}}), (Ids{1})) << key;
  }
  EXPECT_EQ(with_tags({{"", "empty key"}}), (Ids{1}));
}

TEST_P(EventStoreConditions, ATagMayContradictTheFieldOfItsName) {
  auto odd = make_row(1);
  odd.environment = "production";
  odd.tags = {{"environment", "staging"}};
  auto plain = make_row(2);
  plain.environment = "staging";
  plain.tags = {{"environment", "staging"}};
  append({odd, plain});
  EXPECT_EQ(with_tags({{"environment", "staging"}}), (Ids{1, 2}));
  EXPECT_EQ(with_tags({{"environment", "production"}}), Ids{});
  auto filter = all_of_project();
  filter.environments = {"production"};
  EXPECT_EQ(found(filter), (Ids{1})) << "the field decides about the environment";
}

TEST_P(EventStoreConditions, KeyAndValueAreNotMixedUp) {
  auto row = make_row(1);  // Whoever hashes "key=value" gets the same for both.
  row.tags = {{"a=b", "c"}};
  auto other = make_row(2);
  other.tags = {{"a", "b=c"}};
  append({row, other});
  EXPECT_EQ(with_tags({{"a=b", "c"}}), (Ids{1}));
  EXPECT_EQ(with_tags({{"a", "b=c"}}), (Ids{2}));
}

TEST_P(EventStoreConditions, ALevelIsExact) {
  auto warning = make_row(1);
  warning.level = domain::Level::warning;
  append({warning, make_row(2)});
  auto filter = all_of_project();
  filter.level = domain::Level::warning;
  EXPECT_EQ(found(filter), (Ids{1}));
  filter.level = domain::Level::error;
  EXPECT_EQ(found(filter), (Ids{2}));
  filter.level = domain::Level::sample;
  EXPECT_EQ(found(filter), Ids{});
}

TEST_P(EventStoreConditions, ATextIsInTitleOrMessage) {
  auto title = make_row(1);
  title.title = "ValueError: bad Price";
  auto message = make_row(2);
  message.message = "the PRICE of 100% _under_ Żółw";
  auto neither = make_row(3);
  neither.culprit = "price";
  auto nul = make_row(4);
  nul.message = std::string("a\0B", 3);
  append({title, message, neither, nul});
  EXPECT_EQ(with_text("price"), (Ids{1, 2}));
  EXPECT_EQ(with_text("valueerror: BAD"), (Ids{1}));
  EXPECT_EQ(with_text("żÓŁ"), (Ids{2}));
  EXPECT_EQ(with_text("0% _U"), (Ids{2})) << "no pattern";
  EXPECT_EQ(with_text("%"), (Ids{2}));
  EXPECT_EQ(with_text("'; DROP TABLE events; --"), Ids{});
  EXPECT_EQ(with_text(std::string("\0b", 2)), (Ids{4}));
  EXPECT_EQ(with_text("Price the"), Ids{}) << "not across both";
  EXPECT_EQ(with_text(std::string(1 << 20, 'p')), Ids{});
  EXPECT_EQ(with_text("").size(), 4U);
}

TEST_P(EventStoreConditions, SeveralIssuesAreAnyOfThem) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t id = 1; id <= 4; ++id) {
    rows.push_back(make_row(id));
    rows.back().issue = IssueId{static_cast<std::int64_t>(id)};
    rows.back().hash_id = HashId{static_cast<std::int64_t>(id)};
  }
  append(rows);
  auto filter = all_of_project();
  filter.issues = {IssueId{3}, IssueId{1}, IssueId{3}, IssueId{9}};
  EXPECT_EQ(found(filter), (Ids{1, 3}));
  ASSERT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{4}, IssueId{9}},
                                                ports::HashOverride{HashId{1}, IssueId{2}}}));
  EXPECT_EQ(found(filter), (Ids{3, 4}));
}

TEST_P(EventStoreConditions, RefusesTooManyOfThem) {
  const auto refused = [this](const EventFilter& filter) {
    const auto rows = store().find(filter, EventOrder::newest_first, std::nullopt, 1);
    return !rows && rows.error().kind == ErrorKind::invalid_argument;
  };
  auto filter = all_of_project();
  filter.issues.assign(EventFilter::kMaxValues, IssueId{1});
  filter.environments.assign(EventFilter::kMaxValues, "");
  filter.tags.assign(EventFilter::kMaxTags, {"a", "b"});
  EXPECT_FALSE(refused(filter));
  auto issues = filter;
  issues.issues.push_back(IssueId{1});
  EXPECT_TRUE(refused(issues));
  auto environments = filter;
  environments.environments.emplace_back();
  EXPECT_TRUE(refused(environments));
  EXPECT_FALSE(store().environments(environments));
  EXPECT_FALSE(store().count(environments));
  EXPECT_FALSE(store().adjacent(environments, {}));
  auto tags = filter;
  tags.tags.emplace_back();
  EXPECT_TRUE(refused(tags));
  EXPECT_FALSE(store().count_by_issue(tags, {}));
  tags.start = kNoon;
  tags.end = kNoon + std::chrono::seconds(1);
  EXPECT_FALSE(store().count_by_time(tags, Duration(1'000'000)));
  EXPECT_FALSE(store().count_by_issue(all_of_project(), issues.issues));
}

}  // namespace
}  // namespace picket::contract
