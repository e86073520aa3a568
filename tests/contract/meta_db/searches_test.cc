// Searches and tables that people keep.
#include "../texts.h"
#include "adapters.h"
#include "ports/discover_queries.h"
#include "ports/saved_searches.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

using ports::DiscoverOrder;
using ports::DiscoverQuery;
using ports::SavedSearch;
using ports::SearchVisibility;
using Names = std::vector<std::string>;

constexpr UserId kAda{11};
constexpr UserId kBo{12};

Timestamp at(int second) {
  return from_unix_us(1'764'000'000'000'000) + std::chrono::seconds(second);
}

SavedSearch saved(OrgId org, UserId owner, std::string query,
                  SearchVisibility visibility = SearchVisibility::owner, std::string name = "n") {
  return {0, org, owner, 0, visibility, std::move(name), std::move(query), "date", at(0)};
}

std::string code_of(const Result<std::int64_t>& result) {
  return result ? "" : std::string(result.error().code);
}

TEST_P(MetaDbContract, SavedSearchesComeBackAsTheyWere) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& searches = tx->users().saved_searches();
  for (const std::string& text : kHostileTexts) {
    SavedSearch search = saved(acme, kAda, text, SearchVisibility::owner, text);
    search.type = 3;
    search.sort = text;
    search.id = *searches.create(search);
    EXPECT_EQ(**searches.find(search.id), search);
  }
  EXPECT_EQ(searches.list(acme, kAda, 3)->size(), kHostileTexts.size());
  EXPECT_FALSE(*searches.find(12'345));
}

TEST_P(MetaDbContract, SavedSearchesAreListedForWhoSeesThem) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->organizations().create_org({{}, "other", "Other", at(0)});
  auto& searches = tx->users().saved_searches();
  const auto add = [&](OrgId of, UserId owner, std::string name, SearchVisibility visibility) {
    const std::string query = name + " query";
    EXPECT_TRUE(searches.create(saved(of, owner, query, visibility, std::move(name))));
  };
  add(acme, kAda, "d", SearchVisibility::owner);
  add(acme, kAda, "c", SearchVisibility::owner_pinned);
  add(acme, kBo, "b", SearchVisibility::owner);
  add(acme, kBo, "a", SearchVisibility::organization);
  add(other, kAda, "e", SearchVisibility::owner);
  const auto names = [&](UserId user, int type) {
    Names listed;
    const auto found = *searches.list(acme, user, type);
    for (const SavedSearch& search : found) listed.push_back(search.name);
    return listed;
  };
  EXPECT_EQ(names(kAda, 0), (Names{"a", "c", "d"}));
  EXPECT_EQ(names(kBo, 0), (Names{"a", "b"}));
  EXPECT_EQ(names(UserId{}, 0), Names{"a"});
  EXPECT_EQ(names(kAda, 1), Names{});
  EXPECT_EQ((*searches.find_pinned(acme, kAda, 0))->name, "c");
  EXPECT_FALSE(*searches.find_pinned(acme, kBo, 0));
  EXPECT_FALSE(*searches.find_pinned(acme, kAda, 1));
}

TEST_P(MetaDbContract, ASearchIsSavedOnce) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& searches = tx->users().saved_searches();
  const auto id = *searches.create(saved(acme, kAda, "is:new"));
  EXPECT_EQ(code_of(searches.create(saved(acme, kAda, "is:new"))), "already_exists");
  EXPECT_TRUE(searches.create(saved(acme, kBo, "is:new")));
  const auto shared = saved(acme, kAda, "is:new", SearchVisibility::organization);
  EXPECT_TRUE(searches.create(shared));
  EXPECT_EQ(code_of(searches.create(shared)), "already_exists");
  EXPECT_TRUE(searches.create(saved(acme, kAda, "x", SearchVisibility::owner_pinned)));
  EXPECT_EQ(code_of(searches.create(saved(acme, kAda, "y", SearchVisibility::owner_pinned))),
            "already_exists");

  SavedSearch changed = **searches.find(id);
  changed.query = "is:resolved";
  changed.name = "other";
  EXPECT_TRUE(searches.update(changed));
  EXPECT_EQ(**searches.find(id), changed);
  EXPECT_TRUE(searches.update(changed));
  changed.query = "is:new";
  changed.visibility = SearchVisibility::organization;
  EXPECT_EQ(searches.update(changed).error().code, "already_exists");
  EXPECT_EQ((*searches.find(id))->query, "is:resolved");
  EXPECT_TRUE(searches.remove(id));
  EXPECT_TRUE(searches.remove(id));
  EXPECT_FALSE(*searches.find(id));
  changed.visibility = SearchVisibility::owner;
  EXPECT_EQ(searches.update(changed).error().code, "no_such_search");
}

