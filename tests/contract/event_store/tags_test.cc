// Which tags events have: keys, values of one, summaries of several.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "event_store/adapters.h"
#include "event_store/rows.h"
#include "texts.h"

namespace picket::contract {
namespace {

using namespace std::chrono_literals;
using ports::TagKey;
using ports::TagKeyCounts;
using ports::TagSummary;
using ports::TagValue;
using ports::TagValueOrder;
using Tags = std::vector<std::pair<std::string, std::string>>;

class EventStoreTags : public EventStoreContract {
 protected:
  std::vector<TagKey> keys(const ports::EventFilter& filter,
                           TagKeyCounts counts = TagKeyCounts::events_and_values,
                           std::size_t limit = 100) {
    const auto found = store().tag_keys(filter, counts, limit);
    EXPECT_TRUE(found) << found.error().detail;
    if (!found) return {};
    expect_top_tags_of(*found, filter, limit);
    return *found;
  }

  /// The other way to ask, with one answer for both questions.
  void expect_top_tags_of(const std::vector<TagKey>& keys, const ports::EventFilter& filter,
                          std::size_t limit) {
    const auto top = store().top_tags(filter, limit, 3);
    ASSERT_TRUE(top) << top.error().detail;
    ASSERT_EQ(top->size(), keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      EXPECT_EQ(top->at(i), store().tag_top_values(filter, {&keys[i].key, 1}, 3)->at(0));
      EXPECT_EQ(top->at(i).key, keys[i].key);
      EXPECT_EQ(top->at(i).events, keys[i].events);
    }
  }

  std::vector<TagValue> values(const ports::TagValueQuery& query,
                               const ports::EventFilter& filter = all_of_project()) {
    const auto found = store().tag_values(filter, query);
    EXPECT_TRUE(found) << found.error().detail;
    return found ? *found : std::vector<TagValue>();
  }

  std::vector<std::string> names(const ports::TagValueQuery& query) {
    std::vector<std::string> texts;
    for (const TagValue& value : values(query)) texts.push_back(value.value);
    return texts;
  }

  std::vector<TagSummary> summaries(const std::vector<std::string>& asked, std::size_t per_key,
                                    const ports::EventFilter& filter = all_of_project()) {
    const auto found = store().tag_top_values(filter, asked, per_key);
    EXPECT_TRUE(found) << found.error().detail;
    return found ? *found : std::vector<TagSummary>();
  }
};
INSTANTIATE_TEST_SUITE_P(Adapters, EventStoreTags, testing::ValuesIn(event_store_adapters()),
                         adapter_name);

domain::EventRow tagged(std::uint64_t id, Tags tags, std::int64_t seconds = 0) {
  auto row = make_row(id, seconds);
  std::sort(tags.begin(), tags.end());
  row.tags = std::move(tags);
  for (const auto& [key, value] : row.tags) {  // As the consumer makes rows.
    if (key == "release") row.release = value;
    if (key == "environment") row.environment = value;
    if (key == "user") row.user = value;
  }
  return row;
}

TEST_P(EventStoreTags, KeysHaveTheNamesThatTheEventGaveThem) {
  append({tagged(1, {{"release", "1"}, {"url", "/a"}, {"server_name", "web"}, {"plan", "pro"}}),
          tagged(2, {{"release", "2"}, {"url", "/a"}, {"plan", "pro"}}),
          tagged(3, {{"release", "2"}, {"level", "error"}, {"browser.name", "Firefox"}})});
  const std::vector<TagKey> want = {{"release", 3, 2},      {"plan", 2, 1},  {"url", 2, 1},
                                    {"browser.name", 1, 1}, {"level", 1, 1}, {"server_name", 1, 1}};
  EXPECT_EQ(keys(all_of_project()), want);
  for (const TagKey& key : keys(all_of_project(), TagKeyCounts::events)) EXPECT_EQ(key.values, 0);
  EXPECT_EQ(keys(all_of_project(), TagKeyCounts::events).size(), want.size());
}

TEST_P(EventStoreTags, TheMostFrequentKeysFitALimit) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t i = 0; i < 50; ++i) {
    Tags tags = {{"release", "1"}, {"common", "x"}};
    if (i % 2 == 0) tags.emplace_back("url", "/a");
    if (i % 5 == 0) tags.emplace_back("rare", "x");
    tags.emplace_back("own" + std::to_string(i), "x");
    rows.push_back(tagged(i, tags));
  }
  append(rows);
  const std::vector<TagKey> want = {
      {"common", 50, 1}, {"release", 50, 1}, {"url", 25, 1}, {"rare", 10, 1}};
  EXPECT_EQ(keys(all_of_project(), TagKeyCounts::events_and_values, 4), want);
  EXPECT_EQ(keys(all_of_project()).size(), 54U);
}

