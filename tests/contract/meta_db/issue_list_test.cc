// Lists of issues: filters, order, pages, search.
#include "adapters.h"
#include "ports/issues.h"

namespace picket::contract {
namespace {

using domain::IssueStatus;
using domain::Level;
using ports::IssueQuery;
using ports::IssueSort;

class IssueList : public MetaDbContract {
 protected:
  IssueList() : tx_(write()), shop_(project(*tx_, "shop")), blog_(project(*tx_, "blog")) {}
  ~IssueList() override { tx_.reset(); }

  /// Seen from `first` to `last` seconds after the start.
  IssueId add(ProjectId project, const std::string& title, int first, int last, std::int64_t events,
              Level level = Level::error, const std::string& message = "") {
    domain::IssueFacts facts;
    facts.title = title;
    facts.level = level;
    facts.message = message;
    const IssueId id = *tx_->issues().create(project, facts, kStart + std::chrono::seconds(first),
                                             domain::Priority::high);
    EXPECT_TRUE(tx_->issues().apply({id, events, kStart + std::chrono::seconds(first),
                                     kStart + std::chrono::seconds(last), facts}));
    return id;
  }

  std::vector<std::string> titles(const IssueQuery& query) {
    std::vector<std::string> found;
    const auto listed = tx_->issues().list(query);
    EXPECT_TRUE(listed) << listed.error().detail;
    for (const auto& issue : *listed) found.push_back(issue.facts.title);
    return found;
  }

  static IssueQuery of(std::vector<ProjectId> projects) {
    IssueQuery query;
    query.projects = std::move(projects);
    return query;
  }
  IssueQuery shop() const { return of({shop_}); }

