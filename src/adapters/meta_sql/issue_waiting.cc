// What issues wait for: an end of their archiving, a release, a forecast.
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/issue_row.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "domain/issue/activity.h"
#include "domain/issue/story.h"

namespace picket::adapters::meta {
namespace {

using domain::Forecast;
using domain::Resolution;
using domain::Snooze;

constexpr Sql<List<Int>> kForget[] = {{"DELETE FROM issue_snoozes WHERE issue_id = :issue"},
                                      {"DELETE FROM issue_resolutions WHERE issue_id = :issue"},
                                      {"DELETE FROM issue_forecasts WHERE issue_id = :issue"}};
constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>> kPutSnooze{
    "INSERT INTO issue_snoozes (issue_id, until, event_count, event_window_min, user_count, "
    "user_window_min, actor_id, archived, times_seen, users_seen, asked, ask_at) VALUES (:issue, "
    ":until, "
    ":events, :window, :users, :user_window, :actor, :archived, :times, :seen, :asked, :ask)"};
constexpr Sql<List<Int, Int, Text, Int, Text, Int>> kPutResolution{
    "INSERT INTO issue_resolutions (issue_id, kind, release, pending, current_version, actor_id) "
    "VALUES (:issue, :kind, :release, :pending, :current, :actor)"};
constexpr Sql<List<Int>> kNoForecast{
    "INSERT INTO issue_forecasts (issue_id, made, first_day, ceilings) VALUES (:issue, 0, 0, '')"};
constexpr Sql<List<Int, Int, Text, Int>> kPutForecast{
    "UPDATE issue_forecasts SET made = :made, first_day = :first, ceilings = :ceilings "
    "WHERE issue_id = :issue"};
constexpr Sql<List<Int, Int, Int, Int>> kNoteAsked{
    "UPDATE issue_snoozes SET users_seen = :seen, asked = :asked, ask_at = :ask WHERE issue_id = "
    ":issue"};
constexpr Sql<List<Int, Int>, List<Int, Text>> kPending{
    // CROSS: in this order, as few resolutions are pending.
    "SELECT r.issue_id, r.current_version FROM issue_resolutions r CROSS JOIN issues i "
    "WHERE r.pending = 1 AND i.id = r.issue_id AND i.project_id = :project LIMIT :most"};
constexpr Sql<List<Text, Int>> kSettle{
    "UPDATE issue_resolutions SET pending = 0, kind = 0, release = :release "
    "WHERE issue_id = :issue"};
constexpr Sql<List<Text, Int>> kTellVersion{
    "UPDATE issue_activities SET data = :data WHERE id = :id"};

using SnoozeColumns = List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>;
using ResolutionColumns = List<Int, Int, Text, Int, Text, Int>;
using ForecastColumns = List<Int, Int, Int, Text>;

Snooze snooze_row(Int until, Int count, Int window, Int user_count, Int user_window, Int actor,
                  Int archived, Int times_seen, Int users_seen, Int asked, Int ask_at) {
  return {time_or_none(until),
          count,
          std::chrono::minutes(window),
          user_count,
          std::chrono::minutes(user_window),
          UserId{actor},
          from_unix_us(archived),
          times_seen,
          users_seen,
          asked,
          ask_at};
}

Result<void> check_number(std::span<const IssueId> issues) {
  if (issues.size() <= kMaxListed) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "too_many_issues", {}});
}

Result<void> done(const Result<Int>& rows) {
  if (!rows) return unexpected(rows.error());
  return {};
}

}  // namespace

Result<void> Issues::replace_waiting(IssueId issue, const domain::Transition& to) {
  for (const auto& sql : kForget) {
    if (auto gone = done(work_.change(sql, issue.value)); !gone) return gone;
  }
  if (to.snooze) {
    if (auto put = put_snooze(issue, *to.snooze); !put) return put;
  }
  if (to.resolution) {
    if (auto put = put_resolution(issue, *to.resolution); !put) return put;
  }
  if (to.change.substatus != domain::Substatus::archived_until_escalating) return {};
  return done(work_.change(kNoForecast, issue.value));
}

Result<void> Issues::put_snooze(IssueId issue, const Snooze& snooze) {
  return done(work_.change(kPutSnooze, issue.value,
                           snooze.until ? to_unix_us(*snooze.until) : Int{0}, snooze.count,
                           snooze.window.count(), snooze.user_count, snooze.user_window.count(),
                           snooze.actor.value, to_unix_us(snooze.archived), snooze.times_seen,
                           snooze.users_seen, snooze.asked, snooze.ask_at));
}