TEST_P(EventStoreTags, AnEmptyValueIsNotAMissingTag) {
  for (const char* const key : {"environment", "url", "custom"}) {
    SCOPED_TRACE(key);
    open();
    append({tagged(1, {{key, ""}}), tagged(2, {{key, "x"}}), tagged(3, {})});
    EXPECT_EQ(keys(all_of_project()), (std::vector<TagKey>{{key, 2, 2}}));
    const std::vector<TagValue> want = {{"", 1, kNoon, kNoon}, {"x", 1, kNoon, kNoon}};
    EXPECT_EQ(values({.key = key}), want);
    EXPECT_EQ(summaries({key}, 10), (std::vector<TagSummary>{{key, 2, 1, 2, want}}));
    if (HasFailure()) return;
    store().expire(kNoon + std::chrono::days(2));
  }
}

TEST_P(EventStoreTags, ATagMayContradictTheFieldOfItsName) {
  auto other = make_row(1);
  other.release = "1";
  other.tags = {{"release", "another"}};
  auto without = make_row(2);
  without.release = "1";
  append({tagged(3, {{"release", "1"}})});
  EXPECT_EQ(summaries({"release"}, 10).at(0).values, 1);
  append({other, without, tagged(4, {{"release", "another"}})});
  EXPECT_EQ(keys(all_of_project()), (std::vector<TagKey>{{"release", 3, 2}}));
  const std::vector<TagValue> want = {{"another", 2, kNoon, kNoon}, {"1", 1, kNoon, kNoon}};
  EXPECT_EQ(values({.key = "release", .order = TagValueOrder::events}), want);
  EXPECT_EQ(summaries({"release"}, 10), (std::vector<TagSummary>{{"release", 3, 1, 2, want}}));
}

TEST_P(EventStoreTags, ValuesComeInTheOrderAskedFor) {
  for (const char* const key : {"user", "server_name", "custom"}) {
    SCOPED_TRACE(key);
    auto filter = all_of_project();
    filter.tags = {{"for", key}};
    append({tagged(1, {{"for", key}, {key, "b"}}, 10), tagged(2, {{"for", key}, {key, "b"}}, 20),
            tagged(3, {{"for", key}, {key, "a"}}, 5), tagged(4, {{"for", key}, {key, "c"}}, 30),
            tagged(5, {{"for", key}, {key, "a"}}, 6), tagged(6, {{"for", key}}, 99)});
    const TagValue a{"a", 2, kNoon + 5s, kNoon + 6s};
    const TagValue b{"b", 2, kNoon + 10s, kNoon + 20s};
    const TagValue c{"c", 1, kNoon + 30s, kNoon + 30s};
    using Values = std::vector<TagValue>;
    EXPECT_EQ(values({.key = key}, filter), (Values{c, b, a}));
    EXPECT_EQ(values({.key = key, .order = TagValueOrder::events}, filter), (Values{a, b, c}));
    EXPECT_EQ(values({.key = key, .order = TagValueOrder::first_seen}, filter), (Values{c, b, a}));
  }
  append({tagged(7, {{"x", "late, long known"}}, -100), tagged(8, {{"x", "late, long known"}}, 100),
          tagged(9, {{"x", "new"}}, 50)});
  EXPECT_EQ(names({.key = "x"}).front(), "late, long known");
  EXPECT_EQ(names({.key = "x", .order = TagValueOrder::first_seen}).front(), "new");
}

