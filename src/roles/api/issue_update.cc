#include "roles/api/issue_update.h"

#include <string>
#include <utility>

#include "base/random.h"
#include "domain/issue/activity.h"
#include "domain/issue/life.h"
#include "domain/issue/names.h"
#include "ports/issues.h"
#include "roles/api/issue_undo.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/json_text.h"
#include "roles/api/status_details.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::Following;
using domain::FollowReason;
using domain::IssueMark;
using domain::IssueStatus;

constexpr std::size_t kShareIdBytes = 16;  ///< A UUID's; nobody guesses it.

/// What the rules about commands look at.
domain::IssueState state_of(const domain::Issue& issue) {
  domain::IssueState state;
  state.status = issue.status;
  state.substatus = issue.substatus;
  state.first_seen = issue.first_seen;
  state.times_seen = issue.times_seen;
  return state;
}

domain::Command command_of(const IssueUpdate& update, UserId actor) {
  domain::Command command;
  command.status = *update.status;
  command.substatus = update.substatus;
  command.snooze = update.snooze;
  command.resolution = update.resolution;
  command.duration = update.snooze_duration;
  command.actor = actor;
  return command;
}

/// The changes to one issue. Each step returns early when there is nothing to do, so that an update
/// that is sent twice tells the story once.
class Change {
 public:
  Change(const Call& call, const IssueUpdate& update, const domain::Issue& issue, People& people,
         const IssueViewer& viewer)
      : call_(call),
        update_(update),
        issue_(issue),
        people_(people),
        viewer_(viewer),
        issues_(call.meta().issues()),
        before_(viewer.mark(issue.id)),
        mark_(before_) {}

  Answer<void> run() {
    if (auto done = set_status(); !done) return done;
    if (auto done = set_priority(); !done) return done;
    if (auto done = set_assignee(); !done) return done;
    if (auto done = set_public(); !done) return done;
    if (update_.inbox == false) {
      if (auto done = tell(domain::activity::kReviewed); !done) return done;
    }
    return set_mark();
  }

  /// Empty: not shared.
  const std::string& share_id() const noexcept { return share_id_; }
  /// The update that takes it back; empty: nothing changed, or nothing that has a way back.
  json::object&& way_back() && noexcept { return std::move(back_); }

 private:
  Answer<void> done(const Result<void>& result) {
    if (!result) return unexpected(failed(result.error()));
    return {};
  }

  Answer<void> tell(std::string_view type, const json::object& data = {}) {
    const auto told = issues_.add_activity(
        {0, issue_.id, std::string(type), call_.user(), call_.now, json::serialize(data)});
    if (!told) return unexpected(failed(told.error()));
    return {};
  }

  /// Unless they said that they do not want to.
  void follow(IssueMark& mark, FollowReason reason) const {
    if (!mark.user || mark.following != Following::unset) return;
    mark.following = Following::on;
    mark.reason = reason;
  }

  Answer<void> set_status() {
    if (!update_.status) return {};
    const auto next =
        domain::commanded(state_of(issue_), command_of(update_, call_.user()), call_.now);
    if (!next) return {};
    if (!next->story.empty()) follow(mark_, FollowReason::status_change);
    back_ = status_back(issue_, viewer_.status_details(issue_.id));
    return done(issues_.move(issue_.id, *next));
  }

  Answer<void> set_priority() {
    if (!update_.priority || issue_.priority == *update_.priority) return {};
    back_["priority"] = domain::to_string(issue_.priority);
    if (auto set = done(issues_.set_priority(issue_.id, *update_.priority, call_.now)); !set)
      return set;
    return tell(domain::activity::kPriority,
                {{"priority", domain::to_string(*update_.priority)}, {"reason", nullptr}});
  }

  Answer<void> set_assignee() {
    if (!update_.assignee || issue_.assignee == *update_.assignee) return {};
    const domain::Assignee& to = *update_.assignee;
    back_["assignedTo"] = assignee_back(issue_.assignee);
    if (auto set = done(issues_.assign(issue_.id, to)); !set) return set;
    if (!to) return tell(domain::activity::kUnassigned);
    if (auto followed = let_follow(to.user); !followed) return followed;
    const auto actor = people_.actor(to);
    if (!actor) return unexpected(actor.error());
    json::object data;
    data["assignee"] = std::to_string(to.user ? to.user.value : to.team.value);
    data["assigneeEmail"] = nullptr;
    data["assigneeName"] = nullptr;
    if (actor->is_object()) {
      data["assigneeEmail"] = member_or_null(actor->get_object(), "email");
      data["assigneeName"] = member_or_null(actor->get_object(), "name");
    }
    data["assigneeType"] = to.user ? "user" : "team";
    return tell(domain::activity::kAssigned, data);
  }