TEST_P(MetaDbContract, SavedSearchesHaveALimit) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& searches = tx->users().saved_searches();
  for (std::size_t i = 0; i < ports::SavedSearchRepository::kMaxOfPerson; ++i)
    ASSERT_TRUE(searches.create(saved(acme, kAda, std::to_string(i))));
  EXPECT_EQ(code_of(searches.create(saved(acme, kAda, "more"))), "too_many_searches");
  EXPECT_TRUE(searches.create(saved(acme, kBo, "more")));
  EXPECT_TRUE(searches.create(saved(acme, kAda, "more", SearchVisibility::organization)));
  // One that is there can still change.
  SavedSearch first = searches.list(acme, kAda, 0)->front();
  first.name = "renamed";
  EXPECT_TRUE(searches.update(first));
}

TEST_P(MetaDbContract, RecentSearchesAreTheLastOnes) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& searches = tx->users().saved_searches();
  const auto note = [&](UserId user, std::string query, int second, int type = 0) {
    return *searches.note_recent({0, acme, user, type, std::move(query), at(second), at(second)});
  };
  const auto recent = [&](std::string_view prefix, std::size_t limit = 10, UserId user = kAda) {
    Names queries;
    const auto found = *searches.recent(acme, user, 0, prefix, limit);
    for (const auto& one : found) queries.push_back(one.query);
    return queries;
  };
  EXPECT_TRUE(note(kAda, "is:new", 1));
  EXPECT_TRUE(note(kAda, "\u00c4 100%", 2));
  EXPECT_TRUE(note(kAda, "is:old", 3));
  EXPECT_TRUE(note(kBo, "is:new", 4));
  EXPECT_TRUE(note(kAda, "is:new", 5, 1));
  EXPECT_EQ(recent(""), (Names{"is:old", "\u00c4 100%", "is:new"}));
  EXPECT_FALSE(note(kAda, "is:new", 6));
  EXPECT_EQ(recent(""), (Names{"is:new", "is:old", "\u00c4 100%"}));
  EXPECT_EQ(recent("IS:"), (Names{"is:new", "is:old"}));
  EXPECT_EQ(recent("\u00e4"), Names{"\u00c4 100%"});
  EXPECT_EQ(recent("s:"), Names{});
  EXPECT_EQ(recent("_s:"), Names{});
  EXPECT_EQ(recent("%"), Names{});
  EXPECT_EQ(recent("", 1), Names{"is:new"});
  EXPECT_EQ(recent("", 10, kBo), Names{"is:new"});
  const auto again = *searches.recent(acme, kAda, 0, "is:new", 1);
  EXPECT_EQ(again.at(0).created, at(1));
  EXPECT_EQ(again.at(0).last_seen, at(6));
  EXPECT_EQ(searches.recent(acme, kAda, 0, "", 101).error().code, "limit_too_large");

  for (int i = 0; i < 120; ++i) note(kAda, "q" + std::to_string(i), 10 + i);
  EXPECT_EQ(recent("", 100).size(), 100U);
  EXPECT_EQ(recent("is:"), Names{});
  EXPECT_EQ(recent("", 1), Names{"q119"});
  EXPECT_EQ(recent("", 10, kBo), Names{"is:new"});
}

DiscoverQuery table(OrgId org, UserId creator, std::string name, int second = 0) {
  DiscoverQuery query;
  query.org = org;
  query.creator = creator;
  query.name = std::move(name);
  query.query_json = R"({"fields":["title"]})";
  query.created = at(second);
  query.updated = at(second);
  return query;
}

TEST_P(MetaDbContract, DiscoverQueriesComeBackAsTheyWere) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& queries = tx->users().discover_queries();
  DiscoverQuery query = table(acme, kAda, "Errors");
  query.projects = {ProjectId{3}, ProjectId{1}};
  query.id = *queries.create(query);
  EXPECT_EQ(**queries.find(query.id), query);
  query.name = "Other";
  query.projects.clear();
  query.query_json = "{}";
  query.updated = at(9);
  EXPECT_TRUE(queries.update(query));
  EXPECT_TRUE(queries.visit(query.id, at(20)));
  EXPECT_TRUE(queries.visit(query.id, at(21)));
  query.visits = 2;
  query.last_visited = at(21);
  EXPECT_EQ(**queries.find(query.id), query);
  for (const std::string& text : kHostileTexts)
    EXPECT_EQ((*queries.find(*queries.create(table(acme, kAda, text))))->name, text);
  EXPECT_TRUE(queries.remove(query.id));
  EXPECT_FALSE(*queries.find(query.id));
  EXPECT_EQ(queries.update(query).error().code, "no_such_query");
  query.projects.assign(101, ProjectId{1});
  EXPECT_EQ(code_of(queries.create(query)), "bad_query");
  query.projects.clear();
  query.query_json = std::string(64 * 1024 + 1, 'x');
  EXPECT_EQ(code_of(queries.create(query)), "bad_query");
}

