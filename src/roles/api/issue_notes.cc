// Comments on an issue. Source: shared spec "api", section 8.6.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "ports/issues.h"
#include "ports/organizations.h"
#include "protocol/json.h"
#include "roles/api/body.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_activity.h"
#include "roles/api/issue_assignee.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/links.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::Activity;

constexpr std::size_t kMaxNote = 10'000;  ///< Characters: a stack trace fits, a log file does not.
constexpr std::size_t kMaxMentions = 100;
constexpr std::size_t kMaxCalled = 200;      ///< By teams that one comment mentions.
constexpr std::chrono::hours kSameAgain{1};  ///< As in Sentry.

struct Note {
  std::string text;
  std::vector<UserId> mentioned;
  std::vector<TeamId> mentioned_teams;
  std::string data_json;
};

Answer<void> read_mentions(const Call& call, Fields& fields, Note& note, json::object& data) {
  const auto mentions = fields.texts("mentions", kMaxMentions);
  if (!mentions || mentions->empty()) return {};
  json::array kept;
  for (const std::string& mention : *mentions) {
    const auto who = find_assignee(call, mention);
    if (!who) return unexpected(who.error());
    if (!*who) {
      fields.refuse("mentions", "Cannot mention somebody who is not in the organization.");
      return {};
    }
    if ((*who)->user) note.mentioned.push_back((*who)->user);
    if ((*who)->team) note.mentioned_teams.push_back((*who)->team);
    kept.emplace_back(mention);
  }
  data["mentions"] = std::move(kept);
  return {};
}

Answer<Note> read_note(const Call& call) {
  if (!call.user()) return unexpected(forbidden());
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  Fields fields(*body);
  Note note;
  note.text = fields.required_text("text", kMaxNote);
  json::object data{{"text", note.text}};
  if (auto read = read_mentions(call, fields, note, data); !read)
    return unexpected(std::move(read.error()));
  if (!fields.ok()) return unexpected(fields.problem());
  note.data_json = json::serialize(data);
  return note;
}

std::string text_of(const Activity& note) {
  const auto data = protocol::parse_json(note.data_json);
  if (!data || !data->is_object()) return {};
  const json::value* const text = data->get_object().if_contains("text");
  return text != nullptr && text->is_string() ? std::string(text->get_string()) : std::string();
}

/// The same person said the same a moment ago.
Answer<bool> said_already(const Call& call, IssueId issue, const std::string& text) {
  ports::ActivityQuery query{issue, std::string(domain::activity::kNote)};
  const auto notes = call.meta().issues().activities(query);
  if (!notes) return unexpected(failed(notes.error()));
  return std::any_of(notes->begin(), notes->end(), [&](const Activity& note) {
    return note.actor == call.user() && call.now - note.created < kSameAgain &&
           text_of(note) == text;
  });
}

Answer<void> follow(const Call& call, IssueId issue, UserId user, domain::FollowReason reason) {
  auto marks = call.meta().issues().marks_of(user, {&issue, 1});
  if (!marks) return unexpected(failed(marks.error()));
  domain::IssueMark& mark = marks->front();
  if (mark.following != domain::Following::unset) return {};
  mark.following = domain::Following::on;
  mark.reason = reason;
  if (const auto put = call.meta().issues().put_mark(mark); !put)
    return unexpected(failed(put.error()));
  return {};
}

/// Whoever is in one of them; of a crowd, the first kMaxCalled.
Answer<void> let_teams_follow(const Call& call, IssueId issue, const std::vector<TeamId>& teams) {
  if (teams.empty()) return {};
  ports::MemberQuery query;
  query.org = call.grant.org;
  query.teams = teams;
  query.active = true;
  query.limit = kMaxCalled;
  const auto members = call.meta().organizations().list_members(query);
  if (!members) return unexpected(failed(members.error()));
  for (const ports::Member& member : *members) {
    if (!member.user) continue;
    auto done = follow(call, issue, member.user, domain::FollowReason::team_mentioned);
    if (!done) return done;
  }
  return {};
}

