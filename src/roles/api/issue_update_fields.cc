// The body of an update of issues, read and checked.
#include <algorithm>
#include <string>
#include <utility>

#include "domain/issue/life.h"
#include "domain/issue/names.h"
#include "roles/api/body.h"
#include "roles/api/issue_assignee.h"
#include "roles/api/issue_conditions.h"
#include "roles/api/issue_resolution.h"
#include "roles/api/issue_update.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::IssueStatus;

constexpr std::size_t kMaxWord = 100;
constexpr std::size_t kMaxAssignee = 320;  ///< The longest address there is.

constexpr std::string_view kInNextRelease = "resolvedInNextRelease";

/// True: resolved in the next release.
bool read_status(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("status", kMaxWord);
  if (!word) return false;
  if (*word == "muted") {
    update.status = IssueStatus::ignored;
  } else if (*word == kInNextRelease) {
    update.status = IssueStatus::resolved;
  } else {
    update.status = domain::parse_shown_status(*word);
  }
  if (!update.status) fields.refuse("status", "Invalid status.");
  return *word == kInNextRelease;
}

/// `statusDetails`, or what older clients send beside it instead; null when that is wrong.
const json::object* details_of(Fields& fields, const json::object& body) {
  const json::value* const details = body.if_contains("statusDetails");
  if (details == nullptr || details->is_null()) return &body;
  if (details->is_object()) return &details->get_object();
  fields.refuse("statusDetails", "Expected an object.");
  return nullptr;
}

/// Wrong is wrong, also where another status is asked for.
Answer<void> read_conditions(const json::object& details, bool nested, Timestamp now,
                             IssueUpdate& update) {
  auto conditions = read_archive_conditions(details, now);
  if (!conditions) {
    Problem problem = std::move(conditions.error());
    if (nested) problem.body = json::object{{"statusDetails", *problem.body}};
    return unexpected(std::move(problem));
  }
  if (update.status != IssueStatus::ignored) return {};
  update.snooze = conditions->snooze;
  update.snooze_duration = conditions->duration;
  if (conditions->until_escalating) update.substatus = domain::Substatus::archived_until_escalating;
  return {};
}

Answer<void> read_details(const Call& call, Fields& fields, const json::object& body,
                          std::span<const domain::Issue> issues, bool in_next,
                          IssueUpdate& update) {
  const json::object* const details = details_of(fields, body);
  if (details == nullptr) return {};
  if (details != &body) {
    IssueUpdate ignored;  // What stands beside the details has no effect.
    if (auto read = read_conditions(body, false, call.now, ignored); !read) return read;
  }
  if (auto read = read_conditions(*details, details != &body, call.now, update); !read) return read;
  if (update.status != IssueStatus::resolved) return {};
  auto resolution = read_resolution(call, *details, in_next, issues);
  if (!resolution) return unexpected(std::move(resolution.error()));
  update.resolution = *std::move(resolution);
  return {};
}

void read_substatus(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("substatus", kMaxWord);
  if (!word) return;
  const auto substatus = domain::parse_substatus(*word);
  if (!substatus) {
    fields.refuse("substatus", "Invalid substatus.");
  } else if (update.status && domain::status_of(*substatus) != update.status) {
    fields.refuse("substatus", "Invalid substatus for this status.");
  } else if (substatus == domain::Substatus::archived_until_condition_met && !update.snooze) {
    fields.refuse("substatus", "statusDetails must say until when.");
  } else {
    update.substatus = substatus;
    if (!update.status) update.status = domain::status_of(*substatus);
  }
}

void read_priority(Fields& fields, IssueUpdate& update) {
  const auto word = fields.text("priority", kMaxWord);
  if (!word) return;
  update.priority = domain::parse_priority(*word);
  if (!update.priority) fields.refuse("priority", "Invalid priority.");
}

/// A flag, or a number in its place.
bool wants(Fields& fields, const json::object& body, std::string_view name) {
  const json::value* const value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (value->is_int64()) return value->get_int64() != 0;
  return fields.flag(name).value_or(false);
}

void read_ends(const Call& call, Fields& fields, const json::object& body,
               std::span<const domain::Issue> issues, IssueUpdate& update) {
  update.merge = wants(fields, body, "merge");
  update.discard = wants(fields, body, "discard");
  if (!update.discard) return;
  if (body.size() > 1)
    fields.refuse("nonFieldErrors", "Other attributes cannot be updated when discarding");
  const bool may = std::all_of(issues.begin(), issues.end(), [&](const domain::Issue& issue) {
    return call.grant.scopes_in(issue.project).intersects(domain::access::kAdminEvents);
  });
  if (!may) fields.refuse("discard", "You do not have permission to discard events");
}

/// As text, which a number may stand for; nullopt when it is something else.
std::optional<std::string> assignee_text(Fields& fields, const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  return fields.text("assignedTo", kMaxAssignee);
}

Answer<void> read_assignee(const Call& call, Fields& fields, const json::object& body,
                           IssueUpdate& update) {
  const json::value* const value = body.if_contains("assignedTo");
  if (value == nullptr) return {};
  const auto text = assignee_text(fields, *value);
  if (!text) return {};
  if (text->empty()) {
    update.assignee = domain::Assignee();
    return {};
  }
  const auto found = find_assignee(call, *text);
  if (!found) return unexpected(found.error());
  update.assignee = *found;
  if (!update.assignee) fields.refuse("assignedTo", "Unknown actor input");
  return {};
}

}  // namespace

Answer<IssueUpdate> read_issue_update(const Call& call, const json::object& body,
                                      std::span<const domain::Issue> issues) {
  Fields fields(body);
  IssueUpdate update;
  const bool in_next = read_status(fields, update);
  if (auto read = read_details(call, fields, body, issues, in_next, update); !read)
    return unexpected(std::move(read.error()));
  read_substatus(fields, update);
  read_priority(fields, update);
  read_ends(call, fields, body, issues, update);
  update.seen = fields.flag("hasSeen");
  update.bookmarked = fields.flag("isBookmarked");
  update.subscribed = fields.flag("isSubscribed");
  update.is_public = fields.flag("isPublic");
  update.inbox = fields.flag("inbox");
  if (auto read = read_assignee(call, fields, body, update); !read)
    return unexpected(std::move(read.error()));
  if (!fields.ok()) return unexpected(fields.problem());
  if (update.assignee) {
    if (auto checked = check_assignee(call, *update.assignee, issues); !checked)
      return unexpected(std::move(checked.error()));
  }
  return update;
}

}  // namespace picket::api