  std::unique_ptr<ports::MetaTx> tx_;
  ProjectId shop_;
  ProjectId blog_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, IssueList, testing::ValuesIn(meta_db_adapters()), adapter_name);

using Titles = std::vector<std::string>;

TEST_P(IssueList, NoProjectsMeansNoIssues) {
  add(shop_, "a", 0, 0, 1);
  EXPECT_EQ(titles(of({})), Titles{});
  EXPECT_EQ(*tx_->issues().count(of({})), 0);
}

TEST_P(IssueList, OnlyTheProjectsAskedFor) {
  add(shop_, "a", 0, 0, 1);
  add(blog_, "b", 0, 1, 1);
  EXPECT_EQ(titles(of({shop_})), Titles{"a"});
  EXPECT_EQ(titles(of({blog_, shop_})), (Titles{"b", "a"}));
  EXPECT_EQ(titles(of({ProjectId{999}})), Titles{});
}

TEST_P(IssueList, SortsDescendingWithTiesByIdDescending) {
  add(shop_, "a", 5, 10, 7);
  add(shop_, "b", 3, 30, 9);
  add(shop_, "c", 5, 10, 7);
  IssueQuery query = shop();
  EXPECT_EQ(titles(query), (Titles{"b", "c", "a"}));
  query.sort = IssueSort::first_seen;
  EXPECT_EQ(titles(query), (Titles{"c", "a", "b"}));
  query.sort = IssueSort::times_seen;
  EXPECT_EQ(titles(query), (Titles{"b", "c", "a"}));
}

TEST_P(IssueList, PagesWithoutGapsOrRepeats) {
  for (int i = 0; i < 25; ++i) add(shop_, std::to_string(i), 0, i / 2, 1);
  Titles paged;
  IssueQuery query = shop();
  const Titles whole = titles(query);
  ASSERT_EQ(whole.size(), 25U);
  for (query.limit = 10; query.offset < 40; query.offset += 10) {
    for (std::string& title : titles(query)) paged.push_back(std::move(title));
  }
  EXPECT_EQ(paged, whole);
  EXPECT_EQ(*tx_->issues().count(query), 25);  // Of all, not of the page.
  query.limit = 0;
  EXPECT_EQ(titles(query), Titles{});
}

TEST_P(IssueList, PagesByPositionForwardsAndBackwards) {
  for (int i = 0; i < 25; ++i) add(shop_, std::to_string(i), 20 - i / 3, i / 2, 1 + i / 4);
  const std::pair<IssueSort, std::int64_t (*)(const domain::Issue&)> sorts[] = {
      {IssueSort::last_seen, [](const domain::Issue& i) { return to_unix_us(i.last_seen); }},
      {IssueSort::first_seen, [](const domain::Issue& i) { return to_unix_us(i.first_seen); }},
      {IssueSort::times_seen, [](const domain::Issue& i) { return i.times_seen; }},
  };
  for (const auto& [sort, key] : sorts) {
    IssueQuery query = shop();
    query.sort = sort;
    const Titles whole = titles(query);
    query.limit = 7;
    Titles forwards;
    std::vector<domain::Issue> page;
    while (!(page = *tx_->issues().list(query)).empty()) {
      for (const domain::Issue& issue : page) forwards.push_back(issue.facts.title);
      query.after = {key(page.back()), page.back().id};
    }
    EXPECT_EQ(forwards, whole);

    query.before = {*query.after};
    query.after.reset();
    Titles backwards = {whole.back()};
    while (!(page = *tx_->issues().list(query)).empty()) {
      Titles found;
      for (const domain::Issue& issue : page) found.push_back(issue.facts.title);
      backwards.insert(backwards.begin(), found.begin(), found.end());
      query.before = {key(page.front()), page.front().id};
    }
    EXPECT_EQ(backwards, whole);
  }
}

TEST_P(IssueList, APositionKeepsWhatStaysWhereItIs) {
  for (int i = 0; i < 6; ++i) add(shop_, std::to_string(i), 0, 10 + i, 1);
  IssueQuery query = shop();
  query.limit = 2;
  const auto first = *tx_->issues().list(query);  // "5", "4"
  query.after = {to_unix_us(first.back().last_seen), first.back().id};
  add(shop_, "new", 0, 30, 1);
  ASSERT_TRUE(tx_->issues().apply(
      {first.back().id, 1, kStart, kStart + std::chrono::seconds(40), first.back().facts}));
  EXPECT_EQ(titles(query), (Titles{"3", "2"}));
  EXPECT_EQ(*tx_->issues().count(query), 7);
  query.before = query.after;
  EXPECT_EQ(tx_->issues().list(query).error().kind, ErrorKind::invalid_argument);
}

TEST_P(IssueList, FiltersByLevelAndByTime) {
  add(shop_, "fatal", 0, 10, 1, Level::fatal);
  add(shop_, "info", 0, 20, 1, Level::info);
  add(shop_, "error", 0, 30, 1);
  IssueQuery query = shop();
  query.levels = {Level::fatal, Level::info};
  EXPECT_EQ(titles(query), (Titles{"info", "fatal"}));
  query.seen_after = kStart + std::chrono::seconds(20);
  EXPECT_EQ(titles(query), Titles{"info"});
  EXPECT_EQ(*tx_->issues().count(query), 1);
  query.levels = {};
  EXPECT_EQ(titles(query), (Titles{"error", "info"}));
}

TEST_P(IssueList, FiltersByStatus) {
  add(shop_, "a", 0, 0, 1);
  IssueQuery query = shop();
  query.statuses = {IssueStatus::unresolved};
  EXPECT_EQ(titles(query), Titles{"a"});
  query.statuses = {IssueStatus::resolved, IssueStatus::ignored};
  EXPECT_EQ(titles(query), Titles{});
}

TEST_P(IssueList, FindsASubstringOfTitleOrMessageInAnyCase) {
  add(shop_, "ValueError: Foo", 0, 1, 1, Level::error, "went WRONG in checkout");
  add(shop_, "Błąd ŻÓŁTY", 0, 2, 1);
  IssueQuery query = shop();
  for (const char* text : {"valueerror", "ERROR: F", "wrong IN", "ValueError: Foo"}) {
    query.text = text;
    EXPECT_EQ(titles(query), Titles{"ValueError: Foo"}) << text;
    EXPECT_EQ(*tx_->issues().count(query), 1) << text;
  }
  query.text = "żółty";
  EXPECT_EQ(titles(query), Titles{"Błąd ŻÓŁTY"});
  query.text = "checkout of";
  EXPECT_EQ(titles(query), Titles{});
}

TEST_P(IssueList, APatternIsPlainText) {
  add(shop_, "100% of _it_", 0, 1, 1);
  add(shop_, "a!b\\c'd\"e", 0, 2, 1);
  add(shop_, "plain", 0, 3, 1);
  IssueQuery query = shop();
  const std::pair<const char*, Titles> cases[] = {
      {"%", {"100% of _it_"}},
      {"_it_", {"100% of _it_"}},
      {"!b", {"a!b\\c'd\"e"}},
      {"\\c", {"a!b\\c'd\"e"}},
      {"'d\"", {"a!b\\c'd\"e"}},
      {"0_o", {}},
      {"p%n", {}},
      {"'; --", {}},
  };
  for (const auto& [text, want] : cases) {
    query.text = text;
    EXPECT_EQ(titles(query), want) << text;
  }
}

TEST_P(IssueList, RefusesWhatIsTooMuch) {
  const auto code = [&](const IssueQuery& query) -> std::string_view {
    const auto refused = tx_->issues().list(query);
    if (refused) return "";
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
    return refused.error().code;
  };
  IssueQuery query = shop();
  query.limit = 1'000'000;
  EXPECT_EQ(code(query), "limit_too_large");
  query = shop();
  query.offset = 1'000'000'000;
  EXPECT_EQ(code(query), "offset_too_large");
  query = shop();
  query.text = std::string(100'000, 'x');
  EXPECT_EQ(code(query), "search_text_too_long");
  query = shop();
  query.projects.resize(100'000);
  EXPECT_EQ(code(query), "too_many_projects");
  EXPECT_TRUE(tx_->commit());
  tx_ = write();
}

TEST_P(IssueList, ManyProjectsAreOneQuery) {
  add(shop_, "a", 0, 0, 1);
  IssueQuery query;
  for (int i = 1; i <= 5000; ++i) query.projects.push_back(ProjectId{i});
  EXPECT_EQ(titles(query), Titles{"a"});
}

}  // namespace
}  // namespace picket::contract