Answer<void> let_all_follow(const Call& call, IssueId issue, const Note& note) {
  if (auto done = follow(call, issue, call.user(), domain::FollowReason::comment); !done)
    return done;
  for (const UserId user : note.mentioned) {
    if (auto done = follow(call, issue, user, domain::FollowReason::mentioned); !done) return done;
  }
  return let_teams_follow(call, issue, note.mentioned_teams);
}

Answer<net::Response> note_response(const Call& call, const Activity& note, int status) {
  People people(call);
  auto shown = activity_json(note, people);
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown), status);
}

/// The caller's own note of the path, on the issue of the path.
Answer<Activity> own_note(const Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto id = ascii::parse_uint<std::uint64_t>(call.request.param("note"));
  if (!id || *id > kMost) return unexpected(not_found());
  auto note = call.meta().issues().find_activity(static_cast<std::int64_t>(*id));
  if (!note) return unexpected(failed(note.error()));
  if (!*note || (*note)->issue != issue->id || (*note)->type != domain::activity::kNote)
    return unexpected(not_found());
  if (!call.user() || (*note)->actor != call.user()) return unexpected(forbidden());
  return **std::move(note);
}

Cursor cursor_at(std::int64_t id, bool is_prev) {
  return {0, {0, static_cast<std::uint64_t>(id)}, is_prev};
}

}  // namespace

Answer<net::Response> list_issue_notes(Call& call) {
  const auto per_page = read_per_page(call.parameters);
  if (!per_page) return unexpected(per_page.error());
  const auto cursor = read_cursor(call.parameters);
  if (!cursor) return unexpected(cursor.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  ports::ActivityQuery query{issue->id, std::string(domain::activity::kNote)};
  query.limit = *per_page + 1;
  const bool backwards = *cursor && (*cursor)->is_prev;
  if (*cursor) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    const EventId& tie = (*cursor)->tie;
    if (tie.high != 0 || tie.low > kMost)
      return unexpected(bad_request("Invalid cursor parameter."));
    (backwards ? query.after : query.before) = static_cast<std::int64_t>(tie.low);
  }
  auto notes = call.meta().issues().activities(query);
  if (!notes) return unexpected(failed(notes.error()));
  const bool more = notes->size() > *per_page;
  if (more) notes->erase(backwards ? notes->begin() : notes->end() - 1);

  People people(call);
  json::array shown;
  for (const Activity& note : *notes) {
    auto one = activity_json(note, people);
    if (!one) return unexpected(std::move(one.error()));
    shown.push_back(*std::move(one));
  }
  PageLinks links;
  if (!notes->empty()) {
    links = {cursor_at(notes->front().id, true), backwards ? more : cursor->has_value(),
             cursor_at(notes->back().id, false), backwards || more};
  }
  net::Response response = json_response(std::move(shown));
  response.headers.set("Link", link_header(call.options.url, call.request, links));
  return response;
}

Answer<net::Response> create_issue_note(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  const auto note = read_note(call);
  if (!note) return unexpected(note.error());
  const auto again = said_already(call, issue->id, note->text);
  if (!again) return unexpected(again.error());
  if (*again) return unexpected(bad_request("You have already posted that comment."));
  Activity activity{0,           issue->id, std::string(domain::activity::kNote),
                    call.user(), call.now,  note->data_json};
  const auto id = call.meta().issues().add_activity(activity);
  if (!id) return unexpected(failed(id.error()));
  activity.id = *id;
  if (auto done = let_all_follow(call, issue->id, *note); !done)
    return unexpected(std::move(done.error()));
  return note_response(call, activity, 201);
}

Answer<net::Response> update_issue_note(Call& call) {
  auto note = own_note(call);
  if (!note) return unexpected(std::move(note.error()));
  const auto changed = read_note(call);
  if (!changed) return unexpected(changed.error());
  if (const auto done = call.meta().issues().edit_note(note->id, changed->data_json); !done)
    return unexpected(failed(done.error()));
  note->data_json = changed->data_json;
  return note_response(call, *note, 200);
}

Answer<net::Response> delete_issue_note(Call& call) {
  const auto note = own_note(call);
  if (!note) return unexpected(note.error());
  if (const auto done = call.meta().issues().remove_note(note->id); !done)
    return unexpected(failed(done.error()));
  return empty_response();
}

}  // namespace picket::api
