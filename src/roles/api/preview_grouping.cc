// What a draft of grouping rules would do to the newest events: which of them would move, and which
// issues that would split or merge.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/grouping/from_settings.h"
#include "domain/grouping/grouping.h"
#include "ports/issues.h"
#include "roles/api/body.h"
#include "roles/api/event_sample.h"
#include "roles/api/json_text.h"
#include "roles/api/project_fields.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Moves shown, those of most events first.
constexpr std::size_t kMostShown = 20;

/// Where a draft would put an event: an issue that is there, or a new one by its first hash.
struct Target {
  IssueId issue{};
  std::string hash{};

  friend auto operator<=>(const Target&, const Target&) = default;
};

struct Move {
  IssueId from{};
  Target to{};
  std::int64_t events = 0;
  std::string title{};  ///< Of the newest event that would move.
  std::string event{};
};

/// How events are grouped, as the consumer does it.
struct Grouping {
  std::shared_ptr<const domain::GroupingSettings> settings;
  /// By which issues are found while the project changes over; null: it does not.
  std::shared_ptr<const domain::GroupingSettings> former{};
};

Grouping grouping_of(const domain::SettingValues& settings, Timestamp now) {
  domain::GroupingTexts texts = domain::grouping_texts(settings);
  Grouping grouping{domain::compile_grouping(texts)};
  if (const auto former = domain::former_grouping(settings); former && now < former->until) {
    texts.config = former->config;
    grouping.former = domain::compile_grouping(texts);
  }
  return grouping;
}

class Moves {
 public:
  Moves(const Call& call, ProjectId project, Grouping now, Grouping draft)
      : issues_(call.meta().issues()),
        project_(project),
        now_(std::move(now)),
        draft_(std::move(draft)) {}

  void judge(const LoadedEvent& event) {
    if (failure_) return;
    const IssueId from = event.row.issue;
    const auto drafted = domain::group_event(event.payload->event, *draft_.settings).hashes;
    Target to{from, {}};
    // What both settings say alike stays, wherever people merged it.
    if (drafted != domain::group_event(event.payload->event, *now_.settings).hashes)
      to = target(event, drafted);
    targets_[from].insert(to);
    sources_[to].insert(from);
    if (to.issue == from) return;
    ++moved_;
    Move& move = moves_[{from, to}];
    if (move.events++ == 0) move = {from, to, 1, event.row.title, event.row.event_id.to_hex()};
  }

  const std::optional<Error>& failure() const noexcept { return failure_; }

  json::object result(const Sample& sample) && {
    std::vector<Move> moves;
    for (auto& [key, move] : moves_) moves.push_back(std::move(move));
    std::sort(moves.begin(), moves.end(),
              [](const Move& a, const Move& b) { return a.events > b.events; });
    json::array shown;
    for (const Move& move : std::span(moves).first(std::min(moves.size(), kMostShown)))
      shown.push_back(json_of(move));
    return {{"sample", sample_json(sample)}, {"moved", moved_},
            {"split", several(targets_)},    {"merged", several(sources_)},
            {"moveCount", moves.size()},     {"moves", std::move(shown)}};
  }

 private:
  Target target(const LoadedEvent& event, const std::vector<std::string>& hashes) {
    const auto known = issues_of_.find(hashes.front());
    if (known != issues_of_.end()) return known->second;
    IssueId issue = find_issue(hashes);
    if (!issue && draft_.former)
      issue = find_issue(domain::group_event(event.payload->event, *draft_.former).hashes);
    const Target to = issue ? Target{issue, {}} : Target{{}, hashes.front()};
    return issues_of_[hashes.front()] = to;
  }

  /// Of the first hash that has one.
  IssueId find_issue(const std::vector<std::string>& hashes) {
    const auto rows = issues_.find_hashes(project_, hashes);
    if (!rows) {
      failure_ = rows.error();
      return {};
    }
    for (const ports::HashRow& row : *rows) {
      if (row.issue) return row.issue;
    }
    return {};
  }

  template <class Map>
  static std::int64_t several(const Map& map) {
    return std::count_if(map.begin(), map.end(),
                         [](const auto& entry) { return entry.second.size() > 1; });
  }

  static json::object json_of(const Move& move) {
    return {{"from", id_text(move.from.value)},
            {"to", move.to.issue ? id_text(move.to.issue.value) : json::value()},
            {"hash", text_or_null(move.to.hash)},
            {"events", move.events},
            {"title", move.title},
            {"eventID", move.event}};
  }

  ports::IssueRepository& issues_;
  const ProjectId project_;
  const Grouping now_;
  const Grouping draft_;
  std::unordered_map<std::string, Target> issues_of_;  ///< By first hash.
  std::map<IssueId, std::set<Target>> targets_;
  std::map<Target, std::set<IssueId>> sources_;
  std::map<std::pair<IssueId, Target>, Move> moves_;
  std::int64_t moved_ = 0;
  std::optional<Error> failure_;
};

}  // namespace

Answer<net::Response> preview_project_grouping(Call& call) {
  const auto project = read_project(call);
  if (!project) return unexpected(project.error());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  const ports::Project draft = read_project_draft(fields, *body, *project);
  if (!fields.ok()) return unexpected(fields.problem());
  Moves moves(call, project->id, grouping_of(project->settings, call.now),
              grouping_of(draft.settings, call.now));
  const auto sample = visit_recent_events(call, project->id, {},
                                          [&](const LoadedEvent& event) { moves.judge(event); });
  if (!sample) return unexpected(sample.error());
  if (moves.failure()) return unexpected(failed(*moves.failure()));
  return json_response(std::move(moves).result(*sample));
}

}  // namespace picket::api