TEST_P(EventStoreTags, ValuesComeInPages) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t i = 0; i < 25; ++i) {
    rows.push_back(tagged(i, {{"custom", "v" + std::to_string(100 + i)}}));
  }
  append(rows);
  const auto all = names({.key = "custom"});
  ASSERT_EQ(all.size(), 25U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end())) << "all were last seen at the same time";
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < 30; offset += 10) {
    for (auto& name : names({.key = "custom", .limit = 10, .offset = offset})) {
      paged.push_back(std::move(name));
    }
  }
  EXPECT_EQ(paged, all);
  EXPECT_EQ(names({.key = "custom", .offset = 25}).size(), 0U);
}

TEST_P(EventStoreTags, ValuesAreFoundByAPartOfThem) {
  for (const char* const key : {"user", "url", "custom"}) {
    SCOPED_TRACE(key);
    append({tagged(1, {{key, "Shop API"}}), tagged(2, {{key, "shop_web"}}),
            tagged(3, {{key, "100% Żółw"}}), tagged(4, {{key, std::string("nul\0in", 6)}})});
    using Names = std::vector<std::string>;
    EXPECT_EQ(names({.key = key, .text = "SHOP"}), (Names{"Shop API", "shop_web"}));
    EXPECT_EQ(names({.key = key, .text = "p a"}), (Names{"Shop API"}));
    EXPECT_EQ(names({.key = key, .text = "_"}), (Names{"shop_web"})) << "no pattern";
    EXPECT_EQ(names({.key = key, .text = "%"}), (Names{"100% Żółw"}));
    EXPECT_EQ(names({.key = key, .text = "żÓŁ"}), (Names{"100% Żółw"}));
    EXPECT_EQ(names({.key = key, .text = std::string("\0I", 2)}).size(), 1U);
    EXPECT_EQ(names({.key = key, .text = "shopapi"}), Names{});
  }
}

TEST_P(EventStoreTags, SummariesSayWhatIsFrequentAndWhatIsMissing) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t i = 0; i < 12; ++i) {
    Tags tags = {{"release", i < 7 ? "1" : "2"}};
    if (i < 10) tags.emplace_back("custom", "v" + std::to_string(i % 4));
    if (i == 3) tags.emplace_back("url", "/only");
    rows.push_back(tagged(i, tags, static_cast<std::int64_t>(i)));
  }
  append(rows);
  const auto at = [](int seconds) { return kNoon + std::chrono::seconds(seconds); };
  const TagSummary custom = {
      "custom", 10, 2, 4, {{"v0", 3, at(0), at(8)}, {"v1", 3, at(1), at(9)}}};
  const TagSummary url = {"url", 1, 11, 1, {{"/only", 1, at(3), at(3)}}};
  const TagSummary release = {
      "release", 12, 0, 2, {{"1", 7, at(0), at(6)}, {"2", 5, at(7), at(11)}}};
  const TagSummary nowhere = {"nowhere", 0, 12, 0, {}};
  EXPECT_EQ(summaries({"custom", "nowhere", "url", "release", "custom"}, 2),
            (std::vector<TagSummary>{custom, nowhere, url, release, custom}));
  EXPECT_TRUE(summaries({}, 2).empty());
  auto nothing = all_of_project();
  nothing.event = EventId{7, 7};
  EXPECT_EQ(summaries({"url"}, 2, nothing), (std::vector<TagSummary>{{"url", 0, 0, 0, {}}}));
}

