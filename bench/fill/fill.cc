#include "fill/fill.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fill/templates.h"
#include "load/mix.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "ports/projects.h"

namespace picket::fill {
namespace {

constexpr std::size_t kBatch = 10'000;      ///< Rows of one transaction.
constexpr std::size_t kIssueBatch = 1'000;  ///< Issues of one.

/// A partition that no consumer has, so that its offsets are nobody's.
const ports::TopicPartition kSource{"bench-fill", 0};

struct MadeIssue {
  IssueId issue;
  HashId hash;
  std::int64_t events = 0;
  Timestamp first_seen;
  Timestamp last_seen;
};

std::string sentence(std::string_view what, const Error& error) {
  return fmt::format("{}: {} {}", what, error.code, error.detail);
}

class Filling {
 public:
  Filling(const ports::Stores& stores, const Options& options, Timestamp now)
      : stores_(stores), options_(options), now_(now) {}

  Result<void, std::string> run() {
    auto done = find_project();
    if (done) done = prepare();
    if (done) done = make_issues();
    if (done) done = put_payloads();
    if (done) done = append_rows();
    if (done) done = count_issues();
    return done;
  }

 private:
  template <class Body>
  Result<void, std::string> in_transaction(std::string_view what, Body body) {
    auto tx = stores_.meta.begin_write(Deadline::never());
    if (!tx) return unexpected(sentence(what, tx.error()));
    if (auto done = body(**tx); !done) return unexpected(sentence(what, done.error()));
    if (auto done = (*tx)->commit(); !done) return unexpected(sentence(what, done.error()));
    return {};
  }

  Result<void, std::string> find_project() {
    auto tx = stores_.meta.begin_read();
    if (!tx) return unexpected(sentence("project", tx.error()));
    const auto projects = (*tx)->projects().list();
    if (!projects) return unexpected(sentence("project", projects.error()));
    if (projects->empty()) return unexpected(std::string("no project: run `picket setup` first"));
    project_ = projects->front().project;
    return {};
  }

  Result<void, std::string> prepare() {
    auto templates = make_templates(options_, project_, now_);
    if (!templates) return unexpected(std::move(templates.error()));
    templates_ = *std::move(templates);
    return {};
  }

  Result<void> make_issue(ports::MetaTx& tx, std::size_t number) {
    const IssueTemplate& of = templates_[number];
    const auto issue = tx.issues().create(project_, of.facts, start(), domain::Priority::high);
    if (!issue) return unexpected(issue.error());
    const std::string hash = fmt::format("{:032x}", number + 1);
    const auto hashes = tx.issues().assign_hashes(project_, {&hash, 1}, *issue);
    if (!hashes) return unexpected(hashes.error());
    made_.push_back({*issue, hashes->front().id, 0, now_, start()});
    return {};
  }

  Result<void, std::string> make_issues() {
    while (made_.size() < templates_.size()) {
      const std::size_t end = std::min(made_.size() + kIssueBatch, templates_.size());
      auto done = in_transaction("issues", [&](ports::MetaTx& tx) -> Result<void> {
        while (made_.size() < end) {
          if (auto one = make_issue(tx, made_.size()); !one) return one;
        }
        return {};
      });
      if (!done) return done;
    }
    return {};
  }

  Result<void, std::string> put_payloads() {
    for (std::size_t from = 0; from < templates_.size(); from += kIssueBatch) {
      const std::size_t end = std::min(from + kIssueBatch, templates_.size());
      std::vector<std::string_view> payloads;
      for (std::size_t i = from; i < end; ++i) payloads.push_back(templates_[i].payload);
      const auto refs = stores_.blobs.put(now_, payloads);
      if (!refs) return unexpected(sentence("payloads", refs.error()));
      for (std::size_t i = from; i < end; ++i) templates_[i].row.payload = (*refs)[i - from];
    }
    return {};
  }

  Timestamp start() const {
    return now_ - std::chrono::hours(24) * static_cast<std::int64_t>(options_.days);
  }

  domain::EventRow next_row(const load::Zipf& popularity, SeededRandom& random,
                            std::uint64_t number) {
    const auto range = static_cast<double>((now_ - start()).count());
    const double share = static_cast<double>(number) / static_cast<double>(options_.events);
    const Timestamp at = start() + Duration(static_cast<std::int64_t>(range * share));
    const std::size_t which = popularity.draw(random);
    MadeIssue& made = made_[which];
    domain::EventRow row = vary_row(templates_[which].row, at, options_.users, random);
    row.issue = made.issue;
    row.hash_id = made.hash;
    if (made.events++ == 0) made.first_seen = at;
    made.last_seen = at;
    return row;
  }

  Result<void, std::string> append_rows() {
    const load::Zipf popularity(made_.size());
    SeededRandom random(options_.seed + 1);
    const auto applied = stores_.events.applied_offset(kSource);
    if (!applied) return unexpected(sentence("events", applied.error()));
    ports::Offset next = *applied;
    std::vector<domain::EventRow> rows;
    for (std::uint64_t number = 0; number < options_.events; ++number) {
      rows.push_back(next_row(popularity, random, number));
      if (rows.size() < kBatch && number + 1 < options_.events) continue;
      next += static_cast<ports::Offset>(rows.size());
      const auto done = stores_.events.append(kSource, next, rows);
      if (!done) return unexpected(sentence("events", done.error()));
      rows.clear();
    }
    return {};
  }

  Result<void> count_issue(ports::MetaTx& tx, std::size_t number) {
    const MadeIssue& made = made_[number];
    if (made.events == 0) return {};
    const auto done = tx.issues().apply({made.issue,
                                         made.events,
                                         made.first_seen,
                                         made.last_seen,
                                         templates_[number].facts,
                                         {},
                                         0});
    if (!done) return unexpected(done.error());
    return {};
  }

  Result<void, std::string> count_issues() {
    return in_transaction("counters", [&](ports::MetaTx& tx) -> Result<void> {
      for (std::size_t i = 0; i < made_.size(); ++i) {
        if (auto one = count_issue(tx, i); !one) return one;
      }
      return {};
    });
  }

  const ports::Stores& stores_;
  const Options& options_;
  const Timestamp now_;
  ProjectId project_;
  std::vector<IssueTemplate> templates_;
  std::vector<MadeIssue> made_;
};

}  // namespace

Result<void, std::string> fill(const ports::Stores& stores, const Options& options, Timestamp now) {
  return Filling(stores, options, now).run();
}

}  // namespace picket::fill
