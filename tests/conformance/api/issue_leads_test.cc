// Pages of issues that both stores decide over: the same ones, whichever store leads.
#include "roles/api/issue_leads.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/memory/event_store.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/assert.h"
#include "ports/organizations.h"
#include "ports/projects.h"

namespace picket::conformance {
namespace {

using api::find_issues;
using api::FoundIssue;
using api::FoundIssues;
using api::IssueOrder;
using api::IssueQuestion;
using api::IssueWindow;
using api::LeadLimits;
using domain::Issue;
using domain::Level;
using domain::search::Actor;
using domain::search::EventCondition;
using domain::search::EventField;
using domain::search::IssueCondition;
using domain::search::IssueField;
using domain::search::NumberBound;
using domain::search::Operator;
using domain::search::TextPattern;
using domain::search::TextTest;
using Ids = std::vector<std::int64_t>;

constexpr Timestamp kStart{std::chrono::days(20'000)};
constexpr int kIssues = 40;
constexpr int kEvents = 400;
constexpr int kHours = 100;

template <class T>
T must(Result<T> result) {
  PICKET_ASSERT(result.has_value());
  return std::move(*result);
}

/// What a question asks for, in words that the test checks by itself.
struct Wish {
  bool one_project = false;
  std::optional<std::int64_t> times_above{};
  std::string environment{};
  std::string color{};
  bool negated = false;
  Timestamp start = kStart;
  std::optional<Timestamp> end{};
  bool suggested = false;  ///< Assigned or suggested to user 1.
  IssueOrder order = IssueOrder::last_seen;

  bool is_of_events() const {
    return order == IssueOrder::events || order == IssueOrder::users || order == IssueOrder::trend;
  }
  bool events_decide() const { return end || !environment.empty() || !color.empty(); }
};

class IssueLeads : public testing::Test {
 protected:
  IssueLeads() : meta_(must(adapters::MetaSql::open({}, clock_))) {
    PICKET_ASSERT(meta_->migrate().has_value());
    tx_ = must(meta_->begin_write(Deadline::never()));
    const OrgId org = must(tx_->organizations().create_org({{}, "acme", "Acme", kStart}));
    for (const char* slug : {"shop", "blog"}) {
      domain::ProjectConfig config;
      config.org = org;
      config.slug = slug;
      projects_.push_back(must(tx_->projects().create(config, slug, kStart)));
    }
    for (int i = 0; i < kIssues; ++i) add_issue();
    add_events();
  }

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  Timestamp some_time() { return kStart + std::chrono::hours(below(kHours)); }

  void add_issue() {
    domain::IssueFacts facts;
    facts.title = "Oops";
    const ProjectId project = projects_[static_cast<std::size_t>(below(2))];
    const Timestamp first = some_time();
    const IssueId id = must(tx_->issues().create(project, facts, first, domain::Priority::high));
    const Timestamp last = first + std::chrono::hours(below(5));
    PICKET_ASSERT(tx_->issues().apply({id, 1 + below(4), first, last, facts}).has_value());
    if (below(3) == 0) {
      const domain::IssueOwner owner{
          id, domain::OwnerKind::ownership_rule, {UserId{1 + below(2)}, TeamId{}}, "*"};
      PICKET_ASSERT(tx_->issues().put_owners(id, {&owner, 1}, kStart).has_value());
      owners_[id.value] = owner.who.user.value;
    }
    issues_.push_back(*must(tx_->issues().get(id)));
  }

  void add_events() {
    for (int i = 0; i < kEvents; ++i) {
      domain::EventRow row;
      // Some issues have many events, some none.
      const Issue& issue =
          issues_[static_cast<std::size_t>(std::min(below(kIssues), below(kIssues)))];
      row.project = issue.project;
      row.issue = issue.id;
      row.hash_id = HashId{issue.id.value};
      row.event_id = {1, static_cast<std::uint64_t>(i) + 1};
      row.timestamp = row.received = some_time();
      row.type = "error";
      row.environment =
          std::vector<std::string>{"", "prod", "dev"}[static_cast<std::size_t>(below(3))];
      row.user = "id:" + std::to_string(below(4));
      row.tags = {{"color", below(2) == 0 ? "red" : "blue"}, {"user", row.user}};
      if (!row.environment.empty())
        row.tags.insert(row.tags.begin() + 1, {"environment", row.environment});
      rows_.push_back(std::move(row));
    }
    PICKET_ASSERT(events_.append({"ingest-events", 0}, 1, rows_).has_value());
  }

  Wish some_wish() {
    Wish wish;
    wish.one_project = below(4) == 0;
    if (below(2) == 0) wish.times_above = below(4);
    if (below(3) == 0) wish.environment = below(2) == 0 ? "prod" : "nowhere";
    if (below(2) == 0) wish.color = below(8) == 0 ? "green" : "red";
    wish.negated = below(3) == 0;
    wish.start = kStart + std::chrono::hours(below(kHours / 2));
    if (below(2) == 0) wish.end = wish.start + std::chrono::hours(below(kHours));
    wish.suggested = below(4) == 0;
    constexpr IssueOrder kOrders[] = {IssueOrder::last_seen,  IssueOrder::first_seen,
                                      IssueOrder::times_seen, IssueOrder::events,
                                      IssueOrder::users,      IssueOrder::trend};
    wish.order = kOrders[below(6)];
    if (wish.order == IssueOrder::trend && !wish.end)
      wish.end = wish.start + std::chrono::hours(50);
    return wish;
  }

  IssueQuestion question_of(const Wish& wish) const {
    IssueQuestion question;
    question.order = wish.order;
    question.issues.projects = projects_;
    if (wish.one_project) question.issues.projects.pop_back();
    question.events.projects = question.issues.projects;
    if (wish.times_above) {
      const auto bound = static_cast<double>(*wish.times_above);
      question.issues.where.push_back(
          {IssueField::times_seen, NumberBound{Operator::greater, bound}, false});
    }
    if (!wish.environment.empty()) question.events.environments = {wish.environment};
    if (!wish.color.empty()) {
      question.events.where.parts.push_back({EventCondition{
          EventField::tag, "color", TextTest{{TextPattern::exactly(wish.color)}}, wish.negated}});
    }
    question.events.start = wish.start;
    question.events.end = wish.end;
    question.events_decide = wish.events_decide();
    if (wish.suggested) question.suggestions = {{{{Actor{Actor::Kind::user_id, "1"}}}, false}};
    return question;
  }

  bool is_meant(const Wish& wish, const domain::EventRow& row) const {
    const std::string& color = row.tags.front().second;
    return row.timestamp >= wish.start && (!wish.end || row.timestamp < *wish.end) &&
           (wish.environment.empty() || row.environment == wish.environment) &&
           (wish.color.empty() || (color == wish.color) != wish.negated);
  }

  std::int64_t key_of(const Wish& wish, const Issue& issue,
                      const std::vector<const domain::EventRow*>& rows) const {
    std::set<std::string> users;
    std::int64_t early = 0;
    std::int64_t late = 0;
    for (const domain::EventRow* const row : rows) {
      users.insert(row->user);
      const bool second = wish.end && row->timestamp >= wish.start + (*wish.end - wish.start) / 2;
      ++(second ? late : early);
    }
    switch (wish.order) {
      case IssueOrder::last_seen:
        return to_unix_us(issue.last_seen);
      case IssueOrder::first_seen:
        return to_unix_us(issue.first_seen);
      case IssueOrder::times_seen:
        return issue.times_seen;
      case IssueOrder::events:
        return static_cast<std::int64_t>(rows.size());
      case IssueOrder::users:
        return static_cast<std::int64_t>(users.size());
      case IssueOrder::trend:
        return late * 1000 / std::max<std::int64_t>(early, 1);
    }
    return 0;
  }

  Ids wanted(const Wish& wish) const {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (const Issue& issue : issues_) {
      std::vector<const domain::EventRow*> rows;
      for (const domain::EventRow& row : rows_) {
        if (row.issue == issue.id && is_meant(wish, row)) rows.push_back(&row);
      }
      const auto owner = owners_.find(issue.id.value);
      if (wish.one_project && issue.project != projects_.front()) continue;
      if (wish.times_above && issue.times_seen <= *wish.times_above) continue;
      if (wish.suggested && (owner == owners_.end() || owner->second != 1)) continue;
      if ((wish.events_decide() || wish.is_of_events()) && rows.empty()) continue;
      found.emplace_back(key_of(wish, issue, rows), issue.id.value);
    }
    std::sort(found.rbegin(), found.rend());
    Ids ids;
    for (const auto& [key, id] : found) ids.push_back(id);
    return ids;
  }

  FoundIssues page(const IssueQuestion& question, const IssueWindow& window,
                   const LeadLimits& limits) {
    return must(find_issues(tx_->issues(), events_, question, window, limits));
  }

  /// All pages, onwards; leaves the place at which the last one ended.
  Ids onwards(const IssueQuestion& question, IssueWindow& window, const LeadLimits& limits,
              std::optional<std::int64_t>& hits) {
    Ids ids;
    for (int pages = 0; pages < 200; ++pages) {
      const FoundIssues found = page(question, window, limits);
      EXPECT_LE(found.issues.size(), window.limit);
      for (const FoundIssue& one : found.issues) ids.push_back(one.issue.id.value);
      hits = found.hits;
      if (found.reached) window.from = found.reached;
      if (!found.more) return ids;
    }
    ADD_FAILURE() << "it does not end";
    return ids;
  }

  /// From there back to the beginning: all but what lies at the place itself.
  Ids backwards(const IssueQuestion& question, IssueWindow window, const LeadLimits& limits) {
    window.backwards = true;
    Ids ids;
    for (int pages = 0; pages < 200; ++pages) {
      const FoundIssues found = page(question, window, limits);
      Ids some;
      for (const FoundIssue& one : found.issues) some.push_back(one.issue.id.value);
      ids.insert(ids.begin(), some.begin(), some.end());
      if (found.reached) window.from = found.reached;
      if (!found.more) return ids;
    }
    ADD_FAILURE() << "it does not end";
    return ids;
  }

  void expect(const Wish& wish, const LeadLimits& limits, std::size_t limit) {
    const IssueQuestion question = question_of(wish);
    const Ids want = wanted(wish);
    IssueWindow window{limit};
    std::optional<std::int64_t> hits;
    EXPECT_EQ(onwards(question, window, limits, hits), want);
    EXPECT_EQ(hits.value_or(static_cast<std::int64_t>(want.size())),
              static_cast<std::int64_t>(want.size()));
    if (!window.from) return;
    Ids before = backwards(question, window, limits);
    if (!want.empty() && window.from->issue.value == want.back()) before.push_back(want.back());
    EXPECT_EQ(before, want);
  }

  ManualClock clock_{kStart};
  std::unique_ptr<adapters::MetaSql> meta_;
  std::unique_ptr<ports::MetaTx> tx_;
  adapters::MemoryEventStore events_;
  std::vector<ProjectId> projects_;
  std::vector<Issue> issues_;
  std::map<std::int64_t, std::int64_t> owners_;
  std::vector<domain::EventRow> rows_;
  std::mt19937 random_{20'261'128};
};

constexpr LeadLimits kIssuesFirst{1000, 0, 1000};
constexpr LeadLimits kEventsFirst{0, 1000, 1000};
constexpr LeadLimits kWalk{0, 0, 1000};
constexpr LeadLimits kShortWalk{0, 0, 5};
constexpr LeadLimits kSomeOfEach{12, 8, 20};

TEST_F(IssueLeads, AllFindTheSameInTheSameOrder) {
  std::size_t found = 0;
  for (int i = 0; i < 50; ++i) {
    const Wish wish = some_wish();
    found += wanted(wish).size();
    for (const LeadLimits& limits :
         {LeadLimits{}, kIssuesFirst, kEventsFirst, kWalk, kShortWalk, kSomeOfEach}) {
      SCOPED_TRACE(testing::Message()
                   << "wish " << i << ", order " << static_cast<int>(wish.order) << ", limits "
                   << limits.issues << " " << limits.events << " " << limits.scanned);
      expect(wish, limits, 1 + static_cast<std::size_t>(i % 9));
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(found, 300U) << "the wishes find something";
}

TEST_F(IssueLeads, HitsAreKnownUnlessOnlyAWalkCouldTell) {
  Wish wish;
  wish.color = "red";
  const IssueQuestion question = question_of(wish);
  EXPECT_TRUE(page(question, {}, kIssuesFirst).hits);
  EXPECT_TRUE(page(question, {}, kEventsFirst).hits);
  EXPECT_FALSE(page(question, {}, kWalk).hits);
  wish.color.clear();
  EXPECT_TRUE(page(question_of(wish), {}, kWalk).hits) << "of meta_db alone";
  wish.suggested = true;
  EXPECT_FALSE(page(question_of(wish), {}, kIssuesFirst).hits);
}

TEST_F(IssueLeads, AWalkEndsWhenItLookedThroughEnough) {
  const auto last =
      std::min_element(issues_.begin(), issues_.end(), [](const Issue& a, const Issue& b) {
        return std::pair(a.last_seen, a.id.value) < std::pair(b.last_seen, b.id.value);
      });
  domain::EventRow row = rows_.front();
  row.project = last->project;
  row.issue = last->id;
  row.hash_id = HashId{last->id.value};
  row.event_id = {2, 1};
  row.tags = {{"color", "rare"}};
  ASSERT_TRUE(events_.append({"ingest-events", 0}, 2, {&row, 1}));
  Wish wish;
  wish.color = "rare";
  const FoundIssues found = page(question_of(wish), {4}, kShortWalk);
  EXPECT_TRUE(found.issues.empty());
  EXPECT_TRUE(found.more);
  EXPECT_TRUE(found.reached);
  EXPECT_EQ(page(question_of(wish), {4}, kWalk).issues.size(), 1U);
}

TEST_F(IssueLeads, OfChosenIssuesOnlyThose) {
  Wish wish;
  wish.color = "red";
  IssueQuestion question = question_of(wish);
  const Ids all = wanted(wish);
  ASSERT_GE(all.size(), 3U);
  question.issues.issues = {IssueId{all[2]}, IssueId{all[0]}};
  for (const LeadLimits& limits : {kIssuesFirst, kEventsFirst, kWalk}) {
    IssueWindow window{1};
    std::optional<std::int64_t> hits;
    EXPECT_EQ(onwards(question, window, limits, hits), (Ids{all[0], all[2]}));
  }
}

}  // namespace
}  // namespace picket::conformance