TEST_P(EventStoreTags, SummariesOfManyEventsAreNoOther) {
  std::vector<domain::EventRow> rows;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i % 7);
    rows.push_back(tagged(i, {{"custom", n}, {"release", n}, {"user", std::to_string(i)}}));
  }
  append(rows);
  std::vector<std::string> asked(97, "none");
  for (const char* const key : {"custom", "release", "user"}) asked.emplace_back(key);
  const auto found = summaries(asked, 2);
  ASSERT_EQ(found.size(), 100U);
  EXPECT_EQ(found[0], (TagSummary{"none", 0, 3000, 0, {}}));
  const std::vector<TagValue> top = {{"0", 429, kNoon, kNoon}, {"1", 429, kNoon, kNoon}};
  EXPECT_EQ(found[97], (TagSummary{"custom", 3000, 0, 7, top}));
  EXPECT_EQ(found[98], (TagSummary{"release", 3000, 0, 7, top}));
  EXPECT_EQ(found[99].values, 3000);
  EXPECT_EQ(found[99].top.at(1).value, "1");
}

TEST_P(EventStoreTags, OnlyEventsOfTheFilterCount) {
  auto foreign = tagged(1, {{"custom", "foreign"}});
  foreign.project = ProjectId{2};
  auto merged = tagged(2, {{"custom", "merged"}});
  merged.issue = IssueId{7};
  merged.hash_id = HashId{77};
  append({foreign, merged, tagged(3, {{"custom", "own"}, {"url", "/a"}})});
  ASSERT_TRUE(store().set_overrides(std::vector{ports::HashOverride{HashId{77}, IssueId{1}}}));
  auto filter = all_of_project();
  filter.issues = {IssueId{1}};
  EXPECT_EQ(keys(filter), (std::vector<TagKey>{{"custom", 2, 2}, {"url", 1, 1}}));
  EXPECT_EQ(values({.key = "custom"}, filter).size(), 2U);
  EXPECT_EQ(summaries({"url"}, 5, filter).at(0).missing, 1);
  filter.issues = {IssueId{7}};
  EXPECT_TRUE(keys(filter).empty());
  filter = ports::EventFilter{};
  EXPECT_TRUE(keys(filter).empty()) << "no project is none";
  EXPECT_TRUE(values({.key = "custom"}, filter).empty());
  EXPECT_EQ(summaries({"custom"}, 5, filter), (std::vector<TagSummary>{{"custom", 0, 0, 0, {}}}));
}

TEST_P(EventStoreTags, HostileTextsAreTextsLikeOthers) {
  std::vector<std::string> texts(kHostileTexts.begin(), kHostileTexts.end());
  texts.push_back(std::string("nul\0in", 6));
  texts.push_back(std::string(1 << 20, 'k'));  // Longer than any page of a database.
  std::uint64_t id = 0;
  for (const std::string& text : texts) append({tagged(++id, {{text, text}, {"url", text}})});
  const auto all = keys(all_of_project());
  ASSERT_EQ(all.size(), texts.size() + 1);
  EXPECT_EQ(all.front(), (TagKey{"url", static_cast<std::int64_t>(texts.size()),
                                 static_cast<std::int64_t>(texts.size())}));
  EXPECT_EQ(values({.key = "url"}).size(), texts.size());
  const auto found = summaries(texts, 3);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string shown = texts[i].substr(0, 40);
    const std::vector<TagValue> only = {{texts[i], 1, kNoon, kNoon}};
    EXPECT_EQ(values({.key = texts[i]}), only) << shown;
    EXPECT_EQ(found.at(i).top, only) << shown;
    EXPECT_EQ(values({.key = "url", .text = texts[i], .limit = 1}).size(), 1U) << shown;
    auto filter = all_of_project();
    filter.tags = {{texts[i], texts[i]}, {"url", texts[i]}};
    EXPECT_EQ(store().count(filter)->events, 1) << shown;
  }
}

TEST_P(EventStoreTags, AnEqualsSignMayBeAnywhere) {
  append({tagged(1, {{"a", "b=c"}}), tagged(2, {{"a=b", "c"}}), tagged(3, {{"a", "b"}})});
  const auto events = [this](const char* key, const char* value) {
    auto filter = all_of_project();
    filter.tags = {{key, value}};
    const auto found = store().find(filter, ports::EventOrder::newest_first, std::nullopt, 10);
    return found && found->size() == 1 ? found->front().event_id.low : 0;
  };
  EXPECT_EQ(events("a", "b=c"), 1U);
  EXPECT_EQ(events("a=b", "c"), 2U);
  EXPECT_EQ(events("a", "b"), 3U);
}