TEST_P(MetaDbContract, DiscoverQueriesAreListedInAnyOrder) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->organizations().create_org({{}, "other", "Other", at(0)});
  auto& queries = tx->users().discover_queries();
  const auto b = *queries.create(table(acme, kAda, "b 100%", 3));
  const auto a = *queries.create(table(acme, kBo, "A", 2));
  const auto c = *queries.create(table(acme, kAda, "c", 1));
  EXPECT_TRUE(queries.create(table(other, kAda, "d")));
  DiscoverQuery home = table(acme, kAda, "");
  home.homepage = true;
  home.id = *queries.create(home);
  EXPECT_TRUE(queries.visit(c, at(7)));
  using Ids = std::vector<std::int64_t>;
  const auto ids = [&](ports::DiscoverListing listing) {
    listing.org = acme;
    listing.me = kBo;
    Ids listed;
    const auto found = *queries.list(listing);
    for (const DiscoverQuery& one : found) listed.push_back(one.id);
    return listed;
  };
  EXPECT_EQ(ids({}), (Ids{a, b, c}));
  EXPECT_EQ(ids({.descending = true}), (Ids{c, b, a}));
  EXPECT_EQ(ids({.order = DiscoverOrder::created}), (Ids{c, a, b}));
  EXPECT_EQ(ids({.order = DiscoverOrder::updated, .descending = true}), (Ids{b, a, c}));
  EXPECT_EQ(ids({.order = DiscoverOrder::visits, .descending = true}), (Ids{c, b, a}));
  EXPECT_EQ(ids({.order = DiscoverOrder::last_visited, .descending = true}).front(), c);
  EXPECT_EQ(ids({.order = DiscoverOrder::mine}), (Ids{a, b, c}));
  EXPECT_EQ(ids({.order = DiscoverOrder::mine, .descending = true}), (Ids{b, c, a}));
  EXPECT_EQ(ids({.text = "0%"}), Ids{b});
  EXPECT_EQ(ids({.text = "a"}), Ids{a});
  EXPECT_EQ(ids({.text = "_"}), Ids{});
  EXPECT_EQ(ids({.offset = 1, .limit = 1}), Ids{b});
  EXPECT_EQ(queries.list({.org = acme, .limit = 1001}).error().code, "limit_too_large");

  EXPECT_EQ((*queries.find_homepage(acme, kAda))->id, home.id);
  EXPECT_FALSE(*queries.find_homepage(acme, kBo));
  EXPECT_EQ(code_of(queries.create(home)), "already_exists");
}

TEST_P(MetaDbContract, WhatAnErasedUserKeptForNobodyElseGoes) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId ada = *tx->users().create_user({{}, "ada@acme.test", "", at(0)});
  auto& searches = tx->users().saved_searches();
  auto& queries = tx->users().discover_queries();
  const auto own = *searches.create(saved(acme, ada, "own"));
  const auto pinned = *searches.create(saved(acme, ada, "pin", SearchVisibility::owner_pinned));
  const auto all = *searches.create(saved(acme, ada, "all", SearchVisibility::organization));
  EXPECT_TRUE(searches.note_recent({0, acme, ada, 0, "recent", at(0), at(0)}));
  const auto shared = *queries.create(table(acme, ada, "shared"));
  DiscoverQuery home = table(acme, ada, "");
  home.homepage = true;
  EXPECT_TRUE(queries.create(home));
  ASSERT_TRUE(tx->users().erase_user(ada));
  EXPECT_FALSE(*searches.find(own));
  EXPECT_FALSE(*searches.find(pinned));
  EXPECT_TRUE(*searches.find(all));
  EXPECT_TRUE(searches.recent(acme, ada, 0, "", 10)->empty());
  EXPECT_TRUE(*queries.find(shared));
  EXPECT_FALSE(*queries.find_homepage(acme, ada));
}

}  // namespace
}  // namespace picket::contract