Result<void> Issues::put_resolution(IssueId issue, const Resolution& resolution) {
  return done(work_.change(kPutResolution, issue.value, static_cast<Int>(resolution.kind),
                           resolution.release, resolution.pending ? Int{1} : Int{0},
                           resolution.current_version, resolution.actor.value));
}

Result<ports::ByIssue<Snooze>> Issues::snoozes_of(std::span<const IssueId> issues) {
  ports::ByIssue<Snooze> found;
  if (issues.empty()) return found;
  if (auto checked = check_number(issues); !checked) return unexpected(checked.error());
  const auto read = work_.read_once<List<>, SnoozeColumns>(
      fmt::format("SELECT issue_id, until, event_count, event_window_min, user_count, "
                  "user_window_min, actor_id, archived, times_seen, users_seen, asked, ask_at "
                  "FROM issue_snoozes WHERE issue_id IN ({}) ORDER BY issue_id",
                  number_list(issues)),
      [&](Int issue, auto... columns) {
        found.emplace_back(IssueId{issue}, snooze_row(columns...));
      });
  if (!read) return unexpected(read.error());
  return found;
}

Result<ports::ByIssue<Resolution>> Issues::resolutions_of(std::span<const IssueId> issues) {
  ports::ByIssue<Resolution> found;
  if (issues.empty()) return found;
  if (auto checked = check_number(issues); !checked) return unexpected(checked.error());
  const auto read = work_.read_once<List<>, ResolutionColumns>(
      fmt::format("SELECT issue_id, kind, release, pending, current_version, actor_id "
                  "FROM issue_resolutions WHERE issue_id IN ({}) ORDER BY issue_id",
                  number_list(issues)),
      [&](Int issue, Int kind, std::string& release, Int pending, std::string& current, Int actor) {
        found.emplace_back(IssueId{issue},
                           Resolution{static_cast<domain::ResolutionKind>(kind), std::move(release),
                                      pending != 0, std::move(current), UserId{actor}});
      });
  if (!read) return unexpected(read.error());
  return found;
}

Result<ports::ByIssue<Forecast>> Issues::forecasts_of(std::span<const IssueId> issues) {
  ports::ByIssue<Forecast> found;
  if (issues.empty()) return found;
  if (auto checked = check_number(issues); !checked) return unexpected(checked.error());
  const auto read = work_.read_once<List<>, ForecastColumns>(
      fmt::format("SELECT issue_id, made, first_day, ceilings FROM issue_forecasts "
                  "WHERE issue_id IN ({}) ORDER BY issue_id",
                  number_list(issues)),
      [&](Int issue, Int made, Int first_day, const std::string& text) {
        const auto ceilings = domain::parse_ceilings(text);
        if (!ceilings) return;
        found.emplace_back(IssueId{issue},
                           Forecast{from_unix_us(made), from_unix_us(first_day), *ceilings});
      });
  if (!read) return unexpected(read.error());
  return found;
}

Result<void> Issues::note_asked(IssueId issue, const Snooze& snooze) {
  return done(
      work_.change(kNoteAsked, snooze.users_seen, snooze.asked, snooze.ask_at, issue.value));
}

Result<void> Issues::put_forecast(IssueId issue, Timestamp made,
                                  const std::optional<Forecast>& forecast) {
  const Int first = forecast ? to_unix_us(forecast->first_day) : Int{0};
  const std::string ceilings =
      forecast ? domain::format_ceilings(forecast->ceilings) : std::string();
  return done(work_.change(kPutForecast, to_unix_us(made), first, ceilings, issue.value));
}

Result<std::int64_t> Issues::settle_next_release(ProjectId project, std::string_view version) {
  std::vector<std::pair<IssueId, Resolution>> settled;
  const auto read =
      work_.read(kPending, project.value, Int{kMaxListed}, [&](Int issue, std::string& current) {
        settled.emplace_back(IssueId{issue},
                             Resolution{domain::ResolutionKind::in_release, std::string(version),
                                        false, std::move(current)});
      });
  if (!read) return unexpected(read.error());
  for (const auto& [issue, resolution] : settled) {
    if (auto changed = done(work_.change(kSettle, version, issue.value)); !changed)
      return unexpected(changed.error());
    const auto story =
        activities({issue, std::string(domain::activity::kResolvedInRelease), 0, 0, 1});
    if (!story) return unexpected(story.error());
    if (story->empty()) continue;
    const std::string data = domain::story::resolved(resolution).data_json;
    if (auto told = done(work_.change(kTellVersion, data, story->front().id)); !told)
      return unexpected(told.error());
  }
  return static_cast<std::int64_t>(settled.size());
}

}  // namespace picket::adapters::meta