TEST_P(EventStoreTags, BytesThatAreNotUtf8AreFoundAsTheyAreShown) {
  append({tagged(1, {{"k\xFF", "v\xFE"}, {"url", "\xC3("}, {"release", "r\x80"}})});
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(keys(all_of_project()),
            (std::vector<TagKey>{{"k" + mark, 1, 1}, {"release", 1, 1}, {"url", 1, 1}}));
  EXPECT_EQ(values({.key = "k\xFE"}).at(0).value, "v" + mark);
  EXPECT_EQ(values({.key = "release", .text = "r\xFF"}).at(0).value, "r" + mark);
  const auto found = summaries({"k\x80", "url"}, 1);
  EXPECT_EQ(found.at(0).key, "k" + mark);
  EXPECT_EQ(found.at(0).events, 1);
  EXPECT_EQ(found.at(1).top.at(0).value, mark + "(");
  auto filter = all_of_project();
  filter.tags = {{"k\x80", "v\x80"}, {"url", "\xC3("}, {"release", "r\xFF"}};
  EXPECT_EQ(store().count(filter)->events, 1);
}

TEST_P(EventStoreTags, RefusesWhatIsTooMuch) {
  const auto filter = all_of_project();
  const auto refused = [](const auto& answer) {
    return !answer && answer.error().kind == ErrorKind::invalid_argument;
  };
  using Store = ports::EventStore;
  EXPECT_TRUE(refused(store().tag_keys(filter, TagKeyCounts::events, 0)));
  EXPECT_TRUE(refused(store().tag_keys(filter, TagKeyCounts::events, Store::kMaxKeys + 1)));
  EXPECT_TRUE(refused(store().tag_values(filter, {.key = "a", .limit = 0})));
  EXPECT_TRUE(refused(store().tag_values(filter, {.key = "a", .limit = Store::kMaxValues + 1})));
  EXPECT_TRUE(refused(
      store().tag_values(filter, {.key = "a", .offset = ports::EventTags::kMaxOffset + 1})));
  EXPECT_TRUE(store().tag_values(filter, {.key = "a", .offset = ports::EventTags::kMaxOffset}));
  const std::vector<std::string> many(Store::kMaxTopKeys + 1, "a");
  const auto most = std::span(many).first(Store::kMaxTopKeys);
  EXPECT_TRUE(refused(store().tag_top_values(filter, many, 1)));
  EXPECT_TRUE(refused(store().tag_top_values(filter, most, 0)));
  EXPECT_TRUE(refused(store().tag_top_values(filter, most, Store::kMaxTopValues + 1)));
  EXPECT_TRUE(store().tag_top_values(filter, most, Store::kMaxTopValues));
  auto wide = filter;
  wide.tags.resize(ports::EventFilter::kMaxTags + 1);
  EXPECT_TRUE(refused(store().tag_keys(wide, TagKeyCounts::events, 1)));
  EXPECT_TRUE(refused(store().tag_values(wide, {.key = "a"})));
  EXPECT_TRUE(refused(store().tag_top_values(wide, most, 1)));
  EXPECT_TRUE(refused(store().top_tags(wide, 1, 1)));
  EXPECT_TRUE(refused(store().top_tags(filter, 0, 1)));
  EXPECT_TRUE(refused(store().top_tags(filter, Store::kMaxKeys + 1, 1)));
  EXPECT_TRUE(refused(store().top_tags(filter, 1, 0)));
  EXPECT_TRUE(refused(store().top_tags(filter, 1, Store::kMaxTopValues + 1)));
  EXPECT_TRUE(store().top_tags(filter, Store::kMaxKeys, Store::kMaxTopValues));
}

}  // namespace
}  // namespace picket::contract