  Answer<void> let_follow(UserId user) {
    if (!user) return {};
    if (user == mark_.user) {
      follow(mark_, FollowReason::assigned);
      return {};
    }
    auto marks = issues_.marks_of(user, {&issue_.id, 1});
    if (!marks) return unexpected(failed(marks.error()));
    follow(marks->front(), FollowReason::assigned);
    return done(issues_.put_mark(marks->front()));
  }

  Answer<void> set_public() {
    share_id_ = issue_.share_id;
    if (!update_.is_public || *update_.is_public == !share_id_.empty()) return {};
    share_id_ = *update_.is_public ? random_hex(kShareIdBytes) : std::string();
    if (auto shared = done(issues_.share(issue_.id, share_id_)); !shared) return shared;
    return tell(*update_.is_public ? domain::activity::kPublic : domain::activity::kPrivate);
  }

  /// Of the caller; a token of an organization is nobody who could see or follow.
  Answer<void> set_mark() {
    if (!mark_.user) return {};
    if (update_.seen) {
      if (*update_.seen != mark_.seen.has_value()) back_["hasSeen"] = mark_.seen.has_value();
      mark_.seen = *update_.seen ? std::optional(call_.now) : std::optional<Timestamp>();
    }
    if (update_.bookmarked) {
      if (*update_.bookmarked != mark_.bookmarked) back_["isBookmarked"] = mark_.bookmarked;
      mark_.bookmarked = *update_.bookmarked;
      if (mark_.bookmarked) follow(mark_, FollowReason::bookmark);
    }
    if (update_.subscribed) {
      mark_.following = *update_.subscribed ? Following::on : Following::off;
      mark_.reason = FollowReason::unknown;
    }
    return mark_ == before_ ? Answer<void>() : done(issues_.put_mark(mark_));
  }

  const Call& call_;
  const IssueUpdate& update_;
  const domain::Issue& issue_;
  People& people_;
  const IssueViewer& viewer_;
  ports::IssueRepository& issues_;
  const IssueMark before_;
  IssueMark mark_;
  json::object back_;
  std::string share_id_;
};

/// Of what was asked for just now: all of a count is left.
Answer<json::object> details_of(const Call& call, const IssueUpdate& update, People& people) {
  if (!update.snooze && !update.resolution) return json::object();
  auto actor = people.user(call.user());
  if (!actor) return unexpected(std::move(actor.error()));
  return update.snooze ? status_details(*update.snooze, 0, *std::move(actor))
                       : status_details(*update.resolution, *std::move(actor));
}

/// What is so now, in the words of the request.
Answer<json::object> delta_of(const Call& call, const IssueUpdate& update, People& people,
                              const domain::Issue& first, const std::string& share_id) {
  json::object delta;
  const bool somebody{call.user()};
  if (update.status) {
    const auto substatus =
        domain::substatus_of(command_of(update, call.user()), first.first_seen, call.now);
    delta["status"] = domain::to_string(*update.status);
    auto details = details_of(call, update, people);
    if (!details) return unexpected(std::move(details.error()));
    delta["statusDetails"] = *std::move(details);
    delta["substatus"] = text_or_null(domain::to_string(substatus));
    delta["inbox"] = nullptr;
  }
  if (update.assignee) {
    auto actor = people.actor(*update.assignee);
    if (!actor) return unexpected(std::move(actor.error()));
    delta["assignedTo"] = *std::move(actor);
  }
  if (update.priority) delta["priority"] = domain::to_string(*update.priority);
  if (update.seen) delta["hasSeen"] = somebody && *update.seen;
  if (update.bookmarked) delta["isBookmarked"] = somebody && *update.bookmarked;
  if (update.subscribed) {
    delta["isSubscribed"] = somebody && *update.subscribed;
    delta["subscriptionDetails"] = *update.subscribed && somebody
                                       ? json::value(json::object{{"reason", "unknown"}})
                                       : json::value(nullptr);
  }
  if (update.is_public) {
    delta["isPublic"] = *update.is_public;
    delta["shareId"] = text_or_null(share_id);
  }
  if (update.inbox) delta["inbox"] = *update.inbox;
  return delta;
}

}  // namespace

Answer<json::object> apply_issue_update(const Call& call, const IssueUpdate& update,
                                        std::span<const domain::Issue> issues, UndoSteps* undo) {
  const auto viewer = IssueViewer::read(call, issues);
  if (!viewer) return unexpected(viewer.error());
  People people(call);
  std::string share_id;
  for (const domain::Issue& issue : issues) {
    Change change(call, update, issue, people, *viewer);
    if (auto done = change.run(); !done) return unexpected(std::move(done.error()));
    share_id = change.share_id();
    if (undo != nullptr) undo->add(issue, std::move(change).way_back());
  }
  return delta_of(call, update, people, issues.front(), share_id);
}

}  // namespace picket::api
